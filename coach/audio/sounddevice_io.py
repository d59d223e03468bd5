"""Real microphones and loudspeakers, by PortAudio through sounddevice; the only importer of sounddevice.

sounddevice is imported on first use, on the thread that all calls to it are made on: its import fails where
the PortAudio library is missing, and the rest of the program must work there.
"""

import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.audio.device_list import Listed, find, first_accepted
from coach.audio.disk import require_room
from coach.audio.files import resample
from coach.audio.playing import Playing
from coach.audio.ports import AudioInput, AudioOutput, BlockListener, Device
from coach.audio.pulse import SourceWatch
from coach.audio.recorder import START_GRACE_S, Recorder
from coach.audio.sound_system import HangsError, RefusedError, SoundSystem, Stream
from coach.audio.wav import WavWriter
from coach.errors import NoMicrophoneError, NoSpeakerError, PortAudioMissingError
from coach.model.sound import Sound
from coach.units import Hertz

BLOCK_S = 0.03
LATENCY_S = 0.1
"""Audacity's default; PortAudio's "low" drops samples when Python is busy."""


def sound_system() -> SoundSystem:
    """PortAudio; a program makes one and gives it to its input and its output.

    Returns:
        The system; nothing is loaded before its first use.
    """
    return SoundSystem(_load)


def _load() -> Any:  # noqa: ANN401 - sounddevice is not typed
    try:
        import sounddevice
    except (OSError, ImportError) as error:
        raise PortAudioMissingError("error.audio.portaudio_missing", package="libportaudio2") from error
    return sounddevice


def playback_timing(environment: Mapping[str, str]) -> tuple[float, float]:
    """Block and latency for playing.

    ``PULSE_LATENCY_MSEC`` makes PulseAudio's buffer that short; PortAudio waits for ever for room in one
    that is longer.

    Args:
        environment: The process's variables.

    Returns:
        Seconds a block, and seconds of latency.
    """
    told = environment.get("PULSE_LATENCY_MSEC", "")
    if not told.isdecimal() or int(told) == 0 or int(told) / 1000 >= LATENCY_S:
        return BLOCK_S, LATENCY_S
    return int(told) / 3000, int(told) / 1000


class _Microphone:
    """An open microphone; implements ``coach.audio.recorder.Source``."""

    def __init__(self, stream: Stream, ended: threading.Event, watch: SourceWatch) -> None:
        self._stream = stream
        self._ended = ended
        self._watch = watch

    def problem(self) -> str | None:
        if self._ended.is_set():
            return "error.audio.microphone_ended"
        if self._watch.source_gone():
            return "error.audio.microphone_unplugged"
        return None

    def close(self) -> None:
        self._watch.stop()
        self._stream.close()


class SoundDeviceInput:
    """Real microphones; implements ``coach.audio.ports.AudioInput``.

    Args:
        system: Shared with the output.
    """

    def __init__(self, system: SoundSystem) -> None:
        self._system = system

    def devices(self) -> tuple[Device, ...]:
        """Microphones that are there now, the default first.

        Returns:
            Each name once.

        Raises:
            PortAudioMissingError: The system library is not installed.
            NoMicrophoneError: The sound system does not answer.
        """
        try:
            return tuple(listed.device for listed in self._system.devices("input"))
        except (HangsError, RefusedError) as error:
            raise NoMicrophoneError("error.audio.no_answer") from error

    def record(
        self,
        path: Path,
        *,
        device: str | None = None,
        on_block: BlockListener | None = None,
        paused: bool = False,
    ) -> Recorder:
        """Open a microphone and record into a file; see ``AudioInput.record``.

        Args:
            path: Where the finished WAV file will be; ``path`` plus ``.part`` until then.
            device: Name of the microphone; None for the system's default.
            on_block: Also gets each block that is written.
            paused: Whether to begin paused.

        Returns:
            The recording, once the first block of sound has come.

        Raises:
            PortAudioMissingError: The system library is not installed.
            NoMicrophoneError: There is no microphone, the named one is gone, or it gives no sound.
            DiskFullError: There is no room for an answer.
            SoundFileError: The file can't be made.
        """
        require_room(path.parent)
        name = device or ""
        try:
            listed = find(self._system.devices("input"), device)
            if listed is None:
                missing = "error.audio.microphone_gone" if device else "error.audio.no_microphone"
                raise NoMicrophoneError(missing, device=name)
            name = listed.device.name
            rate_hz, channels = self._system.call(lambda library: _input_format(library, listed))
            writer = WavWriter(path, rate_hz)
            recorder = Recorder(writer, device=name, channels=channels, on_block=on_block, paused=paused)
            try:
                recorder.attach(self._open(listed, rate_hz, channels, recorder))
                heard = recorder.wait_for_sound(START_GRACE_S)
            except BaseException:
                recorder.discard()
                raise
        except HangsError as error:
            raise NoMicrophoneError("error.audio.no_answer") from error
        except RefusedError as error:
            raise NoMicrophoneError(
                "error.audio.microphone_refused", device=name, reason=str(error)
            ) from error
        if not heard:
            recorder.discard()
            raise NoMicrophoneError("error.audio.microphone_mute", device=name)
        return recorder

    def _open(self, listed: Listed, rate_hz: Hertz, channels: int, recorder: Recorder) -> _Microphone:
        ended = threading.Event()

        def callback(data: Any, _frames: int, _time: object, status: Any) -> None:  # noqa: ANN401
            recorder.feed(bytes(data), overflowed=status.input_overflow)

        stream = self._system.open(
            lambda library: library.RawInputStream(
                device=listed.index,
                samplerate=rate_hz,
                channels=channels,
                dtype="int16",
                blocksize=round(rate_hz * BLOCK_S),
                latency=LATENCY_S,
                callback=callback,
                finished_callback=ended.set,
            ),
            abort=False,
        )
        watch = SourceWatch()
        if sys.platform.startswith("linux"):
            watch.start()
        return _Microphone(stream, ended, watch)


