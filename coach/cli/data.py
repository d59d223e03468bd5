"""``coach data``: the person's data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from coach.cli.options import JsonFlag, start
from coach.cli.shell import Shell
from coach.cli.show import files_table
from coach.errors import InputError, LibraryCorruptError, LibraryTooNewError
from coach.library.erased import personal_caches, told_of
from coach.library.places import FILE
from coach.library.wipe import erase_unreadable
from coach.model.message import message
from coach.wire import SCHEMA

app = typer.Typer(help="Your data.\n\nExample: coach data where", no_args_is_help=True)


@app.command("where")
def where(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """Say where your sessions, settings and caches lie.

    Example: coach data where
    """
    shell = start(as_json=as_json)
    folders, words = shell.folders, shell.output.words
    places = {
        "data": folders.data,
        "config": folders.config,
        "cache": folders.cache,
        "database": folders.data / FILE,
    }
    if as_json:
        shell.output.document({"schema": SCHEMA, **{name: str(path) for name, path in places.items()}})
        return
    rows = [(words.text(message(f"cli.data.{name}")), path) for name, path in places.items()]
    shell.output.out.print(files_table(words.text(message("cli.data.heading")), rows))


@app.command("backup")
def back_up(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The zip file to write.")],
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Write all sessions with their sound, and your own question banks, into one file.

    Example: coach data backup ~/second-round.zip
    """
    shell = start(as_json=as_json)
    with shell.library() as library, _progress(shell, "backup") as advance:
        done = library.safekeeping.back_up(file, on_progress=advance)
    if as_json:
        shell.output.document(
            {
                "schema": SCHEMA,
                "file": str(done.path),
                "sessions": done.sessions,
                "recordings": done.recordings,
                "bytes": done.size_bytes,
            }
        )
        return
    shell.output.say(message("cli.data.backed_up", n=done.sessions, file=str(done.path)))


@app.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup that `coach data backup` wrote.")],
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Add what is in a backup and not here; what is here stays as it is.

    Example: coach data restore ~/second-round.zip
    """
    shell = start(as_json=as_json)
    with shell.library() as library, _progress(shell, "restore") as advance:
        done = library.safekeeping.restore(file, on_progress=advance)
    if as_json:
        shell.output.document(
            {"schema": SCHEMA, "added": done.added, "there": done.there, "recordings": done.recordings}
        )
        return
    shell.output.say(message("cli.data.restored", n=done.added))
    if done.there:
        shell.output.say(message("cli.data.were_there", n=done.there))


@app.command("erase")
def erase(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,  # noqa: FBT002
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Erase everything: sessions, sound, notes, caches, bug reports, and the backups that the program made.

    Backups that you made yourself stay where you put them; settings and speech models stay too.

    Example: coach data erase
    """
    shell = start(as_json=as_json)
    words = shell.output.words
    if not yes and not typer.confirm(words.text(message("cli.data.erase_question")), err=True):
        raise InputError("cli.data.kept")
    caches = personal_caches(shell.folders)
    try:
        with shell.library() as library, _progress(shell, "erase") as advance:
            done = library.safekeeping.erase_everything(caches, on_progress=advance)
    except (LibraryCorruptError, LibraryTooNewError):
        done = erase_unreadable(shell.folders.data, caches)
    if as_json:
        shell.output.document({"schema": SCHEMA, **asdict(done)})
        return
    for told in told_of(done):
        shell.output.say(told)


@contextmanager
def _progress(shell: Shell, what: str) -> Iterator[Callable[[float], None]]:
    with Progress(console=shell.output.err, transient=True) as progress:
        task = progress.add_task(shell.output.words.text(message(f"cli.data.doing_{what}")), total=1.0)
        yield lambda share: progress.update(task, completed=share)
