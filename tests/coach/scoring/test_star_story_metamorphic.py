"""Changes to an answer that must, or must not, change its STAR and story levels (the rubric's F7)."""

import json
import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from coach.language.ports import Language
from coach.language.spacy_parser import SpacyParser
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import ScoringRequest
from coach.scoring.reading import read_answer
from coach.scoring.star import score_star
from coach.scoring.story import score_story

pytestmark = pytest.mark.models

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "star_story.jsonl"
SHELL = (
    "The situation was very difficult. The task was important. The action I took was effective. The "
    "result was good."
)
GENERALITIES = (
    "I always try to help others. I think communication is the most important thing in any team. You "
    "have to stay "
    "calm and you have to listen. I'm a very organised person and I usually plan my day. People are "
    "different, and "
    "I believe that respect is the key to success. In general I like to learn new things."
)


@dataclass(frozen=True)
class Row:
    id: str
    question: str
    segments: tuple[tuple[str | None, str], ...]
    speech: str
    star: int
    story: int

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.segments)

    def without(self, part: str) -> str:
        return " ".join(text for name, text in self.segments if name != part)


def rows() -> list[Row]:
    found = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [
        Row(
            row["id"],
            row["question"],
            tuple((segment["part"], segment["text"]) for segment in row["segments"]),
            row["speech"],
            row["star"],
            row["story"],
        )
        for row in found
    ]


ROWS = rows()
TOLD = [row for row in ROWS if row.star >= 3]
STRONG = [row for row in ROWS if row.star >= 4]

Levels = Callable[[str, str], tuple[int, int]]


@pytest.fixture(scope="module")
def levels(language: Language) -> Levels:
    @cache
    def of(text: str, question: str) -> tuple[int, int]:
        asked = Question(
            text=question,
            kind=QuestionKind.BEHAVIOURAL,
            parts=(QuestionPart(PartKind.INSTANCE, question),),
        )
        context = read_answer(ScoringRequest(text=text, question=asked), language)
        return score_star(context).level or 0, score_story(context).level or 0

    return of


