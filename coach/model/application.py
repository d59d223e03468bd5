"""One application after its interviews: what was asked, what to write to whom and when, and how it ended."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coach.model.company import Person
from coach.model.preparation import Stage


class Outcome(StrEnum):
    """How an application stands."""

    OPEN = "open"
    OFFER = "offer"
    TURNED_DOWN = "turned_down"
    WITHDRAWN = "withdrawn"
    NO_ANSWER = "no_answer"


class Reason(StrEnum):
    """Why they said no, as far as the person was told."""

    UNKNOWN = "unknown"
    NEEDS_CHANGED = "needs_changed"
    INTERNAL = "internal"
    MORE_QUALIFIED = "more_qualified"
    ANSWERS = "answers"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RealQuestion:
    """A question that was really asked.

    Args:
        text: As the person remembers it.
        answered: How they answered, in their words; empty when it was not noted.
        answer_id: A practised or scored answer to it; None for none.
    """

    text: str
    answered: str = ""
    answer_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """What is written down right after a real interview.

    Args:
        id: Unique over the library.
        stage: Which interview it was.
        held_at: When it began, with its offset from UTC.
        people: Who interviewed.
        questions: What was asked.
        felt: How it felt.
        cared: What they seemed to care about.
        said: Something that was said in the talk and is worth coming back to.
        next_step: What was said about how it goes on.
        promised_on: When they said that they would decide; None when they did not.
        spoken: The transcript of a spoken debrief; empty when it was typed.
    """

    id: str
    stage: Stage
    held_at: datetime
    people: tuple[Person, ...] = ()
    questions: tuple[RealQuestion, ...] = ()
    felt: str = ""
    cared: str = ""
    said: str = ""
    next_step: str = ""
    promised_on: date | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFeedback:
    """What the company said about an interview.

    Args:
        text: In their words.
        received_on: When.
        stage: About which interview.
    """

    text: str
    received_on: date
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankYouNote:
    """A note of thanks to one person.

    Args:
        debrief_id: The interview that it is about.
        person: To whom.
        text: What it says.
        sent_on: When the person sent it; None while they have not.
    """

    debrief_id: str
    person: str
    text: str = ""
    sent_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One job that was applied for.

    Args:
        id: Unique over the library.
        company_name: The employer, as noted.
        job_title: As the advert has it.
        preparation_ids: The interviews that were prepared for it.
        stage: How far it came.
        outcome: How it stands.
        reason: Why they said no, as far as the person was told.
        applied_on: When; None when it was not noted.
        ended_on: When it was decided; None while it is open.
        debriefs: One a real interview, oldest first.
        feedback: What the company said.
        notes: Notes of thanks.
        done: Ids of things to do that are done, such as ``remind``.
    """

    id: str
    company_name: str
    job_title: str = ""
    preparation_ids: tuple[str, ...] = ()
    stage: Stage = Stage.APPLIED
    outcome: Outcome = Outcome.OPEN
    reason: Reason = Reason.UNKNOWN
    applied_on: date | None = None
    ended_on: date | None = None
    debriefs: tuple[Debrief, ...] = ()
    feedback: tuple[CompanyFeedback, ...] = ()
    notes: tuple[ThankYouNote, ...] = ()
    done: tuple[str, ...] = ()
