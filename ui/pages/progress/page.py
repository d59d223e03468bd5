"""The Progress page: small multiples over sessions, what to practise next, and what was practised."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.a11y import name_choice, tab_order
from ui.context import Context
from ui.pages.base import Page
from ui.pages.progress.card import TrendCard
from ui.pages.progress.presenter import ProgressPresenter
from ui.pages.progress.table import PractisedTable
from ui.pages.progress.values import Card, Shown
from ui.places import PageName, Place
from ui.theme import Space
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import CONTENT_WIDTH, card, label, scrolled
from ui.widgets.score_again import ScoreAgain

RANGES = (10, 30, None)
"""Newest sessions that can be chosen; None for all."""
CARD_WIDTH = 176


def local_now() -> datetime:
    """Now, where the person is."""
    return datetime.now().astimezone()


class ProgressPage(Page):
    """How answers change over the weeks.

    Args:
        context: What it may use.
        now: The clock, for "this month".
    """

    name: ClassVar[PageName] = PageName.PROGRESS

    def __init__(self, context: Context, *, now: Callable[[], datetime] = local_now) -> None:
        super().__init__(context)
        say = context.say
        self.presenter = ProgressPresenter(context, now, self)
        self.presenter.found.connect(self._show)
        self.range = QComboBox()
        name_choice(self.range, say("ui.progress.range"))
        # The text may get another size while it is shown.
        self.range.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for count in RANGES:
            text = say("ui.progress.all") if count is None else say("ui.progress.last", n=count)
            self.range.addItem(text, count)
        self.range.setCurrentIndex(1)
        self.range.currentIndexChanged.connect(self._refresh)
        self.practise = QPushButton(say("ui.progress.practise"))
        self.practise.setProperty("kind", "primary")
        self.practise.clicked.connect(self.presenter.practise)
        self.begin = QPushButton(say("ui.sessions.empty_button"))
        self.begin.setProperty("kind", "primary")
        self.begin.clicked.connect(self._to_practice)
        headings = [
            say(f"ui.progress.column.{name}") for name in ("question", "times", "best", "last", "missing")
        ]
        self.questions = PractisedTable(say("ui.progress.questions"), headings)
        self.competencies = PractisedTable(
            say("ui.progress.competencies"), [say("ui.progress.column.competency"), *headings[1:]]
        )
        for table in (self.questions, self.competencies):
            table.opened.connect(self.presenter.open_answer)
        self.again = ScoreAgain(context)
        self.again.done.connect(self._refresh)
        self.rule = label("", "small", wrap=True)
        self.next_title = label("", "strong", wrap=True)
        self.next_reason = label("", "muted", wrap=True)
        self.stories = label("", "", wrap=True)
        self.cards: tuple[TrendCard, ...] = ()
        self._dimensions: tuple[TrendCard, ...] = ()
        self._measures: tuple[TrendCard, ...] = ()
        self._assemble()

    def on_shown(self, place: Place) -> None:  # noqa: ARG002 - every place here is the page itself
        """Read what there is now."""
        self._refresh()
        self.again.look()

    @Slot()
    def _refresh(self) -> None:
        self.presenter.refresh(self.range.currentData())

    @Slot(object)
    def _show(self, found: Shown) -> None:
        if not found.sessions:
            self._views.setCurrentWidget(self.empty)
            return
        self._views.setCurrentWidget(self.full)
        for old in self.cards:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._dimensions, self._measures = self._made(found.dimensions), self._made(found.measures)
        self.cards = (*self._dimensions, *self._measures)
        self._arrange()
        self.rule.setText(found.rule)
        self.next_title.setText(found.next_title)
        self.next_reason.setText(found.next_reason)
        self._next_card.setVisible(bool(found.next_title))
        self.questions.show_rows(found.questions)
        self.competencies.show_rows(found.competencies)
        self._competency_card.setVisible(bool(found.competencies))
        self.stories.setText("\n".join(found.stories))
        self._story_card.setVisible(bool(found.stories))
        lines = [one.line for one in self.cards]
        tab_order(self.range, *lines, self.practise, self.again.button, self.questions, self.competencies)

    def _made(self, found: tuple[Card, ...]) -> tuple[TrendCard, ...]:
        made = tuple(TrendCard(self.context.theme, one) for one in found)
        for one in made:
            one.opened.connect(self.presenter.open_session)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many cards beside each other as have room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = min(self.width() - 2 * Space.PAGE, CONTENT_WIDTH)
        room = self.context.theme.scaled(CARD_WIDTH) + Space.L
        in_line = max(1, wide // room)
        # What to practise next stands beside the measures where there is room, and below them else.
        beside = in_line > len(self._measures) + 1
        directions = QBoxLayout.Direction
        self._second.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        for grid, cards in ((self._multiples, self._dimensions), (self._delivery, self._measures)):
            for column in range(max(in_line, grid.columnCount())):
                grid.setColumnStretch(column, 1 if column < min(in_line, len(cards)) else 0)
            for place, one in enumerate(cards):
                grid.addWidget(one, place // in_line, place % in_line)

    def _to_practice(self) -> None:
        self.context.go(Place(page=PageName.PRACTICE))

    def _assemble(self) -> None:
        say = self.context.say
        head = QHBoxLayout()
        head.addWidget(label(say.message(self.title), "title"))
        head.addStretch(1)
        head.addWidget(self.range)
        self._multiples, self._delivery = QGridLayout(), QGridLayout()
        for grid in (self._multiples, self._delivery):
            grid.setSpacing(Space.L)
        self._next_card = card(
            self.next_title,
            self.next_reason,
            self.practise,
            heading=say("ui.progress.next.heading"),
            first=True,
        )
        inside = self._next_card.layout()
        if isinstance(inside, QVBoxLayout):
            inside.setAlignment(self.practise, Qt.AlignmentFlag.AlignLeft)
            inside.addStretch(1)
        self._story_card = card(self.stories, heading=say("ui.progress.stories"))
        self._question_card = card(self.questions, heading=say("ui.progress.questions"))
        self._competency_card = card(self.competencies, heading=say("ui.progress.competencies"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addLayout(self._multiples)
        column.addWidget(self.rule)
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._second.setSpacing(Space.L)
        self._second.addLayout(self._delivery, 3)
        self._second.addWidget(self._next_card, 2)
        column.addLayout(self._second)
        for below in (self.again, self._story_card, self._question_card, self._competency_card):
            column.addWidget(below)
        column.addStretch(1)
        self.full = scrolled(content)
        self.empty = EmptyState(say("ui.progress.empty_title"), say("ui.progress.empty_text"), self.begin)
        self._views = QStackedWidget()
        # Nothing at first: neither "nothing yet" nor an empty table is true before the library was read.
        for view in (QWidget(), self.empty, self.full):
            self._views.addWidget(view)
        inner = QWidget()
        inner.setMaximumWidth(CONTENT_WIDTH)
        page = QVBoxLayout(inner)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.XL)
        page.addLayout(head)
        page.addWidget(self._views, 1)
        around = QHBoxLayout(self)
        around.setContentsMargins(Space.PAGE, Space.XXL + Space.XS, Space.PAGE, Space.XXL + Space.XS)
        around.addWidget(inner, 1000)
        around.addStretch(1)
