"""Questions: what is asked, what kind of answer it calls for, and the parts that an answer must have."""

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """What a question calls for; interfaces name these values."""

    BEHAVIOURAL = "behavioural"
    SITUATIONAL = "situational"
    MOTIVATION = "motivation"
    COMPANY = "company"
    SELF = "self"
    STRENGTH = "strength"
    WEAKNESS = "weakness"
    GOALS = "goals"
    CLOSING = "closing"
    OTHER = "other"


class PartKind(StrEnum):
    """What one part of a question asks for."""

    INSTANCE = "instance"
    REASON = "reason"
    METHOD = "method"
    OUTCOME = "outcome"
    PLAN = "plan"
    PREFERENCE = "preference"
    FACT = "fact"
    LIST = "list"


class ConstraintKind(StrEnum):
    """A direction that a question gives about the form of its answer."""

    COUNT = "count"
    TIME = "time"
    PLACE = "place"
    BRIEF = "brief"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One thing that the question asks.

    Args:
        kind: What is asked for.
        text: The part in a few words, such as "how it turned out".
    """

    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """A direction about the form of the answer.

    Args:
        kind: Which form.
        text: The words of the question that give it, such as "two examples".
        amount: The number in it: how many for ``count``, seconds for ``time``; else None.
    """

    kind: ConstraintKind
    text: str
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """The follow-up an interviewer asks when something was not heard.

    Args:
        missing: ``situation``, ``task``, ``action``, ``result``, or ``part_N`` counted from 1.
        text: The follow-up question.
    """

    missing: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One interview question.

    Args:
        text: As it is asked.
        kind: What it calls for.
        parts: The things it asks, in order; at least one.
        id: Its id in a bank, unique over all banks; None for a question that a person typed.
        constraints: Directions about the form of the answer.
        competencies: What it looks into, such as "teamwork".
        target_s: Shortest and longest sensible answer in seconds; None to take the kind's default.
        sample_openings: First sentences of good answers.
        probes: Follow-ups by what is missing.
        strong: What a strong answer shows.
        traps: Common traps.
    """

    text: str
    kind: QuestionKind
    parts: tuple[QuestionPart, ...]
    id: str | None = None
    constraints: tuple[Constraint, ...] = ()
    competencies: tuple[str, ...] = ()
    target_s: tuple[int, int] | None = None
    sample_openings: tuple[str, ...] = ()
    probes: tuple[Probe, ...] = ()
    strong: str = ""
    traps: tuple[str, ...] = ()

    @property
    def calls_for_story(self) -> bool:
        """Whether it asks for something that happened; what one would do is nothing that did."""
        if self.kind is QuestionKind.SITUATIONAL:
            return False
        return self.kind is QuestionKind.BEHAVIOURAL or any(
            part.kind is PartKind.INSTANCE for part in self.parts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """A file of questions.

    Args:
        id: Unique over all banks.
        title: As shown.
        description: One or two sentences.
        language: ISO 639-1 code.
        questions: In the file's order.
        own: Whether it is the person's own; False for one that comes with the program.
    """

    id: str
    title: str
    description: str
    language: str
    questions: tuple[Question, ...]
    own: bool = False
