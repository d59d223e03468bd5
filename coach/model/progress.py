"""How answers change over sessions: what the Progress page shows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What trends need of an answer's words.

    Args:
        answer_id: The answer.
        missing: STAR parts that were not heard.
        unanswered: Parts of the question that were not answered, as the question names them.
        events: The clauses that tell what happened: scene, acts and outcome; empty when no story was told.
    """

    answer_id: str
    missing: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class Verdict(StrEnum):
    """How the newest sessions stand to those before."""

    ABOVE = "above"
    BELOW = "below"
    USUAL = "usual"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One session in a trend.

    Args:
        session_id: Which.
        at: When it was.
        value: The middle of its answers.
    """

    session_id: str
    at: datetime
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One dimension or measure over sessions.

    Args:
        name: A dimension, or ``pace_wpm``, ``fillers_100`` (in a hundred words), ``long_pauses``.
        points: Oldest first.
        low: Lower edge of the person's own normal swing; None when there are too few sessions to tell.
        high: Upper edge; None likewise.
        verdict: Whether the newest sessions lie outside of it.
    """

    name: str
    points: tuple[Point, ...]
    low: float | None
    high: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """One question, or one competency, over all its answers.

    Args:
        id: The question's id or the competency's; the question's text for one that a person typed.
        text: As shown; empty for a competency.
        times: How often it was answered.
        best: The best answer's middle level.
        last: The last answer's middle level.
        missing: What was missing most in its last answers; empty for nothing.
        missing_in: In how many of them.
        looked_at: How many of them were looked at.
        newest_id: The newest answer.
    """

    id: str
    text: str
    times: int
    best: int
    last: int
    missing: str = ""
    missing_in: int = 0
    looked_at: int = 0
    newest_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """One story that was told several times.

    Args:
        answer_ids: The answers, oldest first.
        told_at: When, likewise.
        words: What is particular about it, at most three words; empty for nothing.
        questions: How many different questions it was told to.
    """

    answer_ids: tuple[str, ...]
    told_at: tuple[datetime, ...]
    words: tuple[str, ...]
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All of it.

    Args:
        sessions: How many sessions count.
        dimensions: One trend a dimension that was ever scored, in their order; delivery is told by measures.
        measures: Pace, fillers and long pauses, as far as there was sound.
        questions: Most often practised first.
        competencies: Weakest first.
        stories: Most often told first.
        next: The question to practise next; None when there is none.
    """

    sessions: int
    dimensions: tuple[Trend, ...] = ()
    measures: tuple[Trend, ...] = ()
    questions: tuple[Practised, ...] = ()
    competencies: tuple[Practised, ...] = ()
    stories: tuple[Reuse, ...] = ()
    next: Practised | None = None
