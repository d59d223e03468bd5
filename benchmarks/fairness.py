"""Whether the same content keeps its levels in other English: by rule over the corpus, and in pairs by hand.

``python -m benchmarks.fairness [--each N]``; ``benchmarks.validate`` takes the table onto its page.
The pairs under ``tests/corpus/pairs.jsonl`` say one thing twice, in standard and in other English.
"""

import argparse
import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import changes
from benchmarks.agreement import interval
from benchmarks.bench import NAMES, Bench, levels
from benchmarks.labelled import Lab, RememberingParser, read_rows, shipped_paths
from benchmarks.properties import EACH, any_row, with_names
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors

PAIRS = Path(__file__).parents[1] / "tests" / "corpus" / "pairs.jsonl"

Change = Callable[[Bench, str], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much a way of speaking moves one dimension.

    Args:
        way: The way of speaking.
        dimension: Which.
        cases: Answers with a level both times.
        mean: Mean of level in this way less level in standard English.
        low: The 5th percentile of the mean over resamples.
        high: The 95th.
        changed: Share of answers whose level is another one.
        lost: Answers that had a level and have none in this way.
    """

    way: str
    dimension: str
    cases: int
    mean: float
    low: float
    high: float
    changed: float
    lost: int


WAYS: dict[str, Change] = {
    "historic present": lambda bench, text: changes.historic_present(text, bench.lab.parser),
    "second language: no articles, endings, copula": lambda bench, text: changes.second_language(
        text, bench.lab.parser
    ),
    "second language: tense errors": lambda bench, text: changes.tense_errors(text, bench.lab.parser),
    "dialect spellings": lambda _, text: changes.dialect(text),
    "hedges": lambda _, text: changes.hedged(text),
    "other names": lambda _, text: changes.renamed(text),
    "no punctuation": lambda _, text: changes.bare(text),
}


def differences(
    way: str, pairs: Sequence[tuple[dict[str, int | None], dict[str, int | None]]]
) -> list[Difference]:
    """One figure a dimension over pairs of levels, those in standard English first."""
    found: list[Difference] = []
    for name in NAMES:
        both = [(was, now) for a, b in pairs if (was := a[name]) is not None and (now := b[name]) is not None]
        if not both:
            continue
        moves = [now - was for was, now in both]
        low, high = interval(moves, statistics.fmean)
        lost = sum(a[name] is not None and b[name] is None for a, b in pairs)
        changed = statistics.fmean(move != 0 for move in moves)
        found.append(Difference(way, name, len(both), statistics.fmean(moves), low, high, changed, lost))
    return found


def measure(bench: Bench, each: int, console: Console | None = None) -> list[Difference]:
    """Every way of speaking by rule, then the pairs written by hand.

    Args:
        bench: The scorer and rows of the part for tuning.
        each: How many rows a way is tried on.
        console: Where to say how far it has come.

    Returns:
        One figure a way and dimension.
    """
    found: list[Difference] = []
    for way, change in WAYS.items():
        rows = bench.chosen(with_names if way == "other names" else any_row, each, "fairness")
        pairs = [(bench.before(row), bench.after(row, change(bench, row["answer"]))) for row in rows]
        found += differences(way, pairs)
        if console is not None:
            console.print(f"{way}: {len(rows)} answers", style="dim")
    return found + by_hand(bench)


def by_hand(bench: Bench) -> list[Difference]:
    """The pairs, by their way of speaking and all together."""
    rows = read_pairs()
    scored = [
        (row["way"], *(levels(bench.lab.score({**row, "answer": row[side]})) for side in ("plain", "other")))
        for row in rows
    ]
    found: list[Difference] = []
    for way in sorted({row["way"] for row in rows}):
        found += differences(f"by hand: {way}", [(a, b) for own, a, b in scored if own == way])
    return found + differences("by hand: all", [(a, b) for _, a, b in scored])


def read_pairs() -> list[dict[str, Any]]:
    """The pairs as they are written down."""
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def table_of(found: Sequence[Difference]) -> Table:
    """For the terminal."""
    shown = Table(title="The same content in other English")
    for heading in (
        "way of speaking",
        "dimension",
        "answers",
        "mean change",
        "nine in ten",
        "changed",
        "lost",
    ):
        shown.add_column(heading)
    for one in found:
        shown.add_row(
            one.way,
            one.dimension,
            str(one.cases),
            f"{one.mean:+.2f}",
            f"{one.low:+.2f} to {one.high:+.2f}",
            f"{one.changed:.0%}",
            str(one.lost),
        )
    return shown


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description="The same content in other English.")
    given.add_argument("--each", type=int, default=EACH, help="rows a way of speaking")
    arguments = given.parse_args()
    answers, asked = read_rows(shipped_paths())
    bench = Bench(
        Lab(RememberingParser(), MiniLmVectors(), MiniLmReader()),
        [row for row in answers if not row.get("held_out")],
        asked,
    )
    console = Console()
    console.print(table_of(measure(bench, arguments.each, console)))


if __name__ == "__main__":
    main()
