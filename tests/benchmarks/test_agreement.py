"""Measures of agreement on cases small enough to work out by hand."""

import math

import pytest

from benchmarks.agreement import (
    area_under_curve,
    caught_at_five_percent,
    f1,
    interval,
    kappa,
    macro_f1,
    precision,
    quadratic_kappa,
    recall,
)


def test_quadratic_kappa_is_one_for_the_same_and_nought_for_chance() -> None:
    assert quadratic_kappa([(1, 1), (3, 3), (5, 5)]) == 1.0
    assert quadratic_kappa([(1, 1), (1, 5), (5, 1), (5, 5)]) == 0.0
    assert quadratic_kappa([(1, 5), (5, 1)]) == -1.0


def test_far_misses_cost_more_than_near_ones() -> None:
    near, far = [(1, 2), (3, 3), (5, 5)], [(1, 4), (3, 3), (5, 5)]
    assert quadratic_kappa(near) > quadratic_kappa(far)


def test_yes_or_no() -> None:
    cases = [(True, True), (True, False), (False, True), (False, False)]
    assert (precision(cases), recall(cases), f1(cases), kappa(cases)) == (0.5, 0.5, 0.5, 0.0)
    assert macro_f1([("a", "a"), ("b", "b"), ("b", "a")]) == pytest.approx((2 / 3 + 2 / 3) / 2)


def test_foreign_cases_above_all_genuine_ones_are_all_caught() -> None:
    genuine = [(False, n / 100) for n in range(20)]
    apart = [*genuine, (True, 0.5), (True, 0.6)]
    assert area_under_curve(apart) == 1.0
    assert caught_at_five_percent(apart) == 1.0
    assert area_under_curve([(True, 0.1), (False, 0.1)]) == 0.5
    assert caught_at_five_percent([*genuine, (True, 0.17), (True, 0.185)]) == 0.5


def test_without_cases_there_is_no_figure() -> None:
    assert all(math.isnan(of([])) for of in (f1, precision, recall, quadratic_kappa, area_under_curve))


def test_an_interval_is_the_same_twice_and_holds_the_figure() -> None:
    cases = [(True, True)] * 30 + [(True, False)] * 10
    low, high = interval(cases, recall)
    assert (low, high) == interval(cases, recall)
    assert low <= recall(cases) <= high
