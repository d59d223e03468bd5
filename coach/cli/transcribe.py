"""``coach transcribe``: words with times."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from coach.analysis import Listens, WarmJob
from coach.audio.files import read_sound
from coach.cli.options import JsonFlag, ModelName, start
from coach.errors import WorkerError
from coach.model.message import message
from coach.model.transcript import Timing, Transcript
from coach.wire import SCHEMA, transcript_json

BLOCK_S = 0.03
"""As a microphone gives them."""


def transcribe_live(analysis: Listens, path: Path, on_progress: Callable[[float], None]) -> Transcript:
    """Feed a file as a microphone would, block by block in real time, and transcribe it meanwhile.

    Args:
        analysis: Has its models loaded.
        path: Any sound file.
        on_progress: Told how much was heard.

    Returns:
        The transcript; ``timing.after_end_s`` runs from the last block to it.

    Raises:
        KnownError: The file can't be read, or not be transcribed.
    """
    sound = read_sound(path)
    session = analysis.listen()
    if session is None:
        raise WorkerError("error.worker.closed")
    block = max(1, round(BLOCK_S * sound.rate_hz))
    began = time.perf_counter()
    for begin in range(0, len(sound.samples), block):
        heard = sound.samples[begin : begin + block]
        # A block is there when its last sample was spoken.
        due_s = (begin + len(heard)) / sound.rate_hz
        time.sleep(max(0.0, began + due_s - time.perf_counter()))
        session.hear(heard, sound.rate_hz)
        on_progress(due_s / max(float(sound.duration_s), due_s))
    ended = time.perf_counter()
    transcript = session.finish(path).result()
    after_end_s = time.perf_counter() - ended
    timing = transcript.timing or Timing(load_s=0.0, transcribe_s=after_end_s)
    return replace(transcript, timing=replace(timing, after_end_s=after_end_s))


def was_live(transcript: Transcript) -> bool:
    """Whether a transcript was made while it was heard, and not from the file afterwards.

    Args:
        transcript: From ``transcribe_live``.
    """
    return dict(transcript.options).get("stretches") == "live"


def transcribe(
    audio: Annotated[list[Path], typer.Argument(metavar="AUDIO ...", help="Sound files of any kind.")],
    model: ModelName = None,
    live: Annotated[bool, typer.Option("--live", help="As while somebody speaks: in real time.")] = False,  # noqa: FBT002
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Write down what is said in sound files.

    Example: coach transcribe --json answer.wav
    """
    shell = start(as_json=as_json)
    results: list[Transcript] = []
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=shell.output.err, transient=True) as progress:

        def advance(path: Path) -> Callable[[float], None]:
            task = progress.add_task(path.name, total=1.0)
            return lambda share: progress.update(task, completed=share)

        if live:
            with shell.analysis(model) as analysis:
                analysis.submit(WarmJob(scoring=False)).result()
                results = [transcribe_live(analysis, path, advance(path)) for path in audio]
            for late in (one for one in results if not was_live(one)):
                shell.output.say(message("cli.transcribe.from_file", file=late.file), style="yellow")
        else:
            services = shell.services(model)
            results = [services.transcribe(path, advance(path), lambda: False) for path in audio]
    if as_json:
        shell.output.document({"schema": SCHEMA, "results": [transcript_json(result) for result in results]})
        return
    for result in results:
        if len(results) > 1:
            shell.output.out.print(result.file, style="bold")
        shell.output.out.print(result.text)
