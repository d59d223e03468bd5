"""A backup file, which may come from anybody, unpacked into a folder of its own: nothing else is touched.

The manifest says which files there are, how large, and with which digest; what is not so is refused, and
what the manifest does not name is not looked at.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.errors import LibraryError, LibraryTooNewError
from coach.library.backup import BLOCK_BYTES, FORMAT, MANIFEST, VERSION, Check, OnProgress
from coach.library.places import BANKS, FILE
from coach.library.sounds import FOLDER

_MAX_MANIFEST_BYTES = 64_000_000
"""About 400,000 recordings."""

_MAX_BANK_BYTES = 4_000_000
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_PATH = re.compile(rf"{re.escape(FILE)}|{FOLDER}/{_NAME}/{_NAME}\.(?:wav|flac)|{BANKS}/{_NAME}\.toml")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Packed:
    """A file as the manifest has it.

    Args:
        path: Below the data folder, with forward slashes.
        size_bytes: Its length.
        sha256: Its digest, in hexadecimal.
    """

    path: str
    size_bytes: int
    sha256: str


def unpack(source: Path, target: Path, *, on_progress: OnProgress, check: Check) -> None:
    """Unpack a backup and make sure that all of it is as its manifest says.

    Args:
        source: The file.
        target: An empty folder.
        on_progress: Told the share that is done, 0.0 to 1.0.
        check: Called often; raises ``Cancelled`` when the work should stop.

    Raises:
        LibraryError: It is no backup, or not whole.
        LibraryTooNewError: A newer version of the program made it.
        DiskFullError: There is no room for what is in it.
        Cancelled: As ``check`` asked for.
    """
    try:
        if not source.is_file():
            raise LibraryError("error.library.backup_no_file", file=str(source))
        with zipfile.ZipFile(source) as archive:
            files = read_manifest(archive, source)
            total = sum(one.size_bytes for one in files) or 1
            if total > shutil.disk_usage(target).free:
                raise LibraryError("error.library.backup_no_room", megabytes=total // 1_000_000 + 1)
            done = 0
            for one in files:
                _extract(archive, one, target, source, check)
                done += one.size_bytes
                on_progress(min(1.0, done / total))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        # NotImplementedError: a kind of compression nobody here uses; RuntimeError: it has a password.
        raise _broken(source) from error
    except (ValueError, OverflowError, RecursionError, KeyError) as error:
        raise _broken(source) from error
    except OSError as error:
        # zipfile seeks wherever a file tells it to; what the person's own disk says is mapped by the caller.
        if error.errno in (None, errno.EINVAL, errno.EOVERFLOW) or error.filename == str(source):
            raise _broken(source) from error
        raise


def read_manifest(archive: zipfile.ZipFile, source: Path) -> tuple[Packed, ...]:
    """What should be in a backup.

    Args:
        archive: The open file.
        source: Its path, for the error.

    Returns:
        Its files; the database is among them, and no name twice, whatever the system makes of capitals.

    Raises:
        LibraryError: There is no manifest, or it is not sane.
        LibraryTooNewError: A newer version of the program made it.
    """
    try:
        entry = archive.getinfo(MANIFEST)
    except KeyError:
        raise _broken(source) from None
    with archive.open(entry) as file:
        raw = file.read(_MAX_MANIFEST_BYTES + 1)
    if len(raw) > _MAX_MANIFEST_BYTES:
        raise _broken(source)
    manifest = json.loads(raw)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _broken(source)
    version = manifest.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _broken(source)
    if version > VERSION:
        raise LibraryTooNewError("error.library.backup_too_new", file=str(source))
    files = manifest.get("files")
    if not isinstance(files, list):
        raise _broken(source)
    packed = tuple(_packed(one, source) for one in files)
    names = [one.path.casefold() for one in packed]
    if len(set(names)) != len(names) or FILE not in names:
        raise _broken(source)
    return packed


def _packed(entry: Any, source: Path) -> Packed:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(entry, dict):
        raise _broken(source)
    path, size, digest = entry.get("path"), entry.get("bytes"), entry.get("sha256")
    if not (isinstance(path, str) and isinstance(size, int) and isinstance(digest, str)):
        raise _broken(source)
    if not _PATH.fullmatch(path) or not 0 <= size < 1 << 50 or not _DIGEST.fullmatch(digest):
        raise _broken(source)
    if path.startswith(BANKS) and size > _MAX_BANK_BYTES:
        raise _broken(source)
    return Packed(path, size, digest)


def _extract(archive: zipfile.ZipFile, one: Packed, target: Path, source: Path, check: Check) -> None:
    entry = archive.getinfo(one.path)
    if entry.file_size != one.size_bytes:
        raise _broken(source)
    path = target.joinpath(*one.path.split("/"))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as out, archive.open(entry) as file:
        # Never more than was announced, whatever the compressed bytes would unfold to.
        while block := file.read(min(BLOCK_BYTES, one.size_bytes - size + 1)):
            check()
            size += len(block)
            if size > one.size_bytes:
                raise _broken(source)
            digest.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    if size != one.size_bytes or digest.hexdigest() != one.sha256:
        raise _broken(source)


def _broken(source: Path) -> LibraryError:
    return LibraryError("error.library.backup_broken", file=str(source))
