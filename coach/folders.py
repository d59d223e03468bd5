"""Where the person's files lie."""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from coach.errors import DiskFullError, LibraryError

APP = "second-round"


@dataclass(frozen=True, slots=True)
class Folders:
    """The person's folders; each is made, for the person alone, when it is first asked for by ``make``.

    Args:
        data: Sessions and their sound.
        config: Settings.
        cache: What can be made again: assembled models, spoken questions.
    """

    data: Path
    config: Path
    cache: Path

    def make(self) -> "Folders":
        """Create the folders, readable by the person alone.

        Returns:
            Itself.

        Raises:
            DiskFullError: There is no room for them.
            LibraryError: They can't be made there.
        """
        for folder in (self.data, self.config, self.cache):
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                if error.errno in (errno.ENOSPC, errno.EDQUOT):
                    raise DiskFullError("error.library.disk_full", folder=str(folder)) from error
                raise LibraryError("error.library.not_writable", folder=str(folder)) from error
        return self


def home_folders(home: Path) -> Folders:
    """Folders below one home.

    Args:
        home: The folder that holds all three.

    Returns:
        The folders.
    """
    return Folders(data=home / "data", config=home / "config", cache=home / "cache")


def default_folders() -> Folders:
    """The person's folders on this system.

    Returns:
        Folders below ``SECOND_ROUND_HOME`` when that is set, else the platform's.
    """
    home = os.environ.get("SECOND_ROUND_HOME")
    if home:
        return home_folders(Path(home))
    return Folders(
        data=platformdirs.user_data_path(APP, appauthor=False),
        config=platformdirs.user_config_path(APP, appauthor=False),
        cache=platformdirs.user_cache_path(APP, appauthor=False),
    )
