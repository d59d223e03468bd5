"""A Practice page with a microphone that replays files, and a scripted analysis."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.analysis import InlineAnalysis
from coach.audio.files import write_wav
from coach.model.session import Answer, Session
from coach.model.sound import Sound
from coach.practice.values import Interview, State
from coach.settings import declared
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import FileInput, SilentOutput
from coach.units import Hertz
from ui.context import Context, SoundPorts
from ui.errors import NoticeKind
from ui.pages.practice.first_time import remember
from ui.pages.practice.page import PracticePage
from ui.places import PageName, Place

TIMEOUT_MS = 10_000


@dataclass
class Clock:
    """Monotonic seconds that pass when the test says so."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Driver:
    """A page in a window, and a person who only has a keyboard."""

    page: PracticePage
    context: Context
    qtbot: QtBot
    clock: Clock
    notices: list[Any] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the focus is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    def write(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    @property
    def interview(self) -> Interview:
        interview = self.page.presenter.interview
        assert interview is not None
        return interview

    def wait_for(self, state: State, position: int | None = None) -> None:
        def there() -> bool:
            interview = self.page.presenter.interview
            return (
                interview is not None
                and interview.state is state
                and (position is None or interview.turn.position == position)
            )

        self.qtbot.waitUntil(there, timeout=TIMEOUT_MS)

    def wait_for_view(self, view: QWidget) -> None:
        self.qtbot.waitUntil(lambda: self.page.view is view, timeout=TIMEOUT_MS)

    def start(self, plan: str = "quick") -> None:
        """Begin the quick interview of three questions, and hear the first one."""
        self.page.choose.findChild(QWidget, f"start_{plan}").setFocus()
        self.press(Qt.Key.Key_Return)
        self.wait_for(State.ASKING, 0)

    def record(self) -> None:
        """From the question to the recording."""
        self.wait_for(State.ASKING)
        self.press(Qt.Key.Key_Space)
        self.wait_for(State.RECORDING)

    def told(self, kind: NoticeKind) -> list[str]:
        """Ids of what the message bar was told."""
        return [notice.text.id for notice in self.notices if notice.kind is kind]

    def session(self) -> Session:
        """The newest session, as it is kept."""
        return self.context.library.session(self.context.library.sessions()[0].id)

    def answers(self) -> tuple[Answer, ...]:
        return self.session().answers


@pytest.fixture
def recordings(tmp_path: Path) -> list[Path]:
    """Ten short sounds."""
    rng = np.random.default_rng(1)
    paths = [tmp_path / f"answer-{number}.wav" for number in range(10)]
    for path in paths:
        write_wav(
            path, Sound((0.3 * rng.standard_normal(4000)).clip(-0.9, 0.9).astype(np.float32), Hertz(16_000))
        )
    return paths


@pytest.fixture
def make_driver(
    qtbot: QtBot, make_context: Callable[..., Context], watched: Any
) -> Iterator[Callable[..., Driver]]:
    """Builds a page in a window; parts of its context can be given by name."""
    made: list[Driver] = []

    def build(*, first: bool = False, mode: str = "coach", think_s: int = 0, **parts: Any) -> Driver:
        clock = Clock()
        context = make_context(clock=clock, **parts)
        if not first:
            remember(context.folders.config)
        context.settings.set(declared.PRACTICE_MODE, mode)
        context.settings.set(declared.PRACTICE_THINK_S, think_s)
        page = PracticePage(context)
        qtbot.addWidget(page)
        page.resize(1084, 760)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.on_shown(Place(page=PageName.PRACTICE))
        driver = Driver(page, context, qtbot, clock, watched.notices, watched.places)
        made.append(driver)
        return driver

    yield build
    for driver in made:
        driver.page.on_closing()
        driver.page.hide()


@pytest.fixture
def driver(make_driver: Callable[..., Driver], recordings: list[Path]) -> Driver:
    """Coach mode, no thinking, ten recordings."""
    return make_driver(
        sound=SoundPorts(FileInput(recordings), SilentOutput()), analysis=InlineAnalysis(ScriptedServices())
    )
