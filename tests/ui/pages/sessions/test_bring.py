"""Recordings that exist already come in by a button or dropped on the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from coach.audio.files import read_sound, write_wav
from coach.errors import Cancelled
from coach.library import Library
from coach.model.sound import Sound
from coach.units import Hertz
from ui.context import Context
from ui.pages.sessions import SessionsPage, bring_presenter

OpenPage = Callable[..., SessionsPage]


@pytest.fixture
def recordings(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "monday.wav", tmp_path / "tuesday.wav"]
    for path in paths:
        write_wav(path, Sound(np.full(8_000, 0.1, np.float32), Hertz(16_000)))
    return paths


def drop(page: QWidget, files: list[Path], *, address: str = "") -> bool:
    """Drag files onto a page and let go; gives whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl(address)] if address else [QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, mime, left, none)
    QApplication.sendEvent(page, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), copy, mime, left, none))
    return True


def test_dropped_recordings_become_a_session_that_is_opened(
    page: SessionsPage, context: Context, recordings: list[Path]
) -> None:
    before = {path: path.read_bytes() for path in recordings}
    question = context.banks.questions[3]

    assert drop(page, recordings)
    assert page.bring.isVisible()
    assert "monday.wav, tuesday.wav" in page.bring.what.text()
    page.bring.question.setEditText(question.text.upper())
    page.bring.go.click()

    newest = context.library.session(context.library.sessions()[0].id)
    assert [answer.question.id for answer in newest.answers] == [question.id] * 2
    assert all(answer.score is not None for answer in newest.answers)
    assert page.presenter.shown is not None
    assert page.presenter.shown.session.id == newest.id
    assert not page.bring.isVisible()
    assert {path: path.read_bytes() for path in recordings} == before


@pytest.mark.parametrize(
    ("typed", "asked"), [("", "A recording whose question was not given"), ("Why  us?", "Why us?")]
)
def test_the_question_is_typed_or_left_open(
    page: SessionsPage, context: Context, recordings: list[Path], typed: str, asked: str
) -> None:
    page.bring.offer(recordings[:1])
    page.bring.question.setEditText(typed)
    page.bring.go.click()

    (answer,) = context.library.session(context.library.sessions()[0].id).answers
    assert answer.question.text == asked


def test_what_is_no_sound_is_told_and_no_session_is_made(
    page: SessionsPage, context: Context, tmp_path: Path
) -> None:
    (tmp_path / "notes.mp3").write_text("buy milk")
    before = context.library.sessions()
    problems: list[str] = []
    context.messages.posted.connect(lambda notice: problems.append(notice.text.id))
    page.bring.offer([tmp_path / "notes.mp3"])
    page.bring.go.click()

    assert problems == ["error.sound_file.unreadable"]
    assert context.library.sessions() == before
    assert not page.bring.isVisible()


def test_it_can_be_left_before_and_while_it_works(
    make_context: Callable[..., Context],
    by_hand: Any,
    open_page: OpenPage,
    recordings: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = make_context(executor=by_hand)
    page = open_page(context)
    by_hand.work()
    page.bring.offer(recordings)
    page.bring.stop.click()
    assert not page.bring.isVisible()
    called_off: list[bool] = []

    def bring(_store: Library, _wish: object, **hears: Callable[..., None]) -> None:
        hears["on_progress"](0.5)
        assert (page.bring.bar.value(), page.bring.bar.isVisible()) == (50, True)
        page.bring.stop.click()
        try:
            hears["check"]()
        except Cancelled:
            called_off.append(True)
            raise

    monkeypatch.setattr(bring_presenter, "bring", bring)
    page.bring.offer(recordings)
    page.bring.go.click()
    by_hand.work()
    assert called_off == [True]
    assert not page.bring.isVisible()
    assert context.library.sessions() == ()


def test_addresses_are_no_files(page: SessionsPage) -> None:
    assert not drop(page, [], address="https://example.org/a.mp3")
    assert not page.bring.isVisible()


def test_the_button_asks_and_stands_on_the_empty_page_too(
    context: Context, open_page: OpenPage, recordings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(context)
    monkeypatch.setattr(
        page.bring,
        "_ask_which",
        lambda _parent, _title, kinds, chosen: chosen(recordings) if "*.m4a" in kinds else None,
    )
    buttons = [button for button in page.empty.findChildren(QPushButton) if "Bring in" in button.text()]
    buttons[0].click()
    assert page.bring.isVisible()
    page.bring.go.click()

    assert len(context.library.sessions()) == 1
    (first, _) = context.library.session(context.library.sessions()[0].id).answers
    assert read_sound(context.library.sound_path(first)).duration_s == 0.5
