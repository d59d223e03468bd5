"""Erasing everything, as it is told: which caches are personal, and what was removed."""

from pathlib import Path

from coach.folders import Folders
from coach.library.wipe import Erased
from coach.model.message import Message, message

_MODELS = "models"
"""The cache of weights, which are the same for everybody and take long to make again."""


def personal_caches(folders: Folders) -> tuple[Path, ...]:
    """What lies in the cache and may be about the person: spoken questions, the sound of a check.

    Args:
        folders: The person's folders.

    Returns:
        Files and folders; the models are not among them.
    """
    if not folders.cache.is_dir():
        return ()
    return tuple(path for path in sorted(folders.cache.iterdir()) if path.name != _MODELS)


def told_of(erased: Erased) -> tuple[Message, ...]:
    """What was removed, and what was not.

    Args:
        erased: What was removed.

    Returns:
        Sentences.
    """
    return (
        message(
            "library.erased.removed",
            sessions=message("library.erased.sessions", n=erased.sessions),
            recordings=message("library.erased.recordings", n=erased.recordings),
            papers=message("library.erased.papers", n=erased.papers),
            backups=message("library.erased.backups", n=erased.backups),
            files=message("library.erased.files", n=erased.files),
            megabytes=f"{erased.freed_bytes / 1e6:.1f}",
        ),
        message("library.erased.stays"),
    )
