"""What `make package` puts in the place of encoders that are not passed on."""

from pathlib import Path

from scripts.package import size_bytes, stand_in_code


def test_a_stand_in_answers_to_every_name_and_gives_nothing() -> None:
    code = stand_in_code(["x264_encoder_open_165", "x264_levels"])
    assert code.splitlines() == [
        "void *x264_encoder_open_165(void) { return 0; }",
        "void *x264_levels[16];",
    ]


def test_links_are_not_counted_twice(tmp_path: Path) -> None:
    (tmp_path / "library.so.1").write_bytes(b"x" * 1000)
    (tmp_path / "library.so").symlink_to("library.so.1")
    assert size_bytes(tmp_path) == 1000
