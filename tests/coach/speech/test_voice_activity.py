"""Probabilities of voice become stretches and pauses."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.voice_activity import (
    FRAME_S,
    MEASURING,
    POSSIBLE,
    SHORTEST_PAUSE_S,
    Settings,
    Stretch,
    VoiceActivity,
    find_stretches,
    frame_levels,
    voice_activity,
)


def probabilities(*runs: tuple[float, float]) -> np.ndarray:
    """Runs of (seconds, probability)."""
    return np.concatenate([np.full(round(s / FRAME_S), p, dtype=np.float32) for s, p in runs])


def test_a_pause_is_found_where_it_is() -> None:
    found = find_stretches(
        probabilities((1.0, 0.0), (2.0, 0.9), (1.5, 0.0), (2.0, 0.9), (1.0, 0.0)), MEASURING, 7.5
    )
    assert [(round(s.start_s, 1), round(s.end_s, 1)) for s in found] == [(1.0, 3.0), (4.5, 6.5)]


def test_a_short_dip_is_no_pause_and_a_click_is_no_voice() -> None:
    assert len(find_stretches(probabilities((1.0, 0.9), (0.2, 0.0), (1.0, 0.9)), MEASURING, 2.2)) == 1
    assert find_stretches(probabilities((1.0, 0.0), (0.064, 0.9), (1.0, 0.0)), MEASURING, 2.1) == ()


def test_voice_goes_on_while_the_probability_is_above_the_release() -> None:
    assert len(find_stretches(probabilities((0.5, 0.9), (0.6, 0.4), (0.5, 0.9)), MEASURING, 1.6)) == 1
    assert len(find_stretches(probabilities((0.5, 0.9), (0.6, 0.3), (0.5, 0.9)), MEASURING, 1.6)) == 2


def test_voice_that_lasts_to_the_end_is_kept() -> None:
    (only,) = find_stretches(probabilities((0.5, 0.0), (1.0, 0.9)), MEASURING, 1.5)
    assert only.end_s == pytest.approx(1.5, abs=0.04)


@given(
    st.lists(st.floats(0, 1, width=32), max_size=200),
    st.sampled_from([MEASURING, POSSIBLE]),
)
def test_stretches_are_in_order_apart_and_inside(values: list[float], settings: Settings) -> None:
    duration_s = len(values) * FRAME_S
    found = find_stretches(np.array(values, dtype=np.float32), settings, duration_s)
    edges = [edge for stretch in found for edge in (stretch.start_s, stretch.end_s)]
    assert edges == sorted(edges)
    assert all(a.end_s < b.start_s for a, b in pairwise(found))
    assert all(0.0 <= edge <= duration_s for edge in edges)


@given(st.lists(st.floats(0, 1, width=32), max_size=200))
def test_whatever_is_measured_as_voice_is_also_possible(values: list[float]) -> None:
    array, duration_s = np.array(values, dtype=np.float32), len(values) * FRAME_S
    possible = find_stretches(array, POSSIBLE, duration_s)
    for stretch in find_stretches(array, MEASURING, duration_s):
        middle_s = (stretch.start_s + stretch.end_s) / 2
        assert any(p.start_s <= middle_s <= p.end_s for p in possible)


def test_pauses_lie_between_stretches_only_and_are_long_enough() -> None:
    activity = VoiceActivity(
        stretches=(Stretch(1.0, 2.0), Stretch(2.1, 3.0), Stretch(4.5, 5.0)), possible=(), duration_s=9.0
    )
    (pause,) = activity.pauses
    assert (pause.start_s, pause.end_s) == (3.0, 4.5)
    assert pause.end_s - pause.start_s >= SHORTEST_PAUSE_S
    assert activity.speech_s == pytest.approx(2.4)
    assert (activity.start_s, activity.end_s) == (1.0, 5.0)
    assert activity.voiced_share(2.5, 3.5) == pytest.approx(0.5)


def test_silence_does_not_even_wake_the_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_: object) -> None:
        pytest.fail("the detector was asked")

    monkeypatch.setattr("coach.speech.voice_activity.voice_probabilities", forbidden)
    for samples in (np.zeros(16_000, np.float32), np.zeros(0, np.float32), np.full(9, 1e-5, np.float32)):
        activity = voice_activity(samples)
        assert activity.possible == ()
        assert activity.start_s is None
        assert activity.speech_s == 0.0


def test_levels_are_in_decibels_below_full_scale() -> None:
    t = np.arange(16_000) / 16_000
    levels = frame_levels(np.sin(2 * np.pi * 500 * t).astype(np.float32))
    assert len(levels) == 32
    assert levels[3] == pytest.approx(-3.01, abs=0.05)
    assert frame_levels(np.zeros(600, np.float32)).tolist() == [-120.0, -120.0]
