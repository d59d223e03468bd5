"""Where a stream of speech is cut into stretches that can be transcribed while the person goes on; pure.

The rule is causal and knows no clock: the same sound is cut at the same places, however fast it comes.
A stretch ends in a pause; the longer it is, the shorter the pause may be.
Where no pause comes at all it is cut at the quietest place before the recogniser's window is full.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.speech.voice_activity import FLOOR_DBFS, FRAME_S

SHORTEST_PAUSE = round(0.256 / FRAME_S)
"""Frames of silence that are a pause: the closure of a stop consonant is shorter."""
TAIL = SHORTEST_PAUSE
"""Frames of a pause that stay with the stretch before it; the rest opens the next one."""

PAUSES = ((7.0, round(0.48 / FRAME_S)), (10.0, round(0.352 / FRAME_S)), (13.0, SHORTEST_PAUSE))
"""From so many seconds on, a pause of so many frames ends a stretch; shorter ones cost words and fillers."""
LONGEST_S = 20.0
"""A stretch is cut here whether or not there is a pause; Whisper hears 30 s at a time."""
_FORCED_FROM_S = 10.0
_QUIET_RUN = 3
"""A forced cut looks at so many frames at a time, about a tenth of a second."""

_VOICE = 0.2
"""Frames below this probability may be silence; hoarse speech falls below the usual 0.5."""
_ABOVE_FLOOR_DB = 12.0
"""Frames that much above the quietest tenth so far are sound, whatever the detector says."""
_FLOOR_SHARE = 0.1
_LOWEST_DB = 120


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a stretch.

    Args:
        frame: First frame of the next stretch.
        forced: Whether no pause came in time.
    """

    frame: int
    forced: bool


class Cutter:
    """Cuts a stream of frames of 32 ms.

    Frames are counted from the start of the sound; the first stretch begins at frame 0.
    """

    def __init__(self) -> None:
        self._levels = np.zeros(_LOWEST_DB + 1, np.int64)
        self._seen = 0
        self._begin = 0
        self._open: list[tuple[bool, float]] = []
        self._quiet = 0

    @property
    def begin(self) -> int:
        """First frame of the open stretch."""
        return self._begin

    @property
    def pause(self) -> int | None:
        """Where the open stretch would end if no more were said; None when it does not end in a pause."""
        if self._quiet < SHORTEST_PAUSE:
            return None
        return self._begin + len(self._open) - self._quiet + TAIL

    def feed(self, probabilities: NDArray[np.float32], levels: NDArray[np.float32]) -> tuple[Cut, ...]:
        """Take frames.

        Args:
            probabilities: Shape ``(n,)``: of voice, one for each frame.
            levels: Shape ``(n,)``: in dB below full scale.

        Returns:
            The stretches that end with them, in order.
        """
        cuts: list[Cut] = []
        for probability, level in zip(probabilities.tolist(), levels.tolist(), strict=True):
            cuts += self._take(self._is_silent(probability, level), level)
        return tuple(cuts)

    def _is_silent(self, probability: float, level: float) -> bool:
        self._levels[min(_LOWEST_DB, max(0, round(-level)))] += 1
        self._seen += 1
        # Counted from the quietest: bin 120 is -120 dB.
        ranked = np.cumsum(self._levels[::-1])
        floor = int(np.searchsorted(ranked, _FLOOR_SHARE * self._seen)) - _LOWEST_DB
        return probability < _VOICE and level <= max(FLOOR_DBFS, floor + _ABOVE_FLOOR_DB)

    def _take(self, silent: bool, level: float) -> list[Cut]:  # noqa: FBT001 - a frame is a pair
        self._open.append((silent, level))
        self._quiet = self._quiet + 1 if silent else 0
        spoken_s = (len(self._open) - self._quiet) * FRAME_S
        if any(spoken_s >= from_s and self._quiet >= pause for from_s, pause in PAUSES):
            return self._cut_at(len(self._open) - self._quiet + TAIL, forced=False)
        if len(self._open) * FRAME_S >= LONGEST_S:
            return self._cut_late()
        return []

    def _cut_late(self) -> list[Cut]:
        """Cut at the longest silence of the second half, else at its quietest place."""
        earliest = round(_FORCED_FROM_S / FRAME_S)
        best, best_run, run = 0, 0, 0
        for index, (silent, _) in enumerate(self._open):
            run = run + 1 if silent else 0
            if index >= earliest and run > best_run:
                best, best_run = index + 1 - run // 2, run
        if best_run >= _QUIET_RUN:
            return self._cut_at(best, forced=best_run < SHORTEST_PAUSE)
        levels = np.array([level for _, level in self._open[earliest:]])
        means = np.convolve(levels, np.ones(_QUIET_RUN) / _QUIET_RUN, mode="valid")
        return self._cut_at(earliest + int(np.argmin(means)) + _QUIET_RUN // 2, forced=True)

    def _cut_at(self, length: int, *, forced: bool) -> list[Cut]:
        rest = self._open[length:]
        self._begin += length
        self._open, self._quiet = [], 0
        cuts = [Cut(self._begin, forced)]
        for silent, level in rest:
            cuts += self._take(silent, level)
        return cuts
