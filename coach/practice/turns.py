"""Where in an interview it is: its states, and the attempts at its questions."""

from dataclasses import dataclass
from enum import StrEnum


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


FIRST_TURN = Turn(0)
"""The first attempt at the first question."""
