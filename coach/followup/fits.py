"""What in the person's own practice fits the place at which applications stop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.followup.asked import plain
from coach.followup.asked import practised as newest_of
from coach.followup.stops import WhereItStops
from coach.model.application import Application
from coach.model.history import Measured
from coach.model.message import Message, message
from coach.model.preparation import Stage
from coach.model.progress import Progress, Trend

LOW_LEVEL = 3
"""Up to this level there is something to gain; above it, nothing is called a weakness."""
ENOUGH_SESSIONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedThere:
    """The questions that were really asked at one stage, beside practice.

    Args:
        asked: How many different ones were written down.
        unpractised: Those without a scored answer, in the order in which they were noted.
        lowest: The one with the lowest scored answer up to level 3; empty for none.
        level: Its level; 0 for none.
    """

    asked: int = 0
    unpractised: tuple[str, ...] = ()
    lowest: str = ""
    level: int = 0


NOTHING_ASKED = AskedThere()
"""No question was written down."""


def asked_at(stage: Stage, applications: Sequence[Application], measured: Sequence[Measured]) -> AskedThere:
    """Lay the questions of a stage beside practised answers.

    Args:
        stage: Which.
        applications: All of them.
        measured: Scored answers, oldest first.

    Returns:
        What is practised of them, and how well.
    """
    noted = (
        " ".join(each.text.split())
        for application in applications
        for debrief in application.debriefs
        if debrief.stage is stage
        for each in debrief.questions
    )
    texts = tuple({plain(text): text for text in noted if text}.values())
    found = newest_of(texts, measured)
    low = [
        (one.level, text) for text, one in zip(texts, found, strict=True) if one and one.level <= LOW_LEVEL
    ]
    level, lowest = min(low, default=(0, ""))
    return AskedThere(
        asked=len(texts),
        unpractised=tuple(text for text, one in zip(texts, found, strict=True) if one is None),
        lowest=lowest,
        level=level,
    )


def what_fits(
    found: WhereItStops, practised: Progress, there: AskedThere = NOTHING_ASKED
) -> tuple[Message, ...]:
    """Say what in practised answers fits, or that nothing does.

    Args:
        found: Where applications stop.
        practised: What practice says.
        there: The questions that were really asked at that stage.

    Returns:
        Sentences; empty where applications stop nowhere in particular.
    """
    if found.stage is None:
        return ()
    if found.stage is Stage.APPLIED:
        return (message("followup.fits.before_interviews"),)
    says = [*_of_questions(there)]
    low = lowest(practised)
    if practised.sessions < ENOUGH_SESSIONS:
        return (*says, message("followup.fits.too_few"))
    if low is None:
        return tuple(says) or (message("followup.fits.nothing"),)
    name = message(f"dimension.{low.name}")
    says.append(message("followup.fits.lowest", dimension=name, level=int(low.points[-1].value)))
    following = practised.next
    if following is not None and following.missing_in:
        says.append(
            message(
                "followup.fits.question",
                question=following.text,
                missing=following.missing_in,
                n=following.looked_at,
            )
        )
    return tuple(says)


def _of_questions(there: AskedThere) -> Iterator[Message]:
    if there.lowest:
        yield message("followup.fits.asked_low", question=there.lowest, level=there.level)
    if there.unpractised:
        first, n = there.unpractised[0], len(there.unpractised)
        if there.asked == 1:
            yield message("followup.fits.unpractised_one", question=first)
        else:
            yield message("followup.fits.unpractised", n=n, asked=there.asked, question=first)


def lowest(practised: Progress) -> Trend | None:
    """The dimension with most to gain in the newest sessions.

    Args:
        practised: What practice says.

    Returns:
        The one with the lowest newest level; None when all are above level 3.
    """
    open_ones = [trend for trend in practised.dimensions if trend.points[-1].value <= LOW_LEVEL]
    return min(open_ones, key=lambda trend: trend.points[-1].value, default=None)
