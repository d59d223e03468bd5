"""Typing or pasting questions, one a line."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from coach.model.question import Bank
from coach.questions.taken import Pasted, pasted
from ui.a11y import label_for, tab_order
from ui.context import Context
from ui.theme import Space
from ui.widgets.parts import CONTENT_WIDTH, capped, card, label

LONGEST_TITLE = 100


class PasteView(QWidget):
    """A name and a list; the numbering before a question is taken off.

    Signals:
        agreed(Bank | None, str, tuple[str, ...]): Keep these in this bank, or in a new one of this name.
        left(): Nothing is kept.

    Args:
        context: What it may use.
    """

    agreed = Signal(object, str, object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._bank: Bank | None = None
        say = context.say
        self._title = label("", "title", wrap=True)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_TITLE)
        self.name_label = label_for(self.name, say("ui.practice.own.name"))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text_label = label_for(self.text, say("ui.practice.own.list"))
        self.text.setPlaceholderText(say("ui.practice.own.list_example"))
        self._found = label("", "muted", wrap=True)
        self.keep = QPushButton(say("ui.practice.own.keep"))
        self.keep.setProperty("kind", "primary")
        self.cancel = QPushButton(say("ui.common.cancel"))
        self.keep.clicked.connect(self._on_keep)
        self.cancel.clicked.connect(self.left)
        self.text.textChanged.connect(self._on_text)
        self.name.textChanged.connect(self._on_text)
        self._assemble()

    def begin(self, bank: Bank | None) -> None:
        """Begin with an empty list.

        Args:
            bank: The bank to add to; None for a new one.
        """
        self._bank = bank
        say = self._context.say
        self._title.setText(say("ui.practice.own.new") if bank is None else bank.title)
        for widget in (self.name, self.name_label):
            widget.setVisible(bank is None)
        self.name.clear()
        self.text.clear()
        self._on_text()
        (self.name if bank is None else self.text).setFocus()

    @property
    def is_new(self) -> bool:
        """Whether it is a new bank."""
        return self._bank is None

    @property
    def found_text(self) -> str:
        """What is said of the list."""
        return self._found.text()

    @property
    def _list(self) -> Pasted:
        return pasted(self.text.toPlainText())

    @Slot()
    def _on_text(self) -> None:
        found, say = self._list, self._context.say
        if found.problems:
            self._found.setText(say.message(found.problems[0]))
        elif found.questions:
            self._found.setText(say("ui.practice.own.found", n=len(found.questions)))
        else:
            self._found.setText(say("ui.practice.own.list_help"))
        named = self._bank is not None or bool(self.name.text().strip())
        self.keep.setEnabled(named and bool(found.questions))

    @Slot()
    def _on_keep(self) -> None:
        self.agreed.emit(self._bank, self.name.text().strip(), self._list.questions)

    def _assemble(self) -> None:
        panel = card(self.name_label, self.name, self.text_label, self.text, self._found)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(Space.M)
        content.addWidget(self._title)
        content.addWidget(panel, 1)
        content.addLayout(buttons)
        capped(self, content, CONTENT_WIDTH)
        tab_order(self.name, self.text, self.keep, self.cancel)
