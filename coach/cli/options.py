"""Options and lookups that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.output import Output
from coach.cli.shell import Shell
from coach.intake import load_company
from coach.model.company import Company
from coach.model.question import Question
from coach.questions.bank import Banks
from coach.scoring.ports import QuestionReader
from coach.words import Words

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
CompanyFile = Annotated[
    Path | None,
    typer.Option("--company", metavar="FILE.toml", help="What you noted about the employer."),
]
ModelName = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Which Whisper model to use.")]


def start(*, as_json: bool = False) -> Shell:
    """Begin a command.

    Args:
        as_json: Whether standard output is for a script.

    Returns:
        What the command works with.
    """
    return Shell(Output(Words.load(), as_json=as_json))


def company_of(path: Path | None) -> Company | None:
    """Read the company file if one was given.

    Args:
        path: The file, or None.

    Returns:
        What it says, or None.

    Raises:
        CompanyFileError: It can't be read.
    """
    return None if path is None else load_company(path)


def _plain(text: str) -> str:
    return " ".join("".join(c for c in text.casefold() if c.isalnum() or c.isspace()).split())


def understand(text: str, banks: Banks, reader: QuestionReader) -> Question:
    """A typed question, from a bank when one holds it word for word.

    Args:
        text: The question.
        banks: Where authored questions are.
        reader: Reads any other.

    Returns:
        The question with kind and parts.
    """
    wanted = _plain(text)
    for question in banks.questions:
        if _plain(question.text) == wanted:
            return question
    return reader.read_question(text)
