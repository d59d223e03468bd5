"""Fillers are looked for where a voice is heard without a word, and never change a word."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.assemble import RawWord, is_filler
from coach.speech.hesitations import (
    LEAST_PROBABILITY,
    Found,
    Gap,
    candidates,
    gaps,
    hidden,
    needed,
    placed,
    uncovered,
    with_fillers,
    written_until,
)
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


def places(found: tuple[Gap, ...]) -> list[tuple[int, list[tuple[float, float]]]]:
    return [(gap.index, [(round(i.start_s, 1), round(i.end_s, 1)) for i in gap.islands]) for gap in found]


def test_voice_between_two_words_is_a_place_for_a_filler() -> None:
    assert places(gaps(WORDS, VOICE, PITCH)) == [(2, [(1.5, 2.2)])]


def test_a_hoarse_voice_is_heard_without_a_pitch_and_a_quiet_one_without_the_detector() -> None:
    spoken = ((1.0, 1.5), (2.2, 2.6))
    assert places(gaps(WORDS, voice((1.0, 1.5), (1.7, 2.0), (2.2, 2.6)), pitched(*spoken))) == [
        (2, [(1.7, 2.0)])
    ]
    assert places(gaps(WORDS, voice(*spoken), pitched((1.0, 1.5), (1.7, 2.0), (2.2, 2.6)))) == [
        (2, [(1.7, 2.0)])
    ]


def test_in_silence_and_in_words_there_is_no_place_for_one() -> None:
    spoken = ((1.0, 1.5), (2.2, 2.6))
    assert gaps(WORDS, voice(*spoken), pitched(*spoken)) == ()


def test_sounds_before_the_first_and_behind_the_last_word_are_places_too() -> None:
    long = ((0.2, 0.6), (1.0, 2.6), (3.0, 3.2), (3.5, 4.0))
    found = places(gaps(WORDS, voice(*long), pitched(*long)))
    assert found == [(0, [(0.2, 0.6)]), (2, [(1.5, 2.2)]), (3, [(3.0, 3.2), (3.5, 4.0)])]


def test_a_click_is_no_sound_and_a_short_hole_does_not_cut_one() -> None:
    spoken = ((1.0, 1.5), (1.6, 1.68), (2.2, 2.6), (3.0, 3.3), (3.35, 3.6))
    assert places(gaps(WORDS, voice(), pitched(*spoken))) == [(3, [(3.0, 3.6)])]


def test_a_filler_begins_with_a_capital_where_a_sentence_does() -> None:
    words = (word("We", 1.0, 1.2), word("left.", 1.2, 1.5), word("Early", 2.2, 2.6))
    spelled = [candidates(words, Gap(index, ()))[0] for index in range(4)]
    assert spelled == [" Um", " um", " Um", " um"]


def test_before_a_filler_that_is_written_already_one_more_is_asked_for() -> None:
    words = (word("We", 1.0, 1.2), word("um,", 1.4, 1.6), word("uh.", 1.7, 1.8), word("left", 1.9, 2.2))
    assert [written_until(words, Gap(index, ())) for index in range(5)] == [0, 3, 3, 3, 4]
    assert candidates(words, Gap(1, ()))[0] == " Um"


def test_a_filler_needs_more_where_less_speaks_for_it() -> None:
    words = (word("We", 1.0, 1.2), word("um,", 1.4, 1.6), word("left", 1.9, 2.2))
    sure, hidden_one = Gap(0, ()), Gap(0, (), heard=False)
    assert needed(words, sure, 0) == LEAST_PROBABILITY
    assert needed(words, sure, 0) < needed(words, Gap(3, ()), 0) < needed(words, hidden_one, 0)
    assert needed(words, sure, 0) < needed(words, Gap(1, ()), 0) == needed(words, Gap(2, ()), 0)
    assert needed(words, sure, 1) == needed(words, Gap(2, (), heard=False), 0) > needed(words, Gap(2, ()), 0)


def test_a_word_that_was_stretched_over_a_filler_gives_up_what_it_does_not_need() -> None:
    words = (word("the", 1.0, 1.3), word("acoustic", 1.3, 2.8), word("tape", 2.8, 3.2))
    (sound,) = hidden(words, 1).islands
    assert (round(sound.start_s, 2), round(sound.end_s, 2)) == (1.3, 1.94)
    (short,) = hidden(words, 2).islands
    assert (round(short.start_s, 2), round(short.end_s, 2)) == (2.8, 3.0)


def test_one_filler_of_two_sounds_lies_on_the_longer_one() -> None:
    gap = Gap(2, (Stretch(1.6, 1.8), Stretch(1.9, 2.2)))
    assert placed(gap, [(" um", 0.4)]) == (Found(2, "um", Stretch(1.9, 2.2), 0.4),)
    assert [f.sound.start_s for f in placed(gap, [(" um", 0.4), (" Uh", 0.3)])] == [1.6, 1.9]


def test_a_word_stretched_back_over_a_filler_begins_after_it_and_one_before_ends_before_it() -> None:
    words = (word("the", 1.0, 1.5), word("acoustic", 1.5, 2.8))
    found = with_fillers(words, [Found(1, "uh", Stretch(1.4, 1.9), 0.5)])
    assert [(w.text.strip(), round(w.start_s, 2), round(w.end_s, 2)) for w in found] == [
        ("the", 1.0, 1.4),
        ("uh", 1.4, 1.9),
        ("acoustic", 1.9, 2.8),
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


@given(words=many_words, where=st.lists(st.integers(0, 14), max_size=5).map(sorted))
def test_no_word_is_ever_lost_or_changed(words: tuple[RawWord, ...], where: list[int]) -> None:
    found = [Found(index, "um", Stretch(0.0, 0.4), 0.5) for index in where if index <= len(words)]
    merged = with_fillers(words, found)
    assert [w.text for w in merged if not is_filler(w.text)] == [
        w.text for w in words if not is_filler(w.text)
    ]
    assert len(merged) == len(words) + len(found)


def test_voice_without_a_word_is_found() -> None:
    gaps = uncovered(WORDS, VOICE)
    assert [(round(g.start_s, 1), round(g.end_s, 1)) for g in gaps] == [(1.5, 2.2)]
    assert uncovered((word("fine", 0.0, 0.5),), voice((0.0, 0.5))) == ()
