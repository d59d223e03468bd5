"""How fast a recogniser is on this computer, measured once and kept, and which one that makes the usual one.

What is measured is a shipped answer from its file: a file is read in the same stretches, with the same search
for fillers, as a spoken answer, so that the share of its length that it takes is what live listening takes.
"""

import json
import os
import platform
import tempfile
from dataclasses import dataclass
from pathlib import Path

from coach.errors import DiskFullError, ModelError
from coach.model.message import Message, message
from coach.model.transcript import Transcript
from coach.resources import asset
from coach.speech.weights import PREFERRED_WHISPER, weights_digest

AUTOMATIC = "auto"
"""The setting of somebody who chose no model: the better one, unless this computer is too slow for it."""

LIVE_SHARE = 0.6
"""The largest share of an answer's length that its transcription may take for live listening.

At 1.0 the transcript never catches up while somebody speaks. Beside the finished stretches there are looks
ahead at the open one, the window, and a processor that slows down when it is warm or on its battery; the
margin for these is a choice, not a measurement. Below it, most of the work is done when the answer ends.
"""

LOOKS = 2
"""A computer that was busy for a moment is not a slow one: the better of so many measurements counts."""

_SAMPLE = "samples/failure-none.flac"
_MOST_BYTES = 100_000
_MOST_SHARE = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How fast a recogniser was.

    Args:
        model: The recogniser.
        share: Seconds of work for a second of sound.
    """

    model: str
    share: float

    @property
    def fast_enough(self) -> bool:
        """Whether it keeps up while somebody speaks."""
        return self.share <= LIVE_SHARE

    @property
    def times(self) -> float:
        """How many seconds of sound it hears in a second."""
        return 1.0 / max(self.share, 1.0 / _MOST_SHARE)


def measured_sample() -> Path:
    """The shipped answer that is transcribed to measure.

    Returns:
        A sound file of about fourteen seconds.
    """
    return asset(_SAMPLE)


def measured_from(transcript: Transcript) -> Measured | None:
    """Read how fast a recogniser was off what it made.

    Args:
        transcript: Of a file.

    Returns:
        The measurement; None when the transcript does not say how long it took.
    """
    if transcript.timing is None or transcript.duration_s <= 0.0 or transcript.timing.transcribe_s <= 0.0:
        return None
    return Measured(
        model=transcript.model, share=transcript.timing.transcribe_s / float(transcript.duration_s)
    )


def processor() -> str:
    """What tells this computer's processor from another one.

    Returns:
        Its name, as far as the system tells it, and the cores that this process may use.
    """
    name = ""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    except OSError:
        pass  # another system than Linux
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return f"{name or platform.processor() or platform.machine()} x{cores}"


class SpeedBook:
    """The measurements of this computer; another processor or other weights make them void.

    Args:
        cache_folder: The person's cache.
        this_processor: What ``processor`` gives; another one in tests.
    """

    def __init__(self, cache_folder: Path, this_processor: str | None = None) -> None:
        self._path = cache_folder / "models" / "speed.json"
        self._processor = this_processor or processor()

    def measured(self, model: str) -> Measured | None:
        """How fast a recogniser was here.

        Args:
            model: The recogniser.

        Returns:
            The measurement; None when none was made on this processor with these weights.
        """
        entry = self._read().get(model)
        if not isinstance(entry, dict) or entry.get("weights") != weights_digest(model):
            return None
        share = entry.get("share")
        if not isinstance(share, float) or not 0.0 < share < _MOST_SHARE:
            return None
        return Measured(model=model, share=share)

    def keep(self, measured: Measured) -> None:
        """Remember a measurement.

        Args:
            measured: It.

        Raises:
            DiskFullError: There is no room.
            ModelError: It can't be written.
        """
        entry = {"share": measured.share, "weights": weights_digest(measured.model)}
        self._write(self._read() | {measured.model: entry})

    def forget(self) -> None:
        """Forget all, so that it is measured again.

        Raises:
            ModelError: The file can't be removed.
        """
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise ModelError("error.model.unreadable", model="", file=self._path.name) from error

    def resolve(self, setting: str) -> str:
        """The recogniser that a setting means here.

        Args:
            setting: ``auto``, a model's name, or a folder; what the person chose stays what it is.

        Returns:
            The model's name or the folder.
        """
        if setting != AUTOMATIC:
            return setting
        better, smaller = PREFERRED_WHISPER
        measured = self.measured(better)
        return better if measured is None or measured.fast_enough else smaller

    def why(self, setting: str) -> Message | None:
        """What to tell the person when a smaller model was picked for them.

        Args:
            setting: As for ``resolve``.

        Returns:
            The sentence; None when nothing was picked, or the better one was.
        """
        better = PREFERRED_WHISPER[0]
        measured = self.measured(better)
        if measured is None or self.resolve(setting) == better or setting != AUTOMATIC:
            return None
        return picked(measured)

    def _read(self) -> dict[str, object]:
        try:
            with self._path.open("rb") as file:
                found = json.loads(file.read(_MOST_BYTES).decode("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict) or found.get("processor") != self._processor:
            return {}
        models = found.get("models")
        return models if isinstance(models, dict) else {}

    def _write(self, models: dict[str, object]) -> None:
        content = json.dumps({"processor": self._processor, "models": models})
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix="speed.", suffix=".part")
            part = Path(name)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(content)
                part.replace(self._path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise DiskFullError("error.model.not_kept", file=self._path.name) from error


def picked(measured: Measured) -> Message:
    """The sentence that tells of a smaller model, and of the way back.

    Args:
        measured: Of the better one.

    Returns:
        The sentence.
    """
    better, smaller = PREFERRED_WHISPER
    return message(
        "speech.picked",
        used=smaller,
        wanted=better,
        seconds=f"{60.0 * measured.share:.0f}",
        limit=f"{60.0 * LIVE_SHARE:.0f}",
    )
