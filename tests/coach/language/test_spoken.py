"""What is left out before parsing, and the way back to the original text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.language.spoken import clean, run_on_breaks


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Um, I rang the driver.", "I rang the driver."),
        ("I, um, rang, uh, the driver.", "I rang, the driver."),
        ("so erm i was at the depot", "so I was at the depot"),
        ("i'm late and i didn't call", "I'm late and I didn't call"),
        ("I went I went to the the shop", "I went to the shop"),
        ("He had had enough.", "He had had enough."),
        ("th- the boiler broke", "the boiler broke"),
        ("a well- known problem", "a well- known problem"),
        ("It kind of worked, I guess.", "It worked, ."),
        ("What kind of projects do you run?", "What kind of projects do you run?"),
        ("Do you know the answer?", "Do you know the answer?"),
        ("It was, you know, a mess.", "It was a mess."),
        ("You know that the boiler broke.", "You know that the boiler broke."),
        ("An error in hummus, Umberto said.", "An error in hummus, Umberto said."),
    ],
)
def test_leaves_out_what_speech_adds(said: str, left: str) -> None:
    assert clean(said).text == left


PIECES = st.sampled_from(
    [
        "um",
        "I",
        "i",
        "went",
        "went",
        "the",
        "the",
        "kind of",
        "maybe",
        ",",
        ".",
        "depot",
        "th-",
        "é",
        "you know",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=60))
def test_every_kept_character_is_found_again_in_the_original(said: str) -> None:
    cleaned = clean(said)
    offsets = [cleaned.original(offset) for offset in range(len(cleaned.text))]
    assert offsets == sorted(set(offsets))
    for offset, character in enumerate(cleaned.text):
        found = said[offsets[offset]]
        assert found == character or (found, character) == ("i", "I")
        assert cleaned.cleaned(offsets[offset]) == offset


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_cleaning_again_removes_no_filler(said: str) -> None:
    assert "um" not in clean(said).text.split()


def test_breaks_only_long_runs_at_joints() -> None:
    run = "the van was late " * 10 + "and then I rang the driver"
    assert [run[at:] for at in run_on_breaks(run)] == ["and then I rang the driver"]
    assert run_on_breaks("The van was late and then I rang the driver.") == []
