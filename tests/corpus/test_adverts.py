"""The labelled adverts: whole, and read as well as they were when this was written."""

from pathlib import Path

import pytest

from benchmarks.adverts import every_item, measure, ours, read_rows

CORPUS = Path(__file__).with_name("adverts.jsonl")


def test_every_label_stands_in_its_advert() -> None:
    rows = read_rows(CORPUS)
    assert len({row["id"] for row in rows}) == len(rows) >= 40
    for row in rows:
        assert row["part"] in {"tuning", "held_out"}
        for each in row["requirements"]:
            assert each["text"] in row["text"]
            assert each["need"] in {"must", "nice"}
    assert sum(row["part"] == "held_out" for row in rows) == 9


@pytest.mark.parametrize(("part", "precision", "recall"), [("tuning", 0.95, 0.95), ("held_out", 0.87, 0.78)])
def test_requirements_are_found_as_well_as_when_they_were_measured(
    part: str, precision: float, recall: float
) -> None:
    rows = read_rows(CORPUS, part)
    tally, _ = measure(rows, ours)
    plain, _ = measure(rows, every_item)
    assert tally.precision >= precision
    assert tally.recall >= recall > plain.recall
