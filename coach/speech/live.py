"""Transcribing while the person speaks: finished stretches at once, so that little is left at the end.

The stream is cut at pauses (``cutting``) and every stretch is recognised by itself, its fillers included.
What is measured (pauses, speech time, pitch, fillers, what is filtered) is measured on the whole at the end.
Everything is worked out in steps of a fixed number of samples, so that the same sound gives the same
transcript however its blocks come.
"""

import time
from collections import deque
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.errors import TranscriptionError
from coach.model.sound import SPEECH_RATE_HZ
from coach.model.transcript import Caption, Timing, Transcript
from coach.speech.assemble import RawWord, assemble
from coach.speech.cutting import Cutter
from coach.speech.pitch import PitchListener, PitchTrack, pitch_sd_st
from coach.speech.resample import StreamResampler
from coach.speech.voice_activity import (
    FRAME,
    FRAME_S,
    VoiceActivity,
    VoiceListener,
    activity_of,
    frame_levels,
    noise_floor,
)

LANGUAGE = "en"
_STEP = 8 * FRAME
"""Samples at 16 kHz to one step, about a quarter of a second."""


class StretchRecogniser(Protocol):
    """What recognises one stretch."""

    @property
    def model(self) -> str:
        """Name of the model."""
        ...

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Options and versions, as name and value."""
        ...

    def load(self) -> float:
        """Load the model; gives the seconds that it took."""
        ...

    def stretch_words(self, samples: NDArray[np.float32], activity: VoiceActivity) -> tuple[RawWord, ...]:
        """Recognise a stretch of at most 28 s at 16 kHz; times are from its start."""
        ...

    def stretch_fillers(
        self,
        samples: NDArray[np.float32],
        words: tuple[RawWord, ...],
        activity: VoiceActivity,
        pitch: PitchTrack,
    ) -> tuple[RawWord, ...]:
        """Put the filled pauses that it left out between a stretch's words."""
        ...


@dataclass(frozen=True, slots=True)
class _Looked:
    """A stretch that was recognised.

    Args:
        begin: Its first frame.
        end: The frame after it.
        words: With times from its start.
        filled: Whether its fillers were looked for.
    """

    begin: int
    end: int
    words: tuple[RawWord, ...]
    filled: bool = False

    @property
    def timed(self) -> list[RawWord]:
        """Its words with times from the start of the whole sound."""
        from_s = self.begin * FRAME_S
        return [replace(w, start_s=w.start_s + from_s, end_s=w.end_s + from_s) for w in self.words]


