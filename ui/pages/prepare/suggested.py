"""Practised answers that went well and are no story yet: one click makes one of each."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from coach.model.preparation import Story
from coach.prepare.evidence import PRACTISED_WELL
from ui.context import Context
from ui.pages.prepare.presenter import Offered
from ui.theme import Space
from ui.widgets.parts import label

MOST = 3


class Suggested(QWidget):
    """At most three answers, each with a button.

    Signals:
        chosen(str): Id of the answer that becomes a story.

    Args:
        context: What it may use.
    """

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[Offered, ...] = ()
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(0, 1)
        self.hide()

    def show_answers(self, offered: Sequence[Offered], stories: Sequence[Story]) -> None:
        """Show those that went well and are no story yet.

        Args:
            offered: Practised answers, the newest first.
            stories: The story bank.
        """
        taken = {story.answer_id for story in stories}
        well = (one for one in reversed(offered) if one.told and (one.level or 0) >= PRACTISED_WELL)
        once = {one.question: one for one in well}
        fitting = [one for one in reversed(once.values()) if one.answer_id not in taken]
        shown = tuple(fitting[:MOST])
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        say, words = self._context.say, self._context.words
        if shown:
            self._grid.addWidget(label(say("ui.prepare.stories.suggested"), "small"), 0, 0, 1, 2)
        for row, one in enumerate(shown, start=1):
            date = words.short_date(one.at)
            text = say("ui.prepare.stories.answer", question=one.question, date=date, level=one.level or 0)
            button = QPushButton(say("ui.prepare.stories.take"))
            button.setProperty("kind", "link")
            button.setAccessibleName(say("ui.prepare.stories.take_of", question=one.question))
            button.clicked.connect(partial(self._on_take, one.answer_id))
            self._grid.addWidget(label(text, "muted", wrap=True), row, 0)
            self._grid.addWidget(button, row, 1)
            self.buttons.append(button)
        self.setVisible(bool(shown))

    def _on_take(self, answer_id: str) -> None:
        self.chosen.emit(answer_id)
