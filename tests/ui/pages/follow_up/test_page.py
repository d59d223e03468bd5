"""Follow up: from an empty page through the debrief to a note that was sent, kept as it is written."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coach.audio.files import write_wav
from coach.folders import Folders
from coach.followup.spelling import EnglishSpelling
from coach.library import Library
from coach.model.application import Application, Debrief, Outcome, RealQuestion, ThankYouNote
from coach.model.company import Company, Person
from coach.model.preparation import Contact, Preparation, Stage, Story
from coach.questions.bank import read_bank
from coach.testing.audio import FileInput, SilentOutput
from coach.testing.kept import keep_sessions, murmur, some_sessions
from ui.context import Context, SoundPorts
from ui.pages.follow_up import FollowUpPage
from ui.pages.follow_up.step_list import labels_of
from ui.pages.practice import PracticePage
from ui.pages.practice.first_time import remember
from ui.places import PageName, Place

NOW = datetime(2026, 11, 26, 15, tzinfo=UTC)
HERE = Place(page=PageName.FOLLOW_UP)
DEBRIEF = Debrief(
    id="d1",
    stage=Stage.FIRST,
    held_at=NOW.replace(hour=10),
    people=(Person("Dana Ruiz"), Person("Sam Okoro")),
    questions=(RealQuestion(text="How do you handle a delivery that goes wrong?"),),
    felt="I was nervous about the technical part",
    said="the first hospital pilot, where the nurses named the robot",
    promised_on=date(2026, 12, 3),
)
GLOBEX = Application(
    id="a1", company_name="Globex", job_title="Engineer", stage=Stage.FIRST, debriefs=(DEBRIEF,)
)
SPELLING = EnglishSpelling()

MakePage = Callable[..., FollowUpPage]


class AskedWhere:
    """Answers the question for a file at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.suggested = ""

    def __call__(self, _parent: object, _title: str, suggested: str, _kinds: object, chosen: Any) -> None:
        self.suggested = suggested
        chosen(self.path, "ics")


@pytest.fixture
def make_page(qtbot: QtBot, context: Context, library: Library, tmp_path: Path) -> MakePage:
    def make(
        *applications: Application, context: Context = context, size: tuple[int, int] = (1085, 800)
    ) -> FollowUpPage:
        for each in applications:
            library.papers.save(each)
        where = AskedWhere(tmp_path / "dates.ics")
        page = FollowUpPage(context, now=lambda: NOW, spelling=SPELLING, ask_where=where)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.on_shown(HERE)
        return page

    return make


def kept(library: Library, application_id: str = "a1") -> Application:
    return library.papers.get(Application, application_id)


def test_an_empty_page_says_what_to_do_and_leads_to_the_first_debrief(
    make_page: MakePage, library: Library, qtbot: QtBot
) -> None:
    page = make_page()
    assert page.view is page.empty
    page.begin.click()
    qtbot.keyClicks(page.new_view.company, "Globex")
    qtbot.keyClick(page.new_view.company, Qt.Key.Key_Return)
    assert page.view is page.no_debrief
    page.begin_debrief.click()
    assert page.view is page.debrief
    (application,) = library.papers.all(Application)
    assert (application.company_name, len(application.debriefs)) == ("Globex", 1)
    assert application.debriefs[0].held_at == NOW


def test_steps_are_told_in_words(make_page: MakePage) -> None:
    page = make_page(GLOBEX)
    assert [labels_of(row)[:2] for row in page.steps.rows] == [
        ("Write down what they asked", "done"),
        ("Thank Dana Ruiz", "by tomorrow 10:00"),
        ("Thank Sam Okoro", "by tomorrow 10:00"),
        ("Wait: they decide by then", "3 Dec; until then nothing to do"),
        ("One gentle reminder", "10 Dec"),
        ("Let it go, and look ahead", "17 Dec"),
    ]
    assert page.header.above.text() == "First interview was today, 10:00"
    assert page.steps.rows[1].title == "Thank Dana Ruiz, by tomorrow 10:00"


