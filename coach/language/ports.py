"""What scoring knows of the language models."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.language.values import Parse


class Parser(Protocol):
    """A grammatical parser for English."""

    @property
    def version(self) -> str:
        """Name and version of what parses, kept beside the scores."""
        ...

    def parse(self, text: str, breaks: Sequence[int] = ()) -> Parse:
        """Parse a text after leaving out fillers; offsets refer to ``text`` as given.

        Args:
            text: Spoken language, with or without punctuation.
            breaks: Character offsets at which a new sentence is known to begin, such as after a pause.

        Returns:
            Tokens and sentences.
        """
        ...


class Vectors(Protocol):
    """A sentence encoder."""

    @property
    def version(self) -> str:
        """Name and version of the encoder, kept beside the scores."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Turn texts into vectors of length one, so that a dot product is a cosine.

        Args:
            texts: Any number of them.

        Returns:
            Shape ``(len(texts), 384)``, float32.
        """
        ...
