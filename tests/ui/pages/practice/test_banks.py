"""The person's own banks in the window: typed, pasted, edited, imported, shared, deleted, put back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QLabel

from coach.model.history import AskedBefore
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import Dimension
from coach.practice.values import State
from coach.questions.bank import load_bank
from coach.questions.own import OwnBanks
from coach.questions.taken import take_file
from coach.resources import shipped_banks
from ui.errors import NoticeKind
from ui.pages.practice.banks.shelf import on_hand

Driver = Any  # the conftest's
LIST = "1. Why do you want this job?\n\n2) Tell me about a mistake\n"


@pytest.fixture
def room(driver: Driver) -> Any:
    driver.page.choose.banks_row.click()
    return driver.page.banks


def own_titles(driver: Driver) -> list[str]:
    return [bank.title for bank in driver.page.shelf.banks.banks if bank.own]


def paste(room: Any, name: str = "Bakery", text: str = LIST) -> None:
    room.listing.new.click()
    room.paste.name.setText(name)
    room.paste.text.setPlainText(text)
    room.paste.keep.click()


def wait(driver: Driver, until: Callable[[], bool]) -> None:
    driver.qtbot.waitUntil(until)


def pasted(driver: Driver, room: Any) -> Any:
    paste(room)
    wait(driver, lambda: own_titles(driver) == ["Bakery"])
    return room.bank.bank


def test_without_any_of_ones_own_the_page_says_how_to_get_one(room: Any) -> None:
    texts = [each.text() for each in room.listing.findChildren(QLabel)]
    assert any(text.startswith("Questions of your own can be typed") for text in texts)
    assert room.listing.bank_rows[0].hasFocus()


def test_a_pasted_list_becomes_a_bank_that_can_be_practised(driver: Driver, room: Any) -> None:
    bank = pasted(driver, room)
    assert [question.text for question in bank.questions] == [
        "Why do you want this job?",
        "Tell me about a mistake.",
    ]
    assert all(question.parts for question in bank.questions)
    assert room.currentWidget() is room.bank
    assert (driver.context.folders.data / "banks" / "bakery.toml").is_file()
    room.bank.start.click()
    driver.wait_for(State.ASKING, 0)
    assert len(driver.interview.questions) == 2
    assert driver.session().title == "Bakery"


def test_what_is_found_is_said_while_typing(room: Any) -> None:
    room.listing.new.click()
    assert not room.paste.keep.isEnabled()
    room.paste.text.setPlainText(LIST)
    assert room.paste.found_text == "2 questions found"
    assert not room.paste.keep.isEnabled(), "it has no name yet"
    room.paste.name.setText("Bakery")
    assert room.paste.keep.isEnabled()
    room.paste.text.setPlainText("x" * 700)
    assert room.paste.found_text == "Line 1 is 700 characters long and the limit is 600; shorten it."


def test_a_question_is_edited_and_the_change_undone(driver: Driver, room: Any) -> None:
    pasted(driver, room)
    room.bank.list.setCurrentRow(0)
    room.bank.edit.click()
    editor = room.editor
    editor.kind.setCurrentIndex(editor.kind.findData(QuestionKind.COMPANY))
    editor.parts.rows[0].text.setText("why this job")
    editor.parts.rows[0].probe.setText("And why us?")
    editor.competencies.setText("motivation, bread")
    editor.shortest.setValue(20)
    editor.longest.setValue(40)
    editor.keep.click()

    def edited() -> Any:
        return driver.page.shelf.banks.bank("bakery").questions[0]

    wait(driver, lambda: edited().kind is QuestionKind.COMPANY)
    assert edited().parts[0].text == "why this job"
    assert [(probe.missing, probe.text) for probe in edited().probes] == [("part_1", "And why us?")]
    assert (edited().competencies, edited().target_s) == (("motivation", "bread"), (20, 40))
    driver.notices[-1].on_action()
    wait(driver, lambda: edited().kind is not QuestionKind.COMPANY)


def test_a_new_text_is_read_and_its_parts_are_suggested(driver: Driver, room: Any) -> None:
    pasted(driver, room)
    room.bank.list.setCurrentRow(0)
    room.bank.edit.click()
    editor = room.editor
    editor.text.setText("What would you bake?")
    editor.text.editingFinished.emit()
    wait(driver, lambda: bool(editor.parts.parts) and editor.parts.parts[0]["text"] == "What would you bake?")


def test_what_somebody_wrote_is_not_written_over_by_a_suggestion(driver: Driver, room: Any) -> None:
    pasted(driver, room)
    room.bank.list.setCurrentRow(0)
    room.bank.edit.click()
    editor = room.editor
    editor.parts.rows[0].text.textEdited.emit("mine")
    editor.parts.rows[0].text.setText("mine")
    editor.text.setText("What would you bake?")
    editor.suggest(
        Question(
            text="What would you bake?",
            kind=QuestionKind.SELF,
            parts=(QuestionPart(PartKind.FACT, "another"),),
        )
    )
    assert editor.kind.currentData() == QuestionKind.SELF
    assert editor.parts.parts[0]["text"] == "mine"


def test_a_wrong_question_says_why_and_is_not_kept(driver: Driver, room: Any) -> None:
    pasted(driver, room)
    room.bank.list.setCurrentRow(0)
    room.bank.edit.click()
    room.editor.text.setText("Why")
    room.editor.keep.click()
    assert room.editor.wrong == "A question must end with ? or a full stop."
    room.editor.text.setText("Why?")
    room.editor.shortest.setValue(90)
    room.editor.longest.setValue(30)
    room.editor.keep.click()
    assert "shortest and the longest" in room.editor.wrong
    room.editor.cancel.click()
    assert room.currentWidget() is room.bank
    assert driver.page.shelf.banks.bank("bakery").questions[0].text == "Why do you want this job?"


def test_a_deleted_question_and_a_deleted_bank_come_back(driver: Driver, room: Any) -> None:
    bank = pasted(driver, room)
    for left in (1, 0):
        room.open_bank("bakery")
        room.bank.list.setCurrentRow(0)
        room.bank.edit.click()
        room.editor.remove.click()
        wait(driver, lambda left=left: len(own(driver)) == left)
    undo = [notice for notice in driver.notices if notice.action is not None]
    undo[0].on_action()
    wait(driver, lambda: own(driver) == list(bank.questions))
    room.open_bank("bakery")
    room.bank.remove.click()
    wait(driver, lambda: own_titles(driver) == [])
    driver.notices[-1].on_action()
    wait(driver, lambda: own(driver) == list(bank.questions))


def own(driver: Driver) -> list[Any]:
    return [question for bank in driver.page.shelf.banks.banks if bank.own for question in bank.questions]


def test_questions_are_added_to_a_bank(driver: Driver, room: Any) -> None:
    pasted(driver, room)
    room.bank.add.click()
    assert not room.paste.name.isVisible()
    room.paste.text.setPlainText("- When could you start?")
    room.paste.keep.click()
    wait(driver, lambda: len(own(driver)) == 3)
    assert [bank.id for bank in driver.page.shelf.banks.banks if bank.own] == ["bakery"]


def test_files_are_taken_and_a_wrong_one_is_told(driver: Driver, room: Any, tmp_path: Path) -> None:
    good, bad = tmp_path / "night.csv", tmp_path / "bad.csv"
    good.write_text("text\nWhy nights?\n")
    bad.write_text("text\nWhy nights\n")
    dialog = room.ask_file()
    dialog.filesSelected.emit([str(bad), str(good)])
    dialog.close()
    wait(driver, lambda: own_titles(driver) == ["Night"])
    assert driver.told(NoticeKind.PROBLEM) == ["ui.practice.own.problem"]


def test_a_bank_file_that_is_dropped_is_taken(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "night.txt"
    path.write_text("Why nights?\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(tmp_path / "photo.png"))])
    page = driver.page
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    assert event.isAccepted()
    wait(driver, lambda: own_titles(driver) == ["Night"])


@pytest.mark.parametrize("name", ["shared.toml", "shared.csv"])
def test_a_bank_is_written_to_be_shared(driver: Driver, room: Any, tmp_path: Path, name: str) -> None:
    bank = pasted(driver, room)
    dialog = room.ask_where(bank)
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.close()
    wait(driver, (tmp_path / name).is_file)
    taken, _ = take_file(tmp_path / name)
    assert taken is not None
    assert taken.questions == bank.questions


def test_a_bank_of_the_program_can_be_shared_and_not_changed(
    driver: Driver, room: Any, tmp_path: Path
) -> None:
    room.open_bank("closing")
    assert room.bank.share.isVisible()
    assert not any(tool.isVisible() for tool in (room.bank.add, room.bank.edit, room.bank.remove))
    dialog = room.ask_where(room.bank.bank)
    dialog.fileSelected.emit(str(tmp_path / "closing.toml"))
    dialog.close()
    wait(driver, (tmp_path / "closing.toml").is_file)
    assert load_bank(tmp_path / "closing.toml").id == "closing"


def test_a_wrong_file_in_the_folder_is_told_once_and_the_others_load(driver: Driver, room: Any) -> None:
    pasted(driver, room)
    (driver.context.folders.data / "banks" / "bad.toml").write_text("schema = 2\n")
    driver.page.shelf.refresh()
    wait(driver, lambda: NoticeKind.PROBLEM in [notice.kind for notice in driver.notices])
    told = driver.told(NoticeKind.PROBLEM)
    driver.page.shelf.refresh()
    driver.qtbot.waitUntil(lambda: not driver.context.tasks.running)
    assert driver.told(NoticeKind.PROBLEM) == told
    assert own_titles(driver) == ["Bakery"]


class Answered:
    """A library in which one question was answered so that something is left to gain."""

    def asked_before(self) -> tuple[AskedBefore, ...]:
        at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
        return (AskedBefore(question_id="teamwork", at=at, levels=((Dimension.STAR, 2),)),)


def test_what_left_most_to_gain_is_offered_when_the_page_is_shown(driver: Driver) -> None:
    own = OwnBanks(driver.context.folders.data, shipped_banks)
    found = on_hand(own, Answered())  # type: ignore[arg-type]
    assert [question.id for question in found.weakest] == ["teamwork"]
    driver.page.shelf.changed.emit(found)
    assert driver.page.choose.cards["weakest"].isVisible()


def test_every_button_of_the_banks_has_a_name(room: Any) -> None:
    room.paste.begin(None)
    room.editor.parts.show_parts(())
    nameless = [
        button.objectName() or type(button).__name__
        for button in room.findChildren(QAbstractButton)
        if not (button.accessibleName() or button.text())
    ]
    assert nameless == []
