"""What scoring knows of the language models."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.language.values import AnswerReading, AskedReading, Parse


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


class Reader(Protocol):
    """Reads texts as a whole: what is told where, what is answered, what is said of a note."""

    @property
    def version(self) -> str:
        """Name and version of the reader, kept beside the scores."""
        ...

    def read_answer(self, question: str, parts: Sequence[str], pieces: Sequence[str]) -> AnswerReading:
        """Read an answer to a question.

        Args:
            question: As it was asked.
            parts: What it asks for, one text a part; may be empty.
            pieces: The answer's clauses in order.

        Returns:
            What is read of each part, each piece and the whole.
        """
        ...

    def nearness(self, questions: Sequence[str], pieces: Sequence[str]) -> NDArray[np.float64]:
        """Tell how near an answer lies to questions, such as others than its own.

        Args:
            questions: Any number.
            pieces: The answer's clauses in order.

        Returns:
            A cosine for each.
        """
        ...

    def says(self, notes: Sequence[str], texts: Sequence[str]) -> NDArray[np.float64]:
        """Tell whether texts say what was noted, in whatever words.

        Args:
            notes: What was noted.
            texts: What was said.

        Returns:
            How likely each is, 0 to 1; shape ``(notes, texts)``.
        """
        ...

    def read_asked(self, text: str) -> AskedReading:
        """Read what a candidate asks.

        Args:
            text: One question, with what stands before it.

        Returns:
            What it is about.
        """
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The models that scoring reads language with.

    Args:
        parser: Parses answers, questions and notes.
        vectors: For likeness of meaning.
        reader: Reads answers whole.
    """

    parser: Parser
    vectors: Vectors
    reader: Reader
