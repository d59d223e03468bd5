"""Words, fillers and seconds of the transcriber against faster-whisper called directly.

    python benchmarks/speech_accuracy.py CLIPS [--model base] [--json FILE]

CLIPS is a folder of clips with ``references.jsonl``, one object a line: ``file``, ``reference``, ``style``.
Fillers are told with the number of cases and a 95 % Wilson interval, since there are few of them.
"""

import argparse
import json
import math
import re
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from coach.folders import default_folders
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.speech.assemble import is_filler
from coach.speech.store import ModelStore
from coach.speech.whisper import WhisperTranscriber

_FILLER = "<filler>"
_SPOKEN = {
    "gonna": "going to",
    "wanna": "want to",
    "yknow": "you know",
    "y'know": "you know",
    "alright": "all right",
    "'er": "her",
    "i'm": "i am",
    "what's": "what is",
    "there's": "there is",
    "here's": "here is",
    "we're": "we are",
    "don't": "do not",
    "mfa": "m f a",
}
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spoken_number(digits: str) -> str:
    """A number up to 9999 as a year or a count is said."""
    value = int(digits)
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10 - 2] + (f" {_ONES[value % 10]}" if value % 10 else "")
    if value < 10_000 and value % 100 and value >= 1_000:
        return f"{spoken_number(str(value // 100))} {spoken_number(str(value % 100))}"
    return digits


def words_of(text: str) -> list[str]:
    """Words as they are compared; fillers are one token of their own."""
    text = re.sub(r"\[[^]]*\]|<[^>]*>", " ", text.casefold().replace("’", "'"))
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
    z, share = 1.96, hits / cases
    centre = share + z * z / (2 * cases)
    spread = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    return (centre - spread) / (1 + z * z / cases), (centre + spread) / (1 + z * z / cases)


@dataclass
class Tally:
    """Sums over the clips of one style."""

    words: int = 0
    errors: int = 0
    fillers: int = 0
    kept: int = 0
    invented: int = 0
    sound_s: float = 0.0
    took_s: float = 0.0
    clips: int = 0
    missed_in: list[str] = field(default_factory=list)

    def add(self, name: str, reference: str, heard: str, sound_s: float, took_s: float) -> None:
        """Count one clip."""
        said, got = words_of(reference), words_of(heard)
        said_words = [word for word in said if word != _FILLER]
        self.words += len(said_words)
        self.errors += errors(said_words, [word for word in got if word != _FILLER])
        kept = sum(
            said[block.a + offset] == _FILLER
            for block in SequenceMatcher(None, said, got, autojunk=False).get_matching_blocks()
            for offset in range(block.size)
        )
        self.fillers += said.count(_FILLER)
        self.kept += kept
        self.invented += max(0, got.count(_FILLER) - kept)
        if kept < said.count(_FILLER):
            self.missed_in.append(name)
        self.sound_s += sound_s
        self.took_s += took_s
        self.clips += 1


def _systems(path: Path, name: str) -> tuple[dict[str, Callable[[Sound], str]], float]:
    from faster_whisper import WhisperModel

    direct = WhisperModel(str(path), device="cpu", compute_type="int8")
    plain = WhisperTranscriber(path, name, second_look=False)
    full = WhisperTranscriber(path, name)
    load_s = full.load()
    plain.load()

    def call_directly(sound: Sound, *, vad_filter: bool) -> str:
        segments, _ = direct.transcribe(
            sound.samples, language="en", beam_size=5, word_timestamps=True, vad_filter=vad_filter
        )
        return "".join(segment.text for segment in segments)

    return {
        "faster-whisper, beam 5": lambda sound: call_directly(sound, vad_filter=False),
        "faster-whisper, beam 5, VAD filter": lambda sound: call_directly(sound, vad_filter=True),
        "ours without the second look": lambda sound: plain.transcribe(sound).text,
        "ours": lambda sound: full.transcribe(sound).text,
    }, load_s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clips", type=Path)
    parser.add_argument("--model", default="base")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", default="", help="systems whose name begins so")
    parser.add_argument("--show", action="store_true", help="print every text that differs in words")
    given = parser.parse_args()

    from faster_whisper import decode_audio

    store = ModelStore(default_folders().make().cache)
    systems, load_s = _systems(store.path(given.model), given.model)
    systems = {name: system for name, system in systems.items() if name.startswith(given.only)}
    rows = [json.loads(line) for line in (given.clips / "references.jsonl").read_text().splitlines() if line]
    tallies: dict[str, dict[str, Tally]] = {name: defaultdict(Tally) for name in systems}
    for row in rows:
        path = next(p for p in (given.clips / row["file"], given.clips.parent / row["file"]) if p.is_file())
        sound = Sound(np.asarray(decode_audio(str(path)), dtype=np.float32), SPEECH_RATE_HZ)
        for name, system in systems.items():
            began = time.perf_counter()
            heard = system(sound)
            took_s = time.perf_counter() - began
            for style in (row["style"], "all"):
                tallies[name][style].add(path.name, row["reference"], heard, sound.duration_s, took_s)
            if given.show:
                print(f"{path.name:32} {name:36} {heard}")

    print(f"model {given.model}, loaded in {load_s:.2f} s, {len(rows)} clips")
    print(f"{'system':36} {'style':26} {'clips':>5} {'words':>5} {'WER':>6} {'fillers':>8} "
          f"{'95 %':>12} {'invented':>8} {'s/min':>6}")  # fmt: skip
    for name, by_style in tallies.items():
        for style, tally in sorted(by_style.items()):
            low, high = wilson(tally.kept, tally.fillers)
            print(
                f"{name:36} {style:26} {tally.clips:5} {tally.words:5} {tally.errors / tally.words:6.3f} "
                f"{tally.kept:3} of {tally.fillers:<2} {low:5.2f}–{high:.2f} {tally.invented:8} "
                f"{60 * tally.took_s / tally.sound_s:6.1f}"
            )
    if given.json:
        found = {
            name: {
                style: {k: getattr(tally, k) for k in Tally.__dataclass_fields__}
                for style, tally in by.items()
            }
            for name, by in tallies.items()
        }
        given.json.write_text(json.dumps({"schema": 1, "load_s": load_s, "results": found}, indent=1))


if __name__ == "__main__":
    main()
