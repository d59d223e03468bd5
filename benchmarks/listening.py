"""What the analysis process costs while nobody speaks yet, and its memory with every model loaded."""

import multiprocessing
import os
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.figure import Figure
from coach.analysis import AnalysisConfig, AnalysisProcess, WarmJob
from coach.analysis.services import model_services
from coach.audio.files import read_sound, write_wav
from coach.folders import default_folders
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.questions.samples import samples

SECONDS = 40
RATE_HZ = 48_000
BLOCK = 1_440


def cpu_s(process_id: int) -> float:
    """Processor time that a process has used, from Linux's own count.

    Args:
        process_id: Of a running process.

    Returns:
        Seconds.
    """
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def most_memory_mb(process_id: int) -> float:
    """The most memory that a process has held, from Linux's own count.

    Args:
        process_id: Of a running process.

    Returns:
        Megabytes.
    """
    for line in Path(f"/proc/{process_id}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def measure(seconds: int = SECONDS) -> list[Figure]:
    """Listen to a quiet room in real time, then transcribe an answer."""
    analysis = AnalysisProcess(model_services, AnalysisConfig(cache=default_folders().make().cache))
    room = (0.002 * np.random.default_rng(5).standard_normal(seconds * RATE_HZ)).astype(np.float32)
    try:
        analysis.submit(WarmJob()).result()
        (child,) = (one for one in multiprocessing.active_children() if one.name == "analysis")
        if child.pid is None:
            raise SystemExit("the analysis process has gone")
        live = analysis.listen()
        if live is None:
            raise SystemExit("live transcription is switched off")
        began, before_s = time.perf_counter(), (cpu_s(child.pid), time.process_time())
        for begin in range(0, len(room), BLOCK):
            time.sleep(max(0.0, began + begin / RATE_HZ - time.perf_counter()))
            live.hear(room[begin : begin + BLOCK], RATE_HZ)
        took_s = time.perf_counter() - began
        childs_s, own_s = cpu_s(child.pid) - before_s[0], time.process_time() - before_s[1]
        live.cancel()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answer.wav"
            spoken = np.concatenate([read_sound(sample.file).samples for sample in samples()[:3]])
            write_wav(path, Sound(spoken, SPEECH_RATE_HZ))
            answer = analysis.listen()
            if answer is None:
                raise SystemExit("live transcription is switched off")
            for begin in range(0, len(spoken), 480):
                answer.hear(spoken[begin : begin + 480], SPEECH_RATE_HZ)
                if begin % 48_000 == 0:
                    analysis.submit(WarmJob()).result()
            answer.finish(path).result()
        memory_mb = most_memory_mb(child.pid)
    finally:
        analysis.close()
    return [
        Figure(
            name="processor time while only listening: analysis process",
            value=100 * childs_s / took_s,
            unit="% of a core",
            runs=1,
            aim="under 5, with the next row",
        ),
        Figure(
            name="processor time while only listening: handing the sound over",
            value=100 * own_s / took_s,
            unit="% of a core",
            runs=1,
        ),
        Figure(
            name="most memory of the analysis process",
            value=memory_mb,
            unit="MB",
            runs=1,
            aim="under 900",
        ),
    ]


if __name__ == "__main__":
    for figure in measure():
        print(f"{figure.name}: {figure.value:.1f} {figure.unit}")
