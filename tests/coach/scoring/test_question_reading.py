"""Questions as people type them: kind, parts and directions."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from coach.language.ports import Language, Parser
from coach.model.question import ConstraintKind, PartKind, QuestionKind
from coach.scoring.question_reading import constraints_in, read_question

ROWS: list[dict[str, Any]] = tomllib.loads((Path(__file__).with_name("questions.toml")).read_text("utf-8"))[
    "question"
]


def spoken(text: str) -> str:
    """As a recogniser without punctuation would give it."""
    return re.sub(r"[^\w\s'-]", "", text.lower())


def test_there_are_enough_questions() -> None:
    assert len({row["ask"] for row in ROWS}) >= 120


@pytest.mark.models
@pytest.mark.parametrize("row", ROWS, ids=[row["ask"][:60] for row in ROWS])
@pytest.mark.parametrize("said", [str, spoken], ids=["written", "spoken"])
def test_a_question_is_understood(parser: Parser, row: dict[str, Any], said: Any) -> None:
    question = read_question(said(row["ask"]), parser)

    assert question.kind == row["kind"]
    assert [part.kind for part in question.parts] == row["parts"]
    assert [constraint.kind for constraint in question.constraints] == row.get("constraints", [])
    assert question.id is None
    assert all(part.text for part in question.parts)


UNUSUAL = [
    ("When did something break on your watch, and what did you do?", QuestionKind.BEHAVIOURAL),
    ("Tell me about something that flopped.", QuestionKind.BEHAVIOURAL),
    ("A lad on your crew turns up drunk. Now what?", QuestionKind.SITUATIONAL),
    ("Ever dropped the ball?", QuestionKind.BEHAVIOURAL),
    ("What is it about our place that made you ring?", QuestionKind.MOTIVATION),
]


@pytest.mark.models
@pytest.mark.parametrize(("ask", "kind"), UNUSUAL, ids=[ask[:40] for ask, _ in UNUSUAL])
def test_a_question_that_no_phrase_knows_is_read_by_its_like(
    language: Language, ask: str, kind: QuestionKind
) -> None:
    question = read_question(ask, language.parser, language.vectors)

    assert question.kind is kind
    if kind is QuestionKind.BEHAVIOURAL:
        assert question.parts[0].kind is PartKind.INSTANCE


@pytest.mark.models
@pytest.mark.parametrize("row", ROWS, ids=[row["ask"][:60] for row in ROWS])
def test_what_a_phrase_tells_stays(language: Language, row: dict[str, Any]) -> None:
    assert read_question(row["ask"], language.parser, language.vectors).kind == row["kind"]


@pytest.mark.models
@pytest.mark.parametrize(
    ("ask", "parts"),
    [
        ("Tell me about a time you failed. What did you learn?", ["a time you failed", "what you learned"]),
        ("How did it turn out?", ["how it turned out"]),
        ("What was the result?", ["what the result was"]),
        ("Why do you want to work here?", ["why you want to work here"]),
        ("What are your strengths and weaknesses?", ["your strengths", "your weaknesses"]),
        ("What are your short and long term goals?", ["your short-term goals", "your long-term goals"]),
    ],
)
def test_a_part_is_worded_as_a_phrase(parser: Parser, ask: str, parts: list[str]) -> None:
    assert [part.text for part in read_question(ask, parser).parts] == parts


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("Give me two examples of teamwork.", ConstraintKind.COUNT, 2),
        ("Give me a couple of reasons.", ConstraintKind.COUNT, 2),
        ("Describe yourself in three words.", ConstraintKind.COUNT, 3),
        ("In under a minute, who are you?", ConstraintKind.TIME, 60),
        ("Answer in thirty seconds.", ConstraintKind.TIME, 30),
        ("You have two minutes.", ConstraintKind.TIME, 120),
        ("Take half a minute for this.", ConstraintKind.TIME, 30),
        ("Give me your 30-second pitch.", ConstraintKind.TIME, 30),
        ("Tell me briefly what happened.", ConstraintKind.BRIEF, None),
        ("In one sentence, who are you?", ConstraintKind.BRIEF, None),
        ("Give me an example from your studies.", ConstraintKind.PLACE, None),
        ("A problem in your last job, please.", ConstraintKind.PLACE, None),
        ("Start with the result.", ConstraintKind.ORDER, None),
    ],
)
def test_a_direction_is_found_with_its_amount(text: str, kind: ConstraintKind, amount: float | None) -> None:
    assert (kind, amount) in [(found.kind, found.amount) for found in constraints_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Where do you see yourself in five years?",
        "Tell me about a time you had to work quickly.",
        "What would you do in your first ninety days?",
        "What did you learn from it?",
        "Why did you leave your last job?",
        "Tell me about a minute that changed your day.",
    ],
)
def test_an_ordinary_phrase_is_no_direction(text: str) -> None:
    assert constraints_in(text) == ()


@pytest.mark.models
@pytest.mark.parametrize(
    "text", ["", "   ", "?", "...", "Hm", "x" * 3000, "why " * 400, "\u0130stanbul?", "\U0001f642"]
)
def test_any_text_has_a_part(parser: Parser, text: str) -> None:
    question = read_question(text, parser)

    assert question.text == text
    assert len(question.parts) >= 1
    assert all(part.kind in PartKind for part in question.parts)
