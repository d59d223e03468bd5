"""The interview day: what a practice session, a calendar and a printed card need of a preparation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from coach.model.calendar import CalendarEvent
from coach.model.company import Company
from coach.model.message import message
from coach.model.preparation import Preparation
from coach.words import Words

REMIND_BEFORE_MIN = (24 * 60, 2 * 60)
USUAL_MIN = 60
NEAR = timedelta(days=14)


def company_for(preparation: Preparation) -> Company:
    """The employer as a session is given it.

    Args:
        preparation: The interview being prepared.

    Returns:
        What was noted, with what the job asks for and the details of the day; lines left empty are gone.
    """
    company, day = preparation.company, preparation.day
    details = {"role": preparation.job_title, "place": day.place, "format": day.stage.value}
    return replace(
        company,
        facts=tuple(fact for fact in company.facts if fact.text.strip()),
        people=tuple(person for person in company.people if person.name.strip()),
        requirements=tuple(each.text for each in preparation.requirements if each.text.strip()),
        interview=tuple((name, value) for name, value in details.items() if value.strip()),
    )


def next_interview(preparations: Sequence[Preparation], now: datetime) -> Preparation | None:
    """The interview that comes next and can be practised for.

    Args:
        preparations: All there are.
        now: With an offset from UTC.

    Returns:
        The nearest of the next 14 days whose job says what it asks for; None for none.
    """
    near = [
        (each.day.starts_at, each.id, each)
        for each in preparations
        if each.day.starts_at is not None
        and now <= each.day.starts_at <= now + NEAR
        and company_for(each).requirements
    ]
    return min(near, key=lambda found: found[:2])[2] if near else None


def title_of(preparation: Preparation, words: Words) -> str:
    """What an interview being prepared is called.

    Args:
        preparation: Which.
        words: The language.

    Returns:
        Company and job, as far as they are known.
    """
    known = [text for text in (preparation.company.name.strip(), preparation.job_title.strip()) if text]
    return " \u00b7 ".join(known) or words.text(message("prepare.untitled"))


def day_events(preparation: Preparation, words: Words) -> tuple[CalendarEvent, ...]:
    """What goes into a calendar.

    Args:
        preparation: The interview being prepared.
        words: The language.

    Returns:
        The interview with its reminders, and the day before to get ready; empty while there is no date.
    """
    day = preparation.day
    if day.starts_at is None:
        return ()
    title = words.text(message("prepare.day.event", title=title_of(preparation, words)))
    ready = words.text(message("prepare.day.ready", title=title_of(preparation, words)))
    return (
        CalendarEvent(
            id=f"{preparation.id}-interview",
            title=title,
            starts=day.starts_at,
            duration_min=day.duration_min or USUAL_MIN,
            place=day.place or day.link,
            notes="\n".join(f"{label}: {value}" for label, value in day_lines(preparation, words)),
            remind_before_min=REMIND_BEFORE_MIN,
        ),
        CalendarEvent(
            id=f"{preparation.id}-ready",
            title=ready,
            starts=(day.starts_at - timedelta(days=1)).date(),
            notes="\n".join(bring_lines(preparation)),
            remind_before_min=(-18 * 60,),  # at six in the evening of that day
        ),
    )


def bring_lines(preparation: Preparation) -> tuple[str, ...]:
    """What to bring: things, and samples of work.

    Args:
        preparation: The interview being prepared.

    Returns:
        One thing each.
    """
    samples = [
        f"{sample.title} ({sample.where})" if sample.where.strip() else sample.title
        for sample in preparation.samples
        if sample.title.strip()
    ]
    return (*(thing for thing in preparation.day.bring if thing.strip()), *samples)


def day_lines(preparation: Preparation, words: Words) -> tuple[tuple[str, str], ...]:
    """The details of the day.

    Args:
        preparation: The interview being prepared.
        words: The language.

    Returns:
        Label and text of each detail that is known.
    """
    day = preparation.day
    length = words.long_duration(day.duration_min * 60) if day.duration_min else ""
    details = {
        "stage": words.text(message(f"prepare.stage.{day.stage}")),
        "length": length,
        "place": day.place,
        "link": day.link,
        "entrance": day.entrance,
        "contact": day.contact,
        "people": words.list(
            tuple(_person(one.name, one.said, one.role) for one in preparation.company.people)
        ),
        "bring": words.list(bring_lines(preparation)),
        "instructions": day.instructions,
    }
    return tuple(
        (words.text(message(f"prepare.day.{name}")), " ".join(value.split()))
        for name, value in details.items()
        if value.strip()
    )


def _person(name: str, said: str, role: str) -> str:
    beside = ", ".join(text for text in (said, role) if text.strip())
    return f"{name} ({beside})" if beside else name
