"""Choosing a practised answer to make a story of."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.prepare.presenter import Offered
from ui.theme import Space
from ui.widgets.parts import label

_HEIGHT = 300


class AnswerChooser(QWidget):
    """A list of answers; Enter, a double click or the button takes one.

    Signals:
        chosen(str): Id of the answer.
        left(): The person went back.

    Args:
        context: What it may use.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        say = context.say
        self._context = context
        self._offered: tuple[Offered, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(say("ui.prepare.stories.choose"))
        self.list.setMinimumHeight(context.theme.scaled(_HEIGHT))
        self.list.itemActivated.connect(self._on_take)
        self.take = QPushButton(say("ui.prepare.stories.take"))
        self.take.setProperty("kind", "primary")
        self.take.clicked.connect(self._on_take)
        self.back = QPushButton(say("ui.prepare.stories.back"))
        self.back.clicked.connect(self.left)
        self.none = label(say("ui.prepare.stories.no_answers"), "muted", wrap=True)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.take)
        foot.addWidget(self.back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(label(say("ui.prepare.stories.choose"), "strong"))
        column.addWidget(self.none)
        column.addWidget(self.list)
        column.addLayout(foot)
        column.addStretch(1)

    def show_answers(self, offered: tuple[Offered, ...]) -> None:
        """Show other answers.

        Args:
            offered: The newest first.
        """
        words = self._context.words
        self._offered = offered
        self.list.clear()
        for one in offered:
            date = words.short_date(one.at)
            if one.level is None:
                text = self._context.say(
                    "ui.prepare.stories.answer_without", question=one.question, date=date
                )
            else:
                text = self._context.say(
                    "ui.prepare.stories.answer", question=one.question, date=date, level=one.level
                )
            item = QListWidgetItem(text)
            item.setToolTip(text)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if offered else -1)
        self.list.setVisible(bool(offered))
        self.take.setEnabled(bool(offered))
        self.none.setVisible(not offered)

    @Slot()
    def _on_take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._offered):
            self.chosen.emit(self._offered[row].answer_id)
