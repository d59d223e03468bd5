"""The second reading of the corpus keeps its own rules."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, Any]

HERE = Path(__file__).parent
SECOND = HERE / "second_reading"

STAR_PARTS = ("situation", "task", "action", "result")
CLASSES = {"work", "team", "customer", "growth", "process", "practical", "other"}
LEVELS = ("star", "story", "research", "listening", "focus")
ANSWER_LABELS = {*LEVELS, "star_parts", "facts_heard", "parts_answered", "off_topic"}
ASKED_FLAGS = {"self_focused", "early", "presumption"}
FEWEST = 100


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def first_answers() -> dict[str, Row]:
    return {row["id"]: row for path in sorted((HERE / "answers").glob("*.jsonl")) for row in lines(path)}


@cache
def first_asked() -> dict[str, Row]:
    return {row["id"]: row for row in lines(HERE / "asked" / "questions.jsonl")}


ANSWERS = lines(SECOND / "answers.jsonl")
ASKED = lines(SECOND / "asked.jsonl")


@pytest.mark.parametrize("rows", [ANSWERS, ASKED], ids=["answers", "asked"])
def test_enough_rows_and_each_once(rows: list[Row]) -> None:
    ids = [row["id"] for row in rows]
    assert len(ids) >= FEWEST
    assert len(set(ids)) == len(ids)
    assert all(set(row) == {"id", "labels"} for row in rows)


def test_every_file_of_the_first_writer_is_covered() -> None:
    read = {row["id"] for row in ANSWERS}
    later = ("b_", "c_")
    for path in sorted((HERE / "answers").glob("*.jsonl")):
        assert path.name.startswith(later) or any(row["id"] in read for row in lines(path)), path.name


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: row["id"])
def test_answer_labels_are_in_range(row: Row) -> None:
    first = first_answers()[row["id"]]
    labels = row["labels"]
    facts = first["company"]["facts"] if first["company"] else []
    assert set(labels) == ANSWER_LABELS
    for name in LEVELS:
        assert labels[name] is None or labels[name] in range(1, 6), name
    assert labels["listening"] is not None
    assert labels["star_parts"] == [part for part in STAR_PARTS if part in labels["star_parts"]]
    assert labels["star"] is not None or not labels["star_parts"]
    assert (labels["research"] is not None) == (first["company"] is not None)
    assert labels["facts_heard"] == sorted(set(labels["facts_heard"]))
    assert all(fact in range(len(facts)) for fact in labels["facts_heard"])
    assert len(labels["parts_answered"]) == len(first["labels"]["question_parts"])
    assert set(labels["parts_answered"]) <= {"yes", "partly", "no"}
    assert type(labels["off_topic"]) is bool


@pytest.mark.parametrize("row", ASKED, ids=lambda row: row["id"])
def test_question_labels_are_in_range(row: Row) -> None:
    labels = row["labels"]
    assert row["id"] in first_asked()
    assert set(labels) == {"class", *ASKED_FLAGS}
    assert labels["class"] in CLASSES
    assert all(type(labels[flag]) is bool for flag in ASKED_FLAGS)
