"""Makes the recorded answers in assets/samples/ again, from the scripts in samples.toml.

    python scripts/make_samples.py            makes every file
    python scripts/make_samples.py ID ...     makes some

The program's own voice speaks the text; silences are a faint room tone, as a microphone would give.
The same scripts give the same samples, so a file changes only when its script, the voice or this script does.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.model.sound import SPEECH_RATE_HZ
from coach.questions.samples import Sample, samples
from coach.voice.hibari_voice import HibariVoice

LEAD_S = 0.6
"""Silence before the first and after the last word."""

ROOM_TONE = 0.0004
"""Standard deviation of the room tone: -68 dB, a quiet room."""

QUIET = 0.004
"""Below this the ends of a spoken stretch are cut off, so that a silence is as long as the script says."""


def _trimmed(spoken: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    loud = np.flatnonzero(np.abs(spoken) > QUIET)
    if not len(loud):
        return spoken[:0]
    margin = int(0.06 * rate_hz)
    return spoken[max(0, loud[0] - margin) : loud[-1] + margin]


def _speak(sample: Sample) -> NDArray[np.float32]:
    import soxr

    voice = HibariVoice(sample.speed)
    pieces = [np.zeros(int(LEAD_S * SPEECH_RATE_HZ), np.float32)]
    for stretch in sample.script:
        if stretch.text:
            sound = voice.speak(stretch.text)
            spoken = soxr.resample(sound.samples, sound.rate_hz, SPEECH_RATE_HZ)
            pieces.append(_trimmed(spoken.astype(np.float32), SPEECH_RATE_HZ))
        pieces.append(np.zeros(int(stretch.pause_s * SPEECH_RATE_HZ), np.float32))
    pieces.append(np.zeros(int(LEAD_S * SPEECH_RATE_HZ), np.float32))
    whole = np.concatenate(pieces)
    tone = np.random.default_rng(0).normal(0.0, ROOM_TONE, len(whole)).astype(np.float32)
    return np.clip(whole + tone, -1.0, 1.0)


def _write_flac(path: Path, samples_16k: NDArray[np.float32]) -> None:
    import av

    pcm = np.rint(samples_16k * 32_767).astype(np.int16)[np.newaxis, :]
    with av.open(str(path), "w", format="flac") as target:
        stream = target.add_stream("flac", rate=int(SPEECH_RATE_HZ), layout="mono", format="s16")
        stream.options = {"compression_level": "12"}
        frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
        frame.sample_rate = int(SPEECH_RATE_HZ)
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            target.mux(packet)


def main(wanted: list[str]) -> int:
    """Make the files.

    Args:
        wanted: Ids of samples; empty for all.

    Returns:
        0, or 2 when an id is not known.
    """
    unknown = set(wanted) - {sample.id for sample in samples()}
    if unknown:
        print("no such sample:", ", ".join(sorted(unknown)), file=sys.stderr)
        return 2
    for sample in samples():
        if wanted and sample.id not in wanted:
            continue
        sound = _speak(sample)
        _write_flac(sample.file, sound)
        size_kib = sample.file.stat().st_size / 1024
        print(f"{sample.id:34} {len(sound) / SPEECH_RATE_HZ:5.1f} s {size_kib:6.0f} KiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
