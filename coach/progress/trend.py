"""Whether a change is more than the person's own normal swing.

The swing is where the sessions before lay, without the single highest and lowest once there are 15 of them.
A change counts once the two newest sessions both lie outside on the same side; a single one proves nothing.
For sessions that only vary by chance that happens in at most C(2+d,2) / C(n+2,2) of cases a side (n sessions
before, d left out a side), whatever their distribution, since every order of them is as likely: 2.2 % with 8
sessions, 2.2 % with 15, 1.3 % with 20.
It is the two-in-a-row form of the run rules for control charts (Western Electric, Statistical Quality Control
Handbook, 1956) with order statistics for limits, as nonparametric prediction intervals have them (Hahn and
Meeker, Statistical Intervals, 1991, chapter 5).
"""

from collections.abc import Sequence
from statistics import median

from coach.model.progress import Point, Trend, Verdict

NEWEST = 2
"""Sessions that must agree before a change is one."""
FEWEST = 8
"""Sessions before these, without which nobody's normal swing is known."""
MOST = 20
"""Sessions that the swing is taken from: last winter's is no measure of today's."""
ONE_LEFT_OUT_FROM = 15
"""Sessions from which the highest and lowest are left out, so that one odd day does not widen the swing."""


def trend(name: str, points: Sequence[Point], *, least: float) -> Trend:
    """Judge a series.

    Args:
        name: What it is.
        points: Oldest first.
        least: The smallest change that anybody would notice, such as half a level; the swing is never
            narrower than this to both sides of its middle.

    Returns:
        The series with the swing of the sessions before the two newest ones, and the verdict on those two.
    """
    before = [point.value for point in points[:-NEWEST]][-MOST:]
    newest = [point.value for point in points[-NEWEST:]]
    if len(before) < FEWEST:
        return Trend(name=name, points=tuple(points), low=None, high=None, verdict=Verdict.TOO_FEW)
    middle = median(before)
    left_out = 1 if len(before) >= ONE_LEFT_OUT_FROM else 0
    ordered = sorted(before)
    low = min(ordered[left_out], middle - least)
    high = max(ordered[-1 - left_out], middle + least)
    verdict = Verdict.USUAL
    if all(value > high for value in newest):
        verdict = Verdict.ABOVE
    elif all(value < low for value in newest):
        verdict = Verdict.BELOW
    return Trend(name=name, points=tuple(points), low=low, high=high, verdict=verdict)
