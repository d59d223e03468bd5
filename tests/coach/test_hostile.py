"""Some broken and hostile files of every kind; 5,000 are in tests/stress."""

from pathlib import Path

from hostile_files import good_files, troubles

from coach.resources import shipped_banks

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"


def test_broken_files_are_answered_with_a_clear_error_and_touch_nothing(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    flac = sorted(SAMPLES.rglob("*.flac"))[0]
    goods = good_files(made, shipped_banks()[0], flac)
    assert list(troubles(tmp_path, goods, count=90, seed=1)) == []
