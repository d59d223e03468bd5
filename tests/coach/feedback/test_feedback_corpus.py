"""Over the labelled answers: praise has its quote, and a sentence to try quotes what was really said."""

import random
from pathlib import Path

import pytest

from benchmarks.labelled import Lab, RememberingParser, Row, read_rows
from coach.feedback import make_feedback
from coach.feedback.quotes import may_quote
from coach.feedback.try_saying import find_try
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.model.message import Message
from coach.model.score import AnswerScore, Dimension
from coach.words import Words

pytestmark = pytest.mark.models

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "answers"
WORDS = Words.load("en")
MANY = 30


def chosen() -> list[Row]:
    """A fixed choice of the rows that may be read."""
    rows = [row for row in read_rows(sorted(CORPUS.glob("*.jsonl")))[0] if not row["held_out"]]
    return random.Random(7).sample(rows, MANY)  # noqa: S311 - a choice, not a secret


@pytest.fixture(scope="module")
def scores(vectors: MiniLmVectors, reader: MiniLmReader) -> list[AnswerScore]:
    lab = Lab(RememberingParser(), vectors, reader)
    return [lab.score(row) for row in chosen()]


def own(said: Message | None) -> list[str]:
    """The person's words within a sentence to try."""
    values = dict(said.values) if said is not None else {}
    return [str(values["quote"])] if "quote" in values else []


def test_praise_stands_on_words_of_the_answer(scores: list[AnswerScore]) -> None:
    praised = [(score, worked) for score in scores if (worked := make_feedback(score).worked) is not None]

    assert len(praised) >= MANY // 2
    for score, worked in praised:
        assert may_quote(score, worked.span)
        assert score.text[worked.span.start : worked.span.end].strip()
        assert WORDS.text(worked.text)


def test_a_sentence_to_try_quotes_the_answer_word_for_word(scores: list[AnswerScore]) -> None:
    quoted = [
        (score, words) for score in scores for name in Dimension for words in own(find_try(score, name))
    ]

    # Most dimensions lack words short and clean enough to be quoted, and fall back on a plain pattern.
    assert len(quoted) >= 5
    assert all(words in score.text for score, words in quoted)


def test_nothing_is_said_about_the_person(scores: list[AnswerScore]) -> None:
    for score in scores:
        feedback = make_feedback(score)
        step = feedback.next_step
        said = [feedback.worked and feedback.worked.text, step and step.text, step and step.try_saying]
        for one in said:
            text = WORDS.text(one).lower() if one is not None else ""
            outside = text.split("\u201c")[0]
            assert "you didn't" not in outside
            assert "you failed" not in outside
