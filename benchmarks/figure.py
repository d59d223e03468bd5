"""One measured figure beside its reference, both of the same run: machines are noisy, ratios less so."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A row of the table.

    Args:
        name: What was measured.
        value: The median.
        unit: Such as "s".
        runs: How many runs the median is of.
        reference: The same measure of what it is held against; None for none.
        reference_name: What that is.
        aim: In words.
    """

    name: str
    value: float
    unit: str
    runs: int
    reference: float | None = None
    reference_name: str = ""
    aim: str = ""

    @property
    def ratio(self) -> float | None:
        """Value over reference."""
        return None if not self.reference else self.value / self.reference


def median_s(work: Callable[[], object], runs: int) -> float:
    """Median time of a piece of work.

    Args:
        work: What to time.
        runs: How often.

    Returns:
        Seconds.
    """
    times: list[float] = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)
