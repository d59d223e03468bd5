"""What can follow from what happened in an interview."""

from dataclasses import dataclass
from typing import TypeAlias

from coach.practice.turns import Turn


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
