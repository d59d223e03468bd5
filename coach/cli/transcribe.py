"""``coach transcribe``: words with times."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from coach.cli.options import JsonFlag, ModelName, start
from coach.model.transcript import Transcript
from coach.wire import SCHEMA, transcript_json


def transcribe(
    audio: Annotated[list[Path], typer.Argument(metavar="AUDIO ...", help="Sound files of any kind.")],
    model: ModelName = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Write down what is said in sound files.

    Example: coach transcribe --json answer.wav
    """
    shell = start(as_json=as_json)
    services = shell.services(model)
    results: list[Transcript] = []
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=shell.output.err, transient=True) as progress:
        for path in audio:
            task = progress.add_task(path.name, total=1.0)
            results.append(
                services.transcribe(
                    path,
                    lambda share, task=task: progress.update(task, completed=share),  # type: ignore[misc]
                    lambda: False,
                )
            )
    if as_json:
        shell.output.document({"schema": SCHEMA, "results": [transcript_json(result) for result in results]})
        return
    for result in results:
        if len(results) > 1:
            shell.output.out.print(result.file, style="bold")
        shell.output.out.print(result.text)
