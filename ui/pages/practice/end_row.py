"""Whether the interview is to end, asked in the place of the buttons; nothing stops meanwhile."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QStackedWidget, QWidget

from ui.a11y import announce
from ui.context import Context
from ui.theme import Space
from ui.widgets.key_button import KeyButton
from ui.widgets.parts import label


class EndRow(QStackedWidget):
    """A row of buttons, or the question with its two answers.

    Signals:
        agreed(): The interview is to end.

    Args:
        context: What it may use.
        usual: The row that is there as long as nothing is asked.
    """

    agreed = Signal()

    def __init__(self, context: Context, usual: QWidget) -> None:
        super().__init__()
        say = context.say
        self.yes = _button(context, "end_yes", "Enter", primary=True)
        self.no = _button(context, "end_no", "Esc")
        self.yes.clicked.connect(self._agree)
        self.no.clicked.connect(self.stay)
        self._question = label(say("ui.practice.keys.end_question"), "strong", wrap=True)
        asked = QWidget()
        line = QHBoxLayout(asked)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(self._question, 1)
        line.addWidget(self.no)
        line.addWidget(self.yes)
        self._before: QAbstractButton | None = None
        self.addWidget(usual)
        self.addWidget(asked)

    @property
    def asking(self) -> bool:
        """Whether the question is there."""
        return self.currentIndex() == 1

    @Slot()
    def ask(self) -> None:
        """Ask; Enter means yes then, also when a button had the focus."""
        focused = QApplication.focusWidget()
        self._before = focused if isinstance(focused, QAbstractButton) else None
        self.setCurrentIndex(1)
        if self._before is not None:
            self.yes.setFocus()
        announce(self, self._question.text())

    @Slot()
    def stay(self) -> None:
        """Go on with the interview."""
        before, self._before = self._before, None
        self.setCurrentIndex(0)
        if before is not None and before.isVisible():
            before.setFocus()

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means while the question is there.

        Args:
            event: The key.

        Returns:
            Whether it means anything.
        """
        keys = Qt.Key
        answers = {keys.Key_Return: self.yes, keys.Key_Enter: self.yes, keys.Key_Escape: self.no}
        button = answers.get(keys(event.key()))
        if not self.asking or button is None:
            return False
        button.click()
        return True

    @Slot()
    def _agree(self) -> None:
        self.stay()
        self.agreed.emit()


def _button(context: Context, name: str, keys: str, *, primary: bool = False) -> KeyButton:
    made = KeyButton(context.say(f"ui.practice.keys.{name}"), keys, context.theme, primary=primary)
    made.setObjectName(f"interview_{name}")
    # A click with the mouse leaves the focus where it is, so that Space goes on meaning "done".
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
