"""How what was measured is shown: a table on the terminal, a page in Markdown, data as JSON."""

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

from benchmarks.fairness import Difference
from benchmarks.properties import Outcome
from benchmarks.readers import Agreement

_QUOTED_WORDS = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: a measure of the scorer beside the naive reference."""

    name: str
    value: float
    between: tuple[float, float]
    cases: int
    naive: float | None
    aim: str


@dataclass(frozen=True, slots=True)
class Miss:
    """An answer that was judged otherwise than its label; ``found`` is 0 where nothing was scored."""

    off: int
    dimension: str
    label: int
    found: int
    row: dict[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What changes to the answers did: the properties of F7, and the same content in other English."""

    properties: Sequence[Outcome] = ()
    fairness: Sequence[Difference] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Everything shown of one part of the corpus."""

    title: str
    figures: list[Figure]
    confusions: dict[str, list[list[int]]]
    abstained: dict[str, int]
    offs: dict[str, list[int]]
    misses: list[Miss]
    writers: dict[str, tuple[float, float, int]] = field(default_factory=dict)

    def as_data(self, misses: int) -> dict[str, Any]:
        """The section as JSON holds it."""
        return {
            "figures": [
                {
                    "name": one.name.strip(),
                    "value": _number(one.value),
                    "low": _number(one.between[0]),
                    "high": _number(one.between[1]),
                    "cases": one.cases,
                    "naive": _number(one.naive),
                    "aim": one.aim,
                }
                for one in self.figures
            ],
            "confusion": self.confusions,
            "not_scored": self.abstained,
            "mean_off": {
                name: {"answers": len(each), "mean": round(statistics.fmean(each), 2)}
                for name, each in sorted(self.offs.items())
            },
            "by_writer": {
                name: {"kappa": _number(kappa), "within_one": _number(near), "answers": many}
                for name, (kappa, near, many) in self.writers.items()
            },
            "misses": [
                {
                    "id": one.row["id"],
                    "dimension": one.dimension,
                    "label": one.label,
                    "found": one.found,
                    "reason": one.reason,
                }
                for one in self.misses[:misses]
            ],
        }


def table(section: Section) -> Table:
    """A section for the terminal."""
    shown = Table(title=section.title)
    for heading in ("figure", "value", "90 % of resamples", "cases", "naive", "aim"):
        shown.add_column(heading, justify="left" if heading in ("figure", "aim") else "right")
    for one in section.figures:
        shown.add_row(
            one.name,
            _shown(one.value),
            f"{_shown(one.between[0])} - {_shown(one.between[1])}",
            str(one.cases),
            _shown(one.naive),
            one.aim,
        )
    return shown


def page(
    sections: list[Section], misses: int, readers: Sequence[Agreement], changed: Changed | None = None
) -> str:
    """All sections as Markdown.

    Args:
        sections: In order.
        misses: How many misses to quote of each.
        readers: How far two readers agree; none where files of somebody else were measured.
        changed: What changes to the answers did; None where it was not measured.

    Returns:
        The page.
    """
    lines = [
        "# How the scores agree with people",
        "",
        "Written by `make validate`.",
        "Every figure stands beside the number of its cases, the range of nine in ten resamples of them, and "
        "what a list of words (for clause labels: the place in the answer alone) reaches on the same cases.",
        "Levels that the scorer did not give are counted apart.",
    ]
    if readers:
        lines += ["", "## How far two readers agree", ""]
        lines += ["The second reading covers the first writer's rows (A) alone.", "", *_readers(readers)]
    for section in sections:
        lines += ["", f"## {section.title[0].upper()}{section.title[1:]}", "", *_figures(section)]
        lines += ["", "### Levels: labels down, found across", "", *_confusions(section)]
        lines += ["", "### Levels by writer", "", *_writers(section)]
        lines += ["", "### Mean of found minus label, by speech", "", *_offs(section)]
        if section.misses:
            lines += ["", "### The worst misses", "", *_misses(section, misses)]
    if changed is not None and changed.properties:
        held, moved = changed.properties, changed.fairness
        lines += ["", "## Changes that must or must not matter (F7)", "", *_properties(held)]
        lines += ["", "## The same content in other English", "", *_fairness(moved)]
    return "\n".join(lines) + "\n"


def _properties(held: Sequence[Outcome]) -> Iterator[str]:
    yield "| number | property | held | mean change | as wanted |"
    yield "|---:|---|---:|---:|---|"
    for one in held:
        yield (
            f"| {one.number} | {one.wanted} | {one.held} of {one.cases} | {_shown(one.mean)} "
            f"| {'yes' if one.holds else 'no'} |"
        )
    broken = [f"- {one.number}: {line}" for one in held for line in one.broken]
    if broken:
        yield from ("", "Where one did not hold:", "", *broken)


def _fairness(moved: Sequence[Difference]) -> Iterator[str]:
    yield "Mean of the level in other English less the level in standard English, on rows for tuning."
    yield "Lost are answers that had a level and have none."
    yield ""
    yield "| way of speaking | dimension | answers | mean change | resamples | changed | lost |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for one in moved:
        between = f"{one.low:+.2f} to {one.high:+.2f}"
        yield (
            f"| {one.way} | {one.dimension} | {one.cases} | {one.mean:+.2f} | {between} | {one.changed:.0%} "
            f"| {one.lost} |"
        )


def _readers(readers: Sequence[Agreement]) -> Iterator[str]:
    yield "| what | measure | value | resamples | cases |"
    yield "|---|---|---:|---:|---:|"
    for one in readers:
        between = f"{_shown(one.low)} to {_shown(one.high)}"
        yield f"| {one.label} | {one.measure} | {_shown(one.value)} | {between} | {one.cases} |"


def _figures(section: Section) -> Iterator[str]:
    yield "| figure | value | resamples | cases | naive | aim |"
    yield "|---|---:|---:|---:|---:|---|"
    for one in section.figures:
        low, high = one.between
        yield (
            f"| {one.name.strip()} | {_shown(one.value)} | {_shown(low)} to {_shown(high)} | {one.cases} "
            f"| {_shown(one.naive)} | {one.aim} |"
        )


def _confusions(section: Section) -> Iterator[str]:
    for name, rows in section.confusions.items():
        yield f"{name} ({section.abstained[name]} not scored):"
        yield ""
        yield "| label | 1 | 2 | 3 | 4 | 5 |"
        yield "|---|---:|---:|---:|---:|---:|"
        for label, counts in enumerate(rows, 1):
            yield f"| {label} | " + " | ".join(str(count) for count in counts) + " |"
        yield ""


def _writers(section: Section) -> Iterator[str]:
    yield "| dimension and writer | quadratic kappa | within one | cases |"
    yield "|---|---:|---:|---:|"
    for name, (kappa, near, many) in section.writers.items():
        yield f"| {name} | {_shown(kappa)} | {_shown(near)} | {many} |"


def _offs(section: Section) -> Iterator[str]:
    yield "| dimension and speech | answers | mean |"
    yield "|---|---:|---:|"
    for name, each in sorted(section.offs.items()):
        yield f"| {name} | {len(each)} | {statistics.fmean(each):+.2f} |"


def _misses(section: Section, count: int) -> Iterator[str]:
    for one in section.misses[:count]:
        said = " ".join(str(one.row.get("answer") or one.row.get("text")).split()[:_QUOTED_WORDS])
        found = one.found or "none"
        yield f"- {one.row['id']}, {one.dimension}: label {one.label}, found {found} ({one.reason})."
        if "question" in one.row:
            yield f"  {one.row['question']}"
        yield f"  > {said}"
        if "labels" in one.row:
            yield f"  The labeller: {one.row['labels'].get('why', '')}"


def _shown(value: float | None) -> str:
    return "" if value is None or math.isnan(value) else f"{value:.2f}"


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(value, 4)
