"""``coach banks``: question banks, and the person's own."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from coach.cli.options import JsonFlag, start
from coach.cli.shell import Shell
from coach.errors import BankError, InputError
from coach.model.message import message
from coach.model.question import Bank
from coach.questions.bank import BankCheck, check_bank
from coach.questions.naming import free, question_id
from coach.questions.own import with_question, without_question
from coach.questions.taken import bare_question, completed, pasted, take_file, understood
from coach.questions.written import toml_text, write_bank
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
            {
                "id": b.id,
                "title": b.title,
                "description": b.description,
                "questions": len(b.questions),
                "own": b.own,
            }
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
    own: Annotated[  # noqa: FBT002 - typer's way to declare a flag
        bool, typer.Option("--own", help="As `import` takes them: TOML, CSV or a list; texts are enough.")
    ] = False,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Check bank files: one line a problem.

    Example: coach banks check my-questions.toml
    """
    shell = start(as_json=as_json)
    words = shell.output.words
    checks = [take_file(path)[1] if own else check_bank(path) for path in files]
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
            _tell(shell, each)
            if not each.problems:
                sentence = message("cli.banks.good", file=str(each.file), n=each.questions)
                shell.output.out.print(words.text(sentence), soft_wrap=True)
    if problems:
        raise BankError("error.bank.problems", n=problems)


def _tell(shell: Shell, check: BankCheck) -> None:
    for problem in check.problems:
        where = "".join(f": {part}" for part in (problem.question, problem.key) if part)
        line = f"{check.file}{where}: {shell.output.words.text(problem.text)}"
        shell.output.out.print(line, soft_wrap=True)


@app.command("import")
def import_banks(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE ...", help="TOML, CSV, or a list with one question a line.")
    ],
) -> None:
    """Keep banks from files among your own; a file that is wrong is told, and the others are still taken.

    Example: coach banks import questions.csv
    """
    shell = start()
    own, problems = shell.own_banks(), 0
    read = shell.services(speech=False).read_question
    for path in files:
        bank, check = take_file(path)
        if bank is None:
            problems += len(check.problems)
            _tell(shell, check)
            continue
        kept = own.save(completed(bank, own.load()[0], read))
        _kept(shell, kept, len(kept.questions))
    if problems:
        raise BankError("error.bank.problems", n=problems)


@app.command("add")
def add(
    bank_id: Annotated[
        str, typer.Argument(metavar="ID", help="One of your banks; a new id makes a new one.")
    ],
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT ...", help="Questions; without any, lines are read.")
    ] = None,
) -> None:
    """Add questions to a bank of your own, or begin one.

    Example: coach banks add my-bakery "Why do you want to work in a bakery?"
    """
    shell = start()
    own = shell.own_banks()
    banks = own.load()[0]
    found = pasted("\n".join(texts) if texts else sys.stdin.read())
    for problem in found.problems:
        shell.output.say(problem)
    bank = next((each for each in banks.banks if each.id == bank_id), None) or own.new(bank_id)
    if not bank.own:
        raise BankError("error.bank.not_own", id=bank_id)
    if not found.questions:
        raise InputError("error.bank.no_questions")
    read = shell.services(speech=False).read_question
    taken = {str(question.id) for question in banks.questions}
    for text in found.questions:
        named = replace(understood(bare_question(text), read), id=free(question_id(bank.id, text), taken))
        taken.add(str(named.id))
        bank = with_question(bank, named)
    _kept(shell, own.save(bank), len(found.questions))


@app.command("remove")
def remove(
    bank_id: Annotated[str, typer.Argument(metavar="ID", help="One of your banks.")],
    question: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this question; the last one takes the bank along.")
    ] = None,
) -> None:
    """Remove a bank of your own, or one of its questions.

    Example: coach banks remove my-bakery
    """
    shell = start()
    own = shell.own_banks()
    if question is None:
        own.remove(bank_id)
        shell.output.say(message("cli.banks.removed", id=bank_id))
        return
    bank = own.load()[0].bank(bank_id)
    if not bank.own:
        raise BankError("error.bank.not_own", id=bank_id)
    left = without_question(bank, question)
    if left.questions:
        own.save(left)
    else:
        own.remove(bank_id)
    shell.output.say(message("cli.banks.removed", id=question))


@app.command("export")
def export(
    bank_id: Annotated[str, typer.Argument(metavar="ID", help="Any bank's id.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A .toml or .csv file; without it, TOML is printed.")
    ] = None,
) -> None:
    """Write a bank to a file, to share it or to edit it in a spreadsheet.

    Example: coach banks export my-bakery --out my-bakery.csv
    """
    shell = start()
    bank = shell.banks().bank(bank_id)
    if out is None:
        typer.echo(toml_text(bank), nl=False)
        return
    write_bank(bank, out)
    shell.output.say(message("cli.banks.written", file=str(out), n=len(bank.questions)))


def _kept(shell: Shell, bank: Bank, n: int) -> None:
    shell.output.say(message("cli.banks.kept", id=bank.id, title=bank.title, n=n))
