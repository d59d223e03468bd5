"""The buttons of an interview, and the keys that do the same."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.practice.values import Interview, State
from ui.context import Context
from ui.pages.practice.end_row import EndRow
from ui.theme import Space
from ui.widgets.folding import FoldingRow
from ui.widgets.key_button import KeyButton

ANSWERING = frozenset({State.RECORDING, State.PAUSED})
BEFORE_ANSWER = frozenset({State.ASKING, State.THINKING})


class InterviewKeys(QWidget):
    """One row of buttons; the question whether to end takes its place for a moment.

    Signals:
        end_agreed(): The interview is to end.

    Args:
        context: What it may use.
    """

    end_agreed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.repeat = self._button("repeat", "R")
        self.start_over = self._button("start_over", "Ctrl+R")
        self.skip = self._button("skip", "S")
        self.pause = self._button("pause", "P")
        self.done = self._button("done", "Space", primary=True)
        self.done_typing = self._button("done", "Ctrl+Enter", primary=True)
        self.done_typing.setObjectName("interview_done_typing")
        self.done_typing.hide()  # one of the two is shown, and room is kept for one
        self.end = QPushButton(context.say("ui.practice.keys.end"))
        self.end.setAccessibleDescription("Esc")
        self.end.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.end.clicked.connect(self.ask_end)
        self._rows = EndRow(context, self._row())
        self.end_yes, self.end_no = self._rows.yes, self._rows.no
        self._rows.agreed.connect(self.end_agreed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._rows)

    @property
    def asking_end(self) -> bool:
        """Whether the question is there whether to end."""
        return self._rows.asking

    def show_state(self, interview: Interview) -> None:
        """Show what can be done now.

        Args:
            interview: Where the interview is.
        """
        say, state, typed = self._context.say, interview.state, interview.typed
        answering, before = state in ANSWERING, state in BEFORE_ANSWER
        self.repeat.setEnabled(answering or before)
        self.skip.setEnabled(answering or before)
        self.start_over.setVisible(not typed)
        self.start_over.setEnabled(answering and not interview.turn.follow_up)
        self.pause.setVisible(not typed)
        self.pause.setEnabled(answering)
        self._name(
            self.pause, say("ui.practice.keys.resume" if state is State.PAUSED else "ui.practice.keys.pause")
        )
        self.done.setVisible(not typed)
        self.done.setEnabled(answering or before)
        self.done_typing.setVisible(typed)
        names = {
            State.ASKING: "heard",
            State.THINKING: "ready",
            State.PAUSED: "done" if interview.lost else "resume",
        }
        self._name(self.done, say(f"ui.practice.keys.{names.get(state, 'done')}"))
        self.end.setEnabled(not interview.ending)
        if interview.ending or state is State.REVIEWED:
            self.stay()

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means here.

        Args:
            event: The key; a text field that has the focus has had it first.

        Returns:
            Whether it means anything.
        """
        if event.isAutoRepeat():
            return True
        key, control = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.modifiers() & ~(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        if self.asking_end:
            return self._rows.take(event)
        if control:
            return self._click(self.start_over if key == Qt.Key.Key_R else None)
        if key == Qt.Key.Key_Escape:
            self.ask_end()
            return True
        plain = {
            Qt.Key.Key_Space: self.done,
            Qt.Key.Key_R: self.repeat,
            Qt.Key.Key_S: self.skip,
            Qt.Key.Key_P: self.pause,
        }
        return self._click(plain.get(key))

    @Slot()
    def ask_end(self) -> None:
        """Ask whether to end; nothing stops meanwhile."""
        if self.end.isEnabled():
            self._rows.ask()

    @Slot()
    def stay(self) -> None:
        """Go on with the interview."""
        self._rows.stay()

    def _click(self, button: QPushButton | None) -> bool:
        if button is None:
            return False
        if button.isEnabled() and button.isVisibleTo(self):
            button.click()
        return True

    def _name(self, button: KeyButton, text: str) -> None:
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(text)
            button.updateGeometry()

    def _button(self, name: str, keys: str, *, primary: bool = False) -> KeyButton:
        button = KeyButton(
            self._context.say(f"ui.practice.keys.{name}"), keys, self._context.theme, primary=primary
        )
        button.setObjectName(f"interview_{name}")
        # A click with the mouse leaves the focus where it is, so that Space goes on meaning "done".
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _row(self) -> QWidget:
        others = QWidget()
        layout = QHBoxLayout(others)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        for button in (self.repeat, self.start_over, self.skip, self.pause):
            layout.addWidget(button)
        layout.addStretch(1)
        row = FoldingRow(Space.S)
        row.add(others)
        for button in (self.done, self.done_typing):
            row.add(button, 0)
        return row
