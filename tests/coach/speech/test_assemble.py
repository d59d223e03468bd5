"""What the recogniser gives becomes words at exact places; what it invents is taken out and kept visible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.transcript import FillerSource
from coach.speech.assemble import LOOP, NO_VOICE, STOCK_PHRASE, RawWord, assemble, has_loop, is_filler
from coach.speech.voice_activity import Stretch, VoiceActivity


def said(text: str, start_s: float = 0.0, each_s: float = 0.3, probability: float = 0.9) -> list[RawWord]:
    """Words spoken one after the other."""
    return [
        RawWord(
            text=f" {word}",
            start_s=start_s + index * each_s,
            end_s=start_s + (index + 1) * each_s,
            probability=probability,
        )
        for index, word in enumerate(text.split())
    ]


def voice(*stretches: tuple[float, float], duration_s: float = 60.0) -> VoiceActivity:
    found = tuple(Stretch(*stretch) for stretch in stretches)
    return VoiceActivity(stretches=found, possible=found, duration_s=duration_s)


EVERYWHERE = voice((0.0, 60.0))

raw_words = st.lists(
    st.builds(
        RawWord,
        text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
        start_s=st.floats(-5, 70),
        end_s=st.floats(-5, 70),
        probability=st.floats(-0.1, 1.1),
    ),
    max_size=25,
)


@given(raw_words)
def test_every_word_lies_at_its_offsets_and_times_rise_inside_the_sound(raw: list[RawWord]) -> None:
    found = assemble(raw, EVERYWHERE)
    assert [found.text[w.start : w.end] for w in found.words] == [w.text for w in found.words]
    assert found.text == " ".join(w.text for w in found.words)
    times = [t for w in found.words for t in (w.start_s, w.end_s)]
    assert times == sorted(times)
    assert all(0.0 <= t <= 60.0 for t in times)
    assert all(0.0 <= w.probability <= 1.0 for w in found.words)
    assert all(w.text and not w.text.isspace() for w in found.words)


@given(raw_words)
def test_no_word_is_lost_without_being_shown_as_filtered(raw: list[RawWord]) -> None:
    heard = assemble(raw, EVERYWHERE)
    silent = assemble(raw, voice())
    assert silent.words == ()
    everything = len(heard.words) + sum(len(f.text.split()) for f in heard.filtered)
    assert sum(len(f.text.split()) for f in silent.filtered) == everything


def test_a_piece_without_a_leading_space_belongs_to_the_word_before() -> None:
    raw = [
        *said("a check"),
        RawWord(text="-in,", start_s=0.6, end_s=0.8, probability=0.5),
        *said("then", 0.8),
    ]
    found = assemble(raw, EVERYWHERE)
    assert found.text == "a check-in, then"
    assert found.words[1].probability == 0.5


@pytest.mark.parametrize(
    "text", ["um", "Um,", "uh...", "Er", "erm", "Urm,", "hmm", "Hmmmm.", "ummm", "ah", "uhm,", "mmm"]
)
def test_filled_pauses_are_marked_however_they_are_spelled(text: str) -> None:
    assert is_filler(text)


@pytest.mark.parametrize("text", ["like", "oh", "her", "human", "a", "mhm", "yeah", "I", "err", "ahead", ""])
def test_words_are_not_filled_pauses(text: str) -> None:
    assert not is_filler(text)


def test_fillers_are_told_with_their_times() -> None:
    found = assemble(said("So, um, I rang"), EVERYWHERE)
    assert [(w.text, w.filler) for w in found.words][:2] == [("So,", False), ("um,", True)]
    (filler,) = found.fillers
    assert (filler.text, filler.start_s, filler.source) == ("um", 0.3, FillerSource.TEXT)


def test_what_people_say_twice_stays() -> None:
    text = "I, I, I think we we we went very very very very far no no no no no"
    found = assemble(said(text), EVERYWHERE)
    assert found.text == text
    assert found.filtered == ()


def test_a_loop_of_the_decoder_is_said_once() -> None:
    raw = said("And then we left. " + "I went to the shop. " * 6)
    found = assemble(raw, EVERYWHERE)
    assert found.text == "And then we left. I went to the shop."
    assert [f.reason for f in found.filtered] == [LOOP]
    assert found.filtered[0].text.count("shop") == 5


def test_repeats_quicker_than_a_mouth_are_a_loop() -> None:
    found = assemble([*said("ha, ha,"), *said("ha, " * 6, 0.6, each_s=0.01)], EVERYWHERE)
    assert found.text == "ha,"
    assert has_loop([*said("ha, " * 12, each_s=0.0)])


def test_a_word_that_never_ends_is_cut_short() -> None:
    raw = [RawWord(text=" u" + "m" * 200, start_s=0, end_s=4, probability=0.9)]
    assert has_loop(raw)
    found = assemble(raw, EVERYWHERE)
    assert found.text == "ummm"
    assert found.words[0].filler


def test_words_where_no_voice_is_are_taken_out_and_shown() -> None:
    raw = [*said("I rang them."), *said("Thank you so much.", 20.0)]
    found = assemble(raw, voice((0.0, 0.9)))
    assert found.text == "I rang them."
    assert [(f.text, f.reason, f.start_s) for f in found.filtered] == [("Thank you so much.", NO_VOICE, 20.0)]


def test_stock_phrases_go_only_where_there_is_little_voice() -> None:
    raw = [*said("We finished on Friday."), *said("Thanks for watching.", 5.0)]
    possible = (Stretch(0.0, 10.0),)
    quiet = VoiceActivity(stretches=(Stretch(0.0, 1.2),), possible=possible, duration_s=10.0)
    loud = VoiceActivity(stretches=(Stretch(0.0, 6.2),), possible=possible, duration_s=10.0)
    assert [f.reason for f in assemble(raw, quiet).filtered] == [STOCK_PHRASE]
    assert assemble(raw, loud).text == "We finished on Friday. Thanks for watching."


def test_thank_you_inside_a_sentence_stays() -> None:
    quiet = VoiceActivity(stretches=(), possible=(Stretch(0.0, 10.0),), duration_s=10.0)
    assert assemble(said("I wrote a thank you note."), quiet).filtered == ()


def test_doubtful_words_and_doubtful_stretches_are_marked_unsure() -> None:
    raw = [
        *said("we met"),
        *said("Zavsvat", 0.6, probability=0.1),
        *said("near the old mill", 0.9),
        *said("kind of wherever it", 2.1, probability=0.4),
    ]
    found = assemble(raw, EVERYWHERE)
    assert [w.text for w in found.words if w.unsure] == ["Zavsvat", "of", "wherever", "it"]