class LiveTranscriber:
    """One answer on its way from blocks of sound to a transcript; not for several threads at once.

    Args:
        recogniser: Its model is loaded with the first stretch.
        way: Kept with the transcript's options: "live", or "file" for a whole file in one go.
    """

    def __init__(self, recogniser: StretchRecogniser, *, way: str = "live") -> None:
        self._recogniser = recogniser
        self._way = way
        self._resampler: StreamResampler | None = None
        self._frames_heard = 0
        self._coming: list[NDArray[np.float32]] = []
        self._samples = np.empty(0, np.float32)
        self._used = 0
        self._voice = VoiceListener()
        self._pitch = PitchListener()
        self._cutter = Cutter()
        self._probabilities: list[NDArray[np.float32]] = []
        self._levels: list[NDArray[np.float32]] = []
        self._closed: deque[tuple[int, int]] = deque()
        self._words: list[RawWord] = []
        self._recognised = 0
        self._understood = ""
        self._ahead: _Looked | None = None
        self._load_s = 0.0
        self._work_s = 0.0

    @property
    def frames_heard(self) -> int:
        """Samples taken so far, at the rate at which they came."""
        return self._frames_heard

    def hear(self, samples: NDArray[np.float32], rate_hz: int) -> None:
        """Take the next block; quick, since nothing is recognised yet.

        Args:
            samples: Shape ``(frames,)``, float32 mono.
            rate_hz: Always the same.

        Raises:
            TranscriptionError: The rate changed, or the voice-activity detector failed.
        """
        began = time.perf_counter()
        if self._resampler is None:
            self._resampler = StreamResampler(rate_hz)
        if self._resampler.rate_hz != rate_hz:
            raise TranscriptionError("error.transcription.failed", model=self._recogniser.model)
        self._frames_heard += len(samples)
        self._coming.append(self._resampler.feed(samples))
        self._take_steps()
        self._work_s += time.perf_counter() - began

    @property
    def recognised_s(self) -> float:
        """How far it is recognised, in seconds from the start."""
        return self._recognised * FRAME_S

    @property
    def caption(self) -> Caption:
        """What was understood so far."""
        ahead = self._ahead
        # What was looked at before more was said is still the best guess at how the stretch begins.
        is_open = ahead is not None and ahead.begin == self._cutter.begin
        return Caption(
            text=self._understood,
            open_text=_plain(ahead.timed) if ahead is not None and is_open and not self._closed else "",
        )

    def work(self) -> bool:
        """Recognise the oldest stretch that is finished.

        Returns:
            Whether there was one.

        Raises:
            ModelError: The weights can't be loaded.
            TranscriptionError: The recogniser failed.
        """
        if not self._closed:
            return False
        begin, end = self._closed[0]
        looked = self._look(begin, end)
        self._words.extend(self._filled(looked).timed)
        self._closed.popleft()
        self._recognised = end
        self._understood = assemble(self._words, self._activity(0, self._frames, self._used)).text
        return True

    def look_ahead(self) -> bool:
        """Recognise the open stretch when it has come to a pause, in case nothing more is said.

        It saves time when the stretch is closed there, and changes nothing else.
        It is done in two steps, words and then fillers, so that what comes meanwhile does not wait for long.

        Returns:
            Whether there was something to do.

        Raises:
            ModelError: The weights can't be loaded.
            TranscriptionError: The recogniser failed.
        """
        begin, end = self._cutter.begin, self._cutter.pause
        if self._closed or end is None or end <= begin:
            return False
        known = self._ahead is not None and (self._ahead.begin, self._ahead.end) == (begin, end)
        if known and self._ahead is not None and self._ahead.filled:
            return False
        looked = self._look(begin, end)
        self._ahead = self._filled(looked) if known else looked
        return True

    def finish(self, file: str = "") -> Transcript:
        """Recognise what is left, and put everything together.

        Args:
            file: Name of the file that the sound is kept in.

        Returns:
            The transcript, as from the file.

        Raises:
            ModelError: The weights can't be loaded.
            TranscriptionError: The recogniser failed.
        """
        self._take_rest()
        while self.work():
            pass
        began = time.perf_counter()
        activity = self._activity(0, self._frames, self._used)
        assembled = assemble(self._words, activity)
        duration_s = self._frames_heard / self._resampler.rate_hz if self._resampler else 0.0
        self._work_s += time.perf_counter() - began
        return Transcript(
            text=assembled.text,
            words=assembled.words,
            duration_s=duration_s,
            speech_s=activity.speech_s,
            language=LANGUAGE,
            model=self._recogniser.model,
            pauses=activity.pauses,
            fillers=assembled.fillers,
            filtered=assembled.filtered,
            timing=Timing(load_s=self._load_s, transcribe_s=self._work_s),
            file=file,
            speech_start_s=activity.start_s,
            speech_end_s=activity.end_s,
            pitch_sd_st=pitch_sd_st(self._pitch.track()),
            options=(*self._recogniser.options, ("stretches", self._way)),
        )

    @property
    def _frames(self) -> int:
        return sum(len(part) for part in self._levels)

    def _take_steps(self) -> None:
        coming = np.concatenate(self._coming)
        whole = len(coming) // _STEP * _STEP
        for begin in range(0, whole, _STEP):
            self._take(coming[begin : begin + _STEP])
        self._coming = [coming[whole:]]

    def _take(self, samples: NDArray[np.float32]) -> None:
        """Take a step's samples, or the last ones."""
        if self._used + len(samples) > len(self._samples):
            self._samples = np.concatenate([self._samples, np.empty(max(1 << 20, self._used), np.float32)])
        self._samples[self._used : self._used + len(samples)] = samples
        self._used += len(samples)
        frames = np.pad(samples, (0, -len(samples) % FRAME))
        self._probabilities.append(self._voice.feed(frames))
        self._levels.append(frame_levels(frames))
        self._pitch.feed(samples)
        begin = self._cutter.begin
        for cut in self._cutter.feed(self._probabilities[-1], self._levels[-1]):
            self._closed.append((begin, cut.frame))
            begin = cut.frame

    def _take_rest(self) -> None:
        if self._resampler is None:
            return
        self._coming.append(self._resampler.feed(np.empty(0, np.float32), last=True))
        self._take_steps()
        if len(self._coming[0]):
            self._take(self._coming[0])
        # A pause at the end holds no words, and the stretch before it may have been looked at already.
        end = self._cutter.pause or self._frames
        if end > self._cutter.begin:
            self._closed.append((self._cutter.begin, end))
        self._coming = []

    def _look(self, begin: int, end: int) -> _Looked:
        """Recognise a stretch, given in frames; the same stretch always in the same way."""
        if self._ahead is not None and (self._ahead.begin, self._ahead.end) == (begin, end):
            return self._ahead
        began = time.perf_counter()
        activity = self._activity(begin, end, min(self._used, end * FRAME) - begin * FRAME)
        words: tuple[RawWord, ...] = ()
        if activity.possible:
            load_s = self._recogniser.load()
            self._load_s += load_s
            began += load_s
            words = self._recogniser.stretch_words(self._sound(begin, end), activity)
        self._work_s += time.perf_counter() - began
        return _Looked(begin, end, words, filled=not activity.possible)

    def _filled(self, looked: _Looked) -> _Looked:
        """Find the fillers of a stretch whose words are known."""
        if looked.filled:
            return looked
        began = time.perf_counter()
        begin, end = looked.begin, looked.end
        activity = self._activity(begin, end, min(self._used, end * FRAME) - begin * FRAME)
        pitch = self._pitch.track(begin * FRAME_S, end * FRAME_S)
        words = self._recogniser.stretch_fillers(self._sound(begin, end), looked.words, activity, pitch)
        self._work_s += time.perf_counter() - began
        return replace(looked, words=words, filled=True)

    def _sound(self, begin: int, end: int) -> NDArray[np.float32]:
        return self._samples[begin * FRAME : min(self._used, end * FRAME)]

    def _activity(self, begin: int, end: int, samples: int) -> VoiceActivity:
        """Voice in some frames, over the noise of all sound up to their end."""
        if end <= begin:
            return VoiceActivity(stretches=(), possible=(), duration_s=0.0)
        probabilities = np.concatenate(self._probabilities)
        levels = np.concatenate(self._levels)
        return activity_of(
            probabilities[begin:end],
            levels[begin:end],
            noise_floor(levels[:end]),
            samples / SPEECH_RATE_HZ,
        )


def _plain(words: list[RawWord]) -> str:
    return " ".join("".join(word.text for word in words).split())
