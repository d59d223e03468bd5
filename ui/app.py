"""The window's composition root: the one place in ``ui`` that makes real adapters.

``ui.start`` has put the empty window on the screen; from there on, in this order:

1. the library (when it can't be opened, a window of its own says what to do);
2. the page that was shown last; what it asks of the background waits for its first picture, and so does
   whatever loads numpy, pydantic or the sound system;
3. behind it: the question banks, rows and recordings brought together after a crash, the models loaded, then
   the answers that wait from an earlier time, and in a calm moment, once, how fast the recogniser is here;
   and in calm moments the other pages.

End, in under three seconds and in this order: pages let go of sound and finish what is being recorded; the
window is hidden and its size kept; the analysis process is stopped; tasks and hands are waited for; the
library is closed. What was not finished waits in the library for the next start.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from coach.analysis import AnalysisConfig, AnalysisProcess, Priority, WarmJob
from coach.analysis.services import model_services
from coach.errors import KnownError
from coach.folders import Folders
from coach.library import Library, Recovered
from coach.library.reconcile import Reconciled
from coach.model.message import Message, message
from coach.model.score import Strictness
from coach.model.session import Keep
from coach.practice.backlog import Finished
from coach.practice.equipment import Equipment
from coach.questions.bank import BankCheck, Banks, load_banks
from coach.resources import shipped_banks
from coach.settings import declared
from coach.speech.speed import SpeedBook
from coach.words import Words
from ui.ahead import Ahead
from ui.analysis_switch import AnalysisSwitch, ClosableAnalysis
from ui.answers_shown import AnswersShown
from ui.context import Context, SoundPorts
from ui.errors import Messages
from ui.i18n import Say
from ui.later_sound import real_sound
from ui.main_window import MainWindow, Pages
from ui.menus import Menus
from ui.page_list import PAGES
from ui.places import PageName, Place
from ui.settings_store import SettingsStore
from ui.speech_choice import SpeechChoice
from ui.tasks import Lane, Task, Tasks, Ticket
from ui.theme import Theme
from ui.tidying import Tidying
from ui.waiting import finish_behind
from ui.window_state import load as load_state
from ui.window_state import save as save_state

if TYPE_CHECKING:
    from coach.voice.cache import CachedVoice

__all__ = ["App", "real_analysis", "real_sound"]

log = logging.getLogger(__name__)

END_S = 2.5
"""How long the end may take at most, before threads that hang are left behind."""
PICTURE_MS = 500
"""By then the page has its first picture, or nobody can see the window."""
BEHIND = ("coach.practice.runner", "coach.audio.speed", "coach.audio.files", "coach.questions.prepared")
"""What an interview loads when it begins."""
MakeAnalysis = Callable[[AnalysisConfig], ClosableAnalysis]


class App(QObject):
    """Everything that lives as long as the window.

    Args:
        app: The application.
        folders: The person's folders.
        words: The language.
        library: Open; closed at the end.
        sound: Microphones and loudspeakers.
        make_analysis: Makes the analysis process for a configuration.
        pages: What makes each page.
        window: The window that is on the screen already; None to make one.
    """

    def __init__(
        self,
        app: QApplication,
        *,
        folders: Folders,
        words: Words,
        theme: Theme,
        tasks: Tasks,
        messages: Messages,
        settings: SettingsStore,
        library: Library,
        sound: SoundPorts,
        make_analysis: MakeAnalysis,
        pages: Pages = PAGES,
        window: MainWindow | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._ended = self._begun = False
        self.settled = True
        self._read_banks = cache(_read_banks)
        self._hands = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hands")
        self._speaks: tuple[float, CachedVoice | None] | None = None
        book = SpeedBook(folders.cache)
        model = book.resolve(settings.value(declared.SPEECH_MODEL))
        self._analysis = AnalysisSwitch(make_analysis, _analysis_config(settings, folders, model))
        self._answers = AnswersShown(self._analysis, tasks, self)
        self.speech = self._speech_choice(settings, book, tasks, messages)
        self.context = Context(
            words=words,
            say=Say(words),
            tasks=tasks,
            theme=theme,
            messages=messages,
            settings=settings,
            folders=folders,
            library=library,
            analysis=self._analysis,
            shipped=self._shipped,
            sound=sound,
            voice=self._voice,
            equipment=self._equipment,
            go=self._go,
            speech=self.speech,
        )
        tasks.failed.connect(messages.problem)
        tasks.broke.connect(messages.bug)
        settings.changed.connect(self._on_setting)
        self.speech.changed.connect(self._use_analysis)
        self.window = window or MainWindow(self.context.say, theme, messages, load_state(folders.config))
        self.window.fill(self.context, pages)
        self.menus = Menus(self.window, self.context)
        self.window.rail.set_model(_model_name(model, words))
        self.window.closing.connect(self.end)
        app.aboutToQuit.connect(self.end)
        self._tidying = Tidying(self.context, self.window.occupied, self)
        self._ahead = Ahead(self.window, self)
        self._use_keep()

    def _speech_choice(
        self, settings: SettingsStore, book: SpeedBook, tasks: Tasks, messages: Messages
    ) -> SpeechChoice:
        return SpeechChoice(
            settings=settings,
            book=book,
            tasks=tasks,
            messages=messages,
            analysis=self._analysis,
            occupied=lambda: self.window.occupied(),  # noqa: PLW0108 - the window comes later
            to_settings=lambda: self._go(Place(page=PageName.SETTINGS)),
            parent=self,
        )

    def show(self) -> None:
        """Show the window, and begin what goes on behind it once its page is there."""
        self.window.page_painted.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self.window.show()
        QTimer.singleShot(PICTURE_MS, self, self._begin)

    @Slot()
    def end(self) -> None:
        """End everything, in order; asked again, it does nothing."""
        if self._ended:
            return
        self._ended = True
        self.speech.end()
        self._ahead.end()
        self.window.let_go()
        self.window.hide()  # at once, so that nobody waits for what is put in order behind it
        save_state(self.window.state(), self.context.folders.config)
        until_s = monotonic() + END_S
        self._analysis.close()
        tasks_ended = self.context.tasks.close(max(0.2, until_s - monotonic()))
        idle = self._hands.submit(int)
        self._hands.shutdown(wait=False)
        self.settled = tasks_ended and not wait([idle], timeout=max(0.2, until_s - monotonic())).not_done
        self.context.library.close()
        self._app.quit()

    @Slot()
    def _begin(self) -> None:
        if self._ended or self._begun:
            return
        self._begun = True
        self.context.tasks.release()
        self.context.theme.load_other_scripts()
        self._ahead.begin()
        say = self.context.say
        recovered = Recovered(
            title=say("library.recovered.title"), question=say("library.recovered.question")
        )
        warm = self._warm()
        tasks = self.context.tasks
        tasks.run(Task(op=self._read_banks, on_success=self._tell_banks, owner=self))
        ticket = Ticket()
        loading = partial(_load_behind, ticket)
        tasks.run(Task(op=loading, lane=Lane.SIDE, ticket=ticket, owner=self))
        if self.context.settings.value(declared.VOICE_ENABLED):
            warm_voice = partial(_warm_voice, self._voice)
            tasks.run(Task(op=warm_voice, lane=Lane.SIDE, on_failure=_told_already, owner=self))
        tasks.run(
            Task(
                op=partial(_reconcile, self.context.library, recovered),
                on_success=partial(self._reconciled, warm),
                note=message("ui.work.reconcile"),
                owner=self,
            )
        )

    def _warm(self) -> Future[None]:
        future = self._analysis.submit(WarmJob(), priority=Priority.IMPORT)
        stop = partial(self._stop_warming, future)
        task: Task[None] = Task(note=message("ui.work.warm"), on_stop=stop, owner=self)
        self.context.tasks.watch(future, task)
        self.speech.begin(future)
        return future

    def _stop_warming(self, future: Future[None]) -> None:
        # Where an answer waits for the models already, they are loaded all the same.
        if self._analysis.give_up(future):
            self.context.messages.say(message("ui.work.warm_stopped"))

    def _reconciled(self, warm: Future[None], done: Reconciled) -> None:
        if done.requeued or done.found:
            self.context.messages.say(message("ui.work.recovered", n=len(done.requeued) + len(done.found)))
        for problem in done.problems:
            self.context.messages.problem(problem)
        self._tidying.begin()
        if not done.skipped:  # else another copy of the program is at work on them
            self.context.tasks.run(
                Task(
                    op=partial(_left_over, self.context.library),
                    on_success=partial(self._wait_for_models, warm),
                    owner=self,
                )
            )

    def _wait_for_models(self, warm: Future[None], left_over: frozenset[str]) -> None:
        if left_over:
            # After the models are there: an answer counts as tried only when the work on it really began.
            then = Task(
                on_success=partial(self._finish_waiting, left_over), on_failure=_told_already, owner=self
            )
            self.context.tasks.watch(warm, then)

    def _finish_waiting(self, left_over: frozenset[str], _warm: None) -> None:
        finish_behind(self.context, left_over, self._finished, self)

    def _finished(self, done: Finished) -> None:
        if done.done:
            self.context.messages.say(message("ui.work.finished", n=len(done.done)))
        if done.failed:
            self.context.messages.problem(message("ui.work.unfinished", n=len(done.failed)))

    def _shipped(self) -> Banks:
        return self._read_banks()[0]

    def _tell_banks(self, read: tuple[Banks, tuple[BankCheck, ...]]) -> None:
        for check in read[1]:
            for problem in check.problems:
                self.context.messages.problem(
                    message("ui.error.bank", file=check.file.name, problem=problem.text)
                )

    def _voice(self) -> CachedVoice | None:
        """One voice as long as its speed stays, since loading it holds up everything for a moment."""
        from coach.voice.choice import best_voice  # noqa: PLC0415 - it brings numpy

        speed = self.context.settings.value(declared.VOICE_SPEED)
        if self._speaks is None or self._speaks[0] != speed:
            self._speaks = (speed, best_voice(self.context.folders.cache, speed=speed))
        return self._speaks[1]

    def _equipment(self, *, typed: bool = False, silent: bool = False) -> Equipment:
        settings = self.context.settings
        spoken = not silent and settings.value(declared.VOICE_ENABLED)
        return Equipment(
            store=self.context.library,
            analysis=self._answers,
            listening=self._answers,
            hands=self._hands,
            clock=monotonic,
            microphone=None if typed else self.context.sound.microphone,
            speaker=self.context.sound.speaker if spoken else None,
            voice=self._voice() if spoken else None,
            microphone_name=settings.value(declared.MICROPHONE) or None,
            speaker_name=settings.value(declared.SPEAKER) or None,
            words=self.context.words,
        )

    def _go(self, place: Place) -> None:
        self.window.go(place)

    @Slot(str)
    def _on_setting(self, key: str) -> None:
        settings = self.context.settings
        if key == declared.THEME.key:
            self.context.theme.set_choice(settings.value(declared.THEME))
        elif key == declared.TEXT_SCALE.key:
            self.context.theme.set_text_scale(settings.value(declared.TEXT_SCALE))
        elif key == declared.LIBRARY_KEEP.key:
            self._use_keep()
        elif key in _ANALYSIS_KEYS:
            self._use_analysis()

    @Slot()
    def _use_analysis(self) -> None:
        model = self.speech.model
        self._analysis.use(_analysis_config(self.context.settings, self.context.folders, model))
        self.window.rail.set_model(_model_name(model, self.context.words))
        self._warm()

    def _use_keep(self) -> None:
        keep = Keep(self.context.settings.value(declared.LIBRARY_KEEP))
        self.context.library.retention.usual = keep


_ANALYSIS_KEYS = frozenset(
    option.key for option in (declared.SPEECH_MODEL, declared.SPEECH_MODEL_FOLDER, declared.FOCUS_STRICTNESS)
)


def _read_banks() -> tuple[Banks, tuple[BankCheck, ...]]:
    return load_banks(shipped_banks())


def _load_behind(ticket: Ticket) -> None:
    for module in BEHIND:
        ticket.check()
        import_module(module)


def _warm_voice(voice: Callable[[], CachedVoice | None]) -> None:
    found = voice()
    if found is not None:
        found.warm()


def _reconcile(library: Library, recovered: Recovered) -> Reconciled:
    from coach.audio.wav import adopt_orphans  # noqa: PLC0415 - it brings numpy

    return library.reconcile(recovered, repair=adopt_orphans)


def _left_over(library: Library) -> frozenset[str]:
    """What waits before anything new is begun; an interview sees to its own answers."""
    return frozenset(waiting.answer.id for waiting in library.pending())


def _told_already(_error: KnownError) -> None:
    """Models that can't be loaded are told of where they are asked for."""


def _analysis_config(settings: SettingsStore, folders: Folders, model: str) -> AnalysisConfig:
    folder = settings.value(declared.SPEECH_MODEL_FOLDER)
    return AnalysisConfig(
        cache=folders.cache,
        model=model,
        model_folder=Path(folder) if folder else None,
        strictness=Strictness(settings.value(declared.FOCUS_STRICTNESS)),
    )


def _model_name(model: str, words: Words) -> Message:
    if model in declared.SPEECH_MODEL.choices:
        return message("ui.rail.model", model=model, language=words.language)
    return message("ui.rail.own_model", language=words.language)


def real_analysis(config: AnalysisConfig) -> ClosableAnalysis:
    """The analysis process with the real models.

    Args:
        config: Where they are, and which.

    Returns:
        The queue in front of it.
    """
    return AnalysisProcess(model_services, config)
