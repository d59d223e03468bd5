"""``coach export``: reports as files."""

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.options import start
from coach.model.message import message
from coach.reports.session_files import FORMATS, default_name, write_session


def export(
    session: Annotated[str, typer.Argument(metavar="SESSION", help="A session's id, or the start of it.")],
    wanted: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="Which kind of file.")
    ] = "pdf",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to; a new file in this folder else.")
    ] = None,
) -> None:
    """Write a session's report.

    Example: coach export 20261122-1432 --format pdf --out report.pdf
    """
    if wanted not in FORMATS:
        raise typer.BadParameter(f"--format takes one of {', '.join(FORMATS)}")
    shell = start()
    with shell.library() as library:
        found = library.session(library.find_session(session))
    path = out or Path(default_name(found, wanted))
    write_session(found, shell.output.words, wanted, path)
    shell.output.say(message("cli.export.written", path=str(path)))
