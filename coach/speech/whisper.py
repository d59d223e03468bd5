"""The recogniser: faster-whisper on the processor, the same transcript for the same sound.

The only module that loads faster-whisper's model.
Choices and their reasons (figures: benchmarks/speech_accuracy.py, and DECISIONS.md):

- no voice-activity filter inside faster-whisper: on quiet unscripted speech it doubled the word errors;
- nothing is conditioned on earlier text, and loops are found afterwards;
- decoding is by beam search; where that fails by its own measures, greedily.
  The usual fallback draws at random and gives another text every time.
"""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coach.errors import Cancelled, ModelError, TranscriptionError
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.model.transcript import Timing, Transcript
from coach.speech.assemble import Assembled, RawWord, assemble, has_loop
from coach.speech.encoding import Encoding
from coach.speech.hesitations import PROMPT, looks, uncovered, widened, with_fillers
from coach.speech.pitch import PitchTrack, pitch_sd_st, pitch_track
from coach.speech.ports import Progress, Stop
from coach.speech.resample import at_speech_rate
from coach.speech.voice_activity import Stretch, VoiceActivity, voice_activity
from coach.speech.weights import weights_digest

if TYPE_CHECKING:
    import faster_whisper

LANGUAGE = "en"
BEAM = 5
NEARLY_GREEDY = 1e-3
"""A temperature so low that sampling always takes the most probable word."""

_KEPT_SILENCE_S = 2.0
"""Kept on either side of all possible voice; the silence beyond is not decoded."""
_FIRST_LOOK_SHARE = 0.6
_LOST_S = 1.5
"""So much voice in one piece without a word was words."""
_LEAST_LEFT_S = 0.3
"""Less voice than this after the last decoded word is that word's own end."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What a transcription is told and asked while it runs."""

    on_progress: Progress | None
    should_stop: Stop | None

    def check(self) -> None:
        if self.should_stop and self.should_stop():
            raise Cancelled

    def tell(self, share: float) -> None:
        if self.on_progress:
            self.on_progress(min(1.0, max(0.0, share)))


