"""A recogniser of the person's own: a folder that this program does not know, taken as it is once they agree.

What is in the folder is hostile until it was looked at: only ordinary files of a sane size with the head of a
Whisper model are offered to the recogniser, and only with the digests that the person agreed to.
"""

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from coach.errors import InputError, ModelError, WeightsMismatchError, WeightsMissingError
from coach.speech.digests import DigestCache, sha256
from coach.speech.ports import OnBytes
from coach.speech.weights import KNOWN_MODELS, KnownModel, ModelKind
from coach.untrusted import read_bytes

_MB = 1_000_000
_NEEDED = {"model.bin": 8000 * _MB, "config.json": _MB, "tokenizer.json": 64 * _MB}
"""Files without which the recogniser can't be loaded, and how large each may be."""
_VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
_ALSO = ("preprocessor_config.json",)
_LEAST_WEIGHTS = _MB
_HEAD = b"WhisperSpec\x00"
"""Stands in a model of CTranslate2 after a version of four bytes and a length of two."""
_HEAD_AT = 6
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnModel:
    """A folder that could be a recogniser.

    Args:
        folder: Where it is.
        bytes: Sum of its files' lengths.
        digests: Name and SHA-256 of each file that is loaded, sorted by name.
        known: The model of the program's own that it is, file for file; empty when it is none.
    """

    folder: Path
    bytes: int
    digests: tuple[tuple[str, str], ...]
    known: str = ""


def is_folder_name(name: str) -> bool:
    """Whether a model is named by its folder.

    Args:
        name: A model's name, or the path of a folder.

    Returns:
        Whether it is a path.
    """
    return "/" in name or "\\" in name or name.startswith("~")


def shown_name(name: str) -> str:
    """A recogniser's name as it is kept with a transcript, which says nothing of the person's folders.

    Args:
        name: A model's name, or the path of a folder.

    Returns:
        The name, or the folder's last part.
    """
    return (Path(name).name or "own") if is_folder_name(name) else name


def files_of(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that are loaded, looked at but not read whole.

    Args:
        folder: The folder.

    Returns:
        The files, sorted by name.

    Raises:
        ModelError: It can't be a recogniser; the sentence says why, and what to do.
    """
    folder = folder.expanduser()
    if not folder.is_dir():
        raise ModelError("error.model.own_no_folder", folder=str(folder))
    vocabulary = next((name for name in _VOCABULARIES if (folder / name).exists()), _VOCABULARIES[0])
    limits = {**_NEEDED, vocabulary: _NEEDED["tokenizer.json"]}
    limits |= {name: _MB for name in _ALSO if (folder / name).exists()}
    try:
        for name, most in limits.items():
            _check(folder / name, most)
        with (folder / "model.bin").open("rb") as file:
            head = file.read(_HEAD_AT + len(_HEAD))
        config = json.loads(read_bytes(folder / "config.json", max_bytes=_MB))
    except (OSError, InputError, RecursionError, ValueError) as error:
        raise ModelError("error.model.own_unreadable", folder=str(folder)) from error
    if head[_HEAD_AT:] != _HEAD or not isinstance(config, dict):
        raise ModelError("error.model.own_no_whisper", folder=str(folder))
    return tuple(folder / name for name in sorted(limits))


def _check(path: Path, most: int) -> None:
    folder = str(path.parent)
    if path.is_symlink():
        raise ModelError("error.model.own_link", file=path.name, folder=folder)
    if not path.is_file():
        raise ModelError("error.model.own_missing", file=path.name, folder=folder)
    size = path.stat().st_size
    least = _LEAST_WEIGHTS if path.name == "model.bin" else 2
    if not least <= size <= most:
        raise ModelError("error.model.own_size", file=path.name, folder=folder, bytes=size)


def inspect(
    folder: Path, on_bytes: OnBytes | None = None, known: tuple[KnownModel, ...] = KNOWN_MODELS
) -> OwnModel:
    """Look at a folder of the person's own, and read its files once.

    Args:
        folder: The folder.
        on_bytes: Told of progress.
        known: The program's own models.

    Returns:
        What it is.

    Raises:
        ModelError: It can't be a recogniser, or can't be read.
    """
    files = files_of(folder)
    try:
        size = sum(file.stat().st_size for file in files)
        digests = tuple((file.name, sha256((file,), on_bytes)) for file in files)
    except OSError as error:
        raise ModelError("error.model.own_unreadable", folder=str(folder)) from error
    there = set(digests)
    same = next(
        (
            model.name
            for model in known
            if model.kind is ModelKind.WHISPER
            and all((file.name, file.sha256) in there for file in model.files)
        ),
        "",
    )
    return OwnModel(folder=files[0].parent.resolve(), bytes=size, digests=digests, known=same)


class OwnBook:
    """The folders that the person agreed to, with their digests.

    Args:
        path: The JSON file that keeps them; made when it is first needed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def agreed(self, folder: Path) -> dict[str, str]:
        """Digests that the person agreed to.

        Args:
            folder: The folder.

        Returns:
            Name and SHA-256 of each file; empty when they never did.
        """
        entry = self._read().get(_key(folder), {})
        return {str(name): str(digest) for name, digest in entry.items()} if isinstance(entry, dict) else {}

    def folders(self) -> tuple[Path, ...]:
        """The folders that were agreed to, sorted."""
        return tuple(Path(name) for name in sorted(self._read()))

    def agree(self, model: OwnModel) -> None:
        """Remember that the person agreed.

        Args:
            model: To what.

        Raises:
            OSError: It can't be written.
        """
        content = json.dumps(self._read() | {_key(model.folder): dict(model.digests)})
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix="own.", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(content)
            part.replace(self._path)
        finally:
            part.unlink(missing_ok=True)

    def check(
        self, folder: Path, digests: DigestCache, *, again: bool = False, on_bytes: OnBytes | None = None
    ) -> None:
        """Make sure that a folder is still what the person agreed to.

        Args:
            folder: The folder.
            digests: Remembers what was read.
            again: Read the files in any case.
            on_bytes: Told of progress.

        Raises:
            WeightsMissingError: They never agreed to it.
            WeightsMismatchError: A file has changed since.
            ModelError: It can't be a recogniser any more.
            OSError: A file can't be read.
        """
        agreed = self.agreed(folder)
        if not agreed:
            raise WeightsMissingError("error.model.own_not_agreed", folder=str(folder))
        for file in files_of(folder):
            if digests.digest(file, again=again, on_bytes=on_bytes) != agreed.get(file.name):
                raise WeightsMismatchError("error.model.own_changed", file=file.name, folder=str(file.parent))

    def _read(self) -> dict[str, object]:
        try:
            with self._path.open("rb") as file:
                found = json.loads(file.read(_MOST_BYTES).decode("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def _key(folder: Path) -> str:
    return str(folder.expanduser().resolve())
