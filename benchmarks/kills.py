"""Sound lost when the program is killed at a random moment of a recording, and sessions lost.

An interview is held with a virtual sound card and killed; then the next start is what it is in the program:
the library is opened, what was cut off is adopted, and the answer has to wait there for its transcription.
"""

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.figure import Figure
from coach.audio.files import read_sound, write_wav
from coach.audio.wav import adopt_orphans
from coach.library import Library, Recovered
from coach.model.session import AnswerStatus
from coach.model.sound import Sound
from coach.units import Hertz

KILLS = 50
LATEST_S = 4.0
START_LIMIT_S = 60.0
_TESTS = Path(__file__).resolve().parent.parent / "tests"
_CHILD = Path(__file__).with_name("kills_child.py")


@dataclass(frozen=True, slots=True)
class Kill:
    """What one kill cost.

    Args:
        heard_s: Sound that the program had heard and that is gone.
        spoken_s: Time from the end of what is kept to the kill, the sound card's own delay included.
        intact: Whether the session, its earlier answer and the cut-off one are there at the next start.
    """

    heard_s: float
    spoken_s: float
    intact: bool


def measure() -> list[Figure]:
    """Kill the program often enough.

    Returns:
        Two figures of sound and one of sessions; none where there is no virtual sound card to be had.
    """
    if shutil.which("pulseaudio") is None or shutil.which("pactl") is None:
        print("no pulseaudio here: kills are not measured")
        return []
    kills = run(KILLS, random.Random(4))  # noqa: S311 - no secret
    runs = len(kills)
    heard, spoken = [kill.heard_s for kill in kills], [kill.spoken_s for kill in kills]
    lost = sum(not kill.intact for kill in kills)
    return [
        Figure(name="kill: sound heard and lost, most", value=max(heard), unit="s", runs=runs, aim="<= 0.5"),
        Figure(name="kill: sound heard and lost", value=statistics.median(heard), unit="s", runs=runs),
        Figure(name="kill: spoken and lost, most", value=max(spoken), unit="s", runs=runs, aim="<= 0.5"),
        Figure(name="kill: spoken and lost", value=statistics.median(spoken), unit="s", runs=runs),
        Figure(name="kill: sessions lost", value=lost, unit="", runs=runs, aim="0"),
    ]


def run(kills: int, moments: random.Random) -> list[Kill]:
    """Kill so many recordings.

    Args:
        kills: How many.
        moments: Chooses when.

    Returns:
        What each cost.
    """
    sys.path.insert(0, str(_TESTS))
    import pytest
    from sound_lab import sound_lab

    patch = pytest.MonkeyPatch()
    try:
        with sound_lab(patch) as lab, tempfile.TemporaryDirectory() as folder:
            noise = Path(folder) / "noise.wav"
            samples = np.random.default_rng(1).normal(0.0, 0.05, 48_000 * 30)
            write_wav(noise, Sound(samples.astype(np.float32), Hertz(48_000)))
            found = []
            for number in range(kills):
                lab.begin_to_say(noise)
                found.append(kill(Path(folder) / str(number), moments.uniform(0.05, LATEST_S)))
            return found
    finally:
        patch.undo()


def kill(folder: Path, after_s: float) -> Kill:
    """Hold an interview, kill it, start again.

    Args:
        folder: Its data.
        after_s: Seconds from the first sound to the kill.

    Returns:
        What it cost.
    """
    child = subprocess.Popen([sys.executable, str(_CHILD), str(folder)], stdout=subprocess.PIPE, text=True)
    if child.stdout is None:
        raise RuntimeError("the child says nothing")
    with child, child.stdout as lines:
        first_at_s, first_s = (float(number) for number in lines.readline().split())
        time.sleep(max(0.0, first_at_s + after_s - time.monotonic()))
        child.kill()
        killed_at_s = time.monotonic()
        # What it still said before it died counts as heard too; a line that was cut off does not.
        said = [line.split() for line in lines.read().splitlines()[:-1]]
    heard_s = max([first_s, *(float(line[1]) for line in said if len(line) == 2)])
    kept_s, intact = _next_start(folder)
    began_at_s = first_at_s - first_s
    return Kill(max(0.0, heard_s - kept_s), max(0.0, killed_at_s - began_at_s - kept_s), intact)


def _next_start(folder: Path) -> tuple[float, bool]:
    with Library.open(folder) as library:
        library.reconcile(Recovered(title="?", question="?"), repair=adopt_orphans)
        sessions = library.sessions()
        if [summary.title for summary in sessions] != ["Killed"]:
            return 0.0, False
        earlier, *cut_off = library.session(sessions[0].id).answers
        waiting = {entry.answer.id for entry in library.pending()}
        kept_s = sum(
            float(read_sound(library.sound_path(answer)).duration_s)
            for answer in cut_off
            if answer.status is not AnswerStatus.FAILED
        )
        # Of a recording that was killed in its first quarter of a second there may be nothing to wait for.
        offered = kept_s == 0.0 or {answer.id for answer in cut_off} <= waiting
        return kept_s, earlier.typed == "I rang the driver." and len(cut_off) == 1 and offered
