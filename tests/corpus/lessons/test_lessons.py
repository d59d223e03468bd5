"""The lessons that the reader learns from keep their own rules."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reader_cases import LEARNED_FROM, lessons

HERE = Path(__file__).parent
CLASSES = {"work", "team", "customer", "growth", "process", "practical", "other"}
PARTS = {"situation", "task", "action", "result", "none"}
KINDS = {"instance", "reason", "method", "outcome", "plan", "preference", "fact", "list"}
KEPT_ASIDE = "e"
KINDS_OF_LESSON = ("asked", "facts", "noted", "parts", "stories")

Row = dict[str, Any]


def rows(kind: str) -> list[Row]:
    return [
        json.loads(line)
        for path in sorted(HERE.glob(f"{kind}_*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize("kind", KINDS_OF_LESSON)
def test_rows_have_ids_of_their_own_and_one_writer_is_kept_aside(kind: str) -> None:
    found = rows(kind)
    assert max(Counter(row["id"] for row in found).values()) == 1
    for row in found:
        assert bool(row.get("held_out")) == (row["id"][0] == KEPT_ASIDE), row["id"]


def test_every_fact_has_sayings_and_others() -> None:
    for row in rows("facts"):
        assert row["fact"].strip()
        assert len(row["said"]) >= 3, row["id"]
        assert len(row["not_said"]) >= 4, row["id"]
        assert not set(row["said"]) & set(row["not_said"]), row["id"]


def test_every_answer_has_a_label_for_each_part() -> None:
    for row in rows("parts"):
        assert {part["kind"] for part in row["parts"]} <= KINDS, row["id"]
        for answer in row["answers"]:
            assert len(answer["parts"]) == len(row["parts"]), row["id"]
            assert set(answer["parts"]) <= {"yes", "partly", "no"}, row["id"]
            assert 1 <= answer["level"] <= 5, row["id"]
            if answer.get("off_topic"):
                assert answer["level"] <= 2, row["id"]
                assert "yes" not in answer["parts"], row["id"]


def test_answers_beside_notes_name_notes_that_there_are() -> None:
    for row in rows("noted"):
        told = [*row["facts_heard"], *row["differs"]]
        assert len(told) == len(set(told)), row["id"]
        assert set(told) <= set(range(len(row["facts"]))), row["id"]
        assert row["question"].strip(), row["id"]
        assert row["kind"] in {"motivation", "company", "closing", "other"}, row["id"]


def test_every_candidates_question_has_a_class() -> None:
    for row in rows("asked"):
        assert row["class"] in CLASSES, row["id"]
        assert not (row["self_focused"] and row["decoy"]), row["id"]
        assert not row["early"] or row["self_focused"], row["id"]


def test_every_story_is_cut_into_parts_and_ways_of_telling_it_have_the_same_levels() -> None:
    groups: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for row in rows("stories"):
        assert {part for part, _ in row["pieces"]} <= PARTS, row["id"]
        assert all(words.strip() for _, words in row["pieces"]), row["id"]
        assert 1 <= row["star"] <= 5, row["id"]
        assert 1 <= row["story"] <= 5, row["id"]
        groups.setdefault((row["id"][0], row["group"]), set()).add((row["star"], row["story"]))
    assert all(len(levels) == 1 for levels in groups.values())


def test_nothing_is_learned_of_the_writers_who_are_only_measured() -> None:
    learned = {
        row["id"][0] for kind in KINDS_OF_LESSON for row in lessons(kind, LEARNED_FROM, held_out=False)
    }
    assert learned
    # Whole answers beside notes teach how the reader is weighed, so that it may not know them.
    assert not learned & {"e", "s"}
