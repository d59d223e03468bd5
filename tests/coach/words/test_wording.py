"""A message becomes a sentence; what is missing is a bug and never a half sentence."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import BugError
from coach.model.message import Message, message
from coach.words import Words
from coach.words.catalogue import read_catalogue

CATALOGUE = """
[greeting]
plain = "Nothing was recorded."
named = "Hello, {name}."
wrapped = "It said: {inner}"
listed = "I heard {parts}."
amount = "{amount} words"
fillers = { one = "at least {n} filler", other = "at least {n} fillers" }
"""


@pytest.fixture
def words() -> Words:
    return Words(read_catalogue(CATALOGUE, "en"))


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (message("greeting.plain"), "Nothing was recorded."),
        (message("greeting.named", name="Ada"), "Hello, Ada."),
        (message("greeting.wrapped", inner=message("greeting.named", name="Ada")), "It said: Hello, Ada."),
        (message("greeting.listed", parts=("a",)), "I heard a."),
        (message("greeting.listed", parts=("a", "b", "c")), "I heard a, b and c."),
        (
            message("greeting.listed", parts=(message("greeting.plain"), "b")),
            "I heard Nothing was recorded. and b.",
        ),
        (message("greeting.amount", amount=1200), "1,200 words"),
        (message("greeting.amount", amount=3.6), "4 words"),
        (message("greeting.amount", amount="1.4"), "1.4 words"),
        (message("greeting.fillers", n=1), "at least 1 filler"),
        (message("greeting.fillers", n=0), "at least 0 fillers"),
        (message("greeting.fillers", n=1200), "at least 1,200 fillers"),
    ],
)
def test_says(words: Words, said: Message, text: str) -> None:
    assert words.text(said) == text


@pytest.mark.parametrize(
    "said",
    [
        message("greeting.unknown"),
        message("greeting"),
        message("greeting.named"),
        message("greeting.named", nam="Ada"),
        message("greeting.fillers"),
        message("greeting.fillers", n="4"),
        message("greeting.wrapped", inner=message("greeting.named")),
    ],
    ids=str,
)
def test_what_cannot_be_said_is_a_bug(words: Words, said: Message) -> None:
    with pytest.raises(BugError):
        words.text(said)


@given(st.text())
def test_a_value_is_never_read_as_a_pattern(name: str) -> None:
    words = Words(read_catalogue(CATALOGUE, "en"))
    for value in (name, "{name}", "{name.__class__}", "%s", "{0}", f"{{{name}}}"):
        assert words.text(message("greeting.named", name=value)) == f"Hello, {value}."


@pytest.mark.parametrize(
    "text",
    ['a = "{Name}"', 'a = "{name"', 'a = "}"', 'a = "{name.real}"', 'a = "{}"', 'a = " "', "a = 3", "a = "],
)
def test_a_broken_catalogue_is_a_bug(text: str) -> None:
    with pytest.raises(BugError):
        read_catalogue(text, "en")


def test_a_table_with_other_names_than_plurals_holds_sentences() -> None:
    catalogue = read_catalogue('[kind]\nwork = "work"\nother = "something else"', "en")
    assert catalogue.sentences.keys() == {"kind.work", "kind.other"}


def test_a_message_from_outside_can_be_asked_for(words: Words) -> None:
    assert words.can_say(message("greeting.plain"))
    assert not words.can_say(message("greeting.named"))
    assert not words.can_say(message(""))


@pytest.fixture
def english() -> Words:
    return Words.load("en")


@pytest.mark.parametrize(
    ("seconds", "clock", "short", "long"),
    [
        (0.0, "0:00", "0 s", "0 seconds"),
        (1.0, "0:01", "1 s", "1 second"),
        (21.4, "0:21", "21 s", "21 seconds"),
        (59.6, "0:59", "1 min", "60 seconds"),
        (68.0, "1:08", "1 min 8 s", "68 seconds"),
        (118.0, "1:58", "1 min 58 s", "2 minutes"),
        (125.0, "2:05", "2 min 5 s", "2 minutes"),
        (3780.0, "1:03:00", "1 h 3 min", "63 minutes"),
    ],
)
def test_lengths_of_time(english: Words, seconds: float, clock: str, short: str, long: str) -> None:
    assert (english.clock(seconds), english.duration(seconds), english.long_duration(seconds)) == (
        clock,
        short,
        long,
    )


def test_dates_numbers_and_shares_are_british(english: Words) -> None:
    assert english.date(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == "Saturday 21 November 2026"
    assert english.day_and_month(datetime(2026, 11, 1, tzinfo=UTC)) == "1 Nov"
    assert english.time_of_day(datetime(2026, 11, 21, 9, 5, 59, tzinfo=UTC)) == "09:05"
    assert english.number(1234.56) == "1,235"
    assert english.number(1.4, 1) == "1.4"
    assert english.number(2.0, 1) == "2.0"
    assert english.percent(0.58) == "58%"


def test_a_language_that_is_not_shipped_is_a_bug() -> None:
    with pytest.raises(BugError):
        Words.load("tlh")
