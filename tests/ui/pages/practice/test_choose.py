"""What is offered, how it is held, and which questions of a bank are asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from coach.model.company import Company, Person
from coach.model.session import Mode
from coach.practice.values import State
from coach.settings import Option, declared
from coach.testing.audio import FileInput, SilentOutput
from ui.context import SoundPorts

Driver = Any  # the conftest's
MakeDriver = Callable[..., Driver]


def test_the_microphone_is_named(make_driver: MakeDriver, recordings: list[Path]) -> None:
    driver = make_driver(sound=SoundPorts(FileInput(recordings), SilentOutput()))
    assert driver.page.choose.microphone_text == "file: ready"


def test_no_microphone_says_what_to_do(make_driver: MakeDriver) -> None:
    driver = make_driver(sound=SoundPorts(FileInput([]), SilentOutput()))
    assert driver.page.choose.microphone_text == "No microphone: Plug one in, or type the answers."


def test_a_chosen_microphone_that_is_gone_is_said(make_driver: MakeDriver, recordings: list[Path]) -> None:
    driver = make_driver(sound=SoundPorts(FileInput(recordings), SilentOutput()))
    driver.context.settings.set(declared.MICROPHONE, "Headset")
    driver.page.check.list_devices()
    assert driver.page.choose.microphone_text.startswith("Headset: not plugged in")


def test_how_is_kept_in_the_settings(driver: Driver) -> None:
    choose = driver.page.choose
    choose.how.at_end.click()
    choose.how.think.click()
    settings = driver.context.settings
    assert settings.value(declared.PRACTICE_MODE) == Mode.INTERVIEW
    assert settings.value(declared.PRACTICE_THINK_S) == 30
    choose.how.think.click()
    choose.how.after_each.click()
    assert settings.value(declared.PRACTICE_THINK_S) == 0
    assert choose.setup_for(plan="quick").manner.mode is Mode.COACH


def test_settings_changed_elsewhere_show_when_the_page_does(driver: Driver) -> None:
    driver.context.settings.set(declared.PRACTICE_MODE, "interview")
    driver.context.settings.set(declared.PRACTICE_THINK_S, 20)
    driver.page.choose.refresh()
    assert driver.page.choose.how.at_end.isChecked()
    assert driver.page.choose.setup_for(plan="quick").manner.thinking_s == 20.0


def open_bank(driver: Driver, row: int = 0) -> Driver:
    driver.page.choose.banks_row.click()
    driver.page.banks.listing.bank_rows[row].click()
    return driver.page.banks.bank


def test_every_bank_is_listed_and_opens(driver: Driver) -> None:
    banks = driver.context.banks.banks
    driver.page.choose.banks_row.setFocus()
    driver.press(Qt.Key.Key_Return)
    rows = driver.page.banks.listing.bank_rows
    assert [row.accessibleName() for row in rows] == [bank.title for bank in banks]
    assert rows[0].hasFocus()
    driver.press(Qt.Key.Key_Return)
    assert driver.page.banks.currentWidget() is driver.page.banks.bank
    assert driver.page.banks.bank.list.count() == len(banks[0].questions)
    driver.press(Qt.Key.Key_Escape)
    assert driver.page.banks.currentWidget() is driver.page.banks.listing
    driver.press(Qt.Key.Key_Escape)
    assert driver.page.view is driver.page.choose


def test_as_many_questions_of_a_bank_as_wanted(driver: Driver) -> None:
    open_bank(driver).count.setValue(2)
    driver.press(Qt.Key.Key_Return)
    driver.wait_for(State.ASKING, 0)
    bank = driver.context.banks.banks[0]
    assert len(driver.interview.questions) == 2
    assert {question.id for question in driver.interview.questions} <= {
        question.id for question in bank.questions
    }
    assert driver.session().title == bank.title


def test_ticked_questions_are_asked_in_order(driver: Driver) -> None:
    view = open_bank(driver)
    questions = driver.context.banks.banks[0].questions
    for row in (3, 1):
        view.list.item(row).setCheckState(Qt.CheckState.Checked)
    assert view.start.text() == "Start with these 2"
    assert not view.count.isEnabled()
    view.start.click()
    driver.wait_for(State.ASKING, 0)
    assert driver.interview.questions == (questions[1], questions[3])


def test_a_competency_is_chosen_and_asked(driver: Driver) -> None:
    driver.page.choose.rows["competency"].click()
    ready = driver.page.ready
    ready.choose("pressure")
    ready.count.setValue(2)
    driver.press(Qt.Key.Key_Return)
    driver.wait_for(State.ASKING, 0)
    assert len(driver.interview.questions) == 2
    assert all("pressure" in question.competencies for question in driver.interview.questions)
    assert driver.context.settings.value(declared.PRACTICE_QUESTIONS) == 2


def test_a_pitch_of_thirty_or_of_sixty_seconds(driver: Driver) -> None:
    driver.page.choose.rows["pitch-30"].click()
    assert driver.page.ready.choice == "pitch-30"
    driver.page.ready.choose("pitch-60")
    driver.page.ready.start.click()
    driver.wait_for(State.ASKING, 0)
    assert driver.interview.limit_s == 60
    assert len(driver.interview.questions) == 1


def test_the_listening_drill_hides_the_text_for_as_many_questions_as_wanted(driver: Driver) -> None:
    driver.page.choose.rows["listening"].click()
    driver.page.ready.count.setValue(3)
    driver.page.ready.start.click()
    driver.wait_for(State.ASKING, 0)
    assert driver.interview.hidden
    assert all(len(question.parts) >= 3 for question in driver.interview.questions)


def test_esc_leaves_a_plan_without_beginning_it(driver: Driver) -> None:
    driver.page.choose.rows["your-turn"].click()
    assert driver.page.view is driver.page.ready
    driver.press(Qt.Key.Key_Escape)
    assert driver.page.view is driver.page.choose
    assert driver.page.presenter.interview is None


def test_the_weakest_are_offered_once_something_left_to_gain(driver: Driver) -> None:
    choose = driver.page.choose
    assert not choose.cards["weakest"].isVisible()
    assert choose.cards["screening-call"].isVisible()
    choose.show_weakest((driver.context.banks.question("teamwork"), driver.context.banks.question("failure")))
    assert choose.cards["weakest"].isVisible()
    assert choose.rows["screening-call"].isVisible()
    texts = [each.text() for each in choose.cards["weakest"].findChildren(QLabel)]
    assert texts[1].startswith("Give me an example of something you achieved")
    assert " \u00b7 " in texts[1]


def test_a_prepared_interview_has_a_card_and_people_to_ask(driver: Driver) -> None:
    choose = driver.page.choose
    company = Company(
        name="Globex",
        requirements=("Stock control",),
        people=(Person("Ada", cares="care"), Person("Bo", cares="stock")),
    )
    choose.show_prepared(company)
    choose.how.panel.click()
    choose.findChild(QWidget, "start_prepared").click()
    driver.wait_for(State.ASKING, 0)
    assert driver.interview.askers[:2] == ("Ada", "Bo")
    assert any("Stock control" in question.text for question in driver.interview.questions)
    assert driver.session().title == "Globex, prepared interview"
    assert driver.session().company == company


@pytest.mark.parametrize(
    ("chip", "option"),
    [
        ("follow_ups", declared.PRACTICE_FOLLOW_UPS),
        ("hidden", declared.PRACTICE_HIDDEN),
        ("captions", declared.PRACTICE_CAPTIONS),
    ],
)
def test_each_switch_is_remembered(driver: Driver, chip: str, option: Option[bool]) -> None:
    before = driver.context.settings.value(option)
    getattr(driver.page.choose.how, chip).click()
    assert driver.context.settings.value(option) is not before
    assert getattr(driver.page.choose.setup_for(plan="quick").manner, chip, not before) is not before


def test_the_length_is_remembered_and_followed(driver: Driver) -> None:
    length = driver.page.choose.how.length
    length.setCurrentIndex(length.findText("10 minutes"))
    length.activated.emit(length.currentIndex())
    assert driver.context.settings.value(declared.PRACTICE_LENGTH) == "min10"
    driver.page.choose.start_buttons[0].click()
    driver.wait_for(State.ASKING, 0)
    assert len(driver.interview.questions) == 4


def test_questions_of_the_last_interviews_are_not_asked_again(driver: Driver) -> None:
    asked = []
    for _ in range(2):
        driver.page.choose.start_buttons[1].click()
        driver.wait_for(State.ASKING, 0)
        asked.append([question.id for question in driver.interview.questions])
        driver.press(Qt.Key.Key_S)
        driver.press(Qt.Key.Key_S)
        driver.press(Qt.Key.Key_S)
        driver.wait_for_view(driver.page.ended)
        driver.press(Qt.Key.Key_Return)
    assert not set(asked[0][:2]) & set(asked[1][:2])


def test_tab_goes_through_every_control(driver: Driver) -> None:
    choose = driver.page.choose
    choose.start_buttons[0].setFocus()
    seen: list[QWidget] = []
    for _ in range(17):
        seen.append(QApplication.focusWidget())
        driver.press(Qt.Key.Key_Tab)
    shown = [button for button in choose.start_buttons if button.isVisible()]
    assert seen[: len(shown)] == shown
    assert choose.banks_row in seen
    assert choose.how.length in seen
    assert choose.microphone.check in seen
    assert len(set(seen)) == len(seen)


def test_every_button_has_a_name(driver: Driver) -> None:
    assert driver.page.banks
    assert driver.page.feedback
    assert driver.page.ended  # made, so that they are looked at too
    nameless = [
        button.objectName() or f"{type(button).__name__} in {type(button.parent().parent()).__name__}"
        for view in range(driver.page.views.count())
        for button in driver.page.views.widget(view).findChildren(QAbstractButton)
        if not (button.accessibleName() or button.text())
    ]
    assert nameless == []


def test_with_large_text_in_a_small_window_no_plan_is_cut_off(make_driver: MakeDriver) -> None:
    driver = make_driver()
    driver.page.resize(1400, 600)
    driver.qtbot.waitUntil(lambda: not driver.page.choose.plans.folded)
    driver.context.theme.set_text_scale(200)
    driver.page.resize(480, 600)
    driver.qtbot.waitUntil(lambda: driver.page.choose.plans.folded)
