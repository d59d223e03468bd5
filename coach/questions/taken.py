"""Questions from outside: a TOML or CSV file from anybody, or a list that was pasted."""

import csv
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from coach.errors import InputError
from coach.model.message import Message, message
from coach.model.question import Bank, Question, QuestionKind
from coach.questions.bank import (
    MAX_BYTES,
    BankCheck,
    Banks,
    bank_of,
    file_trouble,
    read_bank,
)
from coach.questions.limits import MAX_LINE, MAX_QUESTIONS
from coach.questions.naming import as_one_part, free, slug
from coach.questions.naming import question_id as made_id
from coach.questions.written import COLUMNS, FORMULA
from coach.untrusted import read_text

ReadQuestion = Callable[[str], Question]
"""Understands a question from its text alone."""

LISTS = (".txt", ".md")

_LIST_COLUMNS = frozenset({"competencies", "sample_openings", "traps"})
_MARK = re.compile(
    r"^\s*(?:[-*\u2022\u2013]\s+|(?:q(?:uestion)?\s*)?\(?\d{1,3}\s*[.):]\s*|[a-z][.)]\s+)", re.IGNORECASE
)
_ASKING = ("tell ", "talk ", "walk ", "give ", "describe ", "explain ", "please ", "think ", "imagine ")
_CELL_PAIR = re.compile(r"\s*([a-z_0-9]+)(?:\s+([0-9.]+))?\s*:\s*(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A list that was pasted.

    Args:
        questions: One text each, numbering taken off.
        problems: What could not be taken, by line.
    """

    questions: tuple[str, ...]
    problems: tuple[Message, ...] = ()


def pasted(text: str) -> Pasted:
    """Read a list of questions, one a line.

    Args:
        text: From anywhere; numbers, letters and bullets before a question are taken off.

    Returns:
        Each question once, in order, ended with a question mark or a full stop; and the lines left out.
    """
    found: dict[str, str] = {}
    problems: list[Message] = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = _clean(_MARK.sub("", line, count=1))
        if not plain:
            continue
        if len(plain) > MAX_LINE:
            problems.append(
                message("error.bank.line_too_long", line=number, length=len(plain), limit=MAX_LINE)
            )
        elif len(found) >= MAX_QUESTIONS:
            problems.append(message("error.bank.line_too_many", line=number, limit=MAX_QUESTIONS))
            break
        else:
            found.setdefault(plain.casefold(), _ended(plain))
    return Pasted(questions=tuple(found.values()), problems=tuple(problems))


def _clean(text: str) -> str:
    visible = (" " if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)
    return " ".join("".join(visible).split())


def _ended(text: str) -> str:
    if text.endswith(("?", ".")):
        return text
    bare = text.rstrip("!:;,")
    return bare + ("." if bare.lower().startswith(_ASKING) else "?")


def take_file(path: Path) -> tuple[Bank | None, BankCheck]:
    """Read a bank from a file of any known kind.

    Args:
        path: TOML, CSV (``.csv``), or a list with one question a line (``.txt``, ``.md``).

    Returns:
        The bank, whose questions may lack id, kind and parts (see ``completed``), None when the file has a
        problem; and the check.
    """
    kind = path.suffix.lower()
    if kind not in {".csv", *LISTS}:
        return read_bank(path, own=True)
    try:
        text = read_text(path, max_bytes=MAX_BYTES)
        entries = _rows(text) if kind == ".csv" else [{"text": each} for each in _listed(text)]
    except InputError as error:
        return None, file_trouble(path, error)
    stem = _clean(path.stem.replace("_", " "))[:100] or "Questions"
    title = stem[0].upper() + stem[1:]
    document = {"schema": 1, "id": slug(title), "title": title, "question": entries}
    return bank_of(document, path, own=True)


def _listed(text: str) -> tuple[str, ...]:
    found = pasted(text)
    if found.problems:
        first = found.problems[0]
        raise InputError(first.id, **dict(first.values))
    return found.questions


def _rows(text: str) -> list[dict[str, object]]:
    head = text.split("\n", 1)[0]
    # European spreadsheets write semicolons, and a copied table has tabs.
    delimiter = max(",;\t", key=head.count)
    try:
        table = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
        rows = list(table)
    except csv.Error as error:
        raise InputError("error.bank.not_csv", line=table.line_num, reason=str(error)) from error
    names = [name.strip().lower() for name in rows[0]] if rows else []
    unknown = [_clean(name)[:40] for name in names if name not in COLUMNS]
    if "text" not in names or unknown or len(set(names)) < len(names):
        raise InputError("error.bank.csv_columns", given=unknown[0] if unknown else "", known=COLUMNS)
    return [
        _row(dict(zip(names, row, strict=False))) for row in rows[1:] if any(cell.strip() for cell in row)
    ]


def _row(cells: dict[str, str]) -> dict[str, object]:
    return {name: _value(name, _unguarded(cell)) for name, cell in cells.items() if cell.strip()}


def _unguarded(cell: str) -> str:
    bare = cell.strip()
    return bare[1:] if bare.startswith("'") and bare[1:].startswith(FORMULA) else bare


def _value(name: str, cell: str) -> object:
    pieces = [piece.strip() for piece in cell.split("|") if piece.strip()]
    if name in _LIST_COLUMNS:
        return pieces
    if name == "target_s":
        return [int(number) for number in re.findall(r"\d{1,6}", cell)]
    if name in {"parts", "constraints"}:
        return [_pair(piece) for piece in pieces]
    if name == "probes":
        return {found[1]: found[3].strip() for found in map(_CELL_PAIR.fullmatch, pieces) if found}
    return cell


def _pair(piece: str) -> dict[str, object]:
    found = _CELL_PAIR.fullmatch(piece)
    if found is None:
        return {"kind": "", "text": piece}
    entry: dict[str, object] = {"kind": found[1], "text": found[3].strip()}
    if found[2]:
        entry["amount"] = float(found[2]) if found[2].replace(".", "", 1).isdigit() else 0
    return entry


def completed(bank: Bank, banks: Banks, read: ReadQuestion) -> Bank:
    """Give a bank from outside what it lacks, and ids that nobody else has.

    Args:
        bank: As it was taken.
        banks: Those that are there already; a bank or question whose id is taken gets another.
        read: Understands the questions that have no parts yet.

    Returns:
        A bank of the person's own that can be kept beside the others.
    """
    bank_id = free(bank.id or slug(bank.title), {each.id for each in banks.banks})
    taken = {str(question.id) for question in banks.questions}
    questions: list[Question] = []
    for question in bank.questions:
        question_id = free(question.id or made_id(bank_id, question.text), taken)
        taken.add(question_id)
        questions.append(replace(understood(question, read), id=question_id))
    return replace(bank, id=bank_id, questions=tuple(questions), own=True)


def bare_question(text: str) -> Question:
    """A question of which only the text is known.

    Args:
        text: As it is asked.

    Returns:
        The question without parts, to be understood.
    """
    return Question(text=text, kind=QuestionKind.OTHER, parts=())


def understood(question: Question, read: ReadQuestion) -> Question:
    """A question with kind and parts.

    Args:
        question: Perhaps without parts.
        read: Understands it.

    Returns:
        The question; what was given stays as it was given.
    """
    if question.parts:
        return question
    found = read(question.text)
    given = question.kind is not QuestionKind.OTHER
    return replace(
        question,
        kind=question.kind if given else found.kind,
        parts=found.parts or (as_one_part(question.text),),
        constraints=question.constraints or found.constraints,
    )
