"""Calendar files are read back by a calendar library as they were meant."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coach.model.calendar import CalendarEvent
from coach.reports.calendar import write_calendar

MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)
SUMMER = timezone(timedelta(hours=2))


def read(*events: CalendarEvent):  # noqa: ANN201 - the library's own classes
    return list(Calendar.from_ical(write_calendar(events, made_at=MADE)).walk("VEVENT"))


def test_an_interview_has_its_moment_its_place_and_its_reminders() -> None:
    (event,) = read(
        CalendarEvent(
            id="p1.day",
            title="Interview at Globex",
            starts=datetime(2026, 7, 2, 10, tzinfo=SUMMER),
            duration_min=45,
            place="12 Mill Lane, side entrance",
            notes="Bring: portfolio\nAsk for Dana",
            remind_before_min=(1440, 90),
        )
    )
    assert event.decoded("dtstart") == datetime(2026, 7, 2, 8, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 7, 2, 8, 45, tzinfo=UTC)
    assert (event["summary"], event["location"]) == ("Interview at Globex", "12 Mill Lane, side entrance")
    assert event["description"] == "Bring: portfolio\nAsk for Dana"
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [
        -timedelta(minutes=1440),
        -timedelta(minutes=90),
    ]


def test_a_day_stays_a_day() -> None:
    (event,) = read(CalendarEvent(id="a.remind", title="One gentle reminder", starts=date(2026, 12, 10)))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 10), date(2026, 12, 11))


def test_the_same_event_keeps_its_id_so_that_a_calendar_does_not_double_it() -> None:
    event = CalendarEvent(id="a.remind", title="Remind", starts=date(2026, 12, 10))
    assert read(event)[0]["uid"] == read(event)[0]["uid"] == "a.remind@second-round"


def test_a_moment_that_could_be_anywhere_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        read(CalendarEvent(id="x", title="x", starts=datetime(2026, 12, 10, 9)))  # noqa: DTZ001 - the point


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1))
def test_whatever_was_noted_comes_back_and_adds_no_line_of_its_own(text: str) -> None:
    (event,) = read(
        CalendarEvent(id="x", title=text, starts=date(2026, 1, 1), notes=f"{text}\nEND:VEVENT\nBEGIN:VEVENT")
    )
    assert event["description"] == f"{text}\nEND:VEVENT\nBEGIN:VEVENT"
