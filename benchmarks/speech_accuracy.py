"""Words and fillers of the live path against faster-whisper called directly, with and without its filter.

    SPEECH_CLIPS=FOLDER python -m benchmarks speech_accuracy

Without SPEECH_CLIPS only the project's own voice is measured, which is easy to understand; see ``sounds``.
Both are told with the number of cases and a 95 % Wilson interval, since there are few of them.
A file is read in the same stretches as live sound, so one row stands for both (a test holds them together).
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from benchmarks.figure import Figure
from benchmarks.sounds import Spoken, spoken
from coach.folders import default_folders
from coach.model.sound import SPEECH_RATE_HZ
from coach.speech.assemble import is_filler
from coach.speech.live import LiveTranscriber
from coach.speech.store import ModelStore
from coach.speech.whisper import WhisperTranscriber, physical_cores

MOST_MADE = 5
BLOCK = 480

_FILLER = "<filler>"
_SPOKEN = {
    "gonna": "going to",
    "wanna": "want to",
    "yknow": "you know",
    "y'know": "you know",
    "alright": "all right",
    "'er": "her",
    "i'm": "i am",
    "it's": "it is",
    "that's": "that is",
    "what's": "what is",
    "there's": "there is",
    "here's": "here is",
    "we're": "we are",
    "don't": "do not",
    "didn't": "did not",
    "mfa": "m f a",
    "centre": "center",
    "tyre": "tire",
    "tyres": "tires",
    "colour": "color",
    "woodcutters": "wood cutters",
    "fifteenth": "15th",
}
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spoken_number(digits: str) -> str:
    """A number up to 9999 as a year or a count is said, without "and"."""
    value = int(digits)
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10 - 2] + (f" {_ONES[value % 10]}" if value % 10 else "")
    if value < 1_000:
        rest = f" {spoken_number(str(value % 100))}" if value % 100 else ""
        return f"{_ONES[value // 100]} hundred{rest}"
    if value < 10_000 and value % 100:
        return f"{spoken_number(str(value // 100))} {spoken_number(str(value % 100))}"
    return digits


def words_of(text: str) -> list[str]:
    """Words as they are compared; fillers are one token of their own."""
    text = re.sub(r"\[[^]]*\]|<[^>]*>", " ", text.casefold().replace("\u2019", "'"))
    text = re.sub(r"\ba hundred\b", "one hundred", text)
    text = re.sub(r"\bhundred and\b", "hundred", text)
    words: list[str] = []
    for word in re.findall(r"[\w']+", text):
        if word in _SPOKEN:
            words.extend(_SPOKEN[word].split())
        elif is_filler(word):
            words.append(_FILLER)
        elif word.isdigit():
            words.extend(spoken_number(word).split())
        else:
            words.extend(word.replace("'", "").split())
    return words


def errors(reference: list[str], heard: list[str]) -> int:
    """Least number of changed, missing and added words."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(reference, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def wilson(hits: int, cases: int) -> tuple[float, float]:
    """95 % interval of a share."""
    if not cases:
        return 0.0, 1.0
    z, share = 1.96, min(1.0, hits / cases)
    centre = share + z * z / (2 * cases)
    spread = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    return (centre - spread) / (1 + z * z / cases), (centre + spread) / (1 + z * z / cases)


@dataclass
class Tally:
    """Sums over some sounds."""

    words: int = 0
    errors: int = 0
    fillers: int = 0
    kept: int = 0
    invented: int = 0
    sound_s: float = 0.0

    def add(self, reference: str, heard: str, sound_s: float) -> None:
        """Count one sound."""
        said, got = words_of(reference), words_of(heard)
        said_words = [word for word in said if word != _FILLER]
        self.words += len(said_words)
        self.errors += errors(said_words, [word for word in got if word != _FILLER])
        blocks = SequenceMatcher(None, said, got, autojunk=False).get_matching_blocks()
        kept = sum(said[b.a + offset] == _FILLER for b in blocks for offset in range(b.size))
        self.fillers += said.count(_FILLER)
        self.kept += kept
        self.invented += max(0, got.count(_FILLER) - kept)
        self.sound_s += sound_s

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.words + other.words,
            self.errors + other.errors,
            self.fillers + other.fillers,
            self.kept + other.kept,
            self.invented + other.invented,
            self.sound_s + other.sound_s,
        )


