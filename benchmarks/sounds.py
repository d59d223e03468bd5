"""Sound to measure speech on: what the project made, what a folder of clips holds, and minutes of no speech.

Clips are read from the folder that ``SPEECH_CLIPS`` names: ``references.jsonl`` with ``file``, ``reference``
and ``style`` a line, ``file`` below the folder or beside it.
They are joined with short silences, one sound for each folder, since an answer is longer than a clip.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.files import read_sound
from coach.model.sound import SPEECH_RATE_HZ
from coach.questions.samples import samples
from coach.speech.resample import at_speech_rate

VARIABLE = "SPEECH_CLIPS"
GAP_S = 0.6
NOISE_S = 600


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """Sound with its words.

    Args:
        name: What it is.
        samples: Shape ``(frames,)``, float32 at 16 kHz.
        text: Exactly what is said.
        natural: Whether people spoke it, and not the project's voice.
    """

    name: str
    samples: NDArray[np.float32]
    text: str
    natural: bool

    @property
    def length_s(self) -> float:
        """Seconds of sound."""
        return len(self.samples) / SPEECH_RATE_HZ


def spoken(most_made: int = 10) -> Iterator[Spoken]:
    """All sound with words.

    Args:
        most_made: How many of the sample answers.

    Yields:
        The clips of ``SPEECH_CLIPS``, joined by folder; then sample answers.
    """
    if os.environ.get(VARIABLE):
        yield from clips(Path(os.environ[VARIABLE]))
    for sample in samples()[:most_made]:
        yield Spoken(sample.id, at_speech_rate(read_sound(sample.file)), sample.text, natural=False)


def clips(folder: Path) -> Iterator[Spoken]:
    """Clips of a folder.

    Args:
        folder: With ``references.jsonl``.

    Yields:
        Joined by the folder that they lie in.
    """
    gap = np.zeros(round(GAP_S * SPEECH_RATE_HZ), np.float32)
    sounds: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    texts: dict[str, list[str]] = defaultdict(list)
    for line in (folder / "references.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = next(p for p in (folder / row["file"], folder.parent / row["file"]) if p.is_file())
        sounds[path.parent.name] += [at_speech_rate(read_sound(path)), gap]
        texts[path.parent.name].append(row["reference"])
    for name, parts in sounds.items():
        yield Spoken(name, np.concatenate(parts), " ".join(texts[name]), natural=True)


def noises(seconds: int = NOISE_S) -> dict[str, NDArray[np.float32]]:
    """Sound without a voice, made by code.

    Args:
        seconds: Of all kinds together.

    Returns:
        By kind, float32 at 16 kHz.
    """
    rng = np.random.default_rng(11)
    each = seconds // 6
    count = each * SPEECH_RATE_HZ
    t = np.arange(count) / SPEECH_RATE_HZ
    # Chords that change every half second, with falling loudness: like a piano on the other side of a wall.
    notes = 220 * 2 ** (np.array([0, 3, 5, 7, 10, 12]) / 12)
    chords = rng.choice(notes, (2 * each, 3))
    beat = (2 * t).astype(int)
    music = sum(np.sin(2 * np.pi * chords[beat, k] * t) for k in range(3)) * np.exp(-3 * (t % 0.5))
    clicks = np.zeros(count)
    for at in rng.integers(0, count - 800, 4 * each):
        length = rng.integers(80, 400)
        clicks[at : at + length] += rng.standard_normal(length) * np.exp(-np.arange(length) / (length / 5))
    hiss = rng.standard_normal(count)
    breath = np.convolve(hiss, np.ones(6) / 6, mode="same") * np.clip(np.sin(2 * np.pi * t / 4), 0, 1) ** 2
    made = {
        "silence": 0.0005 * rng.standard_normal(count),
        "keys": 0.3 * clicks,
        "music": 0.08 * music,
        "breathing": 0.06 * breath,
        "hiss": 0.02 * hiss,
        "hum": 0.1 * np.sin(2 * np.pi * 50 * t) + 0.05 * np.sin(2 * np.pi * 150 * t) + 0.003 * hiss,
    }
    return {kind: np.asarray(one, np.float32) for kind, one in made.items()}
