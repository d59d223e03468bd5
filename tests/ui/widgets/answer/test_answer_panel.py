"""One answer with its feedback: nothing is worded anew, everything can be played, nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from coach.analysis import InlineAnalysis
from coach.analysis.jobs import Scored
from coach.audio.files import write_wav
from coach.errors import WorkerError
from coach.library import Library
from coach.model.score import ScoringRequest
from coach.model.session import Answer, AnswerStatus, Mode
from coach.model.sound import Sound
from coach.reports.answers import build_section
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import SilentOutput
from coach.testing.sessions import sample_session
from coach.units import Hertz
from coach.words import Words
from ui.context import Context
from ui.ticket import Work
from ui.widgets.answer.answer_panel import AnswerPanel
from ui.widgets.answer.quote import BEFORE_S
from ui.widgets.answer.timeline import timeline

RATE = Hertz(8_000)


class Deaf(ScriptedServices):
    """Can't score anything."""

    def score(self, request: ScoringRequest) -> Scored:
        del request
        raise WorkerError("error.worker.died")


@pytest.fixture
def story() -> Answer:
    """The sample's answer that has all four parts."""
    return next(
        answer
        for answer in sample_session().answers
        if answer.question.id == "sample_disagreement" and answer.score is not None
    )


@pytest.fixture
def kept(story: Answer, library: Library) -> Answer:
    """The same with a sound in the library."""
    session = library.new_session(title="T", plan="quick", mode=Mode.COACH)
    begun = library.add_answer(session.id, story.question, position=0)
    path: Path = library.sound_path(begun)
    path.parent.mkdir(parents=True, exist_ok=True)
    assert story.transcript is not None
    length = round(story.transcript.duration_s * RATE)
    write_wav(path, Sound(np.zeros(length, np.float32), RATE))
    library.save_recording(begun.id, duration_s=story.transcript.duration_s)
    library.save_transcript(begun.id, story.transcript)
    assert story.score is not None
    library.save_score(begun.id, story.score, story.feedback)
    return library.answer(begun.id)


@pytest.fixture
def panel(qtbot: QtBot, context: Context, kept: Answer) -> AnswerPanel:
    made = AnswerPanel(context)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    made.show_answer(kept, build_section(kept, 1, context.words))
    return made


def played(context: Context) -> list[Any]:
    speaker = context.sound.speaker
    assert isinstance(speaker, SilentOutput)
    return speaker.played


def test_the_words_stand_there_as_they_were_said(panel: AnswerPanel, kept: Answer, words: Words) -> None:
    section = build_section(kept, 1, words)
    shown = panel.text.toPlainText()
    for passage in section.passages:
        assert "".join(run.text for run in passage.runs).strip() in shown
    # The name of each part stands before it: it is never told by colour alone.
    for name in ("Situation", "Action", "Result"):
        assert name in shown


def test_findings_are_the_report_s_own_sentences(panel: AnswerPanel, kept: Answer, words: Words) -> None:
    said = panel.findings.text
    worked, following, *reasons = build_section(kept, 1, words).rows
    for row in (worked, following):
        assert row.heading in said
        assert row.text in said
        assert row.note in said
    assert all(row.text in said for row in reasons[:-1])


def test_measures_are_shown_with_at_least(panel: AnswerPanel, kept: Answer, words: Words) -> None:
    assert panel.chips == build_section(kept, 1, words).measures_line


def test_every_dimension_has_a_line_and_its_reason_on_demand(panel: AnswerPanel) -> None:
    levels = panel.findings.levels
    assert levels is not None
    assert len(levels.names) == 6
    assert all(name.accessibleName() for name in levels.names)
    details = [detail for detail in levels._details if not detail.isHidden()]
    assert details == []
    levels.names[0].click()
    levels.names[1].click()
    assert [detail.isHidden() for detail in levels._details] == [True, False, True, True, True, True]


