"""Whether the question was answered: parts, directions, and this question rather than another."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.language.ports import Language
from coach.model.score import ListeningScore, ScoringRequest
from coach.model.transcript import Word
from coach.questions.bank import load_bank
from coach.resources import shipped_banks
from coach.scoring.listening import score_listening
from coach.scoring.listening_parts import listening_rules
from coach.scoring.question_reading import read_question
from coach.scoring.reading import read_answer
from coach.scoring.topic import contrast, contrast_texts, off_topic_score, topic_weights

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("listening.toml").read_text("utf-8"))[
    "case"
]
BY_NAME = {case["name"]: case for case in CASES}

pytestmark = pytest.mark.models


@pytest.fixture
def listen(language: Language) -> Callable[..., ListeningScore]:
    def run(ask: str, answer: str, **given: Any) -> ListeningScore:
        request = ScoringRequest(text=answer, question=read_question(ask, language.parser), **given)
        return score_listening(read_answer(request, language))

    return run


def spoken(text: str) -> str:
    return re.sub(r"[^\w\s'-]", "", text.lower())


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["name"],
            marks=pytest.mark.xfail(strict=True, reason=case["known"]) if "known" in case else (),
        )
        for case in CASES
    ],
)
def test_the_parts_are_found(listen: Callable[..., ListeningScore], case: dict[str, Any]) -> None:
    score = listen(case["ask"], case["answer"])

    low, high = case["levels"]
    assert [part.answered for part in score.parts] == case["parts"]
    assert score.level is not None
    assert low <= score.level <= high
    assert score.level == 1 or score.evidence
    assert (score.next_level is None) == (score.level == 5)
    for part in score.parts:
        assert (part.span is None) == (part.answered == "no")
        assert part.span is None or case["answer"][part.span.start : part.span.end].strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_saying_the_question_first_changes_nothing(
    listen: Callable[..., ListeningScore], case: dict[str, Any]
) -> None:
    plain = listen(case["ask"], case["answer"])
    prefixed = listen(case["ask"], f"{case['ask']} {case['answer']}")

    assert prefixed.level == plain.level


def test_without_punctuation_levels_hardly_move(listen: Callable[..., ListeningScore]) -> None:
    moved = [
        abs(
            (listen(case["ask"], case["answer"]).level or 0)
            - (listen(case["ask"], spoken(case["answer"])).level or 0)
        )
        for case in CASES
    ]

    assert sum(moved) / len(moved) <= 0.2


def test_an_answer_to_another_question_scores_lower(listen: Callable[..., ListeningScore]) -> None:
    own = [case for case in CASES if case["levels"][1] >= 4]
    pairs = [(case, other) for case in own for other in own if case["ask"] != other["ask"]]
    fell = [
        (listen(case["ask"], other["answer"]).level or 0) < (listen(case["ask"], case["answer"]).level or 0)
        for case, other in pairs
    ]

    assert sum(fell) / len(fell) >= 0.6


def test_names_and_repetition_change_nothing(listen: Callable[..., ListeningScore]) -> None:
    ask = "Tell me about a conflict with a colleague."
    answer = (
        "In May {} and I disagreed about the rota. I asked him in, we wrote both plans down, and took his."
    )

    first, second = (listen(ask, answer.format(name)) for name in ("John", "Oluwaseun"))
    twice = listen(ask, f"{answer.format('John')} {answer.format('John')}")

    assert first.level == second.level
    assert (twice.level or 0) <= (first.level or 0)
    assert first == listen(ask, answer.format("John"))


def test_nothing_said_is_not_scored(listen: Callable[..., ListeningScore]) -> None:
    score = listen("Why do you want to work here?", " ... ")

    assert (score.applies, score.level, score.confidence) == (True, None, None)
    assert [part.answered for part in score.parts] == ["no"]


def timed(answer: str, seconds: float) -> tuple[Word, ...]:
    pieces = list(re.finditer(r"\S+", answer))
    step = seconds / len(pieces)
    return tuple(
        Word(text=piece.group(), start_s=index * step, end_s=(index + 1) * step, probability=0.9,
             start=piece.start(), end=piece.end())
        for index, piece in enumerate(pieces)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "answer", "seconds", "kept"),
    [
        (
            "In under a minute, tell me about yourself.",
            "I repair lifts and I have done so for ten years.",
            40.0,
            True,
        ),
        (
            "In under a minute, tell me about yourself.",
            "I repair lifts and I have done so for ten years.",
            90.0,
            False,
        ),
        (
            "In under a minute, tell me about yourself.",
            "I repair lifts and I have done so for ten years.",
            None,
            None,
        ),
        ("Give me two strengths.", "I stay calm, and another one is that I plan well.", None, True),
        ("Give me two strengths.", "I stay calm.", None, False),
        ("Describe yourself in three words.", "Calm, curious and careful.", None, True),
        ("Briefly, why should we hire you?", "Because I know the ovens and the night shift.", None, True),
        ("Briefly, why should we hire you?", "Because I know the ovens. " * 30, None, False),
        (
            "Tell me about a project from your studies.",
            "In my second year at university we built a bridge of paper and I did the sums for it.",
            None,
            True,
        ),
        (
            "Tell me about a project from your studies.",
            "At my last job my manager gave me the new shop to plan and I did the shelves.",
            None,
            False,
        ),
        (
            "Start with the result: tell me about a sale you made.",
            "We sold forty boilers that week. I had rung every old customer before the frost came.",
            None,
            True,
        ),
    ],
)
def test_directions_are_checked(
    listen: Callable[..., ListeningScore], ask: str, answer: str, seconds: float | None, kept: bool | None
) -> None:
    score = listen(ask, answer, words=timed(answer, seconds) if seconds else None)

    assert [one.kept for one in score.constraints] == [kept] or kept in [
        one.kept for one in score.constraints
    ]


def test_the_off_topic_score_rises_with_what_speaks_for_another_question() -> None:
    topic, learned = listening_rules().topic, topic_weights()
    usual = dict(zip(learned.names, learned.means, strict=True))
    scores = [off_topic_score({**usual, "nearer_to_others": step / 20}, topic) for step in range(-20, 21)]

    assert scores == sorted(scores)
    assert all(0.0 <= score <= 1.0 for score in scores)


def test_what_answers_are_held_against_is_what_the_banks_ask() -> None:
    """When this fails, run ``python -m benchmarks.learn_topic``."""
    asked = [question for path in shipped_banks() for question in load_bank(path).questions]
    wanted = {question.text: question.sample_openings for question in asked if question.sample_openings}

    assert dict(contrast_texts()) == wanted


def test_the_stored_vectors_are_those_of_the_encoder(language: Language) -> None:
    texts = [question for question, _ in contrast_texts()][::20]
    stored = contrast().questions[::20]

    assert float(np.sum(language.vectors.encode(texts) * stored, axis=1).min()) > 0.99


def test_a_plain_other_answer_is_off_topic(listen: Callable[..., ListeningScore]) -> None:
    case = BY_NAME["a reason"]

    right = listen(case["ask"], case["answer"]).off_topic_score
    wrong = listen(
        "How would you handle an angry customer who refuses to pay?", case["answer"]
    ).off_topic_score

    assert right is not None
    assert wrong is not None
    assert right < wrong
