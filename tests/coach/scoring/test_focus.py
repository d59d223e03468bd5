"""What a candidate asks: found, classed, and judged with kindness."""

import re
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.language.ports import Language
from coach.model.score import AskClass, FocusScore, Strictness
from coach.scoring.focus import judge_questions
from coach.scoring.focus_asked import find_presumption, find_questions

ROWS: list[dict[str, Any]] = tomllib.loads((Path(__file__).with_name("asked.toml")).read_text("utf-8"))[
    "asked"
]

pytestmark = pytest.mark.models


@pytest.fixture
def judge(language: Language) -> Callable[[str], FocusScore]:
    return lambda text: judge_questions(text, language)


def spoken(text: str) -> str:
    return re.sub(r"[^\w\s'-]", "", text.lower())


def test_half_of_the_questions_are_decoys() -> None:
    assert len({row["text"] for row in ROWS}) >= 150
    assert sum(row["self_focused"] for row in ROWS) <= len(ROWS) / 2
    assert sum(row["group"] == "decoy" for row in ROWS) >= 45


def named(rows: list[dict[str, Any]]) -> list[Any]:
    """The rows with a short name each."""
    return [pytest.param(row, id=row["text"][:50]) for row in rows]


@pytest.mark.parametrize("row", named(ROWS))
def test_who_has_the_benefit(judge: Callable[[str], FocusScore], row: dict[str, Any]) -> None:
    score = judge(row["text"])

    assert score.questions
    assert any(question.self_focused for question in score.questions) == row["self_focused"]
    assert (score.level == 1) == row["self_focused"]
    for question in score.questions:
        assert question.early == question.self_focused
        assert (question.instead is not None) == question.self_focused
        assert row["text"][question.span.start : question.span.end].strip()


def test_most_questions_get_their_class(judge: Callable[[str], FocusScore]) -> None:
    right = [
        row["class"] in {question.ask_class for question in judge(row["text"]).questions} for row in ROWS
    ]

    # Learned from several writers' labels, which draw the lines between work, team and customer elsewhere.
    assert sum(right) / len(right) >= 0.85


def test_without_punctuation_the_benefit_is_found_as_well(judge: Callable[[str], FocusScore]) -> None:
    wrong = [
        row["text"]
        for row in ROWS
        if any(question.self_focused for question in judge(spoken(row["text"])).questions)
        != row["self_focused"]
    ]

    assert len(wrong) <= 0.02 * len(ROWS), wrong


@pytest.mark.parametrize("row", named([row for row in ROWS if row["group"] == "decoy"]))
def test_a_decoy_about_the_work_is_a_good_question(
    judge: Callable[[str], FocusScore], row: dict[str, Any]
) -> None:
    generic = row["text"] == "What do you enjoy about working here?"
    unsure = "leave module" in row["text"]  # a system for leave still reads as practical, never as a slip

    assert (judge(row["text"]).level or 0) >= (3 if generic or unsure else 4)


LEVELS = [
    (5, "You mentioned the new depot. What will change for the drivers? And how do you measure a good week?"),
    (
        5,
        "I read in your report that waiting times fell. How did you do that? What is next for the team?",
    ),
    (4, "What is the biggest problem you would like solved this year? How does the team plan its week?"),
    (
        4,
        "How do you train new staff? What do customers say? And how many days of holiday are there?",
    ),
    (3, "How much is the salary? And what would the first project be?"),
    (3, "What's the culture like?"),
    (3, "What are the next steps?"),
    (2, "How much holiday do I get? Is there a bonus? What does the team do?"),
    (2, "No, I think you have covered everything, thank you."),
    (2, "What will my team look like when I start here? And what do customers say about the shop?"),
    (1, "What does your company do?"),
    (1, "How much do I get paid? Can I work from home?"),
    (1, "I need at least 40k, otherwise I'm not interested. What's the team like?"),
]


