"""What the rest of the program knows of the interviewer's voice."""

from typing import Protocol

from coach.model.sound import Sound


class Voice(Protocol):
    """A synthesiser."""

    @property
    def name(self) -> str:
        """Name of the voice, part of the cache's key."""
        ...

    def speak(self, text: str) -> Sound:
        """Turn text into sound; the same text gives the same samples.

        Args:
            text: One or more sentences.

        Returns:
            Mono sound at the synthesiser's own rate.

        Raises:
            VoiceError: The synthesiser is missing or failed.
        """
        ...
