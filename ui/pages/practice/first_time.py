"""Whether the person has been here before: an empty file beside the settings."""

import os
from pathlib import Path

FILE = "practice-seen"


def is_first(folder: Path) -> bool:
    """Whether this is the first start.

    Args:
        folder: The person's config folder.

    Returns:
        True until ``remember``; False where that can't be seen.
    """
    try:
        return not (folder / FILE).exists()
    except OSError:
        return False


def remember(folder: Path) -> None:
    """Note that the first start is over; where that can't be written, it comes again.

    Args:
        folder: The person's config folder.
    """
    try:
        os.close(os.open(folder / FILE, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError:
        return
