"""The corpus of practice answers and candidates' questions keeps its own rules."""

import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, Any]

HERE = Path(__file__).parent
BANKS = Path(__file__).parents[2] / "question_banks"

STAR_PARTS = ("situation", "task", "action", "result")
KINDS = {
    "behavioural",
    "situational",
    "motivation",
    "company",
    "self",
    "strength",
    "weakness",
    "goals",
    "closing",
    "other",
}
SPEECH = {"native", "second_language", "dialect", "hedged", "unpunctuated", "rambling"}
CLASSES = {"work", "team", "customer", "growth", "process", "practical", "other"}
LABELS = {
    "star",
    "star_parts",
    "segments",
    "story",
    "research",
    "facts_heard",
    "listening",
    "question_parts",
    "parts_answered",
    "off_topic",
    "focus",
    "why",
}
ANSWER_KEYS = {
    "id",
    "trade",
    "speech",
    "tags",
    "kind",
    "question",
    "question_id",
    "answer",
    "company",
    "labels",
    "held_out",
}
ASKED_KEYS = {"id", "text", "class", "self_focused", "early", "presumption", "decoy", "held_out"}


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _answers() -> list[Row]:
    return [row for path in sorted((HERE / "answers").glob("*.jsonl")) for row in _read(path)]


def _asked() -> list[Row]:
    return [row for path in sorted((HERE / "asked").glob("*.jsonl")) for row in _read(path)]


@cache
def _bank() -> dict[str, Row]:
    banks = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(BANKS.glob("*.toml"))]
    return {q["id"]: q for bank in banks for q in bank["question"]}


def _by_id(rows: list[Row]) -> list[Any]:
    return [pytest.param(row, id=row["id"]) for row in rows]


def _number(row: Row) -> int:
    return int(row["id"].rsplit("-", 1)[1])


@pytest.mark.parametrize("row", _by_id(_answers()))
def test_an_answer_has_every_field_and_known_values(row: Row) -> None:
    assert set(row) == ANSWER_KEYS
    assert set(row["labels"]) == LABELS
    assert row["speech"] in SPEECH
    assert row["kind"] in KINDS
    assert row["answer"] == row["answer"].strip()
    assert 5 <= len(row["answer"].split()) <= 350
    assert row["labels"]["why"].endswith(".")
    for name in ("star", "story", "research", "listening", "focus"):
        level = row["labels"][name]
        assert level is None or level in range(1, 6), name


@pytest.mark.parametrize("row", _by_id(_answers()))
def test_segments_are_the_exact_words_in_their_order(row: Row) -> None:
    at = 0
    for part, words in row["labels"]["segments"]:
        assert part in STAR_PARTS
        found = row["answer"].find(words, at)
        assert found >= 0, words
        at = found + len(words)
    told = {part for part, _ in row["labels"]["segments"]}
    assert row["labels"]["star_parts"] == [part for part in STAR_PARTS if part in told]


@pytest.mark.parametrize("row", _by_id(_answers()))
def test_labels_are_given_where_the_question_calls_for_them(row: Row) -> None:
    labels, behavioural = row["labels"], row["kind"] == "behavioural"
    assert (labels["star"] is not None) == behavioural
    assert not behavioural or labels["story"] is not None
    assert labels["listening"] is not None
    assert (labels["focus"] is not None) == (row["kind"] == "closing")
    asks_about_company = row["kind"] in {"motivation", "company", "closing"}
    assert (labels["research"] is not None) == (asks_about_company and row["company"] is not None)
    if row["company"] is None:
        assert labels["facts_heard"] == []
    else:
        assert all(0 <= fact < len(row["company"]["facts"]) for fact in labels["facts_heard"])


@pytest.mark.parametrize("row", _by_id(_answers()))
def test_levels_do_not_contradict_the_parts(row: Row) -> None:
    labels = row["labels"]
    if labels["star"] in {4, 5}:
        assert labels["star_parts"] == list(STAR_PARTS)
    if labels["star"] == 3:
        assert {"action", "result"} <= set(labels["star_parts"])
    if labels["listening"] == 5:
        assert set(labels["parts_answered"]) == {"yes"}
    if labels["off_topic"]:
        assert labels["listening"] == 1
    if labels["research"] in {4, 5}:
        assert labels["facts_heard"]


@pytest.mark.parametrize("row", _by_id(_answers()))
def test_a_question_of_the_bank_is_quoted_as_it_stands(row: Row) -> None:
    labels = row["labels"]
    assert len(labels["question_parts"]) == len(labels["parts_answered"]) > 0
    assert set(labels["parts_answered"]) <= {"yes", "partly", "no"}
    if row["question_id"] is None:
        return
    question = _bank()[row["question_id"]]
    assert (row["question"], row["kind"]) == (question["text"], question["kind"])
    assert labels["question_parts"] == [part["text"] for part in question["parts"]]


def test_answers_are_many_and_spread_over_trades_kinds_and_levels() -> None:
    rows = _answers()
    assert len(rows) >= 120
    assert len({row["trade"] for row in rows}) >= 12
    assert {row["kind"] for row in rows} == KINDS
    for name, least in (("star", 12), ("story", 9), ("research", 6), ("listening", 7), ("focus", 2)):
        levels = Counter(row["labels"][name] for row in rows)
        assert all(levels[level] >= least for level in range(1, 6)), (name, levels)
    lengths = [len(row["answer"].split()) for row in rows]
    assert sum(60 <= length <= 180 for length in lengths) > len(rows) / 2


def test_about_a_quarter_of_the_answers_have_no_punctuation() -> None:
    rows = _answers()
    bare = [row for row in rows if "unpunctuated" in row["tags"]]
    assert all("." not in row["answer"] for row in bare)
    assert 0.18 <= len(bare) / len(rows) <= 0.32


def test_no_two_rows_are_alike() -> None:
    texts = [row["answer"] for row in _answers()] + [row["text"] for row in _asked()]
    assert len(set(texts)) == len(texts)
    ids = [row["id"] for row in _answers()] + [row["id"] for row in _asked()]
    assert len(set(ids)) == len(ids)
    openings = Counter(" ".join(row["answer"].split()[:5]).lower() for row in _answers())
    assert max(openings.values()) == 1, openings.most_common(3)


def test_every_third_number_is_held_out() -> None:
    for row in _answers() + _asked():
        assert row["held_out"] == (_number(row) % 3 == 0), row["id"]


def test_asked_questions_have_every_field_and_known_values() -> None:
    rows = _asked()
    assert len(rows) >= 150
    for row in rows:
        assert set(row) == ASKED_KEYS, row["id"]
        assert row["class"] in CLASSES, row["id"]
        assert not (row["decoy"] and (row["self_focused"] or row["early"] or row["presumption"])), row["id"]
    assert {row["class"] for row in rows} == CLASSES
    assert 0.4 <= sum(row["decoy"] for row in rows) / len(rows) <= 0.6
