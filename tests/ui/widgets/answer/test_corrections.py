"""Words are corrected by mouse and keyboard, all that is counted follows, and what was heard stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.analysis import InlineAnalysis
from coach.analysis.jobs import Scored
from coach.audio.files import write_wav
from coach.feedback import make_feedback
from coach.library import Library
from coach.model.question import Question
from coach.model.score import ScoringRequest
from coach.model.session import Answer, AnswerStatus, Mode
from coach.model.sound import Sound
from coach.model.transcript import Filtered, Transcript
from coach.reports.answers import build_section
from coach.testing.analysis import ScriptedServices
from coach.testing.scored import assemble, scored, spoken
from coach.testing.sessions import disagreement_question
from coach.units import Hertz
from ui.context import Context
from ui.widgets.answer.answer_panel import AnswerPanel
from ui.widgets.answer.player_bar import read_answer
from ui.widgets.answer.reading import clean_reading

RATE = Hertz(8_000)
SAID = "So, um, I rang the the driver and we met in Ottley."


class Counting(ScriptedServices):
    """Gives a 4 when "Otley" was heard, and a 2 without it; counts the fillers of the text."""

    def score(self, request: ScoringRequest) -> Scored:
        heard = spoken(request.text)
        level = 4 if "Otley" in request.text else 2
        made = assemble(request.question, heard, listening=scored(level, "Heard."))
        return Scored(replace(made, id=request.id, pieces=request.pieces), make_feedback(made))


@pytest.fixture
def context(make_context: Callable[..., Context]) -> Context:
    return make_context(analysis=InlineAnalysis(Counting()))


def keep(library: Library, session_id: str, heard: Transcript, follow_up_of: str | None = None) -> Answer:
    question: Question = disagreement_question()
    begun = library.add_answer(session_id, question, position=0, follow_up_of=follow_up_of)
    path: Path = library.sound_path(begun)
    path.parent.mkdir(parents=True, exist_ok=True)
    time = np.arange(round(heard.duration_s * RATE)) / RATE
    write_wav(path, Sound((0.5 * np.sin(time)).astype(np.float32), RATE))
    library.save_recording(begun.id, duration_s=heard.duration_s)
    library.save_transcript(begun.id, heard)
    if follow_up_of is not None:
        library.set_status(begun.id, AnswerStatus.DONE)
    return library.answer(begun.id)


@pytest.fixture
def kept(library: Library) -> Answer:
    session = library.new_session(title="T", plan="quick", mode=Mode.COACH)
    left_out = Filtered(text="Thanks for watching.", start_s=9.0, end_s=9.5, reason="no voice")
    heard = replace(spoken(SAID, unsure="Ottley."), filtered=(left_out,))
    answer = keep(library, session.id, heard)
    made = assemble(answer.question, heard, listening=scored(2, "Heard."))
    library.save_score(answer.id, made, make_feedback(made))
    return library.answer(answer.id)


@pytest.fixture
def panel(qtbot: QtBot, context: Context, kept: Answer) -> AnswerPanel:
    made = AnswerPanel(context)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    made.show_answer(kept, build_section(kept, 1, context.words))
    return made


LAST = len(SAID.split()) - 1


def choose(panel: AnswerPanel, word: str) -> None:
    cursor = panel.text.textCursor()
    cursor.setPosition(panel.text.toPlainText().index(word))
    panel.text.setTextCursor(cursor)


def correct(qtbot: QtBot, panel: AnswerPanel, word: str, into: str) -> None:
    choose(panel, word)
    qtbot.keyClick(panel.text, Qt.Key.Key_F2)
    editor = panel.transcript.editor
    assert editor.isVisibleTo(panel)
    assert editor.text() == word
    editor.setText(into)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_corrected_word_is_kept_and_scored(
    qtbot: QtBot, panel: AnswerPanel, kept: Answer, library: Library
) -> None:
    with qtbot.waitSignal(panel.changed):
        correct(qtbot, panel, "Ottley.", "Otley.")
    now = library.answer(kept.id)
    assert now.transcript is not None
    assert now.score is not None
    assert now.transcript.text == SAID.replace("Ottley", "Otley") == now.score.text
    assert now.status is AnswerStatus.DONE
    assert now.corrected
    assert "Otley." in panel.text.toPlainText()
    assert panel.transcript.said.text() == "Scored again: Listening 2 → 4"
    assert library.review.raw_transcript(kept.id) == kept.transcript


def test_a_word_that_is_taken_out_is_not_counted(
    qtbot: QtBot, panel: AnswerPanel, library: Library, kept: Answer
) -> None:
    correct(qtbot, panel, "um,", "")
    now = library.answer(kept.id)
    assert now.transcript is not None
    assert now.transcript.fillers == ()
    assert "fillers 1 → 0" in panel.transcript.said.text()
    assert any("no fillers" in chip for chip in panel.chips)


def test_undo_and_back_to_what_was_heard(
    qtbot: QtBot, panel: AnswerPanel, library: Library, kept: Answer
) -> None:
    def text() -> str:
        heard = library.answer(kept.id).transcript
        assert heard is not None
        return heard.text

    correct(qtbot, panel, "Ottley.", "Otley.")
    correct(qtbot, panel, "rang", "called")
    qtbot.keyClick(panel.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text() == SAID.replace("Ottley", "Otley")
    panel.transcript.undo.click()
    assert text() == SAID
    assert not library.answer(kept.id).corrected
    assert panel.transcript.undo.isHidden()
    correct(qtbot, panel, "rang", "called")
    panel.transcript.heard.click()
    assert panel.text.toPlainText() == SAID
    panel.transcript.heard.click()
    assert "called" in panel.text.toPlainText()
    panel.transcript.revert.click()
    assert text() == SAID
    panel.transcript.undo.click()
    assert text() == SAID.replace("rang", "called")


def test_escape_leaves_the_word_as_it_was(
    qtbot: QtBot, panel: AnswerPanel, library: Library, kept: Answer
) -> None:
    choose(panel, "rang")
    qtbot.keyClick(panel.text, Qt.Key.Key_F2)
    panel.transcript.editor.setText("nothing")
    qtbot.keyClick(panel.transcript.editor, Qt.Key.Key_Escape)
    assert panel.transcript.editor.isHidden()
    assert not library.answer(kept.id).corrected


def test_the_field_stays_over_its_word_when_the_window_gets_another_size(
    qtbot: QtBot, panel: AnswerPanel
) -> None:
    place = panel.text.place_of_word(LAST)  # which comes into another line
    panel.text.edit_asked.emit(LAST)
    panel.resize(620, 480)
    qtbot.waitUntil(lambda: panel.text.place_of_word(LAST) != place)
    editor = panel.transcript.editor
    qtbot.waitUntil(lambda: editor.geometry().contains(panel.text.place_of_word(LAST).center()))
    assert editor.isVisibleTo(panel)


def test_a_double_click_corrects(qtbot: QtBot, panel: AnswerPanel) -> None:
    place = panel.text.place_of_word(3)
    qtbot.mouseDClick(panel.text.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert panel.transcript.editor.text() == "rang"


def test_arrows_go_from_word_to_word(qtbot: QtBot, panel: AnswerPanel) -> None:
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(panel.text, key)
        seen.append(panel.text.textCursor().selectedText())
    assert seen == ["So,", "um,", "I", "um,"]


def test_the_clean_reading_hides_and_still_plays_and_corrects(
    qtbot: QtBot, panel: AnswerPanel, library: Library, kept: Answer
) -> None:
    panel.transcript.clean.click()
    assert panel.text.toPlainText().strip() == "So I rang the driver and we met in Ottley."
    with qtbot.waitSignal(panel.text.play_asked) as asked:
        choose(panel, "driver")
        qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert kept.transcript is not None
    driver = next(word for word in kept.transcript.words if word.text == "driver")
    assert asked.args == [pytest.approx(driver.start_s - 0.2)]
    correct(qtbot, panel, "driver", "fitter")
    now = library.answer(kept.id).transcript
    assert now is not None
    assert now.text == SAID.replace("driver", "fitter"), "what is hidden is kept"


def test_the_clean_reading_is_made_of_the_words_that_it_shows(kept: Answer, context: Context) -> None:
    assert kept.transcript is not None
    made = clean_reading(build_section(kept, 1, context.words).passages, kept.transcript)
    text = "".join(run.text for passage in made.passages for run in passage.runs)
    assert [text[word.start : word.end] for word in made.words] == [word.text for word in made.words]
    assert [kept.transcript.words[index].start_s for index in made.indices] == [
        word.start_s for word in made.words
    ]


def test_what_was_left_out_is_shown_on_demand(panel: AnswerPanel) -> None:
    shown = panel.transcript
    assert shown.left_out.text() == "1 stretch left out"
    assert shown.filtered.isHidden()
    shown.left_out.click()
    assert shown.filtered.text() == "0:09 “Thanks for watching.” (no voice)"


def test_a_word_of_a_follow_up_is_corrected_in_its_own_recording(
    qtbot: QtBot, context: Context, library: Library, kept: Answer
) -> None:
    session_id = library.review.session_of(kept.id)
    more = keep(library, session_id, spoken("It worked in Ottley."), follow_up_of=kept.id)
    panel = AnswerPanel(context)
    qtbot.addWidget(panel)
    panel.show()
    panel.transcript.corrector.score_again(library.answer(kept.id))
    whole = library.answer(kept.id)
    panel.show_answer(whole, build_section(whole, 1, context.words))
    assert whole.question.text in panel.text.toPlainText(), "the follow-up stands before its answer"
    assert read_answer(library, whole).duration_s == pytest.approx(
        (whole.duration_s or 0.0) + (more.duration_s or 0.0), abs=0.01
    )
    last = len(panel.text._words) - 1
    panel.text.edit_asked.emit(last)
    panel.transcript.editor.setText("Otley.")
    qtbot.keyClick(panel.transcript.editor, Qt.Key.Key_Return)
    heard = library.answer(more.id).transcript
    first = library.answer(kept.id)
    assert heard is not None
    assert heard.text == "It worked in Otley."
    assert first.transcript == kept.transcript
    assert first.score is not None
    assert first.score.text.endswith("It worked in Otley.")


def test_pause_goes_on_where_it_was(panel: AnswerPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    panel.play_from(1.0)
    panel.bar._on_position(2.5)
    panel.play.click()
    assert not panel.player.playing
    assert panel.bar.time.text().startswith("0:02 /")
    asked: list[float] = []
    monkeypatch.setattr(panel.bar, "play_from", asked.append)
    panel.play.click()
    assert asked == [2.5]


def test_the_wave_is_drawn_from_the_sound(panel: AnswerPanel) -> None:
    peaks = panel.bar.wave.peaks
    assert len(peaks) > 100
    assert 0.4 < peaks.max() <= 0.51


def test_a_screen_reader_is_told_where_the_sound_is(panel: AnswerPanel) -> None:
    strip: QWidget = panel.strip
    told = QAccessible.queryAccessibleInterface(strip)
    value = told.valueInterface()
    assert value is not None
    assert float(value.maximumValue()) == panel.strip.maximum() > 1
    panel.bar._on_position(2.0)
    assert float(value.currentValue()) == 2.0


def test_nothing_can_be_corrected_where_nothing_was_heard(
    qtbot: QtBot, context: Context, kept: Answer
) -> None:
    typed = replace(kept, transcript=None, typed="I typed it", score=None, feedback=None, sound_file=None)
    panel = AnswerPanel(context)
    qtbot.addWidget(panel)
    panel.show_answer(typed, build_section(typed, 1, context.words))
    assert panel.transcript.clean.isHidden()
    qtbot.keyClick(panel.text, Qt.Key.Key_F2)
    assert panel.transcript.editor.isHidden()
    qtbot.mouseClick(panel.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
