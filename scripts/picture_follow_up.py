"""What the pictures of the Follow up page show: an application after its interview, and some that ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from coach.followup.changes import with_feedback
from coach.model.application import Application, Debrief, Outcome, RealQuestion, Reason, ThankYouNote
from coach.model.company import Company, Person
from coach.model.preparation import Contact, Preparation, Requirement, Stage, Story
from ui.pages.follow_up import FollowUpPage

VIEWS = ("debrief", "feedback", "stops")
NOTE = """Dear Dana,

Thank you for the time this morning. Your story about the first hospital pilot stayed with me, \
most of all how the nurses named the robot.

You said that the hard part is getting from a demo to a ward that relies on it. \
That is the move I made at Globexs billing, with ninety shops that could not close for a day."""

Settle = Callable[[], None]


def applications(now: datetime) -> tuple[Application, ...]:
    """One that is open, and three that ended.

    Args:
        now: The clock.

    Returns:
        The applications, the open one last.
    """
    debrief = Debrief(
        id="d1",
        stage=Stage.FIRST,
        held_at=now.replace(hour=10, minute=0),
        people=(Person("Dana Ruiz"), Person("Sam Okoro")),
        questions=(
            RealQuestion(text="What is your greatest strength? Give an example.", answered="Billing move"),
            RealQuestion(text="How do you handle a delivery that goes wrong?", answered="Thin, no example"),
        ),
        felt="Calm at first; I was nervous about the technical part.",
        cared="Getting from a demo to a ward that relies on it",
        said="the first hospital pilot, where the nurses named the robot",
        next_step="a second talk before Christmas",
        promised_on=date(2026, 12, 3),
    )
    whole = Application(
        id="a-globex",
        company_name="Globex Robotics",
        preparation_ids=("p-globex",),
        stage=Stage.FIRST,
        debriefs=(debrief,),
        notes=(ThankYouNote(debrief_id="d1", person="Dana Ruiz", text=NOTE),),
    )
    told = "The technical part was strong. The delivery example was thin. We are growing in Spain next year."
    ended = [
        Application(
            id=f"a-{number}",
            company_name=name,
            job_title=job,
            stage=Stage.FIRST,
            outcome=Outcome.TURNED_DOWN,
            reason=reason,
            debriefs=(replace(debrief, held_at=now - timedelta(days=9 * number)),),
        )
        for number, (name, job, reason) in enumerate(
            (
                ("Initech", "Systems engineer", Reason.UNKNOWN),
                ("Hooli Health", "Product engineer", Reason.ANSWERS),
                ("Northwind", "Engineer", Reason.UNKNOWN),
                ("Mill Lane Labs", "Developer", Reason.INTERNAL),
            ),
            start=1,
        )
    ]
    return (*ended, with_feedback(whole, Stage.FIRST, told, now.date()))


def show(page: FollowUpPage, settle: Settle, now: datetime, view: str) -> None:
    """Open the application after its interview.

    Args:
        page: The page.
        settle: Lets the window work until it rests.
        now: The clock.
        view: Which view.
    """
    papers = page.context.library.papers
    papers.save(
        Preparation(
            id="p-globex",
            company=Company(name="Globex Robotics"),
            requirements=(Requirement(text="Ship software that hospitals rely on"),),
            contacts=(Contact(name="Priya Nair"), Contact(name="Tom Berg")),
        )
    )
    papers.save(Story(id="s-1", title="Billing", result="ninety shops moved and none closed for a day"))
    for each in applications(now):
        papers.save(each)
    page.presenter.refresh()
    settle()
    page.presenter.open("a-globex")
    page.show_view(view)
    page.note.check()
    settle()


def begin(page: FollowUpPage, settle: Settle, upto: str) -> None:
    """Note a first application.

    Args:
        page: The page.
        settle: Lets the window work until it rests.
        upto: How far: ``form``, ``noted``, or a view with a debrief that is still empty.
    """
    page.begin.click()
    settle()
    if upto != "form":
        page.new_view.company.setText("Meadow Bank")
        page.new_view.add.click()
        settle()
    if upto in page.chips:
        page.begin_debrief.click()
        page.show_view(upto)
        settle()
