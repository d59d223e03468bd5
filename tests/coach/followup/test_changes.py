"""Changes of an application, its dates in words and in a calendar, and questions that were really asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coach.followup.asked import BANK_ID, asked_by, grown, practised, questions_of
from coach.followup.changes import (
    contacts_for,
    feedback_on,
    last_debrief,
    named,
    note_to,
    noted_for,
    ticked,
    with_debrief,
    with_feedback,
    with_note,
    with_references,
    without_debrief,
)
from coach.followup.dates import follow_up_events, when
from coach.followup.fits import NOTHING_ASKED, asked_at, what_fits
from coach.followup.references import reference_note
from coach.followup.steps import steps
from coach.followup.stops import where_it_stops
from coach.model.application import Application, Debrief, Outcome, RealQuestion, ThankYouNote
from coach.model.company import Company, Person
from coach.model.history import Measured
from coach.model.preparation import Contact, ContactKind, Preparation, Requirement, Stage
from coach.model.progress import Point, Practised, Progress, Trend, Verdict
from coach.model.question import Question, QuestionKind
from coach.model.score import Dimension
from coach.questions.bank import Banks
from coach.questions.naming import as_one_part
from coach.words import Words

HELD = datetime(2026, 11, 26, 10, tzinfo=UTC)
DEBRIEF = Debrief(
    id="d1",
    stage=Stage.FIRST,
    held_at=HELD,
    people=(Person("Dana Ruiz", role="Head of wards"),),
    questions=(RealQuestion(text="1. Why us"), RealQuestion(text="why  us?")),
)
GLOBEX = Application(id="a", company_name="Globex", stage=Stage.FIRST, debriefs=(DEBRIEF,))


def test_a_later_interview_takes_the_application_further_and_never_back() -> None:
    second = replace(DEBRIEF, id="d2", stage=Stage.SECOND, held_at=HELD + timedelta(days=9))
    both = with_debrief(with_debrief(Application(id="a", company_name="Globex"), second), DEBRIEF)
    assert (both.stage, [each.id for each in both.debriefs]) == (Stage.SECOND, ["d1", "d2"])
    assert last_debrief(both) == second
    assert last_debrief(replace(both, debriefs=())) is None


def test_one_note_a_person_and_an_empty_one_is_none() -> None:
    note = ThankYouNote(debrief_id="d1", person="Dana Ruiz", text="Dear Dana")
    kept = with_note(with_note(GLOBEX, note), replace(note, text="Dear Dana,"))
    assert [each.text for each in kept.notes] == ["Dear Dana,"]
    assert with_note(kept, replace(note, text=" ")).notes == ()
    assert note_to(GLOBEX, "d1", "Sam").text == ""
    assert without_debrief(kept, "d1").notes == ()


def test_unticking_thanks_takes_the_day_of_sending_back() -> None:
    sent = with_note(GLOBEX, ThankYouNote(debrief_id="d1", person="Dana Ruiz", sent_on=HELD.date(), text="x"))
    done = ticked(sent, "d1.thank.Dana Ruiz", done=True)
    assert done.done == ("d1.thank.Dana Ruiz",)
    again = ticked(done, "d1.thank.Dana Ruiz", done=False)
    assert (again.done, again.notes[0].sent_on) == ((), None)


def test_feedback_keeps_the_day_on_which_it_came() -> None:
    first = with_feedback(GLOBEX, Stage.FIRST, "Thin.", date(2026, 12, 1))
    later = with_feedback(first, Stage.FIRST, "Thin examples.", date(2026, 12, 9))
    assert feedback_on(later, Stage.FIRST) == "Thin examples."
    assert later.feedback[0].received_on == date(2026, 12, 1)
    assert with_feedback(later, Stage.FIRST, " ", date(2026, 12, 9)).feedback == ()


def test_names_are_read_from_commas_and_lines_and_keep_what_is_known() -> None:
    people = named("Dana  Ruiz, Sam Okoro;\nDana Ruiz\n", DEBRIEF.people)
    assert people == (Person("Dana Ruiz", role="Head of wards"), Person("Sam Okoro"))


def test_what_was_prepared_is_noted_for_the_note() -> None:
    prepared = Preparation(
        id="p",
        company=Company(name="Globex", people=(Person("Priya Nair"),)),
        requirements=(Requirement(text="Lead a ward"),),
        contacts=(Contact(name="Tom"), Contact(name=" ")),
    )
    whole = replace(GLOBEX, preparation_ids=("p",))
    noted = noted_for(whole, DEBRIEF, "Priya Nair", (prepared, replace(prepared, id="other")))
    assert (noted.to, noted.requirements) == (Person("Priya Nair"), ("Lead a ward",))
    assert [each.name for each in contacts_for(whole, (prepared,))] == ["Tom"]
    assert [each.name for each in contacts_for(GLOBEX, (prepared,))] == ["Tom"], "the same employer"
    assert contacts_for(replace(GLOBEX, company_name="Initech"), (prepared,)) == ()


def told(application: Application, now: datetime, words: Words) -> dict[str, str]:
    found = steps(application, (), now)
    return {words.text(step.what): words.text(when(step, now, words)) for step in found}


def test_dates_in_words(words: Words) -> None:
    assert told(GLOBEX, HELD + timedelta(hours=4), words)["Thank Dana Ruiz"] == "by tomorrow 10:00"
    assert told(GLOBEX, HELD + timedelta(hours=20), words)["Thank Dana Ruiz"] == "by today 10:00"
    late = told(GLOBEX, HELD + timedelta(days=4), words)
    assert late["Thank Dana Ruiz"] == "late: it was due 27 Nov 10:00, and is still kind"
    weeks = told(GLOBEX, HELD + timedelta(days=16), words)
    assert weeks["One gentle reminder"] == "open since 10 Dec"
    assert weeks["Wait: they named no day, so give them a week"] == "done"


def test_the_calendar_has_what_is_open_and_keeps_its_ids(words: Words) -> None:
    now = HELD + timedelta(hours=4)
    events = follow_up_events(GLOBEX, (), now, words)
    assert events[0].title == "Thank Dana Ruiz (Globex)"
    assert [event.id for event in events] == [
        event.id for event in follow_up_events(GLOBEX, (), now + timedelta(hours=1), words)
    ]
    done = ticked(GLOBEX, "d1.thank.Dana Ruiz", done=True)
    assert len(follow_up_events(done, (), now, words)) == len(events) - 1


def read(text: str) -> Question:
    return Question(text=text, kind=QuestionKind.OTHER, parts=(as_one_part(text),))


def test_questions_are_taken_once() -> None:
    assert questions_of(DEBRIEF) == ("Why us?",)
    bank = grown(Banks(()), "Really asked", questions_of(DEBRIEF), read)
    more = grown(Banks((bank,)), "Another title", ("why us", "Tell me about a conflict."), read)
    assert (more.id, more.title) == (BANK_ID, "Really asked")
    assert [question.text for question in more.questions] == ["Why us?", "Tell me about a conflict."]


def test_the_newest_answer_counts_whatever_its_case() -> None:
    def one(number: int, level: int) -> Measured:
        levels = ((Dimension.STAR, level), (Dimension.STORY, 5), (Dimension.DELIVERY, 1))
        at = HELD + timedelta(days=number)
        return Measured(
            answer_id=str(number), session_id="s", at=at, question_id="", question="Why us?", levels=levels
        )

    found, none = practised(("WHY US", "Why not?"), (one(1, 2), one(2, 4)))
    assert found is not None
    assert (found.answer_id, found.level, none) == ("2", 4, None)


def lost(stage: Stage, number: int) -> Application:
    return replace(GLOBEX, id=str(number), stage=stage, outcome=Outcome.TURNED_DOWN)


def test_what_fits_is_the_lowest_dimension_and_what_is_missing(words: Words) -> None:
    def level(name: str, value: float) -> Trend:
        point = Point(session_id="s", at=HELD, value=value)
        return Trend(name=name, points=(point,), low=None, high=None, verdict=Verdict.TOO_FEW)

    following = Practised(
        id="q",
        text="Why us?",
        times=3,
        best=4,
        last=2,
        missing="result",
        missing_in=2,
        looked_at=3,
        newest_id="a",
    )
    progress = Progress(sessions=4, dimensions=(level("star", 4.0), level("research", 2.0)), next=following)
    found = where_it_stops([lost(Stage.FIRST, number) for number in range(4)])
    says = [words.text(each) for each in what_fits(found, progress)]
    assert says[0] == "In your practice, Company research has most to gain: level 2 in the newest session."
    assert "2 of the last 3 answers" in says[1]
    assert "too few" in words.text(what_fits(found, Progress(sessions=1))[0])
    assert "nothing stands out" in words.text(what_fits(found, replace(progress, dimensions=()))[0])
    assert what_fits(where_it_stops([lost(Stage.FIRST, 1)]), progress) == ()
    before = where_it_stops([lost(Stage.APPLIED, number) for number in range(4)])
    assert "before anybody heard an answer" in words.text(what_fits(before, progress)[0])


def test_what_an_employer_really_asked_is_practised_for_them_and_for_nobody_else() -> None:
    bank = grown(Banks(()), "Really asked", ["Why us?", "What is a ward?"], read)
    banks = Banks((bank,))
    assert [question.text for question in asked_by("globex ", [GLOBEX], banks)] == ["Why us?"]
    assert asked_by("Initech", [GLOBEX], banks) == ()
    assert asked_by("", [replace(GLOBEX, company_name="")], banks) == ()
    assert asked_by("Globex", [GLOBEX], Banks(())) == ()


def test_what_was_really_asked_at_the_stage_is_laid_beside_practice(words: Words) -> None:
    def asked(number: int, *texts: str) -> Application:
        debrief = Debrief(
            id="d1",
            stage=Stage.FIRST,
            held_at=HELD,
            questions=tuple(RealQuestion(text=text) for text in texts),
        )
        return replace(lost(Stage.FIRST, number), debriefs=(debrief,))

    applications = [
        asked(1, "Why us?", "Tell me about a failure."),
        asked(2, "why us", "What is a ward?"),
        asked(3),
        asked(4),
    ]
    weak = Measured(
        answer_id="1",
        session_id="s",
        at=HELD,
        question_id="",
        question="Tell me about a failure",
        levels=((Dimension.STAR, 2),),
    )
    there = asked_at(Stage.FIRST, applications, (weak,))
    assert (there.asked, there.lowest, there.level) == (3, "Tell me about a failure.", 2)
    assert there.unpractised == ("why us", "What is a ward?")
    assert asked_at(Stage.SECOND, applications, (weak,)) == NOTHING_ASKED
    says = [words.text(each) for each in what_fits(where_it_stops(applications), Progress(sessions=1), there)]
    assert "level 2" in says[0]
    assert says[1].startswith("2 of the 3 questions")
    single = asked_at(Stage.FIRST, [asked(1, "Why us?")], ())
    says = [
        words.text(each) for each in what_fits(where_it_stops(applications), Progress(sessions=0), single)
    ]
    assert says[0] == "The one question that you noted there is not practised yet: “Why us?”."


def test_what_is_ticked_for_references_leaves_connections_alone() -> None:
    friend = Contact(name="Eve", kind=ContactKind.CONNECTION)
    made = Preparation(id="p", contacts=(friend, Contact(name="Ana")))
    after = with_references(made, debriefed=True)
    assert after.contacts == (friend, Contact(name="Ana", debriefed=True))
    assert with_references(after, debriefed=False) == made


def test_a_reference_hears_who_interviewed_and_what_they_cared_about(words: Words) -> None:
    debrief = replace(GLOBEX.debriefs[0], people=(Person("Dana Ruiz"), Person("Sam")), cared="night shifts.")
    text = "\n".join(words.text(each) for each in reference_note(GLOBEX, debrief, words))
    assert "Dana Ruiz and Sam" in text
    assert "most: night shifts." in text
    bare = replace(debrief, people=(), cared="")
    assert len(reference_note(GLOBEX, bare, words)) == 4
