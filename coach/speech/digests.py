"""Digests of large files, remembered so that a later start does not read them again."""

import hashlib
import json
import os
import tempfile
from pathlib import Path

from coach.speech.ports import OnBytes

_CHUNK = 1 << 20


def sha256(paths: tuple[Path, ...], on_bytes: OnBytes | None = None) -> str:
    """Digest of files put one after the other.

    Args:
        paths: The files, in order.
        on_bytes: Told of progress.

    Returns:
        The SHA-256 in hexadecimal.

    Raises:
        OSError: A file can't be read.
    """
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                if on_bytes:
                    on_bytes(len(chunk))
    return digest.hexdigest()


def join_checked(pieces: tuple[Path, ...], target: Path, expected: str, on_bytes: OnBytes | None) -> bool:
    """Write files one after the other into a new file, which appears only when its digest is right.

    Two processes may do this at once: each writes a file of its own, and the last one to finish replaces
    the other's equal file.

    Args:
        pieces: The files, in order.
        target: The new file; replaced if it is there.
        expected: The SHA-256 that the whole must have.
        on_bytes: Told of progress.

    Returns:
        Whether the digest was right; else nothing is written.

    Raises:
        OSError: A file can't be read or written.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name + ".", suffix=".part")
    temporary = Path(name)
    try:
        digest = hashlib.sha256()
        with os.fdopen(handle, "wb") as out:
            for piece in pieces:
                with piece.open("rb") as stream:
                    while chunk := stream.read(_CHUNK):
                        digest.update(chunk)
                        out.write(chunk)
                        if on_bytes:
                            on_bytes(len(chunk))
            out.flush()
            os.fsync(out.fileno())
        if digest.hexdigest() != expected:
            return False
        temporary.replace(target)
        return True
    finally:
        temporary.unlink(missing_ok=True)


class DigestCache:
    """Remembers the digest of a file until its size or its time of change differs.

    Args:
        path: The JSON file that keeps them; made when it is first needed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def _read(self) -> dict[str, list[object]]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    @staticmethod
    def _state(path: Path) -> list[int]:
        status = path.stat()
        return [status.st_size, status.st_mtime_ns]

    def known(self, path: Path) -> str | None:
        """The digest as remembered.

        Args:
            path: The file.

        Returns:
            The SHA-256; None when the file was never read or has changed since.

        Raises:
            OSError: The file is not there.
        """
        entry = self._read().get(str(path.resolve()))
        if isinstance(entry, list) and len(entry) == 3 and entry[:2] == self._state(path):
            return str(entry[2])
        return None

    def digest(self, path: Path, *, again: bool = False, on_bytes: OnBytes | None = None) -> str:
        """The file's digest, read from the file only when it is not known.

        Args:
            path: The file.
            again: Read the file in any case.
            on_bytes: Told of progress.

        Returns:
            The SHA-256.

        Raises:
            OSError: The file can't be read.
        """
        if not again and (known := self.known(path)) is not None:
            return known
        # The state is taken first: a file that changes while it is read is read again the next time.
        state = self._state(path)
        digest = sha256((path,), on_bytes)
        self._remember(path, state, digest)
        return digest

    def _remember(self, path: Path, state: list[int], digest: str) -> None:
        entries = self._read()
        entries[str(path.resolve())] = [*state, digest]
        # Two processes may both write: one entry is then lost and read again, which costs only time.
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name + ".", suffix=".part")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(entries, out)
            temporary.replace(self._path)
        finally:
            temporary.unlink(missing_ok=True)
