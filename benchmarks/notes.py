"""``python -m benchmarks.notes``: the checks of thank-you notes against labels, check by check.

Positive is what the person has to hear of: a check that a note does not fully meet.
The part kept aside was written first and is printed by itself; its misses are never listed.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from coach.followup.note import Noted, Verdict, check_note
from coach.followup.spelling import EnglishSpelling
from coach.model.application import Debrief, RealQuestion
from coach.model.company import Person
from coach.model.preparation import Stage, Story

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
CHECKS = ("thanks", "talk", "evidence", "names", "one_person", "length", "spelling", "pay", "granted")


@dataclass
class Count:
    """How one check did.

    Args:
        caught: Told rightly.
        false: Told of a note that has it.
        missed: Not told.
        wrong: Ids of the notes in which it was otherwise than labelled.
    """

    caught: int = 0
    false: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Of what was told, how much was right; None where nothing was told."""
        told = self.caught + self.false
        return self.caught / told if told else None

    @property
    def recall(self) -> float | None:
        """Of what there was to tell, how much was told; None where there was nothing."""
        there = self.caught + self.missed
        return self.caught / there if there else None


def read_notes(folder: Path = CORPUS) -> list[dict[str, Any]]:
    """The labelled notes.

    Args:
        folder: Where they lie.

    Returns:
        One a note, with ``noted`` as the value that it is held against.
    """
    noted = json.loads((folder / "notes_noted.json").read_text(encoding="utf-8"))
    lines = (folder / "notes.jsonl").read_text(encoding="utf-8").splitlines()
    return [{**row, "noted": _noted(noted[row["noted"]])} for row in map(json.loads, lines)]


def count(notes: Iterable[dict[str, Any]]) -> dict[str, Count]:
    """Check notes and compare with their labels.

    Args:
        notes: As read.

    Returns:
        One a check.
    """
    spelling = EnglishSpelling()
    found = {name: Count() for name in CHECKS}
    for note in notes:
        for check in check_note(note["text"], note["noted"], spelling):
            told, there = check.verdict is not Verdict.YES, check.id in note["lacks"]
            one = found[check.id]
            one.caught += told and there
            one.false += told and not there
            one.missed += there and not told
            if told != there:
                one.wrong.append(note["id"])
    return found


def total(found: Iterable[Count]) -> Count:
    """All checks together.

    Args:
        found: One a check.

    Returns:
        Their sum.
    """
    every = list(found)
    return Count(
        caught=sum(one.caught for one in every),
        false=sum(one.false for one in every),
        missed=sum(one.missed for one in every),
    )


def tables() -> list[Table]:
    """Measure both parts of the corpus.

    Returns:
        A table each, the part for tuning first.
    """
    notes, made = read_notes(), []
    for held_out, title in ((False, "part for tuning"), (True, "part kept aside")):
        part = [note for note in notes if note["held_out"] is held_out]
        found = count(part)
        table = Table(title=f"Thank-you notes, {title}: {len(part)} notes")
        for heading in ("check", "precision", "recall", "caught", "told in vain", "missed", "which"):
            table.add_column(heading)
        for name, one in (*found.items(), ("all", total(found.values()))):
            which = "" if held_out else " ".join(one.wrong)
            numbers = (str(each) for each in (one.caught, one.false, one.missed))
            table.add_row(name, _share(one.precision), _share(one.recall), *numbers, which)
        made.append(table)
    return made


def main() -> None:
    """Measure and print."""
    for table in tables():
        Console().print(table)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _noted(row: dict[str, Any]) -> Noted:
    debrief = Debrief(
        id="d1",
        stage=Stage.FIRST,
        held_at=datetime(2026, 11, 26, 10, tzinfo=UTC),
        people=tuple(Person(name) for name in row["people"]),
        questions=tuple(RealQuestion(text=text) for text in row["questions"]),
        said=row["said"],
        cared=row["cared"],
    )
    stories = tuple(
        Story(id=str(place), **{**one, "skills": tuple(one["skills"])})
        for place, one in enumerate(row["stories"])
    )
    return Noted(
        to=Person(row["to"]),
        debrief=debrief,
        company=row["company"],
        requirements=tuple(row["requirements"]),
        stories=stories,
    )


if __name__ == "__main__":
    main()
