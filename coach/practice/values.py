"""An interview at one moment; what can happen to it, and what can follow, from one place."""

from dataclasses import dataclass

from coach.model.message import Message
from coach.model.question import Question
from coach.model.session import Mode, SessionStyle
from coach.practice.commands import (
    Acknowledge,
    Ask,
    CloseMicrophone,
    CloseSession,
    Command,
    DropRecording,
    Farewell,
    Hold,
    Listen,
    OpenMicrophone,
    Reconnect,
    SaveSkipped,
    SaveTyped,
    Score,
    SkipRecording,
    StopAsking,
    Think,
    Transcribe,
    WaitForWords,
)
from coach.practice.events import (
    Asked,
    Begin,
    Done,
    End,
    Event,
    Failed,
    MicrophoneBack,
    MicrophoneLost,
    MicrophoneMissing,
    MicrophoneStillGone,
    Next,
    PatienceOver,
    Pause,
    Recorded,
    RecordingBroken,
    Repeat,
    Resume,
    Scored,
    Skip,
    StartOver,
    ThinkingOver,
    Transcribed,
    Trouble,
    TryAgain,
)
from coach.practice.turns import FIRST_TURN, State, Turn

__all__ = [
    "PATIENCE_S",
    "Acknowledge",
    "Ask",
    "Asked",
    "Begin",
    "CloseMicrophone",
    "CloseSession",
    "Command",
    "Done",
    "DropRecording",
    "End",
    "Event",
    "Failed",
    "Farewell",
    "Hold",
    "Interview",
    "Listen",
    "MicrophoneBack",
    "MicrophoneLost",
    "MicrophoneMissing",
    "MicrophoneStillGone",
    "Next",
    "OpenMicrophone",
    "PatienceOver",
    "Pause",
    "Reconnect",
    "Recorded",
    "RecordingBroken",
    "Repeat",
    "Resume",
    "SaveSkipped",
    "SaveTyped",
    "Score",
    "Scored",
    "Skip",
    "SkipRecording",
    "StartOver",
    "State",
    "StopAsking",
    "Think",
    "ThinkingOver",
    "Transcribe",
    "Transcribed",
    "Trouble",
    "TryAgain",
    "Turn",
    "WaitForWords",
]

PATIENCE_S = 2.5
"""After "done" the words are there within a second mostly; a silence much longer would be odd."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An interview at one moment.

    Args:
        questions: What is asked, in order; at least one.
        mode: When feedback is given.
        think_s: Seconds to think before the recording begins.
        typed: Whether answers are typed, as when there is no microphone.
        style: How it goes from question to question.
        follow_ups: How many follow-ups are asked at most after a question; 0 for none.
        patience_s: How long an interviewer waits for the words of an answer before going on without
            a follow-up.
        limit_s: Seconds after which an answer is over; None for no limit.
        hidden: Whether the questions are only heard.
        askers: Who asks each question, of a panel; empty for one interviewer without a name.
        state: Where it is.
        turn: The current attempt.
        pending: Attempts that are still being closed, transcribed or scored.
        heard: Whether the current attempt holds sound already, as when the question is asked again half-way.
        lost: Whether the microphone of the current attempt went away and none has taken its place yet.
        follow_up: What is asked instead of the question; None while it is the question itself.
        deciding: Whether the interviewer waits for the words of the answer, to ask for what is missing.
        repeats: How often the current question was heard again.
        ending: Whether the person asked to end; what was said is still finished.
        trouble: What went wrong last, to be shown; None when nothing did.
    """

    questions: tuple[Question, ...]
    mode: Mode = Mode.COACH
    think_s: float = 0.0
    typed: bool = False
    style: SessionStyle = SessionStyle.INTERVIEW
    follow_ups: int = 0
    patience_s: float = PATIENCE_S
    limit_s: float | None = None
    hidden: bool = False
    askers: tuple[str, ...] = ()
    state: State = State.IDLE
    turn: Turn = FIRST_TURN
    pending: frozenset[Turn] = frozenset()
    heard: bool = False
    lost: bool = False
    follow_up: Message | None = None
    deciding: bool = False
    repeats: int = 0
    ending: bool = False
    trouble: Message | None = None

    @property
    def question(self) -> Question:
        """The question that is being asked."""
        return self.questions[self.turn.position]

    @property
    def is_last(self) -> bool:
        """Whether no question follows."""
        return self.turn.position + 1 >= len(self.questions)

    @property
    def asker(self) -> str:
        """Name of who asks; empty for an interviewer without one."""
        return self.askers[self.turn.position] if self.turn.position < len(self.askers) else ""

    @property
    def may_follow_up(self) -> bool:
        """Whether a follow-up to the current answer may be asked."""
        return self.turn.follow_up < self.follow_ups and not self.ending
