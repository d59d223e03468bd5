"""The rubric's properties F7 over a fixed sample of the labelled answers; benchmarks try far more of them."""

from functools import cache
from pathlib import Path

import pytest

from benchmarks.bench import Bench
from benchmarks.labelled import Lab, RememberingParser, Row, read_rows
from benchmarks.properties import AVERAGES, EXACT, Average, Exact, averaged, rows_for
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors

pytestmark = pytest.mark.models

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
EACH = 5
AVERAGED = 20

KNOWN = {
    (
        3,
        "answer-563",
    ): "listening 3 to 4: the learned reading of parts takes generalities for more of an answer",
}
"""Properties that a row is known to break, each with the reason."""


@cache
def tuning() -> tuple[list[Row], list[Row]]:
    """Rows that may be read: what is kept aside is for measuring only."""
    paths = [*sorted((CORPUS / "answers").glob("*.jsonl")), *sorted((CORPUS / "asked").glob("*.jsonl"))]
    answers, asked = read_rows(paths)
    return (
        [row for row in answers if not row["held_out"]],
        [row for row in asked if not row["held_out"]],
    )


@pytest.fixture(scope="module")
def bench(vectors: MiniLmVectors, reader: MiniLmReader) -> Bench:
    answers, asked = tuning()
    return Bench(Lab(RememberingParser(), vectors, reader), answers, asked)


def cases() -> list[object]:
    """One case a property and row."""
    return [
        pytest.param(
            one,
            row,
            id=f"{one.number}-{row['id']}",
            marks=[pytest.mark.xfail(strict=True, reason=reason)]
            if (reason := KNOWN.get((one.number, row["id"])))
            else [],
        )
        for one in EXACT
        for row in rows_for(Bench(None, *tuning()), one, EACH)  # type: ignore[arg-type]
        if one.least == 1.0
    ]


@pytest.mark.parametrize(("one", "row"), cases())
def test_a_property_holds_for_an_answer(bench: Bench, one: Exact, row: Row) -> None:
    assert one.broken(bench, row) == ""


@pytest.mark.parametrize("one", [one for one in EXACT if one.least < 1.0], ids=lambda one: str(one.number))
def test_a_property_holds_for_most_answers(bench: Bench, one: Exact) -> None:
    rows = rows_for(bench, one, AVERAGED)
    held = [row["id"] for row in rows if not one.broken(bench, row)]
    assert len(held) >= one.least * len(rows)


@pytest.mark.parametrize("one", AVERAGES, ids=lambda one: one.wanted)
def test_levels_hardly_move_on_average(bench: Bench, one: Average) -> None:
    outcome = averaged(bench, one, AVERAGED)
    assert outcome.cases == AVERAGED
    assert outcome.holds, f"mean change {outcome.mean}"


def test_every_property_of_the_rubric_is_tried() -> None:
    assert {one.number for one in (*EXACT, *AVERAGES)} == set(range(1, 19))
