"""The Prepare page: from a pasted advert to a practised interview, kept at every step, with a way back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from coach.folders import Folders
from coach.library import Library
from coach.model.preparation import Need, Preparation, Requirement, Story
from coach.prepare.kit import FACT_KINDS
from coach.testing.kept import keep_sessions, some_sessions
from ui.context import Context
from ui.pages.prepare import PreparePage
from ui.pages.prepare.suggested import MOST
from ui.places import PageName, Place

ADVERT = """Product engineer

About us
We make robots and have a ping-pong table.

You will need
- Work with customers directly
- Python and C++
- Mentor junior colleagues

Nice to have
- Some German
"""
TEXTS = ["Work with customers directly", "Python and C++", "Mentor junior colleagues", "Some German"]


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[PreparePage]:
    made = PreparePage(context)
    qtbot.addWidget(made)
    made.on_shown(Place(page=PageName.PREPARE))
    yield made
    made.on_closing()


def pasted(page: PreparePage, text: str = ADVERT) -> None:
    """Begin an interview from an advert, as a person does it."""
    page.shelf.begin.click()
    page.opened.job.advert.text.setPlainText(text)
    page.opened.job.advert.read.click()


def kept(library: Library) -> Preparation:
    (only,) = library.papers.all(Preparation)
    return only


def field(page: PreparePage, row: int, column: int = 0) -> Any:
    return page.opened.job.table.edited[row].fields[column]


def test_an_empty_page_says_what_to_do(page: PreparePage) -> None:
    assert page.view is page.shelf
    assert page.shelf.empty.isVisibleTo(page)
    assert page.shelf.begin.isVisibleTo(page)


def test_a_pasted_advert_becomes_requirements_that_are_kept(page: PreparePage, library: Library) -> None:
    pasted(page)
    found = kept(library)
    assert [each.text for each in found.requirements] == TEXTS
    assert [each.need for each in found.requirements] == [Need.MUST] * 3 + [Need.NICE]
    assert found.job_title == "Product engineer"
    assert [row.value[0] for row in page.opened.job.table.edited] == TEXTS


def test_the_advert_can_be_taken_back(page: PreparePage, library: Library, watched: Any) -> None:
    pasted(page)
    notice = watched.notices[-1]
    assert notice.text.id == "ui.prepare.found"
    notice.on_action()
    page.presenter.flush()
    assert page.opened.job.table.rows == ()
    assert kept(library).requirements == ()


def test_the_same_advert_again_adds_nothing(page: PreparePage, watched: Any) -> None:
    pasted(page)
    page.opened.paste.click()
    page.opened.job.advert.read.click()
    assert len(page.opened.job.table.edited) == len(TEXTS)
    assert watched.notices[-1].text.id == "ui.prepare.nothing_new"


def test_what_is_typed_is_kept_without_a_button(page: PreparePage, library: Library, qtbot: QtBot) -> None:
    pasted(page)
    line = field(page, 0)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Talk with customers")
    page.on_hidden()
    assert kept(library).requirements[0].text == "Talk with customers"


def test_enter_adds_a_line_and_a_removed_line_comes_back(
    page: PreparePage, library: Library, qtbot: QtBot, watched: Any
) -> None:
    pasted(page)
    last = field(page, 3)
    qtbot.keyClick(last, Qt.Key.Key_Return)
    assert len(page.opened.job.table.edited) == 5
    qtbot.keyClicks(field(page, 4), "A head for heights")
    page.opened.job.table.edited[1].remove.click()
    page.presenter.flush()
    assert [each.text for each in kept(library).requirements] == [TEXTS[0], *TEXTS[2:], "A head for heights"]
    watched.notices[-1].on_action()
    page.presenter.flush()
    assert [each.text for each in kept(library).requirements] == [*TEXTS, "A head for heights"]


def test_a_story_of_the_bank_answers_what_it_says(page: PreparePage, library: Library) -> None:
    library.papers.save(
        Story(
            id="s1",
            title="Clinic pilot",
            action="I work with customers directly each week",
            result="They stayed",
        )
    )
    page.on_shown(Place(page=PageName.PREPARE))
    pasted(page)
    assert field(page, 0, 2).currentText() == "Clinic pilot"
    assert field(page, 3, 2).currentText() == "No story yet"
    assert field(page, 3, 2).property("state") == "wrong"


def test_a_chosen_story_wins(page: PreparePage, library: Library) -> None:
    library.papers.save(Story(id="s1", title="Night shift", action="I stayed", result="All was well"))
    page.on_shown(Place(page=PageName.PREPARE))
    pasted(page)
    box: QComboBox = field(page, 2, 2)
    box.setCurrentIndex(box.findData("s1"))
    page.presenter.flush()
    assert kept(library).requirements[2].story_ids == ("s1",)
    assert box.currentData() == "s1"


def test_leading_is_pointed_out_where_no_manager_is_sought(page: PreparePage, library: Library) -> None:
    story = Story(id="s1", title="My crew", action="I managed a team of six", result="We won")
    library.papers.save(story)
    page.on_shown(Place(page=PageName.PREPARE))
    pasted(page, "You will need\n- Python and C++\n- Patience on the telephone")
    box: QComboBox = field(page, 0, 2)
    box.setCurrentIndex(box.findData("s1"))
    page.presenter.flush()
    assert page.opened.job.beside.isVisibleTo(page)
    assert "My crew" in page.opened.job.beside.text()
    page.opened.job.leads.setCurrentIndex(1)
    page.presenter.flush()
    assert not page.opened.job.beside.isVisibleTo(page)


@pytest.mark.parametrize("name", ["advert.txt", "advert.md", "advert.html", "advert.docx"])
def test_documents_can_be_dropped(page: PreparePage, library: Library, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_advert(path)
    drop(page, path)
    assert [each.text for each in kept(library).requirements] == TEXTS
    assert page.view is page.opened


def test_a_page_dropped_on_the_company_becomes_facts(
    page: PreparePage, library: Library, tmp_path: Path, watched: Any
) -> None:
    pasted(page)
    page.opened.tabs["company"].click()
    path = tmp_path / "about.txt"
    path.write_text(
        "Home\nWe build robots that free people from lifting.\nIn 2025 we moved into hospitals.\n"
    )
    drop(page, path)
    page.presenter.flush()
    facts = kept(library).company.facts
    assert [fact.source for fact in facts] == ["about.txt"] * 2
    watched.notices[-1].on_action()
    page.presenter.flush()
    assert kept(library).company.facts == ()


def test_a_broken_document_says_so_and_changes_nothing(
    page: PreparePage, library: Library, tmp_path: Path, watched: Any
) -> None:
    path = tmp_path / "advert.pdf"
    path.write_bytes(b"%PDF-1.7 nothing of the kind")
    drop(page, path)
    assert watched.notices[-1].text.id == "error.prepare.damaged"
    assert library.papers.all(Preparation) == ()


def test_a_deleted_interview_comes_back(page: PreparePage, library: Library, watched: Any) -> None:
    library.papers.save(Preparation(id="p1", job_title="Baker"))
    page.on_shown(Place(page=PageName.PREPARE))
    page.presenter.delete(library.papers.get(Preparation, "p1"))
    assert library.papers.all(Preparation) == ()
    assert page.shelf.empty.isVisibleTo(page)
    watched.notices[-1].on_action()
    assert kept(library).job_title == "Baker"
    assert len(page.shelf.cards) == 1


def test_an_interview_that_was_left_empty_is_not_kept(page: PreparePage, library: Library) -> None:
    page.shelf.begin.click()
    page.opened.back.click()
    assert library.papers.all(Preparation) == ()


def test_practising_takes_everything_along(page: PreparePage, watched: Any, qtbot: QtBot) -> None:
    pasted(page)
    page.opened.job.company.setText("Globex Robotics")
    page.opened.tabs["company"].click()
    page.opened.company.names.add_row()
    page.opened.company.names.edited[0].fields[0].setText("Dana Ruiz")
    page.opened.case.gaps.add_row()
    page.opened.case.gaps.edited[0].fields[0].setText("No German")
    page.opened.practise.click()
    qtbot.waitUntil(lambda: len(watched.places) == 1)
    (place,) = watched.places
    assert (place.page, place.plan) == (PageName.PRACTICE, "prepared")
    assert place.company.name == "Globex Robotics"
    assert place.company.requirements == tuple(TEXTS)
    assert [person.name for person in place.company.people] == ["Dana Ruiz"]
    assert ["No German" in question.text for question in place.real] == [True]


def test_nothing_to_practise_says_what_to_do(page: PreparePage, watched: Any) -> None:
    page.shelf.begin.click()
    page.opened.practise.click()
    assert watched.places == []
    assert watched.notices[-1].text.id == "ui.prepare.nothing_to_practise"


def test_a_pitch_is_practised_with_the_clock(page: PreparePage, watched: Any, qtbot: QtBot) -> None:
    pasted(page)
    page.opened.case.practise["pitch_60"].click()
    qtbot.waitUntil(lambda: bool(watched.places))
    assert watched.places[-1].plan == "pitch-60"


def test_a_pitch_says_how_long_it_takes(page: PreparePage) -> None:
    pasted(page)
    area = page.opened.case.forms["pitch_30"].fields["pitch_30"]
    area.setPlainText("word " * 150)
    shown = [note.text() for note in page.opened.case.forms["pitch_30"]._notes.values()]
    assert "62 seconds" in shown[0]


def test_empty_kinds_are_asked_for_and_noted_from_there(page: PreparePage, library: Library) -> None:
    pasted(page)
    page.opened.tabs["company"].click()
    company = page.opened.company

    def asked() -> set[str]:
        return {kind for kind, button in company.look_up.items() if button.isVisibleTo(company)}

    assert asked() == set(FACT_KINDS)
    company.look_up["news"].click()
    company.facts.edited[0].fields[1].setText("A pilot at St James's")
    company.look_up["people"].click()
    company.names.edited[0].fields[0].setText("Dana Ruiz")
    assert asked() == set(FACT_KINDS) - {"news", "people"}
    page.presenter.flush()
    assert [(fact.kind, fact.text) for fact in kept(library).company.facts] == [
        ("news", "A pilot at St James's")
    ]


def test_what_was_copied_becomes_facts_with_a_day_and_a_guess(
    page: PreparePage, library: Library, watched: Any
) -> None:
    pasted(page)
    page.opened.tabs["company"].click()
    QGuiApplication.clipboard().setText("We build robots for factories.\nOur mission is to free people.\n")
    page.opened.company.paste.click()
    page.presenter.flush()
    facts = kept(library).company.facts
    assert [fact.kind for fact in facts] == ["product", "mission"]
    assert all(fact.found_on for fact in facts)
    watched.notices[-1].on_action()
    page.presenter.flush()
    assert kept(library).company.facts == ()
    QGuiApplication.clipboard().setText("Home")
    page.opened.company.paste.click()
    assert watched.notices[-1].text.id == "ui.prepare.no_facts_pasted"


def test_words_that_are_dragged_here_are_read_and_files_never_land_in_a_field(
    page: PreparePage, library: Library, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setText(ADVERT)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert [each.text for each in kept(library).requirements] == TEXTS
    file = QMimeData()
    file.setUrls([QUrl.fromLocalFile(str(tmp_path / "advert.txt"))])
    for taker in (field(page, 0), page.opened.day.form.fields["place"]):
        enter = QDragEnterEvent(QPoint(3, 3), Qt.DropAction.CopyAction, file, buttons, keys)
        enter.ignore()
        taker.dragEnterEvent(enter)
        assert not (taker.acceptDrops() and enter.isAccepted())


def test_a_story_that_shows_off_the_wrong_thing_says_so_where_it_is_written(
    page: PreparePage, library: Library
) -> None:
    library.papers.save(Story(id="s1", title="The night shift", action="I led a team of nine"))
    library.papers.save(Story(id="s2", title="The tills", action="I moved ninety tills"))
    page.on_shown(Place(page=PageName.PREPARE))
    pasted(page, "Baker\n\nYou will need\n- Patience with dough\n- A head for numbers\n")
    stories = page.opened.stories
    page.opened.tabs["stories"].click()
    stories.open(library.papers.get(Story, "s1"))
    assert stories.beside.isVisibleTo(stories)
    assert "The night shift" in stories.beside.text()
    stories.open(library.papers.get(Story, "s2"))
    assert not stories.beside.isVisibleTo(stories)


def test_several_pasted_lines_become_several_questions(
    page: PreparePage, library: Library, qtbot: QtBot
) -> None:
    pasted(page)
    page.opened.ask.questions.add_row()
    line: QLineEdit = page.opened.ask.questions.edited[0].fields[0]  # type: ignore[assignment]
    QGuiApplication.clipboard().setText("- What is hardest?\n- Who decides what to build?\n")
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.presenter.flush()
    assert kept(library).to_ask == ("What is hardest?", "Who decides what to build?")


def test_the_day_becomes_a_calendar_file_and_a_card(
    page: PreparePage, library: Library, tmp_path: Path, watched: Any
) -> None:
    pasted(page)
    day = page.opened.day
    assert not day.calendar.isEnabled()
    day.known.setChecked(True)
    day.form.fields["place"].setText("1 Harbour Road, Leeds")
    page.presenter.flush()
    assert kept(library).day.starts_at is not None
    assert day.calendar.isEnabled()
    page.handing.calendar(tmp_path / "day.ics")
    page.handing.card(tmp_path / "day.pdf")
    assert b"1 Harbour Road" in (tmp_path / "day.ics").read_bytes()
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF-")
    assert [notice.text.id for notice in watched.notices[-2:]] == [
        "ui.prepare.calendar_saved",
        "ui.prepare.card_saved",
    ]


def test_a_story_is_written_deleted_and_brought_back(
    page: PreparePage, library: Library, watched: Any
) -> None:
    pasted(page)
    stories = page.opened.stories
    stories.new.click()
    stories.form.fields["title"].setText("Night of the ovens")
    stories.form.fields["skills"].setText("calm, planning")
    page.presenter.flush()
    (story,) = library.papers.all(Story)
    assert (story.title, story.skills) == ("Night of the ovens", ("calm", "planning"))
    stories.delete.click()
    assert library.papers.all(Story) == ()
    watched.notices[-1].on_action()
    page.presenter.flush()
    assert library.papers.all(Story) == (story,)


def test_every_control_has_a_name(page: PreparePage) -> None:
    pasted(page)
    for row in page.opened.job.table.edited:
        assert all(widget.accessibleName() for widget in row.stops)
    for line in page.opened.people.lines.values():
        assert line.text()


def test_references_say_what_they_wait_for(page: PreparePage, library: Library) -> None:
    page.presenter.open(Preparation(id="p1", requirements=(Requirement(text="Bread"),)))
    contacts = page.opened.people.contacts
    contacts.add_row()
    contacts.edited[0].fields[0].setText("Ms Okoye")
    contacts.edited[0].fields[1].setCurrentIndex(1)  # type: ignore[attr-defined]
    assert "does not know" in contacts.edited[0].remark.text()
    contacts.edited[0].fields[3].setChecked(True)  # type: ignore[attr-defined]
    assert "job advert" in contacts.edited[0].remark.text()
    page.presenter.flush()
    assert kept(library).contacts[0].told


def drop(page: PreparePage, path: Path) -> None:
    """Drop a file on the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, keys))


