"""A story from a practised answer in its own words; the interview day as dates and as one page."""

import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from pypdf import PdfReader

from coach.model.company import Company, Fact, Person
from coach.model.preparation import Case, InterviewDay, Preparation, Requirement, WorkSample
from coach.model.score import StarPart
from coach.model.session import Answer, AnswerStatus
from coach.prepare.day import company_for, day_events, next_interview
from coach.prepare.taking import names_said, numbers_in, people_in, story_from_answer
from coach.reports.calendar import write_calendar
from coach.reports.day_card import day_card
from coach.reports.pdf import to_pdf
from coach.testing.sessions import disagreement_score
from coach.words import Words

AT = datetime(2026, 11, 26, 10, 0, tzinfo=timezone(timedelta(hours=1)))


def answer() -> Answer:
    score = disagreement_score()
    return Answer(
        id="a1",
        position=0,
        attempt=1,
        question=score.question,
        status=AnswerStatus.DONE,
        recorded_at=AT,
        score=score,
    )


def test_the_marked_passages_become_the_parts_word_for_word() -> None:
    given = answer()
    assert given.score is not None
    story = story_from_answer("s1", given)
    for part in StarPart:
        marked = [
            given.score.text[each.start : each.end].strip(" ,;.")
            for each in given.score.star.evidence
            if each.label == part
        ]
        assert bool(getattr(story, part)) is bool(marked)
        assert all(piece.lower() in getattr(story, part).lower() for piece in marked)
    assert story.answer_id == "a1"
    assert story.title


def test_figures_are_found_with_what_they_count() -> None:
    text = "We had 40 orders and twelve vans, cut waste by 15% and saved £2,000 in half an hour."
    assert numbers_in(text) == ("40 orders", "twelve vans", "15%", "£2,000", "half")


def test_names_and_roles_are_found_and_sentence_starts_are_not_names() -> None:
    text = "Yesterday Priya rang. My manager was away, so I asked Tom Baker on Monday. Then the driver came."
    assert people_in(text) == ("Priya", "manager", "Tom Baker", "driver")


def test_a_session_gets_company_requirements_and_day() -> None:
    made = Preparation(
        id="p",
        company=Company(name="Globex", facts=(Fact(" "), Fact("Robots")), people=(Person(""),)),
        job_title="Engineer",
        requirements=(Requirement(text="Python"), Requirement(text=" ")),
    )
    company = company_for(made)
    assert company.requirements == ("Python",)
    assert [fact.text for fact in company.facts] == ["Robots"]
    assert company.people == ()
    assert dict(company.interview)["role"] == "Engineer"


def test_the_calendar_has_the_interview_in_utc_with_reminders() -> None:
    made = Preparation(
        id="p1",
        company=Company(name="Globex"),
        day=InterviewDay(starts_at=AT, duration_min=45, place="Leeds"),
    )
    content = write_calendar(day_events(made, Words.load()), made_at=AT).decode()
    assert "DTSTART:20261126T090000Z" in content
    assert content.count("BEGIN:VALARM") == 3
    assert "UID:p1-interview@second-round" in content
    assert day_events(Preparation(id="p"), Words.load()) == ()


def test_the_card_is_one_page_whatever_is_in_it() -> None:
    long = "word " * 2_000
    made = Preparation(
        id="p",
        company=Company(
            name=long, facts=tuple(Fact(long) for _ in range(40)), people=(Person("Dana Ruiz"),) * 20
        ),
        job_title=long,
        day=InterviewDay(
            starts_at=AT, place=long, entrance=long, contact=long, bring=(long,) * 9, instructions=long
        ),
        case=Case(pitch_30=long),
        to_ask=(long,) * 30,
        samples=(WorkSample(title=long),) * 9,
    )
    document = day_card(made, (long,) * 30, Words.load(), datetime(2026, 11, 22, tzinfo=UTC))
    assert len(PdfReader(io.BytesIO(to_pdf(document))).pages) == 1


def test_the_card_says_when_where_and_what_to_bring() -> None:
    made = Preparation(
        id="p",
        company=Company(name="Globex"),
        day=InterviewDay(starts_at=AT, place="Leeds", bring=("Passport",)),
    )
    pages = PdfReader(io.BytesIO(to_pdf(day_card(made, (), Words.load(), AT)))).pages
    text = " ".join(pages[0].extract_text().split())
    for said in ("Globex", "Thursday 26 November 2026, 10:00", "Leeds", "Passport"):
        assert said in text


def test_the_next_interview_is_the_nearest_that_can_be_practised_for() -> None:
    def prepared(name: str, days: float, *, asks: bool = True) -> Preparation:
        wanted = (Requirement(text="Python"),) if asks else ()
        return Preparation(
            id=name, requirements=wanted, day=InterviewDay(starts_at=AT + timedelta(days=days))
        )

    later, near, bare = prepared("later", 9), prepared("near", 3), prepared("bare", 1, asks=False)
    past, far = prepared("past", -0.1), prepared("far", 14.1)
    undated = Preparation(id="undated", requirements=(Requirement(text="Python"),))
    assert next_interview((far, later, near, bare, past, undated), AT) == near
    assert next_interview((far, past, bare, undated), AT) is None
    assert next_interview((prepared("now", 0), near), AT) == prepared("now", 0)


@pytest.mark.parametrize(
    ("spoken", "names"),
    [
        ("Dana Ruiz and Sam.", ("Dana Ruiz", "Sam")),
        ("It was Dana Ruiz, and a Sam Okoro from engineering.", ("Dana Ruiz", "Sam Okoro")),
        ("their manager, I forgot her name", ("their manager, I forgot her name",)),
        ("Well, it was Dana.", ("Dana",)),
        ("Um, just Dana Ruiz.", ("Dana Ruiz",)),
        ("Will Smith and Dana", ("Will Smith", "Dana")),
        (" ", ()),
    ],
)
def test_names_are_heard_in_what_was_said(spoken: str, names: tuple[str, ...]) -> None:
    assert names_said(spoken) == names
