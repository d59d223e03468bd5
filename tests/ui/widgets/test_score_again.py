"""Old scores are told, and made anew by one button that can be stopped."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from coach.analysis import InlineAnalysis
from coach.analysis.jobs import Scored
from coach.folders import Folders
from coach.library import Library
from coach.model.score import ScoringRequest
from coach.practice.rescoring import old_answers
from coach.scoring.rubric import RUBRIC_VERSION
from coach.testing.analysis import ScriptedServices
from coach.testing.kept import keep_sessions
from coach.testing.sessions import sample_session
from ui.context import Context
from ui.widgets.score_again import ScoreAgain


class Newer(ScriptedServices):
    """Scores by the rules of now."""

    def score(self, request: ScoringRequest) -> Scored:
        made = super().score(request)
        return Scored(replace(made.score, versions=(("rubric", RUBRIC_VERSION),)), made.feedback)


def test_one_press_scores_all_old_answers(
    qtbot: QtBot, make_context: Callable[..., Context], folders: Folders, library: Library, watched: Any
) -> None:
    keep_sessions(folders.data, (sample_session(),), sounds=False)
    view = ScoreAgain(make_context(analysis=InlineAnalysis(Newer())))
    qtbot.addWidget(view)
    view.look()
    assert not view.isHidden()
    assert view.said.text().startswith("6 answers were scored by older rules")
    with qtbot.waitSignal(view.done):
        view.button.click()
    assert old_answers(library) == ()
    assert view.isHidden()
    assert not view.working
    assert watched.notices[-1].text.id == "ui.answer.rescored"


def test_a_second_press_stops_it(
    qtbot: QtBot, make_context: Callable[..., Context], folders: Folders, library: Library, by_hand: Any
) -> None:
    keep_sessions(folders.data, (sample_session(),), sounds=False)
    view = ScoreAgain(make_context(executor=by_hand, analysis=InlineAnalysis(Newer())))
    qtbot.addWidget(view)
    view.look()
    by_hand.work()
    view.button.click()
    assert view.button.text() == "Stop"
    view.button.click()
    by_hand.work()
    assert not view.working
    assert view.button.text() == "Score again"
    assert len(old_answers(library)) == 6


def test_nothing_is_shown_where_nothing_is_old(qtbot: QtBot, context: Context) -> None:
    view = ScoreAgain(context)
    qtbot.addWidget(view)
    view.look()
    assert view.isHidden()
