"""The labelled adverts: whole, and read as well as they were when this was written."""

from pathlib import Path

from benchmarks.adverts import every_item, measure, ours, read_rows

CORPUS = Path(__file__).with_name("adverts.jsonl")


def test_every_label_stands_in_its_advert() -> None:
    rows = read_rows(CORPUS)
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["part"] in {"tuning", "held_out"}
        for each in row["requirements"]:
            assert each["text"] in row["text"]
            assert each["need"] in {"must", "nice"}


def test_requirements_are_found_better_than_by_taking_every_item() -> None:
    rows = read_rows(CORPUS)
    tally, _ = measure(rows, ours)
    plain, _ = measure(rows, every_item)
    assert tally.precision >= 0.85 > plain.precision
    assert tally.recall >= 0.85 > plain.recall
