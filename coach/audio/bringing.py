"""Any sound file as a recording of our own: int16 mono WAV, made piece by piece and whole or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.audio import av_files
from coach.audio.av_files import Piece
from coach.audio.disk import ROOM_FOR_AN_ANSWER_BYTES, require_room
from coach.audio.files import LONGEST_S, readable
from coach.audio.levels import is_all_zero, to_int16
from coach.audio.ports import Recorded
from coach.audio.wav import FRAME_BYTES, WavWriter
from coach.errors import SoundFileError
from coach.model.sound import SPEECH_RATE_HZ
from coach.units import Hertz, Seconds

LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 8_000, 48_000
LONG_S = 30 * 60.0
"""What is longer is kept at the rate that speech is recognised at, since memory is what runs out then."""


def bring_in(
    source: Path,
    target: Path,
    *,
    on_progress: Callable[[float], None] | None = None,
    check: Callable[[], None] | None = None,
    longest_s: Seconds = LONGEST_S,
) -> Recorded:
    """Make a recording from a sound file, which itself is only read.

    Args:
        source: WAV, FLAC, MP3, M4A, OGG, Opus, MP4, WebM and others; of a film, the sound.
        target: Where the recording will be; ``target`` plus ``.part`` until then.
        on_progress: Told the share that is done, 0.0 to 1.0, where the file tells how long it is.
        check: Called now and then; what it raises ends the work, and nothing is left of it.
        longest_s: Longer sound is refused.

    Returns:
        The recording: several channels are averaged, and the rate is the file's own from 8 to 48 kHz,
        and at most 16 kHz for what is longer than half an hour.

    Raises:
        SoundFileError: The file is missing, no sound, empty, damaged from its start, or too long.
        DiskFullError: There is no room for it.
    """
    writer: WavWriter | None = None
    silent = True
    try:
        with readable(source, longest_s):
            for frames, rate_hz, share in _pieces(source, longest_s):
                if check is not None:
                    check()
                if writer is None:
                    require_room(target.parent, _bytes_needed(share, len(frames)))
                    writer = WavWriter(target, rate_hz)
                silent = silent and is_all_zero(frames)
                writer.write(to_int16(np.clip(np.nan_to_num(frames), -1.0, 1.0)))
                if on_progress is not None and share is not None:
                    on_progress(share)
        if writer is not None and writer.duration_s > 0.0:
            writer.close()
    except BaseException:
        if writer is not None:
            writer.discard()
        raise
    if writer is None or writer.duration_s <= 0.0:
        if writer is not None:
            writer.discard()
        raise SoundFileError("error.sound_file.empty", file=source.name)
    return Recorded(
        path=target, duration_s=writer.duration_s, rate_hz=writer.rate_hz, dropouts=0, silent=silent
    )


def _pieces(source: Path, longest_s: Seconds) -> Iterator[tuple[NDArray[np.float32], Hertz, float | None]]:
    """The sound at the rate that it is kept at, with the share of the file that is read."""
    stream: Any = None
    read = 0
    rate_hz = Hertz(0)
    for piece in _seconds(av_files.pieces_of(source, longest_s)):
        if read == 0:
            rate_hz = _kept_rate(piece)
            if rate_hz != piece.rate_hz:
                import soxr  # heavy

                stream = soxr.ResampleStream(piece.rate_hz, rate_hz, 1, dtype="float32", quality="HQ")
        read += len(piece.samples)
        share = min(1.0, read / piece.rate_hz / piece.whole_s) if piece.whole_s else None
        yield (stream.resample_chunk(piece.samples) if stream else piece.samples), rate_hz, share
    if stream is not None:
        yield stream.resample_chunk(np.empty(0, np.float32), last=True), rate_hz, 1.0


def _seconds(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The same sound in pieces of about a second: files come in packets of a fiftieth."""
    waiting: list[Piece] = []
    frames = 0
    for piece in pieces:
        waiting.append(piece)
        frames += len(piece.samples)
        if frames >= piece.rate_hz:
            yield _joined(waiting)
            waiting, frames = [], 0
    if waiting:
        yield _joined(waiting)


def _joined(pieces: list[Piece]) -> Piece:
    return replace(pieces[0], samples=np.concatenate([piece.samples for piece in pieces]))


def _kept_rate(first: Piece) -> Hertz:
    highest = SPEECH_RATE_HZ if first.whole_s is not None and first.whole_s > LONG_S else HIGHEST_RATE_HZ
    return Hertz(max(LOWEST_RATE_HZ, min(first.rate_hz, highest)))


def _bytes_needed(share: float | None, frames: int) -> int:
    whole = frames / share if share else 0.0
    return max(ROOM_FOR_AN_ANSWER_BYTES, round(whole * FRAME_BYTES) + ROOM_FOR_AN_ANSWER_BYTES // 4)
