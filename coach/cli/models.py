"""``coach models``: weights."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from coach.cli.options import JsonFlag, start
from coach.cli.output import Output
from coach.errors import KnownError, ModelError
from coach.model.message import message
from coach.settings import declared, save
from coach.speech.own import inspect, is_folder_name, shown_name
from coach.speech.store import InstalledModel
from coach.wire import SCHEMA

app = typer.Typer(
    help="Weights: what is installed and whether it is genuine.\n\nExample: coach models verify",
    no_args_is_help=True,
)


@app.command("list")
def list_models(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """List the models: installed, verified, size, source.

    Example: coach models list
    """
    shell = start(as_json=as_json)
    _show(shell.output, shell.model_store().list())


@app.command("verify")
def verify(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """Read every installed model again and compare its digest.

    Example: coach models verify
    """
    shell = start(as_json=as_json)
    store = shell.model_store()
    found: list[InstalledModel] = []
    wrong: list[KnownError] = []
    with Progress(console=shell.output.err, transient=True) as progress:
        for model in store.list():
            if not model.installed:
                found.append(model)
                continue
            task = progress.add_task(model.name, total=1.0)
            try:
                found.append(
                    store.verify(
                        model.name,
                        on_progress=lambda share, task=task: progress.update(task, completed=share),  # type: ignore[misc]
                    )
                )
            except ModelError as error:
                wrong.append(error)
                found.append(replace(model, verified=False))
    _show(shell.output, tuple(found))
    if wrong:
        raise wrong[0]


@app.command("get")
def get(name: Annotated[str, typer.Argument(metavar="NAME", help="Such as small or medium.")]) -> None:
    """Fetch a larger model; the only command that reaches the network.

    Ctrl+C stops it; asked for again, it goes on where it stopped.

    Example: coach models get small
    """
    shell = start()
    store = shell.model_store()
    about = next((model for model in store.list() if model.name == name), None)
    if about is not None and not about.installed and about.source == "hub":
        shell.output.say(message("cli.models.fetching", name=name, megabytes=about.bytes // 10**6))
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=shell.output.err, transient=True) as progress:
        task = progress.add_task(name, total=1.0)
        path = store.get(name, on_progress=lambda share: progress.update(task, completed=share))
    shell.output.say(message("cli.models.fetched", name=name, path=str(path)))


@app.command("use")
def use(
    name: Annotated[
        str, typer.Argument(metavar="NAME|FOLDER", help="A model, auto, or a folder of your own.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Use an unknown folder without asking.")] = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Choose the model that listens: auto, one of the known ones, or a CTranslate2 folder of your own.

    Example: coach models use ~/models/my-whisper
    """
    shell = start()
    store = shell.model_store()
    if name not in declared.SPEECH_MODEL.choices and (is_folder_name(name) or Path(name).is_dir()):
        with Progress(console=shell.output.err, transient=True) as progress:
            task = progress.add_task(shown_name(name), total=None)
            own = inspect(Path(name), on_bytes=lambda count: progress.advance(task, count))
        if own.known:
            shell.output.say(message("cli.models.is_known", folder=str(own.folder), name=own.known))
        else:
            question = shell.output.words.text(message("speech.own_question", folder=str(own.folder)))
            if not yes and not typer.confirm(question, err=True):
                shell.output.say(message("cli.models.unchanged"))
                return
        store.agree(own)
        name = str(own.folder)
    settings = shell.settings.with_value(declared.SPEECH_MODEL.key, name)
    chosen = shell.speed_book().resolve(name)
    store.path(chosen)  # says what to do when it is not there, before it is chosen
    save(settings, shell.folders.config)
    shell.output.say(message("cli.models.used", name=shown_name(chosen)))


def _show(output: Output, models: tuple[InstalledModel, ...]) -> None:
    if output.as_json:
        rows = [
            {
                "name": model.name,
                "kind": str(model.kind),
                "installed": model.installed,
                "verified": model.verified,
                "bytes": model.bytes,
                "source": model.source,
            }
            for model in models
        ]
        output.document({"schema": SCHEMA, "models": rows})
        return
    words = output.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("name", "kind", "installed", "verified", "megabytes", "source"):
        table.add_column(words.text(message(f"cli.models.{heading}")), overflow="fold")
    answers = {
        True: words.text(message("cli.yes")),
        False: words.text(message("cli.no")),
        None: words.text(message("cli.models.unchecked")),
    }
    for model in models:
        table.add_row(
            model.name,
            words.text(message(f"cli.models.for.{model.kind}")),
            answers[model.installed],
            answers[model.verified] if model.installed else "",
            words.number(model.bytes / 1e6),
            model.source or "",
        )
    output.out.print(table)
