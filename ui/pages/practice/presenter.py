"""Holds one interview at a time: owns the runner and the timer that pumps it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from coach.audio.ports import Level
from coach.errors import KnownError
from coach.model.message import Message
from coach.model.session import Answer, Mode, Session
from coach.model.transcript import Caption
from coach.practice.values import (
    Begin,
    Event,
    Interview,
    Pause,
    State,
    Turn,
)
from coach.questions.bank import Banks
from ui.context import Context
from ui.pages.practice.doing import Doing
from ui.pages.practice.setup import Begun, Setup, begin, finish
from ui.tasks import Lane, Task

if TYPE_CHECKING:
    from coach.practice.runner import Runner

PUMP_MS = 30
_BUG = "practice.bug"
_TYPED = "practice.typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What changes from one moment to the next.

    Args:
        level: Loudness of the microphone; None when nothing is recorded.
        elapsed_s: Seconds recorded of the current attempt.
        thinking_left_s: Seconds left to think.
        transcribed: How much of the attempt is transcribed, 0.0 to 1.0.
        spoken: How much of the question has been spoken, 0.0 to 1.0.
        only_heard: Whether the question is to be heard and not read.
        caption: What was understood so far of the answer.
    """

    level: Level | None
    elapsed_s: float
    thinking_left_s: float
    transcribed: float
    spoken: float = 1.0
    only_heard: bool = False
    caption: Caption = field(default_factory=Caption)