def write_advert(path: Path) -> None:
    """The advert in the form that the ending names."""
    if path.suffix == ".docx":
        from docx import Document  # noqa: PLC0415 - only here

        document = Document()
        for line in ADVERT.splitlines():
            if line.startswith("- "):
                document.add_paragraph(line[2:], style="List Bullet")
            elif line:
                document.add_paragraph(line)
        document.save(str(path))
    elif path.suffix == ".html":
        lines = [
            f"<li>{line[2:]}</li>" if line.startswith("- ") else f"<p>{line}</p>"
            for line in ADVERT.splitlines()
        ]
        path.write_text(f"<html><body>{''.join(lines)}</body></html>", encoding="utf-8")
    else:
        path.write_text(ADVERT, encoding="utf-8")


def test_reading_again_keeps_what_was_just_typed(page: PreparePage) -> None:
    pasted(page)
    page.opened.job.title.setText("Baker of bread")
    page.on_shown(Place(page=PageName.PREPARE))
    assert page.opened.title.text() == "Baker of bread"
    assert page.presenter.preparation is not None
    assert page.presenter.preparation.job_title == "Baker of bread"


def test_an_answer_that_went_well_becomes_a_story_in_one_click(
    page: PreparePage, library: Library, folders: Folders
) -> None:
    keep_sessions(folders.data, some_sessions(3), sounds=False)
    page.on_shown(Place(page=PageName.PREPARE))
    pasted(page)
    page.opened.tabs["stories"].click()
    suggested = page.opened.stories.suggested
    assert suggested.isVisibleTo(page)
    before = len(suggested.buttons)
    assert 1 <= before <= MOST
    suggested.buttons[0].click()
    page.presenter.flush()
    (story,) = library.papers.all(Story)
    answer = library.answer(story.answer_id or "")
    assert answer.score is not None
    assert page.opened.stories.current == story
    assert all("Make a story" in each.text() for each in suggested.buttons)
    assert len(suggested.buttons) < before or before == MOST


