"""What a person corrects is in the words, at the right times, and in all that is counted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.transcript import Filler, FillerSource, Pause, Transcript, WordEdit
from coach.speech.assemble import RawWord, assemble
from coach.speech.correcting import corrected, edits_for
from coach.speech.voice_activity import Stretch, VoiceActivity


def transcript(text: str, *, each_s: float = 0.5, sounds: tuple[Filler, ...] = ()) -> Transcript:
    """Words of half a second, one after the other."""
    raw = [
        RawWord(text=f" {word}", start_s=i * each_s, end_s=(i + 1) * each_s, probability=0.8)
        for i, word in enumerate(text.split())
    ]
    length_s = len(raw) * each_s + 1.0
    activity = VoiceActivity(
        stretches=(Stretch(0.0, length_s),), possible=(Stretch(0.0, length_s),), duration_s=length_s
    )
    found = assemble(raw, activity)
    return Transcript(
        text=found.text,
        words=found.words,
        duration_s=length_s,
        speech_s=length_s,
        language="en",
        model="base",
        pauses=(Pause(1.0, 1.5),),
        fillers=(*found.fillers, *sounds),
        pitch_sd_st=2.5,
    )


def times(found: Transcript) -> list[tuple[str, float, float]]:
    return [(word.text, word.start_s, word.end_s) for word in found.words]


def test_a_misheard_word_keeps_its_time_and_is_sure() -> None:
    before = transcript("We met in oddly at noon.")
    after = corrected(before, [WordEdit(3, 4, "Otley")])
    assert after.text == "We met in Otley at noon."
    assert times(after)[3] == ("Otley", 1.5, 2.0)
    assert (after.words[3].probability, after.words[3].unsure) == (1.0, False)
    assert times(after)[:3] == times(before)[:3]


def test_words_that_come_for_others_share_their_time_by_length() -> None:
    after = corrected(transcript("We met and oddly at noon."), [WordEdit(2, 4, "up in a van")])
    expected = [("up", 1.0, 1.25), ("in", 1.25, 1.5), ("a", 1.5, 1.625), ("van", 1.625, 2.0)]
    assert times(after)[2:6] == expected


def test_an_inserted_word_takes_room_before_the_next_one() -> None:
    before = transcript("We met at noon.")
    words = (
        *before.words[:2],
        *(replace(w, start_s=w.start_s + 2, end_s=w.end_s + 2) for w in before.words[2:]),
    )
    after = corrected(replace(before, words=words), [WordEdit(2, 2, "up")])
    assert after.text == "We met up at noon."
    assert times(after)[2] == ("up", pytest.approx(2.65), 3.0)


def test_a_word_between_two_that_touch_takes_no_time() -> None:
    after = corrected(transcript("We at noon."), [WordEdit(1, 1, "met")])
    assert times(after)[1] == ("met", 0.5, 0.5)


def test_a_deleted_filler_is_not_counted_any_more() -> None:
    after = corrected(transcript("So um we met."), [WordEdit(1, 2, "")])
    assert (after.text, after.fillers) == ("So we met.", ())


def test_a_filler_that_the_person_puts_in_is_counted() -> None:
    after = corrected(transcript("So are we met."), [WordEdit(1, 2, "er,")])
    assert after.text == "So er, we met."
    assert after.fillers == (Filler(text="er", start_s=0.5, end_s=1.0, source=FillerSource.TEXT),)


def test_a_filler_sound_goes_when_it_is_a_word_now_or_when_the_person_says_so() -> None:
    sound = Filler(text="", start_s=0.6, end_s=0.9, source=FillerSource.SOUND)
    other = Filler(text="", start_s=1.6, end_s=1.9, source=FillerSource.SOUND)
    before = transcript("So are we met.", sounds=(sound, other))
    kept = corrected(before, [WordEdit(1, 2, "uh")])
    assert [(f.text, f.source.value) for f in kept.fillers] == [("uh", "text"), ("", "sound")]
    assert corrected(before, [], not_fillers=[0]).fillers == (other,)


def test_what_is_measured_on_the_sound_stays() -> None:
    before = transcript("We met at noon.")
    after = corrected(before, [WordEdit(0, 4, "Nothing at all")])
    assert (after.pauses, after.speech_s, after.pitch_sd_st) == (
        before.pauses,
        before.speech_s,
        before.pitch_sd_st,
    )


def test_a_lone_dash_stays_with_its_word() -> None:
    after = corrected(transcript("We met at noon."), [WordEdit(1, 2, "\u2013 met \u2013")])
    assert after.text == "We \u2013met\u2013 at noon."


def test_how_often_it_was_corrected_is_kept_with_it() -> None:
    once = corrected(transcript("We met at noon."), [WordEdit(0, 1, "They")])
    twice = corrected(once, [WordEdit(3, 4, "one."), WordEdit(1, 2, "left")])
    assert (dict(once.options)["corrected"], dict(twice.options)["corrected"]) == ("1", "3")
    assert corrected(transcript("We met."), []) == transcript("We met.")


@pytest.mark.parametrize("edit", [WordEdit(3, 6, "x"), WordEdit(2, 1, "x"), WordEdit(-1, 1, "x")])
def test_edits_outside_of_the_transcript_are_refused(edit: WordEdit) -> None:
    with pytest.raises(ValueError, match="edit of words"):
        corrected(transcript("We met at noon."), [edit])


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        corrected(transcript("We met at noon."), [WordEdit(0, 2, "x"), WordEdit(1, 3, "y")])


spoken = st.lists(
    st.sampled_from(["we", "met", "um", "I", "at", "noon,", "the", "depot.", "er", "and"]), max_size=12
).map(" ".join)


@given(spoken, spoken)
def test_the_edits_for_a_text_lead_to_it(heard: str, meant: str) -> None:
    before = transcript(heard)
    after = corrected(before, edits_for(before, meant))
    assert after.text == meant
    assert [after.text[w.start : w.end] for w in after.words] == meant.split()
    edges = [edge for word in after.words for edge in (word.start_s, word.end_s)]
    assert edges == sorted(edges)
    assert all(0.0 <= edge <= before.duration_s for edge in edges)
    assert len(after.fillers) == sum(word in {"um", "er"} for word in meant.split())
