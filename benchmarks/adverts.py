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

from coach.prepare.advert import read_advert

CORPUS = Path("tests/corpus/adverts.jsonl")
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--part", default="", choices=("", "tuning", "held_out"))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    results: dict[str, Any] = {}
    print(f"{'part':<10}{'reader':<12}{'adverts':>8}{'labels':>8}{'precision':>11}{'recall':>8}{'need':>7}")
    for part in (given.part,) if given.part else ("tuning", "held_out"):
        rows = read_rows(given.corpus, part)
        for name, reader in (("ours", ours), ("every item", every_item)):
            tally, misses = measure(rows, reader)
            right_need = tally.need / tally.right if tally.right else 0.0
            print(
                f"{part:<10}{name:<12}{len(rows):>8}{tally.labelled:>8}"
                f"{tally.precision:>11.2f}{tally.recall:>8.2f}{right_need:>7.2f}"
            )
            results[f"{part}, {name}"] = {
                "adverts": len(rows),
                "labels": tally.labelled,
                "precision": tally.precision,
                "recall": tally.recall,
                "need": right_need,
            }
            if given.misses and name == "ours":
                print("\n".join(misses))
    if given.json is not None:
        given.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
