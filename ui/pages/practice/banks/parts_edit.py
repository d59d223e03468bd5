"""The parts of a question: what is asked for, in a few words, and what is asked when it is missing."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach.model.question import PartKind, Probe, QuestionPart
from ui.a11y import name_choice, tab_before
from ui.context import Context
from ui.theme import Space

MOST_PARTS = 6


class PartRow(QWidget):
    """One part.

    Args:
        context: What it may use.
        number: Which, from 1.
    """

    def __init__(self, context: Context, number: int) -> None:
        super().__init__()
        say = context.say
        self.kind = QComboBox()
        for kind in PartKind:
            self.kind.addItem(say(f"ui.practice.own.part.{kind}"), kind)
        name_choice(self.kind, say("ui.practice.own.part_kind", number=number))
        self.text = QLineEdit()
        self.text.setPlaceholderText(say("ui.practice.own.part_text"))
        self.text.setAccessibleName(say("ui.practice.own.part_name", number=number))
        self.probe = QLineEdit()
        self.probe.setPlaceholderText(say("ui.practice.own.part_probe"))
        self.probe.setAccessibleName(say("ui.practice.own.part_probe_name", number=number))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(self.kind, 0)
        line.addWidget(self.text, 3)
        line.addWidget(self.probe, 3)


class PartsEdit(QWidget):
    """The parts, one a line; a line without words is no part.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows: list[PartRow] = []
        self.touched = False
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.S)
        self.more = QPushButton(context.say("ui.practice.own.part_more"))
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self._on_more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addLayout(self._column)
        layout.addWidget(self.more)

    def show_parts(self, parts: Sequence[QuestionPart], probes: Sequence[Probe] = ()) -> None:
        """Show other parts.

        Args:
            parts: In order.
            probes: What is asked when one is missing, by ``part_1`` and so on.
        """
        while self.rows:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.touched = False
        texts = {probe.missing: probe.text for probe in probes}
        for number, part in enumerate(parts, start=1):
            row = self._add()
            row.kind.setCurrentIndex(row.kind.findData(part.kind))
            row.text.setText(part.text)
            row.probe.setText(texts.get(f"part_{number}", ""))
        if not parts:
            self._add()

    @property
    def parts(self) -> list[dict[str, str]]:
        """As a bank file holds them."""
        return [
            {"kind": str(row.kind.currentData()), "text": row.text.text().strip()} for row in self._filled
        ]

    @property
    def probes(self) -> dict[str, str]:
        """Likewise, by ``part_1`` and so on."""
        asked = enumerate((row.probe.text().strip() for row in self._filled), start=1)
        return {f"part_{number}": text for number, text in asked if text}

    @property
    def _filled(self) -> list[PartRow]:
        return [row for row in self.rows if row.text.text().strip()]

    def _add(self) -> PartRow:
        row = PartRow(self._context, len(self.rows) + 1)
        row.kind.activated.connect(self._on_touched)
        for field in (row.text, row.probe):
            field.textEdited.connect(self._on_touched)
        self.rows.append(row)
        self._column.addWidget(row)
        tab_before(self.more, row.kind, row.text, row.probe)
        self.more.setVisible(len(self.rows) < MOST_PARTS)
        return row

    @Slot()
    def _on_touched(self) -> None:
        self.touched = True

    @Slot()
    def _on_more(self) -> None:
        self._add().text.setFocus()
