"""What the rest of the program knows of speech recognition."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from coach.model.sound import Sound
from coach.model.transcript import Transcript
from coach.speech.weights import HubSource

Progress = Callable[[float], None]
"""Gets the share that is done, 0.0 to 1.0."""

Stop = Callable[[], bool]
"""Asked between pieces of work; True to stop."""

OnBytes = Callable[[int], None]
"""Gets the number of bytes that were read since it was last called."""


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


class WeightsFetcher(Protocol):
    """What brings weights from the hub, on request only."""

    def fetch(
        self,
        source: HubSource,
        file: str,
        folder: Path,
        *,
        on_bytes: OnBytes | None = None,
        should_stop: Stop | None = None,
    ) -> Path:
        """Fetch one file of a model.

        Args:
            source: Repository and revision.
            file: Name of the file in the repository.
            folder: Where it is put; a transfer that was cut off goes on from there.
            on_bytes: Told of progress.
            should_stop: Asked while it comes.

        Returns:
            The file, not checked yet.

        Raises:
            WeightsMissingError: The hub can't be reached, or does not have it.
            Cancelled: ``should_stop`` said so.
            OSError: There is no room for it.
        """
        ...
