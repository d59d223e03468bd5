"""The transcript: a click plays the word that was clicked, the word that is played is in view."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from pytestqt.qtbot import QtBot

from coach.model.transcript import Transcript
from coach.reports.document import Passage, Run
from coach.testing.analysis import transcript_of
from ui.context import Context
from ui.widgets.answer.answer_text import BEFORE_S, AnswerText
from ui.widgets.answer.paragraphs import pieces

SAID = "So um last autumn I was on the second floor and we had a gentleman who wanted his own kettle"


def passages_of(
    transcript: Transcript, parts: tuple[str, ...] = ("situation", "action")
) -> tuple[Passage, ...]:
    """The text cut in two, as if it had two parts."""
    middle = transcript.words[len(transcript.words) // 2].start
    pieces = (transcript.text[:middle], transcript.text[middle:])
    return tuple(
        Passage(part=part, label=part.title(), runs=(Run(text=piece),))
        for part, piece in zip(parts, pieces, strict=True)
    )


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> AnswerText:
    shown = AnswerText(context)
    qtbot.addWidget(shown)
    shown.resize(420, 200)
    return shown


def place_of(view: AnswerText, offset: int) -> QPoint:
    """The middle of a letter of the answer's text on the screen."""
    position = view._to_document(offset)
    cursor = QTextCursor(view.document())
    cursor.setPosition(position)
    left = view.cursorRect(cursor)
    cursor.setPosition(position + 1)
    right = view.cursorRect(cursor)
    end = right.left() if right.top() == left.top() else left.left() + 6
    return QPoint((left.left() + end) // 2, left.center().y())


def test_a_click_anywhere_on_a_word_plays_that_word(qtbot: QtBot, view: AnswerText) -> None:
    transcript = transcript_of(SAID)
    view.show_text(passages_of(transcript), transcript.words)
    view.show()
    qtbot.waitExposed(view)
    played: list[float] = []
    view.play_asked.connect(played.append)
    wrong: list[tuple[str, str]] = []
    for word in transcript.words:
        for name, offset in (
            ("start", word.start),
            ("middle", (word.start + word.end - 1) // 2),
            ("end", word.end - 1),
        ):
            played.clear()
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, offset))
            if played != [pytest.approx(max(0.0, word.start_s - BEFORE_S))]:
                wrong.append((word.text, name))
    assert not wrong


def test_a_click_beside_the_text_plays_nothing(qtbot: QtBot, view: AnswerText) -> None:
    transcript = transcript_of("Only this")
    view.show_text(passages_of(transcript), transcript.words)
    view.show()
    qtbot.waitExposed(view)
    with qtbot.assertNotEmitted(view.play_asked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 180))


def test_the_word_that_is_played_is_scrolled_to(qtbot: QtBot, view: AnswerText) -> None:
    transcript = transcript_of(" ".join([SAID] * 50))
    view.show_text(passages_of(transcript), transcript.words)
    view.show()
    qtbot.waitExposed(view)
    last = transcript.words[-1]
    view.mark(last.start_s + 0.1)
    assert view.viewport().rect().contains(place_of(view, last.start))
    view.mark(0.1)
    assert view.viewport().rect().contains(place_of(view, 0))


def chosen(view: AnswerText) -> str:
    return view.textCursor().selectedText()


def test_up_and_down_choose_a_word_in_the_next_line(qtbot: QtBot, view: AnswerText) -> None:
    heard = transcript_of(SAID)
    view.show_text(passages_of(heard), heard.words)
    view.show()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert chosen(view) == "So"
    top = view.cursorRect().top()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    below = chosen(view)
    assert below in SAID.split()
    assert view.cursorRect().top() > top
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.cursorRect().top() == top


def test_home_and_end_choose_the_first_and_last_word_of_a_line(qtbot: QtBot, view: AnswerText) -> None:
    heard = transcript_of(SAID)
    view.show_text(passages_of(heard), heard.words)
    view.show()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Home):
        qtbot.keyClick(view, key)
    first, line = chosen(view), view.cursorRect().top()
    qtbot.keyClick(view, Qt.Key.Key_End)
    last = chosen(view)
    assert view.cursorRect().top() == line
    assert SAID.split().index(first) < SAID.split().index(last)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.cursorRect().top() > line, "it was the last one"
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert chosen(view) in SAID.split()[-6:]


def test_space_and_letters_are_the_page_s(view: AnswerText) -> None:
    heard = transcript_of(SAID)
    view.show_text(passages_of(heard), heard.words)
    played: list[float] = []
    view.play_asked.connect(played.append)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_T):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, chr(key.value))
        view.keyPressEvent(event)
        assert not event.isAccepted()
    assert played == []


def long_answer() -> Transcript:
    """Some 5,000 words, with sentences."""
    return transcript_of(" ".join([f"{SAID}."] * 250))


def test_a_long_answer_has_paragraphs_that_begin_with_a_sentence(view: AnswerText) -> None:
    transcript = long_answer()
    view.show_text(passages_of(transcript), transcript.words)
    blocks = view.toPlainText().split("\n")
    assert len(blocks) > 10
    assert all(block.lstrip().startswith(("So um", "Situation", "Action")) for block in blocks)


def test_every_word_of_a_long_answer_is_found_where_it_stands(view: AnswerText) -> None:
    transcript = long_answer()
    view.show_text(passages_of(transcript), transcript.words)
    for index, word in enumerate(transcript.words):
        assert view._word_cursor(index).selectedText() == word.text
        assert view._to_text(view._to_document(word.start)) == word.start


def test_an_answer_of_usual_length_flows_on(view: AnswerText) -> None:
    transcript = transcript_of(" ".join([f"{SAID}."] * 12))
    view.show_text(passages_of(transcript), transcript.words)
    assert "\n" not in view.toPlainText()


@given(text=st.text(alphabet="aé .?!\n…", max_size=6_000), begun=st.integers(0, 3_000))
def test_pieces_are_the_text_and_break_no_word(text: str, begun: int) -> None:
    found = pieces(text, begun)
    assert "".join(found) == text
    assert all(piece[-1].isspace() for piece in found[:-1])
