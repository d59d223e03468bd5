"""How far two readers of the labelled corpus agree, which is as far as a scorer can be asked to go.

Usage: python -m benchmarks.readers [--json OUT] [--apart N]

Compares the labels under ``tests/corpus/second_reading`` with the first reader's, row by row: levels by
quadratic weighted kappa, the share that is the same and the share at most a level apart; STAR's parts and the
facts heard by F1; parts answered and yes-or-no labels by kappa and F1. ``--apart`` lists the rows on which
the two differ most, by id and level alone, so that no row that is kept aside is shown.
"""

import argparse
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.agreement import f1, interval, kappa, macro_f1, quadratic_kappa, share, within_one

Row = dict[str, Any]
Pair = tuple[Row, Row]

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
LEVELS = ("star", "story", "research", "listening", "focus")
STAR_PARTS = ("situation", "task", "action", "result")
FLAGS = ("self_focused", "early", "presumption")
ANSWERED = {"no": 1, "partly": 2, "yes": 3}


@dataclass(frozen=True, slots=True)
class Agreement:
    """One figure of agreement and the cases behind it; low and high hold nine in ten resamples."""

    label: str
    measure: str
    cases: int
    value: float
    low: float
    high: float


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def paired(firsts: Sequence[Path], second: Path) -> list[Pair]:
    """The first and the second reader's labels of each row that both have read."""
    first = {row["id"]: row for path in firsts for row in lines(path)}
    return [(first[row["id"]], row) for row in lines(second)]


def answers() -> list[Pair]:
    return paired(sorted((CORPUS / "answers").glob("*.jsonl")), CORPUS / "second_reading" / "answers.jsonl")


def asked() -> list[Pair]:
    return paired([CORPUS / "asked" / "questions.jsonl"], CORPUS / "second_reading" / "asked.jsonl")


def figure(label: str, measure: str, cases: Sequence[Any], of: Callable[[Sequence[Any]], float]) -> Agreement:
    low, high = interval(cases, of)
    return Agreement(label, measure, len(cases), of(cases), low, high)


def same(cases: Sequence[tuple[Any, Any]]) -> float:
    """Share of pairs that are equal."""
    return share([a == b for a, b in cases])


def yes_or_no(label: str, cases: Sequence[tuple[bool, bool]]) -> list[Agreement]:
    return [
        figure(label, "F1", cases, f1),
        figure(label, "kappa", cases, kappa),
        figure(label, "same", cases, same),
    ]


def levels_of(pairs: Sequence[Pair], name: str) -> list[tuple[int, int]]:
    """Levels where both readers gave one."""
    both = [(first["labels"][name], second["labels"][name]) for first, second in pairs]
    return [(a, b) for a, b in both if a is not None and b is not None]


def difference(cases: Sequence[tuple[int, int]]) -> float:
    """By how many levels the second reader is the kinder, on average."""
    return sum(b - a for a, b in cases) / len(cases) if cases else float("nan")


def of_levels(pairs: Sequence[Pair], name: str) -> list[Agreement]:
    cases = levels_of(pairs, name)
    given = [(a["labels"][name] is not None, b["labels"][name] is not None) for a, b in pairs]
    return [
        figure(name, "quadratic kappa", cases, quadratic_kappa),
        figure(name, "same", cases, same),
        figure(name, "within one", cases, within_one),
        figure(name, "second less first", cases, difference),
        figure(name, "judged at all: same", given, same),
    ]


def of_star_parts(pairs: Sequence[Pair]) -> list[Agreement]:
    """Parts of the answers that both readers judged for STAR."""
    both = [
        (first["labels"], second["labels"])
        for first, second in pairs
        if first["labels"]["star"] is not None and second["labels"]["star"] is not None
    ]
    told = {
        part: [(part in a["star_parts"], part in b["star_parts"]) for a, b in both] for part in STAR_PARTS
    }
    each = [figure(part, "F1", told[part], f1) for part in STAR_PARTS]
    every = [case for part in STAR_PARTS for case in told[part]]
    return [*each, *yes_or_no("star parts, all", every)]


def of_facts(pairs: Sequence[Pair]) -> list[Agreement]:
    cases = [
        (fact in first["labels"]["facts_heard"], fact in second["labels"]["facts_heard"])
        for first, second in pairs
        if first["labels"]["research"] is not None and second["labels"]["research"] is not None
        for fact in range(len(first["company"]["facts"]))
    ]
    return yes_or_no("facts heard", cases)


def of_answered(pairs: Sequence[Pair]) -> list[Agreement]:
    cases = [
        (ANSWERED[a], ANSWERED[b])
        for first, second in pairs
        for a, b in zip(first["labels"]["parts_answered"], second["labels"]["parts_answered"], strict=True)
    ]
    return [
        figure("parts answered", "quadratic kappa", cases, quadratic_kappa),
        figure("parts answered", "same", cases, same),
        figure("parts answered, yes or not", "same", [(a == 3, b == 3) for a, b in cases], same),
        figure("parts answered, no or not", "same", [(a == 1, b == 1) for a, b in cases], same),
    ]


def of_questions(pairs: Sequence[Pair]) -> list[Agreement]:
    classes = [(first["class"], second["labels"]["class"]) for first, second in pairs]
    found = [figure("class", "macro F1", classes, macro_f1), figure("class", "same", classes, same)]
    for flag in FLAGS:
        found += yes_or_no(flag, [(first[flag], second["labels"][flag]) for first, second in pairs])
    return found


def measure() -> list[Agreement]:
    """All figures, over every row that both have read."""
    of_answers = answers()
    found = [one for name in LEVELS for one in of_levels(of_answers, name)]
    found += of_star_parts(of_answers)
    found += of_facts(of_answers)
    found += of_answered(of_answers)
    off_topic = [
        (first["labels"]["off_topic"], second["labels"]["off_topic"]) for first, second in of_answers
    ]
    found += yes_or_no("off topic", off_topic)
    return found + of_questions(asked())


def distance(pair: Pair) -> int:
    """Sum of squared differences of level, so that one wide gap counts more than several narrow ones."""
    return sum((a - b) ** 2 for name in LEVELS for a, b in levels_of([pair], name))


def table_of(found: Sequence[Agreement]) -> Table:
    table = Table(title="Agreement of two readers")
    for heading in ("label", "measure", "cases", "value", "nine in ten"):
        table.add_column(heading)
    for one in found:
        spread = "" if math.isnan(one.low) else f"{one.low:.2f} to {one.high:.2f}"
        table.add_row(one.label, one.measure, str(one.cases), f"{one.value:.2f}", spread)
    return table


def print_apart(console: Console, many: int) -> None:
    """The rows on which the two differ most, first reader's level before the second's."""
    for first, second in sorted(answers(), key=distance, reverse=True)[:many]:
        gaps = [
            f"{name} {a} / {b}" for name in LEVELS for a, b in levels_of([(first, second)], name) if a != b
        ]
        console.print(first["id"], "(kept aside)" if first["held_out"] else "", ", ".join(gaps))


def written(one: Agreement) -> dict[str, Any]:
    """A figure for JSON, which has no word for what is not a number."""
    fields = asdict(one).items()
    return {key: None if isinstance(value, float) and math.isnan(value) else value for key, value in fields}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--apart", type=int, default=0, help="list so many rows that differ most")
    given = parser.parse_args()
    found = measure()
    console = Console()
    console.print(table_of(found))
    print_apart(console, given.apart)
    if given.json:
        given.json.write_text(json.dumps([written(one) for one in found], indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
