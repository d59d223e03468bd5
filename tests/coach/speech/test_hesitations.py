"""A second, prompted look adds fillers where the sound has them, and never changes a word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.assemble import RawWord, is_filler
from coach.speech.hesitations import LONGEST_LOOK_S, looks, uncovered, widened, with_fillers
from coach.speech.pitch import PitchTrack
from coach.speech.voice_activity import Stretch, VoiceActivity


def word(text: str, start_s: float, end_s: float, probability: float = 0.9) -> RawWord:
    return RawWord(text=f" {text}", start_s=start_s, end_s=end_s, probability=probability)


def voice(*stretches: tuple[float, float]) -> VoiceActivity:
    found = tuple(Stretch(*s) for s in stretches)
    return VoiceActivity(
        stretches=found, possible=found, duration_s=max((s[1] for s in stretches), default=0.0)
    )


def pitched(*stretches: tuple[float, float], duration_s: float = 40.0) -> PitchTrack:
    """A track that has a pitch in some stretches only."""
    time_s = np.arange(0, duration_s, 0.01)
    has = np.zeros(len(time_s), dtype=bool)
    for start_s, end_s in stretches:
        has |= (time_s >= start_s) & (time_s < end_s)
    return PitchTrack(time_s, np.where(has, 140.0, np.nan), has.astype(float))


WORDS = (word("We", 1.0, 1.2), word("left", 1.2, 1.5), word("early", 2.2, 2.6))
VOICE = voice((1.0, 2.6))
PITCH = pitched((1.0, 2.6))


def texts(words: tuple[RawWord, ...]) -> str:
    return " ".join(w.text.strip() for w in words)


def test_a_filler_where_the_first_look_has_no_word_is_taken_over() -> None:
    second = (
        word("We", 1.0, 1.2),
        word("left,", 1.2, 1.5),
        word("um,", 1.6, 2.0, 0.1),
        word("early", 2.2, 2.6),
    )
    found = with_fillers(WORDS, second, VOICE, PITCH)
    assert texts(found) == "We left um early"


def test_a_filler_in_silence_is_not_believed() -> None:
    second = (word("We", 1.0, 1.2), word("left", 1.2, 1.5), word("um", 1.6, 2.0), word("early", 2.2, 2.6))
    silent = voice((1.0, 1.5), (2.2, 2.6))
    assert texts(with_fillers(WORDS, second, silent, pitched((1.0, 1.5), (2.2, 2.6)))) == "We left early"


def test_a_filler_in_the_place_of_a_word_is_not_believed() -> None:
    """Asked for fillers, Whisper writes them for the repeats of people who stammer."""
    words = (word("I", 1.0, 1.2), word("I", 1.2, 1.4), word("think", 1.4, 1.8))
    second = (word("I", 1.0, 1.2), word("um", 1.2, 1.4), word("think", 1.4, 1.8))
    assert texts(with_fillers(words, second, voice((1.0, 1.8)), pitched((1.0, 1.8)))) == "I I think"


def test_a_filler_for_a_misheard_word_is_not_believed() -> None:
    words = (word("know", 1.0, 1.3), word("her.", 1.3, 1.5))
    second = (word("know", 1.0, 1.3), word("er.", 1.6, 2.0))
    assert texts(with_fillers(words, second, voice((1.0, 2.2)), pitched((1.0, 2.2)))) == "know her."


def test_a_filler_with_hardly_any_probability_is_not_believed() -> None:
    second = (*WORDS[:2], word("um", 1.6, 2.0, 0.002), WORDS[2])
    assert texts(with_fillers(WORDS, second, VOICE, PITCH)) == "We left early"


def test_other_words_of_the_second_look_are_ignored() -> None:
    second = (*WORDS[:2], word("you", 1.6, 1.8), word("know", 1.8, 2.0), word("later", 2.2, 2.6))
    assert texts(with_fillers(WORDS, second, VOICE, PITCH)) == "We left early"


def test_a_word_stretched_back_over_a_filler_begins_after_it() -> None:
    words = (word("the", 1.0, 1.3), word("acoustic", 1.3, 2.8))
    second = (word("the", 1.0, 1.3), word("uh", 1.4, 1.9), word("acoustic", 2.2, 2.8))
    found = with_fillers(words, second, voice((1.0, 2.8)), pitched((1.0, 2.8)))
    assert [(w.text.strip(), round(w.start_s, 2)) for w in found] == [
        ("the", 1.0),
        ("uh", 1.4),
        ("acoustic", 1.9),
    ]


def _in_order(items: list[tuple[str, float, float]]) -> tuple[RawWord, ...]:
    at_s, found = 0.0, []
    for text, length_s, probability in items:
        found.append(word(text, at_s, at_s + length_s, probability))
        at_s += length_s * 1.5
    return tuple(found)


many_words = st.lists(
    st.tuples(
        st.sampled_from(["um", "uh", "we", "left", "early", "so"]), st.floats(0.05, 0.8), st.floats(0, 1)
    ),
    max_size=14,
).map(_in_order)


@given(first=many_words, second=many_words)
def test_no_word_is_ever_lost_changed_or_added_but_fillers(
    first: tuple[RawWord, ...], second: tuple[RawWord, ...]
) -> None:
    found = with_fillers(first, second, voice((0.0, 20.0)), pitched((0.0, 20.0)))
    assert [w.text for w in found if not is_filler(w.text)] == [
        w.text for w in first if not is_filler(w.text)
    ]
    assert sum(is_filler(w.text) for w in found) >= sum(is_filler(w.text) for w in first)


def test_voice_without_a_word_is_found() -> None:
    gaps = uncovered(WORDS, VOICE)
    assert [(round(g.start_s, 1), round(g.end_s, 1)) for g in gaps] == [(1.5, 2.2)]
    assert uncovered((word("fine", 0.0, 0.5),), voice((0.0, 0.5))) == ()


def test_nothing_is_looked_at_again_when_every_sound_has_its_word() -> None:
    assert looks((), voice((0.0, 5.0))) == ()


def test_a_second_look_is_cut_at_pauses_and_fits_the_window() -> None:
    activity = voice((0.0, 10.0), (11.0, 20.0), (21.0, 34.0), (40.0, 100.0))
    everything = (Stretch(0.0, 100.0),)
    found = looks(everything, activity)
    assert found[:2] == (Stretch(0.0, 20.0), Stretch(21.0, 34.0))
    assert all(s.end_s - s.start_s <= LONGEST_LOOK_S for s in found)
    assert found[-1].end_s == pytest.approx(100.0)


def test_only_runs_with_a_doubtful_place_are_looked_at_again() -> None:
    activity = voice((0.0, 10.0), (40.0, 50.0))
    assert looks((Stretch(42.0, 42.5),), activity) == (Stretch(40.0, 50.0),)


def test_a_look_takes_in_silence_but_no_other_speech_and_fits_the_window() -> None:
    activity = voice((3.0, 10.0), (10.6, 20.0), (21.0, 48.5))
    assert widened(Stretch(3.0, 10.0), activity) == Stretch(1.0, pytest.approx(10.3))
    last = widened(Stretch(21.0, 48.5), activity)
    assert last == Stretch(20.5, 48.5)
    assert last.end_s - last.start_s <= 30.0
