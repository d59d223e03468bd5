"""What in the person's own practice fits the place at which applications stop."""

from coach.followup.stops import WhereItStops
from coach.model.message import Message, message
from coach.model.preparation import Stage
from coach.model.progress import Progress, Trend

LOW_LEVEL = 3
"""Up to this level there is something to gain; above it, nothing is called a weakness."""
ENOUGH_SESSIONS = 2


def what_fits(found: WhereItStops, practised: Progress) -> tuple[Message, ...]:
    """Say what in practised answers fits, or that nothing does.

    Args:
        found: Where applications stop.
        practised: What practice says.

    Returns:
        Sentences; empty where applications stop nowhere in particular.
    """
    if found.stage is None:
        return ()
    if found.stage is Stage.APPLIED:
        return (message("followup.fits.before_interviews"),)
    low = lowest(practised)
    if practised.sessions < ENOUGH_SESSIONS:
        return (message("followup.fits.too_few"),)
    if low is None:
        return (message("followup.fits.nothing"),)
    name = message(f"dimension.{low.name}")
    says = [message("followup.fits.lowest", dimension=name, level=int(low.points[-1].value))]
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


def lowest(practised: Progress) -> Trend | None:
    """The dimension with most to gain in the newest sessions.

    Args:
        practised: What practice says.

    Returns:
        The one with the lowest newest level; None when all are above level 3.
    """
    open_ones = [trend for trend in practised.dimensions if trend.points[-1].value <= LOW_LEVEL]
    return min(open_ones, key=lambda trend: trend.points[-1].value, default=None)
