"""Where a model's files lie: whole in one folder, or in pieces inside installed packages."""

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.speech.weights import KnownModel, WeightsFile

FindPackage = Callable[[str], Path | None]
"""Gives an installed package's folder by its import name, without importing it; None when it is not there."""


def installed_package(name: str) -> Path | None:
    """Folder of an installed package, found without importing it.

    Args:
        name: A top-level import name.

    Returns:
        The folder; None when the package is not installed.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a model was found.

    Args:
        source: ``folder``, ``cache`` or ``package``.
        files: Each file with the pieces on disk that make it up.
        folder: The folder that can be loaded as it is; None when it must be assembled first.
    """

    source: str
    files: tuple[tuple[WeightsFile, tuple[Path, ...]], ...]
    folder: Path | None


def in_folder(model: KnownModel, folder: Path, source: str) -> Place | None:
    """A folder as a place, when all files of a model are in it.

    Args:
        model: The model.
        folder: The folder, which need not exist.
        source: What the folder is.

    Returns:
        The place; None when a file is not there.
    """
    files = tuple((file, (folder / file.name,)) for file in model.files)
    if not all(paths[0].is_file() for _, paths in files):
        return None
    return Place(source, files, folder)


def common_folder(files: Sequence[tuple[WeightsFile, tuple[Path, ...]]]) -> Path | None:
    """The folder in which all files lie whole and under their own names.

    Args:
        files: Each file with its pieces on disk.

    Returns:
        The folder; None when the files must be assembled first.
    """
    folders = set()
    for file, pieces in files:
        depth = file.name.count("/")
        if len(pieces) != 1 or not pieces[0].as_posix().endswith("/" + file.name):
            return None
        folders.add(pieces[0].parents[depth])
    return folders.pop() if len(folders) == 1 else None