def _systems() -> dict[str, Callable[[NDArray[np.float32]], str]]:
    from faster_whisper import WhisperModel

    chosen = ModelStore(default_folders().make().cache).best()
    direct = WhisperModel(str(chosen.path), device="cpu", compute_type="int8", cpu_threads=physical_cores())
    ours = WhisperTranscriber(chosen.path, chosen.name)

    def call_directly(samples: NDArray[np.float32], *, vad_filter: bool) -> str:
        segments, _ = direct.transcribe(
            samples, language="en", beam_size=5, word_timestamps=True, vad_filter=vad_filter
        )
        return "".join(segment.text for segment in segments)

    def live(samples: NDArray[np.float32]) -> str:
        answer = LiveTranscriber(ours)
        for begin in range(0, len(samples), BLOCK):
            answer.hear(samples[begin : begin + BLOCK], SPEECH_RATE_HZ)
            while answer.work():
                pass
        return answer.finish().text

    return {
        "live": live,
        "without filter": lambda samples: call_directly(samples, vad_filter=False),
        "with filter": lambda samples: call_directly(samples, vad_filter=True),
    }


def tallies(sounds: list[Spoken]) -> dict[str, dict[bool, Tally]]:
    """Count for each system, natural and made speech apart.

    Args:
        sounds: What to transcribe.

    Returns:
        By system, then by whether people spoke it.
    """
    systems = _systems()
    found = {name: {True: Tally(), False: Tally()} for name in systems}
    for sound in sounds:
        for name, system in systems.items():
            one = Tally()
            one.add(sound.text, system(sound.samples), sound.length_s)
            found[name][sound.natural] += one
            print(
                f"  {sound.name:28} {name:16} {one.errors}/{one.words} words wrong, "
                f"{one.kept}/{one.fillers} fillers, {one.invented} invented"
            )
    return found


def measure(most_made: int = MOST_MADE) -> list[Figure]:
    """Transcribe all sound with all systems."""
    found = tallies(list(spoken(most_made)))
    figures: list[Figure] = []
    for natural, kind in ((True, "spoken by people"), (False, "the project's voice")):
        ours = found["live"][natural]
        if ours.words:
            figures += _figures(
                kind, ours, {name: by[natural] for name, by in found.items() if name != "live"}
            )
    return figures


def _figures(kind: str, ours: Tally, theirs: dict[str, Tally]) -> list[Figure]:
    """Rows for one kind of speech."""

    def interval(hits: int, cases: int) -> str:
        low, high = wilson(hits, cases)
        return f"{hits} of {cases}, 95 % {100 * low:.1f} to {100 * high:.1f}"

    best, reference = min(theirs.items(), key=lambda each: each[1].errors)
    both = ", ".join(f"{name} {one.errors}" for name, one in theirs.items())
    rows = [
        Figure(
            name=f"word errors, {kind} ({interval(ours.errors, ours.words)})",
            value=100 * ours.errors / ours.words,
            unit="%",
            runs=1,
            reference=100 * reference.errors / reference.words,
            reference_name=f"faster-whisper {best} ({both})",
            aim="not more than 0.3 points worse",
        )
    ]
    if ours.fillers:
        most = max(one.kept for one in theirs.values())
        rows += [
            Figure(
                name=f"fillers kept, {kind} ({interval(ours.kept, ours.fillers)})",
                value=100 * ours.kept / ours.fillers,
                unit="%",
                runs=1,
                reference=100 * most / ours.fillers,
                reference_name="faster-whisper, the better of both",
                aim="90",
            ),
        ]
    rows.append(
        Figure(
            name=f"fillers invented in 10 minutes, {kind} ({ours.invented} in {ours.sound_s:.0f} s)",
            value=600 * ours.invented / ours.sound_s,
            unit="",
            runs=1,
            aim="at most 1",
        )
    )
    return rows
