"""Compressed and unusual sound files, by FFmpeg's codecs through PyAV; the only importer of av."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

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


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """The next stretch of a file's sound.

    Args:
        samples: Mono, shape ``(frames,)``.
        rate_hz: The same in every piece.
        whole_s: How long the whole sound is, as the file says, which may be wrong; None when it doesn't.
    """

    samples: NDArray[np.float32]
    rate_hz: int
    whole_s: float | None


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
    pieces = list(pieces_of(path, longest_s))
    return np.concatenate([piece.samples for piece in pieces]), pieces[0].rate_hz


def pieces_of(path: Path, longest_s: Seconds) -> Iterator[Piece]:
    """Decode the first sound stream of a file, piece by piece.

    Args:
        path: The file.
        longest_s: Longer sound is refused.

    Yields:
        At least one piece.

    Raises:
        NotSoundError: Nothing could be decoded.
        TooLongError: There is more than allowed.
        OSError: The file can't be opened.
    """
    import av  # heavy

    # An open file, not a name, and no protocol at all: nothing in the file can make FFmpeg open another.
    options = {"format_whitelist": FORMATS, "protocol_whitelist": "none"}
    with path.open("rb") as file:
        try:
            with av.open(file, mode="r", options=options, metadata_errors="replace") as container:
                yield from _decode(av, container, longest_s)
        # PyAV's errors, and what it raises itself over sizes and formats that make no sense.
        except (av.FFmpegError, ValueError, IndexError, OverflowError, MemoryError) as error:
            raise NotSoundError from error


def write_flac(file: BinaryIO, pieces: Iterable[NDArray[np.int16]], rate_hz: int) -> None:
    """Encode mono sound without loss.

    Args:
        file: Empty, open for writing, seekable.
        pieces: Of shape ``(frames,)``.
        rate_hz: Frames a second.

    Raises:
        NotSoundError: The encoder refuses, such as a rate that FLAC does not know.
        OSError: The file can't be written.
    """
    import av  # heavy

    try:
        with av.open(file, mode="w", format="flac") as container:
            stream = container.add_stream(
                "flac", rate=rate_hz, layout="mono", options={"compression_level": "5"}
            )
            stream.format = "s16"
            for piece in pieces:
                frame = av.AudioFrame.from_ndarray(piece[np.newaxis], format="s16", layout="mono")
                frame.sample_rate = rate_hz
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    except (av.FFmpegError, ValueError) as error:
        if isinstance(error, OSError):
            raise
        raise NotSoundError from error


def flac_pieces(file: BinaryIO) -> Iterator[tuple[NDArray[np.int16], int]]:
    """Decode what ``write_flac`` made.

    Args:
        file: Open for reading, at its start.

    Yields:
        Samples of shape ``(frames,)`` and their rate.

    Raises:
        NotSoundError: It is no mono FLAC of 16 bits.
    """
    import av  # heavy

    try:
        with av.open(file, mode="r", format="flac") as container:
            for frame in container.decode(audio=0):
                if frame.format.name not in ("s16", "s16p") or len(frame.layout.channels) != 1:
                    raise NotSoundError
                yield frame.to_ndarray().reshape(-1), frame.sample_rate
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise NotSoundError from error


def _decode(av: Any, container: Any, longest_s: Seconds) -> Iterator[Piece]:  # noqa: ANN401 - av is not typed here
    if not container.streams.audio:
        raise NotSoundError
    stream = container.streams.audio[0]
    # A stream of a kind that no decoder knows has no rate at all.
    rate_hz = int(getattr(stream, "rate", None) or 0)
    if rate_hz not in RATES_HZ:
        raise NotSoundError
    limit = max_frames(rate_hz, longest_s)
    to_float = av.AudioResampler(format="fltp", rate=rate_hz)
    whole_s = container.duration / av.time_base if container.duration else None
    frames = 0
    try:
        for packet in container.demux(stream):
            for samples in _samples(av, packet, to_float):
                frames += len(samples)
                if frames > limit:
                    raise TooLongError
                yield Piece(samples, rate_hz, whole_s)
    except av.FFmpegError:
        if not frames:
            raise  # what came before the damage is kept, as a player would play it
    if not frames:
        raise NotSoundError


def _samples(av: Any, packet: Any, to_float: Any) -> list[NDArray[np.float32]]:  # noqa: ANN401 - as above
    try:
        frames = [made for frame in packet.decode() for made in to_float.resample(frame)]
    except av.error.InvalidDataError:
        return []  # a damaged packet is left out
    # Averaged here: FFmpeg's own mix to mono is 3 dB louder and can clip.
    return [frame.to_ndarray().mean(axis=0, dtype=np.float32) for frame in frames]


def stretched(samples: NDArray[np.float32], rate_hz: int, speed: float) -> NDArray[np.float32]:
    """Play faster or slower at the same pitch.

    Args:
        samples: Mono, shape ``(frames,)``.
        rate_hz: Frames a second.
        speed: 0.5 to 2.0 times.

    Returns:
        Samples at the same rate, about ``frames / speed`` of them.
    """
    import av  # heavy
    import av.filter

    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate_hz, format="flt", layout="mono")
    tempo = graph.add("atempo", f"{speed:.3f}")
    sink = graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate = rate_hz
    graph.push(frame)
    graph.push(None)
    made: list[NDArray[np.float32]] = []
    while True:
        try:
            made.append(graph.pull().to_ndarray().reshape(-1).astype(np.float32))
        except (av.BlockingIOError, av.EOFError):
            break
    return np.concatenate(made) if made else np.zeros(0, np.float32)
