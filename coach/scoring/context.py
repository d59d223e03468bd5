"""What every dimension is given: the answer, read once."""

from dataclasses import dataclass

from coach.language.ports import Language, Parser, Reader, Vectors
from coach.language.values import Clause, Parse
from coach.model.score import Evidence, ScoringRequest, Span
from coach.model.transcript import Word


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AnswerContext:
    """An answer as all dimensions see it.

    Args:
        request: What is to be scored; ``request.text`` is the original text that all spans refer to.
        parse: The answer, parsed.
        clauses: In order, without what only echoes the question.
        language: The models, for further texts.
        unsure: Stretches that may not be quoted.
    """

    request: ScoringRequest
    parse: Parse
    clauses: tuple[Clause, ...]
    language: Language
    unsure: tuple[Span, ...] = ()

    @property
    def parser(self) -> Parser:
        """Parses further texts, such as the person's notes."""
        return self.language.parser

    @property
    def vectors(self) -> Vectors:
        """For likeness of meaning."""
        return self.language.vectors

    @property
    def reader(self) -> Reader:
        """Reads answers whole."""
        return self.language.reader

    def clause_text(self, clause: Clause) -> str:
        """The original words of a clause.

        Args:
            clause: One of ``clauses``.

        Returns:
            The stretch of text.
        """
        return self.request.text[clause.start : clause.end]

    def is_unsure(self, clause: Clause) -> bool:
        """Whether the recogniser was unsure of a word in a clause, so that it may not be quoted.

        Args:
            clause: One of ``clauses``.

        Returns:
            True when a stretch that may not be quoted lies in it.
        """
        return any(span.start < clause.end and span.end > clause.start for span in self.unsure)

    def span(self, start: int, end: int) -> Span:
        """A stretch of the answer with its seconds.

        Args:
            start: Character offset.
            end: Character offset, exclusive.

        Returns:
            The span; its times are those of the first and last word in it, None when there are none.
        """
        start_s, end_s = self._times(start, end)
        return Span(start=start, end=end, start_s=start_s, end_s=end_s)

    def evidence(self, label: str, start: int, end: int) -> Evidence:
        """A stretch of the answer with its seconds and what it shows.

        Args:
            label: What it shows.
            start: Character offset.
            end: Character offset, exclusive.

        Returns:
            The evidence.
        """
        start_s, end_s = self._times(start, end)
        return Evidence(label=label, start=start, end=end, start_s=start_s, end_s=end_s)

    def _times(self, start: int, end: int) -> tuple[float | None, float | None]:
        words: tuple[Word, ...] = self.request.words or ()
        inside = [word for word in words if word.end > start and word.start < end]
        if not inside:
            return None, None
        return inside[0].start_s, inside[-1].end_s
