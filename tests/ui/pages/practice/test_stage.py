"""The question is shown as large as it fits."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.pages.practice.stage import Stage

LONG = "Imagine that two people need something urgent from you at the same moment. " * 3


@pytest.fixture
def stage(qtbot: QtBot, context: Context) -> Stage:
    stage = Stage(context.say)
    foot = QHBoxLayout()
    foot.addWidget(QLabel("recording"))
    stage.add(QWidget(), foot)
    qtbot.addWidget(stage)
    stage.show()
    return stage


def test_in_a_large_window_the_question_is_large(stage: Stage) -> None:
    stage.setFixedSize(1000, 700)
    stage.show_question("Question 1 of 3", LONG, "")
    assert stage._question.property("role") == "question"


def test_in_a_small_window_it_is_smaller(qtbot: QtBot, stage: Stage) -> None:
    stage.show_question("Question 1 of 3", LONG, "")
    stage.setFixedSize(220, 120)
    qtbot.waitUntil(lambda: stage._question.property("role") != "question")
    stage.setFixedSize(1000, 700)
    qtbot.waitUntil(lambda: stage._question.property("role") == "question")


def test_the_parts_go_last(stage: Stage) -> None:
    parts = "2 parts: what you would do · why you would do it that way"
    stage.setFixedSize(1000, 700)
    stage.show_question("Question 1 of 3", LONG, parts)
    assert stage._parts.isVisible()
    stage.reveal(0.5)
    assert not stage._parts.isVisible(), "they are told once the question was asked"
    stage.reveal(1.0)
    assert stage._parts.isVisible()
    stage.setFixedSize(220, 120)
    stage.show_question("Question 1 of 3", LONG, parts)
    assert not stage._parts.isVisible()
