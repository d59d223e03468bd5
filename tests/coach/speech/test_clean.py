"""The clean reading hides fillers and repeats, reads like a sentence, and knows where its words come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.transcript import Transcript
from coach.speech.assemble import RawWord, assemble
from coach.speech.clean import clean_span, clean_text, raw_span
from coach.speech.voice_activity import Stretch, VoiceActivity


def transcript(text: str) -> Transcript:
    raw = [
        RawWord(text=f" {word}", start_s=i, end_s=i + 1, probability=0.9)
        for i, word in enumerate(text.split())
    ]
    voice = (Stretch(0.0, 60.0),)
    found = assemble(raw, VoiceActivity(stretches=voice, possible=voice, duration_s=60.0))
    return Transcript(
        text=found.text, words=found.words, duration_s=60.0, speech_s=60.0, language="en", model="base"
    )


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Um, so I rang them.", "So I rang them."),
        ("So I, um, rang them.", "So I rang them."),
        ("So I um rang er them.", "So I rang them."),
        ("The, the depot was late.", "The depot was late."),
        ("I, I, I think so.", "I think so."),
        ("We went to we went to the depot.", "We went to the depot."),
        ("I went um I went home.", "I went home."),
        ("That was it um.", "That was it."),
        ("That was it. Um. And then we left.", "That was it. And then we left."),
        ("It was very very late.", "It was very very late."),
        ("We had had two two vans.", "We had had two vans."),
        ("No. No. I said it. I said it.", "No. No. I said it. I said it."),
        ("I know that that van was full.", "I know that that van was full."),
        ("In 2020 2020 vans came.", "In 2020 2020 vans came."),
        ("Um uh er.", ""),
        ("", ""),
    ],
)
def test_reading(said: str, read: str) -> None:
    assert clean_text(transcript(said)).text == read


def test_a_quote_is_found_in_the_reading_and_back() -> None:
    whole = transcript("Um, so I, I rang uh the drivers. They came.")
    reading = clean_text(whole)
    assert reading.text == "So I rang the drivers. They came."
    start = whole.text.index("I rang")
    quote = clean_span(whole, reading, start, start + len("I rang uh the drivers."))
    assert quote is not None
    assert reading.text[slice(*quote)] == "I rang the drivers."
    back = raw_span(whole, reading, *quote)
    assert back is not None
    assert whole.text[slice(*back)] == "I rang uh the drivers."
    assert clean_span(whole, reading, 0, 3) is None
    assert raw_span(whole, reading, 2, 3) is None


words = st.lists(
    st.sampled_from(["I", "um", "the", "the,", "depot.", "er", "went", "very", "7"]), max_size=14
).map(" ".join)


@given(words)
def test_every_word_of_the_reading_is_a_word_of_the_transcript(said: str) -> None:
    whole = transcript(said)
    reading = clean_text(whole)
    assert [one.word for one in reading.words] == sorted({one.word for one in reading.words})
    shown = [reading.text[one.start : one.end] for one in reading.words]
    assert " ".join(shown) == reading.text
    for text, one in zip(shown, reading.words, strict=True):
        assert text.rstrip(".,").lower() == whole.words[one.word].text.rstrip(".,").lower()
        assert not whole.words[one.word].filler
