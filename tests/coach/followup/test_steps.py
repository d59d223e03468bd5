"""What to do and when: thanks within a day, silence until their date, one reminder, then rest."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coach.followup.steps import StepState, steps
from coach.model.application import Application, Debrief, Outcome, RealQuestion, ThankYouNote
from coach.model.company import Person
from coach.model.preparation import Contact, ContactKind, Stage

HELD = datetime(2026, 11, 26, 10, tzinfo=UTC)
DEBRIEF = Debrief(
    id="d1",
    stage=Stage.FIRST,
    held_at=HELD,
    people=(Person("Dana Ruiz"), Person("Sam Okoro")),
    questions=(RealQuestion(text="Why us?"),),
    promised_on=date(2026, 12, 3),
)
APPLICATION = Application(id="a1", company_name="Globex", stage=Stage.FIRST, debriefs=(DEBRIEF,))
REFERENCE = Contact(name="Ana", kind=ContactKind.REFERENCE)


def states(
    application: Application = APPLICATION, *, after: timedelta = timedelta(hours=3)
) -> dict[str, StepState]:
    return {step.id.partition(".")[2]: step.state for step in steps(application, (REFERENCE,), HELD + after)}


def test_before_the_first_interview_there_is_nothing_to_do() -> None:
    assert steps(replace(APPLICATION, debriefs=()), (), HELD) == ()


def test_the_day_itself() -> None:
    assert states() == {
        "write": StepState.DONE,
        "thank.Dana Ruiz": StepState.NOW,
        "thank.Sam Okoro": StepState.NOW,
        "references": StepState.NOW,
        "wait": StepState.WAIT,
        "remind": StepState.LATER,
        "let_go": StepState.LATER,
    }


def test_the_dates_are_those_of_the_plan() -> None:
    due = {step.id.partition(".")[2]: step.due for step in steps(APPLICATION, (), HELD)}
    assert due["thank.Dana Ruiz"] == date(2026, 11, 27)
    assert (due["wait"], due["remind"], due["let_go"]) == (
        date(2026, 12, 3),
        date(2026, 12, 10),
        date(2026, 12, 17),
    )


def test_without_a_named_date_a_week_stands_for_it() -> None:
    unnamed = replace(APPLICATION, debriefs=(replace(DEBRIEF, promised_on=None),))
    due = {step.id.partition(".")[2]: step.due for step in steps(unnamed, (), HELD)}
    assert (due["wait"], due["remind"]) == (date(2026, 12, 3), date(2026, 12, 10))


@pytest.mark.parametrize(("hours", "state"), [(1, StepState.NOW), (40, StepState.NOW), (49, StepState.LATE)])
def test_thanks_are_late_after_two_days(hours: int, state: StepState) -> None:
    assert states(after=timedelta(hours=hours))["thank.Dana Ruiz"] is state


def test_a_note_that_was_sent_is_done() -> None:
    sent = replace(
        APPLICATION, notes=(ThankYouNote(debrief_id="d1", person="Dana Ruiz", sent_on=date(2026, 11, 26)),)
    )
    assert (states(sent)["thank.Dana Ruiz"], states(sent)["thank.Sam Okoro"]) == (
        StepState.DONE,
        StepState.NOW,
    )


def test_one_reminder_a_week_after_their_date_and_a_week_later_it_rests() -> None:
    assert states(after=timedelta(days=14))["remind"] is StepState.NOW
    reminded = replace(APPLICATION, done=("d1.remind",))
    assert states(reminded, after=timedelta(days=15))["remind"] is StepState.DONE
    assert states(reminded, after=timedelta(days=21))["let_go"] is StepState.NOW
    assert "remind" not in states(after=timedelta(days=21))


@pytest.mark.parametrize("outcome", [Outcome.OFFER, Outcome.WITHDRAWN])
def test_when_it_is_decided_nobody_waits_or_chases(outcome: Outcome) -> None:
    found = states(replace(APPLICATION, outcome=outcome), after=timedelta(days=14))
    assert {"wait", "remind", "let_go"} & found.keys() == set()


def test_after_a_no_one_may_ask_why() -> None:
    found = states(
        replace(APPLICATION, outcome=Outcome.TURNED_DOWN, ended_on=date(2026, 12, 3)), after=timedelta(days=8)
    )
    assert found["ask_why"] is StepState.NOW


def test_whoever_stood_up_for_somebody_hears_how_it_ended() -> None:
    over = replace(APPLICATION, outcome=Outcome.OFFER, ended_on=date(2026, 12, 3))
    assert "thank_references" not in states(after=timedelta(days=7))
    assert states(over, after=timedelta(days=7))["thank_references"] is StepState.NOW
    thanked = replace(REFERENCE, thanked=True, debriefed=True)
    found = {step.id: step.state for step in steps(over, (thanked,), HELD + timedelta(days=8))}
    assert (found["d1.references"], found["d1.thank_references"]) == (StepState.DONE, StepState.DONE)
    assert "d1.thank_references" not in {step.id for step in steps(over, (), HELD + timedelta(days=8))}
