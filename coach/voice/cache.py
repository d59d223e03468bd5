"""Speech kept as WAV files: a question is made once and then read from disk."""

import hashlib
import io
import logging
import os
import tempfile
import wave
from pathlib import Path

import numpy as np

from coach.model.sound import Sound
from coach.units import Hertz
from coach.voice.ports import Voice

log = logging.getLogger(__name__)

MAX_BYTES = 200 * 1024 * 1024
"""About an hour of 24 kHz speech."""

_FULL_SCALE = 32_767


class CachedVoice:
    """A voice that remembers what it said.

    The cache never costs speech: where it can't be read the speech is made anew, where it can't be written
    (a full disk) the speech is given all the same.

    Args:
        voice: Makes what is not kept yet.
        folder: Where the files lie; made, for the person alone, when it is first needed.
        max_bytes: The files that were not used for longest go when there are more bytes than this.
    """

    def __init__(self, voice: Voice, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._voice = voice
        self._folder = folder
        self._max_bytes = max_bytes

    @property
    def name(self) -> str:
        """Name of the voice behind the cache."""
        return self._voice.name

    def warm(self) -> None:
        """Load what stands behind the cache, so that the first new sentence does not wait for it.

        Raises:
            VoiceError: The synthesiser is missing or failed.
        """
        self._voice.speak("Hello.")

    def speak(self, text: str) -> Sound:
        """Give kept speech, or make it and keep it; both have the same samples, those of 16-bit sound.

        Args:
            text: One or more sentences.

        Returns:
            Mono sound at the voice's own rate.

        Raises:
            VoiceError: It was not kept and the voice is missing or failed.
        """
        key = hashlib.sha256(f"{self._voice.name}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
        path = self._folder / f"{key[:40]}.wav"
        kept = self._kept(path)
        if kept is not None:
            return kept
        content = _to_wav(self._voice.speak(text))
        self._keep(path, content)
        return _from_wav(content)

    def _kept(self, path: Path) -> Sound | None:
        try:
            content = path.read_bytes()
            sound = _from_wav(content)
        except FileNotFoundError:
            return None
        except (OSError, EOFError, ValueError, wave.Error) as error:
            log.info("kept speech %s can't be used (%s)", path.name, type(error).__name__)
            return None
        try:
            # The time of the last use decides what goes first.
            os.utime(path)
        except OSError as error:
            log.info("kept speech %s can't be marked as used (%s)", path.name, type(error).__name__)
        return sound

    def _keep(self, path: Path, content: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._make_room(len(content))
            _write_atomically(path, content)
        except OSError as error:
            log.info("speech %s can't be kept (%s)", path.name, error.strerror)

    def _make_room(self, wanted: int) -> None:
        files = []
        for path in self._folder.glob("*.wav*"):
            try:
                status = path.stat()
            except FileNotFoundError:
                # Another window of the program took it away in between.
                continue
            files.append((status.st_mtime_ns, status.st_size, path))
        total = wanted + sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._max_bytes:
                return
            path.unlink(missing_ok=True)
            total -= size


def _write_atomically(path: Path, content: bytes) -> None:
    # mkstemp makes the file for the person alone (0600).
    handle, temporary = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _to_wav(sound: Sound) -> bytes:
    pcm = np.rint(np.clip(sound.samples, -1.0, 1.0) * _FULL_SCALE).astype("<i2")
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(int(sound.rate_hz))
        file.writeframes(pcm.tobytes())
    return target.getvalue()


def _from_wav(content: bytes) -> Sound:
    with wave.open(io.BytesIO(content), "rb") as file:
        frames = file.readframes(file.getnframes())
        complete = len(frames) == 2 * file.getnframes()
        if file.getnchannels() != 1 or file.getsampwidth() != 2 or not complete:
            raise ValueError("not a whole mono 16-bit file")
        rate_hz = Hertz(file.getframerate())
    return Sound((np.frombuffer(frames, "<i2") / _FULL_SCALE).astype(np.float32), rate_hz)
