"""The interview day as files: one for a calendar, one to print."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from coach.errors import InputError
from coach.model.preparation import Preparation
from coach.prepare.day import day_events
from coach.reports.calendar import write_calendar
from coach.reports.day_card import day_card
from coach.reports.pdf import to_pdf
from coach.reports.write import write_bytes
from coach.words import Words


def save_calendar(preparation: Preparation, words: Words, path: Path) -> str:
    """Write the interview's dates into a calendar file.

    Args:
        preparation: Which.
        words: The language.
        path: Where; a file that is there is replaced.

    Returns:
        The file's name.

    Raises:
        InputError: There is no date yet.
        ReportError: It can't be written.
    """
    events = day_events(preparation, words)
    if not events:
        raise InputError("error.prepare.no_day")
    write_bytes(write_calendar(events, made_at=datetime.now().astimezone()), path)
    return path.name


def save_card(preparation: Preparation, stories: Sequence[str], words: Words, path: Path) -> str:
    """Write the day on one page.

    Args:
        preparation: Which.
        stories: Titles of the stories to tell, the most useful first.
        words: The language.
        path: Where; a file that is there is replaced.

    Returns:
        The file's name.

    Raises:
        ReportError: The typesetter failed, or the file can't be written.
    """
    document = day_card(preparation, tuple(stories), words, datetime.now().astimezone())
    write_bytes(to_pdf(document), path)
    return path.name
