"""Transcribing a 70 s answer, against calling faster-whisper directly on the same samples."""

import tempfile
from pathlib import Path

from faster_whisper import WhisperModel

from benchmarks.answers import spoken_answer
from benchmarks.figure import Figure, median_s
from coach.audio.files import read_sound
from coach.folders import default_folders
from coach.speech.store import ModelStore
from coach.speech.whisper import WhisperTranscriber, physical_cores

RUNS = 3
SECONDS = 70.0


def measure() -> list[Figure]:
    """Time both, turn by turn."""
    chosen = ModelStore(default_folders().make().cache).best()
    ours = WhisperTranscriber(chosen.path, chosen.name)
    direct = WhisperModel(str(chosen.path), device="cpu", compute_type="int8", cpu_threads=physical_cores())
    with tempfile.TemporaryDirectory() as folder:
        sound = read_sound(spoken_answer(Path(folder), SECONDS))

    def directly() -> None:
        segments, _ = direct.transcribe(
            sound.samples, language="en", beam_size=5, word_timestamps=True, condition_on_previous_text=False
        )
        list(segments)

    directly()
    ours.transcribe(sound)
    direct_s = median_s(directly, RUNS)
    ours_s = median_s(lambda: ours.transcribe(sound), RUNS)
    return [
        Figure(
            name=f"transcribe {SECONDS:.0f} s",
            value=ours_s,
            unit="s",
            runs=RUNS,
            reference=direct_s,
            reference_name="faster-whisper directly",
            aim="words, pauses, fillers in little more than its time",
        )
    ]
