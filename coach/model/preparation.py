"""One interview being prepared, and the stories that a person can tell in any of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coach.model.company import Company

NOTHING_KNOWN = Company()
"""An employer before anything was noted."""


class Stage(StrEnum):
    """How far an application is, in the order in which employers go."""

    APPLIED = "applied"
    SCREENING = "screening"
    FIRST = "first"
    SECOND = "second"
    FINAL = "final"
    OFFER = "offer"


class Need(StrEnum):
    """How much the job asks for something."""

    MUST = "must"
    NICE = "nice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that the job asks for.

    Args:
        text: In the advert's words, or the person's.
        need: Whether it must be there.
        story_ids: Stories that the person chose for it; empty to have them found.
    """

    text: str
    need: Need = Need.MUST
    story_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewDay:
    """When and where the interview is.

    Args:
        stage: Which interview it is.
        starts_at: When, with its offset from UTC; None while it is not known.
        duration_min: How long it is meant to last, in minutes; None when unknown.
        place: Address, or what kind of call it is.
        link: Address of the call; empty for none.
        entrance: Which door, which floor, where to report.
        contact: Whom to ask for, and how to reach them.
        bring: What to bring, one thing each.
        instructions: Anything else that they wrote.
    """

    stage: Stage = Stage.FIRST
    starts_at: datetime | None = None
    duration_min: int | None = None
    place: str = ""
    link: str = ""
    entrance: str = ""
    contact: str = ""
    bring: tuple[str, ...] = ()
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the job asks for and the person does not have, or a weak spot in their history.

    Args:
        text: What it is.
        answer: The sentence that answers it; empty while there is none.
    """

    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Why this person for this job, in the person's own words.

    Args:
        pitch_30: What they say in 30 seconds.
        pitch_60: What they say in 60 seconds.
        goals_short: What they want from the next year.
        goals_long: Where they want to be later.
        why_this_job: Why this job, and not any job.
        gaps: Weak spots and missing experience.
        overqualified_wish: For those who have done more than the job asks: why they want it.
        overqualified_stay: And why they will stay.
        culture_suits: What suits them about how the company works.
        culture_ask: What they want to find out about it.
    """

    pitch_30: str = ""
    pitch_60: str = ""
    goals_short: str = ""
    goals_long: str = ""
    why_this_job: str = ""
    gaps: tuple[Gap, ...] = ()
    overqualified_wish: str = ""
    overqualified_stay: str = ""
    culture_suits: str = ""
    culture_ask: str = ""


class ContactKind(StrEnum):
    """How somebody can help."""

    CONNECTION = "connection"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody who can help: a connection at the company, or a reference.

    Args:
        name: Theirs.
        kind: How they help.
        note: Anything about them.
        told: Whether they know of the application.
        briefed: Whether they have the job's description.
        debriefed: Whether they were told afterwards who interviewed, and what seemed to worry them.
        thanked: Whether they were thanked.
    """

    name: str
    kind: ContactKind = ContactKind.REFERENCE
    note: str = ""
    told: bool = False
    briefed: bool = False
    debriefed: bool = False
    thanked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSample:
    """A piece of work to bring or to show.

    Args:
        title: What it is.
        where: Where it lies: a file, an address, a folder at home.
        packed: Whether it is ready to be taken along.
    """

    title: str
    where: str = ""
    packed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """One interview being prepared.

    Args:
        id: Unique over the library.
        company: What is known about the employer; its ``requirements`` are those below, as plain text.
        job_title: As the advert has it.
        advert: The advert's text as it was pasted or dropped.
        requirements: What the job asks for.
        day: When and where.
        case: Why this person.
        to_ask: Questions that the person wants to ask, in order.
        contacts: Connections and references.
        samples: Work to bring.
        checked: Ids of check-list lines that are done, such as ``profile.photos``.
        leads: Whether the job leads people; None while the advert does not say.
    """

    id: str
    company: Company = NOTHING_KNOWN
    job_title: str = ""
    advert: str = ""
    requirements: tuple[Requirement, ...] = ()
    day: InterviewDay = InterviewDay()
    case: Case = Case()
    to_ask: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    samples: tuple[WorkSample, ...] = ()
    checked: tuple[str, ...] = ()
    leads: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Something that the person did and can tell in any interview.

    Args:
        id: Unique over the library.
        title: A few words to know it by.
        situation: Where and when.
        task: What was theirs to do.
        action: What they did.
        result: How it came out.
        skills: What it shows.
        numbers: Figures worth saying.
        people: Who else was in it.
        answer_id: The practised answer that it was taken from; None when it was typed.
    """

    id: str
    title: str
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    skills: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    answer_id: str | None = None
