"""From "done" to the transcript when the answer was transcribed while it was spoken; the real process.

    python -m benchmarks.live [RUNS]

Two-minute answers, joined from the sample answers so that each ends with the end of another one.
The first minute and a half is fed as fast as it is taken in, the last 22 seconds in real time: what is left
to do at the end is the same, and a run takes a minute.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from benchmarks.figure import Figure
from coach.analysis import AnalysisConfig, AnalysisProcess, LiveAnswer, WarmJob
from coach.analysis.services import model_services
from coach.analysis.worker import NICENESS
from coach.audio.files import read_sound, write_wav
from coach.folders import default_folders
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.questions.samples import samples
from coach.speech.store import ModelStore
from coach.speech.whisper import physical_cores

RUNS = 4
SECONDS = 120
REAL_TIME_S = 22
PRESSED_AFTER_S = 0.5
"""People press the button about so long after their last word."""
BLOCK = 480
BURST = 250 * BLOCK


def answers(folder: Path) -> Iterator[tuple[Path, Sound]]:
    """Two-minute answers that end half a second after a word.

    Args:
        folder: Where their files are made.

    Yields:
        The file and its sound, endlessly.
    """
    sounds = [read_sound(sample.file).samples for sample in samples()]
    for number in range(10_000):
        last = number % len(sounds)
        joined = np.concatenate([*sounds[last + 1 :], *sounds[: last + 1]])
        loud = np.flatnonzero(np.abs(joined) > 0.02)[-1]
        silence = np.zeros(round(PRESSED_AFTER_S * SPEECH_RATE_HZ), np.float32)
        whole = np.concatenate([joined[:loud], silence])[-SECONDS * SPEECH_RATE_HZ :]
        path = folder / f"answer-{number}.wav"
        sound = Sound(whole, SPEECH_RATE_HZ)
        write_wav(path, sound)
        yield path, sound


def speak(analysis: AnalysisProcess, live: LiveAnswer, sound: Sound) -> None:
    """Feed an answer: quickly at first, then as fast as it was spoken.

    Args:
        analysis: What listens.
        live: What takes the blocks.
        sound: The answer.
    """
    quick = len(sound.samples) - REAL_TIME_S * sound.rate_hz
    for begin in range(0, quick, BLOCK):
        live.hear(sound.samples[begin : min(begin + BLOCK, quick)], sound.rate_hz)
        if begin % BURST == 0:
            # Jobs take turns with stretches, so that after these nothing is left of the last seconds.
            for _ in range(3):
                analysis.submit(WarmJob(scoring=False)).result()
    began = time.perf_counter()
    for begin in range(quick, len(sound.samples), BLOCK):
        block = sound.samples[begin : begin + BLOCK]
        due_s = (begin + len(block) - quick) / sound.rate_hz
        time.sleep(max(0.0, began + due_s - time.perf_counter()))
        live.hear(block, sound.rate_hz)


def wait_times(runs: int) -> tuple[list[float], float]:
    """Time answers, and faster-whisper on the whole of the last one.

    Args:
        runs: How many answers.

    Returns:
        Seconds from "done" to the transcript, one each, and seconds of faster-whisper.
    """
    cache = default_folders().make().cache
    analysis = AnalysisProcess(model_services, AnalysisConfig(cache=cache))
    found: list[float] = []
    try:
        analysis.submit(WarmJob(scoring=False)).result()
        with tempfile.TemporaryDirectory() as folder:
            for path, sound in islice(answers(Path(folder)), runs):
                live = analysis.listen()
                if live is None:
                    raise SystemExit("live transcription is switched off")
                speak(analysis, live, sound)
                began = time.perf_counter()
                transcript = live.finish(path).result()
                found.append(time.perf_counter() - began)
                if dict(transcript.options).get("stretches") != "live":
                    raise SystemExit("an answer was transcribed from its file")
    finally:
        analysis.close()
    chosen = ModelStore(cache).best()
    with ProcessPoolExecutor(1, get_context("spawn"), os.nice, (NICENESS,)) as pool:
        return found, pool.submit(reference_s, str(chosen.path), sound.samples).result()


def reference_s(model: str, samples: NDArray[np.float32]) -> float:
    """Time faster-whisper on a whole answer, in a process of its own with the same rank as ours.

    Args:
        model: Folder of the model.
        samples: The answer.

    Returns:
        Seconds.
    """
    direct = WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=physical_cores())
    began = time.perf_counter()
    segments, _ = direct.transcribe(samples, language="en", beam_size=5, word_timestamps=True)
    list(segments)
    return time.perf_counter() - began


def measure(runs: int = RUNS) -> list[Figure]:
    """Time both in one run."""
    found, direct_s = wait_times(runs)
    name = f'"done" to transcript, {SECONDS} s answer'
    figures = (
        (name, statistics.median(found), "1 s, and at least 8 times sooner"),
        (f"{name}, worst", max(found), "2 s of 20"),
    )
    return [
        Figure(
            name=each,
            value=value,
            unit="s",
            runs=runs,
            reference=direct_s,
            reference_name="faster-whisper on the file afterwards",
            aim=aim,
        )
        for each, value, aim in figures
    ]


if __name__ == "__main__":
    for figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS):
        print(
            f"{figure.name}: {figure.value:.2f} s of {figure.runs} runs, reference {figure.reference:.1f} s"
        )
