"""What to do after an interview, and when: thank, wait, remind once, let it go.

A note of thanks goes out within 24 hours and 48 at most; nothing is sent before the date that they named;
a week after it one gentle reminder, and a week after that the waiting ends.
Where they named no date, a week after the interview stands for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from coach.model.application import Application, Debrief, Outcome
from coach.model.message import Message, message
from coach.model.preparation import Contact, ContactKind

THANK_WITHIN = timedelta(hours=24)
THANK_AT_MOST = timedelta(hours=48)
WITHOUT_A_DATE = timedelta(days=7)
REMIND_AFTER = timedelta(days=7)
LET_GO_AFTER = timedelta(days=14)
TELL_REFERENCES, THANK_REFERENCES = ".references", ".thank_references"
"""How the ids of the steps end that are about references."""


class StepState(StrEnum):
    """How a step stands."""

    DONE = "done"
    NOW = "now"
    LATE = "late"
    LATER = "later"
    WAIT = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do.

    Args:
        id: Kept in ``Application.done`` when it is done, such as ``d1.thank.Dana Ruiz``.
        what: What to do.
        due: Until when, or from which day on.
        state: How it stands.
        at: The hour, for what is due at one; None for a whole day.
    """

    id: str
    what: Message
    due: date
    state: StepState
    at: datetime | None = None


def steps(application: Application, contacts: Sequence[Contact], now: datetime) -> tuple[Step, ...]:
    """What is to be done about an application, in the order of its dates.

    Args:
        application: The application.
        contacts: Connections and references of its preparations.
        now: With an offset from UTC.

    Returns:
        The steps; empty before the first interview.
    """
    if not application.debriefs:
        return ()
    last = max(application.debriefs, key=lambda debrief: debrief.held_at)
    found = [*_written(last, application), *_thanks(last, application, now)]
    found.extend(_references(last, application, contacts, now))
    if application.outcome is Outcome.OPEN:
        found.extend(_waiting(last, application, now))
    else:
        found.extend(_reference_thanks(last, application, contacts, now))
    if application.outcome is Outcome.TURNED_DOWN:
        found.append(_ask_why(last, application, now))
    return tuple(found)


def decides_on(debrief: Debrief) -> date:
    """The day until which nothing is sent.

    Args:
        debrief: The last interview.

    Returns:
        The date that they named; a week after the interview where they named none.
    """
    return debrief.promised_on or (debrief.held_at + WITHOUT_A_DATE).date()


def _written(last: Debrief, application: Application) -> Iterator[Step]:
    step_id = f"{last.id}.write"
    written = bool(last.questions) or step_id in application.done
    yield Step(
        id=step_id,
        what=message("followup.step.write"),
        due=last.held_at.date(),
        state=StepState.DONE if written else StepState.NOW,
    )


def _thanks(last: Debrief, application: Application, now: datetime) -> Iterator[Step]:
    sent = {note.person for note in application.notes if note.debrief_id == last.id and note.sent_on}
    for person in last.people:
        step_id = f"{last.id}.thank.{person.name}"
        due = last.held_at + THANK_WITHIN
        if person.name in sent or step_id in application.done:
            state = StepState.DONE
        else:
            state = StepState.LATE if now > last.held_at + THANK_AT_MOST else StepState.NOW
        yield Step(
            id=step_id,
            what=message("followup.step.thank", name=person.name),
            due=due.date(),
            at=due,
            state=state,
        )


def _references(
    last: Debrief, application: Application, contacts: Sequence[Contact], now: datetime
) -> Iterator[Step]:
    references = [contact for contact in contacts if contact.kind is ContactKind.REFERENCE]
    if not references:
        return
    step_id = f"{last.id}{TELL_REFERENCES}"
    told = step_id in application.done or all(contact.debriefed for contact in references)
    state = StepState.DONE if told else _by_day(last.held_at.date(), now)
    yield Step(
        id=step_id,
        what=message("followup.step.references", n=len(references)),
        due=last.held_at.date(),
        state=state,
    )


def _reference_thanks(
    last: Debrief, application: Application, contacts: Sequence[Contact], now: datetime
) -> Iterator[Step]:
    """Whoever spoke for somebody would like to know how it ended."""
    references = [contact for contact in contacts if contact.kind is ContactKind.REFERENCE]
    if not references:
        return
    step_id = f"{last.id}{THANK_REFERENCES}"
    done = step_id in application.done or all(contact.thanked for contact in references)
    due = application.ended_on or now.date()
    yield Step(
        id=step_id,
        what=message("followup.step.thank_references", n=len(references)),
        due=due,
        state=StepState.DONE if done else _by_day(due, now),
    )


def _waiting(last: Debrief, application: Application, now: datetime) -> Iterator[Step]:
    decided, today = decides_on(last), now.date()
    named = "named" if last.promised_on else "unnamed"
    yield Step(
        id=f"{last.id}.wait",
        what=message(f"followup.step.wait.{named}"),
        due=decided,
        state=StepState.WAIT if today <= decided else StepState.DONE,
    )
    remind = decided + REMIND_AFTER
    remind_id = f"{last.id}.remind"
    let_go = decided + LET_GO_AFTER
    reminded = remind_id in application.done
    if reminded or today < let_go:  # after that, nobody chases any more
        yield Step(
            id=remind_id,
            what=message("followup.step.remind"),
            due=remind,
            state=StepState.DONE if reminded else _by_day(remind, now),
        )
    let_go_id = f"{last.id}.let_go"
    state = StepState.LATER if today < let_go else StepState.NOW
    yield Step(
        id=let_go_id,
        what=message("followup.step.let_go"),
        due=let_go,
        state=StepState.DONE if let_go_id in application.done else state,
    )


def _ask_why(last: Debrief, application: Application, now: datetime) -> Step:
    step_id = f"{last.id}.ask_why"
    done = bool(application.feedback) or step_id in application.done
    due = (application.ended_on or now.date()) + timedelta(days=1)
    return Step(
        id=step_id,
        what=message("followup.step.ask_why"),
        due=due,
        state=StepState.DONE if done else _by_day(due, now),
    )


def _by_day(due: date, now: datetime) -> StepState:
    if now.date() < due:
        return StepState.LATER
    return StepState.NOW if now.date() <= due + timedelta(days=2) else StepState.LATE
