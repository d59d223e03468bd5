"""Weights are found in the right order, assembled once, and never loaded when a digest is wrong."""

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coach.errors import (
    Cancelled,
    DiskFullError,
    ModelError,
    WeightsMismatchError,
    WeightsMissingError,
)
from coach.speech import digests
from coach.speech.places import installed_package
from coach.speech.ports import OnBytes, Stop
from coach.speech.store import ModelStore
from coach.speech.weights import HubSource, KnownModel, ModelKind, Piece, WeightsFile

FIRST, SECOND = b"the first half, " * 1000, b"and the second one." * 1000
MODEL = FIRST + SECOND
CONFIG = b'{"a": 1}'
TINY = b"tiny weights"
LARGE = b"large weights"


def known_file(name: str, content: bytes, *pieces: Piece) -> WeightsFile:
    return WeightsFile(name, len(content), hashlib.sha256(content).hexdigest(), pieces)


BASE = KnownModel(
    "base",
    ModelKind.WHISPER,
    (
        known_file(
            "model.bin", MODEL, Piece("part1", "data/model.bin.part1"), Piece("part2", "model.bin.part2")
        ),
        known_file("config.json", CONFIG, Piece("part1", "data/config.json")),
    ),
)
TINY_EN = KnownModel(
    "tiny.en", ModelKind.WHISPER, (known_file("model.bin", TINY, Piece("tiny", "model/model.bin")),)
)
SMALL = KnownModel(
    "small", ModelKind.WHISPER, (known_file("model.bin", LARGE),), HubSource("someone/small", "abc")
)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with three made-up weights packages."""
    folder = tmp_path / "packages"
    write(folder / "part1/data/model.bin.part1", FIRST)
    write(folder / "part1/data/config.json", CONFIG)
    write(folder / "part2/model.bin.part2", SECOND)
    write(folder / "tiny/model/model.bin", TINY)
    return folder


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


class FakeHub:
    """A hub that has some files."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.asked: list[tuple[str, str, str]] = []

    def fetch(
        self,
        source: HubSource,
        file: str,
        folder: Path,
        *,
        on_bytes: OnBytes | None = None,
        should_stop: Stop | None = None,
    ) -> Path:
        self.asked.append((source.repository, source.revision, file))
        if should_stop and should_stop():
            raise Cancelled
        if file not in self.files:
            raise WeightsMissingError("error.model.hub_unreachable", repository=source.repository)
        (folder / file).write_bytes(self.files[file])
        if on_bytes:
            on_bytes(len(self.files[file]))
        return folder / file


def make_store(
    packages: Path, cache: Path, user: Path | None = None, hub: FakeHub | None = None
) -> ModelStore:
    def find(name: str) -> Path | None:
        folder = packages / name
        return folder if folder.is_dir() else None

    return ModelStore(cache, user, known=(BASE, TINY_EN, SMALL), find_package=find, fetcher=hub)


def test_base_is_assembled_into_the_cache_with_its_small_files(packages: Path, tmp_path: Path) -> None:
    told: list[float] = []
    path = make_store(packages, tmp_path / "cache").path("base", on_progress=told.append)
    assert path.is_relative_to(tmp_path / "cache")
    assert (path / "model.bin").read_bytes() == MODEL
    assert (path / "config.json").read_bytes() == CONFIG
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert not list(path.glob("*.part"))


def test_only_the_person_may_read_the_cache(packages: Path, tmp_path: Path) -> None:
    path = make_store(packages, tmp_path / "cache").path("base")
    assert path.stat().st_mode & 0o077 == 0
    assert (path / "model.bin").stat().st_mode & 0o077 == 0


