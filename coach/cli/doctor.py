"""``coach doctor``: is everything there, and what to do where it is not."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from rich import box
from rich.table import Table
from rich.text import Text

from coach.cli.options import JsonFlag, start
from coach.cli.shell import Shell
from coach.errors import KnownError, NotFoundError, VoiceError
from coach.library import check
from coach.model.message import Message, message
from coach.settings import declared
from coach.speech.own import shown_name
from coach.speech.speed import (
    AUTOMATIC,
    LIVE_SHARE,
    LOOKS,
    Measured,
    SpeedBook,
    measured_from,
    measured_sample,
)
from coach.speech.weights import TINY_EN, ModelKind
from coach.wire import SCHEMA

ENOUGH_BYTES = 500_000_000
"""Room for an interview of an hour and a half at 48 kHz; below it the person should know."""


@dataclass(frozen=True, slots=True)
class Check:
    """What one check found.

    Args:
        name: Such as "microphone".
        ok: Whether it is as it should be.
        found: What is there.
        fix: What to do; None when it is as it should be.
    """

    name: str
    ok: bool
    found: Message
    fix: Message | None = None


def doctor(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """Check microphone, playback, voice, weights, disk and database; each failure with its fix.

    Example: coach doctor
    """
    shell = start(as_json=as_json)
    checks = [
        _guarded(name, lambda look=look: look(shell))  # type: ignore[misc]
        for name, look in CHECKS
    ]
    words = shell.output.words
    if as_json:
        rows = [
            {
                "name": each.name,
                "ok": each.ok,
                "found": words.text(each.found),
                "fix": None if each.fix is None else words.text(each.fix),
            }
            for each in checks
        ]
        shell.output.document({"schema": SCHEMA, "checks": rows})
    else:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for heading in ("name", "state", "found"):
            table.add_column(words.text(message(f"cli.doctor.{heading}")), overflow="fold")
        for each in checks:
            state = words.text(message("cli.doctor.ok" if each.ok else "cli.doctor.not_ok"))
            found = Text(words.text(each.found))
            if each.fix is not None:
                found.append(f"\n{words.text(each.fix)}", style="yellow")
            table.add_row(words.text(message(f"cli.doctor.check.{each.name}")), state, found)
        shell.output.out.print(table)
    wrong = sum(1 for each in checks if not each.ok)
    if wrong:
        raise NotFoundError("cli.doctor.summary", n=wrong)


def _guarded(name: str, look: Callable[[], Check]) -> Check:
    """A check that can't be made is a failed one, and its error says what to do."""
    try:
        return look()
    except KnownError as error:
        return Check(name, ok=False, found=message("cli.doctor.failed"), fix=error.message)


def _microphone(shell: Shell) -> Check:
    devices = shell.sound_ports()[0].devices()
    if not devices:
        return Check(
            "microphone",
            ok=False,
            found=message("cli.doctor.none"),
            fix=message("error.audio.no_microphone"),
        )
    return Check("microphone", ok=True, found=message("cli.doctor.device", name=devices[0].name))


def _playback(shell: Shell) -> Check:
    devices = shell.sound_ports()[1].devices()
    if not devices:
        return Check(
            "playback", ok=False, found=message("cli.doctor.none"), fix=message("error.audio.no_speaker")
        )
    return Check("playback", ok=True, found=message("cli.doctor.device", name=devices[0].name))


def _voice(shell: Shell) -> Check:
    voice = shell.voice()
    if voice is None:
        raise VoiceError("error.voice.missing")
    sound = voice.speak("Thank you for coming in today.")
    seconds = shell.output.words.number(float(sound.duration_s), 1)
    return Check("voice", ok=True, found=message("cli.doctor.voice", name=voice.name, seconds=seconds))


def _weights(shell: Shell) -> Check:
    store = shell.model_store()
    chosen = store.best(shell.speed_book().resolve(shell.settings.value(declared.SPEECH_MODEL)))
    others = tuple(model.name for model in store.list() if model.kind is not ModelKind.WHISPER)
    for name in others:
        store.path(name)  # says what is wrong with it
    known = {model.name for model in store.list() if model.source != "own"}
    own = "" if chosen.name in known else "_own"
    found = message(f"cli.doctor.weights{own}", name=shown_name(chosen.name), others=others)
    return Check("weights", ok=chosen.note is None, found=found, fix=chosen.note)


def _speed(shell: Shell) -> Check:
    """Measured only when it was not before, since it takes some seconds."""
    book, setting = shell.speed_book(), shell.settings.value(declared.SPEECH_MODEL)
    name = book.resolve(setting)
    measured = book.measured(shown_name(name)) or _measure(shell, book)
    if setting == AUTOMATIC and book.resolve(setting) != name:  # base was just found too slow
        measured = book.measured(book.resolve(setting)) or _measure(shell, book)
    if measured is None:
        return Check(
            "speed", ok=False, found=message("cli.doctor.failed"), fix=message("cli.doctor.speed_fix")
        )
    found = message(
        "cli.doctor.speed",
        name=shown_name(measured.model),
        seconds=f"{60.0 * measured.share:.0f}",
        limit=f"{60.0 * LIVE_SHARE:.0f}",
    )
    if measured.fast_enough:
        return Check("speed", ok=True, found=book.why(setting) or found)
    # Advice to take the model that was just found too slow would help nobody.
    smallest = measured.model == TINY_EN.name
    fix = message("cli.doctor.speed_fix_smallest" if smallest else "cli.doctor.speed_fix")
    return Check("speed", ok=False, found=found, fix=fix)


def _measure(shell: Shell, book: SpeedBook) -> Measured | None:
    services = shell.services()
    services.warm(speech=True, scoring=False)
    best: Measured | None = None
    for _ in range(LOOKS):
        transcript = services.transcribe(measured_sample(), lambda _share: None, lambda: False)
        found = measured_from(transcript)
        if found is not None and (best is None or found.share < best.share):
            best = found
        if best is not None and best.fast_enough:
            break
    if best is not None:
        book.keep(best)
    return best


def _disk(shell: Shell) -> Check:
    free = shutil.disk_usage(shell.folders.data).free
    found = message("cli.doctor.disk", gigabytes=shell.output.words.number(free / 1e9, 1))
    if free < ENOUGH_BYTES:
        fix = message("cli.doctor.disk_fix", folder=str(shell.folders.data))
        return Check("disk", ok=False, found=found, fix=fix)
    return Check("disk", ok=True, found=found)


def _database(shell: Shell) -> Check:
    try:
        check(shell.folders.data)
    except NotFoundError:
        return Check("database", ok=True, found=message("cli.doctor.database_new"))
    with shell.library() as library:
        count = len(library.sessions())
    return Check("database", ok=True, found=message("cli.doctor.database", n=count))


CHECKS: tuple[tuple[str, Callable[[Shell], Check]], ...] = (
    ("microphone", _microphone),
    ("playback", _playback),
    ("voice", _voice),
    ("weights", _weights),
    ("speed", _speed),
    ("disk", _disk),
    ("database", _database),
)
