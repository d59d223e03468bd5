"""The person's choices as they are at the start of the window, whatever state their file is in."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coach import settings as kept
from coach.errors import SettingsError
from coach.model.message import Message
from coach.settings import Settings
from coach.settings.store import FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """Settings at the start, whatever state their file is in.

    Args:
        settings: As read; the defaults where the file can't be used.
        notes: What the person should know about the file.
        save: How they are written from now on.
    """

    settings: Settings
    notes: tuple[Message, ...] = ()
    save: Callable[[Settings, Path], None] = kept.save


def read_settings(folder: Path) -> ReadSettings:
    """Read the settings for a window, which opens also when their file can't be used.

    Args:
        folder: The person's config folder.

    Returns:
        The settings; a file that can't be used is kept beside the new one when something is chosen.
    """
    try:
        loaded = kept.load(folder)
    except SettingsError as error:
        return ReadSettings(settings=Settings(), notes=(error.message,), save=_keep_the_old_one)
    return ReadSettings(settings=loaded.settings, notes=loaded.notes)


def _keep_the_old_one(settings: Settings, folder: Path) -> None:
    path = folder / FILE
    aside = path.with_name(path.name + ".bad")
    if path.exists() and not aside.exists():
        with suppress(OSError):
            path.replace(aside)
    kept.save(settings, folder)
