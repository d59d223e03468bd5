"""Whether a part of a question was answered, weighed from features by what was learned.

Two logistic regressions over ``coach.scoring.part_features``: whether the part was answered at all, and
whether in full. They are learned by ``python -m benchmarks.learn_listening`` and stored as text.
"""

import math
from dataclasses import dataclass
from functools import cache

from coach.scoring.part_features import Features
from coach.scoring.patterns import Sheet, read_sheet


class PartWeights(Sheet):
    """What was learned: each feature's usual value, spread and weights."""

    made_by: str
    names: tuple[str, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    heard: tuple[float, ...]
    heard_bias: float
    full: tuple[float, ...]
    full_bias: float


@cache
def part_weights() -> PartWeights:
    """The learned weights, read once.

    Returns:
        The checked data.
    """
    return read_sheet("listening_weights.toml", PartWeights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How likely a part was answered.

    Args:
        heard: At all, 0 to 1.
        full: In full, if at all, 0 to 1.
    """

    heard: float
    full: float


def read_part(features: Features) -> Reading:
    """Weigh one part's features.

    Args:
        features: From ``part_features``; a name that is absent is 0, one that was not learned is left out.

    Returns:
        Both chances, to four places.
    """
    learned = part_weights()
    given = [
        max(-4.0, min(4.0, (features.get(name, 0.0) - mean) / spread))
        for name, mean, spread in zip(learned.names, learned.means, learned.spreads, strict=True)
    ]
    return Reading(
        heard=_chance(given, learned.heard, learned.heard_bias),
        full=_chance(given, learned.full, learned.full_bias),
    )


def _chance(given: list[float], weights: tuple[float, ...], bias: float) -> float:
    logit = bias + sum(weight * value for weight, value in zip(weights, given, strict=True))
    return round(1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit)))), 4)
