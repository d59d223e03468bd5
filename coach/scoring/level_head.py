"""A level from many measures at once, by weights learned from labelled answers.

The ladder of conditions alone was too strict with writers whom its author had not read (half a level on
average); a weighted sum of the same measures is not. The ladder stays: what it reaches is never taken away,
its caps hold, and its first unmet condition is what is advised. ``benchmarks/learn_levels.py`` makes the
file.
"""

import math
from functools import cache

from coach.language.values import AnswerReading, ClauseType
from coach.model.score import StarPart
from coach.scoring.happenings import Happenings
from coach.scoring.parts import PartClause
from coach.scoring.patterns import Sheet, read_sheet

BESIDE = "beside_"
"""Begins the names of shares of talk beside the story, which may only lower a level."""

_TOLD = (ClauseType.EVENT, ClauseType.OBLIGATION, ClauseType.STATE)


class Weights(Sheet):
    """A linear model: for each measure its usual value, its spread and its weight.

    The sum is stretched about the middle level, since sums shrink towards it.
    """

    means: tuple[float, ...]
    spreads: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    middle: float
    stretch: float


class LevelWeights(Sheet):
    """What was learned for both dimensions."""

    made_by: str
    names: tuple[str, ...]
    star: Weights
    story: Weights


@cache
def level_weights() -> LevelWeights:
    """The learned weights, read once.

    Returns:
        The checked data.
    """
    return read_sheet("level_weights.toml", LevelWeights)


def level_measures(
    clauses: tuple[PartClause, ...], told: Happenings, reading: AnswerReading
) -> dict[str, float]:
    """What is weighed; lengths are not, so that talking longer raises nothing by itself.

    Args:
        clauses: Of the answer, with their parts.
        told: Its measures.
        reading: What the reader makes of the whole.

    Returns:
        By name, always the same names; each about 0 to 2.
    """
    placed = max(1, sum(each.words for each in clauses if each.part is not None))
    found: dict[str, float] = {}
    heard = 0
    for column, part in enumerate(StarPart):
        ours = [each for each in clauses if each.part is part]
        heard += bool(ours)
        found[f"{part.value}_heard"] = float(bool(ours))
        found[f"{part.value}_chance"] = max((each.chances[column] for each in clauses), default=0.0)
        found[f"{part.value}_share"] = sum(each.words for each in ours) / placed
    acts = {each.act for each in clauses if each.part is StarPart.ACTION and each.act}
    results = [each for each in clauses if each.part is StarPart.RESULT]
    concrete = any(each.concrete for each in results)
    found |= {
        "parts": heard / 2,
        "all_parts": float(heard == 4),
        "all_parts_and_acts": float(heard == 4 and len(acts) >= 2),
        "acts": min(len(acts), 8) / 4,
        "acts_log": math.log1p(len(acts)),
        "reasoned": float(any(each.reason for each in clauses if each.part is StarPart.ACTION)),
        "reasons": sum(each.words for each in clauses if each.reason and each.part is not None) / placed,
        "concrete": float(concrete),
        "checkable": float(any(each.checkable for each in results)),
        "events": min(len(told.events), 12) / 6,
        "run": min(told.run, 10) / 5,
        "own": min(told.own, 8) / 4,
        "details": min(told.details, 12) / 6,
        "anchored": float(bool(told.anchors)),
        "absent": float(bool(told.absent)),
        "practice": float(told.practice),
        "second_door": float(told.second_door_only),
        "passing": min(len(told.passing), 10) / 5,
        "read_star": (reading.star - 3) / 2,
        "read_story": (reading.story - 3) / 2,
    }
    real = sum(told.shares[one] for one in _TOLD) or 1.0
    found |= {f"{one.value}_told": told.shares[one] / real for one in _TOLD}
    found |= {f"{BESIDE}{one.value}": told.shares[one] for one in ClauseType if one not in _TOLD}
    return found


def weighed_level(measures: dict[str, float], dimension: str) -> int:
    """The level that the weighed measures come to.

    Args:
        measures: From ``level_measures``.
        dimension: "star" or "story".

    Returns:
        1 to 5.
    """
    learned = level_weights()
    model = learned.star if dimension == "star" else learned.story
    total = model.bias + sum(
        weight * (measures[name] - mean) / spread
        for name, mean, spread, weight in zip(
            learned.names, model.means, model.spreads, model.weights, strict=True
        )
    )
    stretched = model.middle + model.stretch * (total - model.middle)
    return min(5, max(1, math.floor(stretched + 0.5)))
