"""Two attempts at one question side by side: what was gained and lost by evidence, both playable."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.folders import Folders
from coach.library import Library
from coach.model.session import Answer
from coach.reports.answers import build_section
from coach.testing.audio import SilentOutput
from coach.testing.kept import keep_sessions
from coach.testing.sessions import sample_session
from ui.context import Context
from ui.widgets.answer.answer_panel import AnswerPanel


@pytest.fixture
def attempts(folders: Folders, library: Library) -> tuple[Answer, Answer]:
    """A story that was told twice: the result was not heard the first time."""
    sample = sample_session()
    story = sample.answers[2]
    assert story.score is not None
    without = tuple(one for one in story.score.star.evidence if one.label != "result")
    star = replace(story.score.star, level=3, evidence=without)
    first = replace(story, score=replace(story.score, star=star))
    weeks = timedelta(days=14)
    earlier = replace(
        sample,
        started_at=sample.started_at - weeks,
        ended_at=sample.started_at,
        answers=(replace(first, recorded_at=sample.started_at - weeks),),
    )
    later = replace(sample, answers=(story,))
    ids = keep_sessions(folders.data, (earlier, later))
    before, after = (library.session(one).answers[0] for one in ids)
    return before, after


@pytest.fixture
def panel(qtbot: QtBot, context: Context, attempts: tuple[Answer, Answer]) -> AnswerPanel:
    made = AnswerPanel(context)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.show_answer(attempts[1], build_section(attempts[1], 1, context.words))
    return made


def test_the_other_attempts_are_offered(panel: AnswerPanel) -> None:
    assert panel.attempts.isVisible()
    assert panel.attempts.count() == 2
    assert panel.attempts.itemText(1).startswith("7 Nov 2026")


def test_they_stand_beside_each_other_with_what_was_gained(panel: AnswerPanel, context: Context) -> None:
    panel.attempts.activated.emit(1)
    shown = panel.comparison
    assert shown.isVisible()
    assert shown.moved.text() == "STAR 3 → 4"
    assert shown.gained.text().startswith("Heard now and not before: the result “We processed forty thousand")
    assert shown.lost.isHidden()
    assert shown.before.heading.text().startswith("Saturday 7 November")
    assert shown.after.heading.text().startswith("Saturday 21 November")
    speaker = context.sound.speaker
    assert isinstance(speaker, SilentOutput)
    shown.before.bar.play.click()
    shown.after.bar.play.click()
    assert len(speaker.played) == 2
    shown.back.click()
    assert not shown.isVisible()


def test_the_earlier_one_is_always_on_the_left(
    panel: AnswerPanel, attempts: tuple[Answer, Answer], context: Context, qtbot: QtBot
) -> None:
    panel.show_answer(attempts[0], build_section(attempts[0], 1, context.words))
    panel.attempts.activated.emit(1)
    assert panel.comparison.moved.text() == "STAR 3 → 4"
    qtbot.keyClick(panel, Qt.Key.Key_Escape)


def test_without_another_attempt_there_is_nothing_to_choose(
    qtbot: QtBot, make_context: Callable[..., Context], folders: Folders, library: Library, watched: Any
) -> None:
    (only,) = keep_sessions(folders.data, (sample_session(),), sounds=False)
    answer = library.session(only).answers[2]
    context = make_context()
    panel = AnswerPanel(context)
    qtbot.addWidget(panel)
    panel.show_answer(answer, build_section(answer, 1, context.words))
    assert panel.attempts.isHidden()
    assert watched.notices == []