def test_a_step_is_ticked_by_keyboard_and_undone(
    make_page: MakePage, library: Library, qtbot: QtBot, watched: Any
) -> None:
    page = make_page(GLOBEX)
    box = page.steps.rows[1].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "done" in labels_of(page.steps.rows[1]))
    page.presenter.keep()
    assert kept(library).done == ("d1.thank.Dana Ruiz",)
    watched.notices[-1].on_action()
    page.presenter.keep()
    assert kept(library).done == ()
    assert not page.steps.rows[1].box.isChecked()


def test_a_note_is_kept_as_it_is_written_and_one_a_person(
    make_page: MakePage, library: Library, qtbot: QtBot
) -> None:
    page = make_page(GLOBEX)
    page.steps.rows[1].write.click()
    qtbot.keyClicks(page.note.editor, "Dear Dana, thank you.")
    page.steps.rows[2].write.click()
    assert page.note.editor.toPlainText() == ""
    qtbot.keyClicks(page.note.editor, "Dear Sam, thank you.")
    page.on_hidden()
    assert {note.person: note.text for note in kept(library).notes} == {
        "Dana Ruiz": "Dear Dana, thank you.",
        "Sam Okoro": "Dear Sam, thank you.",
    }


def test_it_is_written_by_itself_after_a_while(make_page: MakePage, library: Library, qtbot: QtBot) -> None:
    page = make_page(GLOBEX)
    qtbot.keyClicks(page.note.editor, "Dear Dana")
    qtbot.waitUntil(lambda: bool(kept(library).notes))
    page.presenter.keep()


def test_the_checks_say_what_is_there_and_mark_it(make_page: MakePage) -> None:
    page = make_page(GLOBEX)
    page.note.editor.setPlainText(
        "Dear Dana,\n\nThank you. The nurses who named the robot in the hospital pilot stayed with me. "
        "Globexs would recieve my best, whatever the salary."
    )
    page.note.check()
    said = {name: value.text() for name, value in page.note.checks.values.items()}
    assert said["thanks"] == "yes"
    assert said["talk"].startswith("yes: \u201cThe nurses who named the robot")
    assert "Globex" in said["names"]
    assert "salary" in said["pay"]
    assert {"recieve", "Globexs", "salary"} <= set(page.note.editor.underlined)
    page.note.checks.shows["talk"].click()
    assert page.note.editor.quoted[0].startswith("The nurses who named")


def test_a_text_from_the_notes_can_be_undone_copied_and_marked_as_sent(
    make_page: MakePage, library: Library, watched: Any
) -> None:
    library.papers.save(Story(id="s1", title="Tills", result="no night reached a customer"))
    page = make_page(GLOBEX)
    page.note.editor.setPlainText("My own beginning")
    page.note.start.click()
    text = page.note.editor.toPlainText()
    assert text.startswith("Dear Dana,")
    assert "the nurses named the robot" in text
    assert "no night reached a customer" in text
    page.note.copy.click()
    assert QGuiApplication.clipboard().text() == text
    watched.notices[-2].on_action()
    assert page.note.editor.toPlainText() == "My own beginning"
    page.note.mark.click()
    assert "done" in labels_of(page.steps.rows[1])
    page.presenter.keep()
    (note,) = kept(library).notes
    assert note.sent_on == NOW.date()
    page.note.mark.click()
    page.presenter.keep()
    assert kept(library).notes[0].sent_on is None


def test_the_debrief_is_kept_and_changes_the_steps(
    make_page: MakePage, library: Library, qtbot: QtBot
) -> None:
    page = make_page(GLOBEX)
    page.chips["debrief"].click()
    view = page.debrief
    view.people.setText("Dana Ruiz, Priya Nair")
    view.promised.setText("2026-12-08")
    qtbot.keyClicks(view.texts["cared"], "Care for the wards")
    view.questions.show_rows([("Why us?", "With the pilot"), ("Tell me about a conflict", "")])
    view._on_questions(view.questions.rows)
    page.on_hidden()
    (debrief,) = kept(library).debriefs
    assert [person.name for person in debrief.people] == ["Dana Ruiz", "Priya Nair"]
    assert debrief.promised_on == date(2026, 12, 8)
    assert debrief.cared == "Care for the wards"
    assert [question.text for question in debrief.questions] == ["Why us?", "Tell me about a conflict"]
    page.chips["steps"].click()
    assert "Thank Priya Nair" in [labels_of(row)[0] for row in page.steps.rows]


