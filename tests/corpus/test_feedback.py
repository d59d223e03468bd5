"""The labelled feedback: whole, and laid beside the notes as well as when it was written."""

from benchmarks.feedback import all_new, count, read_rows

ROWS = read_rows()
RELATIONS = {"agrees", "contradicts", "same", "new"}


def test_fields_and_spread() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 10
    assert {label["relation"] for row in ROWS for label in row["labels"]} == RELATIONS
    aside = sum(row["held_out"] for row in ROWS)
    assert 0.3 <= aside / len(ROWS) <= 0.4


def test_what_is_labelled_is_found() -> None:
    part = [row for row in ROWS if not row["held_out"]]
    found = count(part)
    assert not found.wrong
    assert count(part, all_new).right < found.all / 2


def test_the_part_kept_aside_stays_near_it_and_nothing_is_turned_round() -> None:
    found = count(row for row in ROWS if row["held_out"])
    assert found.right / found.all >= 0.7
    assert found.opposite == 0
    assert found.claimed == 0
