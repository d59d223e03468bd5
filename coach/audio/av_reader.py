"""Compressed and unusual sound files, by FFmpeg's decoders through PyAV; the only importer of av."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.units import Seconds

FORMATS = "aac,ac3,aiff,amr,asf,au,caf,flac,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,ogg,w64,wav"
"""Containers that are tried: none that is a list of other files or addresses (HLS, DASH, concat)."""

RATES_HZ = range(1_000, 768_001)
"""Rates that make sense."""

_HIGHEST_RATE_HZ = 48_000


class NotSoundError(Exception):
    """The file is no sound that can be read; never leaves this package."""


class TooLongError(Exception):
    """The sound is longer than allowed; never leaves this package."""


def max_frames(rate_hz: int, longest_s: Seconds) -> int:
    """How many frames are read at most.

    Args:
        rate_hz: Frames a second.
        longest_s: The longest sound.

    Returns:
        Frames; at high rates fewer than ``longest_s`` would be, since memory is what runs out.
    """
    return int(min(rate_hz, _HIGHEST_RATE_HZ) * longest_s)


def read(path: Path, longest_s: Seconds) -> tuple[NDArray[np.float32], int]:
    """Decode the first sound stream of a file.

    Args:
        path: The file.
        longest_s: Longer sound is refused.

    Returns:
        Mono samples, shape ``(frames,)``, and their rate in Hz.

    Raises:
        NotSoundError: Nothing could be decoded.
        TooLongError: There is more than allowed.
        OSError: The file can't be opened.
    """
    import av  # heavy, and its FFmpeg must not meet Qt's in the window's process

    # An open file, not a name, and no protocol at all: nothing in the file can make FFmpeg open another.
    options = {"format_whitelist": FORMATS, "protocol_whitelist": "none"}
    with path.open("rb") as file:
        try:
            with av.open(file, mode="r", options=options, metadata_errors="replace") as container:
                return _decode(av, container, longest_s)
        # PyAV's errors, and what it raises itself over sizes and formats that make no sense.
        except (av.FFmpegError, ValueError, IndexError, OverflowError, MemoryError) as error:
            raise NotSoundError from error


def _decode(av: Any, container: Any, longest_s: Seconds) -> tuple[NDArray[np.float32], int]:  # noqa: ANN401
    if not container.streams.audio:
        raise NotSoundError
    stream = container.streams.audio[0]
    rate_hz = int(stream.rate or 0)
    if rate_hz not in RATES_HZ:
        raise NotSoundError
    limit = max_frames(rate_hz, longest_s)
    to_float = av.AudioResampler(format="fltp", rate=rate_hz)
    pieces: list[NDArray[np.float32]] = []
    frames = 0
    try:
        for packet in container.demux(stream):
            for piece in _pieces(av, packet, to_float):
                pieces.append(piece)
                frames += len(piece)
                if frames > limit:
                    raise TooLongError
    except av.FFmpegError:
        if not pieces:
            raise  # what came before the damage is kept, as a player would play it
    if not pieces:
        raise NotSoundError
    return np.concatenate(pieces), rate_hz


def _pieces(av: Any, packet: Any, to_float: Any) -> list[NDArray[np.float32]]:  # noqa: ANN401
    try:
        frames = [made for frame in packet.decode() for made in to_float.resample(frame)]
    except av.error.InvalidDataError:
        return []  # a damaged packet is left out
    # Averaged here: FFmpeg's own mix to mono is 3 dB louder and can clip.
    return [frame.to_ndarray().mean(axis=0, dtype=np.float32) for frame in frames]
