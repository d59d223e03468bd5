"""Pauses found against pauses made, on sound that this script makes, with and without noise.

    python benchmarks/speech_pauses.py [--json FILE]

A pause counts as found when both of its ends lie within 150 ms of the made ones.
"""

import argparse
import itertools
import json
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.speech.resample import at_speech_rate
from coach.speech.voice_activity import voice_activity

_TOLERANCE_S = 0.15
_SENTENCES = (
    "Last spring I ran the early shift at the depot.",
    "Two vans had the wrong parcels on board",
    "and the first customer had already called",
    "So I rang both drivers and met them half way.",
    "By noon every parcel was where it belonged.",
    "I learned to check the list twice.",
)
_GAPS_S = (0.4, 0.6, 0.8, 1.2, 2.0, 3.5)


def trimmed(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """A spoken sentence without the silence around it, so that made pauses are as long as they are meant."""
    loud = np.flatnonzero(np.abs(samples) > 0.01 * np.abs(samples).max())
    return samples[loud[0] : loud[-1] + 1]


def made_answer(seed: int, snr_db: float | None) -> tuple[NDArray[np.float32], list[tuple[float, float]]]:
    """Sentences with known silences between, and noise as far below the voice as asked."""
    from hibari import Hibari

    voice = Hibari()
    rng = np.random.default_rng(seed)
    pieces: list[NDArray[np.float32]] = [np.zeros(SPEECH_RATE_HZ // 2, np.float32)]
    made = []
    gaps = rng.permutation(_GAPS_S)
    for index in rng.permutation(len(_SENTENCES)):
        pieces.append(trimmed(at_speech_rate(Sound(voice(_SENTENCES[index]), voice.sample_rate))))
        start = sum(map(len, pieces))
        pieces.append(np.zeros(round(float(gaps[len(made) % len(gaps)]) * SPEECH_RATE_HZ), np.float32))
        made.append((start / SPEECH_RATE_HZ, sum(map(len, pieces)) / SPEECH_RATE_HZ))
    samples = np.concatenate(pieces)
    if snr_db is not None:
        level = np.sqrt(np.mean(np.concatenate(pieces[1::2]) ** 2)) * 10 ** (-snr_db / 20)
        samples = samples + (level * rng.standard_normal(len(samples))).astype(np.float32)
    return samples.astype(np.float32), made[:-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = []
    for snr_db in (None, 40.0, 20.0, 10.0):
        hits = made_count = found_count = 0
        took_s = sound_s = 0.0
        errors_s = []
        for seed in range(5):
            samples, made = made_answer(seed, snr_db)
            began = time.perf_counter()
            found = voice_activity(samples).pauses
            took_s += time.perf_counter() - began
            sound_s += len(samples) / SPEECH_RATE_HZ
            for (start_s, end_s), pause in itertools.product(made, found):
                if max(abs(pause.start_s - start_s), abs(pause.end_s - end_s)) <= _TOLERANCE_S:
                    hits += 1
                    errors_s += [pause.start_s - start_s, pause.end_s - end_s]
            made_count += len(made)
            # Sentences have short pauses of their own at commas; longer ones count as extra.
            found_count += sum(p.end_s - p.start_s >= min(_GAPS_S) - _TOLERANCE_S for p in found)
        precision, recall = hits / max(1, found_count), hits / made_count
        rows.append(
            {
                "noise": "none" if snr_db is None else f"{snr_db:.0f} dB below",
                "pauses": made_count,
                "precision": precision,
                "recall": recall,
                "f1": 2 * precision * recall / max(1e-9, precision + recall),
                "mean_error_ms": 1000 * float(np.mean(np.abs(errors_s))) if errors_s else None,
                "seconds_per_minute": 60 * took_s / sound_s,
            }
        )
    print(f"{'noise':12} {'pauses':>6} {'precision':>9} {'recall':>6} {'F1':>5} {'error ms':>8} {'s/min':>6}")
    for row in rows:
        error = "–" if row["mean_error_ms"] is None else f"{row['mean_error_ms']:.0f}"
        print(
            f"{row['noise']:12} {row['pauses']:6} {row['precision']:9.2f} {row['recall']:6.2f} "
            f"{row['f1']:5.2f} {error:>8} {row['seconds_per_minute']:6.2f}"
        )
    if given.json:
        given.json.write_text(json.dumps({"schema": 1, "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
