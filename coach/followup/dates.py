"""The steps after an interview in words, and as entries of a calendar."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from coach.followup.steps import Step, StepState, steps
from coach.model.application import Application
from coach.model.calendar import CalendarEvent
from coach.model.message import Message, message
from coach.model.preparation import Contact
from coach.words import Words

_TOLD_FOR = frozenset({StepState.NOW, StepState.LATER, StepState.LATE, StepState.WAIT})
_AT_NINE_MIN = -9 * 60
"""A whole day begins at midnight; its reminder comes at nine."""


def when(step: Step, now: datetime, words: Words) -> Message:
    """How a step stands and until when, in words.

    Args:
        step: Which.
        now: With an offset from UTC.
        words: The language, for the dates.

    Returns:
        Such as "by tomorrow 10:00", "today", "10 Dec" or "done".
    """
    if step.state is StepState.DONE:
        return message("followup.when.done")
    day = _day(step, now, words)
    if step.state is StepState.WAIT:
        return message("followup.when.wait", day=day)
    if step.at is not None:
        due = message("followup.when.at", day=day, time=words.time_of_day(step.at))
        late = step.state is StepState.LATE
        return message("followup.when.late", due=due) if late else message("followup.when.by", due=due)
    if step.state is StepState.LATER:
        return message("followup.when.on", day=day)
    if step.due < now.date():
        return message("followup.when.since", day=day)
    return message("followup.when.on", day=day)


def _day(step: Step, now: datetime, words: Words) -> Message:
    days = (step.due - now.date()).days
    if days == 0:
        return message("followup.when.today")
    if days == 1:
        return message("followup.when.tomorrow")
    text = words.day_and_month(datetime.combine(step.due, datetime.min.time()))
    return message("followup.when.day", date=text)


def follow_up_events(
    application: Application, contacts: Sequence[Contact], now: datetime, words: Words
) -> tuple[CalendarEvent, ...]:
    """What goes into a calendar.

    Args:
        application: The application.
        contacts: Connections and references of its preparations.
        now: With an offset from UTC.
        words: The language.

    Returns:
        One entry for each step that is not done; empty before the first interview.
    """
    made: list[CalendarEvent] = []
    for step in steps(application, contacts, now):
        if step.state not in _TOLD_FOR:
            continue
        what = words.text(step.what)
        title = words.text(message("followup.event", what=what, company=application.company_name))
        event_id = f"{application.id}-{_plain(step.id)}"
        if step.at is not None:
            starts = step.at - timedelta(minutes=30)
            event = CalendarEvent(
                id=event_id, title=title, starts=starts, duration_min=30, remind_before_min=(120,)
            )
        else:
            event = CalendarEvent(
                id=event_id, title=title, starts=step.due, remind_before_min=(_AT_NINE_MIN,)
            )
        made.append(event)
    return tuple(made)


def _plain(text: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in text)
