"""What can happen to an interview."""

from dataclasses import dataclass
from typing import TypeAlias

from coach.model.message import Message
from coach.practice.turns import Turn


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
