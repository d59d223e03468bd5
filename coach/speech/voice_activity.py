"""Where a voice is heard, and the pauses between.

Pauses, speech time and start delay come from here and never from the recogniser's word times, which are
stretched over silences.
Two settings read the same probabilities: a tight one measures, a generous one says where words are possible.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.errors import TranscriptionError
from coach.model.sound import SPEECH_RATE_HZ
from coach.model.transcript import Pause

FRAME = 512
"""Samples at 16 kHz to one probability of the Silero detector."""

FRAME_S = FRAME / SPEECH_RATE_HZ
_CONTEXT = 64
"""Samples of the frame before that the detector wants to see with each frame."""
_MEMORY = 256
"""Frames after which a detector forgets, about 8 s."""
_NOTHING = np.zeros((1, 1, 128), np.float32)
"""The memory of a detector that has heard nothing."""

FLOOR_DBFS = -65.0
"""Frames below this level hold no voice that a microphone can tell from its own noise."""

ABOVE_NOISE_DB = 1.5
"""A voice rises above the steady noise around it; the detector alone takes some of that noise for one."""
_NOISE_PERCENTILE = 10

SHORTEST_PAUSE_S = 0.25


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sound in which a voice is heard.

    Args:
        start_s: Seconds from the start of the sound.
        end_s: Seconds from the start of the sound.
    """

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Settings:
    """How probabilities become stretches.

    Args:
        threshold: A stretch begins at this probability.
        release: It goes on while the probability is at least this.
        shortest_silence_s: A shorter silence does not end it.
        shortest_voice_s: A shorter stretch is none.
        pad_s: Added on either side, since the detector answers late and lets go early.
    """

    threshold: float
    release: float
    shortest_silence_s: float
    shortest_voice_s: float
    pad_s: float