def test_a_day_that_is_none_is_marked_and_changes_nothing(make_page: MakePage) -> None:
    page = make_page(GLOBEX)
    page.chips["debrief"].click()
    page.debrief.day.setText("26 November")
    assert page.debrief.day.property("state") == "wrong"
    assert page.presenter.debrief is not None
    assert page.presenter.debrief.held_at == DEBRIEF.held_at


def test_questions_go_to_the_own_bank_once_and_are_practised(
    make_page: MakePage, folders: Folders, watched: Any
) -> None:
    page = make_page(GLOBEX)
    page.chips["debrief"].click()
    page.debrief.keep.click()
    page.debrief.practise.click()
    (path,) = (folders.data / "banks").glob("*.toml")
    bank, _ = read_bank(path, own=True)
    assert bank is not None
    assert bank.title == "Questions I was really asked"
    assert [question.text for question in bank.questions] == ["How do you handle a delivery that goes wrong?"]
    assert watched.places == [Place(page=PageName.PRACTICE, bank="really-asked")]


def test_practise_these_opens_the_bank(
    make_page: MakePage, context: Context, folders: Folders, qtbot: QtBot
) -> None:
    remember(folders.config)
    page = make_page(GLOBEX)
    page.chips["debrief"].click()
    page.debrief.practise.click()
    practice = PracticePage(context)
    qtbot.addWidget(practice)
    practice.on_shown(Place(page=PageName.PRACTICE, bank="really-asked"))
    assert practice.view is practice.banks
    assert practice.banks.bank.bank is not None
    assert practice.banks.bank.bank.title == "Questions I was really asked"
    practice.on_hidden()


def test_a_practised_answer_stands_beside_its_question(make_page: MakePage, folders: Folders) -> None:
    keep_sessions(folders.data, some_sessions(1), sounds=False)
    asked = RealQuestion(text="what is your greatest strength? give an example")
    page = make_page(replace(GLOBEX, debriefs=(replace(DEBRIEF, questions=(asked,)),)))
    page.chips["debrief"].click()
    (row,) = page.debrief.questions.edited
    assert row.remark.text().startswith("Practised on ")


def test_a_spoken_debrief_is_written_down_and_sorted(
    make_page: MakePage,
    make_context: Callable[..., Context],
    library: Library,
    tmp_path: Path,
    folders: Folders,
) -> None:
    sound = tmp_path / "said.wav"
    write_wav(sound, murmur(None, 2.0))
    spoken = make_context(sound=SoundPorts(FileInput([sound]), SilentOutput()))
    page = make_page(GLOBEX, context=spoken)
    page.chips["debrief"].click()
    card = page.debrief.spoken
    card.speak.click()
    card.speak.click()
    words = card.text.toPlainText()
    assert words.strip()
    card.places["felt"].click()
    page.on_hidden()
    debrief = kept(library).debriefs[0]
    assert words.strip() in debrief.felt
    assert debrief.spoken == ""
    assert not list(folders.cache.glob("debrief*")), "the sound is not kept"