def test_a_later_start_reads_no_large_file(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_store(packages, tmp_path / "cache").path("base")

    def forbidden(*_: object) -> str:
        pytest.fail("a file was read again")

    monkeypatch.setattr(digests, "sha256", forbidden)
    assert make_store(packages, tmp_path / "cache").path("base") == first


def test_a_model_that_lies_whole_in_its_package_is_used_where_it_is(packages: Path, tmp_path: Path) -> None:
    assert make_store(packages, tmp_path / "cache").path("tiny.en") == packages / "tiny/model"


@pytest.mark.parametrize(
    ("file", "named"), [("part2/model.bin.part2", "model.bin"), ("part1/data/config.json", "config.json")]
)
def test_a_wrong_file_is_named_and_nothing_is_left_to_load(
    packages: Path, tmp_path: Path, file: str, named: str
) -> None:
    content = bytearray((packages / file).read_bytes())
    content[3] ^= 1
    (packages / file).write_bytes(content)
    with pytest.raises(WeightsMismatchError) as caught:
        make_store(packages, tmp_path / "cache").path("base")
    assert dict(caught.value.message.values) == {"model": "base", "file": named}
    assert not (tmp_path / "cache/models/base" / named).exists()


def test_a_wrong_file_in_a_package_used_in_place_is_never_loaded(packages: Path, tmp_path: Path) -> None:
    (packages / "tiny/model/model.bin").write_bytes(b"TINY weights")
    with pytest.raises(WeightsMismatchError):
        make_store(packages, tmp_path / "cache").path("tiny.en")


def test_a_file_that_was_swapped_after_its_check_is_noticed(packages: Path, tmp_path: Path) -> None:
    store = make_store(packages, tmp_path / "cache")
    store.path("tiny.en")
    (packages / "tiny/model/model.bin").write_bytes(b"tiny-weights")
    with pytest.raises(WeightsMismatchError):
        store.path("tiny.en")


def test_a_missing_part_is_named(packages: Path, tmp_path: Path) -> None:
    (packages / "part2/model.bin.part2").unlink()
    (packages / "part2").rmdir()
    with pytest.raises(WeightsMissingError) as caught:
        make_store(packages, tmp_path / "cache").path("base")
    assert dict(caught.value.message.values)["packages"] == ("part2",)


def test_without_base_the_smaller_model_is_used_and_the_person_is_told(
    packages: Path, tmp_path: Path
) -> None:
    (packages / "part2/model.bin.part2").unlink()
    chosen = make_store(packages, tmp_path / "cache").best()
    assert chosen.name == "tiny.en"
    assert chosen.note is not None
    assert chosen.note.id == "speech.model_instead"
    assert dict(chosen.note.values)["wanted"] == "base"


def test_with_base_there_is_nothing_to_tell(packages: Path, tmp_path: Path) -> None:
    assert make_store(packages, tmp_path / "cache").best()[::2] == ("base", None)


def test_without_any_model_the_wanted_one_is_spoken_of(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError) as caught:
        make_store(tmp_path / "nothing", tmp_path / "cache").best()
    assert dict(caught.value.message.values)["model"] == "base"


def test_an_assembly_that_was_cut_off_is_done_again(packages: Path, tmp_path: Path) -> None:
    """A process killed while it wrote leaves a part file, or a model without its other files."""
    folder = tmp_path / "cache/models/base"
    write(folder / "model.bin.abc.part", MODEL[:100])
    write(folder / "model.bin", MODEL)
    path = make_store(packages, tmp_path / "cache").path("base")
    assert (path / "config.json").read_bytes() == CONFIG


def test_a_damaged_file_in_the_cache_is_made_again_from_the_packages(packages: Path, tmp_path: Path) -> None:
    store = make_store(packages, tmp_path / "cache")
    path = store.path("base")
    (path / "model.bin").write_bytes(MODEL[:-1])
    assert (store.path("base") / "model.bin").read_bytes() == MODEL


def test_a_damaged_list_of_digests_costs_only_time(packages: Path, tmp_path: Path) -> None:
    store = make_store(packages, tmp_path / "cache")
    path = store.path("base")
    (tmp_path / "cache/models/digests.json").write_text('["not", "ours"')
    assert store.path("base") == path


ASSEMBLE = """
import hashlib, pathlib, sys
from coach.speech.store import ModelStore
from coach.speech.weights import KnownModel, ModelKind, Piece, WeightsFile

packages, cache = map(pathlib.Path, sys.argv[1:])
pieces = (Piece("part1", "data/model.bin.part1"), Piece("part2", "model.bin.part2"))
content = b"".join((packages / piece.package / piece.path).read_bytes() for piece in pieces)
file = WeightsFile("model.bin", len(content), hashlib.sha256(content).hexdigest(), pieces)
known = (KnownModel("base", ModelKind.WHISPER, (file,)),)
path = ModelStore(cache, known=known, find_package=lambda name: packages / name).path("base")
assert (path / "model.bin").read_bytes() == content
"""


def test_several_processes_may_assemble_at_once(packages: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", ASSEMBLE, str(packages), str(tmp_path / "cache")]
    children = [subprocess.Popen(command) for _ in range(3)]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    assert [p.name for p in (tmp_path / "cache/models/base").iterdir()] == ["model.bin"]


def test_a_folder_of_the_persons_own_is_looked_into_first(packages: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine/base/model.bin", MODEL)
    write(tmp_path / "mine/base/config.json", CONFIG)
    store = make_store(packages, tmp_path / "cache", tmp_path / "mine")
    assert store.path("base") == tmp_path / "mine/base"
    assert {model.name: model.source for model in store.list()}["base"] == "folder"


def test_a_wrong_file_in_the_persons_own_folder_is_reported_not_passed_over(
    packages: Path, tmp_path: Path
) -> None:
    write(tmp_path / "mine/tiny.en/model.bin", b"something else")
    with pytest.raises(WeightsMismatchError):
        make_store(packages, tmp_path / "cache", tmp_path / "mine").path("tiny.en")


def test_a_full_disk_is_said_plainly(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(digests.os, "fsync", full)
    with pytest.raises(DiskFullError):
        make_store(packages, tmp_path / "cache").path("base")
    assert not list((tmp_path / "cache/models/base").iterdir())


def test_a_file_that_may_not_be_read_is_named(packages: Path, tmp_path: Path) -> None:
    target = packages / "tiny/model/model.bin"

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", str(target))

    store = make_store(packages, tmp_path / "cache")
    store._digests.digest = refuse  # type: ignore[method-assign]
    with pytest.raises(ModelError) as caught:
        store.path("tiny.en")
    assert caught.value.message.id == "error.model.unreadable"
    assert dict(caught.value.message.values)["file"] == "model.bin"


def test_the_list_says_what_is_there_and_what_is_checked(packages: Path, tmp_path: Path) -> None:
    store = make_store(packages, tmp_path / "cache")
    before = {model.name: (model.installed, model.verified, model.source) for model in store.list()}
    assert before == {
        "base": (True, None, "package"),
        "tiny.en": (True, None, "package"),
        "small": (False, None, "hub"),
    }
    store.path("base")
    store.verify("tiny.en")
    after = {model.name: (model.verified, model.source, model.bytes) for model in store.list()}
    assert after["base"] == (True, "cache", len(MODEL) + len(CONFIG))
    assert after["tiny.en"] == (True, "package", len(TINY))


def test_verify_reads_everything_again(packages: Path, tmp_path: Path) -> None:
    store = make_store(packages, tmp_path / "cache")
    model = store.path("base") / "model.bin"
    state = model.stat()
    damaged = bytearray(MODEL)
    damaged[-1] ^= 1
    model.write_bytes(damaged)
    os.utime(model, ns=(state.st_atime_ns, state.st_mtime_ns))
    with pytest.raises(WeightsMismatchError):
        store.verify("base")


def test_verify_checks_packages_before_they_are_assembled(packages: Path, tmp_path: Path) -> None:
    assert make_store(packages, tmp_path / "cache").verify("base").verified
    assert not (tmp_path / "cache/models/base").exists()


def test_an_unknown_model_is_refused_with_the_names_that_are_known(packages: Path, tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError) as caught:
        make_store(packages, tmp_path / "cache").path("huge")
    assert dict(caught.value.message.values)["known"] == ("base", "tiny.en", "small")


def test_nothing_reaches_out_unless_it_is_asked_to(packages: Path, tmp_path: Path) -> None:
    hub = FakeHub({"model.bin": LARGE})
    store = make_store(packages, tmp_path / "cache", hub=hub)
    with pytest.raises(WeightsMissingError) as caught:
        store.path("small")
    assert caught.value.message.id == "error.model.not_fetched"
    assert hub.asked == []


def test_a_larger_model_is_fetched_on_request_and_checked(packages: Path, tmp_path: Path) -> None:
    hub = FakeHub({"model.bin": LARGE})
    told: list[float] = []
    store = make_store(packages, tmp_path / "cache", hub=hub)
    path = store.get("small", on_progress=told.append)
    assert hub.asked == [("someone/small", "abc", "model.bin")]
    assert (path / "model.bin").read_bytes() == LARGE
    assert told == [1.0]
    assert store.path("small") == path


def test_what_comes_from_the_hub_with_a_wrong_digest_is_removed(packages: Path, tmp_path: Path) -> None:
    store = make_store(packages, tmp_path / "cache", hub=FakeHub({"model.bin": b"large WEIGHTS"}))
    with pytest.raises(WeightsMismatchError):
        store.get("small")
    assert not list((tmp_path / "cache").rglob("model.bin"))


def test_a_hub_that_cannot_be_reached_is_said_plainly(packages: Path, tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError) as caught:
        make_store(packages, tmp_path / "cache", hub=FakeHub({})).get("small")
    assert caught.value.message.id == "error.model.hub_unreachable"


def test_fetching_can_be_stopped(packages: Path, tmp_path: Path) -> None:
    hub = FakeHub({"model.bin": LARGE})
    with pytest.raises(Cancelled):
        make_store(packages, tmp_path / "cache", hub=hub).get("small", should_stop=lambda: True)
    assert hub.asked == []


def test_a_package_is_found_without_importing_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "made_up_weights/__init__.py", b"raise RuntimeError('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert installed_package("made_up_weights") == tmp_path / "made_up_weights"
    assert installed_package("no_such_package_at_all") is None


@pytest.mark.models
def test_every_model_of_the_installation_is_the_one_it_should_be(tmp_path: Path) -> None:
    store = ModelStore(tmp_path)
    installed = [model for model in store.list() if model.installed]
    # The reader is shipped with the program itself, and its digest is looked at there.
    assert {model.kind for model in installed} == set(ModelKind) - {ModelKind.READER}
    for model in installed:
        assert store.verify(model.name).verified


# A connection that breaks, and a disk that is full.


class Breaking(FakeHub):
    """A hub whose connection breaks at one file, the first time."""

    def __init__(self, files: dict[str, bytes], breaks_at: str) -> None:
        super().__init__(files)
        self.breaks_at = breaks_at

    def fetch(self, source: HubSource, file: str, folder: Path, **options: Any) -> Path:
        if file == self.breaks_at:
            self.breaks_at = ""
            raise WeightsMissingError("error.model.hub_unreachable", repository=source.repository)
        return super().fetch(source, file, folder, **options)


TWO_FILES = KnownModel(
    "small",
    ModelKind.WHISPER,
    (known_file("model.bin", LARGE), known_file("config.json", CONFIG)),
    HubSource("someone/small", "abc"),
)


def test_after_a_broken_connection_only_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    hub = Breaking({"model.bin": LARGE, "config.json": CONFIG}, breaks_at="config.json")
    store = ModelStore(tmp_path, known=(TWO_FILES,), find_package=lambda _name: None, fetcher=hub)
    with pytest.raises(WeightsMissingError, match="hub_unreachable"):
        store.get("small")
    assert not store.list()[0].installed
    told: list[float] = []
    store.get("small", on_progress=told.append)
    assert [file for _, _, file in hub.asked] == ["model.bin", "config.json"]
    assert told[0] > 0.5, "what came before counts"
    assert told[-1] == 1.0
    assert store.list()[0].verified
    assert not (tmp_path / "models" / "small.incoming").exists()


def test_without_room_nothing_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = FakeHub({"model.bin": LARGE})
    store = ModelStore(tmp_path, known=(SMALL,), find_package=lambda _name: None, fetcher=hub)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=1000))
    with pytest.raises(DiskFullError, match="disk_full"):
        store.get("small")
    assert hub.asked == []
