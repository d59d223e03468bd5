import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from coach.audio import levels

SAMPLES = hnp.arrays(np.float32, st.integers(0, 300), elements=st.floats(-1, 1, width=32))


def test_known_sound_has_known_levels() -> None:
    samples = np.array([0.5, -0.5, 0.5, -0.5], np.float32)

    assert levels.peak(samples) == 0.5
    assert levels.rms(samples) == 0.5
    assert levels.dbfs(0.5) == pytest.approx(-6.0206, abs=1e-4)
    assert not levels.is_clipped(samples)


@pytest.mark.parametrize("top", [1.0, -1.0, 32_766 / 32_768])
def test_a_sample_at_the_top_is_clipped(top: float) -> None:
    assert levels.is_clipped(np.array([0.0, top], np.float32))


def test_nothing_is_silent_and_quiet() -> None:
    none = np.zeros(0, np.float32)

    assert (levels.peak(none), levels.rms(none)) == (0.0, 0.0)
    assert levels.is_all_zero(none)
    assert levels.dbfs(0.0) == levels.FLOOR_DBFS


def test_one_sample_that_is_not_zero_is_no_silence() -> None:
    samples = np.zeros(1_000, np.float32)
    samples[777] = 1 / 32_768

    assert not levels.is_all_zero(samples)


def test_the_overview_shows_where_it_was_loud() -> None:
    samples = np.concatenate([np.full(100, 0.1), np.full(100, -0.9), np.full(100, 0.2)]).astype(np.float32)

    assert levels.overview(samples, 3) == pytest.approx([0.1, 0.9, 0.2])


@given(SAMPLES, st.integers(1, 50))
def test_the_overview_loses_no_peak(samples: np.ndarray, buckets: int) -> None:
    shown = levels.overview(samples, buckets)

    assert shown.shape == (buckets,)
    assert float(shown.max()) == pytest.approx(levels.peak(samples))


@given(SAMPLES)
def test_loudness_never_exceeds_the_peak(samples: np.ndarray) -> None:
    level = levels.level(samples)

    assert 0.0 <= level.rms <= level.peak + 1e-6 <= 1.0 + 1e-6


@given(hnp.arrays(np.int16, st.integers(0, 300)))
def test_sixteen_bits_survive_the_round_trip(frames: np.ndarray) -> None:
    assert np.array_equal(levels.to_int16(levels.from_int16(frames)), frames)


def test_what_is_no_sample_is_clipped_or_zero() -> None:
    wild = np.array([2.0, -3.0, np.nan, np.inf, -np.inf], np.float32)

    assert levels.to_int16(wild).tolist() == [32_767, -32_768, 0, 32_767, -32_768]
