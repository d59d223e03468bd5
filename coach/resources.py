"""The only reader of what is shipped: ``assets/`` and ``question_banks/``.

In a checkout both lie at the top level; in an installed wheel they are package data of ``coach``.
"""

from pathlib import Path, PurePosixPath

from coach.errors import BugError

_PACKAGE = Path(__file__).resolve().parent


def _root() -> Path:
    packaged = _PACKAGE / "_data"
    return packaged if packaged.is_dir() else _PACKAGE.parent


def _inside(folder: str, name: str) -> Path:
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts or "\\" in name:
        raise BugError(f"resource name leaves its folder: {name!r}")
    return _root() / folder / relative


def asset(name: str) -> Path:
    """Path of a shipped file or folder.

    Args:
        name: Path below ``assets/``, with forward slashes.

    Returns:
        The path, which may be a folder.

    Raises:
        BugError: The name is absolute or leaves the folder, or nothing is there.
    """
    path = _inside("assets", name)
    if not path.exists():
        raise BugError(f"shipped file is missing: assets/{name}")
    return path


def asset_text(name: str) -> str:
    """Text of a shipped file.

    Args:
        name: Path below ``assets/``, with forward slashes.

    Returns:
        The file's text.

    Raises:
        BugError: As for ``asset``.
    """
    return asset(name).read_text(encoding="utf-8")


def shipped_banks() -> list[Path]:
    """The question banks that come with the program.

    Returns:
        Paths of the TOML files, sorted by name.
    """
    return sorted((_root() / "question_banks").glob("*.toml"))