class Listening:
    """An analysis that never comes to an end."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, _job: object, **_options: object) -> "Future[Any]":
        self.futures.append(Future())
        return self.futures[-1]

    def cancel(self, future: "Future[Any]") -> None:
        future.cancel()


def test_the_writing_down_of_a_spoken_debrief_is_stopped_from_the_quiet_row(
    make_page: MakePage, make_context: Callable[..., Context], tmp_path: Path, folders: Folders
) -> None:
    sound = tmp_path / "said.wav"
    write_wav(sound, murmur(None, 2.0))
    analysis, told = Listening(), []
    spoken = make_context(sound=SoundPorts(FileInput([sound]), SilentOutput()), analysis=analysis)
    spoken.tasks.running_changed.connect(told.append)
    page = make_page(GLOBEX, context=spoken)
    card = page.debrief.spoken
    card.speak.click()
    card.speak.click()
    (work,) = told[-1]
    assert work.can_stop
    spoken.tasks.stop(work.number)
    assert analysis.futures[0].cancelled()
    assert not card.dictation.busy
    assert card.speak.text() == spoken.say("ui.follow_up.spoken.begin")
    assert told[-1] == ()
    assert not list(folders.cache.glob("debrief*")), "the sound is not kept"


def test_feedback_stands_beside_the_notes(make_page: MakePage, library: Library) -> None:
    page = make_page(GLOBEX)
    page.chips["feedback"].click()
    page.feedback.text.setPlainText("The technical part was strong. We missed questions about our customers.")
    page.feedback.compare()
    assert [row.relation.value for row in page.feedback.rows] == ["contradicts", "new"]
    page.feedback.begin.click()
    assert page.feedback.request.toPlainText().startswith("Dear Dana,")
    page.on_hidden()
    (told,) = kept(library).feedback
    assert told.received_on == NOW.date()


def test_where_it_stops_is_edited_and_told(make_page: MakePage, library: Library) -> None:
    others = [
        replace(
            GLOBEX,
            id=f"b{number}",
            company_name=f"Company {number}",
            stage=Stage.FIRST,
            outcome=Outcome.TURNED_DOWN,
            debriefs=(replace(DEBRIEF, held_at=NOW - timedelta(days=number)),),
        )
        for number in range(3)
    ]
    page = make_page(*others, GLOBEX)
    page.chips["stops"].click()
    assert "the first interview" in page.stops.says.text()
    assert page.stops.practise.isVisible()
    row = next(row for row in page.stops.rows.edited if row.value[0] == "Globex")
    box = row.fields[3]
    box.setCurrentIndex(box.findData("offer"))  # type: ignore[attr-defined]
    page.on_hidden()
    assert kept(library).outcome is Outcome.OFFER
    assert kept(library).ended_on == NOW.date()


def test_one_loss_is_no_pattern(make_page: MakePage) -> None:
    page = make_page(replace(GLOBEX, outcome=Outcome.TURNED_DOWN))
    page.chips["stops"].click()
    assert "no pattern" in page.stops.says.text()
    assert not page.stops.practise.isVisible()


def test_an_application_is_removed_and_put_back(make_page: MakePage, library: Library, watched: Any) -> None:
    page = make_page(GLOBEX)
    page.chips["stops"].click()
    page.stops.rows.edited[0].remove.click()
    assert library.papers.all(Application) == ()
    assert page.view is page.empty
    watched.notices[-1].on_action()
    assert kept(library) == GLOBEX
    assert page.view is page.stops


def test_the_calendar_file_has_the_steps(make_page: MakePage, tmp_path: Path) -> None:
    page = make_page(GLOBEX)
    page.header.calendar.click()
    content = (tmp_path / "dates.ics").read_text(encoding="utf-8")
    assert content.count("BEGIN:VEVENT") == 5
    assert "SUMMARY:Thank Dana Ruiz (Globex)" in content


def test_another_application_is_picked(make_page: MakePage, library: Library, qtbot: QtBot) -> None:
    page = make_page(GLOBEX, replace(GLOBEX, id="a2", company_name="Initech"))
    page.header.picker.setCurrentIndex(page.header.picker.findData("a1"))
    qtbot.keyClicks(page.note.editor, "For Globex")
    page.header.picker.setCurrentIndex(page.header.picker.findData("a2"))
    assert page.header.title.text().startswith("Initech")
    assert page.note.editor.toPlainText() == ""
    assert kept(library, "a1").notes[0].text == "For Globex"


def test_the_narrowest_window_holds_every_view(make_page: MakePage) -> None:
    page = make_page(GLOBEX, size=(765, 640))
    for chip in page.chips.values():
        chip.click()
        assert page.minimumSizeHint().width() <= 765


SECOND = replace(
    DEBRIEF, id="d2", stage=Stage.SECOND, held_at=NOW, people=(Person("Priya Nair"),), felt="", said=""
)
TWICE = replace(GLOBEX, debriefs=(DEBRIEF, SECOND), stage=Stage.SECOND)


def choose_interview(page: FollowUpPage, debrief_id: str) -> None:
    page.interview.setCurrentIndex(page.interview.findData(debrief_id))


def test_an_older_interview_is_opened_and_edited(make_page: MakePage, library: Library, qtbot: QtBot) -> None:
    page = make_page(TWICE)
    assert not page.interview.isVisible(), "what is to be done is about the newest"
    page.chips["debrief"].click()
    assert page.debrief.people.text() == "Priya Nair"
    choose_interview(page, "d1")
    assert page.debrief.people.text() == "Dana Ruiz, Sam Okoro"
    assert page.header.above.text() == "First interview was today, 10:00"
    qtbot.keyClicks(page.debrief.texts["cared"], "Safety")
    page.chips["steps"].click()
    assert page.note.to == "Priya Nair"
    page.on_hidden()
    old, new = kept(library).debriefs
    assert (old.cared, new.cared) == ("Safety", "")


def test_the_notes_of_an_interview_are_removed_and_put_back(
    make_page: MakePage, library: Library, watched: Any
) -> None:
    note = ThankYouNote(debrief_id="d1", person="Dana Ruiz", text="Dear Dana", sent_on=NOW.date())
    before = replace(TWICE, notes=(note,))
    page = make_page(before)
    page.chips["debrief"].click()
    choose_interview(page, "d1")
    page.debrief.remove.click()
    assert [debrief.id for debrief in kept(library).debriefs] == ["d2"]
    assert kept(library).notes == ()
    assert page.debrief.people.text() == "Priya Nair"
    assert "First interview on 26 Nov" in page.context.say.message(watched.notices[-1].text)
    watched.notices[-1].on_action()
    assert kept(library) == before
    assert page.debrief.people.text() == "Dana Ruiz, Sam Okoro"


def test_removing_the_only_notes_leads_to_the_first_ones(make_page: MakePage, watched: Any) -> None:
    page = make_page(GLOBEX)
    page.chips["debrief"].click()
    page.debrief.remove.click()
    assert page.view is page.no_debrief
    watched.notices[-1].on_action()
    assert page.view is page.debrief


def test_a_question_is_taken_out_and_put_back(make_page: MakePage, library: Library, watched: Any) -> None:
    page = make_page(GLOBEX)
    page.chips["debrief"].click()
    page.debrief.questions.edited[0].remove.click()
    page.presenter.keep()
    assert kept(library).debriefs[0].questions == ()
    watched.notices[-1].on_action()
    page.presenter.keep()
    assert kept(library).debriefs[0].questions == DEBRIEF.questions


def test_a_note_goes_along_with_a_name_that_is_mended(make_page: MakePage) -> None:
    note = ThankYouNote(debrief_id="d1", person="Dana Ruiz", text="Dear Dana")
    page = make_page(replace(GLOBEX, notes=(note,), done=("d1.thank.Dana Ruiz",)))
    page.chips["debrief"].click()
    page.debrief.people.setText("Dana Ruis, Sam Okoro")
    page.chips["steps"].click()
    assert page.note.editor.toPlainText() == "Dear Dana"
    assert labels_of(page.steps.rows[1])[:2] == ("Thank Dana Ruis", "done")


def test_a_request_that_was_written_is_not_lost_and_not_sent_to_others(
    make_page: MakePage, watched: Any
) -> None:
    page = make_page(GLOBEX, replace(GLOBEX, id="a2", company_name="Initech"))
    page.header.picker.setCurrentIndex(page.header.picker.findData("a1"))
    page.chips["feedback"].click()
    page.feedback.request.setPlainText("My own words")
    page.feedback.begin.click()
    assert page.feedback.request.toPlainText().startswith("Dear Dana,")
    watched.notices[-1].on_action()
    assert page.feedback.request.toPlainText() == "My own words"
    page.header.picker.setCurrentIndex(page.header.picker.findData("a2"))
    assert page.feedback.request.toPlainText() == ""


def test_what_was_prepared_for_the_same_employer_is_found_without_being_named(
    make_page: MakePage, library: Library
) -> None:
    people = (Person("Priya Nair"),)
    library.papers.save(Preparation(id="p1", company=Company(name="globex ", people=people)))
    page = make_page(replace(GLOBEX, debriefs=()))
    page.begin_debrief.click()
    assert page.debrief.people.text() == "Priya Nair"


def test_nobody_to_thank_leads_to_noting_who_interviewed(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page(replace(GLOBEX, debriefs=(replace(DEBRIEF, people=()),)))
    assert not page.note.start.isEnabled()
    page.note.whom.click()
    assert page.view is page.debrief
    qtbot.keyClicks(page.debrief.people, "Dana Ruiz")
    page.chips["steps"].click()
    assert not page.note.whom.isVisible()
    assert page.note.start.isEnabled()


def test_the_first_step_leads_to_what_they_asked(make_page: MakePage) -> None:
    page = make_page(replace(GLOBEX, debriefs=(replace(DEBRIEF, questions=()),)))
    step = page.steps.rows[0]
    assert not step.write.isHidden()
    step.write.click()
    assert page.view is page.debrief


@pytest.mark.parametrize(
    ("held", "reached", "likely"),
    [
        ((), Stage.APPLIED, Stage.FIRST),
        ((), Stage.SCREENING, Stage.SCREENING),
        ((Stage.SCREENING,), Stage.SCREENING, Stage.FIRST),
        ((Stage.FIRST,), Stage.FIRST, Stage.SECOND),
        ((Stage.FIRST, Stage.FINAL), Stage.FINAL, Stage.FINAL),
    ],
)
def test_another_interview_is_the_one_that_follows(
    make_page: MakePage, library: Library, held: tuple[Stage, ...], reached: Stage, likely: Stage
) -> None:
    debriefs = tuple(
        replace(DEBRIEF, id=f"d{number}", stage=stage, held_at=NOW - timedelta(days=9 - number))
        for number, stage in enumerate(held, start=1)
    )
    page = make_page(replace(GLOBEX, debriefs=debriefs, stage=reached))
    (page.new_interview if held else page.begin_debrief).click()
    assert kept(library).debriefs[-1].stage is likely
    assert page.debrief.stage.currentData() == likely.value


def test_an_empty_note_is_not_held_against_anybody(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page(GLOBEX)
    assert page.note.checked_for.isVisible()
    assert not page.note.checks.isVisible()
    qtbot.keyClicks(page.note.editor, "Dear Dana")
    assert page.note.checks.isVisible()
    assert not page.note.checked_for.isVisible()


def test_names_that_were_said_become_people_to_thank(make_page: MakePage, watched: Any) -> None:
    spoken = "It was Dana Ruiz again, and an Eve Adams."
    page = make_page(replace(GLOBEX, debriefs=(replace(DEBRIEF, spoken=spoken),)))
    page.chips["debrief"].click()
    page.debrief.spoken.places["people"].click()
    assert page.debrief.people.text() == "Dana Ruiz, Sam Okoro, Eve Adams"
    page.chips["steps"].click()
    assert any("Thank Eve Adams" in text for row in page.steps.rows for text in labels_of(row))
    watched.notices[-1].on_action()
    assert page.debrief.people.text() == "Dana Ruiz, Sam Okoro"


@pytest.mark.parametrize("name", ["felt", "questions", "people"])
def test_what_was_put_into_the_wrong_place_is_taken_back(
    make_page: MakePage, library: Library, watched: Any, name: str
) -> None:
    before = replace(GLOBEX, debriefs=(replace(DEBRIEF, spoken="They asked about the garden."),))
    page = make_page(before)
    page.chips["debrief"].click()
    page.debrief.spoken.places[name].click()
    assert page.debrief.spoken.text.toPlainText() == ""
    page.presenter.keep()
    assert kept(library) != before
    watched.notices[-1].on_action()
    page.presenter.keep()
    assert kept(library) == before


def test_references_are_told_with_a_text_and_ticked_where_they_are_noted(
    make_page: MakePage, library: Library, qtbot: QtBot, watched: Any
) -> None:
    prepared = Preparation(
        id="p1", company=Company(name="Globex"), contacts=(Contact(name="Ana", told=True),)
    )
    library.papers.save(prepared)
    page = make_page(replace(GLOBEX, preparation_ids=("p1",)))
    (row,) = [each for each in page.steps.rows if each.step.id == "d1.references"]
    row.write.click()
    copied = QGuiApplication.clipboard().text()
    assert "Dana Ruiz and Sam Okoro" in copied
    assert watched.notices[-1].text.id == "ui.follow_up.copied"

    row.box.click()
    qtbot.waitUntil(lambda: library.papers.get(Preparation, "p1").contacts[0].debriefed)
    watched.notices[-1].on_action()
    qtbot.waitUntil(lambda: library.papers.get(Preparation, "p1") == prepared)
