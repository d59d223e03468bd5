"""All question banks: the person's own above, those that come with the program below."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.model.question import Bank
from coach.questions.bank import Banks
from ui.a11y import tab_order
from ui.context import Context
from ui.pages.practice.bank_row import BankRow
from ui.theme import Space
from ui.widgets.parts import CONTENT_WIDTH, card, divider, label, scrolled


class ListingView(QWidget):
    """One row a bank.

    Signals:
        opened(str): The person would like to look into this bank.
        new_asked(): They would like to begin one of their own.
        import_asked(): They would like to take one from a file.
        left(): Back to the choice.

    Args:
        context: What it may use.
    """

    opened = Signal(str)
    new_asked = Signal()
    import_asked = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say = context.say
        self.back = QPushButton(say("ui.practice.bank.back"))
        self.back.setProperty("kind", "quiet")
        self.back.clicked.connect(self.left)
        self.new = QPushButton(say("ui.practice.own.new"))
        self.new.clicked.connect(self.new_asked)
        self.take = QPushButton(say("ui.practice.own.import"))
        self.take.clicked.connect(self.import_asked)
        self.bank_rows: list[BankRow] = []
        self._content = QWidget()
        self._content.setMaximumWidth(CONTENT_WIDTH)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, Space.S, Space.PAGE)
        self._column.setSpacing(Space.XL)
        self._panels: list[QFrame] = []
        self._assemble()
        self.show_banks(context.banks)

    def show_banks(self, banks: Banks) -> None:
        """Show other banks; the focus stays on the row that it was on.

        Args:
            banks: All that can be used.
        """
        focused = next((row.objectName() for row in self.bank_rows if row.hasFocus()), "")
        for panel in self._panels:
            self._column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self.bank_rows = []
        own = tuple(bank for bank in banks.banks if bank.own)
        shipped = tuple(bank for bank in banks.banks if not bank.own)
        say = self._context.say
        self._panels = [self._panel(say("ui.practice.own.title"), own, empty=say("ui.practice.own.empty"))]
        if shipped:
            self._panels.append(self._panel(say("ui.practice.own.shipped"), shipped))
        for panel in self._panels:
            self._column.insertWidget(self._column.count() - 1, panel)
        tab_order(self.back, self.new, self.take, *self.bank_rows)
        for row in self.bank_rows:
            if row.objectName() == focused:
                row.setFocus()

    def _panel(self, heading: str, banks: tuple[Bank, ...], empty: str = "") -> QFrame:
        panel = card(heading=heading)
        column = panel.layout()
        if column is None:
            return panel
        column.setSpacing(Space.XS)
        if not banks:
            column.addWidget(label(empty, "muted", wrap=True))
        for number, bank in enumerate(banks):
            row = BankRow(bank, self._context.say)
            row.clicked.connect(partial(self.opened.emit, bank.id))
            if number:
                column.addWidget(divider())
            column.addWidget(row)
            self.bank_rows.append(row)
        return panel

    def _assemble(self) -> None:
        title = label(self._context.say("ui.practice.own.banks"), "title")
        top = QHBoxLayout()
        top.setSpacing(Space.S)
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self.new)
        top.addWidget(self.take)
        held = QWidget()
        held.setMaximumWidth(CONTENT_WIDTH)
        top.setContentsMargins(0, 0, Space.S, 0)
        held.setLayout(top)
        self._column.addStretch(1)
        back = QHBoxLayout()
        back.addWidget(self.back)
        back.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL, Space.PAGE - Space.S, 0)
        layout.setSpacing(Space.M)
        layout.addLayout(back)
        layout.addWidget(held)
        layout.addWidget(scrolled(self._content), 1)