class SoundDeviceOutput:
    """Real loudspeakers; implements ``coach.audio.ports.AudioOutput``.

    Args:
        system: Shared with the input.
    """

    def __init__(self, system: SoundSystem) -> None:
        self._system = system

    def devices(self) -> tuple[Device, ...]:
        """Loudspeakers that are there now, the default first.

        Returns:
            Each name once.

        Raises:
            PortAudioMissingError: The system library is not installed.
            NoSpeakerError: The sound system does not answer.
        """
        try:
            return tuple(listed.device for listed in self._system.devices("output"))
        except (HangsError, RefusedError) as error:
            raise NoSpeakerError("error.audio.no_answer") from error

    def play(self, sound: Sound, *, device: str | None = None) -> Playing:
        """Begin to play a sound; see ``AudioOutput.play``.

        Args:
            sound: What to play.
            device: Name of the loudspeaker; None for the system's default.

        Returns:
            The running playback.

        Raises:
            PortAudioMissingError: The system library is not installed.
            NoSpeakerError: There is no loudspeaker, or the named one is gone.
        """
        name = device or ""
        try:
            listed = find(self._system.devices("output"), device)
            if listed is None:
                missing = "error.audio.speaker_gone" if device else "error.audio.no_speaker"
                raise NoSpeakerError(missing, device=name)
            name = listed.device.name
            rate_hz, channels = self._system.call(lambda library: _output_format(library, listed))
            playback = Playing(resample(sound, rate_hz), name, self._system.post)
            playback.attach(self._open(listed, rate_hz, channels, playback))
        except HangsError as error:
            raise NoSpeakerError("error.audio.no_answer") from error
        except RefusedError as error:
            raise NoSpeakerError("error.audio.speaker_refused", device=name, reason=str(error)) from error
        return playback

    def _open(self, listed: Listed, rate_hz: Hertz, channels: int, playback: Playing) -> Stream:
        block_s, latency_s = playback_timing(os.environ)

        def make(library: Any) -> Any:  # noqa: ANN401 - sounddevice is not typed
            def callback(out: NDArray[np.float32], _frames: int, _time: object, _status: object) -> None:
                if not playback.fill(out):
                    raise library.CallbackStop

            return library.OutputStream(
                device=listed.index,
                samplerate=rate_hz,
                channels=channels,
                dtype="float32",
                blocksize=max(1, round(rate_hz * block_s)),
                latency=latency_s,
                callback=callback,
                finished_callback=playback.finished,
            )

        return self._system.open(make, abort=True)


def _input_format(library: Any, listed: Listed) -> tuple[Hertz, int]:  # noqa: ANN401 - sounddevice is not typed
    """Mono if the microphone can, else stereo to be mixed."""
    return _format(library, library.check_input_settings, listed, (1, 2), "int16")


def _output_format(library: Any, listed: Listed) -> tuple[Hertz, int]:  # noqa: ANN401 - sounddevice is not typed
    """Both ears if the loudspeaker has them, since mono may reach the left only."""
    return _format(library, library.check_output_settings, listed, (2, 1), "float32")


def _format(
    library: Any,  # noqa: ANN401 - sounddevice is not typed
    check: Callable[..., None],
    listed: Listed,
    channel_counts: tuple[int, ...],
    dtype: str,
) -> tuple[Hertz, int]:
    refusals: list[str] = []

    def accepts(rate_hz: Hertz, channels: int) -> bool:
        try:
            check(device=listed.index, channels=channels, dtype=dtype, samplerate=rate_hz)
        except library.PortAudioError as error:
            refusals.append(str(error))
            return False
        return True

    accepted = first_accepted(listed, channel_counts, accepts)
    if accepted is None:
        raise RefusedError(refusals[0] if refusals else "no channels")
    return accepted


def real_ports() -> tuple[AudioInput, AudioOutput]:
    """A real microphone and a real loudspeaker on one sound system.

    Returns:
        Input and output; nothing is loaded before their first use.
    """
    system = sound_system()
    return SoundDeviceInput(system), SoundDeviceOutput(system)