def physical_cores() -> int:
    """Cores that compute on their own, of those that this process may use.

    Returns:
        At least 1; half of the logical ones where the system does not tell.
    """
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    siblings = Path("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list")
    try:
        text = siblings.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return max(1, usable // 2)
    return max(1, usable // 2) if ("," in text or "-" in text) else usable


class WhisperTranscriber:
    """Implements ``Transcriber``; the model is loaded when it is first needed, and then kept.

    Not for several threads at once.

    Args:
        path: A folder that ``ModelStore`` has checked.
        model_name: The model's name.
        cpu_threads: Threads for one decoding; None for the physical cores, at most four.
        second_look: Whether filled pauses are looked for where a voice is heard without a word.
    """

    def __init__(
        self, path: Path, model_name: str, cpu_threads: int | None = None, *, second_look: bool = True
    ) -> None:
        self._path = path
        self._name = model_name
        self._threads = cpu_threads or min(4, physical_cores())
        self._second_look = second_look
        self._model: faster_whisper.WhisperModel | None = None
        self._encoding: Encoding[Any] | None = None

    @property
    def model(self) -> str:
        """Name of the model."""
        return self._name

    def load(self) -> float:
        """Load the model now rather than with the first sound.

        Returns:
            Seconds that it took; 0.0 when it was loaded already.

        Raises:
            ModelError: The weights can't be loaded.
        """
        if self._model is not None:
            return 0.0
        began = time.perf_counter()
        # The folder has every file, so nothing is looked up; this makes sure of it.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        try:
            from faster_whisper import WhisperModel

            self._model = WhisperModel(
                str(self._path),
                device="cpu",
                compute_type="int8",
                cpu_threads=self._threads,
                num_workers=1,
                local_files_only=True,
            )
            self._encoding = Encoding(self._model.encode)
            self._model.encode = self._encoding
        except (ImportError, OSError, RuntimeError, ValueError, MemoryError) as error:
            raise ModelError("error.model.not_loaded", model=self._name) from error
        return time.perf_counter() - began

    def warm(self) -> None:
        """Load the model and the voice-activity detector now rather than with the first sound.

        Raises:
            ModelError: The weights can't be loaded.
            TranscriptionError: The detector can't be loaded.
        """
        self.load()
        voice_activity(np.full(SPEECH_RATE_HZ, 0.01, np.float32))

    def transcribe(
        self,
        sound: Sound,
        *,
        file: str = "",
        on_progress: Progress | None = None,
        should_stop: Stop | None = None,
    ) -> Transcript:
        """Turn sound into words with times; see ``Transcriber.transcribe``."""
        job = _Job(on_progress, should_stop)
        job.check()
        began = time.perf_counter()
        samples = at_speech_rate(sound)
        activity = voice_activity(samples)
        pitch = pitch_track(samples)
        load_s = 0.0
        assembled = Assembled(text="", words=(), fillers=(), filtered=())
        # Without any voice Whisper would make something up.
        if activity.possible:
            load_s = self.load()
            assembled = assemble(self._words(samples, activity, pitch, job), activity)
        job.tell(1.0)
        return Transcript(
            text=assembled.text,
            words=assembled.words,
            duration_s=float(sound.duration_s),
            speech_s=activity.speech_s,
            language=LANGUAGE,
            model=self._name,
            pauses=activity.pauses,
            fillers=assembled.fillers,
            filtered=assembled.filtered,
            timing=Timing(load_s=load_s, transcribe_s=time.perf_counter() - began - load_s),
            file=file,
            speech_start_s=activity.start_s,
            speech_end_s=activity.end_s,
            pitch_sd_st=pitch_sd_st(pitch),
            options=self.options,
        )

    def stretch_words(
        self, samples: NDArray[np.float32], activity: VoiceActivity, pitch: PitchTrack
    ) -> tuple[RawWord, ...]:
        """Recognise a stretch that fits the recogniser's window, with both looks at the same sound.

        Args:
            samples: Shape ``(frames,)``, float32 at 16 kHz, at most 28 s.
            activity: Where a voice is heard in it.
            pitch: Its pitch.

        Returns:
            The words, with times from the start of the stretch; none where no voice is possible.

        Raises:
            ModelError: The weights can't be loaded.
            TranscriptionError: The recogniser failed.
        """
        if not activity.possible:
            return ()
        job = _Job(None, None)
        heard = Stretch(
            max(0.0, activity.possible[0].start_s - _KEPT_SILENCE_S),
            min(activity.duration_s, activity.possible[-1].end_s + _KEPT_SILENCE_S),
        )
        self.load()
        try:
            self._shorten(to_content=True)
            words = self._decode(samples, heard, None, job, (0.0, 1.0), short=activity)
            if _has_lost(words, activity):
                # A shortened window can lose a sentence; the whole one is what the model was trained on.
                self._shorten(to_content=False)
                words = self._decode(samples, heard, None, job, (0.0, 1.0), short=activity)
            return self._with_second_look(samples, heard, words, activity, pitch)
        finally:
            self._shorten(to_content=False)

    def _shorten(self, *, to_content: bool) -> None:
        if self._encoding is not None:
            self._encoding.to_content = to_content

    def _with_second_look(
        self,
        samples: NDArray[np.float32],
        heard: Stretch,
        words: tuple[RawWord, ...],
        activity: VoiceActivity,
        pitch: PitchTrack,
    ) -> tuple[RawWord, ...]:
        doubtful = activity.stretches if has_loop(words) else uncovered(words, activity)
        if not self._second_look or not doubtful:
            return words
        second = self._decode(samples, heard, PROMPT, _Job(None, None), (0.0, 1.0), short=activity)
        return _merged(words, second, Stretch(0.0, activity.duration_s), activity, pitch)

    def _words(
        self, samples: NDArray[np.float32], activity: VoiceActivity, pitch: PitchTrack, job: _Job
    ) -> tuple[RawWord, ...]:
        begin_s = max(0.0, activity.possible[0].start_s - _KEPT_SILENCE_S)
        end_s = min(activity.duration_s, activity.possible[-1].end_s + _KEPT_SILENCE_S)
        share = _FIRST_LOOK_SHARE if self._second_look else 1.0
        words = self._decode(samples, Stretch(begin_s, end_s), None, job, (0.0, share))
        if not self._second_look:
            return words
        # After a loop nothing of the first look is certain, so that all of it is looked at again.
        doubtful = activity.stretches if has_loop(words) else uncovered(words, activity)
        again = looks(doubtful, activity)
        for index, stretch in enumerate(again):
            part = (1.0 - share) / len(again)
            shares = (share + index * part, share + (index + 1) * part)
            second = self._decode(samples, widened(stretch, activity), PROMPT, job, shares)
            words = _merged(words, second, stretch, activity, pitch)
        return words

    def _decode(
        self,
        samples: NDArray[np.float32],
        stretch: Stretch,
        prompt: str | None,
        job: _Job,
        shares: tuple[float, float],
        *,
        short: VoiceActivity | None = None,
    ) -> tuple[RawWord, ...]:
        """Decode a stretch; times are from the start of the whole sound.

        With ``short`` the stretch fits one window and ends where its voice does: what the decoder would make
        of the silence behind it is not asked for.
        """
        if self._model is None:
            self.load()
        if self._model is None:
            raise TranscriptionError("error.transcription.failed", model=self._name)
        cut = samples[int(stretch.start_s * SPEECH_RATE_HZ) : int(np.ceil(stretch.end_s * SPEECH_RATE_HZ))]
        length_s = max(len(cut) / SPEECH_RATE_HZ, 1e-3)
        words: list[RawWord] = []
        try:
            segments, _ = self._model.transcribe(
                cut,
                language=LANGUAGE,
                beam_size=BEAM,
                best_of=1,
                temperature=(0.0, NEARLY_GREEDY),
                condition_on_previous_text=False,
                initial_prompt=prompt,
                word_timestamps=True,
                vad_filter=False,
                max_new_tokens=None if short is None else _most_tokens(length_s),
            )
            for segment in segments:
                words.extend(_raw(segment.words or (), stretch.start_s))
                job.tell(shares[0] + (shares[1] - shares[0]) * segment.end / length_s)
                job.check()
                if short is not None and _is_last(segment.end + stretch.start_s, short):
                    break
        except MemoryError as error:
            raise TranscriptionError("error.transcription.no_memory", model=self._name) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise TranscriptionError("error.transcription.failed", model=self._name) from error
        return tuple(words)

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Options and versions, as name and value."""
        return (
            ("model_sha256", weights_digest(self._name)[:12]),
            ("faster_whisper", version("faster-whisper")),
            ("ctranslate2", version("ctranslate2")),
            ("compute_type", "int8"),
            ("beam", str(BEAM)),
            ("temperature", f"0, {NEARLY_GREEDY:g}"),
            ("second_look", str(self._second_look).lower()),
            ("voice_activity", "silero v6, 0.5/0.35, pad 30 ms, silence 250 ms"),
        )


def _has_lost(words: tuple[RawWord, ...], activity: VoiceActivity) -> bool:
    """Whether there is too much voice without a word, or the decoder was caught in a loop."""
    longest_s = max((s.end_s - s.start_s for s in uncovered(words, activity)), default=0.0)
    return longest_s > _LOST_S or has_loop(words)


def _most_tokens(length_s: float) -> int:
    """More than anybody says in that time: a decoder that is caught in a loop stops there."""
    return min(220, 30 + int(7 * length_s))


def _is_last(end_s: float, activity: VoiceActivity) -> bool:
    """Whether no voice worth a look comes after a decoded segment."""
    left_s = sum(max(0.0, s.end_s - max(s.start_s, end_s)) for s in activity.stretches)
    return left_s < _LEAST_LEFT_S


def _raw(words: "Iterable[faster_whisper.transcribe.Word]", offset_s: float) -> list[RawWord]:
    return [
        RawWord(
            text=word.word,
            start_s=float(word.start) + offset_s,
            end_s=float(word.end) + offset_s,
            probability=float(word.probability),
        )
        for word in words
    ]


def _merged(
    words: tuple[RawWord, ...],
    second: tuple[RawWord, ...],
    stretch: Stretch,
    activity: VoiceActivity,
    pitch: PitchTrack,
) -> tuple[RawWord, ...]:
    """Put a second look's fillers among the first look's words of the same stretch."""
    inside = [stretch.start_s <= (word.start_s + word.end_s) / 2 <= stretch.end_s for word in words]
    if not any(inside):
        first, last = _place(words, stretch), _place(words, stretch)
    else:
        first, last = inside.index(True), len(inside) - inside[::-1].index(True)
    mine = words[first:last]
    if has_loop(mine) and second and not has_loop(second):
        # The first look was caught in a loop and the second was not: its words are the better ones.
        return (*words[:first], *second, *words[last:])
    return (*words[:first], *with_fillers(mine, second, activity, pitch), *words[last:])


def _place(words: tuple[RawWord, ...], stretch: Stretch) -> int:
    return sum(word.end_s <= stretch.start_s for word in words)
