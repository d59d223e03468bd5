"""Real microphones and loudspeakers, by PortAudio through sounddevice; the only importer of sounddevice.

sounddevice is imported on first use, on the thread that all calls to it are made on: its import fails where
the PortAudio library is missing, and the rest of the program must work there.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.audio.device_list import Kind, Listed, find, first_accepted, through_server
from coach.audio.disk import require_room
from coach.audio.files import resample
from coach.audio.playing import Playing
from coach.audio.ports import NO_ANSWER, AudioInput, AudioOutput, BlockListener, Device
from coach.audio.pulse import SourceWatch, present_nodes
from coach.audio.recorder import START_GRACE_S, Inlet, Recorder
from coach.audio.sound_system import HangsError, RefusedError, SoundSystem, Stream
from coach.audio.wav import WavWriter
from coach.errors import AudioError, NoMicrophoneError, NoSpeakerError, PortAudioMissingError
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A device and how to open it."""

    listed: Listed
    rate_hz: Hertz
    channels: int

    @property
    def name(self) -> str:
        return self.listed.device.name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """Microphones or loudspeakers: what differs in finding and opening them.

    Args:
        kind: As PortAudio calls them.
        error: What is raised when one can't be used.
        none: Id of the message that there is none.
        gone: Id of the message that the named one is not there.
        refused: Id of the message that it can't be opened.
        channels: Wanted numbers of channels, the best first.
        dtype: Of the samples.
        route: The variable by which the sound server is told which device is meant.
    """

    kind: Kind
    error: type[AudioError]
    none: str
    gone: str
    refused: str
    channels: tuple[int, ...]
    dtype: str
    route: str

    def devices(self, system: SoundSystem) -> tuple[Device, ...]:
        """What a person can choose from now, the default first."""
        with self.told(""):
            return tuple(entry.device for entry in self._shown(system.devices(self.kind)))

    def find(self, system: SoundSystem, name: str | None) -> _Found:
        """The device of a name, or the default, and how it wants to be opened."""
        with self.told(name or ""):
            known = system.devices(self.kind)
            # What was remembered before the server was asked may be one of PortAudio's own names.
            listed = find(self._shown(known), name) or (find(known, name) if name else None)
            if listed is None:
                raise self.error(self.gone if name else self.none, device=name or "")
            if name is None and listed.device.is_default:
                # Not named to the server, so that a choice in the desktop's mixer moves it.
                listed = replace(listed, route="")
            with self.told(listed.device.name):
                rate_hz, channels = system.call(lambda library: self._format(library, listed))
        return _Found(listed, rate_hz, channels)

    @contextlib.contextmanager
    def told(self, device: str) -> Iterator[None]:
        """Raise what the sound system says no by as this program's error."""
        try:
            yield
        except HangsError as error:
            raise self.error(NO_ANSWER, device=device) from error
        except RefusedError as error:
            raise self.error(self.refused, device=device, reason=str(error)) from error

    @contextlib.contextmanager
    def routed(self, listed: Listed) -> Iterator[None]:
        """Tell the sound server which device is meant, on the sound system's thread, while it is opened."""
        if not listed.route:
            yield
            return
        before = os.environ.get(self.route)
        os.environ[self.route] = listed.route
        try:
            yield
        finally:
            if before is None:
                del os.environ[self.route]
            else:
                os.environ[self.route] = before

    def _shown(self, known: tuple[Listed, ...]) -> tuple[Listed, ...]:
        server = present_nodes(self.kind) if sys.platform.startswith("linux") else None
        return through_server(known, server)

    def _format(self, library: Any, listed: Listed) -> tuple[Hertz, int]:  # noqa: ANN401 - sounddevice is not typed
        check = library.check_input_settings if self.kind == "input" else library.check_output_settings
        refusals: list[str] = []

        def accepts(rate_hz: Hertz, channels: int) -> bool:
            try:
                check(device=listed.index, channels=channels, dtype=self.dtype, samplerate=rate_hz)
            except library.PortAudioError as error:
                refusals.append(str(error))
                return False
            return True

        accepted = first_accepted(listed, self.channels, accepts)
        if accepted is None:
            raise RefusedError(refusals[0] if refusals else "no channels")
        return accepted


