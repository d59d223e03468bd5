"""``coach export``: reports as files."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, TaskID

from coach.cli.options import start
from coach.cli.shell import Shell
from coach.library import Library
from coach.model.message import message
from coach.reports.choices import Choices, Part
from coach.reports.session_files import (
    FORMATS,
    default_name,
    period_name,
    write_answer,
    write_period,
    write_session,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What was asked for."""

    wanted: str
    out: Path | None
    choices: Choices


def export(
    session: Annotated[
        str, typer.Argument(metavar="[SESSION]", help="A session's id, or the start of it.")
    ] = "",
    answer: Annotated[str, typer.Option(metavar="ID", help="One answer instead of a session.")] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="All sessions from this day on.")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="The last day; today else.")] = "",
    wanted: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="Which kind of file.")
    ] = "pdf",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to; a new file in this folder else.")
    ] = None,
    *,
    without: Annotated[
        str, typer.Option(metavar="transcript,names", help="What to leave out; one of them or both.")
    ] = "",
    sounds: Annotated[bool, typer.Option("--sounds", help="Link each answer's recording.")] = False,
    one_page: Annotated[bool, typer.Option("--one-page", help="A summary alone, as for a mentor.")] = False,
) -> None:
    """Write a report of a session, an answer or a period.

    Example: coach export 20261122-1432 --format pdf --out report.pdf
    """
    if wanted not in FORMATS:
        raise typer.BadParameter(f"--format takes one of {', '.join(FORMATS)}")
    if sum(map(bool, (session, answer, since))) != 1:
        raise typer.BadParameter("give a SESSION, or --answer ID, or --since DATE")
    if until and not since:
        raise typer.BadParameter("--until needs --since")
    left_out = _parts(without)
    first = _day(since, "--since") if since else None
    last = _day(until, "--until") if until else _today()
    shell = start()
    choices = Choices(
        transcript=Part.TRANSCRIPT not in left_out,
        names=Part.NAMES not in left_out,
        sounds=shell.folders.data if sounds else None,
        one_page=one_page,
    )
    order = _Order(wanted=wanted, out=out, choices=choices)
    with shell.library() as library:
        if first is not None:
            path = _period(shell, library, first, last, order)
        else:
            path = _one(shell, library, session, answer, order)
    shell.output.say(message("cli.export.written", path=str(path)))


def _one(shell: Shell, library: Library, session: str, answer: str, order: _Order) -> Path:
    words = shell.output.words
    if answer:
        found = library.session(library.review.session_of(answer))
        path = order.out or Path(default_name(found, order.wanted))
        write_answer(found, answer, words, wanted=order.wanted, path=path, choices=order.choices)
    else:
        found = library.session(library.find_session(session))
        path = order.out or Path(default_name(found, order.wanted))
        write_session(found, words, order.wanted, path, order.choices)
    return path


def _period(shell: Shell, library: Library, since: date, until: date, order: _Order) -> Path:
    path = order.out or Path(period_name(since, until, order.wanted))
    words = shell.output.words
    with Progress(console=shell.output.err, transient=True) as progress:
        task = progress.add_task(words.text(message("cli.export.reading")), total=None)
        write_period(
            library,
            since,
            until,
            words,
            wanted=order.wanted,
            path=path,
            choices=order.choices,
            on_progress=partial(_advance, progress, task),
        )
    return path


def _advance(progress: Progress, task: TaskID, done: int, total: int) -> None:
    progress.update(task, completed=done, total=total)


def _parts(text: str) -> set[Part]:
    given = {piece.strip() for piece in text.split(",") if piece.strip()}
    unknown = given - set(Part)
    if unknown:
        raise typer.BadParameter(f"--without takes {', '.join(Part)}, not {', '.join(sorted(unknown))}")
    return {Part(piece) for piece in given}


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{option} takes a day such as 2026-11-22") from None


def _today() -> date:
    return datetime.now().astimezone().date()
