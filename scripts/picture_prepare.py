"""An interview being prepared, for the pictures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from coach.library import Library
from coach.model.company import Company, Fact, Person
from coach.model.message import message
from coach.model.preparation import (
    Case,
    Contact,
    ContactKind,
    Gap,
    InterviewDay,
    Need,
    Preparation,
    Requirement,
    Stage,
    Story,
    WorkSample,
)
from coach.model.score import AskClass
from coach.prepare.asking import AskVerdict, JudgedAsk
from ui.pages.prepare import PreparePage

TABS = ("company", "ask", "day", "case", "stories", "people")

_PITCH = (
    "I build software that runs next to machines. For five years I have looked after the scheduler of a"
    " warehouse, rewritten it in Python and C++, and sat with the people who use it. I like it when something"
    " that I wrote moves in the real world, and nobody gets hurt. That is why I am here."
)


STORIES = (
    Story(
        id="story-billing",
        title="Billing switch, Black Friday",
        situation="Three weeks before Black Friday our billing had to move to new servers.",
        task="The switch without a lost payment was mine.",
        action="I shipped hardware-facing software in small steps, each with a way back.",
        result="No payment was lost on the busiest day.",
        skills=("planning", "calm"),
        numbers=("three weeks", "0 payments lost"),
        people=("Priya", "the night shift"),
    ),
    Story(
        id="story-clinic",
        title="Clinic pilot in Leeds",
        situation="A clinic tried our device for a month.",
        action="I worked with the customers directly every morning.",
        result="They bought forty.",
    ),
    Story(id="story-scheduler", title="Rewrite of the scheduler", action="I rewrote it in Python and C++."),
)


_REMARKS = (message("prepare.ask.pressing"), None, message("prepare.ask.early"))


def keep_preparation(library: Library, now: datetime) -> Preparation:
    """Keep an interview with everything, and stories.

    Args:
        library: Where.
        now: The clock.

    Returns:
        The interview.
    """
    for story in STORIES:
        library.papers.save(story)
    made = Preparation(
        id="prepared-globex",
        company=Company(
            name="Globex Robotics",
            facts=(
                Fact("Robots that free people from lifting", "mission", "their website", "12 Nov 2026"),
                Fact("Safety first, show the work", "values", "their handbook", "12 Nov 2026"),
                Fact("From factories to hospitals", "strategy", "talk at Hannover", "Oct 2026"),
            ),
            people=(Person("Dana Ruiz", "DAH-na roo-EETH", "hiring manager", "safety"),),
        ),
        job_title="Product engineer",
        requirements=(
            Requirement(text="Ship hardware-facing software", story_ids=("story-billing",)),
            Requirement(text="Work with customers directly", story_ids=("story-clinic",)),
            Requirement(text="Mentor junior engineers"),
            Requirement(text="Python and C++", story_ids=("story-scheduler",)),
            Requirement(text="Comfort with ambiguity", need=Need.NICE),
        ),
        day=InterviewDay(
            stage=Stage.FIRST,
            starts_at=(now + timedelta(days=5)).replace(hour=10, minute=0),
            duration_min=45,
            place="Globex Robotics, 3 Harbour Road, Leeds",
            entrance="Gate 2, ask at the desk; 2nd floor",
            contact="Dana Ruiz, 0113 555 0147",
            bring=("Passport", "Two copies of the CV"),
            instructions="Please bring an example of something that you built.",
        ),
        case=Case(
            pitch_30=_PITCH,
            why_this_job="Robots for hospitals, and safety first, is where my work with clinics leads.",
            gaps=(Gap("No mentoring yet", "I have trained two trainees on the scheduler."),),
        ),
        to_ask=(
            "What is the hardest part of moving into hospitals?",
            "How does the team decide what to build next?",
            "What is the salary range?",
        ),
        contacts=(
            Contact(name="Ms Okoye", note="my last manager", told=True),
            Contact(name="Tom Baker", kind=ContactKind.CONNECTION, note="works in their lab"),
        ),
        samples=(WorkSample(title="Scheduler, before and after", where="laptop", packed=True),),
        checked=("profile.searched", "profile.photos"),
    )
    library.papers.save(made)
    return made


def show(page: PreparePage, settle: Callable[[], None], now: datetime, tab: str) -> None:
    """Open the interview.

    Args:
        page: The page.
        settle: Lets the window work.
        now: The clock.
        tab: The part that is shown; empty to show all interviews.
    """
    made = keep_preparation(page.context.library, now)
    page.context.library.papers.save(
        Preparation(id="prepared-bakery", job_title="Shift leader, Mill Lane bakery")
    )
    page.presenter.refresh()
    settle()
    if tab:
        page.presenter.open(made)
        page.opened.show_tab(tab)
        settle()
        # The stand-in of the analysis judges nothing; this is what the real one says of these three.
        asks = zip(
            made.to_ask, (AskVerdict.PRESSING, AskVerdict.GOOD, AskVerdict.EARLY), _REMARKS, strict=True
        )
        judged = (
            JudgedAsk(text=text, verdict=verdict, about=AskClass.TEAM, remark=remark)
            for text, verdict, remark in asks
        )
        page.opened.show_asks(tuple(judged))
        settle()


def many(page: PreparePage, settle: Callable[[], None], now: datetime) -> None:
    """Open an interview with as much as a long advert and a thorough person bring.

    Args:
        page: The page.
        settle: Lets the window work.
        now: The clock.
    """
    made = keep_preparation(page.context.library, now)
    asked = tuple(
        Requirement(text=f"{each.text}, and to show it for site number {number} of the whole northern region")
        for number in range(1, 9)
        for each in made.requirements
    )
    facts = tuple(
        Fact(f"{fact.text}, as told in part {number}", fact.kind)
        for number in range(1, 9)
        for fact in made.company.facts
    )
    company = replace(
        made.company, facts=facts, name="The Globex Robotics and Rehabilitation Company of Leeds"
    )
    made = replace(made, requirements=asked[:40], company=company, to_ask=made.to_ask * 8)
    page.context.library.papers.save(made)
    page.presenter.refresh()
    settle()
    page.presenter.open(made)
    page.opened.show_tab("job")
    settle()


ADVERT = """Night care assistant
About us
Meadow Bank is a home for forty residents beside the river, family run since 1974.
What you will need
- Patience with people who are afraid or confused, and the willingness to sit with them
- A full driving licence
- Three nights a week, including alternate weekends
Nice to have
- NVQ Level 2 in care
What we offer
- Meals on every shift
"""


def begin(page: PreparePage, settle: Callable[[], None], *, read: bool) -> None:
    """Begin with a first interview.

    Args:
        page: The page.
        settle: Lets the window work.
        read: Whether its advert was read already.
    """
    page.shelf.begin.click()
    settle()
    if read:
        page.opened.job.advert.text.setPlainText(ADVERT)
        page.opened.job.advert.read.click()
        settle()
