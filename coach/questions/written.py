"""Banks as files: TOML as the folder's README describes it, and CSV for a spreadsheet."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import tomli_w

from coach.model.question import Bank, Constraint, Question
from coach.questions.own_file import write_whole

COLUMNS = (
    "id",
    "text",
    "kind",
    "competencies",
    "target_s",
    "parts",
    "constraints",
    "sample_openings",
    "probes",
    "strong",
    "traps",
)
"""Of a CSV file; only ``text`` is needed to read one."""

BETWEEN = " | "
"""Between the entries of one cell."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a cell (OWASP, CSV injection)."""


def toml_text(bank: Bank) -> str:
    """A bank as TOML; what is empty is left out.

    Args:
        bank: Any.

    Returns:
        Text that ``coach.questions.bank`` reads back as the same questions.
    """
    head = {"schema": 1, "id": bank.id, "title": bank.title}
    if bank.description:
        head["description"] = bank.description
    return tomli_w.dumps(
        {**head, "language": bank.language, "question": [entry_of(q) for q in bank.questions]}
    )


def entry_of(question: Question) -> dict[str, object]:
    """A question as it stands in a TOML file.

    Args:
        question: Any.

    Returns:
        Its keys; those without a value are left out.
    """
    entry: dict[str, object] = {
        "id": question.id or "",
        "text": question.text,
        "kind": question.kind.value,
        "competencies": list(question.competencies),
        "target_s": list(question.target_s or ()),
        "parts": [{"kind": part.kind.value, "text": part.text} for part in question.parts],
        "constraints": [_constraint(one) for one in question.constraints],
        "sample_openings": list(question.sample_openings),
        "probes": {probe.missing: probe.text for probe in question.probes},
        "strong": question.strong,
        "traps": list(question.traps),
    }
    return {key: value for key, value in entry.items() if value}


def _constraint(one: Constraint) -> dict[str, object]:
    entry: dict[str, object] = {"kind": one.kind.value, "text": one.text}
    if one.amount is not None:
        entry["amount"] = int(one.amount) if one.amount.is_integer() else one.amount
    return entry


def csv_text(bank: Bank) -> str:
    """A bank's questions as CSV, one a line.

    Args:
        bank: Any.

    Returns:
        Text with a head line, lines ended as RFC 4180 has it; no cell begins like a formula.
    """
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for question in bank.questions:
        table.writerow({key: _guarded(cell) for key, cell in _cells(question).items()})
    return out.getvalue()


def _cells(question: Question) -> Mapping[str, str]:
    amounts = {one: "" if one.amount is None else f" {one.amount:g}" for one in question.constraints}
    return {
        "id": question.id or "",
        "text": question.text,
        "kind": question.kind.value,
        "competencies": BETWEEN.join(question.competencies),
        "target_s": "-".join(map(str, question.target_s or ())),
        "parts": BETWEEN.join(f"{part.kind}: {part.text}" for part in question.parts),
        "constraints": BETWEEN.join(f"{c.kind}{amounts[c]}: {c.text}" for c in question.constraints),
        "sample_openings": BETWEEN.join(question.sample_openings),
        "probes": BETWEEN.join(f"{probe.missing}: {probe.text}" for probe in question.probes),
        "strong": question.strong,
        "traps": BETWEEN.join(question.traps),
    }


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def write_bank(bank: Bank, path: Path) -> None:
    """Write a bank to share it.

    Args:
        bank: Which.
        path: ``.csv`` for a table, else TOML; a file that is there is replaced, whole or not at all.

    Raises:
        DiskFullError: There is no room.
        BankError: The file can't be written there.
    """
    table = path.suffix.lower() == ".csv"
    # Spreadsheets take a file for UTF-8 only with the mark.
    content = csv_text(bank).encode("utf-8-sig") if table else toml_text(bank).encode()
    write_whole(path, content)
