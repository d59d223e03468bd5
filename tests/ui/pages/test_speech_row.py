"""Larger models on a click, and a folder of the person's own after a question."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coach.errors import WeightsMissingError
from coach.settings import declared
from coach.speech.ports import OnBytes, Stop
from coach.speech.store import InstalledModel, ModelStore
from coach.speech.weights import HubSource, KnownModel, ModelKind, WeightsFile
from coach.words import Words
from ui.context import Context
from ui.pages.settings.speech import SpeechRow
from ui.pages.settings.speech_presenter import coming

CONTENT = b"large weights"


class Hub:
    """A hub that has the file, until it is switched off."""

    def __init__(self) -> None:
        self.there = True
        self.asked = 0

    def fetch(
        self,
        source: HubSource,
        file: str,
        folder: Path,
        *,
        on_bytes: OnBytes | None = None,
        should_stop: Stop | None = None,
    ) -> Path:
        del should_stop
        self.asked += 1
        if not self.there:
            raise WeightsMissingError("error.model.hub_unreachable", repository=source.repository)
        (folder / file).write_bytes(CONTENT)
        if on_bytes:
            on_bytes(len(CONTENT))
        return folder / file


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def store(tmp_path: Path, hub: Hub) -> ModelStore:
    file = WeightsFile("model.bin", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    known = KnownModel("small", ModelKind.WHISPER, (file,), HubSource("someone/small", "abc"))
    return ModelStore(tmp_path / "cache", known=(known,), find_package=lambda _name: None, fetcher=hub)


@pytest.fixture
def make_row(qtbot: QtBot, store: ModelStore) -> Callable[[Context], SpeechRow]:
    def build(context: Context) -> SpeechRow:
        row = SpeechRow(context, lambda: store)
        qtbot.addWidget(row)
        row.presenter.came.connect(lambda: row.show_models(store.list()))
        row.show_models(store.list())
        return row

    return build


@pytest.fixture
def row(context: Context, make_row: Callable[[Context], SpeechRow]) -> SpeechRow:
    return make_row(context)


def test_the_size_is_said_before_and_nothing_is_asked_for_without_a_click(row: SpeechRow, hub: Hub) -> None:
    assert row.get_buttons["small"].text() == "Get small (0 MB)"
    assert hub.asked == 0


def test_a_model_comes_is_checked_and_its_button_goes(row: SpeechRow, store: ModelStore) -> None:
    row.get_buttons["small"].click()
    assert row.told.text() == "small is here and genuine; choose it above."
    assert store.list()[0].verified
    assert row.get_buttons == {}
    assert row.bar.isHidden()


def test_no_network_is_said_plainly_and_may_be_tried_again(row: SpeechRow, hub: Hub) -> None:
    hub.there = False
    row.get_buttons["small"].click()
    assert row.told.text().startswith("The model hub did not send someone/small; check the internet")
    assert row.get_buttons["small"].isEnabled()
    hub.there = True
    row.get_buttons["small"].click()
    assert "genuine" in row.told.text()


def test_it_can_be_stopped(
    make_context: Callable[..., Context],
    make_row: Callable[[Context], SpeechRow],
    by_hand: Any,
    store: ModelStore,
) -> None:
    row = make_row(make_context(executor=by_hand))
    row.get_buttons["small"].click()
    assert not row.stop.isHidden()
    assert not row.own.isEnabled()
    row.stop.click()
    by_hand.work()
    assert row.told.text().startswith("Stopped; what has come is kept")
    assert row.stop.isHidden()
    assert not store.list()[0].installed


def test_the_time_that_is_left_is_told_once_it_can_be() -> None:
    words = Words.load()
    model = InstalledModel(
        name="small", kind=ModelKind.WHISPER, installed=False, verified=None, bytes=486_000_000, source="hub"
    )

    def told(share: float, since_s: float, first: float = 0.0) -> str:
        return words.text(coming(words, model, share, since_s, first))

    assert told(0.005, 10.0) == "small: 0 % of 486 MB"
    assert told(0.25, 1.0) == "small: 25 % of 486 MB"
    assert told(0.25, 30.0) == f"small: 25 % of 486 MB, about {words.duration(90.0)} left"
    # What was here already came at no speed at all.
    assert told(0.75, 30.0, first=0.5) == f"small: 75 % of 486 MB, about {words.duration(30.0)} left"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mine = tmp_path / "my whisper"
    mine.mkdir()
    (mine / "model.bin").write_bytes(b"\x06\x00\x00\x00\x0c\x00WhisperSpec\x00" + bytes(1_000_000))
    for name in ("config.json", "tokenizer.json"):
        (mine / name).write_bytes(b"{}")
    (mine / "vocabulary.txt").write_bytes(b"one\n")
    return mine


def test_an_unknown_folder_is_used_only_after_a_plain_question(
    row: SpeechRow, context: Context, folder: Path, watched: Any, store: ModelStore
) -> None:
    row.presenter.look_at(folder)
    (notice,) = watched.notices
    assert "not one of the models that this program knows" in context.say.message(notice.text)
    assert context.settings.value(declared.SPEECH_MODEL) == "auto"
    notice.on_action()
    assert context.settings.value(declared.SPEECH_MODEL) == str(folder)
    assert store.path(str(folder)) == folder
    assert row.told.text() == "The model in my whisper listens from now on, as it is."


def test_a_folder_that_is_no_model_gives_one_line(
    row: SpeechRow, context: Context, folder: Path, watched: Any
) -> None:
    (folder / "tokenizer.json").unlink()
    row.presenter.look_at(folder)
    assert "has no file tokenizer.json" in row.told.text()
    assert watched.notices == []
    assert context.settings.value(declared.SPEECH_MODEL) == "auto"
