"""Looking into one bank: how many of its questions, or which; and what can be done with one's own."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.model.question import Bank
from coach.settings import declared
from ui.a11y import label_for, tab_order
from ui.context import Context
from ui.theme import Space
from ui.widgets.key_button import KeyButton
from ui.widgets.parts import CONTENT_WIDTH, card, label, number_box

MOST_QUESTIONS = 20


class BankView(QWidget):
    """The questions of one bank; those that are ticked are asked, else as many as wanted are chosen.

    Signals:
        chosen(Bank, int, tuple[str, ...]): Begin with this many questions, or with these.
        left(): Back to the choice.
        add_asked(Bank): Add questions to this bank of the person's own.
        edit_asked(Bank, Question): Edit one of them.
        share_asked(Bank): Write the bank to a file.
        remove_asked(Bank): Remove it.

    Args:
        context: What it may use.
    """

    chosen = Signal(object, int, object)
    left = Signal()
    add_asked = Signal(object)
    edit_asked = Signal(object, object)
    share_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._bank: Bank | None = None
        say = context.say
        self._title = label("", "title", wrap=True)
        self._about = label("", "muted", wrap=True)
        self.back = QPushButton(say("ui.practice.bank.back"))
        self.back.setProperty("kind", "quiet")
        self.back.clicked.connect(self.left)
        self.count = number_box(1, MOST_QUESTIONS)
        self.count_label = label_for(self.count, say("ui.practice.bank.count"))
        self.start = KeyButton(say("ui.practice.choose.start"), "Enter", context.theme, primary=True)
        self.start.clicked.connect(self.begin)
        self.list = QListWidget()
        self.list.setAccessibleName(say("ui.practice.bank.list"))
        self.list.setWordWrap(True)
        self.list.setSpacing(Space.XS)
        self.list.itemChanged.connect(self._on_ticked)
        self.list.itemDoubleClicked.connect(self._on_edit)
        self.list.currentRowChanged.connect(self._on_current)
        self.add = self._tool("add", self._on_add)
        self.edit = self._tool("edit", self._on_edit)
        self.share = self._tool("share", self._on_share)
        self.remove = self._tool("remove", self._on_remove)
        self._assemble()

    def show_bank(self, bank: Bank) -> None:
        """Show another bank, with nothing ticked.

        Args:
            bank: Which.
        """
        self._bank = bank
        self._title.setText(bank.title)
        self._about.setText(bank.description)
        self._about.setVisible(bool(bank.description))
        for tool in (self.add, self.edit, self.remove):
            tool.setVisible(bank.own)
        self.list.clear()
        for question in bank.questions:
            item = QListWidgetItem(question.text)
            item.setData(Qt.ItemDataRole.UserRole, question.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        most = min(MOST_QUESTIONS, len(bank.questions))
        self.count.setRange(1, most)
        self.count.setValue(min(most, self._context.settings.value(declared.PRACTICE_QUESTIONS)))
        self._on_ticked()
        self._on_current()

    @property
    def bank(self) -> Bank | None:
        """The bank that is shown."""
        return self._bank

    @property
    def ticked(self) -> tuple[str, ...]:
        """Ids of the questions that are ticked, in order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    @Slot()
    def begin(self) -> None:
        """Begin with what is chosen."""
        if self._bank is not None:
            self.chosen.emit(self._bank, self.count.value(), self.ticked[:MOST_QUESTIONS])

    @Slot()
    def _on_ticked(self) -> None:
        n = len(self.ticked)
        self.count.setEnabled(n == 0)
        say = self._context.say
        text = say("ui.practice.bank.start_ticked", n=n) if n else say("ui.practice.choose.start")
        self.start.setText(text)
        self.start.setAccessibleName(text)
        self.start.updateGeometry()

    @Slot()
    def _on_current(self) -> None:
        self.edit.setEnabled(self.list.currentRow() >= 0)

    @Slot()
    def _on_add(self) -> None:
        self.add_asked.emit(self._bank)

    @Slot()
    def _on_edit(self) -> None:
        if self._bank is not None and self._bank.own and self.list.currentRow() >= 0:
            self.edit_asked.emit(self._bank, self._bank.questions[self.list.currentRow()])

    @Slot()
    def _on_share(self) -> None:
        self.share_asked.emit(self._bank)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_asked.emit(self._bank)

    def _tool(self, name: str, does: Callable[[], None]) -> QPushButton:
        tool = QPushButton(self._context.say(f"ui.practice.own.tool.{name}"))
        tool.clicked.connect(does)
        return tool

    def _assemble(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(Space.M)
        choice.addWidget(self.count_label)
        choice.addWidget(self.count)
        choice.addStretch(1)
        choice.addWidget(self.start)
        chooser = QWidget()
        chooser.setMaximumWidth(CONTENT_WIDTH)
        choice.setContentsMargins(0, 0, 0, 0)
        chooser.setLayout(choice)
        hint = label(self._context.say("ui.practice.bank.hint"), "muted", wrap=True)
        panel = card(hint, self.list)
        panel.setMaximumWidth(CONTENT_WIDTH)
        column = panel.layout()
        if isinstance(column, QVBoxLayout):
            column.setStretchFactor(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL, Space.PAGE, Space.XXL)
        layout.setSpacing(Space.M)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addWidget(chooser)
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        for tool in (self.add, self.edit, self.share):
            tools.addWidget(tool)
        tools.addStretch(1)
        tools.addWidget(self.remove)
        held = QWidget()
        held.setMaximumWidth(CONTENT_WIDTH)
        tools.setContentsMargins(0, 0, 0, 0)
        held.setLayout(tools)
        layout.addWidget(panel, 1)
        layout.addWidget(held)
        tab_order(self.back, self.count, self.start, self.list, self.add, self.edit, self.share, self.remove)