# Mono if the microphone can, else stereo to be mixed; both ears if there are two: mono may reach only one.
_MICROPHONES = _Side(
    kind="input",
    error=NoMicrophoneError,
    none="error.audio.no_microphone",
    gone="error.audio.microphone_gone",
    refused="error.audio.microphone_refused",
    channels=(1, 2),
    dtype="int16",
    route="PULSE_SOURCE",
)
_LOUDSPEAKERS = _Side(
    kind="output",
    error=NoSpeakerError,
    none="error.audio.no_speaker",
    gone="error.audio.speaker_gone",
    refused="error.audio.speaker_refused",
    channels=(2, 1),
    dtype="float32",
    route="PULSE_SINK",
)


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
        return _MICROPHONES.devices(self._system)

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
        found = _MICROPHONES.find(self._system, device)
        recorder = Recorder(
            WavWriter(path, found.rate_hz),
            device=found.name,
            on_block=on_block,
            paused=paused,
            reopen=lambda lost, name: self._plug(lost, _MICROPHONES.find(self._system, name)),
        )
        try:
            self._plug(recorder, found)
        except BaseException:
            recorder.discard()
            raise
        return recorder

    def _plug(self, recorder: Recorder, found: _Found) -> None:
        """Let a recording hear a microphone, and wait until it does."""
        with _MICROPHONES.told(found.name):
            inlet = recorder.expect(found.rate_hz, found.channels)
            recorder.attach(self._open(found, recorder, inlet), found.name)
        if not recorder.wait_for_sound(START_GRACE_S):
            raise NoMicrophoneError("error.audio.microphone_mute", device=found.name)

    def _open(self, found: _Found, recorder: Recorder, inlet: Inlet) -> _Microphone:
        ended = threading.Event()

        def callback(data: Any, _frames: int, _time: object, status: Any) -> None:  # noqa: ANN401
            recorder.feed(bytes(data), overflowed=status.input_overflow, inlet=inlet)

        def make(library: Any) -> Any:  # noqa: ANN401 - sounddevice is not typed
            with _MICROPHONES.routed(found.listed):
                return library.RawInputStream(
                    device=found.listed.index,
                    samplerate=found.rate_hz,
                    channels=found.channels,
                    dtype=_MICROPHONES.dtype,
                    blocksize=round(found.rate_hz * BLOCK_S),
                    latency=LATENCY_S,
                    callback=callback,
                    finished_callback=ended.set,
                )

        stream = self._system.open(make, abort=False)
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
        return _LOUDSPEAKERS.devices(self._system)

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
        found = _LOUDSPEAKERS.find(self._system, device)
        with _LOUDSPEAKERS.told(found.name):
            playback = Playing(resample(sound, found.rate_hz), found.name, self._system.post)
            playback.attach(self._open(found, playback))
        return playback

    def _open(self, found: _Found, playback: Playing) -> Stream:
        block_s, latency_s = playback_timing(os.environ)

        def make(library: Any) -> Any:  # noqa: ANN401 - sounddevice is not typed
            def callback(out: NDArray[np.float32], _frames: int, _time: object, _status: object) -> None:
                if not playback.fill(out):
                    raise library.CallbackStop

            with _LOUDSPEAKERS.routed(found.listed):
                return library.OutputStream(
                    device=found.listed.index,
                    samplerate=found.rate_hz,
                    channels=found.channels,
                    dtype=_LOUDSPEAKERS.dtype,
                    blocksize=max(1, round(found.rate_hz * block_s)),
                    latency=latency_s,
                    callback=callback,
                    finished_callback=playback.finished,
                )

        return self._system.open(make, abort=True)


def real_ports() -> tuple[AudioInput, AudioOutput]:
    """A real microphone and a real loudspeaker on one sound system.

    Returns:
        Input and output; nothing is loaded before their first use.
    """
    system = sound_system()
    return SoundDeviceInput(system), SoundDeviceOutput(system)
