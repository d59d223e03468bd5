"""``coach data``: the person's data."""

import typer

from coach.cli.options import JsonFlag, start
from coach.cli.show import files_table
from coach.library.places import FILE
from coach.model.message import message
from coach.wire import SCHEMA

app = typer.Typer(help="Your data.\n\nExample: coach data where", no_args_is_help=True)


@app.callback()
def root() -> None:
    """Keep ``where`` a command of its own."""


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
