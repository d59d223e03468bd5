"""A spoken debrief: what was heard, to be sorted into the fields by the person."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.follow_up.dictation import Dictation
from ui.pages.follow_up.fields import area, fill
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import card, label

PLACES = ("questions", "people", "felt", "cared", "said", "next_step")


class SpokenCard(QWidget):
    """Records, shows the words, and hands on what is sorted.

    Signals:
        edited(str): The words that are still to be sorted.
        sorted(str, str): A field's name, and words that belong there.

    Args:
        context: What it may use.
    """

    edited = Signal(str)
    sorted = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say = context.say
        self.dictation = Dictation(context, self)
        self.speak = QPushButton(say("ui.follow_up.spoken.begin"))
        self.speak.clicked.connect(self.dictation.toggle)
        self.state = label(say("ui.follow_up.spoken.hint"), "small", wrap=True)
        self.text: QPlainTextEdit = area(context.theme, 5)
        self.text.setAccessibleName(say("ui.follow_up.spoken.text"))
        self.text.textChanged.connect(self._on_text)
        self.places: dict[str, QPushButton] = {}
        self._sorting = QWidget()
        flow = FlowLayout(Space.S, self._sorting)
        flow.addWidget(label(say("ui.follow_up.spoken.put"), "small"))
        for name in PLACES:
            place = "who" if name == "people" else name
            button = QPushButton(say(f"ui.follow_up.field.{place}"))
            button.setProperty("kind", "chip")
            button.clicked.connect(partial(self._sort, name))
            self.places[name] = button
            flow.addWidget(button)
        head = QWidget()
        line = FlowLayout(Space.M, head)
        line.addWidget(self.speak)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            card(head, self.state, self.text, self._sorting, heading=say("ui.follow_up.spoken.heading"))
        )
        dictation = self.dictation
        dictation.recording.connect(self._on_recording)
        dictation.elapsed.connect(self._on_elapsed)
        dictation.working.connect(self._on_working)
        dictation.heard.connect(self._on_heard)
        self._on_text()

    def show_text(self, text: str) -> None:
        """Show what is still to be sorted.

        Args:
            text: The words.
        """
        fill(self.text, text)
        self._show_sorting()

    def take_back(self, words: str) -> None:
        """Have words among those that are to be sorted again.

        Args:
            words: Which.
        """
        left = self.text.toPlainText().strip()
        self.text.setPlainText(f"{words}\n{left}" if left else words)
        self.text.setFocus()

    def _sort(self, name: str) -> None:
        """Take what is selected, or everything, to a field."""
        cursor = self.text.textCursor()
        chosen = cursor.selection().toPlainText().strip() if cursor.hasSelection() else ""
        if chosen:
            cursor.removeSelectedText()
        else:
            chosen = self.text.toPlainText().strip()
            self.text.selectAll()
            self.text.textCursor().removeSelectedText()
        if chosen:
            self.sorted.emit(name, chosen)

    @Slot()
    def _on_text(self) -> None:
        self._show_sorting()
        self.edited.emit(self.text.toPlainText())

    def _show_sorting(self) -> None:
        there = bool(self.text.toPlainText().strip())
        self.text.setVisible(there)
        self._sorting.setVisible(there)

    @Slot(bool)
    def _on_recording(self, on: bool) -> None:  # noqa: FBT001 - a slot
        say = self._context.say
        self.speak.setText(say("ui.follow_up.spoken.done") if on else say("ui.follow_up.spoken.begin"))
        self.state.setText(say("ui.follow_up.spoken.listens") if on else say("ui.follow_up.spoken.hint"))

    @Slot(float)
    def _on_elapsed(self, seconds: float) -> None:
        clock = self._context.words.clock(seconds)
        self.state.setText(self._context.say("ui.follow_up.spoken.elapsed", clock=clock))

    @Slot(bool)
    def _on_working(self, on: bool) -> None:  # noqa: FBT001 - a slot
        say = self._context.say
        self.speak.setText(say("ui.common.cancel") if on else say("ui.follow_up.spoken.begin"))
        self.state.setText(say("ui.follow_up.spoken.work") if on else say("ui.follow_up.spoken.hint"))

    @Slot(str)
    def _on_heard(self, text: str) -> None:
        if not text.strip():
            self.state.setText(self._context.say("ui.follow_up.spoken.nothing"))
            return
        before = self.text.toPlainText().strip()
        self.text.setPlainText(f"{before}\n\n{text}" if before else text)
        self.state.setText(self._context.say("ui.follow_up.spoken.sort"))
        self.text.setFocus()
