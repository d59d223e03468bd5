"""Noting an application: the employer and the job, or an interview that was prepared."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach.model.preparation import Preparation
from coach.prepare.day import title_of
from ui.a11y import label_for, tab_order
from ui.context import Context
from ui.theme import Space
from ui.widgets.parts import card, label

LONGEST = 120


class NewView(QWidget):
    """Two fields and a choice.

    Signals:
        agreed(str, str, object): Company, job, and the preparation or None.
        left(): Nothing is noted.

    Args:
        context: What it may use.
    """

    agreed = Signal(str, str, object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say = context.say
        self.prepared = QComboBox()
        self.prepared_label = label_for(self.prepared, say("ui.follow_up.field.prepared"))
        self.company, self.job = QLineEdit(), QLineEdit()
        for field in (self.company, self.job):
            field.setMaxLength(LONGEST)
        self.add = QPushButton(say("ui.follow_up.add"))
        self.add.setProperty("kind", "primary")
        self.cancel = QPushButton(say("ui.common.cancel"))
        self.prepared.currentIndexChanged.connect(self._on_prepared)
        self.company.textChanged.connect(self._on_text)
        for field in (self.company, self.job):
            field.returnPressed.connect(self._agree)
        self.add.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.left)
        panel = card(
            label(say("ui.follow_up.new_title"), "card_title"),
            self.prepared_label,
            self.prepared,
            label_for(self.company, say("ui.follow_up.field.company")),
            self.company,
            label_for(self.job, say("ui.follow_up.field.job")),
            self.job,
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.add)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        inside = panel.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addSpacing(Space.S)
            inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        column.addStretch(1)
        tab_order(self.prepared, self.company, self.job, self.add, self.cancel)

    def begin(self, preparations: tuple[Preparation, ...], *, can_leave: bool) -> None:
        """Begin with empty fields.

        Args:
            preparations: Interviews that were prepared, to choose from.
            can_leave: Whether there is something to go back to.
        """
        say = self._context.say
        self.prepared.clear()
        self.prepared.addItem(say("ui.follow_up.not_prepared"), None)
        for each in preparations:
            self.prepared.addItem(title_of(each, self._context.words), each)
        for widget in (self.prepared, self.prepared_label):
            widget.setVisible(bool(preparations))
        self.company.clear()
        self.job.clear()
        self.cancel.setVisible(can_leave)
        self._on_text()
        self.company.setFocus()

    @Slot()
    def _on_prepared(self) -> None:
        chosen = self.prepared.currentData()
        if isinstance(chosen, Preparation):
            self.company.setText(chosen.company.name)
            self.job.setText(chosen.job_title)

    @Slot()
    def _on_text(self) -> None:
        self.add.setEnabled(bool(self.company.text().strip()))

    @Slot()
    def _agree(self) -> None:
        company = " ".join(self.company.text().split())
        if company:
            chosen = self.prepared.currentData()
            preparation = chosen if isinstance(chosen, Preparation) else None
            self.agreed.emit(company, " ".join(self.job.text().split()), preparation)
