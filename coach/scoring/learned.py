"""Weights that were learned and stored as text: a measure's usual value, its spread, and what it weighs."""

import numpy as np
from numpy.typing import NDArray

from coach.scoring.patterns import Sheet

Numbers = NDArray[np.float64]


class LearnedSum(Sheet):
    """A weighted sum of measures, each counted from its usual value in units of its spread.

    Args:
        made_by: The command that wrote the file.
        names: Of the measures, in order.
        means: Each one's usual value.
        spreads: Each one's standard deviation.
        weights: What each one weighs.
        bias: The sum where every measure is as usual.
    """

    made_by: str
    names: tuple[str, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def weigh(self, found: Numbers) -> Numbers:
        """Add measures up.

        Args:
            found: Shape ``(..., names)``.

        Returns:
            Log odds, to four places; the shape without the last axis.
        """
        scaled = (found - np.asarray(self.means)) / np.asarray(self.spreads)
        sums: Numbers = np.round(scaled @ np.asarray(self.weights) + self.bias, 4)
        return sums
