"""Where a stream is cut: in pauses, never too late, and at the same places however it comes."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.speech.cutting import LONGEST_S, SHORTEST_PAUSE, TAIL, Cut, Cutter
from coach.speech.voice_activity import FRAME_S

Frames = tuple[NDArray[np.float32], NDArray[np.float32]]

LONGEST = round(LONGEST_S / FRAME_S) + 1


def spoken(*parts: tuple[bool, int]) -> Frames:
    """Voice and silence, each so many frames long."""
    probabilities = np.concatenate([np.full(n, 0.9 if voice else 0.02) for voice, n in parts])
    levels = np.concatenate([np.full(n, -25.0 if voice else -60.0) for voice, n in parts])
    return probabilities.astype(np.float32), levels.astype(np.float32)


def seconds(count: float) -> int:
    return round(count / FRAME_S)


def cuts_of(frames: Frames) -> tuple[Cut, ...]:
    return Cutter().feed(*frames)


streams = st.lists(st.tuples(st.booleans(), st.integers(1, 400)), min_size=1, max_size=12).map(
    lambda parts: spoken(*parts)
)


@settings(max_examples=60, deadline=None)
@given(streams, st.lists(st.integers(1, 97), min_size=1, max_size=5))
def test_the_cuts_are_the_same_however_the_frames_come(frames: Frames, sizes: list[int]) -> None:
    cutter, at = Cutter(), 0
    found: list[Cut] = []
    while at < len(frames[0]):
        size = sizes[at % len(sizes)]
        found += cutter.feed(frames[0][at : at + size], frames[1][at : at + size])
        at += size
    assert tuple(found) == cuts_of(frames)


@settings(max_examples=60, deadline=None)
@given(streams)
def test_stretches_follow_each_other_and_fit_the_window(frames: Frames) -> None:
    ends = [0, *(cut.frame for cut in cuts_of(frames)), len(frames[0])]
    lengths = np.diff(ends)
    assert all(0 < length <= LONGEST for length in lengths[:-1])
    assert 0 <= lengths[-1] <= LONGEST


@settings(max_examples=60, deadline=None)
@given(streams)
def test_a_cut_that_is_not_forced_lies_in_a_pause(frames: Frames) -> None:
    silent = frames[0] < 0.2
    for cut in cuts_of(frames):
        if not cut.forced:
            assert silent[cut.frame - TAIL : cut.frame + SHORTEST_PAUSE - TAIL - 1].all()


def test_a_long_pause_ends_a_stretch_early_and_a_short_one_late() -> None:
    short = seconds(0.27)
    early = spoken((True, seconds(8)), (False, seconds(0.6)), (True, seconds(5)))
    assert [cut.frame for cut in cuts_of(early)] == [seconds(8) + TAIL]
    too_short = spoken((True, seconds(8)), (False, short), (True, seconds(5)))
    assert cuts_of(too_short) == ()
    late = spoken((True, seconds(14)), (False, short), (True, seconds(4)))
    assert [cut.frame for cut in cuts_of(late)] == [seconds(14) + TAIL]


def test_speech_without_a_pause_is_cut_where_it_is_quietest() -> None:
    probabilities, levels = spoken((True, seconds(30)))
    levels[seconds(15) : seconds(15) + 5] = -38.0
    (cut,) = cuts_of((probabilities, levels))
    assert cut.forced
    assert seconds(15) <= cut.frame <= seconds(15) + 5


def test_sound_that_the_detector_calls_silence_is_no_pause() -> None:
    """Quiet speech well above the room's noise."""
    room = spoken((False, seconds(2)), (True, seconds(12)))
    missed = (np.full(seconds(1), 0.01, np.float32), np.full(seconds(1), -35.0, np.float32))
    probabilities, levels = (np.concatenate(both) for both in zip(room, missed, strict=True))
    assert cuts_of((probabilities, levels)) == ()


def test_the_open_stretch_says_where_it_would_end() -> None:
    cutter = Cutter()
    cutter.feed(*spoken((True, 50), (False, SHORTEST_PAUSE - 1)))
    assert cutter.pause is None
    cutter.feed(*spoken((False, 1)))
    assert cutter.pause == 50 + TAIL
    cutter.feed(*spoken((True, 1)))
    assert cutter.pause is None
