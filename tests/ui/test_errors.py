"""Nothing that goes wrong is silent, and nothing is told in the language of the program."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from coach import errors
from coach.errors import BugError, NoMicrophoneError
from ui.errors import Messages, Notice, NoticeKind, install_hooks, report_of


@pytest.fixture
def notices() -> list[Notice]:
    return []


@pytest.fixture
def messages(qapp: object, notices: list[Notice]) -> Messages:  # noqa: ARG001 - signals need an application
    made = Messages()
    made.posted.connect(notices.append)
    return made


@pytest.fixture
def _hooks(messages: Messages) -> Iterator[None]:
    put_back = install_hooks(messages)
    yield
    put_back()


def raised(error: BaseException) -> BaseException:
    try:
        raise error  # noqa: TRY301 - it needs a traceback
    except BaseException as caught:  # noqa: BLE001 - it is what the test is about
        return caught


def test_an_error_of_the_world_is_told_by_its_sentence(messages: Messages, notices: list[Notice]) -> None:
    messages.problem(NoMicrophoneError("error.audio.no_microphone"))
    assert [(notice.kind, notice.text.id) for notice in notices] == [
        (NoticeKind.PROBLEM, "error.audio.no_microphone")
    ]


def test_each_fault_is_told_once(
    messages: Messages, notices: list[Notice], caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        messages.bug(raised(BugError(f"what was said: {number}")))
    messages.bug(raised(ValueError("another")))
    assert [notice.kind for notice in notices] == [NoticeKind.BUG, NoticeKind.BUG]
    assert "what was said" not in caplog.text  # the log holds where, never what
    caplog.clear()


def test_a_report_names_the_place_and_not_the_person() -> None:
    error = raised(FileNotFoundError(str(Path.home() / "private")))
    report = report_of(error)
    assert "FileNotFoundError" in report
    assert "test_errors.py" in report
    assert str(Path.home()) not in report
    assert report.startswith("Second Round ")


@pytest.mark.usefixtures("_hooks")
def test_what_nobody_caught_in_the_event_loop_is_told(
    notices: list[Notice], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    hook = sys.excepthook
    hook(ValueError, raised(ValueError("x")), None)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert notices[0].kind is NoticeKind.BUG
    caplog.clear()


@pytest.mark.usefixtures("_hooks")
def test_a_slot_that_fails_is_told_and_the_window_goes_on(
    messages: Messages, notices: list[Notice], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    went_on: list[bool] = []

    def fail() -> None:
        raise NoMicrophoneError("error.audio.no_microphone")

    with capture_exceptions() as caught:
        install_hooks(messages)
        QTimer.singleShot(0, fail)
        QTimer.singleShot(0, lambda: went_on.append(True))
        qtbot.waitUntil(lambda: bool(went_on))
    assert not caught
    assert [notice.text.id for notice in notices] == ["error.audio.no_microphone"]
    caplog.clear()


@pytest.mark.usefixtures("_hooks")
def test_what_nobody_caught_on_another_thread_is_told_on_the_main_one(
    notices: list[Notice], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("on a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert "on a thread" in notices[0].report
    caplog.clear()


def test_hooks_are_put_back(messages: Messages) -> None:
    before = sys.excepthook, threading.excepthook
    install_hooks(messages)()
    assert (sys.excepthook, threading.excepthook) == before


def test_every_error_class_can_be_told(messages: Messages, notices: list[Notice]) -> None:
    known = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.KnownError)
    ]
    for kind in known:
        messages.problem(kind("error.audio.no_microphone"))
    assert len(notices) == len(known) > 15
