"""Measures of agreement, each over a list of cases so that any of them can be resampled."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

RESAMPLES = 200


@dataclass(slots=True)
class Counts:
    """True and false positives and negatives of one label."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, *, wanted: bool, found: bool) -> None:
        """Count one case."""
        self.hit += wanted and found
        self.false += found and not wanted
        self.missed += wanted and not found

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; not a number without any case."""
        total = 2 * self.hit + self.false + self.missed
        return 2 * self.hit / total if total else float("nan")


def f1(cases: Sequence[tuple[bool, bool]]) -> float:
    """F1 of pairs of wanted and found."""
    counts = Counts()
    for wanted, found in cases:
        counts.add(wanted=wanted, found=found)
    return counts.f1


def precision(cases: Sequence[tuple[bool, bool]]) -> float:
    """Share of what was found that was wanted."""
    found = [wanted for wanted, said in cases if said]
    return sum(found) / len(found) if found else float("nan")


def recall(cases: Sequence[tuple[bool, bool]]) -> float:
    """Share of what was wanted that was found."""
    said = [found for wanted, found in cases if wanted]
    return sum(said) / len(said) if said else float("nan")


def share(cases: Sequence[bool]) -> float:
    """Share of true cases."""
    return sum(cases) / len(cases) if cases else float("nan")


def macro_f1(cases: Sequence[tuple[str, str]]) -> float:
    """Mean of the F1 of each wanted label."""
    labels = sorted({wanted for wanted, _ in cases})
    each = [f1([(wanted == label, found == label) for wanted, found in cases]) for label in labels]
    return sum(each) / len(each) if each else float("nan")


def kappa(cases: Sequence[tuple[bool, bool]]) -> float:
    """Cohen's kappa of a yes or no."""
    return quadratic_kappa([(int(wanted), int(found)) for wanted, found in cases])


def quadratic_kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Cohen's kappa with quadratic weights over levels 1 to 5."""
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    if not pairs:
        return float("nan")
    seen = sum((a - b) ** 2 for a, b in pairs)
    chance = sum((a - b) ** 2 * first[a] * second[b] for a in first for b in second) / len(pairs)
    return 1 - seen / chance if chance else float("nan")


def within_one(pairs: Sequence[tuple[int, int]]) -> float:
    """Share of pairs at most a level apart."""
    return share([abs(a - b) <= 1 for a, b in pairs])


def area_under_curve(cases: Sequence[tuple[bool, float]]) -> float:
    """How often a foreign case scores higher than a genuine one; ties count half."""
    ranked = sorted(score for _, score in cases)
    first: dict[float, int] = {}
    for index, score in enumerate(ranked):
        first.setdefault(score, index)
    many = Counter(ranked)
    foreign = [score for is_foreign, score in cases if is_foreign]
    genuine = len(cases) - len(foreign)
    if not foreign or not genuine:
        return float("nan")
    ranks = sum(first[score] + (many[score] + 1) / 2 for score in foreign)
    return (ranks - len(foreign) * (len(foreign) + 1) / 2) / (len(foreign) * genuine)


def caught_at_five_percent(cases: Sequence[tuple[bool, float]]) -> float:
    """Share of foreign cases above the score that 5 % of the genuine ones exceed."""
    genuine = sorted(score for is_foreign, score in cases if not is_foreign)
    foreign = [score for is_foreign, score in cases if is_foreign]
    if not foreign or not genuine:
        return float("nan")
    allowed = int(0.05 * len(genuine))
    threshold = genuine[len(genuine) - 1 - allowed]
    return share([score > threshold for score in foreign])


def rank_agreement(pairs: Sequence[tuple[float, float]]) -> float:
    """Kendall's tau-b."""
    agree = ties_a = ties_b = total = 0
    for index, (a, b) in enumerate(pairs):
        for c, d in pairs[index + 1 :]:
            total += 1
            sign_a, sign_b = (a > c) - (a < c), (b > d) - (b < d)
            agree += sign_a * sign_b
            ties_a += sign_a == 0
            ties_b += sign_b == 0
    scale = float((total - ties_a) * (total - ties_b)) ** 0.5
    return agree / scale if scale else float("nan")


def interval(cases: Sequence[Any], of: Callable[[Sequence[Any]], float]) -> tuple[float, float]:
    """Where nine in ten figures lie when the cases are drawn again with replacement.

    Args:
        cases: Independent cases.
        of: The measure.

    Returns:
        The 5th and the 95th percentile; the same for the same cases.
    """
    if not cases:
        return float("nan"), float("nan")
    chance = random.Random(len(cases))  # noqa: S311 - a resample, not a secret
    drawn = [of(chance.choices(cases, k=len(cases))) for _ in range(RESAMPLES)]
    figures = sorted(figure for figure in drawn if figure == figure)  # noqa: PLR0124 - not a number
    if not figures:
        return float("nan"), float("nan")
    return figures[int(0.05 * len(figures))], figures[int(0.95 * len(figures))]