@pytest.mark.parametrize(("level", "text"), LEVELS, ids=[text[:50] for _, text in LEVELS])
def test_the_level_of_what_is_asked(judge: Callable[[str], FocusScore], level: int, text: str) -> None:
    score = judge(text)

    assert score.level == level
    assert score.level == 1 or score.evidence
    assert (score.next_level is None) == (score.level == 5)


def test_one_sentence_may_hold_two_questions(judge: Callable[[str], FocusScore]) -> None:
    text = "What does a typical project look like and how much holiday do I get?"

    first, second = judge(text).questions

    assert not first.self_focused
    assert second.self_focused
    assert text[second.span.start : second.span.end] == "how much holiday do I get?"


@pytest.mark.parametrize(
    "text",
    [
        "When I start here, who will train me?",
        "At my second interview I can show you my portfolio.",
        "See you in the next round!",
        "I'll be reporting to the head chef, right?",
        "Once I'm on the team I will change the rota.",
        "My salary will be paid monthly, I suppose.",
        "When you hire me you will see.",
    ],
)
def test_taking_the_offer_for_granted_is_found(text: str) -> None:
    assert find_presumption(text)


@pytest.mark.parametrize(
    "text",
    [
        "If I were to get the role, who would train me?",
        "Should I be successful, what would the first month look like?",
        "What are the next steps?",
        "When I started at the bakery I was seventeen.",
        "When I start a new dish I taste everything first.",
        "Who would I report to?",
        "In my first interview there I was nervous.",
    ],
)
def test_an_open_tone_is_not_presumption(text: str) -> None:
    assert find_presumption(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The guest was furious. So what did I do? I called the manager.",
        "I asked him, what are you doing here? He had no answer.",
        "She said \u201cdo you get paid for this?\u201d and laughed.",
        "I love teamwork, you know what I mean?",
        "We had to decide how much to pay the suppliers.",
        "What matters to me is that the patient is heard.",
    ],
)
def test_talk_in_a_story_is_no_question(text: str) -> None:
    assert find_questions(text, asked_for=False) == []


def test_a_question_at_the_end_of_a_story_is_found() -> None:
    text = "So that is how I got into welding. How many welders are on your team?"

    assert [text[start:end] for start, end in find_questions(text, asked_for=False)] == [
        "How many welders are on your team?"
    ]


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_is_searched_without_fault(text: str) -> None:
    for asked_for in (True, False):
        spans = find_questions(text, asked_for=asked_for)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_the_kind_of_class_is_one_of_the_seven(judge: Callable[[str], FocusScore]) -> None:
    assert {question.ask_class for row in ROWS for question in judge(row["text"]).questions} <= set(AskClass)


def test_a_hint_at_money_is_a_question_too(judge: Callable[[str], FocusScore]) -> None:
    score = judge("Nobody has said a word about the money so far.")

    assert [question.self_focused for question in score.questions] == [True]


def test_the_next_round_taken_for_granted_is_quoted_in_any_words(judge: Callable[[str], FocusScore]) -> None:
    score = judge("So which of the vans is going to be mine on Monday?")

    assert score.presumption
    assert score.level == 2


STRICT = [(Strictness.GENTLE, 4), (Strictness.STRICT, 3), (Strictness.OFF, 4)]


@pytest.mark.parametrize(("strictness", "level"), STRICT)
def test_how_strictly_is_the_persons_choice(language: Language, strictness: Strictness, level: int) -> None:
    text = "How do you train new staff? What do customers say most? And how many days of holiday are there?"

    score = judge_questions(text, language, strictness)

    assert score.level == level
    assert [question.early for question in score.questions] == [
        False,
        False,
        strictness is not Strictness.OFF,
    ]


def test_without_advice_even_pay_alone_is_no_slip(language: Language) -> None:
    score = judge_questions("How much is the salary?", language, Strictness.OFF)

    assert score.level == 3
    assert all(question.instead is None for question in score.questions)
