"""A folder of the person's own is used once they agree, and only as it was then."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import ModelError, WeightsMismatchError, WeightsMissingError
from coach.speech.own import OwnBook, inspect, is_folder_name, shown_name
from coach.speech.store import ModelStore
from coach.speech.weights import KnownModel, ModelKind, WeightsFile
from coach.words import Words

WEIGHTS = b"\x06\x00\x00\x00\x0c\x00WhisperSpec\x00" + bytes(1_000_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mine = tmp_path / "my whisper"
    mine.mkdir()
    (mine / "model.bin").write_bytes(WEIGHTS)
    (mine / "config.json").write_bytes(b"{}")
    (mine / "tokenizer.json").write_bytes(b"{}")
    (mine / "vocabulary.txt").write_bytes(b"one\ntwo\n")
    return mine


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "cache", known=(), find_package=lambda _name: None)


def test_it_is_used_only_after_the_person_agreed(store: ModelStore, folder: Path) -> None:
    with pytest.raises(WeightsMissingError, match="own_not_agreed"):
        store.path(str(folder))
    store.agree(inspect(folder))
    assert store.path(str(folder)) == folder


def test_a_later_change_is_noticed_and_not_loaded(store: ModelStore, folder: Path) -> None:
    store.agree(inspect(folder))
    store.path(str(folder))
    (folder / "model.bin").write_bytes(WEIGHTS + b"!")
    with pytest.raises(WeightsMismatchError, match="own_changed") as caught:
        store.path(str(folder))
    assert "model.bin" in Words.load().text(caught.value.message)
    store.agree(inspect(folder))
    assert store.path(str(folder)) == folder


def test_a_file_that_comes_later_is_a_change_too(store: ModelStore, folder: Path) -> None:
    store.agree(inspect(folder))
    (folder / "preprocessor_config.json").write_bytes(b"{}")
    with pytest.raises(WeightsMismatchError):
        store.path(str(folder))


def test_it_is_listed_with_what_is_known_of_it(store: ModelStore, folder: Path) -> None:
    assert store.list() == ()
    store.agree(inspect(folder))
    (entry,) = store.list()
    assert (entry.name, entry.source, entry.installed, entry.verified) == (str(folder), "own", True, None)
    assert store.verify(str(folder)).verified
    assert store.list()[0].verified
    (folder / "model.bin").unlink()
    assert not store.list()[0].installed


def test_files_of_a_known_model_are_recognised(folder: Path) -> None:
    files = tuple(
        WeightsFile(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.iterdir())
    )
    known = (KnownModel("small", ModelKind.WHISPER, files),)
    assert inspect(folder, known=known).known == "small"
    (folder / "config.json").write_bytes(b'{"x": 1}')
    assert inspect(folder, known=known).known == ""


def missing(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


def linked(folder: Path) -> None:
    (folder / "config.json").rename(folder.parent / "elsewhere.json")
    (folder / "config.json").symlink_to(folder.parent / "elsewhere.json")


def dangling(folder: Path) -> None:
    (folder / "vocabulary.txt").unlink()
    (folder / "vocabulary.txt").symlink_to(folder / "nothing")


def tiny(folder: Path) -> None:
    (folder / "model.bin").write_bytes(WEIGHTS[:1000])


def huge(folder: Path) -> None:
    with (folder / "model.bin").open("r+b") as file:
        file.truncate(9_000_000_000)


def nested(folder: Path) -> None:
    (folder / "config.json").write_bytes(b"[" * 900_000)


def wrong_kind(folder: Path) -> None:
    (folder / "model.bin").write_bytes(b"PK\x03\x04" + bytes(1_000_000))


def listed(folder: Path) -> None:
    (folder / "config.json").write_bytes(b"[]")


def directory(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    (folder / "tokenizer.json").mkdir()


@pytest.mark.parametrize(
    "spoil", [missing, linked, dangling, tiny, huge, nested, wrong_kind, listed, directory]
)
def test_a_hostile_folder_gives_one_line(folder: Path, spoil: Callable[[Path], None]) -> None:
    spoil(folder)
    with pytest.raises(ModelError) as caught:
        inspect(folder)
    said = Words.load().text(caught.value.message)
    assert "\n" not in said
    assert str(folder) in said


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="own_no_folder"):
        inspect(tmp_path / "nowhere")


def test_a_damaged_memory_asks_again(store: ModelStore, folder: Path, tmp_path: Path) -> None:
    store.agree(inspect(folder))
    (tmp_path / "cache" / "models" / "own.json").write_bytes(b"{nonsense")
    with pytest.raises(WeightsMissingError):
        store.path(str(folder))
    assert OwnBook(tmp_path / "none.json").folders() == ()


def test_a_folder_falls_back_to_what_is_there_and_says_so(tmp_path: Path, folder: Path) -> None:
    other = tmp_path / "tiny"
    other.mkdir()
    (other / "model.bin").write_bytes(b"tiny")
    known = KnownModel(
        "tiny.en",
        ModelKind.WHISPER,
        (WeightsFile("model.bin", 4, hashlib.sha256(b"tiny").hexdigest()),),
    )
    base = KnownModel("base", ModelKind.WHISPER, (WeightsFile("model.bin", 9, ""),))
    store = ModelStore(
        tmp_path / "cache", tmp_path / "tiny", known=(base, known), find_package=lambda _: None
    )
    chosen = store.best(str(folder))
    assert chosen.name == "tiny.en"
    assert chosen.note is not None
    assert "my whisper" in Words.load().text(chosen.note)


def test_a_transcript_keeps_the_name_and_not_the_folder() -> None:
    assert shown_name("/srv/models/my whisper") == "my whisper"
    assert shown_name("base") == "base"
    assert is_folder_name("~/x")
    assert not is_folder_name("tiny.en")
