"""Question banks: read, checked, and looked up by id.

A bank file may come from anybody, so it is hostile until it is read: its size, its lines and its depth are
bounded before the parser sees them, and every problem is told with file, question and key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import BankError, InputError
from coach.model.message import Message, message
from coach.model.question import Bank, Question
from coach.questions.naming import whole
from coach.untrusted import read_toml

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from coach.questions.schema import BankEntry

MAX_BYTES = 512 * 1024
"""Largest bank file; 500 full questions take about 400 KiB."""

_EXPECTED = {
    "string_type": "text",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "float_type": "number",
    "list_type": "list",
    "dict_type": "table",
    "model_type": "table",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BankProblem:
    """One thing that is wrong in a bank file.

    Args:
        question: Id of the question, or its position such as ``#3`` without a usable id; None for the file.
        key: Path of the key, such as ``parts[2].kind``; None for the whole question or file.
        text: What is wrong and what to do.
    """

    question: str | None
    key: str | None
    text: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCheck:
    """What a check of one file found.

    Args:
        file: The path as it was given.
        questions: How many questions the file holds, sound or not.
        problems: In the file's order; empty for a good file.
    """

    file: Path
    questions: int
    problems: tuple[BankProblem, ...]


@dataclass(frozen=True, slots=True)
class Banks:
    """All banks that could be read.

    Args:
        banks: In the order of their files; question ids are unique over all of them.
    """

    banks: tuple[Bank, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question of every bank, in order."""
        return tuple(question for bank in self.banks for question in bank.questions)

    def bank(self, bank_id: str) -> Bank:
        """The bank with this id.

        Args:
            bank_id: Its id.

        Returns:
            The bank.

        Raises:
            BankError: There is none.
        """
        for bank in self.banks:
            if bank.id == bank_id:
                return bank
        raise BankError("error.bank.unknown", id=bank_id)

    def question(self, question_id: str) -> Question:
        """The question with this id, from whichever bank holds it.

        Args:
            question_id: Its id.

        Returns:
            The question.

        Raises:
            BankError: There is none.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise BankError("error.question.unknown", id=question_id)


def load_bank(path: Path, *, own: bool = False) -> Bank:
    """Read one bank file.

    Args:
        path: A TOML file.
        own: Whether it is the person's own, whose questions need nothing but their text.

    Returns:
        The bank.

    Raises:
        BankError: The file has at least one problem; the error tells the first and how many there are.
    """
    bank, check = read_bank(path, own=own)
    if bank is None:
        raise unusable(check)
    return bank


def unusable(check: BankCheck) -> BankError:
    """The error for a file with problems.

    Args:
        check: With at least one problem.

    Returns:
        It tells the first and how many there are.
    """
    first = check.problems[0]
    return BankError(
        "error.bank.unusable",
        file=check.file.name,
        where=_where(first),
        problem=first.text,
        n=len(check.problems),
    )


def check_bank(path: Path, *, own: bool = False) -> BankCheck:
    """Find every problem of one bank file.

    Args:
        path: A TOML file.
        own: Whether it is the person's own, whose questions need nothing but their text.

    Returns:
        Its problems, none when it is good.
    """
    return read_bank(path, own=own)[1]


def load_banks(
    paths: Iterable[Path], own_paths: Iterable[Path] = (), *, before: Banks | None = None
) -> tuple[Banks, tuple[BankCheck, ...]]:
    """Read many bank files; a bad one costs only itself.

    Args:
        paths: TOML files; where an id appears in two of them the earlier file keeps it.
        own_paths: The person's own, after those.
        before: Banks that were read already and come first, each from the file with its id; None for none.

    Returns:
        The good banks, and the checks of the files that were left out.
    """
    good: list[Bank] = list(before.banks) if before is not None else []
    bad: list[BankCheck] = []
    bank_ids = {bank.id for bank in good}
    question_homes = {str(question.id): f"{bank.id}.toml" for bank in good for question in bank.questions}
    for path, own in (*((path, False) for path in paths), *((path, True) for path in own_paths)):
        bank, check = read_bank(path, own=own)
        if bank is None:
            bad.append(check)
            continue
        bank = whole(bank) if own else bank
        clashes = _clashes(bank, bank_ids, question_homes)
        if clashes:
            bad.append(BankCheck(file=path, questions=check.questions, problems=clashes))
            continue
        good.append(bank)
        bank_ids.add(bank.id)
        question_homes.update({str(question.id): path.name for question in bank.questions})
    return Banks(tuple(good)), tuple(bad)


def _where(problem: BankProblem) -> str:
    return ", ".join(part for part in (problem.question, problem.key) if part) or "file"


def _clashes(bank: Bank, bank_ids: set[str], homes: dict[str, str]) -> tuple[BankProblem, ...]:
    problems = []
    if bank.id in bank_ids:
        problems.append(_file_problem("bank_id_taken", key="id", id=bank.id))
    problems.extend(
        BankProblem(
            question=question.id,
            key="id",
            text=message("error.bank.id_taken", id=str(question.id), file=homes[str(question.id)]),
        )
        for question in bank.questions
        if str(question.id) in homes
    )
    return tuple(problems)


def _file_problem(name: str, /, key: str | None = None, **values: str | int) -> BankProblem:
    return BankProblem(question=None, key=key, text=message(f"error.bank.{name}", **values))


def read_bank(path: Path, *, own: bool = False) -> tuple[Bank | None, BankCheck]:
    """Read one bank file and tell everything that is wrong with it.

    Args:
        path: A TOML file.
        own: Whether it is the person's own, whose questions need nothing but their text.

    Returns:
        The bank, None when the file has a problem; and the check.
    """
    try:
        document = read_toml(path, max_bytes=MAX_BYTES)
    except InputError as error:
        return None, file_trouble(path, error)
    return bank_of(document, path, own=own)


def file_trouble(path: Path, error: InputError) -> BankCheck:
    """The check of a file that could not even be read.

    Args:
        path: The file.
        error: Why.

    Returns:
        One problem, of the whole file.
    """
    problem = BankProblem(question=None, key=None, text=error.message)
    return BankCheck(file=path, questions=0, problems=(problem,))


def bank_of(document: Mapping[str, object], path: Path, *, own: bool) -> tuple[Bank | None, BankCheck]:
    """Check the content of a bank, whatever kind of file it came from.

    Args:
        document: As ``tomllib`` gives it.
        path: Where it came from, for the check.
        own: Whether it is the person's own, whose questions need nothing but their text.

    Returns:
        The bank, None when there is a problem; and the check.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - loading it would hold up the first picture

    from coach.questions.schema import BankEntry, OwnBankEntry, to_bank  # noqa: PLC0415 - loading it would hold up the first picture

    problems: list[BankProblem] = []
    head: BankEntry | None = None
    try:
        head = (OwnBankEntry if own else BankEntry).model_validate(document)
    except ValidationError as error:
        problems.extend(_problems(error, None))
    listed = document.get("question", [])
    entries: Sequence[object] = listed if isinstance(listed, list) else []
    questions: list[Question] = []
    # Past the limit the head's own problem says so; checking on would only bury it.
    for position, entry in enumerate(entries[: _checked(head)], start=1):
        found = _question(entry, position, own=own)
        if isinstance(found, Question):
            questions.append(found)
        else:
            problems.extend(found)
    problems.extend(_repeated(entries))
    check = BankCheck(file=path, questions=len(entries), problems=tuple(problems))
    if problems or head is None:
        return None, check
    return to_bank(head, tuple(questions), own=own), check


