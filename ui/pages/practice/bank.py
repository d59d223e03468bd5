"""Looking into one bank: how many of its questions, or which."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from coach.model.question import Bank
from coach.settings import declared
from ui.a11y import label_for, tab_order
from ui.context import Context
from ui.theme import Space
from ui.widgets.key_button import KeyButton
from ui.widgets.parts import CONTENT_WIDTH, card, label

MOST_QUESTIONS = 20


class BankView(QWidget):
    """The questions of one bank; those that are ticked are asked, else as many as wanted are chosen.

    Signals:
        chosen(Bank, int, tuple[str, ...]): Begin with this many questions, or with these.
        left(): Back to the choice.

    Args:
        context: What it may use.
    """

    chosen = Signal(object, int, object)
    left = Signal()

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
        self.count = QSpinBox()
        self.count_label = label_for(self.count, say("ui.practice.bank.count"))
        self.start = KeyButton(say("ui.practice.choose.start"), "Enter", context.theme, primary=True)
        self.start.clicked.connect(self.begin)
        self.list = QListWidget()
        self.list.setAccessibleName(say("ui.practice.bank.list"))
        self.list.setWordWrap(True)
        self.list.setSpacing(Space.XS)
        self.list.itemChanged.connect(self._on_ticked)
        self._assemble()

    def show_bank(self, bank: Bank) -> None:
        """Show another bank, with nothing ticked.

        Args:
            bank: Which.
        """
        self._bank = bank
        self._title.setText(bank.title)
        self._about.setText(bank.description)
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

    def _assemble(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(Space.M)
        choice.addWidget(self.count_label)
        choice.addWidget(self.count)
        choice.addStretch(1)
        choice.addWidget(self.start)
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
        layout.addLayout(choice)
        layout.addWidget(panel, 1)
        tab_order(self.back, self.count, self.start, self.list)