def each(chosen: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", chosen, ids=lambda row: row.id)


@each(ROWS)
def test_a_shell_raises_nothing(row: Row, levels: Levels) -> None:
    star, story = levels(row.text, row.question)
    padded_star, padded_story = levels(f"{row.text} {SHELL}", row.question)
    assert padded_star <= star
    assert padded_story <= story


@each(ROWS)
def test_saying_it_twice_raises_nothing(row: Row, levels: Levels) -> None:
    star, story = levels(row.text, row.question)
    twice_star, twice_story = levels(f"{row.text} {row.text}", row.question)
    assert twice_star <= star
    assert twice_story <= story


@each(ROWS)
def test_generalities_raise_nothing(row: Row, levels: Levels) -> None:
    star, story = levels(row.text, row.question)
    padded_star, padded_story = levels(f"{row.text} {GENERALITIES}", row.question)
    assert padded_star <= star
    assert padded_story <= story


@each(STRONG)
def test_a_strong_story_without_its_result_falls(row: Row, levels: Levels) -> None:
    star, _ = levels(row.text, row.question)
    if row.id == "ss-10":
        pytest.xfail("known: its last act is still heard as an outcome")
    assert levels(row.without("result"), row.question)[0] <= min(3, star - 1)


@each(TOLD)
def test_the_question_before_the_answer_changes_nothing(row: Row, levels: Levels) -> None:
    assert levels(f"{row.question} {row.text}", row.question) == levels(row.text, row.question)


@each(ROWS)
def test_hedges_change_nothing(row: Row, levels: Levels) -> None:
    hedged = re.sub(r"\bI (?=[a-z]+ed\b)", "I kind of ", row.text)
    hedged = re.sub(r"\. (?=[A-Z])", ". Um, you know, ", hedged)
    assert levels(f"I guess {hedged}", row.question) == levels(row.text, row.question)


@each(ROWS)
def test_names_change_nothing(row: Row, levels: Levels) -> None:
    swapped = row.text
    for name, other in (("Callum", "Kwame"), ("Dan", "Wei"), ("Ruby", "Amina"), ("Leeds", "Lagos")):
        swapped = re.sub(rf"\b{name}\b", other, swapped)
    assert levels(swapped, row.question) == levels(row.text, row.question)


def test_speech_without_punctuation_and_case_is_judged_alike(levels: Levels) -> None:
    changes = []
    for row in ROWS:
        bare = re.sub(r"[.,;:?!]", "", row.text).lower()
        before, after = levels(row.text, row.question), levels(bare, row.question)
        changes.extend(abs(a - b) for a, b in zip(before, after, strict=True))
    assert statistics.fmean(changes) <= 0.2


@each(TOLD)
def test_only_we_is_three_at_most(row: Row, levels: Levels) -> None:
    shared = row.text
    for own, ours in (
        (r"\bI'm\b", "we're"),
        (r"\bI\b", "we"),
        (r"\bmyself\b", "ourselves"),
        (r"\bmy\b", "our"),
    ):
        shared = re.sub(own, ours, shared)
    assert levels(shared, row.question)[0] <= 3


@each(STRONG)
def test_what_one_would_do_is_no_story(row: Row, levels: Levels, parser: SpacyParser) -> None:
    star, story = levels(conditional(row.text, parser), row.question)
    assert star <= 2
    assert story <= 2


def conditional(text: str, parser: SpacyParser) -> str:
    """Every finite verb with "would" before its base form."""
    parse = parser.parse(text)
    out: list[str] = []
    end = 0
    for token in parse.tokens:
        out.append(text[end : token.start])
        end = token.end
        finite = (
            token.tag in ("VBD", "VBZ", "VBP")
            and token.pos in ("VERB", "AUX")
            and not token.text.startswith("'")
        )
        out.append(f"would {token.lemma}" if finite else text[token.start : token.end])
    return "".join(out) + text[end:]


def test_the_corpus_agrees_with_its_labels(levels: Levels) -> None:
    found = [levels(row.text, row.question) for row in ROWS]
    star = [abs(row.star - level) for row, (level, _) in zip(ROWS, found, strict=True)]
    story = [abs(row.story - level) for row, (_, level) in zip(ROWS, found, strict=True)]
    assert max(star) <= 1
    assert max(story) <= 1
    assert statistics.fmean(star) <= 0.35  # weighed on four writers, of whom this is one
    assert statistics.fmean(story) <= 0.5


@each(STRONG)
def test_what_was_not_done_is_no_action(row: Row, levels: Levels, parser: SpacyParser) -> None:
    assert levels(negated(row.text, parser), row.question)[0] <= 2


def negated(text: str, parser: SpacyParser) -> str:
    """Every finite verb in the past, and every one in the present of speech without past forms, negated."""
    parse = parser.parse(text)
    out: list[str] = []
    end = 0
    for token in parse.tokens:
        out.append(text[end : token.start])
        end = token.end
        finite = token.tag in ("VBD", "VBP") and token.pos == "VERB"
        out.append(f"didn't {token.lemma}" if finite else text[token.start : token.end])
    return "".join(out) + text[end:]


@each(STRONG)
def test_the_historic_present_never_takes_a_story_below_three(
    row: Row, levels: Levels, parser: SpacyParser
) -> None:
    assert levels(in_present(row.text, parser), row.question)[1] >= 3


def test_the_historic_present_costs_strong_answers_less_than_a_level_on_average(
    levels: Levels, parser: SpacyParser
) -> None:
    falls = [
        levels(row.text, row.question)[0] - levels(in_present(row.text, parser), row.question)[0]
        for row in STRONG
    ]
    assert statistics.fmean(falls) < 1.0


def in_present(text: str, parser: SpacyParser) -> str:
    """Every verb in the past in its base form, as in second-language speech without third-person endings."""
    parse = parser.parse(text)
    out: list[str] = []
    end = 0
    for token in parse.tokens:
        out.append(text[end : token.start])
        end = token.end
        out.append(
            token.lemma if token.tag == "VBD" and token.lemma != "be" else text[token.start : token.end]
        )
    return "".join(out) + text[end:]
