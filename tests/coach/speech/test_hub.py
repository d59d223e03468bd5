"""The hub is asked for one pinned file at a time, goes on where it stopped, and says plainly how it fails."""

from collections.abc import Iterator
from pathlib import Path

import httpx2  # the hub's library brings it
import huggingface_hub.utils
import pytest

from coach.errors import Cancelled, WeightsMissingError
from coach.speech.hub import HubFetcher
from coach.speech.weights import HubSource

SOURCE = HubSource("someone/some-model", "0123abc")
CONTENT = bytes(range(256)) * 4000


def test_without_a_connection_the_person_is_told_what_to_do(tmp_path: Path) -> None:
    """The tests' own rule, no network, is the case that is wanted here."""
    with pytest.raises(WeightsMissingError) as caught:
        HubFetcher().fetch(SOURCE, "model.bin", tmp_path)
    assert caught.value.message.id == "error.model.hub_unreachable"
    assert not (tmp_path / "model.bin").exists()


class Breaks(httpx2.SyncByteStream):
    """A body whose connection breaks half-way."""

    def __iter__(self) -> Iterator[bytes]:
        yield CONTENT[:600_000]
        raise httpx2.ReadError("connection reset")


class Hub:
    """Answers as the hub does."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.breaks = False
        self.knows_ranges = True

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        wanted = request.headers.get("Range")
        self.asked.append((request.url.path, wanted))
        if self.breaks:
            return httpx2.Response(200, stream=Breaks())
        if wanted and self.knows_ranges:
            begin = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if begin >= len(CONTENT):
                return httpx2.Response(416)
            return httpx2.Response(206, content=CONTENT[begin:])
        return httpx2.Response(200, content=CONTENT)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    made = Hub()
    with httpx2.Client(transport=httpx2.MockTransport(made)) as client:
        monkeypatch.setattr(huggingface_hub.utils, "get_session", lambda: client)
        yield made


def test_the_pinned_revision_is_asked_for(hub: Hub, tmp_path: Path) -> None:
    told: list[int] = []
    path = HubFetcher().fetch(SOURCE, "model.bin", tmp_path, on_bytes=told.append)
    assert path.read_bytes() == CONTENT
    assert sum(told) == len(CONTENT)
    assert hub.asked == [("/someone/some-model/resolve/0123abc/model.bin", None)]


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_a_broken_transfer_goes_on_where_it_stopped(hub: Hub, tmp_path: Path, knows_ranges: bool) -> None:
    hub.breaks = True
    with pytest.raises(WeightsMissingError, match="hub_unreachable"):
        HubFetcher().fetch(SOURCE, "model.bin", tmp_path)
    kept = next(tmp_path.glob("*.incomplete")).stat().st_size
    assert kept > 0
    hub.breaks, hub.knows_ranges = False, knows_ranges
    told: list[int] = []
    path = HubFetcher().fetch(SOURCE, "model.bin", tmp_path, on_bytes=told.append)
    assert path.read_bytes() == CONTENT
    assert hub.asked[-1][1] == f"bytes={kept}-"
    assert sum(told) == len(CONTENT)


def test_a_transfer_that_was_stopped_goes_on_too(hub: Hub, tmp_path: Path) -> None:
    told: list[int] = []
    with pytest.raises(Cancelled):
        HubFetcher().fetch(
            SOURCE, "model.bin", tmp_path, on_bytes=told.append, should_stop=lambda: len(told) == 2
        )
    assert not (tmp_path / "model.bin").exists()
    assert HubFetcher().fetch(SOURCE, "model.bin", tmp_path).read_bytes() == CONTENT
    assert hub.asked[-1][1] == f"bytes={sum(told)}-"


def test_what_had_come_whole_is_taken(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "model.bin.0123abc.incomplete").write_bytes(CONTENT)
    assert HubFetcher().fetch(SOURCE, "model.bin", tmp_path).read_bytes() == CONTENT
    assert len(hub.asked) == 1
