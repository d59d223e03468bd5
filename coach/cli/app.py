"""The commands, and how errors end them: 0 done, 1 could not be met, 2 wrong arguments."""

import logging
import sys
import traceback
from datetime import datetime

import typer

from coach import __version__
from coach.cli import banks, data, followup_edit, models, prepare_edit, sessions
from coach.cli.ask import ask
from coach.cli.bring import bring_command
from coach.cli.demo import demo
from coach.cli.doctor import doctor
from coach.cli.export import export
from coach.cli.output import Output
from coach.cli.plans import plans
from coach.cli.practice import practice
from coach.cli.rescore import rescore
from coach.cli.score import score
from coach.cli.self_test import self_test
from coach.cli.transcribe import transcribe
from coach.cli.window import has_screen, open_window
from coach.errors import KnownError
from coach.folders import default_folders
from coach.model.message import message
from coach.words import Words

HELP = """Practise job interviews out loud, on your own computer.

Without a command, the window opens.

Nothing that you say leaves this machine.

Example: coach practice --questions 3
"""


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"second-round {__version__}")
        raise typer.Exit


def build_app() -> typer.Typer:
    """Put the commands together.

    Returns:
        The program.
    """
    app = typer.Typer(
        help=HELP,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        _version_flag: bool = typer.Option(  # noqa: FBT001 - typer's way to declare a flag
            False,  # noqa: FBT003
            "--version",
            help="Say which version this is.",
            callback=lambda value: _version(wanted=value),
            is_eager=True,
        ),
    ) -> None:
        """Only the options that stand before a command; without a command, the window opens."""
        if context.invoked_subcommand is None:
            if has_screen():
                raise typer.Exit(open_window())
            typer.echo(context.get_help())
            typer.echo(Words.load().text(message("cli.no_screen")), err=True)
            raise typer.Exit(1)

    app.command("demo")(demo)
    app.command("practice")(practice)
    app.command("plans")(plans)
    app.command("transcribe")(transcribe)
    app.command("bring")(bring_command)
    app.command("score")(score)
    app.command("ask")(ask)
    app.add_typer(sessions.app, name="sessions")
    app.command("export")(export)
    app.command("rescore")(rescore)
    app.add_typer(banks.app, name="banks")
    app.add_typer(prepare_edit.app, name="prepare")
    app.add_typer(followup_edit.app, name="followup")
    app.add_typer(models.app, name="models")
    app.command("doctor")(doctor)
    app.command("self-test")(self_test)
    app.add_typer(data.app, name="data")
    return app


LIST_OPTIONS = frozenset({"--answers", "--question"})
"""Options of ``practice`` that take several values, as in ``--answers a.wav b.wav``."""


def spread_lists(arguments: list[str]) -> list[str]:
    """Repeat an option before each of its values, since the command-line library takes one at a time.

    Args:
        arguments: What stands after the program's name.

    Returns:
        The same, with ``--answers a b`` as ``--answers a --answers b``; other commands are left alone.
    """
    if arguments[:1] != ["practice"]:
        return arguments
    spread: list[str] = []
    option: str | None = None
    given = 0
    for argument in arguments:
        if argument.startswith("-"):
            option = argument if argument in LIST_OPTIONS else None
            given = 0
        elif option is not None:
            given += 1
            if given > 1:
                spread.append(option)
        spread.append(argument)
    return spread


def main() -> None:
    """Run the program and end with its exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        build_app()(spread_lists(sys.argv[1:]))
    except KnownError as error:
        output = Output(Words.load(), as_json=False)
        output.err.print(output.words.text(error.message), style="red")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:  # noqa: BLE001 - the last net: a bug is told in one line, with its report in a file
        _tell_bug()
        sys.exit(1)


def _tell_bug() -> None:
    """Keep the report of a bug in a file of the person's own, and say where it is."""
    folder = default_folders().data / "bugs"
    path = folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")
        told = message("cli.bug", file=str(path))
    except OSError:
        told = message("cli.bug_not_kept", folder=str(folder))
    output = Output(Words.load(), as_json=False)
    output.err.print(output.words.text(told), style="red")
