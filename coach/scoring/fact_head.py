"""Whether a stretch of an answer says a noted fact, weighed from measures by what was learned.

A logistic regression over likeness, shared words and what the reader makes of the pair. Its weights are
learned by ``python -m benchmarks.learn_facts`` and stored as text.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from coach.scoring.learned import LearnedSum, Numbers
from coach.scoring.patterns import read_sheet
from coach.scoring.whole import log_odds

NAMES = ("read", "near", "shared", "share", "read_lead", "near_lead", "over_praise", "asks")


@cache
def fact_weights() -> LearnedSum:
    """The learned weights, read once.

    Returns:
        The checked data.
    """
    return read_sheet("fact_weights.toml", LearnedSum)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Every fact beside every stretch.

    Args:
        read: How likely the stretch says the fact by the reader; shape ``(facts, stretches)``, as all.
        near: Their cosine.
        shared: How many of the fact's own words were heard.
        terms: How many own words each fact has; shape ``(facts,)``.
        over_praise: How much nearer the stretch is to the fact than to praise that fits anybody.
        asks: Whether each stretch is a question; shape ``(stretches,)``.
    """

    read: Numbers
    near: Numbers
    shared: Numbers
    terms: Numbers
    over_praise: Numbers
    asks: Numbers


def measures(pairs: Pairs) -> Numbers:
    """What is weighed of each pair.

    Args:
        pairs: Facts and stretches.

    Returns:
        Shape ``(facts, stretches, measures)``, in the order of ``NAMES``.
    """
    read = np.vectorize(log_odds, otypes=[np.float64])(pairs.read) if pairs.read.size else pairs.read
    return np.stack(
        [
            read,
            pairs.near,
            np.minimum(pairs.shared, 3.0),
            pairs.shared / np.maximum(pairs.terms, 1.0)[:, None],
            _lead(read),
            _lead(pairs.near),
            pairs.over_praise,
            np.broadcast_to(pairs.asks, read.shape),
        ],
        axis=-1,
    )


def weigh(found: Numbers) -> Numbers:
    """How surely each stretch says each fact.

    Args:
        found: From ``measures``.

    Returns:
        Log odds, to four places; shape ``(facts, stretches)``.
    """
    return fact_weights().weigh(found)


def _lead(values: Numbers) -> Numbers:
    """How far each fact is ahead of the likeliest other one in the same stretch, as far as it matters."""
    if len(values) < 2:
        return np.zeros(values.shape)  # a fact that is alone is ahead of nothing; it was learned among others
    leads = np.empty_like(values)
    for index in range(len(values)):
        leads[index] = values[index] - np.delete(values, index, axis=0).max(axis=0)
    return np.clip(leads, -2.0, 0.5)
