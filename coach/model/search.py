"""Searching what was kept: what is wanted, and what was found."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coach.model.score import Dimension


class HitIn(StrEnum):
    """Where words were found: in what was said, in a question, in a note, or in a session's title."""

    SAID = "said"
    QUESTION = "question"
    NOTE = "note"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; everything that is given must be so.

    Args:
        text: Words that must all be there; "in quotes" as a phrase, with * at the end for a beginning.
            Empty for everything that the other wishes let through.
        as_typed: Whether the last word may still be unfinished.
        question_ids: Only answers to these questions of banks; None for all.
        since: First day, by the clock of the place where it was; None for all.
        until: Last day, inclusive; None for all.
        dimension: Only answers with a level in it; None for all.
        lowest: Lowest level, in ``dimension`` or else in any.
        highest: Highest level, in ``dimension`` or else in any.
        company: Only sessions about an employer whose name holds this; empty for all.
        starred: Only what is marked, or lies in a session that is.
        limit: Most hits to give.
        offset: How many to pass over.
    """

    text: str = ""
    as_typed: bool = False
    question_ids: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    dimension: Dimension | None = None
    lowest: int = 1
    highest: int = 5
    company: str = ""
    starred: bool = False
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where it was found; the first of its answer.

    Args:
        session_id: The session.
        title: Its title.
        at: When the answer was given, or the session began, with its offset from UTC.
        answer_id: The answer; None when it is about the session as a whole.
        first_id: The answer that it completes when it is one to a follow-up, else the same as ``answer_id``.
        question: As it was asked; empty for the session as a whole.
        where: In which text it was found.
        start: Character offset into that text; both are 0 when no words were looked for.
        end: Character offset into that text, exclusive.
        start_s: Seconds from the start of the answer's own sound; None when it was not spoken.
        snippet: Some of the text around it.
        marks: Character offsets into ``snippet`` of what was looked for.
    """

    session_id: str
    title: str
    at: datetime
    answer_id: str | None
    first_id: str | None
    question: str
    where: HitIn
    start: int
    end: int
    start_s: float | None
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found.

    Args:
        hits: The best first; when very many match, the newest first.
        more: Whether there are more than these.
    """

    hits: tuple[Hit, ...]
    more: bool = False
