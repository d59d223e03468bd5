"""Words invented in ten minutes of noise without a voice, beside faster-whisper with its defaults."""

from faster_whisper import WhisperModel

from benchmarks.figure import Figure
from benchmarks.sounds import noises
from coach.folders import default_folders
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.speech.store import ModelStore
from coach.speech.whisper import WhisperTranscriber, physical_cores

MINUTES = 10


def measure(minutes: int = MINUTES) -> list[Figure]:
    """Transcribe all kinds of noise with both."""
    chosen = ModelStore(default_folders().make().cache).best()
    ours = WhisperTranscriber(chosen.path, chosen.name)
    direct = WhisperModel(str(chosen.path), device="cpu", compute_type="int8", cpu_threads=physical_cores())
    invented, filtered, theirs = 0, 0, 0
    for kind, samples in noises(60 * minutes).items():
        found = ours.transcribe(Sound(samples, SPEECH_RATE_HZ))
        invented += len(found.words)
        filtered += sum(len(one.text.split()) for one in found.filtered)
        segments, _ = direct.transcribe(samples, language="en")
        words = "".join(segment.text for segment in segments).split()
        theirs += len(words)
        print(f"  {kind}: {len(found.words)} words, {len(found.filtered)} filtered, reference {len(words)}")
    return [
        Figure(
            name=f"words invented in {minutes} minutes without a voice ({filtered} filtered)",
            value=invented,
            unit="words",
            runs=1,
            reference=theirs,
            reference_name="faster-whisper's defaults",
            aim="0",
        )
    ]


if __name__ == "__main__":
    for figure in measure():
        print(f"{figure.name}: {figure.value:.0f}, reference {figure.reference:.0f}")
