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
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coach.errors import Cancelled, ModelError, TranscriptionError
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.model.transcript import Transcript
from coach.speech.assemble import RawWord, has_loop
from coach.speech.encoding import Encoding
from coach.speech.hesitations import uncovered
from coach.speech.own import shown_name
from coach.speech.pitch import PitchTrack
from coach.speech.ports import Progress, Stop
from coach.speech.probe import FillerProbe
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
_LOST_S = 1.5
"""So much voice in one piece without a word was words."""
_REACH_S = 0.2
"""A lost sentence is decoded with so much of what is around it."""
_LEAST_LEFT_S = 0.3
"""Less voice than this after the last decoded word is that word's own end."""
_PIECE = 1 << 16
"""Samples of a file that are heard at a time."""


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
        fillers: Whether filled pauses are looked for where a voice is heard without a word.
    """

    def __init__(
        self, path: Path, model_name: str, cpu_threads: int | None = None, *, fillers: bool = True
    ) -> None:
        self._path = path
        self._name = shown_name(model_name)
        self._threads = cpu_threads or min(4, physical_cores())
        self._fillers = fillers
        self._model: faster_whisper.WhisperModel | None = None
        self._encoding: Encoding[Any] | None = None
        self._probe: FillerProbe | None = None

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
            from faster_whisper.tokenizer import Tokenizer

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
            self._probe = FillerProbe(
                self._model,
                Tokenizer(
                    self._model.hf_tokenizer,
                    self._model.model.is_multilingual,
                    task="transcribe",
                    language=LANGUAGE,
                ),
            )
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
        from coach.speech.live import LiveTranscriber  # noqa: PLC0415 - which knows the recogniser as a port

        def check() -> None:
            if should_stop and should_stop():
                raise Cancelled

        check()
        samples = at_speech_rate(sound)
        answer = LiveTranscriber(self, way="file")
        for begin in range(0, len(samples), _PIECE):
            answer.hear(samples[begin : begin + _PIECE], SPEECH_RATE_HZ)
            while answer.work():
                check()
            if on_progress:
                on_progress(answer.recognised_s / (len(samples) / SPEECH_RATE_HZ))
        found = answer.finish(file)
        check()
        if on_progress:
            on_progress(1.0)
        return replace(found, duration_s=float(sound.duration_s))

    def stretch_words(self, samples: NDArray[np.float32], activity: VoiceActivity) -> tuple[RawWord, ...]:
        """Recognise a stretch that fits the recogniser's window.

        Args:
            samples: Shape ``(frames,)``, float32 at 16 kHz, at most 28 s.
            activity: Where a voice is heard in it.

        Returns:
            The words, with times from the start of the stretch; none where no voice is possible.

        Raises:
            ModelError: The weights can't be loaded.
            TranscriptionError: The recogniser failed.
        """
        if not activity.possible:
            return ()
        heard = _heard(activity)
        words: tuple[RawWord, ...] = ()
        try:
            # A shortened window can lose a sentence; the whole one is what the model was trained on.
            for shortened in (True, False):
                self._shorten(to_content=shortened)
                words = self._decode(samples, heard, activity)
                if not _has_lost(words, activity):
                    break
            else:
                words = self._with_lost(samples, words, activity)
        finally:
            self._shorten(to_content=False)
        return words

    def _with_lost(
        self, samples: NDArray[np.float32], words: tuple[RawWord, ...], activity: VoiceActivity
    ) -> tuple[RawWord, ...]:
        """Decode by itself what has a voice and still no words."""
        if has_loop(words):
            return words
        for lost in uncovered(words, activity):
            if lost.end_s - lost.start_s > _LOST_S:
                wide = Stretch(
                    max(0.0, lost.start_s - _REACH_S), min(activity.duration_s, lost.end_s + _REACH_S)
                )
                found = self._decode(samples, wide, activity)
                inside = [w for w in found if lost.start_s <= (w.start_s + w.end_s) / 2 <= lost.end_s]
                if not has_loop(inside):
                    words = tuple(sorted([*words, *inside], key=lambda word: word.end_s))
        return words

    def stretch_fillers(
        self,
        samples: NDArray[np.float32],
        words: tuple[RawWord, ...],
        activity: VoiceActivity,
        pitch: PitchTrack,
    ) -> tuple[RawWord, ...]:
        """Find the filled pauses that the recogniser left out of a stretch's words.

        Args:
            samples: As for ``stretch_words``.
            words: From it.
            activity: Where a voice is heard.
            pitch: The sound's pitch.

        Returns:
            All words, with fillers between them.

        Raises:
            ModelError: The weights can't be loaded.
            TranscriptionError: The recogniser failed.
        """
        # Where there are no words at all a voiced sound is music rather than a filled pause.
        if not (self._fillers and words):
            return words
        self.load()
        if self._probe is None or has_loop(words):
            return words
        try:
            self._shorten(to_content=True)
            return self._probe.fill(_cut(samples, _heard(activity)), words, activity, pitch)
        except MemoryError as error:
            raise TranscriptionError("error.transcription.no_memory", model=self._name) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise TranscriptionError("error.transcription.failed", model=self._name) from error
        finally:
            self._shorten(to_content=False)

    def _shorten(self, *, to_content: bool) -> None:
        if self._encoding is not None:
            self._encoding.to_content = to_content

    def _decode(
        self, samples: NDArray[np.float32], stretch: Stretch, activity: VoiceActivity
    ) -> tuple[RawWord, ...]:
        """Decode a stretch that fits one window; times are from the start of ``samples``.

        What the decoder would make of the silence behind the voice is not asked for.
        """
        self.load()
        if self._model is None:
            raise TranscriptionError("error.transcription.failed", model=self._name)
        cut = _cut(samples, stretch)
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
                word_timestamps=True,
                vad_filter=False,
                max_new_tokens=_most_tokens(length_s),
            )
            for segment in segments:
                words.extend(_raw(segment.words or (), stretch.start_s))
                if _is_last(segment.end + stretch.start_s, activity):
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
            ("fillers", str(self._fillers).lower()),
            ("voice_activity", "silero v6, 0.5/0.35, pad 30 ms, silence 250 ms"),
        )


def _heard(activity: VoiceActivity) -> Stretch:
    """Where a voice is possible in a stretch, with some of the silence around it."""
    return Stretch(
        max(0.0, activity.possible[0].start_s - _KEPT_SILENCE_S),
        min(activity.duration_s, activity.possible[-1].end_s + _KEPT_SILENCE_S),
    )


def _cut(samples: NDArray[np.float32], stretch: Stretch) -> NDArray[np.float32]:
    return samples[int(stretch.start_s * SPEECH_RATE_HZ) : int(np.ceil(stretch.end_s * SPEECH_RATE_HZ))]


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
