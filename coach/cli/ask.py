"""``coach ask``: judges what a candidate would ask."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from coach.cli.options import JsonFlag, start
from coach.cli.output import Output
from coach.cli.score import open_rows
from coach.errors import InputError
from coach.model.message import message
from coach.model.score import AskedQuestion, FocusScore
from coach.wire import SCHEMA, focus_json


def ask(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT ...", help="What you would ask, as you would say it.")
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(metavar="ROWS.jsonl", help='Many, one {"text": "..."} a line; all in one document.'),
    ] = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Judge the questions that you would ask at the end of an interview.

    Example: coach ask "What would you want done in the first three months?"
    """
    if bool(texts) == (batch is not None):
        raise typer.BadParameter("give either TEXT or --batch")
    shell = start(as_json=as_json)
    services = shell.services(speech=False)
    judged = [(text, services.judge(text)) for text in (texts or _texts(batch))]
    if as_json:
        words = shell.output.words
        results = [{"text": text, **focus_json(found, words)} for text, found in judged]
        shell.output.document({"schema": SCHEMA, "results": results})
        return
    for text, found in judged:
        _show(shell.output, text, found)


def _texts(batch: Path | None) -> list[str]:
    texts: list[str] = []
    with open_rows(batch or Path("-")) as rows:
        for number, line in enumerate(rows, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError("error.input.bad_row", line=number) from error
            text = row.get("text") if isinstance(row, dict) else row
            if not isinstance(text, str) or not _is_unicode(text):
                raise InputError("error.input.bad_row", line=number)
            texts.append(text)
    return texts


def _is_unicode(text: str) -> bool:
    """Whether a text holds no half of a character, which no other program reads."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _show(output: Output, text: str, found: FocusScore) -> None:
    words = output.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("cli.ask.question", "cli.ask.about", "cli.ask.verdict"):
        table.add_column(words.text(message(heading)), overflow="fold")
    for asked in found.questions:
        verdict = words.text(message(f"cli.ask.{_verdict(asked)}"))
        if asked.instead is not None:
            verdict = f"{verdict} {words.text(asked.instead)}"
        about = words.text(message(f"cli.ask.class.{asked.ask_class}"))
        table.add_row(text[asked.span.start : asked.span.end], about, verdict)
    for span in found.presumption:
        table.add_row(text[span.start : span.end], "", words.text(message("cli.ask.presumption")))
    if not found.questions and not found.presumption:
        output.out.print(words.text(message("cli.ask.none")))
        return
    output.out.print(table)


def _verdict(asked: AskedQuestion) -> str:
    """What is said of a question; none is called good that has a better one beside it."""
    if asked.early:
        return "early"
    return "fine" if asked.instead is None else "better"
