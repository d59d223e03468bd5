"""How many of the things that a job asks for are found in its advert, and how much else is taken for one.

Usage: python -m benchmarks.adverts [CORPUS.jsonl] [--part tuning|held_out] [--json OUT] [--misses]

A row has ``text`` and ``requirements`` (``text`` word for word in the advert, ``need`` must or nice).
The reference takes every line that begins as an item of a list does.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from coach.prepare.advert import read_advert

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus" / "adverts.jsonl"
PARTS = {"tuning": "part for tuning", "held_out": "part kept aside"}
SAME = 0.6
_ITEM = re.compile(r"^\s*(?:[-*\u2022]|\w[.)])\s+(.*)")

Reader = Callable[[str], list[tuple[str, str]]]


@dataclass(slots=True)
class Tally:
    """Counts over some adverts.

    Args:
        right: Labelled requirements that were found.
        found: All that was taken for one.
        labelled: All that are labelled.
        need: Found ones whose must or nice is right.
    """

    right: int = 0
    found: int = 0
    labelled: int = 0
    need: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def need_share(self) -> float:
        """Of what was found rightly, the share whose must or nice is right."""
        return self.need / self.right if self.right else 0.0


def read_rows(path: Path, part: str = "") -> list[dict[str, Any]]:
    """Read the corpus, or one part of it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [row for row in rows if not part or row["part"] == part]


def ours(text: str) -> list[tuple[str, str]]:
    """What the program finds."""
    return [(each.text, each.need.value) for each in read_advert(text).requirements]


def every_item(text: str) -> list[tuple[str, str]]:
    """The reference: every item of a list, all of them musts."""
    return [(match.group(1), "must") for line in text.splitlines() if (match := _ITEM.match(line))]


READERS: dict[str, Reader] = {"ours": ours, "every item": every_item}


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same requirement: most of the words of both are shared."""
    some, others = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(some & others) >= SAME * len(some | others)


def measure(rows: Iterable[dict[str, Any]], reader: Reader) -> tuple[Tally, list[str]]:
    """Count what a reader finds, and name what it gets wrong."""
    tally, misses = Tally(), []
    for row in rows:
        found = reader(row["text"])
        tally.found += len(found)
        left = list(row["requirements"])
        tally.labelled += len(left)
        for text, need in found:
            label = next((each for each in left if alike(each["text"], text)), None)
            if label is None:
                misses.append(f"{row['id']}: not asked for: {text}")
                continue
            left.remove(label)
            tally.right += 1
            tally.need += label["need"] == need
        misses += [f"{row['id']}: missed: {each['text']}" for each in left]
    return tally, misses


def tables(corpus: Path = CORPUS, parts: Iterable[str] = tuple(PARTS)) -> tuple[list[Table], dict[str, Any]]:
    """Measure both parts of the corpus, beside the reference.

    Args:
        corpus: The labelled adverts.
        parts: Which.

    Returns:
        A table each, and the same as data.
    """
    made: list[Table] = []
    data: dict[str, Any] = {}
    for part in parts:
        rows = read_rows(corpus, part)
        table = Table(title=f"What adverts ask for, {PARTS[part]}: {len(rows)} adverts")
        for heading in ("reader", "precision", "recall", "must or nice right", "asked for", "found"):
            table.add_column(heading)
        for name, reader in READERS.items():
            tally, _ = measure(rows, reader)
            found = {"precision": tally.precision, "recall": tally.recall, "need": tally.need_share}
            shares = (f"{value:.2f}" for value in found.values())
            table.add_row(name, *shares, str(tally.labelled), str(tally.found))
            data[f"{part}, {name}"] = {"adverts": len(rows), "labels": tally.labelled, **found}
        made.append(table)
    return made, data


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--part", default="", choices=("", *PARTS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true", help="name them, of the part for tuning alone")
    given = parser.parse_args()
    made, data = tables(given.corpus, (given.part,) if given.part else PARTS)
    for table in made:
        Console().print(table)
    if given.misses:
        print("\n".join(measure(read_rows(given.corpus, "tuning"), ours)[1]))
    if given.json is not None:
        given.json.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
