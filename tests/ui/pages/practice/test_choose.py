"""What is offered, how it is held, and which questions of a bank are asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from coach.model.session import Mode
from coach.practice.values import State
from coach.settings import declared
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
    choose.at_end.click()
    choose.think.click()
    settings = driver.context.settings
    assert settings.value(declared.PRACTICE_MODE) == Mode.INTERVIEW
    assert settings.value(declared.PRACTICE_THINK_S) == 30
    choose.think.click()
    choose.after_each.click()
    assert settings.value(declared.PRACTICE_THINK_S) == 0
    assert choose.setup_for(plan="quick").manner.mode is Mode.COACH


def test_settings_changed_elsewhere_show_when_the_page_does(driver: Driver) -> None:
    driver.context.settings.set(declared.PRACTICE_MODE, "interview")
    driver.context.settings.set(declared.PRACTICE_THINK_S, 20)
    driver.page.choose.refresh()
    assert driver.page.choose.at_end.isChecked()
    assert driver.page.choose.setup_for(plan="quick").manner.thinking_s == 20.0


def test_every_bank_is_listed_and_opens(driver: Driver) -> None:
    banks = driver.context.banks.banks
    rows = driver.page.choose.bank_rows
    assert [row.accessibleName() for row in rows] == [bank.title for bank in banks]
    rows[0].setFocus()
    driver.press(Qt.Key.Key_Return)
    assert driver.page.view is driver.page.bank
    assert driver.page.bank.list.count() == len(banks[0].questions)
    driver.press(Qt.Key.Key_Escape)
    assert driver.page.view is driver.page.choose


def test_as_many_questions_of_a_bank_as_wanted(driver: Driver) -> None:
    driver.page.choose.bank_rows[0].click()
    driver.page.bank.count.setValue(2)
    driver.press(Qt.Key.Key_Return)
    driver.wait_for(State.ASKING, 0)
    bank = driver.context.banks.banks[0]
    assert len(driver.interview.questions) == 2
    assert all(question in bank.questions for question in driver.interview.questions)
    assert driver.session().title == bank.title


def test_ticked_questions_are_asked_in_order(driver: Driver) -> None:
    driver.page.choose.bank_rows[0].click()
    questions = driver.context.banks.banks[0].questions
    for row in (3, 1):
        driver.page.bank.list.item(row).setCheckState(Qt.CheckState.Checked)
    assert driver.page.bank.start.text() == "Start with these 2"
    assert not driver.page.bank.count.isEnabled()
    driver.page.bank.start.click()
    driver.wait_for(State.ASKING, 0)
    assert driver.interview.questions == (questions[1], questions[3])


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
    for _ in range(6):
        seen.append(QApplication.focusWidget())
        driver.press(Qt.Key.Key_Tab)
    assert seen[:2] == choose.start_buttons
    assert seen[-2:] == [choose.typed, choose.check]


def test_every_button_has_a_name(driver: Driver) -> None:
    nameless = [
        button.objectName() or type(button).__name__
        for view in range(driver.page._views.count())
        for button in driver.page._views.widget(view).findChildren(QAbstractButton)
        if not (button.accessibleName() or button.text())
    ]
    assert nameless == []