def question_of(entry: Mapping[str, object]) -> Question | list[BankProblem]:
    """Check one question of a person's own bank.

    Args:
        entry: As ``tomllib`` gives it.

    Returns:
        The question, its id empty when it has none; or what is wrong.
    """
    return _question(dict(entry), 1, own=True)


def _checked(head: BankEntry | None) -> int:
    return len(head.question) if head else 50


def _question(entry: object, position: int, *, own: bool) -> Question | list[BankProblem]:
    from pydantic import ValidationError  # noqa: PLC0415 - loading it would hold up the first picture

    from coach.questions.schema import OwnQuestionEntry, QuestionEntry, to_question  # noqa: PLC0415 - loading it would hold up the first picture

    try:
        return to_question((OwnQuestionEntry if own else QuestionEntry).model_validate(entry))
    except ValidationError as error:
        return _problems(error, _name(entry, position))


def _name(entry: object, position: int) -> str:
    given = entry.get("id") if isinstance(entry, dict) else None
    return (
        given if isinstance(given, str) and given.isprintable() and 0 < len(given) <= 60 else f"#{position}"
    )


def _repeated(entries: Sequence[object]) -> list[BankProblem]:
    names = Counter(_name(entry, position) for position, entry in enumerate(entries, start=1))
    return [
        BankProblem(question=name, key="id", text=message("error.bank.id_repeated", id=name, n=times))
        for name, times in names.items()
        if times > 1
    ]


def _problems(error: ValidationError, question: str | None) -> list[BankProblem]:
    return [
        BankProblem(question=question, key=_key(detail), text=_text(detail))
        for detail in error.errors(include_url=False, include_input=False)
    ]


def _key(detail: ErrorDetails) -> str | None:
    key = ""
    for step in detail["loc"]:
        # People count from one.
        key += f"[{step + 1}]" if isinstance(step, int) else f".{_shown(step)}"
    return key.lstrip(".") or None


def _shown(text: str) -> str:
    """Foreign text made safe to print: short, and nothing invisible in it."""
    return "".join(c if c.isprintable() else "?" for c in text[:120])


def _text(detail: ErrorDetails) -> Message:
    kind = detail["type"]
    if kind.startswith("error.bank."):
        values = {name: _shown(v) if isinstance(v, str) else v for name, v in detail.get("ctx", {}).items()}
        return message(kind, **values)
    if kind == "missing":
        return message("error.bank.missing")
    if kind == "extra_forbidden":
        return message("error.bank.unknown_key")
    expected = _EXPECTED.get(kind, "another")
    return message("error.bank.wrong_type", expected=message(f"error.bank.type.{expected}"))
