"""Calendar files, as RFC 5545 has them: written to a file, never sent anywhere.

The one importer of icalendar.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from coach.model.calendar import CalendarEvent

PRODUCT = "-//Second Round//EN"


def write_calendar(events: Sequence[CalendarEvent], *, made_at: datetime) -> bytes:
    """Write events as a calendar file.

    Moments are written in UTC, so that no table of time zones has to go along.

    Args:
        events: In any order.
        made_at: When the file is made, with its offset from UTC.

    Returns:
        The content of an ``.ics`` file.

    Raises:
        ValueError: A moment has no offset from UTC.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - it takes a tenth of a second

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for event in events:
        entry = Event()
        entry.add("uid", f"{event.id}@second-round")
        entry.add("dtstamp", _in_utc(made_at))
        entry.add("summary", event.title)
        if isinstance(event.starts, datetime):
            starts = _in_utc(event.starts)
            entry.add("dtstart", starts)
            entry.add("dtend", starts + timedelta(minutes=event.duration_min))
        else:
            entry.add("dtstart", event.starts)
            entry.add("dtend", event.starts + timedelta(days=1))
            entry.add("transp", "TRANSPARENT")  # a reminder does not make the day busy
        if event.place:
            entry.add("location", event.place)
        if event.notes:
            entry.add("description", event.notes)
        for before_min in event.remind_before_min:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", event.title)
            alarm.add("trigger", -timedelta(minutes=before_min))
            entry.add_component(alarm)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _in_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a moment without an offset from UTC belongs to no calendar")
    return moment.astimezone(UTC)
