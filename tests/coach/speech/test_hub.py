"""The hub is asked for one pinned file at a time, and every way in which it fails is said plainly."""

import errno
from pathlib import Path
from typing import Any

import huggingface_hub
import pytest

from coach.errors import Cancelled, WeightsMissingError
from coach.speech import hub
from coach.speech.hub import HubFetcher
from coach.speech.weights import HubSource

SOURCE = HubSource("someone/some-model", "0123abc")


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "reach", lambda: None)


def test_without_a_connection_the_person_is_told_what_to_do(tmp_path: Path) -> None:
    """The tests' own rule, no network, is the case that is wanted here."""
    with pytest.raises(WeightsMissingError) as caught:
        HubFetcher().fetch(SOURCE, "model.bin", tmp_path)
    assert caught.value.message.id == "error.model.hub_unreachable"
    assert not (tmp_path / "model.bin").exists()


class Transfer:
    """Stands in for the library's download: drives the progress bar as it would."""

    def __init__(self, *steps: int) -> None:
        self.steps = steps
        self.asked: dict[str, Any] = {}

    def __call__(self, repository: str, file: str, *, tqdm_class: type, **options: Any) -> str:
        self.asked = {"repository": repository, "file": file, **options}
        with tqdm_class(total=sum(self.steps), unit="B", unit_scale=True, desc=file) as bar:
            for step in self.steps:
                bar.update(step)
        target = Path(options["local_dir"]) / file
        target.write_bytes(b"weights")
        return str(target)


@pytest.mark.usefixtures("connected")
def test_the_pinned_revision_is_asked_for_without_any_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transfer, told = Transfer(3, 4), []
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", transfer)
    path = HubFetcher().fetch(SOURCE, "model.bin", tmp_path, on_bytes=told.append)
    assert path == tmp_path / "model.bin"
    assert told == [3, 4]
    assert transfer.asked == {
        "repository": "someone/some-model",
        "file": "model.bin",
        "revision": "0123abc",
        "local_dir": tmp_path,
        "token": False,
    }


@pytest.mark.usefixtures("connected")
def test_a_transfer_can_be_stopped_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", Transfer(1, 2, 3))
    with pytest.raises(Cancelled):
        HubFetcher().fetch(SOURCE, "a", tmp_path, on_bytes=told.append, should_stop=lambda: len(told) == 2)
    assert told == [1, 2]
    assert not (tmp_path / "a").exists()


@pytest.mark.usefixtures("connected")
def test_what_came_before_the_connection_broke_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resumed(_repository: str, file: str, *, tqdm_class: type, **options: Any) -> str:
        with tqdm_class(total=10, initial=6, desc=file) as bar:
            bar.update(4)
        target = Path(options["local_dir"]) / file
        target.write_bytes(b"weights")
        return str(target)

    told: list[int] = []
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", resumed)
    HubFetcher().fetch(SOURCE, "model.bin", tmp_path, on_bytes=told.append)
    assert told == [6, 4]


def broken_half_way() -> Exception:
    import httpx2  # the hub's library brings it  # noqa: PLC0415

    return httpx2.ReadError("connection reset")


@pytest.mark.parametrize("error", [broken_half_way(), OSError("Consistency check failed")])
@pytest.mark.usefixtures("connected")
def test_a_connection_that_breaks_half_way_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def breaks(*_asked: object, **_options: object) -> str:
        raise error

    monkeypatch.setattr(huggingface_hub, "hf_hub_download", breaks)
    with pytest.raises(WeightsMissingError, match="hub_unreachable"):
        HubFetcher().fetch(SOURCE, "model.bin", tmp_path)


@pytest.mark.usefixtures("connected")
def test_a_full_disk_stays_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_asked: object, **_options: object) -> str:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(huggingface_hub, "hf_hub_download", full)
    with pytest.raises(OSError, match="full"):
        HubFetcher().fetch(SOURCE, "model.bin", tmp_path)