class InterviewPresenter(QObject):
    """One interview at a time.

    Signals:
        begun(Begun): An interview has begun.
        changed(Interview): It is somewhere else, or another question is asked.
        ticked(Live): What changes from one moment to the next; about thirty times a second.
        finished(Session): It is over and saved.
        nothing_kept(): It is over and nothing was answered.

    Attributes:
        does: What the person can do in it.

    Args:
        context: What it may use.
        parent: The page.
        rng: Decides which questions come; None for the ordinary one.
    """

    begun = Signal(object)
    changed = Signal(object)
    ticked = Signal(object)
    finished = Signal(object)
    nothing_kept = Signal()

    def __init__(self, context: Context, parent: QObject, rng: random.Random | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.banks: Banks | None = None
        # Which questions come is no secret to be guarded, so the ordinary generator will do.
        self._rng = rng or random.Random()  # noqa: S311
        self._runner: Runner | None = None
        self._starting = False
        self._closed = False
        self._told: Message | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PUMP_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._pump)
        self.does = Doing(self, self._post, lambda: self._state, lambda: self._lost)

    @property
    def _lost(self) -> bool:
        return self.interview is not None and self.interview.lost

    @property
    def interview(self) -> Interview | None:
        """The interview under way; None when there is none."""
        return self._runner.interview if self._runner is not None else None

    @property
    def busy(self) -> bool:
        """Whether an interview is under way or about to begin."""
        return self._starting or self._runner is not None

    def start(self, setup: Setup) -> None:
        """Begin an interview; while one is under way, nothing happens.

        Args:
            setup: What was chosen.
        """
        if self.busy or self._closed:
            return
        self._starting = True
        context = self._context
        self._context.tasks.run(
            Task(
                op=partial(
                    begin,
                    setup,
                    library=context.library,
                    banks=self.banks or self._context.banks,
                    words=context.words,
                    rng=self._rng,
                ),
                on_success=self._on_begun,
                on_failure=self._on_not_begun,
                owner=self,
            )
        )

    def result(self) -> Answer | None:
        """The attempt that was just finished, with its transcript and scores."""
        return self._runner.result(self._runner.interview.turn) if self._runner is not None else None

    def earlier(self) -> Answer | None:
        """The attempt before the one that was just finished; None when it is the first."""
        if self._runner is None or self._runner.interview.turn.attempt < 2:
            return None
        turn = self._runner.interview.turn
        return self._runner.result(Turn(turn.position, turn.attempt - 1))

    def rest(self) -> None:
        """Another page is shown: what is being recorded waits."""
        if self._state is State.RECORDING:
            self._post(Pause())

    def close(self) -> None:
        """The window closes: what is being recorded becomes a finished file, off this thread."""
        self._closed = True
        self._timer.stop()
        runner, self._runner = self._runner, None
        if runner is not None:
            self._context.tasks.run(Task(op=runner.close, lane=Lane.SIDE, finish=True))

    # What happens.

    @property
    def _state(self) -> State | None:
        return self._runner.interview.state if self._runner is not None else None

    def _post(self, event: Event) -> None:
        if self._runner is not None:
            self._runner.post(event)
            self._pump()

    def _on_begun(self, begun: Begun) -> None:
        from coach.practice.runner import Runner  # noqa: PLC0415 - it brings numpy; loaded behind the window

        self._starting = False
        setup = begun.setup
        equipment = self._context.equipment(typed=setup.manner.typed)
        self._told = None
        self._runner = Runner(begun.interview, begun.session_id, equipment, setup.company, begun.script)
        self.begun.emit(begun)
        self._timer.start()
        self._post(Begin())

    def _on_not_begun(self, error: KnownError) -> None:
        self._starting = False
        self._context.messages.problem(error)

    @Slot()
    def _pump(self) -> None:
        runner = self._runner
        if runner is None:
            return
        before = runner.interview
        try:
            runner.pump()
        except KnownError as error:
            self._give_up(runner, error)
            return
        except Exception as error:  # noqa: BLE001 - a bug in one answer must not take the interview with it
            self._context.messages.bug(error)
        if runner.interview is not before:
            self._tell_trouble(runner.interview)
            self.changed.emit(runner.interview)
        if self._runner is not runner:
            return
        if runner.settled:
            self._conclude(runner)
        else:
            self.ticked.emit(_live(runner))

    def _tell_trouble(self, interview: Interview) -> None:
        trouble = interview.trouble
        if trouble is not None and trouble != self._told and trouble.id not in {_BUG, _TYPED}:
            # A bug has been told with its report already; typing by choice is no trouble.
            self._context.messages.problem(trouble)
        self._told = trouble

    def _conclude(self, runner: Runner) -> None:
        self._timer.stop()
        self._runner = None
        self._context.tasks.run(
            Task(
                op=partial(finish, runner.session_id, library=self._context.library),
                on_success=self._on_finished,
                on_failure=self._on_not_finished,
                owner=self,
            )
        )

    def _give_up(self, runner: Runner, error: KnownError) -> None:
        """The interview can't go on; what was recorded is kept, and what was answered is shown."""
        self._timer.stop()
        self._runner = None
        self._context.messages.problem(error)
        self._context.tasks.run(
            Task(
                op=partial(_close_and_finish, runner, self._context),
                on_success=self._on_finished,
                on_failure=self._on_not_finished,
                owner=self,
                lane=Lane.SIDE,
                finish=True,
            )
        )

    def _on_finished(self, session: Session | None) -> None:
        if session is None:
            self.nothing_kept.emit()
        else:
            self.finished.emit(session)

    def _on_not_finished(self, error: KnownError) -> None:
        self._context.messages.problem(error)
        self.nothing_kept.emit()


def _close_and_finish(runner: Runner, context: Context) -> Session | None:
    runner.close()
    return finish(runner.session_id, library=context.library)


def _live(runner: Runner) -> Live:
    return Live(
        level=runner.level(),
        elapsed_s=runner.elapsed_s(),
        thinking_left_s=runner.thinking_left_s(),
        transcribed=runner.transcribed_share(runner.interview.turn),
        spoken=runner.spoken_share(),
        only_heard=runner.only_heard,
        caption=runner.caption(),
    )


def is_review(interview: Interview) -> bool:
    """Whether feedback on an answer is to be read now.

    Args:
        interview: Where it is.

    Returns:
        True after each answer in Coach mode.
    """
    return interview.mode is Mode.COACH and interview.state is State.REVIEWED
