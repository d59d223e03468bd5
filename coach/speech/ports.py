"""What the rest of the program knows of speech recognition."""

from collections.abc import Callable
from typing import Protocol

from coach.model.sound import Sound
from coach.model.transcript import Transcript

Progress = Callable[[float], None]
"""Gets the share that is done, 0.0 to 1.0."""

Stop = Callable[[], bool]
"""Asked between pieces of work; True to stop."""


class Transcriber(Protocol):
    """A recogniser with its model loaded."""

    @property
    def model(self) -> str:
        """Name of the model."""
        ...

    def transcribe(
        self,
        sound: Sound,
        *,
        file: str = "",
        on_progress: Progress | None = None,
        should_stop: Stop | None = None,
    ) -> Transcript:
        """Turn sound into words with times.

        Args:
            sound: At any rate.
            file: Name of the file it came from, kept in the transcript.
            on_progress: Told how far it is.
            should_stop: Asked between pieces.

        Returns:
            The transcript; with no words when no voice was heard.

        Raises:
            Cancelled: ``should_stop`` said so.
            TranscriptionError: The recogniser failed.
        """
        ...
