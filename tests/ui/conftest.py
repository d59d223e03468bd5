"""A window's surroundings for tests: everything that a page is handed, with fakes for all that is slow.

``context`` is the one to ask for; ``make_context`` builds others.
Work of the lanes and of the analysis is done at once, inside the call that asks for it.
"""

import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from coach.analysis import InlineAnalysis
from coach.folders import Folders, home_folders
from coach.library import Library
from coach.practice.equipment import Equipment
from coach.questions.bank import Banks, load_banks
from coach.resources import shipped_banks
from coach.settings import Settings
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import FileInput, SilentOutput
from coach.words import Words
from ui.context import Context, SoundPorts
from ui.errors import Messages, Notice
from ui.i18n import Say
from ui.places import Place
from ui.settings_store import SettingsStore
from ui.tasks import Lane, Tasks
from ui.theme import Theme

T = TypeVar("T")

IGNORED_QT_WARNINGS = (
    # The offscreen platform has no window manager to which a dialog's size could be told.
    "This plugin does not support propagateSizeHints",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every other warning of Qt fails the test that causes it."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*IGNORED_QT_WARNINGS))


def pytest_runtest_logstart() -> None:
    """As in the window (``ui.garbage``), no worker's thread destroys a widget: Python collects afterwards."""
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Here the test's fixtures are let go of, too; what is new since ``pytest_runtest_logstart`` is young."""
    gc.collect(1)
    gc.enable()


class AtOnce(Executor):
    """An executor that works inside ``submit``; also serves as the hands of an interview."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as a real executor does
            future.set_exception(error)
        return future


class ByHand(Executor):
    """An executor that works when the test says so, for what happens in between."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        future: Future[T] = Future()
        self.waiting.append((future, lambda: fn(*args, **kwargs)))
        return future

    def work(self) -> None:
        """Do all that waits."""
        waiting, self.waiting = self.waiting, []
        for future, call in waiting:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(call())
                except Exception as error:  # noqa: BLE001 - as a real executor does
                    future.set_exception(error)


@dataclass
class Watched:
    """What the pages did that only the window would see."""

    places: list[Place] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """A timer or a thread that outlives its test fails it."""
    before = set(threading.enumerate())
    yield
    app = QApplication.instance()
    if app is not None and "qapp" in request.fixturenames:
        app.processEvents()
        timers = _timers_of_all()
        for _ in range(10):
            if not any(timer.endswith(": 0 ms") for timer in timers):
                break
            app.processEvents()  # what was due in the next turn anyway, such as a table that fits its rows
            timers = _timers_of_all()
        assert not timers, f"timers run on: {timers}"
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in left:
        thread.join(2.0)
    assert not [thread.name for thread in left if thread.is_alive()], "threads run on"


def _timers_of_all() -> list[str]:
    return [timer for widget in QApplication.topLevelWidgets() for timer in _running_timers(widget)]


def _running_timers(root: QObject) -> list[str]:
    return [
        f"{type(timer.parent()).__name__}: {timer.interval()} ms"
        for timer in root.findChildren(QTimer)
        if timer.isActive()
    ]


@pytest.fixture
def at_once() -> AtOnce:
    return AtOnce()


@pytest.fixture
def by_hand() -> ByHand:
    return ByHand()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return home_folders(tmp_path / "person").make()


@pytest.fixture(scope="session")
def _one_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, choice="light")


@pytest.fixture
def theme(_one_theme: Theme) -> Iterator[Theme]:
    """The light look at the usual size; changed by ``theme.set_choice``."""
    yield _one_theme
    _one_theme.set_choice("light")
    _one_theme.set_text_scale(100)


@pytest.fixture(scope="session")
def _banks() -> Banks:
    return load_banks(shipped_banks())[0]


@pytest.fixture
def words() -> Words:
    return Words.load()


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def library(folders: Folders) -> Iterator[Library]:
    with Library.open(folders.data) as opened:
        yield opened


@pytest.fixture
def make_context(
    theme: Theme, words: Words, folders: Folders, library: Library, watched: Watched, _banks: Banks
) -> Iterator[Callable[..., Context]]:
    """Builds a context; any part of it can be given by name."""
    made: list[Context] = []

    def build(**parts: Any) -> Context:
        executor = parts.pop("executor", None) or AtOnce()
        tasks = parts.pop("tasks", None) or Tasks(dict.fromkeys(Lane, executor))
        messages = Messages()
        messages.posted.connect(watched.notices.append)
        tasks.failed.connect(messages.problem)
        tasks.broke.connect(messages.bug)
        sound = parts.pop("sound", None) or SoundPorts(FileInput([]), SilentOutput())
        analysis = parts.pop("analysis", None) or InlineAnalysis(ScriptedServices())
        settings = parts.pop("settings", None) or SettingsStore(Settings(), folders.config, tasks)
        clock = parts.pop("clock", lambda: 0.0)

        def equipment(*, typed: bool = False, silent: bool = False) -> Equipment:
            return Equipment(
                store=parts.get("library", library),
                analysis=analysis,
                hands=AtOnce(),
                clock=clock,
                microphone=None if typed else sound.microphone,
                speaker=None if silent else sound.speaker,
                voice=None if silent else context.voice(),
                words=words,
            )

        whole: dict[str, Any] = {
            "words": words,
            "say": Say(words),
            "tasks": tasks,
            "theme": theme,
            "messages": messages,
            "settings": settings,
            "folders": folders,
            "library": library,
            "analysis": analysis,
            "shipped": lambda: _banks,
            "sound": sound,
            "voice": lambda: None,
            "equipment": equipment,
            "go": watched.places.append,
        }
        context = Context(**(whole | parts))
        made.append(context)
        return context

    yield build
    for context in made:
        context.tasks.close()


@pytest.fixture
def context(make_context: Callable[..., Context]) -> Context:
    """What a page is handed, with fakes."""
    return make_context()
