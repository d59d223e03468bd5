"""``coach banks``: question banks."""

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from coach.cli.options import JsonFlag, start
from coach.errors import BankError
from coach.model.message import message
from coach.questions.bank import check_bank
from coach.wire import SCHEMA, question_json

app = typer.Typer(help="Question banks.\n\nExample: coach banks list", no_args_is_help=True)


@app.command("list")
def list_banks(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """List the banks.

    Example: coach banks list
    """
    shell = start(as_json=as_json)
    banks = shell.banks().banks
    if as_json:
        rows = [
            {"id": b.id, "title": b.title, "description": b.description, "questions": len(b.questions)}
            for b in banks
        ]
        shell.output.document({"schema": SCHEMA, "banks": rows})
        return
    words = shell.output.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("id", "title", "questions", "description"):
        table.add_column(words.text(message(f"cli.banks.{heading}")), overflow="fold")
    for bank in banks:
        table.add_row(bank.id, bank.title, str(len(bank.questions)), bank.description)
    shell.output.out.print(table)


@app.command("show")
def show(
    bank_id: Annotated[str, typer.Argument(metavar="ID", help="A bank's id.")],
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Show a bank's questions with their ids.

    Example: coach banks show first-interview
    """
    shell = start(as_json=as_json)
    bank = shell.banks().bank(bank_id)
    if as_json:
        questions = [
            {**question_json(question), "competencies": list(question.competencies)}
            for question in bank.questions
        ]
        shell.output.document({"schema": SCHEMA, "id": bank.id, "title": bank.title, "questions": questions})
        return
    words = shell.output.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("id", "kind", "text"):
        table.add_column(words.text(message(f"cli.banks.{heading}")), overflow="fold")
    for question in bank.questions:
        table.add_row(question.id or "", question.kind, question.text)
    shell.output.out.print(bank.title, style="bold")
    shell.output.out.print(table)


@app.command("check")
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE ...", help="Bank files.")],
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Check bank files: one line a problem.

    Example: coach banks check my-questions.toml
    """
    shell = start(as_json=as_json)
    words = shell.output.words
    checks = [check_bank(path) for path in files]
    problems = sum(len(each.problems) for each in checks)
    if as_json:
        rows = [
            {
                "file": str(each.file),
                "questions": each.questions,
                "problems": [
                    {"question": problem.question, "key": problem.key, "text": words.text(problem.text)}
                    for problem in each.problems
                ],
            }
            for each in checks
        ]
        shell.output.document({"schema": SCHEMA, "files": rows})
    else:
        for each in checks:
            for problem in each.problems:
                where = ": ".join(part for part in (problem.question, problem.key) if part)
                shell.output.out.print(f"{each.file}: {where}: {words.text(problem.text)}", soft_wrap=True)
            if not each.problems:
                sentence = message("cli.banks.good", file=str(each.file), n=each.questions)
                shell.output.out.print(words.text(sentence), soft_wrap=True)
    if problems:
        raise BankError("error.bank.problems", n=problems)
