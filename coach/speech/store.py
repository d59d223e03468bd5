"""Where the weights lie: found, assembled, and checked before anything is loaded.

Order of looking: a folder that the person names, the person's own cache, the installed packages;
the hub only when the person asks (``ModelStore.get``).
"""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from coach.errors import DiskFullError, ModelError, WeightsMismatchError, WeightsMissingError
from coach.model.message import Message, message
from coach.speech.digests import DigestCache, join_checked, sha256
from coach.speech.fetching import fetch_model, share_of_bytes
from coach.speech.own import OwnBook, OwnModel, files_of, is_folder_name, shown_name
from coach.speech.places import FindPackage, Place, common_folder, in_folder, installed_package
from coach.speech.ports import OnBytes, Progress, Stop, WeightsFetcher
from coach.speech.weights import KNOWN_MODELS, PREFERRED_WHISPER, KnownModel, ModelKind

_STALE_S = 3600.0
"""A half-written file older than this was left by a process that died."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledModel:
    """What is known of one model on this machine.

    Args:
        name: As it is asked for.
        kind: What it is for.
        installed: Whether all of its files are there.
        verified: Whether its digests are right; None when they were not checked yet.
        bytes: Sum of its files' lengths.
        source: ``folder``, ``cache``, ``package``; ``own`` for a folder that the person agreed to, whose name
            is its path; ``hub`` when it can be fetched; empty when it cannot.
    """

    name: str
    kind: ModelKind
    installed: bool
    verified: bool | None
    bytes: int
    source: str


class Chosen(NamedTuple):
    """The recogniser to use.

    Args:
        name: The model.
        path: Its checked folder.
        note: What to tell the person when it is not the one that was wanted.
    """

    name: str
    path: Path
    note: Message | None


class ModelStore:
    """Finds models and vouches for them.

    Args:
        cache_folder: The person's cache; models that are assembled or fetched go below ``models/`` in it.
        user_folder: A folder of the person's own that is looked into first; None for none.
        known: The models.
        find_package: How installed packages are found.
        fetcher: What reaches the hub; None for the real one.
    """

    def __init__(
        self,
        cache_folder: Path,
        user_folder: Path | None = None,
        *,
        known: tuple[KnownModel, ...] = KNOWN_MODELS,
        find_package: FindPackage = installed_package,
        fetcher: WeightsFetcher | None = None,
    ) -> None:
        self._folder = cache_folder / "models"
        self._user_folder = user_folder
        self._known = {model.name: model for model in known}
        self._find_package = find_package
        self._fetcher = fetcher
        self._digests = DigestCache(self._folder / "digests.json")
        self._own = OwnBook(self._folder / "own.json")

    def list(self) -> tuple[InstalledModel, ...]:
        """Every known model, found or not, and the person's own; reads no large file.

        Returns:
            One entry a model, in a fixed order.
        """
        known = tuple(self._entry(model) for model in self._known.values())
        return known + tuple(self._own_entry(folder) for folder in self._own.folders())

    def agree(self, model: OwnModel) -> None:
        """Remember that the person wants a model that is not known, as it is now.

        Args:
            model: What ``coach.speech.own.inspect`` found in its folder.

        Raises:
            DiskFullError: There is no room to remember it.
            ModelError: It can't be remembered.
        """
        with _disk(shown_name(str(model.folder)), 1):
            self._own.agree(model)

    def path(self, name: str, *, on_progress: Progress | None = None) -> Path:
        """A folder that is ready to be loaded, with every file's digest checked.

        Args:
            name: The model, or a folder of the person's own.
            on_progress: Told how much was read, when the files must be read at all.

        Returns:
            The folder.

        Raises:
            WeightsMissingError: The model is unknown or not installed; the sentence says what to do.
            WeightsMismatchError: A file is not the one that it should be; it was not loaded.
            DiskFullError: There is no room to assemble it.
            ModelError: A file can't be read or written.
        """
        if is_folder_name(name):
            return self._own_path(Path(name).expanduser(), again=False, on_progress=on_progress)
        model = self._model(name)
        on_bytes = share_of_bytes(on_progress, model.bytes)
        with _disk(model.name, model.bytes):
            for place in self._places(model):
                if place.folder is None:
                    return self._assemble(model, place, on_bytes)
                wrong = self._wrong_file(place, again=False, on_bytes=on_bytes)
                if wrong is None:
                    return place.folder
                # What the program assembled itself can be made again; what others put there is reported.
                if place.source != "cache" or self._in_packages(model) is None:
                    raise _mismatch(model, wrong)
        raise self._missing(model)

    def best(self, preferred: str = PREFERRED_WHISPER[0], *, on_progress: Progress | None = None) -> Chosen:
        """The wanted recogniser, or the next best one that can be used.

        Args:
            preferred: The model that is wanted.
            on_progress: As for ``path``.

        Returns:
            The model, its folder, and a note when it is not the wanted one.

        Raises:
            ModelError: None can be used; the sentence is about the wanted one.
        """
        names = dict.fromkeys((preferred, *PREFERRED_WHISPER))
        first: ModelError | DiskFullError | None = None
        for name in names:
            try:
                path = self.path(name, on_progress=on_progress)
            except (ModelError, DiskFullError) as error:
                first = first or error
                continue
            note = None
            if first is not None:
                wanted = shown_name(preferred)
                note = message("speech.model_instead", used=name, wanted=wanted, why=first.message)
            return Chosen(name, path, note)
        raise first or self._missing(self._model(preferred))

    def verify(self, name: str, *, on_progress: Progress | None = None) -> InstalledModel:
        """Read every file of a model again and compare its digest.

        Args:
            name: The model.
            on_progress: Told how much was read.

        Returns:
            The model as it was found, verified.

        Raises:
            WeightsMissingError: The model is unknown or not installed.
            WeightsMismatchError: A file is not the one that it should be.
            ModelError: A file can't be read.
        """
        if is_folder_name(name):
            folder = self._own_path(Path(name).expanduser(), again=True, on_progress=on_progress)
            return self._own_entry(folder)
        model = self._model(name)
        place = next(self._places(model), None)
        if place is None:
            raise self._missing(model)
        with _disk(model.name, model.bytes):
            wrong = self._wrong_file(place, again=True, on_bytes=share_of_bytes(on_progress, model.bytes))
        if wrong is not None:
            raise _mismatch(model, wrong)
        return self._found(model, place, verified=True)

    def get(self, name: str, *, on_progress: Progress | None = None, should_stop: Stop | None = None) -> Path:
        """Fetch a model from the hub, because the person asked for it; nothing else reaches out.

        Args:
            name: The model.
            on_progress: Told how much has come.
            should_stop: Asked while it comes; what has come is kept for the next try.

        Returns:
            Its checked folder.

        Raises:
            WeightsMissingError: It is unknown, cannot be fetched, or the hub can't be reached.
            WeightsMismatchError: What came is not what it should be; it was removed.
            DiskFullError: There is no room.
            Cancelled: ``should_stop`` said so.
        """
        model = self._model(name)
        if next(self._places(model), None) is not None:
            return self.path(name, on_progress=on_progress)
        if model.hub is None:
            raise self._missing(model)
        fetcher = self._fetcher
        if fetcher is None:
            from coach.speech.hub import HubFetcher  # noqa: PLC0415 - loads the hub's library only when asked

            fetcher = HubFetcher()
        with _disk(model.name, model.bytes):
            fetch_model(
                model,
                model.hub,
                fetcher,
                self._digests,
                incoming=self._own_folder(model.name + ".incoming"),
                target=self._own_folder(model.name),
                on_bytes=share_of_bytes(on_progress, model.bytes),
                should_stop=should_stop,
            )
        return self.path(name)

    def _own_path(self, folder: Path, *, again: bool, on_progress: Progress | None) -> Path:
        """A folder of the person's own, when it is still what they agreed to."""
        with _disk(shown_name(str(folder)), 1):
            self._own_folder()
            size = sum(file.stat().st_size for file in files_of(folder))
            self._own.check(folder, self._digests, again=again, on_bytes=share_of_bytes(on_progress, size))
        return folder

    def _own_entry(self, folder: Path) -> InstalledModel:
        try:
            files = files_of(folder)
            size = sum(file.stat().st_size for file in files)
            digests = {file.name: self._digests.known(file) for file in files}
        except (ModelError, OSError):
            files, size, digests = (), 0, {}
        agreed = self._own.agreed(folder)
        verified = None if None in digests.values() else digests == agreed
        return InstalledModel(
            name=str(folder),
            kind=ModelKind.WHISPER,
            installed=bool(files),
            verified=verified if files else None,
            bytes=size,
            source="own",
        )

    def _model(self, name: str) -> KnownModel:
        model = self._known.get(name)
        if model is None:
            known = tuple(known.name for known in self._known.values() if known.kind is ModelKind.WHISPER)
            raise WeightsMissingError("error.model.unknown", model=name, known=known)
        return model

    def _places(self, model: KnownModel) -> Iterator[Place]:
        """Places that have all files of a model, in the order of looking."""
        if self._user_folder is not None:
            for folder in (self._user_folder / model.name, self._user_folder):
                if place := in_folder(model, folder, "folder"):
                    yield place
                    break
        if place := in_folder(model, self._folder / model.name, "cache"):
            yield place
        if place := self._in_packages(model):
            yield place

    def _in_packages(self, model: KnownModel) -> Place | None:
        files = []
        for file in model.files:
            pieces = tuple(self._piece(piece.package, piece.path) for piece in file.pieces)
            if not pieces or None in pieces:
                return None
            files.append((file, tuple(piece for piece in pieces if piece is not None)))
        return Place("package", tuple(files), common_folder(files))

    def _piece(self, package: str, path: str) -> Path | None:
        folder = self._find_package(package)
        if folder is None or not (folder / path).is_file():
            return None
        return folder / path

    def _wrong_file(self, place: Place, *, again: bool, on_bytes: OnBytes | None) -> str | None:
        """Name of the first file whose length or digest is wrong; None when all are right."""
        self._own_folder()
        for file, pieces in place.files:
            if sum(piece.stat().st_size for piece in pieces) != file.bytes:
                return file.name
            if len(pieces) == 1:
                digest = self._digests.digest(pieces[0], again=again, on_bytes=on_bytes)
            else:
                digest = sha256(pieces, on_bytes)
            if digest != file.sha256:
                return file.name
        return None

    def _assemble(self, model: KnownModel, place: Place, on_bytes: OnBytes | None) -> Path:
        """Make the loadable folder in the cache out of the packages' pieces."""
        folder = self._own_folder(model.name)
        for left in folder.glob("*.part"):
            if time.time() - left.stat().st_mtime > _STALE_S:
                left.unlink(missing_ok=True)
        for file, pieces in place.files:
            if not join_checked(pieces, folder / file.name, file.sha256, on_bytes):
                raise _mismatch(model, file.name)
        assembled = in_folder(model, folder, "cache")
        # Read back once: what is loaded is what lies on the disk, not what was meant to be written.
        wrong = assembled and self._wrong_file(assembled, again=True, on_bytes=None)
        if assembled is None or wrong is not None:
            raise _mismatch(model, wrong or model.files[0].name)
        return folder

    def _entry(self, model: KnownModel) -> InstalledModel:
        place = next(self._places(model), None)
        if place is not None:
            return self._found(model, place, verified=self._remembered(place))
        source = "hub" if model.hub is not None else ""
        return InstalledModel(
            name=model.name, kind=model.kind, installed=False, verified=None, bytes=model.bytes, source=source
        )

    @staticmethod
    def _found(model: KnownModel, place: Place, *, verified: bool | None) -> InstalledModel:
        return InstalledModel(
            name=model.name,
            kind=model.kind,
            installed=True,
            verified=verified,
            bytes=sum(piece.stat().st_size for _, pieces in place.files for piece in pieces),
            source=place.source,
        )

    def _remembered(self, place: Place) -> bool | None:
        """Whether the digests were right when the files were last read; None when one is not known."""
        digests = [(file, self._digests.known(pieces[0])) for file, pieces in place.files if len(pieces) == 1]
        if any(digest is not None and digest != file.sha256 for file, digest in digests):
            return False
        if len(digests) < len(place.files) or any(digest is None for _, digest in digests):
            return None
        return True

    def _missing(self, model: KnownModel) -> WeightsMissingError:
        absent = tuple(package for package in model.packages if self._find_package(package) is None)
        if model.packages:
            return WeightsMissingError(
                "error.model.missing", model=model.name, packages=absent or model.packages
            )
        return WeightsMissingError(
            "error.model.not_fetched", model=model.name, megabytes=model.bytes // 10**6
        )

    def _own_folder(self, name: str = "") -> Path:
        folder = self._folder / name if name else self._folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder


def _mismatch(model: KnownModel, file: str) -> WeightsMismatchError:
    return WeightsMismatchError("error.model.mismatch", model=model.name, file=file)


@contextmanager
def _disk(name: str, size: int) -> Iterator[None]:
    """Map the system's errors into ours."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFullError("error.model.disk_full", model=name, megabytes=-(-size // 10**6)) from error
        file = os.fspath(error.filename or "")
        raise ModelError("error.model.unreadable", model=name, file=Path(str(file)).name) from error