def test_a_quote_plays_its_own_seconds(panel: AnswerPanel, context: Context, kept: Answer) -> None:
    assert kept.feedback is not None
    assert kept.feedback.worked is not None
    start_s = kept.feedback.worked.span.start_s
    assert start_s is not None
    panel.findings.quotes[0].click()
    assert kept.duration_s is not None
    (sound,) = played(context)
    assert sound.duration_s == pytest.approx(kept.duration_s - (start_s - BEFORE_S), abs=0.01)


def test_a_press_on_a_part_of_the_strip_plays_that_part(
    panel: AnswerPanel, kept: Answer, words: Words, qtbot: QtBot
) -> None:
    line = timeline(kept, build_section(kept, 1, words))
    assert sum(segment.share for segment in line) == pytest.approx(1.0)
    before = 0.0
    for segment in line:
        if segment.part == "result":
            break
        before += segment.share
    asked: list[float] = []
    panel.strip.asked.connect(asked.append)
    x = round((before + 0.01) * panel.strip.width())
    qtbot.mouseClick(panel.strip, Qt.MouseButton.LeftButton, pos=QPoint(x, panel.strip.height() // 2))
    assert kept.score is not None
    assert kept.duration_s is not None
    result = next(entry for entry in kept.score.star.evidence if entry.label == "result")
    assert result.start_s is not None
    assert asked[0] * kept.duration_s == pytest.approx(result.start_s, abs=1.0)


def test_a_word_plays_from_there(panel: AnswerPanel, context: Context, kept: Answer, qtbot: QtBot) -> None:
    asked: list[float] = []
    panel.text.play_asked.connect(asked.append)
    qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    cursor = panel.text.textCursor()
    cursor.setPosition(panel.text.toPlainText().index("eleven"))
    panel.text.setTextCursor(cursor)
    qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert kept.transcript is not None
    eleven = next(word for word in kept.transcript.words if word.text.startswith("eleven"))
    assert asked == [
        pytest.approx(kept.transcript.words[0].start_s - 0.2),
        pytest.approx(eleven.start_s - 0.2),
    ]
    assert len(played(context)) == 2


def test_the_playing_word_is_marked(panel: AnswerPanel, kept: Answer) -> None:
    assert kept.transcript is not None
    for word in kept.transcript.words[::7]:
        panel.text.mark((word.start_s + word.end_s) / 2)
        (selection,) = panel.text.extraSelections()
        assert selection.cursor.selectedText() == word.text
    panel.text.mark(None)
    assert panel.text.extraSelections() == []


def test_another_look_keeps_words_and_places(panel: AnswerPanel, context: Context) -> None:
    before = panel.text.toPlainText()
    context.theme.set_choice("dark")
    assert panel.text.toPlainText() == before
    panel.text.mark(3.0)
    assert len(panel.text.extraSelections()) == 1


def test_without_sound_nothing_can_be_played(
    qtbot: QtBot, context: Context, story: Answer, words: Words
) -> None:
    panel = AnswerPanel(context)
    qtbot.addWidget(panel)
    panel.show_answer(story, build_section(story, 1, words))
    assert panel.play.isEnabled() == (story.sound_file is not None)


@pytest.mark.parametrize("status", [AnswerStatus.FAILED, AnswerStatus.SKIPPED])
def test_an_answer_that_was_not_scored_says_why(
    qtbot: QtBot, context: Context, words: Words, status: AnswerStatus
) -> None:
    answer = next(each for each in sample_session().answers if each.status is status)
    section = build_section(answer, 1, words)
    panel = AnswerPanel(context)
    qtbot.addWidget(panel)
    panel.show_answer(answer, section)
    assert section.status
    assert panel.findings.text == section.status


def test_a_question_that_was_skipped_shows_no_empty_sheet(qtbot: QtBot, context: Context) -> None:
    skipped = next(each for each in sample_session().answers if each.status is AnswerStatus.SKIPPED)
    panel = AnswerPanel(context)
    qtbot.addWidget(panel)
    panel.show_answer(skipped, build_section(skipped, 1, context.words))
    assert not panel.play.isVisibleTo(panel)
    assert panel.findings.isVisibleTo(panel)
    assert panel.retry.isHidden()


def test_where_there_is_little_room_the_words_get_it(qtbot: QtBot, panel: AnswerPanel) -> None:
    panel.resize(692, 520)
    # The strip has a line of its own.
    qtbot.waitUntil(lambda: panel.strip.width() > 0.9 * panel.text.width())
    assert panel.bar.wave.isHidden()
    assert not panel.text.parentWidget().isAncestorOf(panel._legend)
    assert panel.chips, "what is told of the delivery only moved"
    panel.resize(1000, 520)
    qtbot.waitUntil(lambda: panel.strip.width() < 0.9 * panel.text.width())


def test_larger_text_gives_the_findings_more_room(qtbot: QtBot, panel: AnswerPanel, context: Context) -> None:
    panel.resize(1012, 640)
    before = panel.findings.width()
    context.theme.set_text_scale(150)
    qtbot.waitUntil(lambda: panel.findings.width() > 1.2 * before)
    assert panel.findings.width() >= panel.findings.minimumSizeHint().width()


def test_an_answer_that_could_not_be_written_down_is_tried_again(
    qtbot: QtBot, context: Context, kept: Answer, library: Library
) -> None:
    for _ in range(4):  # as often as nobody would try on their own
        library.set_status(kept.id, AnswerStatus.RUNNING)
    library.set_status(kept.id, AnswerStatus.FAILED, failure="error.transcription.failed")
    failed = library.answer(kept.id)
    panel = AnswerPanel(context)
    qtbot.addWidget(panel)
    panel.show_answer(failed, build_section(failed, 1, context.words))
    assert panel.retry.isVisibleTo(panel)
    with qtbot.waitSignal(panel.changed) as changed:
        panel.retry.click()
    assert changed.args is not None
    assert changed.args[0].status is AnswerStatus.DONE
    assert library.answer(kept.id).status is AnswerStatus.DONE
    assert panel.retry.isHidden()


def test_what_fails_again_says_so_and_can_be_tried_once_more(
    qtbot: QtBot, make_context: Callable[..., Context], kept: Answer, library: Library, watched: Any
) -> None:
    context = make_context(analysis=InlineAnalysis(Deaf()))
    library.set_status(kept.id, AnswerStatus.FAILED)
    failed = replace(library.answer(kept.id), transcript=None)
    panel = AnswerPanel(context)
    qtbot.addWidget(panel)
    panel.show_answer(failed, build_section(failed, 1, context.words))
    panel.retry.click()
    assert [notice.text.id for notice in watched.notices] == ["ui.answer.retry_failed"]
    assert panel.retry.isVisibleTo(panel)
    assert panel.retry.isEnabled()


def test_trying_again_can_be_stopped_and_the_answer_waits_for_the_next_start(
    make_context: Callable[..., Context], by_hand: Any, kept: Answer, watched: Any, qtbot: QtBot
) -> None:
    context = make_context(executor=by_hand)
    library = context.library
    library.set_status(kept.id, AnswerStatus.FAILED)
    failed = replace(library.answer(kept.id), transcript=None)
    panel = AnswerPanel(context)
    qtbot.addWidget(panel)
    panel.show_answer(failed, build_section(failed, 1, context.words))
    by_hand.work()
    works: list[tuple[Work, ...]] = []
    context.tasks.running_changed.connect(works.append)
    panel.retry.click()
    context.tasks.stop(works[-1][0].number)
    by_hand.work()
    assert library.answer(kept.id).status is AnswerStatus.QUEUED
    assert kept.id in {waiting.answer.id for waiting in library.pending()}
    assert [notice.text.id for notice in watched.notices] == ["ui.work.kept"]
