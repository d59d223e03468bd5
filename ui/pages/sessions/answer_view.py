"""One answer of a kept session: its words, its sound and its findings."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from coach.model.session import Answer
from ui.a11y import tab_order
from ui.context import Context
from ui.pages.sessions.session_tools import NoteField
from ui.pages.sessions.star_button import StarButton
from ui.pages.sessions.values import OpenSession
from ui.theme import Space
from ui.widgets.answer.answer_panel import AnswerPanel
from ui.widgets.answer.quote import BEFORE_S
from ui.widgets.folding import FoldingRow
from ui.widgets.parts import ANSWER_WIDTH, beside, capped

LONGEST_BACK = 40
"""Characters of a session's title on the button that leads back to it."""


class AnswerView(QWidget):
    """An answer over the whole page, with its neighbours one key away.

    Signals:
        back_asked(): To the session.
        noted(str, str): The note of the answer with this id is another one.
        starred(str, bool): The answer with this id is marked, or no longer.

    Args:
        context: What it may use.
    """

    back_asked = Signal()
    noted = Signal(str, str)
    starred = Signal(str, bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._say = context.say
        self._found: OpenSession | None = None
        self._shown: Answer | None = None
        self.index = 0
        say = context.say
        self.back = QPushButton()
        self.back.setProperty("kind", "link")
        self._number = QLabel()
        self._number.setProperty("role", "small")
        self.question = QLabel()
        self.question.setProperty("role", "title")
        self.question.setWordWrap(True)
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.previous = QPushButton(say("ui.sessions.previous"))
        self.next = QPushButton(say("ui.sessions.next"))
        self.star = StarButton(say)
        self.note = NoteField(say("ui.sessions.note.name"), say("ui.sessions.note.hint"))
        self.note_toggle = QPushButton(say("ui.sessions.note.name"))
        self.note_toggle.setProperty("kind", "chip")
        self.note_toggle.setCheckable(True)
        self.note.hide()
        self.panel = AnswerPanel(context)
        self._assemble()
        self.back.clicked.connect(self.back_asked)
        self.previous.clicked.connect(self._to_previous)
        self.next.clicked.connect(self._to_next)
        self.star.clicked.connect(self._tell_star)
        self.note_toggle.toggled.connect(self.note.setVisible)
        self.note.written.connect(self._tell_note)

    def show_answer(self, found: OpenSession, index: int) -> None:
        """Show an answer.

        Args:
            found: Its session.
            index: Its place in it, from 0.
        """
        answers = found.session.answers
        self.note.save()  # what was written beside the answer before
        self._found, self.index, self._shown = found, index, answers[index]
        say = self._say
        title = found.document.title
        short = title if len(title) <= LONGEST_BACK else f"{title[: LONGEST_BACK - 1]}…"
        self.back.setText(say("ui.sessions.to_session", title=short))
        self.back.setToolTip(title)
        self.back.setAccessibleName(self.back.text())
        self._number.setText(say("ui.sessions.question", number=index + 1, count=len(answers)))
        section = found.document.answers[index]
        self.question.setText(section.heading)
        self.previous.setEnabled(index > 0)
        self.next.setEnabled(index + 1 < len(answers))
        self._show_own(answers[index])
        self.note_toggle.setChecked(bool(answers[index].note))
        self.panel.show_answer(answers[index], section)

    def update_session(self, found: OpenSession) -> None:
        """Show what has become of the answer meanwhile; nothing happens when it is as it was.

        Args:
            found: The session as it is now.
        """
        self._found = found
        if self.index >= len(found.session.answers):
            return
        now, before = found.session.answers[self.index], self._shown
        if before is not None and replace(now, note=before.note, starred=before.starred) == before:
            # Only what the person adds: whatever plays or is being read is not disturbed.
            self._shown = now
            self._show_own(now)
        else:
            self.show_answer(found, self.index)

    def step(self, by: int) -> None:
        """Go to another answer of the session, if there is one.

        Args:
            by: 1 for the next, -1 for the one before.
        """
        if self._found is not None and 0 <= self.index + by < len(self._found.session.answers):
            self.show_answer(self._found, self.index + by)

    def play_from(self, at_s: float) -> None:
        """Play the answer, from a little before something.

        Args:
            at_s: Where that is.
        """
        self.panel.play_from(max(0.0, at_s - BEFORE_S))

    def stop(self) -> None:
        """Stop what plays."""
        self.panel.stop()

    def take_focus(self) -> None:
        """Put the keyboard where reading begins."""
        controls = [control for control in self.panel.controls if control.isVisible() and control.isEnabled()]
        (controls[0] if controls else self.back).setFocus()

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means here.

        Args:
            event: The key.

        Returns:
            Whether it means anything.
        """
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        ):
            self.step(-1 if key == Qt.Key.Key_Left else 1)
        else:
            return self.panel.take(event)
        return True

    def _assemble(self) -> None:
        above = FoldingRow(Space.S)
        above.add(beside(self.back, self._number, spacing=Space.S))
        above.add(beside(self.star, self.note_toggle, self.previous, self.next, spacing=Space.S), 0)
        head = QVBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(above)
        head.addWidget(self.question)
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.XL)
        layout.addLayout(head)
        layout.addWidget(self.note)
        layout.addWidget(self.panel, 1)
        capped(self, layout, ANSWER_WIDTH, inset=False)
        tab_order(
            self.back,
            self.star,
            self.note_toggle,
            self.previous,
            self.next,
            self.note,
            *self.panel.controls,
        )

    def _show_own(self, answer: Answer) -> None:
        self.star.show_starred(answer.starred)
        self.note.show_note(answer.note)

    def _tell_star(self, starred: bool) -> None:  # noqa: FBT001 - a slot
        if self._shown is not None:
            self.starred.emit(self._shown.id, starred)

    def _tell_note(self, text: str) -> None:
        if self._shown is not None:
            self.noted.emit(self._shown.id, text)

    def _to_previous(self) -> None:
        self.step(-1)

    def _to_next(self) -> None:
        self.step(1)
