"""What the rest of the program knows of scoring."""

from typing import Protocol

from coach.model.question import Question
from coach.model.score import AnswerScore, FocusScore, ScoringRequest


class QuestionReader(Protocol):
    """Understands questions that a person typed."""

    def read_question(self, text: str) -> Question:
        """Find kind, parts and constraints of a question.

        Args:
            text: The question.

        Returns:
            The question as understood; its id is None.
        """
        ...


class Scorer(QuestionReader, Protocol):
    """Scores answers; the same request gives the same score, to the bit."""

    def score(self, request: ScoringRequest) -> AnswerScore:
        """Score one answer on every dimension.

        Args:
            request: The answer and what was asked.

        Returns:
            All six dimensions; a rule that failed is "not scored" with that reason.
        """
        ...

    def judge_questions(self, text: str) -> FocusScore:
        """Judge what a candidate would ask.

        Args:
            text: One or more questions as they would be spoken.

        Returns:
            Every question found, and words that take the offer for granted.
        """
        ...
