"""How soon a microphone that fails is noticed, and how soon the same recording goes on with another one."""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure
from coach.audio.ports import Recording
from coach.audio.sounddevice_io import real_ports
from coach.errors import AudioError, MicrophoneLostError

RUNS = 5
POLL_S = 0.02
LIMIT_S = 30.0
_TESTS = Path(__file__).resolve().parent.parent / "tests"


def measure() -> list[Figure]:
    """Break a virtual sound card in three ways.

    Returns:
        Two figures a fault; none where there is no virtual sound card to be had.
    """
    if shutil.which("pulseaudio") is None or shutil.which("pactl") is None:
        print("no pulseaudio here: faults are not measured")
        return []
    sys.path.insert(0, str(_TESTS))
    figures: list[Figure] = []
    for name, break_it, mend in (
        ("source removed", "unplug", None),
        ("server frozen", "freeze", "thaw"),
        ("server killed", "kill", "start"),
    ):
        times = [_once(break_it, mend) for _ in range(RUNS)]
        told, back = zip(*times, strict=True)
        figures.append(
            Figure(name=f"{name}: noticed, slowest", value=max(told), unit="s", runs=RUNS, aim="<= 2")
        )
        what = "recording goes on" if mend is None else "goes on once mended"
        figures.append(Figure(name=f"{name}: {what}", value=statistics.median(back), unit="s", runs=RUNS))
    return figures


def _once(break_it: str, mend: str | None) -> tuple[float, float]:
    import pytest
    from sound_lab import sound_lab

    patch = pytest.MonkeyPatch()
    try:
        with sound_lab(patch) as lab, tempfile.TemporaryDirectory() as folder:
            lab.plug_another("Headset")
            recording = real_ports()[0].record(Path(folder) / "a.wav")
            _until(lambda: recording.elapsed_s > 1.0)
            getattr(lab, break_it)()
            began = time.monotonic()
            _until(lambda: _lost(recording))
            told_s = time.monotonic() - began
            if mend is not None:
                getattr(lab, mend)()
            began = time.monotonic()
            _until(lambda: _goes_on(recording))
            back_s = time.monotonic() - began
            recording.stop()
            return told_s, back_s
    finally:
        patch.undo()


def _lost(recording: Recording) -> bool:
    try:
        recording.check()
    except MicrophoneLostError:
        return True
    return False


def _goes_on(recording: Recording) -> bool:
    try:
        recording.go_on()
    except AudioError:
        return False
    return True


def _until(holds: Callable[[], Any]) -> None:
    end = time.monotonic() + LIMIT_S
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("it never came")
        time.sleep(POLL_S)
