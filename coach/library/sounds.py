"""The folder of sound: ``sounds/<session>/<answer>.wav`` below the data folder, and nothing outside it.

What has been transcribed is compressed to ``<answer>.flac``; for a moment both are there, and hold the same.
Paths in rows are relative, with forward slashes; what a row says is checked before it is followed.
"""

import re
import shutil
import wave
from pathlib import Path, PurePosixPath

from coach.errors import LibraryCorruptError

FOLDER = "sounds"
RECORDED, COMPRESSED = ".wav", ".flac"
SUFFIXES = (RECORDED, COMPRESSED)
_TRASH = ".removed-"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def relative_path(session_id: str, answer_id: str) -> str:
    """Where an answer's sound lies.

    Args:
        session_id: Its session.
        answer_id: Its id.

    Returns:
        The path below the data folder.
    """
    return f"{FOLDER}/{session_id}/{answer_id}.wav"


def absolute_path(data: Path, sound_file: str, *, where: str) -> Path:
    """Follow a row's path.

    Args:
        data: The data folder.
        sound_file: As the row has it.
        where: The answer's id, for the error.

    Returns:
        The absolute path.

    Raises:
        LibraryCorruptError: The path would leave the folder of sound.
    """
    # What comes out of a damaged file may be anything.
    parts = PurePosixPath(sound_file).parts if isinstance(sound_file, str) else ()
    good = len(parts) == 3 and parts[0] == FOLDER and all(_NAME.fullmatch(part) for part in parts[1:])
    if not good or (data / FOLDER / parts[1]).is_symlink():
        raise LibraryCorruptError("error.library.damaged_record", id=where)
    return data.absolute().joinpath(*parts)


def present(path: Path) -> Path:
    """The file in which a recording is kept now.

    Args:
        path: As a row has it, which may be older than the last compression.

    Returns:
        The same path if it is there or nothing is, else that of the other kind.
    """
    if not path.exists():
        for suffix in SUFFIXES:
            if path.with_suffix(suffix).exists():
                return path.with_suffix(suffix)
    return path


def remove_all(path: Path) -> None:
    """Remove a recording in whichever form it is.

    Args:
        path: As a row has it.
    """
    for suffix in SUFFIXES:
        path.with_suffix(suffix).unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a session's folder, for the person alone.

    Args:
        folder: ``sounds/<session>`` as an absolute path.
    """
    for each in (folder.parent, folder):
        each.mkdir(exist_ok=True, mode=0o700)


def folders(data: Path) -> list[Path]:
    """The sessions' folders of sound.

    Args:
        data: The data folder.

    Returns:
        Sorted; links are passed over.
    """
    return [
        folder
        for folder in sorted((data / FOLDER).glob("*"))
        if _NAME.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink()
    ]


def finished(data: Path) -> frozenset[str]:
    """Every finished recording in the folder of sound.

    Args:
        data: The data folder.

    Returns:
        Their paths below the data folder; links and what lies elsewhere are passed over.
    """
    return frozenset(
        f"{FOLDER}/{folder.name}/{file.name}"
        for folder in folders(data)
        for file in folder.iterdir()
        if file.suffix in SUFFIXES and _NAME.fullmatch(file.name) and file.is_file() and not file.is_symlink()
    )


def duration_s(path: Path) -> float | None:
    """Length of a recording.

    Args:
        path: A WAV or FLAC file.

    Returns:
        Seconds; None when the file can't be read.
    """
    try:
        if path.suffix == COMPRESSED:
            return _flac_duration_s(path)
        with wave.open(str(path), "rb") as file:
            return file.getnframes() / file.getframerate()
    except (OSError, EOFError, RuntimeError, wave.Error, ZeroDivisionError):
        return None


def _flac_duration_s(path: Path) -> float | None:
    """Read from the first block of the file, STREAMINFO (RFC 9639, section 8.2)."""
    with path.open("rb") as file:
        start = file.read(26)
    if len(start) < 26 or start[:4] != b"fLaC" or start[4] & 0x7F != 0:
        return None
    packed = int.from_bytes(start[18:26], "big")
    rate_hz, frames = packed >> 44, packed & (2**36 - 1)
    return frames / rate_hz


def set_aside(data: Path, session_id: str) -> Path | None:
    """Take a session's sound out of the way, so that it can still be put back.

    Args:
        data: The data folder.
        session_id: The session.

    Returns:
        Where it is now; None when there was none.
    """
    folder = data / FOLDER / session_id
    if not _NAME.fullmatch(session_id) or not folder.is_dir() or folder.is_symlink():
        return None
    aside = folder.with_name(_TRASH + session_id)
    return folder.rename(aside)


def aside(data: Path) -> list[tuple[str, Path]]:
    """What was taken out of the way when the program died.

    Args:
        data: The data folder.

    Returns:
        Session ids and where their sound is.
    """
    return [
        (path.name.removeprefix(_TRASH), path)
        for path in (data / FOLDER).glob(f"{_TRASH}*")
        if path.is_dir() and not path.is_symlink()
    ]


def put_back(path: Path) -> None:
    """Undo ``set_aside``.

    Args:
        path: What it returned.
    """
    path.rename(path.with_name(path.name.removeprefix(_TRASH)))


def remove(path: Path) -> None:
    """Remove what was set aside, for good.

    Args:
        path: What ``set_aside`` returned.
    """
    shutil.rmtree(path)
