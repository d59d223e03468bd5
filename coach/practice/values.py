"""Where an interview can be, what can happen to it, and what can follow."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from coach.model.message import Message
from coach.model.question import Question
from coach.model.session import Mode, SessionStyle

PATIENCE_S = 2.5
"""After "done" the words are there within a second mostly; a silence much longer would be odd."""


class State(StrEnum):
    """Where an interview is."""

    IDLE = "idle"
    ASKING = "asking"
    THINKING = "thinking"
    RECORDING = "recording"
    PAUSED = "paused"
    TRANSCRIBING = "transcribing"
    SCORING = "scoring"
    REVIEWED = "reviewed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """One attempt at one question, or at a follow-up to it.

    Args:
        position: Of the question, from 0.
        attempt: Of this question, from 1.
        follow_up: 0 for the question itself, else the number of the follow-up that was asked after it.
    """

    position: int
    attempt: int = 1
    follow_up: int = 0

    @property
    def first(self) -> "Turn":
        """The attempt at the question itself."""
        return Turn(self.position, self.attempt)


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
    turn: Turn = Turn(0)
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


# What happened.


@dataclass(frozen=True, slots=True)
class Begin:
    """The person starts the interview."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question has been spoken to its end."""


@dataclass(frozen=True, slots=True)
class ThinkingOver:
    """The time to think is over."""


@dataclass(frozen=True, slots=True)
class Done:
    """The person is ready to go on: the question is cut short, thinking ends, or the answer is over.

    Args:
        text: The answer when it was typed.
    """

    text: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """The person wants to hear the question again."""


@dataclass(frozen=True, slots=True)
class StartOver:
    """The person begins the answer anew; what was said is kept as an attempt."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The person leaves the question out."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The person needs a moment."""


@dataclass(frozen=True, slots=True)
class Resume:
    """The person goes on after a pause."""


@dataclass(frozen=True, slots=True)
class End:
    """The person ends the interview; what was answered stays."""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """The person wants another attempt at the same question."""


@dataclass(frozen=True, slots=True)
class Next:
    """The person goes on to the next question."""


@dataclass(frozen=True, slots=True)
class MicrophoneMissing:
    """There is no microphone, so that answers are typed from here on.

    Args:
        trouble: Why.
    """

    trouble: Message


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    """The microphone stopped while it recorded; what was heard is kept, and the answer can go on.

    Args:
        trouble: Why.
        at_once: Whether to look for another microphone now; False when the person has to come back first,
            as after the computer slept.
    """

    trouble: Message
    at_once: bool = True


@dataclass(frozen=True, slots=True)
class MicrophoneBack:
    """The recording goes on, in the same file.

    Args:
        turn: Which attempt.
        trouble: What to say about it.
    """

    turn: Turn
    trouble: Message


@dataclass(frozen=True, slots=True)
class MicrophoneStillGone:
    """No microphone could take the place of the one that was lost.

    Args:
        turn: Which attempt.
        trouble: Why.
    """

    turn: Turn
    trouble: Message


@dataclass(frozen=True, slots=True)
class RecordingBroken:
    """Nothing more can be written, as on a full disk; what was written is kept, and the answer ends there.

    Args:
        trouble: Why.
    """

    trouble: Message


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something is not as it should be, and the interview goes on without it.

    Args:
        trouble: What, to be shown.
    """

    trouble: Message


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer's sound is safe on disk.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class Transcribed:
    """The answer's words are saved.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class Scored:
    """The answer's scores are saved.

    Args:
        turn: Which attempt.
        follow_up: What an interviewer would ask now; None when nothing is missing.
    """

    turn: Turn
    follow_up: Message | None = None


@dataclass(frozen=True, slots=True)
class PatienceOver:
    """The interviewer has waited long enough for the words of an answer.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class Failed:
    """An attempt could not be recorded, transcribed or scored; what there is of it is kept.

    Args:
        turn: Which attempt.
        trouble: Why.
    """

    turn: Turn
    trouble: Message


Event: TypeAlias = (
    Begin
    | Asked
    | ThinkingOver
    | Done
    | Repeat
    | StartOver
    | Skip
    | Pause
    | Resume
    | End
    | TryAgain
    | Next
    | MicrophoneMissing
    | MicrophoneLost
    | MicrophoneBack
    | MicrophoneStillGone
    | RecordingBroken
    | Trouble
    | Recorded
    | Transcribed
    | Scored
    | PatienceOver
    | Failed
)

# What is to be done.


@dataclass(frozen=True, slots=True)
class Ask:
    """Speak and show the question.

    Args:
        turn: Which attempt it opens.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class StopAsking:
    """Stop speaking."""


@dataclass(frozen=True, slots=True)
class OpenMicrophone:
    """Open the microphone for an attempt, without keeping what it hears yet.

    A Bluetooth headset needs this moment to switch.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class Listen:
    """Keep what the microphone hears from now on."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Leave out what the microphone hears from now on."""


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Go on recording with a microphone that is there; tell ``MicrophoneBack`` or ``MicrophoneStillGone``.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class Think:
    """Tell ``ThinkingOver`` after a time.

    Args:
        think_s: Seconds.
    """

    think_s: float


@dataclass(frozen=True, slots=True)
class CloseMicrophone:
    """Close the recording and keep it; tell ``Recorded`` or ``Failed``.

    Args:
        turn: Which attempt.
        repeats: How often its question was heard again.
    """

    turn: Turn
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class DropRecording:
    """Close the microphone and forget the attempt, to which nothing was said.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class SkipRecording:
    """Close the recording of a question that is left out; what was said to it is kept all the same.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class SaveTyped:
    """Save a typed answer; tell ``Transcribed`` or ``Failed``.

    Args:
        turn: Which attempt.
        text: The answer.
        repeats: How often its question was heard again.
    """

    turn: Turn
    text: str
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class SaveSkipped:
    """Note that the question was left out.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Turn the attempt's sound into words; tell ``Transcribed`` or ``Failed``.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class Score:
    """Score the attempt; tell ``Scored`` or ``Failed``.

    Args:
        turn: Which attempt.
    """

    turn: Turn


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Say a word that shows that the answer was heard."""


@dataclass(frozen=True, slots=True)
class WaitForWords:
    """Tell ``PatienceOver`` after a time.

    Args:
        turn: The attempt whose words are waited for.
        wait_s: Seconds.
    """

    turn: Turn
    wait_s: float


@dataclass(frozen=True, slots=True)
class Farewell:
    """Thank the person and close the interview."""


@dataclass(frozen=True, slots=True)
class CloseSession:
    """Note that the session is over."""


Command: TypeAlias = (
    Ask
    | StopAsking
    | OpenMicrophone
    | Listen
    | Hold
    | Reconnect
    | Think
    | CloseMicrophone
    | DropRecording
    | SkipRecording
    | SaveTyped
    | SaveSkipped
    | Transcribe
    | Score
    | Acknowledge
    | WaitForWords
    | Farewell
    | CloseSession
)
