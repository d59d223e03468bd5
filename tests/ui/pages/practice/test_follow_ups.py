"""The interviewer in the window: follow-ups, hidden questions, a clock, captions, and attempts compared."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.analysis import InlineAnalysis
from coach.analysis.jobs import Scored
from coach.audio.ports import Level
from coach.feedback import make_feedback
from coach.model.message import message
from coach.model.score import Cared, Dimension, DimensionScore, ScoringRequest
from coach.model.transcript import Caption
from coach.practice.values import State
from coach.reports.answers import build_section
from coach.settings import declared
from coach.testing.analysis import ScriptedServices, not_asked
from coach.testing.audio import FileInput, SilentOutput
from coach.testing.sessions import disagreement_score, sample_session
from coach.words import Words
from ui.context import SoundPorts
from ui.i18n import Say
from ui.pages.practice.captions import Captions
from ui.pages.practice.comparison import Comparison
from ui.pages.practice.presenter import Live
from ui.pages.practice.stage import Stage
from ui.widgets.answer.findings import Findings

Driver = Any  # the conftest's
SAY = Say(Words.load())


class MissesTheResult(ScriptedServices):
    """No answer has a result."""

    def score(self, request: ScoringRequest) -> Scored:
        star = DimensionScore(
            applies=True,
            level=3,
            confidence=None,
            reason=message("scoring.nothing_said"),
            missing=("result",),
        )
        score = replace(not_asked(request), star=star, pieces=request.pieces)
        return Scored(score, make_feedback(score))


@pytest.fixture
def followed(make_driver: Callable[..., Driver], recordings: list[Path]) -> Driver:
    driver = make_driver(
        sound=SoundPorts(FileInput(recordings), SilentOutput()), analysis=InlineAnalysis(MissesTheResult())
    )
    driver.context.settings.set(declared.PRACTICE_FOLLOW_UPS, True)
    return driver


def test_a_follow_up_stands_in_the_questions_place_and_its_answer_is_kept_with_it(followed: Driver) -> None:
    followed.start()
    asked = followed.interview.question.text
    followed.record()
    followed.press(Qt.Key.Key_Space)
    followed.qtbot.waitUntil(lambda: followed.interview.turn.follow_up == 1)
    view = followed.page.interview
    assert followed.interview.follow_up is not None
    told = view.question_text
    assert told == SAY.message(followed.interview.follow_up)
    assert view.question_text != asked
    followed.record()
    assert not view.keys.start_over.isEnabled()
    followed.press(Qt.Key.Key_Space)
    followed.wait_for(State.REVIEWED)
    assert followed.page.feedback.panel.play.isEnabled()
    followed.page.presenter.does.end()
    followed.wait_for_view(followed.page.ended)
    (answer,) = followed.answers()
    assert [one.question.text for one in answer.follow_ups] == [told]


def test_without_the_switch_no_follow_up_comes(followed: Driver) -> None:
    followed.context.settings.set(declared.PRACTICE_FOLLOW_UPS, False)
    followed.page.choose.refresh()
    followed.start()
    followed.record()
    followed.press(Qt.Key.Key_Space)
    followed.wait_for(State.REVIEWED)
    assert followed.interview.turn.follow_up == 0


def test_a_hidden_question_is_shown_only_where_it_can_not_be_heard(driver: Driver) -> None:
    driver.start()
    view, asked = driver.page.interview, driver.interview.question.text
    live = Live(level=None, elapsed_s=0.0, thinking_left_s=0.0, transcribed=0.0)
    view.show_live(replace(live, only_heard=True))
    assert view.question_text == SAY("ui.practice.interview.hidden")
    view.show_live(live)
    assert view.question_text == asked


def test_a_pitch_counts_down(driver: Driver) -> None:
    driver.start("quick")
    driver.record()
    view = driver.page.interview
    view.show_interview(replace(driver.interview, limit_s=60.0))
    view.show_live(Live(level=None, elapsed_s=42.0, thinking_left_s=0.0, transcribed=0.0))
    assert view.state_text == "0:18 left of 1:00"


def test_before_the_voice_is_heard_it_is_said_that_it_comes(driver: Driver) -> None:
    driver.start("quick")
    view = driver.page.interview
    view.show_interview(replace(driver.interview, state=State.ASKING))
    live = Live(level=None, elapsed_s=0.0, thinking_left_s=0.0, transcribed=0.0, spoken=0.0)
    view.show_live(live)
    assert view.state_text == SAY("ui.practice.interview.state.coming")
    view.show_live(replace(live, spoken=0.2))
    assert view.state_text == SAY("ui.practice.interview.state.asking")


def test_silence_is_spoken_of_only_after_a_breath(driver: Driver) -> None:
    driver.start("quick")
    driver.record()
    view = driver.page.interview
    silent = Level(peak=0.0, rms=0.0, clipped=False, silent=True)
    live = Live(level=silent, elapsed_s=1.5, thinking_left_s=0.0, transcribed=0.0)
    view.show_live(live)
    assert SAY("ui.practice.interview.silent") not in view.state_text
    view.show_live(replace(live, elapsed_s=6.0))
    assert SAY("ui.practice.interview.silent") in view.state_text


def test_the_words_that_were_spoken_can_be_read_and_all_of_them_by_a_screen_reader(qtbot: QtBot) -> None:
    stage = Stage(SAY)
    qtbot.addWidget(stage)
    stage.show_question("Question 1 of 2", "Why us & <why> now?", "")
    stage.reveal(0.5)
    assert stage.question == "Why us & <why> now?"
    assert stage.accessibleName().endswith("Why us & <why> now?")
    shown = stage._question.text()
    assert shown.startswith("Why us ")
    assert "&lt;why&gt;" in shown.partition("transparent")[2]


def test_captions_show_the_last_words(qtbot: QtBot) -> None:
    captions = Captions()
    qtbot.addWidget(captions)
    captions.show_caption(Caption("So, <b>um</b>", "I rang"))
    assert captions.text() == "So, &lt;b&gt;um&lt;/b&gt; <i>I rang</i>"
    captions.show_caption(Caption("word " * 200, "and now"))
    assert captions.text().startswith("… word")
    assert captions.text().endswith("<i>and now</i>")


def test_two_attempts_stand_side_by_side(qtbot: QtBot) -> None:
    answer = next(one for one in sample_session().answers if one.score is not None)
    score = disagreement_score()
    told = tuple(one for one in score.star.evidence if one.label != "result")
    before = replace(answer, score=replace(score, star=replace(score.star, level=2, evidence=told)))
    after = replace(answer, attempt=2, score=score)
    card = Comparison(SAY)
    qtbot.addWidget(card)
    card.show_attempts(before, after)
    assert "STAR 2 → " in card.text()
    assert "Heard now and not before: the result." in card.text()
    card.show_attempts(None, after)
    assert card.isHidden()
    card.show_attempts(after, after)
    assert SAY("ui.practice.compare.same") in card.text()


def test_what_the_asker_cares_about_stands_below_the_levels(
    qtbot: QtBot, make_context: Callable[..., Any]
) -> None:
    context = make_context()
    answer = next(one for one in sample_session().answers if one.score is not None)
    assert answer.score is not None
    cared = Cared(person="Sam Lee", cares="keeping costs down")
    answer = replace(answer, score=replace(answer.score, cared=cared), repeats=2)
    findings = Findings(context)
    qtbot.addWidget(findings)
    findings.show_answer(answer, build_section(answer, 1, context.words))
    assert "What Sam Lee cares about" in findings.text
    assert "I didn't hear anything on keeping costs down." in findings.text
    assert "The question was heard 2 more times." in findings.text
    assert findings.levels is not None
    assert len(findings.levels.names) == len(Dimension)
