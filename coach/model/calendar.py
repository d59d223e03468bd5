"""Something with a date, for the person's own calendar."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One entry of a calendar file.

    Args:
        id: Unique and always the same, so that a calendar that reads the file again changes its entry.
        title: As it is shown.
        starts: A moment with its offset from UTC, or a whole day.
        duration_min: Length in minutes; of no meaning for a whole day.
        place: Where; empty for none.
        notes: What is shown below; empty for none.
        remind_before_min: Minutes before the start at which the calendar reminds.
    """

    id: str
    title: str
    starts: datetime | date
    duration_min: int = 60
    place: str = ""
    notes: str = ""
    remind_before_min: tuple[int, ...] = ()
