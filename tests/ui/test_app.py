"""The program as a whole: it starts, does what waits, and ends in order."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coach.analysis import AnalysisConfig, InlineAnalysis
from coach.errors import Cancelled, KnownError, LibraryCorruptError
from coach.folders import Folders
from coach.library import Library
from coach.model.session import AnswerStatus
from coach.settings import Settings, declared
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import FileInput, SilentOutput
from coach.testing.sessions import disagreement_question
from coach.words import Words
from ui.app import App
from ui.context import SoundPorts
from ui.errors import Messages
from ui.i18n import Say
from ui.main_window import Pages
from ui.page_list import PAGES
from ui.pages.base import Page
from ui.places import PageName, Place
from ui.settings_store import SettingsStore
from ui.start_problem import AFRESH, AGAIN, QUIT, StartProblem, open_library
from ui.tasks import Task, Tasks
from ui.theme import Theme
from ui.window_state import load

START_LIMIT_MS = 10_000


class Hanging:
    """An analysis that finishes nothing; it ends as the real one does."""

    def __init__(self) -> None:
        self.begun: list[Future[Any]] = []
        self.closed = False

    def submit(self, _job: object, **_options: object) -> "Future[Any]":
        future: Future[Any] = Future()
        self.begun.append(future)
        return future

    def cancel(self, future: "Future[object]") -> None:
        future.cancel()

    def close(self) -> None:
        self.closed = True
        for future in self.begun:
            if not future.done():
                future.set_exception(Cancelled())


class Closable(InlineAnalysis):
    def __init__(self, config: AnalysisConfig) -> None:
        super().__init__(ScriptedServices())
        self.config = config
        self.closed = False

    def close(self) -> None:
        self.closed = True


MakeApp = Callable[..., App]


@pytest.fixture
def make_app(qapp: QApplication, theme: Theme, words: Words, folders: Folders) -> Iterator[MakeApp]:
    made: list[App] = []

    def build(
        make_analysis: Callable[[AnalysisConfig], Any] = Closable,
        pages: Pages = PAGES,
        *,
        voice: bool = False,
    ) -> App:
        """Without the voice, unless a test is about it: its weights take seconds to load."""
        tasks = Tasks()
        app = App(
            qapp,
            folders=folders,
            words=words,
            theme=theme,
            tasks=tasks,
            messages=Messages(),
            settings=SettingsStore(
                Settings().with_option(declared.VOICE_ENABLED, voice), folders.config, tasks
            ),
            library=Library.open(folders.data),
            sound=SoundPorts(FileInput([]), SilentOutput()),
            make_analysis=make_analysis,
            pages=pages,
        )
        made.append(app)
        return app

    yield build
    for app in made:
        app.end()
        app.window.deleteLater()
        app.deleteLater()


def waiting_answer(folders: Folders) -> str:
    """A typed answer that was not scored before the program ended the last time."""
    with Library.open(folders.data) as library:
        session_id = library.new_session(title="Practice").id
        answer = library.add_answer(
            session_id,
            disagreement_question(),
            position=0,
            status=AnswerStatus.RUNNING,
            typed="I asked for a plan, and in the end we shipped it.",
        )
    return answer.id


def status_of(folders: Folders, answer_id: str) -> AnswerStatus:
    with Library.open(folders.data) as library:
        return library.answer(answer_id).status


def test_what_was_left_from_the_last_time_is_finished_behind_the_window(
    make_app: MakeApp, folders: Folders, qtbot: QtBot
) -> None:
    answer_id = waiting_answer(folders)
    app = make_app()
    app.show()
    assert app.window.isVisible()
    library = app.context.library
    qtbot.waitUntil(lambda: library.answer(answer_id).status is AnswerStatus.DONE, timeout=START_LIMIT_MS)
    qtbot.waitUntil(lambda: app.context.tasks.running == 0)
    assert app.window.messages.texts == ("An answer from the last time is finished; see Sessions.",)


def test_closing_while_work_runs_is_quick_and_leaves_it_queued(
    make_app: MakeApp, folders: Folders, qtbot: QtBot
) -> None:
    answer_id = waiting_answer(folders)
    analysis = Hanging()
    app = make_app(lambda _config: analysis)
    app.show()
    qtbot.waitUntil(lambda: len(analysis.begun) == 1)  # the models are being loaded
    analysis.begun[0].set_result(None)
    qtbot.waitUntil(lambda: len(analysis.begun) == 2, timeout=START_LIMIT_MS)  # the answer is being scored
    before_s = monotonic()
    app.window.close()
    assert monotonic() - before_s < 3.0  # the one promise about time that the person notices
    assert analysis.closed
    assert app.settled
    assert not app.window.isVisible()
    assert status_of(folders, answer_id) is AnswerStatus.QUEUED  # begun again at the next start


def test_the_end_comes_once_and_closes_everything(make_app: MakeApp, folders: Folders) -> None:
    analyses: list[Closable] = []

    def make(config: AnalysisConfig) -> Closable:
        analyses.append(Closable(config))
        return analyses[-1]

    app = make_app(make)
    app.show()
    app.window.go(Place(page=PageName.SETTINGS))
    app.window.close()
    app.end()
    assert [analysis.closed for analysis in analyses] == [True]
    assert load(folders.config).page is PageName.SETTINGS
    assert not [
        thread.name for thread in threading.enumerate() if thread.name.startswith(("hands", "library"))
    ]


class Recording(Page):
    """A page that, when the window closes, keeps what is being recorded."""

    name: ClassVar[PageName] = PageName.PRACTICE
    kept: ClassVar[list[str]] = []

    def on_closing(self) -> bool | None:
        library = self.context.library
        session = library.new_session(title="Cut short")
        answer = library.add_answer(session.id, disagreement_question(), position=0, typed="So far.")
        self.context.equipment().hands.submit(
            partial(library.set_status, answer.id, AnswerStatus.QUEUED)
        ).result()
        self.kept.append(answer.id)
        return None


def test_a_page_can_still_keep_what_is_being_recorded(make_app: MakeApp, folders: Folders) -> None:
    Recording.kept.clear()
    app = make_app(pages=PAGES | {PageName.PRACTICE: Recording})
    app.show()
    app.window.close()
    (answer_id,) = Recording.kept  # asked once
    assert status_of(folders, answer_id) is AnswerStatus.QUEUED


def test_a_signal_keeps_it_too_and_asks_nobody(make_app: MakeApp, folders: Folders) -> None:
    Recording.kept.clear()
    app = make_app(pages=PAGES | {PageName.PRACTICE: Recording})
    app.show()
    app.end()
    (answer_id,) = Recording.kept
    assert status_of(folders, answer_id) is AnswerStatus.QUEUED
    assert not app.window.isVisible()


def test_a_task_that_hangs_holds_up_nobody(make_app: MakeApp, qtbot: QtBot) -> None:
    app = make_app()
    begun, may_end = threading.Event(), threading.Event()

    def hang() -> None:
        begun.set()
        may_end.wait(30)

    app.context.tasks.run(Task(op=hang))
    assert begun.wait(5)
    before_s = monotonic()
    app.window.close()
    took_s = monotonic() - before_s
    may_end.set()
    assert not app.settled
    assert took_s < 3.0
    qtbot.wait(0)


def test_another_model_is_another_process_for_what_comes(make_app: MakeApp, qtbot: QtBot) -> None:
    analyses: list[Closable] = []

    def make(config: AnalysisConfig) -> Closable:
        analyses.append(Closable(config))
        return analyses[-1]

    app = make_app(make)
    app.context.settings.set(declared.SPEECH_MODEL, "tiny.en")
    assert [analysis.config.model for analysis in analyses] == ["base", "tiny.en"]
    qtbot.waitUntil(lambda: analyses[0].closed)
    assert not analyses[1].closed


def test_equipment_follows_the_settings(make_app: MakeApp) -> None:
    app = make_app(voice=True)
    settings = app.context.settings
    settings.set(declared.MICROPHONE, "Headset (USB)")
    spoken = app.context.equipment()
    assert spoken.microphone_name == "Headset (USB)"
    assert spoken.speaker is not None
    assert app.context.equipment(typed=True).microphone is None
    settings.set(declared.VOICE_ENABLED, value=False)
    assert app.context.equipment().voice is None
    assert app.context.equipment().speaker is None


# When the library can't be opened.


@pytest.fixture
def damaged(folders: Folders) -> Path:
    Library.open(folders.data).close()
    file = next(folders.data.glob("*.sqlite3"))
    file.write_bytes(b"no database" * 100)
    return folders.data


def test_a_damaged_library_can_be_put_aside(damaged: Path, words: Words) -> None:
    asked: list[str] = []

    def choose(error: KnownError, _say: Say) -> int:
        asked.append(error.message.id)
        return AFRESH

    library = open_library(damaged, Say(words), choose)
    assert library is not None
    assert library.sessions() == ()
    library.close()
    assert asked == ["error.library.corrupt"]
    assert [path for path in damaged.iterdir() if "damaged" in path.name]


def test_it_is_tried_again_and_given_up_as_the_person_says(damaged: Path, words: Words) -> None:
    choices = iter([AGAIN, AGAIN, QUIT])
    assert open_library(damaged, Say(words), lambda _error, _say: next(choices)) is None
    assert next(choices, None) is None


def test_only_a_damaged_library_may_be_put_aside(words: Words, qtbot: QtBot) -> None:
    error = LibraryCorruptError("error.library.corrupt", file="x")
    sentence = Say(words).message(error.message)
    for afresh, buttons in ((True, 3), (False, 2)):
        dialog = StartProblem(sentence, Say(words), afresh=afresh)
        qtbot.addWidget(dialog)
        assert len(dialog.findChildren(QPushButton)) == buttons
