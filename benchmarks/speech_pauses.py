"""Pauses found against pauses made, on sound that this script makes, with and without noise.

    python -m benchmarks speech_pauses

A pause counts as found when both of its ends lie within 150 ms of the made ones.
"""

import itertools

import numpy as np
from numpy.typing import NDArray

from benchmarks.figure import Figure
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.speech.resample import at_speech_rate
from coach.speech.voice_activity import voice_activity

_TOLERANCE_S = 0.15
_SEEDS = 5
_SNRS_DB = (None, 40.0, 20.0, 10.0)
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


def measure(seeds: int = _SEEDS) -> list[Figure]:
    """Find the pauses of made answers at several levels of noise."""
    figures: list[Figure] = []
    for snr_db in _SNRS_DB:
        hits = made_count = found_count = 0
        errors_s: list[float] = []
        for seed in range(seeds):
            samples, made = made_answer(seed, snr_db)
            found = voice_activity(samples).pauses
            for (start_s, end_s), pause in itertools.product(made, found):
                if max(abs(pause.start_s - start_s), abs(pause.end_s - end_s)) <= _TOLERANCE_S:
                    hits += 1
                    errors_s += [abs(pause.start_s - start_s), abs(pause.end_s - end_s)]
            made_count += len(made)
            # Sentences have short pauses of their own at commas; longer ones count as extra.
            found_count += sum(p.end_s - p.start_s >= min(_GAPS_S) - _TOLERANCE_S for p in found)
        noise = "no noise" if snr_db is None else f"noise {snr_db:.0f} dB below the voice"
        error = f", ends off by {1000 * float(np.mean(errors_s)):.0f} ms" if errors_s else ""
        figures.append(
            Figure(
                name=f"pauses found within 150 ms, {noise} ({hits} of {made_count}{error})",
                value=2 * hits / max(1, found_count + made_count),
                unit="F1",
                runs=seeds,
                aim="0.9",
            )
        )
    return figures


if __name__ == "__main__":
    for figure in measure():
        print(f"{figure.name}: F1 {figure.value:.2f}")
