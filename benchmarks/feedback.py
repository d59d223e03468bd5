"""``python -m benchmarks.feedback``: a company's sentences beside a person's notes, against labels.

A row has ``notes`` (fields of a debrief), and ``labels``: each sentence of theirs and how it stands to the
notes (agrees, contradicts, same, new). The reference calls everything new.
The misses of the part kept aside are never listed.
"""

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from coach.followup.told import beside
from coach.model.application import Debrief, RealQuestion
from coach.model.preparation import Stage

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus" / "feedback.jsonl"
PARTS = {False: "part for tuning", True: "part kept aside"}

Reader = Callable[[str, Debrief], list[str]]


@dataclass
class Count:
    """How the sentences were taken.

    Args:
        right: As labelled.
        opposite: Agreement taken for contradiction, or the other way: worse than saying nothing.
        claimed: An agreement or a contradiction where the label has neither.
        all: All sentences.
        wrong: Those that are not as labelled.
    """

    right: int = 0
    opposite: int = 0
    claimed: int = 0
    all: int = 0
    wrong: list[str] = field(default_factory=list)


def read_rows(path: Path = CORPUS) -> list[dict[str, Any]]:
    """The labelled feedback."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def debrief_of(notes: dict[str, Any]) -> Debrief:
    """What the person noted."""
    asked = tuple(RealQuestion(text=text, answered=answered) for text, answered in notes.get("questions", ()))
    texts = {name: notes.get(name, "") for name in ("felt", "cared", "said", "next_step")}
    held = datetime(2026, 11, 26, 10, tzinfo=UTC)
    return Debrief(id="d1", stage=Stage.FIRST, held_at=held, questions=asked, **texts)


def ours(sentence: str, debrief: Debrief) -> list[str]:
    """What the program says; a sentence with a turn in it is several."""
    return [row.relation.value for row in beside(sentence, debrief)]


def all_new(_sentence: str, _debrief: Debrief) -> list[str]:
    """The reference."""
    return ["new"]


def count(rows: Iterable[dict[str, Any]], reader: Reader = ours) -> Count:
    """Compare with the labels; of a sentence in two parts, the part that is not new counts."""
    found = Count()
    for row in rows:
        debrief = debrief_of(row["notes"])
        for label in row["labels"]:
            said = reader(label["theirs"], debrief) or ["new"]
            relation = next((each for each in said if each != "new"), "new")
            found.all += 1
            found.right += relation == label["relation"]
            judged = {"agrees", "contradicts"}
            found.opposite += {relation, label["relation"]} == judged
            found.claimed += relation in judged and label["relation"] not in judged
            if relation != label["relation"]:
                found.wrong.append(f"{row['id']}: {relation}, not {label['relation']}: {label['theirs']}")
    return found


def table() -> Table:
    """Both parts, beside the reference."""
    made = Table(title="Their feedback beside the notes")
    for heading in ("part", "reader", "sentences", "right", "opposite", "claimed in vain"):
        made.add_column(heading)
    for held_out, name in PARTS.items():
        rows = [row for row in read_rows() if row["held_out"] is held_out]
        for reader, how in (("ours", ours), ("all new", all_new)):
            one = count(rows, how)
            share = f"{one.right / one.all:.2f}"
            made.add_row(name, reader, str(one.all), share, str(one.opposite), str(one.claimed))
    return made


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description="Their feedback beside the notes, against labels.")
    given.add_argument("--misses", action="store_true", help="name them, of the part for tuning alone")
    arguments = given.parse_args()
    console = Console()
    console.print(table())
    if arguments.misses:
        console.print("\n".join(count(row for row in read_rows() if not row["held_out"]).wrong))


if __name__ == "__main__":
    main()
