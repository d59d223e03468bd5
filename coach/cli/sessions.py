"""``coach sessions``: what was practised."""

from datetime import date
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from coach.cli.options import JsonFlag, start
from coach.cli.show import print_document
from coach.errors import InputError
from coach.model.message import message
from coach.model.score import Dimension
from coach.model.search import Hit, Wanted
from coach.reports import build_document
from coach.wire import SCHEMA, hit_json, session_json, summary_json
from coach.words import Words

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


def _level(text: str) -> tuple[int, int]:
    """Read "3" or "3-5"."""
    low, _, high = text.partition("-")
    if not (low.strip().isdigit() and (high or low).strip().isdigit()):
        raise typer.BadParameter("--level takes a level or two, such as 4 or 1-3")
    return int(low), int(high or low)


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise typer.BadParameter(f"{option} takes a day such as 2026-11-22") from None


@app.command("search")
def search(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help='Words, "a phrase" in quotes, or the begin* of a word.')
    ],
    bank: Annotated[str | None, typer.Option(metavar="ID", help="Only questions of this bank.")] = None,
    question: Annotated[str | None, typer.Option(metavar="ID", help="Only this question.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day.")] = None,
    dimension: Annotated[
        str | None, typer.Option(metavar="|".join(Dimension), help="Only answers with a level in it.")
    ] = None,
    level: Annotated[str, typer.Option(metavar="LEVELS", help="Only such levels: 4, or 1-3.")] = "1-5",
    company: Annotated[str, typer.Option(metavar="NAME", help="Only sessions about this employer.")] = "",
    starred: Annotated[bool, typer.Option("--starred", help="Only what you marked.")] = False,  # noqa: FBT002
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Most hits to give.")] = 50,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Search everything that you said, were asked, or noted.

    Example: coach sessions search "wrong van" --dimension star --level 4-5
    """
    if dimension is not None and dimension not in set(Dimension):
        raise typer.BadParameter(f"--dimension takes one of {', '.join(Dimension)}")
    lowest, highest = _level(level)
    shell = start(as_json=as_json)
    words, output = shell.output.words, shell.output
    ids: tuple[str, ...] | None = None if question is None else (question,)
    if bank is not None:
        of_bank = tuple(str(one.id) for one in shell.banks().bank(bank).questions)
        ids = of_bank if ids is None else tuple(one for one in ids if one in of_bank)
    wanted = Wanted(
        text=text,
        question_ids=ids,
        since=_day(since, "--since"),
        until=_day(until, "--until"),
        dimension=None if dimension is None else Dimension(dimension),
        lowest=lowest,
        highest=highest,
        company=company,
        starred=starred,
        limit=limit,
    )
    with shell.library() as library:
        found = library.search(wanted)
    for hit in found.hits:
        if as_json:
            output.document({"schema": SCHEMA, **hit_json(hit)})
        else:
            output.out.print(_shown(hit, words))
    if not found.hits and not as_json:
        output.say(message("cli.sessions.nothing_found"))
    if found.more and not as_json:
        output.say(message("cli.sessions.more_found", limit=limit))


def _shown(hit: Hit, words: Words) -> Text:
    """A hit for people: where, and the words with what was looked for marked."""
    told = Text(f"{words.short_date(hit.at)}  {hit.title}", style="bold")
    if hit.start_s is not None:
        told.append(f"  {words.clock(hit.start_s)}")
    told.append(f"  {hit.answer_id or hit.session_id}\n", style="dim")
    snippet = Text(f"  {hit.snippet}", style="not bold")
    for begin, end in hit.marks:
        snippet.stylize("underline", begin + 2, end + 2)
    return told + snippet


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
