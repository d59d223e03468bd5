"""One question of the person's own: its text, what it asks for, and how long an answer may be."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.model.question import Bank, Question, QuestionKind
from coach.questions.bank import question_of
from coach.questions.limits import LONGEST_ANSWER_S, MAX_LINE
from coach.questions.written import entry_of
from coach.scoring.delivery import target_length_s
from ui.a11y import announce, label_for, tab_order
from ui.context import Context
from ui.pages.practice.banks.parts_edit import PartsEdit
from ui.theme import Space
from ui.widgets.parts import CONTENT_WIDTH, card, label, number_box, scrolled

SHORTEST_S = 5
ANY_LENGTH_S = (15, 90)
"""Shown where the length of an answer says nothing."""


class QuestionEditor(QWidget):
    """Fields of one question; kind and parts are suggested when its text is another.

    Signals:
        read_asked(str): Understand this text.
        agreed(Bank, Question): Keep the question.
        removed(Bank, Question): Take it out.
        left(): Nothing is changed.

    Args:
        context: What it may use.
    """

    read_asked = Signal(str)
    agreed = Signal(object, object)
    removed = Signal(object, object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._bank: Bank | None = None
        self._question: Question | None = None
        self._read_text = ""
        say = context.say
        self._title = label(say("ui.practice.own.edit"), "title")
        self.text = QLineEdit()
        self.text.setMaxLength(MAX_LINE)
        self.kind = QComboBox()
        for kind in QuestionKind:
            self.kind.addItem(say(f"ui.practice.own.kind.{kind}"), kind)
        self.parts = PartsEdit(context)
        self.competencies = QLineEdit()
        self.shortest = number_box(SHORTEST_S, LONGEST_ANSWER_S, step=5)
        self.longest = number_box(SHORTEST_S, LONGEST_ANSWER_S, step=5)
        for box in (self.shortest, self.longest):
            box.setSuffix(say("ui.practice.own.seconds"))
        self._wrong = label("", "wrong", wrap=True)
        self.keep = QPushButton(say("ui.practice.own.keep"))
        self.keep.setProperty("kind", "primary")
        self.cancel = QPushButton(say("ui.common.cancel"))
        self.remove = QPushButton(say("ui.practice.own.remove_question"))
        self.text.editingFinished.connect(self._on_text)
        self.keep.clicked.connect(self._on_keep)
        self.cancel.clicked.connect(self.left)
        self.remove.clicked.connect(self._on_remove)
        self._assemble()

    def edit(self, bank: Bank, question: Question) -> None:
        """Show a question.

        Args:
            bank: Its bank, of the person's own.
            question: Which.
        """
        self._bank, self._question = bank, question
        self._read_text = question.text
        self.text.setText(question.text)
        self.text.setCursorPosition(0)
        self.kind.setCurrentIndex(self.kind.findData(question.kind))
        self.parts.show_parts(question.parts, question.probes)
        self.competencies.setText(", ".join(question.competencies))
        shortest_s, longest_s = target_length_s(question) or ANY_LENGTH_S
        self.shortest.setValue(int(shortest_s))
        self.longest.setValue(int(longest_s))
        self._say_wrong("")

    @Slot(object)
    def suggest(self, question: Question) -> None:
        """Fill in what a text was understood as, if it is still the text.

        Args:
            question: As understood.
        """
        if question.text != self.text.text().strip():
            return
        self.kind.setCurrentIndex(self.kind.findData(question.kind))
        if not self.parts.touched:  # what somebody wrote themselves is not written over
            self.parts.show_parts(question.parts)
        announce(self, self._context.say("ui.practice.own.suggested"))

    @property
    def wrong(self) -> str:
        """What is wrong with the fields; empty when nothing is."""
        return self._wrong.text()

    @Slot()
    def _on_text(self) -> None:
        text = self.text.text().strip()
        if text and text != self._read_text:
            self._read_text = text
            self.read_asked.emit(text)

    @Slot()
    def _on_keep(self) -> None:
        if self._bank is None or self._question is None:
            return
        found = question_of(self._entry(self._question))
        if isinstance(found, Question):
            self.agreed.emit(self._bank, found)
        else:
            self._say_wrong(self._context.say.message(found[0].text))

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self._bank, self._question)

    def _entry(self, question: Question) -> Mapping[str, object]:
        # What the page doesn't show stays as it was, but for follow-ups of parts, which it does.
        known = {probe.missing: probe.text for probe in question.probes if "_" not in probe.missing}
        text = self.text.text().strip()
        names = [name.strip() for name in self.competencies.text().split(",") if name.strip()]
        entry = entry_of(question) | {
            "text": text,
            "kind": str(self.kind.currentData()),
            "parts": self.parts.parts,
            "probes": known | self.parts.probes,
            "competencies": names,
            "target_s": [self.shortest.value(), self.longest.value()],
        }
        if text != question.text:
            entry.pop("constraints", None)  # they are words of the old text
        return {key: value for key, value in entry.items() if value or key == "text"}

    def _say_wrong(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        if text:
            announce(self, text, urgent=True)

    def _assemble(self) -> None:
        say = self._context.say
        target = QHBoxLayout()
        target.setSpacing(Space.S)
        target.addWidget(self.shortest)
        target.addWidget(label_for(self.longest, say("ui.practice.own.to")))
        target.addWidget(self.longest)
        target.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.M)
        grid.setColumnStretch(1, 1)
        for row, (control, name) in enumerate(
            ((self.text, "text"), (self.kind, "kind_name"), (self.competencies, "competencies"))
        ):
            grid.addWidget(label_for(control, say(f"ui.practice.own.{name}")), row, 0)
            grid.addWidget(control, row, 1)
        grid.addWidget(label_for(self.shortest, say("ui.practice.own.target")), 3, 0)
        grid.addLayout(target, 3, 1)
        parts = card(
            label(say("ui.practice.own.parts_help"), "muted", wrap=True),
            self.parts,
            heading=say("ui.practice.own.parts"),
        )
        fields = card()
        column = fields.layout()
        if isinstance(column, QVBoxLayout):
            column.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        for button in (self.keep, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.remove)
        content = QWidget()
        content.setMaximumWidth(CONTENT_WIDTH)
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, Space.S, Space.PAGE)
        inner.setSpacing(Space.M)
        for widget in (fields, parts, self._wrong):
            inner.addWidget(widget)
        inner.addLayout(buttons)
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL, Space.PAGE - Space.S, 0)
        layout.setSpacing(Space.M)
        layout.addWidget(self._title)
        layout.addWidget(scrolled(content), 1)
        tab_order(self.text, self.kind, self.competencies, self.shortest, self.longest, self.parts.more)
        tab_order(self.parts.more, self.keep, self.cancel, self.remove)
