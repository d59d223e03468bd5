"""``coach sessions``: what was practised."""

from typing import Annotated

import typer
from rich import box
from rich.table import Table

from coach.cli.options import JsonFlag, start
from coach.cli.show import print_document
from coach.errors import InputError
from coach.model.message import message
from coach.reports import build_document
from coach.wire import SCHEMA, session_json, summary_json

app = typer.Typer(help="Your practice sessions.\n\nExample: coach sessions list", no_args_is_help=True)

SessionId = Annotated[str, typer.Argument(metavar="ID", help="A session's id, or the start of it.")]


@app.command("list")
def list_sessions(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """List the sessions, newest first.

    Example: coach sessions list
    """
    shell = start(as_json=as_json)
    words, output = shell.output.words, shell.output
    with shell.library() as library:
        summaries = library.sessions()
    if as_json:
        output.document({"schema": SCHEMA, "sessions": [summary_json(summary) for summary in summaries]})
        return
    if not summaries:
        output.out.print(words.text(message("cli.sessions.none")))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words.text(message("cli.sessions.id")), no_wrap=True)
    table.add_column(words.text(message("cli.sessions.title")), overflow="fold")
    for heading in ("day", "answers", "length"):
        table.add_column(words.text(message(f"cli.sessions.{heading}")), no_wrap=True)
    table.add_column(words.text(message("cli.sessions.levels")), overflow="fold")
    for summary in summaries:
        levels = [
            f"{words.text(message(f'dimension.short.{name}'))} {level}" for name, level in summary.profile
        ]
        table.add_row(
            summary.id,
            summary.title,
            words.short_date(summary.started_at),
            str(summary.answers),
            words.clock(summary.duration_s),
            ", ".join(levels) or words.text(message("level.dash")),
        )
    output.out.print(table)


@app.command("show")
def show(session_id: SessionId, as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """Show one session with transcripts, levels and evidence.

    Example: coach sessions show 20261122-1432
    """
    shell = start(as_json=as_json)
    with shell.library() as library:
        session = library.session(library.find_session(session_id))
    if as_json:
        shell.output.document(session_json(session, shell.output.words))
        return
    words = shell.output.words
    print_document(shell.output.out, build_document(session, words), words.text(message("cli.legend")))


@app.command("rename")
def rename(
    session_id: SessionId, title: Annotated[str, typer.Argument(metavar="TITLE", help="The new title.")]
) -> None:
    """Give a session another title.

    Example: coach sessions rename 20261122-1432 "Warehouse, first try"
    """
    if not title.strip():
        raise typer.BadParameter("the title is empty")
    shell = start()
    with shell.library() as library:
        library.rename(library.find_session(session_id), title.strip())
    shell.output.say(message("cli.sessions.renamed", title=title.strip()))


@app.command("delete")
def delete(
    session_id: SessionId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,  # noqa: FBT002
) -> None:
    """Delete a session with its sound, its text and its scores.

    Example: coach sessions delete 20261122-1432
    """
    shell = start()
    words = shell.output.words
    with shell.library() as library:
        found = library.session(library.find_session(session_id))
        if not yes:
            question = words.text(
                message("cli.sessions.delete", title=found.title, day=words.date(found.started_at))
            )
            if not typer.confirm(question, err=True):
                raise InputError("cli.sessions.kept")
        library.delete_session(found.id)
    shell.output.say(message("cli.sessions.deleted", title=found.title))