def test_without_a_story_the_next_step_is_to_write_one(page: PreparePage) -> None:
    pasted(page)
    job = page.opened.job
    assert job.to_stories.isVisibleTo(page)
    assert {field(page, row, 2).property("state") or "" for row in range(len(TEXTS))} == {""}
    job.to_stories.click()
    assert page.opened.tab == "stories"
    page.opened.stories.new.click()
    page.presenter.flush()
    page.opened.show_tab("job")
    assert not job.to_stories.isVisibleTo(page)


def test_reading_the_advert_comes_before_practising(page: PreparePage) -> None:
    page.shelf.begin.click()
    assert page.opened.practise.property("kind") != "primary"
    pasted(page)
    assert page.opened.practise.property("kind") == "primary"


def test_what_is_known_and_asked_is_seen_at_a_glance(page: PreparePage) -> None:
    pasted(page)
    opened = page.opened
    for number in range(7):
        opened.company.facts.add_row()
        opened.company.facts.edited[number].fields[1].setText(f"Fact {number}")
    opened.ask.questions.add_row()
    opened.ask.questions.edited[0].fields[0].setText("What is hard about hospitals?")
    page.presenter.flush()
    assert "Fact 4" in opened.job.known.text
    assert "Fact 5" not in opened.job.known.text
    assert "and 2 more" in opened.job.known.text
    assert opened.job.ask.text == "What is hard about hospitals?"
