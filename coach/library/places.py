"""What lies in the data folder, and the clock that stamps it."""

from datetime import datetime

FILE = "library.sqlite3"
"""The database."""

CLAIM = "in-use.lock"
"""The lock of those who are at work."""

BANKS = "banks"
"""The folder of the person's own question banks."""


def local_now() -> datetime:
    """The time, with this place's offset from UTC."""
    return datetime.now().astimezone()
