"""Progress as it is shown: finished sentences and numbers, nothing left to compute."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coach.model.message import Message, message
from coach.model.progress import Practised, Progress, Reuse, Trend, Verdict
from coach.model.score import StarPart
from coach.words import Words
from ui.competencies import competency_name

LEVELS = (1.0, 5.0)
_DECIMALS = {"fillers_100": 1, "long_pauses": 1, "pace_wpm": 0}
_ROWS = 200
"""Questions in the table; more than any person has practised in earnest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One trend.

    Args:
        title: Its name.
        number: The newest value.
        verdict: How it stands to what is usual.
        changed: Whether it lies outside of the normal swing.
        values: Oldest first.
        texts: What is said of each.
        sessions: Their ids.
        band: Low and high of the normal swing; None when it is not known yet.
        span: The lowest and the highest value that there is room for.
        spoken: All of it in a sentence, for a screen reader.
    """

    title: str
    number: str
    verdict: str
    changed: bool
    values: tuple[float, ...]
    texts: tuple[str, ...]
    sessions: tuple[str, ...]
    band: tuple[float, float] | None
    span: tuple[float, float]
    spoken: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A question or a competency.

    Args:
        cells: Name, times, best, last, what is missing most.
        answer_id: Its newest answer.
    """

    cells: tuple[str, ...]
    answer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The page.

    Args:
        sessions: How many count.
        dimensions: Levels.
        measures: Delivery.
        rule: How the shaded band comes about.
        next_title: The question to practise next; empty for none.
        next_reason: Why.
        questions: Rows of the table.
        competencies: Rows of the table.
        stories: A sentence each.
    """

    sessions: int
    dimensions: tuple[Card, ...]
    measures: tuple[Card, ...]
    rule: str
    next_title: str
    next_reason: str
    questions: tuple[TableRow, ...]
    competencies: tuple[TableRow, ...]
    stories: tuple[str, ...]


def shown(found: Progress, words: Words, now: datetime) -> Shown:
    """Word everything.

    Args:
        found: What was found.
        words: The language.
        now: The clock, for "this month".

    Returns:
        The page's content.
    """
    following = found.next
    dimensions = tuple(_card(one, words) for one in found.dimensions)
    measures = tuple(_card(one, words) for one in found.measures)
    # While nothing has a normal swing yet, that is said once and not on every card.
    early = all(one.band is None for one in (*dimensions, *measures))
    return Shown(
        sessions=found.sessions,
        dimensions=_unjudged(dimensions) if early else dimensions,
        measures=_unjudged(measures) if early else measures,
        rule=words.text(message("ui.progress.rule_early" if early else "ui.progress.rule")),
        next_title=following.text if following is not None else "",
        next_reason=words.text(_reason(following, words)) if following is not None else "",
        questions=tuple(_row(one, one.text, words) for one in found.questions[:_ROWS]),
        competencies=tuple(
            _row(one, competency_name(one.id, words), words) for one in found.competencies[:_ROWS]
        ),
        stories=tuple(words.text(_story(one, words, now)) for one in found.stories),
    )


def _card(found: Trend, words: Words) -> Card:
    level = found.name not in _DECIMALS
    values = tuple(point.value for point in found.points)
    title = words.text(message(f"dimension.{found.name}" if level else f"ui.progress.measure.{found.name}"))
    number = _number(values[-1], found.name, words)
    verdict = words.text(_verdict(found, words))
    texts = tuple(
        words.text(
            message(
                "ui.progress.point",
                day=words.short_date(point.at),
                value=_number(point.value, found.name, words),
            )
        )
        for point in found.points
    )
    band = (found.low, found.high) if found.low is not None and found.high is not None else None
    spoken = words.text(
        message(
            "ui.progress.spoken", title=title, number=number, verdict=verdict, n=len(values), list=texts[-5:]
        )
    )
    return Card(
        title=title,
        number=number,
        verdict=verdict,
        changed=found.verdict in (Verdict.ABOVE, Verdict.BELOW),
        values=values,
        texts=texts,
        sessions=tuple(point.session_id for point in found.points),
        band=band,
        span=LEVELS if level else _span(values, band),
        spoken=spoken,
    )


def _unjudged(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    return tuple(replace(one, verdict="") for one in cards)


def _span(values: Sequence[float], band: tuple[float, float] | None) -> tuple[float, float]:
    """All values and the band, with a little room."""
    every = (*values, *(band or ()))
    low, high = min(every), max(every)
    room = max((high - low) * 0.15, 0.5)
    return max(0.0, low - room), high + room


def _number(value: float, name: str, words: Words) -> str:
    """Levels are whole, and a half between two is told as the lower one, so that it is never flattered."""
    return words.number(value, _DECIMALS[name]) if name in _DECIMALS else str(int(value))


def _verdict(found: Trend, words: Words) -> Message:
    if found.low is None or found.high is None:
        return message("ui.progress.verdict.too_few")
    if found.name not in _DECIMALS:
        return message(f"ui.progress.verdict.{found.verdict}")
    low, high = (words.number(max(0.0, edge), _DECIMALS[found.name]) for edge in (found.low, found.high))
    return message(f"ui.progress.verdict.{found.verdict}_range", low=low, high=high)


def _missing(found: Practised, words: Words) -> str:
    if found.missing in set(StarPart):
        return words.text(message(f"part.{found.missing}"))
    return found.missing[:1].upper() + found.missing[1:]


def _reason(found: Practised, words: Words) -> Message:
    if found.missing:
        return message(
            "ui.progress.next.missing",
            what=_missing(found, words),
            missing=found.missing_in,
            n=found.looked_at,
        )
    return message("ui.progress.next.low", level=found.last)


def _row(found: Practised, name: str, words: Words) -> TableRow:
    missing = _missing(found, words) if found.missing else words.text(message("level.dash"))
    return TableRow((name, str(found.times), str(found.best), str(found.last), missing), found.newest_id)


def _story(found: Reuse, words: Words, now: datetime) -> Message:
    same_month = [at for at in found.told_at if (at.year, at.month) == (now.year, now.month)]
    when = "this_month" if len(same_month) == len(found.told_at) else "in_all"
    about = words.list(found.words)
    return message(f"ui.progress.story.{when}", about=about, n=len(found.told_at), questions=found.questions)
