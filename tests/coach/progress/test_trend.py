"""Noise is not sold as change, and real change is seen."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.progress import Point, Trend, Verdict
from coach.progress.trend import FEWEST, MOST, NEWEST, trend

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
RUNS = 1_500


def points(values: Sequence[float]) -> list[Point]:
    return [
        Point(session_id=str(place), at=BEGAN + timedelta(days=place), value=float(value))
        for place, value in enumerate(values)
    ]


def judged(values: Sequence[float], least: float = 0.5) -> Trend:
    return trend("star", points(values), least=least)


def share(count: int, draw: Callable[[random.Random, int], float], least: float) -> dict[Verdict, float]:
    """How often each verdict comes, over many series that are made by chance."""
    chance = random.Random(count)  # noqa: S311 - the same series every time
    found = [judged([draw(chance, place) for place in range(count)], least).verdict for _ in range(RUNS)]
    return {verdict: found.count(verdict) / RUNS for verdict in Verdict}


def levels(*weights: float) -> Callable[[random.Random, int], float]:
    return lambda chance, _place: float(chance.choices((1, 2, 3, 4, 5), weights)[0])


NOISE = {
    "levels, narrow": (levels(0, 0.1, 0.6, 0.25, 0.05), 0.5),
    "levels, wide": (levels(0.1, 0.2, 0.4, 0.2, 0.1), 0.5),
    "pace": (lambda chance, _place: chance.gauss(145, 8), 5.0),
    "fillers, skewed": (lambda chance, _place: chance.expovariate(0.5), 0.5),
}


@pytest.mark.parametrize("count", [10, 14, 17, 22, 40])
@pytest.mark.parametrize("kind", NOISE)
def test_chance_is_called_a_change_in_one_case_of_twenty_at_most(kind: str, count: int) -> None:
    draw, least = NOISE[kind]
    found = share(count, draw, least)
    assert found[Verdict.ABOVE] + found[Verdict.BELOW] < 0.06


@pytest.mark.parametrize(("before", "left_out"), [(8, 0), (14, 0), (15, 1), (20, 1)])
def test_the_documented_share_is_right(before: int, left_out: int) -> None:
    """The two newest of n + 2 equal ones are both among the top 2 + d."""
    expected = comb(2 + left_out, 2) / comb(before + 2, 2)
    found = share(before + NEWEST, lambda chance, _place: chance.random(), 0.0)
    assert found[Verdict.ABOVE] == pytest.approx(expected, abs=0.015)


def test_a_better_level_that_stays_is_seen() -> None:
    assert judged([3, 3, 2, 3, 3, 3, 2, 3, 4, 4]).verdict is Verdict.ABOVE
    assert judged([4, 4, 4, 3, 4, 4, 4, 4, 2, 2]).verdict is Verdict.BELOW


def test_one_good_session_is_no_change_yet() -> None:
    assert judged([3, 3, 2, 3, 3, 3, 2, 3, 3, 5]).verdict is Verdict.USUAL


def test_a_faster_pace_is_seen_nearly_always() -> None:
    def faster(chance: random.Random, place: int) -> float:
        return chance.gauss(145 if place < 14 else 175, 8)

    assert share(16, faster, 5.0)[Verdict.ABOVE] > 0.9


def test_too_few_sessions_say_so() -> None:
    found = judged([3] * (FEWEST + NEWEST - 1))
    assert (found.verdict, found.low, found.high) == (Verdict.TOO_FEW, None, None)
    assert judged([3] * (FEWEST + NEWEST)).verdict is Verdict.USUAL
    assert judged([]).verdict is Verdict.TOO_FEW


def test_one_odd_day_does_not_widen_a_long_practice() -> None:
    found = judged([3] * 8 + [5] + [3] * 8 + [4, 4])
    assert (found.low, found.high) == (2.5, 3.5)
    assert found.verdict is Verdict.ABOVE


def test_what_was_long_ago_does_not_count() -> None:
    assert judged([1] * 30 + [4] * MOST + [4, 4]).low == 3.5


@given(st.lists(st.integers(1, 5), min_size=FEWEST + NEWEST, max_size=60))
def test_the_swing_holds_its_middle_and_is_never_too_narrow(values: list[int]) -> None:
    found = judged(values)
    assert found.low is not None
    assert found.high is not None
    assert found.high - found.low >= 1.0
    assert len(found.points) == len(values)


@given(st.lists(st.floats(0, 100), min_size=FEWEST + NEWEST, max_size=40))
def test_a_mirrored_series_has_the_mirrored_verdict(values: list[float]) -> None:
    other = {Verdict.ABOVE: Verdict.BELOW, Verdict.BELOW: Verdict.ABOVE, Verdict.USUAL: Verdict.USUAL}
    assert judged([-value for value in values]).verdict is other[judged(values).verdict]
