"""No rule raises on any text, the same text scores the same, and recognition errors move levels little."""

import json
import random
import re
import statistics
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.feedback import make_feedback
from coach.language.ports import Language
from coach.model.company import Company, Fact, Person
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import AnswerScore, Dimension, ScoringRequest
from coach.scoring.engine import AnswerScorer
from coach.scoring.patterns import plain

pytestmark = pytest.mark.models

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "star_story.jsonl"
COMPANY = Company(
    name="Ash & Sons",
    facts=(Fact("The firm opened a second depot in Hull in 2021."),),
    requirements=("A forklift licence.",),
    people=(Person("Ines Ortega", "ee-NES"),),
)
PIECES = (
    *(
        "I",
        "we",
        "she",
        "was",
        "did",
        "the first thing I did was",
        "what",
        "because",
        "um",
        "not",
        "would",
        "?",
        ".",
    ),
    *(
        ",",
        "rang",
        "Last March",
        "2021",
        "pay",
        "your",
        "in the end",
        "let's",
        "I guess",
        "\n",
        "“",
        "th- the",
        "…",
    ),
)


@pytest.fixture(scope="module")
def scorer(language: Language) -> AnswerScorer:
    return AnswerScorer(language)


def asked(kind: QuestionKind) -> Question:
    parts = tuple(QuestionPart(part, f"the {part.value}") for part in PartKind)
    return Question(text="Tell me about a time you failed, and why.", kind=kind, parts=parts)


def check(score: AnswerScore) -> None:
    """A rule that failed would have logged an error, which fails the test."""
    for name in Dimension:
        found = score.dimension(name)
        assert found.level is None or found.level in range(1, 6)
        assert found.reason.id != "scoring.rule_failed"
        assert all(0 <= one.start < one.end <= len(score.text) for one in found.evidence)
    make_feedback(score)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=300), kind=st.sampled_from(QuestionKind))
def test_no_rule_raises_on_any_characters(scorer: AnswerScorer, text: str, kind: QuestionKind) -> None:
    request = ScoringRequest(text=text, question=asked(kind), company=COMPANY)
    check(scorer.score(request))
    scorer.read_question(text)
    scorer.judge_questions(text)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(st.sampled_from(PIECES), max_size=120), kind=st.sampled_from(QuestionKind))
def test_no_rule_raises_on_any_words_and_the_same_score_comes_twice(
    scorer: AnswerScorer, words: list[str], kind: QuestionKind
) -> None:
    request = ScoringRequest(text=" ".join(words), question=asked(kind), company=COMPANY)
    score = scorer.score(request)
    check(score)
    assert scorer.score(request) == score


@pytest.mark.parametrize("said", ["I rang the driver. ", "word ", "and ", "? ", "I was ", "no, "])
def test_two_thousand_words_of_anything_are_scored(scorer: AnswerScorer, said: str) -> None:
    text = said * (2000 // max(1, len(said.split())))
    check(scorer.score(ScoringRequest(text=text, question=asked(QuestionKind.BEHAVIOURAL), company=COMPANY)))


# What a recogniser hears instead: words that sound alike.
SOUND_ALIKE = """
the:a a:the and:an to:too was:wars were:where for:four their:there our:are it:at he:she his:is had:add
then:than so:saw we:wee on:own in:and of:off they:day that:hat with:whiff not:knot two:to one:won
out:ought asked:axed told:tolled rang:ran made:maid wrote:road week:weak but:bat him:hymn her:hair my:mine
"""
HEARD_AS = dict(pair.split(":") for pair in SOUND_ALIKE.split())


def misheard(text: str, share: float, seed: str) -> str:
    """A share of the words replaced by ones that sound alike, or broken."""
    chance = random.Random(seed)  # noqa: S311 - misheard words, not a secret

    def swap(match: re.Match[str]) -> str:
        word = match.group()
        if chance.random() >= share:
            return word
        return HEARD_AS.get(word.lower(), word[:-1] if len(word) > 4 else word)

    return re.sub(r"[A-Za-z']+", swap, text)


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()[::2]]


@pytest.mark.parametrize(("share", "most"), [(0.05, 0.2), (0.10, 0.3), (0.20, 0.5)])
def test_recognition_errors_move_levels_little(scorer: AnswerScorer, share: float, most: float) -> None:
    question = Question(
        text="Tell me about a time you solved a problem.",
        kind=QuestionKind.BEHAVIOURAL,
        parts=(QuestionPart(PartKind.INSTANCE, "a time you solved a problem"),),
    )
    moved: list[int] = []
    for row in rows():
        text = " ".join(segment["text"] for segment in row["segments"])
        before = scorer.score(ScoringRequest(text=text, question=question))
        after = scorer.score(ScoringRequest(text=misheard(text, share, row["id"]), question=question))
        for name in (Dimension.STAR, Dimension.STORY, Dimension.LISTENING):
            first, second = before.dimension(name).level, after.dimension(name).level
            if first is not None and second is not None:
                moved.append(abs(first - second))
    assert statistics.fmean(moved) <= most


@given(st.text(max_size=80))
def test_plain_keeps_every_characters_place(text: str) -> None:
    assert plain(text) == "".join(plain(character) for character in text)