MEASURING = Settings(
    threshold=0.5, release=0.35, shortest_silence_s=SHORTEST_PAUSE_S, shortest_voice_s=0.09, pad_s=0.03
)
POSSIBLE = Settings(threshold=0.2, release=0.1, shortest_silence_s=0.5, shortest_voice_s=0.09, pad_s=0.3)
"""Quiet and hoarse speech falls below the usual threshold; losing it costs more than looking at noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceActivity:
    """What the voice-activity detector found.

    Args:
        stretches: Where a voice is heard, measured tightly, in order and apart.
        possible: Where a voice may be heard; words outside of these are not believed.
        duration_s: Length of the sound.
    """

    stretches: tuple[Stretch, ...]
    possible: tuple[Stretch, ...]
    duration_s: float

    @property
    def speech_s(self) -> float:
        """Seconds in which a voice is heard."""
        return sum(stretch.end_s - stretch.start_s for stretch in self.stretches)

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """Silences of 0.25 s or longer between two stretches, so none before the first or after the last."""
        return tuple(
            Pause(before.end_s, after.start_s)
            for before, after in zip(self.stretches, self.stretches[1:], strict=False)
            if after.start_s - before.end_s >= SHORTEST_PAUSE_S
        )

    @property
    def start_s(self) -> float | None:
        """When the voice is first heard."""
        return self.stretches[0].start_s if self.stretches else None

    @property
    def end_s(self) -> float | None:
        """When the voice is last heard."""
        return self.stretches[-1].end_s if self.stretches else None

    def voiced_share(self, start_s: float, end_s: float) -> float:
        """How much of a span lies in the measured stretches.

        Args:
            start_s: Seconds from the start of the sound.
            end_s: Seconds from the start of the sound.

        Returns:
            0.0 to 1.0; for an empty span 1.0 when it lies in a stretch.
        """
        return _share(self.stretches, start_s, end_s)

    def may_be_voice(self, start_s: float, end_s: float) -> bool:
        """Whether a voice is possible somewhere in a span.

        Args:
            start_s: Seconds from the start of the sound.
            end_s: Seconds from the start of the sound.

        Returns:
            Whether the span touches a possible stretch.
        """
        return any(stretch.start_s <= end_s and start_s <= stretch.end_s for stretch in self.possible)


def _share(stretches: tuple[Stretch, ...], start_s: float, end_s: float) -> float:
    if end_s <= start_s:
        return float(any(stretch.start_s <= start_s <= stretch.end_s for stretch in stretches))
    covered = sum(
        max(0.0, min(end_s, stretch.end_s) - max(start_s, stretch.start_s)) for stretch in stretches
    )
    return min(1.0, covered / (end_s - start_s))


def voice_activity(samples: NDArray[np.float32]) -> VoiceActivity:
    """Find the voice in a sound.

    Args:
        samples: Shape ``(frames,)``, float32 at 16 kHz.

    Returns:
        Where it is heard.

    Raises:
        TranscriptionError: The detector can't be used.
    """
    levels = frame_levels(samples)
    duration_s = len(samples) / SPEECH_RATE_HZ
    if not len(levels) or levels.max() < FLOOR_DBFS:
        return VoiceActivity(stretches=(), possible=(), duration_s=duration_s)
    return activity_of(voice_probabilities(samples), levels, noise_floor(levels), duration_s)


def noise_floor(levels: NDArray[np.float32]) -> float:
    """The level that a voice must reach to be one.

    Args:
        levels: Shape ``(n,)``, n > 0: dB below full scale of each 32 ms.

    Returns:
        In dB below full scale: just above the steady noise.
    """
    return max(FLOOR_DBFS, float(np.percentile(levels, _NOISE_PERCENTILE)) + ABOVE_NOISE_DB)


def activity_of(
    probabilities: NDArray[np.float32], levels: NDArray[np.float32], floor_dbfs: float, duration_s: float
) -> VoiceActivity:
    """Turn what the detector said of each 32 ms into stretches.

    Args:
        probabilities: Shape ``(n,)``: of voice.
        levels: Shape ``(n,)``: in dB below full scale.
        floor_dbfs: Frames below this level hold no voice.
        duration_s: Length of the sound.

    Returns:
        Where a voice is heard.
    """
    heard = np.where(levels < floor_dbfs, 0.0, probabilities).astype(np.float32)
    return VoiceActivity(
        stretches=find_stretches(heard, MEASURING, duration_s),
        possible=find_stretches(heard, POSSIBLE, duration_s),
        duration_s=duration_s,
    )


class VoiceListener:
    """The Silero detector on sound that comes piece by piece.

    Its memory can lock up: after a change of level or place it called 12 s of quiet speech silence, which it
    hears when it begins there.
    So two of them listen, each of which forgets every 8 s, half of that apart, and the surer one is believed.
    """

    def __init__(self) -> None:
        self._frames = 0
        self._states = [(_NOTHING, _NOTHING), (_NOTHING, _NOTHING)]
        self._context = np.zeros(_CONTEXT, np.float32)

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take the next piece.

        Args:
            samples: Shape ``(n * 512,)`` with n > 0, float32 at 16 kHz.

        Returns:
            Shape ``(n,)``: the probability of voice in each 32 ms.

        Raises:
            TranscriptionError: The detector can't be loaded or failed.
        """
        frames = samples.reshape(-1, FRAME)
        before = np.vstack([self._context[None], frames[:-1, -_CONTEXT:]])
        seen = np.hstack([before, frames]).astype(np.float32, copy=False)
        self._context = frames[-1, -_CONTEXT:].copy()
        found = np.zeros(len(frames), np.float32)
        begin = 0
        while begin < len(frames):
            for listener in range(2):
                if (self._frames + listener * _MEMORY // 2) % _MEMORY == 0:
                    self._states[listener] = (_NOTHING, _NOTHING)
            end = min(len(frames), begin + _MEMORY // 2 - self._frames % (_MEMORY // 2))
            for listener in range(2):
                heard = self._ask(listener, seen[begin:end])
                found[begin:end] = np.maximum(found[begin:end], heard)
            self._frames += end - begin
            begin = end
        return found

    def _ask(self, listener: int, seen: NDArray[np.float32]) -> NDArray[np.float32]:
        """Ask one of the two, and keep its memory."""
        try:
            from faster_whisper.vad import get_vad_model

            hidden, cell = self._states[listener]
            # The model's own call begins anew each time; here its memory is handed on.
            found, hidden, cell = get_vad_model().session.run(None, {"input": seen, "h": hidden, "c": cell})
        # onnxruntime raises classes of its own that derive from RuntimeError or Exception's children.
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            raise TranscriptionError("error.transcription.voice_activity") from error
        self._states[listener] = (hidden, cell)
        return np.asarray(found, dtype=np.float32).reshape(-1)


def voice_probabilities(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Ask the Silero detector that faster-whisper brings along.

    Args:
        samples: Shape ``(frames,)``, float32 at 16 kHz.

    Returns:
        Shape ``(ceil(frames / 512),)``: the probability of voice in each 32 ms.

    Raises:
        TranscriptionError: The detector can't be loaded or failed.
    """
    if not len(samples):
        return np.empty(0, np.float32)
    return VoiceListener().feed(np.pad(samples, (0, -len(samples) % FRAME)).astype(np.float32, copy=False))


def frame_levels(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Level of each 32 ms.

    Args:
        samples: Shape ``(frames,)``, float32 at 16 kHz.

    Returns:
        Shape ``(ceil(frames / 512),)``: root mean square in dB below full scale, at least -120.
    """
    padded = np.pad(samples, (0, -len(samples) % FRAME)).astype(np.float64).reshape(-1, FRAME)
    mean_square = np.mean(padded**2, axis=1)
    levels: NDArray[np.float32] = (10.0 * np.log10(np.maximum(mean_square, 1e-12))).astype(np.float32)
    return levels


def find_stretches(
    probabilities: NDArray[np.float32], settings: Settings, duration_s: float
) -> tuple[Stretch, ...]:
    """Turn probabilities into stretches of voice.

    Args:
        probabilities: Shape ``(n,)``: one for each 32 ms.
        settings: How.
        duration_s: Length of the sound, which no stretch leaves.

    Returns:
        Stretches in order, apart from each other.
    """
    runs: list[tuple[float, float]] = []
    start: int | None = None
    silent_from: int | None = None
    for frame, probability in enumerate([*probabilities.tolist(), 0.0]):
        if start is None:
            if probability >= settings.threshold:
                start, silent_from = frame, None
        elif probability >= settings.release:
            silent_from = None
        elif silent_from is None:
            silent_from = frame
        ended = silent_from is not None and (frame + 1 - silent_from) * FRAME_S >= settings.shortest_silence_s
        if start is not None and silent_from is not None and (ended or frame == len(probabilities)):
            if (silent_from - start) * FRAME_S >= settings.shortest_voice_s:
                runs.append((start * FRAME_S, silent_from * FRAME_S))
            start = silent_from = None
    return _padded(runs, settings.pad_s, duration_s)


def _padded(runs: list[tuple[float, float]], pad_s: float, duration_s: float) -> tuple[Stretch, ...]:
    """Widen runs without letting two of them meet or leave the sound."""
    stretches = []
    for index, (start_s, end_s) in enumerate(runs):
        before_s = runs[index - 1][1] if index else -pad_s * 2
        after_s = runs[index + 1][0] if index + 1 < len(runs) else duration_s + pad_s * 2
        # Between two runs each takes at most a third of the gap, so that a gap stays.
        begin = max(0.0, start_s - min(pad_s, (start_s - before_s) / 3))
        end = min(duration_s, end_s + min(pad_s, (after_s - end_s) / 3))
        if end > begin:
            stretches.append(Stretch(begin, end))
    return tuple(stretches)
