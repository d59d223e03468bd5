"""Windows with fixed data for the pictures: a library with sessions or an empty one, no weights, no sound."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from coach.analysis import AnalysisConfig, InlineAnalysis
from coach.analysis.jobs import Scored
from coach.audio.files import write_wav
from coach.audio.ports import Device
from coach.feedback import make_feedback
from coach.folders import home_folders
from coach.library import Library
from coach.model.score import ScoringRequest
from coach.model.transcript import Transcript
from coach.scoring.rubric import RUBRIC_VERSION
from coach.settings import Settings, declared
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import FileInput, SilentOutput
from coach.testing.kept import keep_sessions, murmur, some_sessions
from coach.testing.scored import spoken
from coach.testing.sessions import DISAGREEMENT, disagreement_score
from coach.words import Words
from ui.app import App
from ui.context import SoundPorts
from ui.errors import Messages
from ui.page_list import PAGES
from ui.pages.follow_up import FollowUpPage
from ui.pages.practice.first_time import remember
from ui.pages.sessions import SessionsPage
from ui.places import PageName
from ui.settings_store import SettingsStore
from ui.tasks import Tasks
from ui.theme import Theme

WITH_SOUND = 20
"""Sessions up to which their sound is there."""

NOW = datetime(2026, 11, 21, 16, 0, tzinfo=timezone(timedelta(hours=1)))


class Sample(ScriptedServices):
    """Hears and scores the sample answer, whatever is recorded."""

    def transcribe(self, path: Path, on_progress: Callable[[float], None], should_stop: object) -> Transcript:
        """The sample's words."""
        del path, on_progress, should_stop
        return spoken(DISAGREEMENT)

    def score(self, request: ScoringRequest) -> Scored:
        """The sample's scores."""
        del request
        score = replace(disagreement_score(), versions=(("rubric", RUBRIC_VERSION),))
        return Scored(score, make_feedback(score))


class Closable(InlineAnalysis):
    """The analysis in this process."""

    def __init__(self, config: AnalysisConfig) -> None:
        super().__init__(Sample())
        self.config = config

    def listen(self) -> None:
        """Answers are transcribed from their files."""

    def close(self) -> None:
        """Nothing runs."""


class Microphone(FileInput):
    """A microphone with the name of one."""

    def devices(self) -> tuple[Device, ...]:
        """One headset."""
        return (Device("Headset (USB)", "files", is_default=True),)


class Studio:
    """Makes windows with fixed data.

    Args:
        app: The application.
        folder: For their libraries; removed by the caller.
        sessions: In the libraries that have any.
    """

    def __init__(self, app: QApplication, folder: Path, sessions: int = 5) -> None:
        self._app = app
        self._folder = folder
        self._count = 0
        self._words = Words.load()
        self._usual = sessions
        self._answer = folder / "answer.wav"
        write_wav(self._answer, murmur(spoken(DISAGREEMENT), 46.0))

    def open(self, theme: Theme, *, sessions: int | None = None, live: bool = False, answers: int = 3) -> App:
        """A window on a library of its own.

        Args:
            theme: The colours.
            sessions: How many there are; 0 for somebody who starts the program for the first time, None for
                the studio's usual number.
            live: Whether the microphone hears as fast as somebody speaks; else all of the answer at once.
            answers: How many the microphone has.

        Returns:
            The application, not shown yet.
        """
        self._count += 1
        home = self._folder / str(self._count)
        shutil.copytree(self._library(self._usual if sessions is None else sessions), home)
        folders = home_folders(home)
        tasks, messages = Tasks(), Messages()
        # Without the voice, so that the pictures need no weights.
        chosen = Settings().with_option(declared.VOICE_ENABLED, False)  # noqa: FBT003 - a value
        whole = App(
            self._app,
            folders=folders,
            words=self._words,
            theme=theme,
            tasks=tasks,
            messages=messages,
            settings=SettingsStore(chosen, folders.config, tasks),
            library=Library.open(folders.data),
            sound=SoundPorts(Microphone([self._answer] * answers, real_time=live), SilentOutput()),
            make_analysis=Closable,
            pages={
                **PAGES,
                PageName.SESSIONS: partial(SessionsPage, now=lambda: NOW),
                PageName.FOLLOW_UP: partial(FollowUpPage, now=lambda: NOW),
            },
        )
        whole.window.setWindowTitle("Second Round")
        return whole

    def _library(self, sessions: int) -> Path:
        """A person's folders with so many sessions; made once."""
        home = self._folder / f"with-{sessions}"
        if not home.exists():
            folders = home_folders(home).make()
            if sessions:
                kept = some_sessions(sessions, NOW.replace(hour=14, minute=20))
                # A whole year's sound would be gigabytes.
                keep_sessions(folders.data, kept, sounds=sessions <= WITH_SOUND)
                remember(folders.config)
        return home
