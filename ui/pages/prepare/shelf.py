"""All interviews that are being prepared."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from coach.model.preparation import Preparation
from coach.prepare.day import title_of
from ui.context import Context
from ui.pages.prepare.presenter import Kept
from ui.theme import Space
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import card, label, scrolled


class ShelfView(QWidget):
    """A card an interview; the one that was changed last first.

    Signals:
        opened(Preparation): This one is to be opened.
        deleted(Preparation): This one is to be taken away.
        new_asked(): Another one is to be begun.
        file_asked(): An advert is to be chosen.

    Args:
        context: What it may use.
    """

    opened = Signal(object)
    deleted = Signal(object)
    new_asked = Signal()
    file_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say = context.say
        self.new = QPushButton(say("ui.prepare.new"))
        self.begin = QPushButton(say("ui.prepare.new"))
        for button in (self.new, self.begin):
            button.setProperty("kind", "primary")
            button.clicked.connect(self.new_asked)
        self.file = QPushButton(say("ui.prepare.from_file"))
        self.file.clicked.connect(self.file_asked)
        self.cards: list[QFrame] = []
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, Space.S, Space.XL)
        self._column.setSpacing(Space.M)
        self._column.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, Space.S, 0)
        head.addWidget(label(say("ui.rail.prepare"), "title"))
        head.addStretch(1)
        head.addWidget(self.new)
        self.empty = EmptyState(
            say("ui.prepare.empty_title"), say("ui.prepare.empty_text"), self.begin, second=self.file
        )
        self._views = QStackedWidget()
        for view in (QWidget(), self.empty, scrolled(content)):
            self._views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.XL)
        layout.addLayout(head)
        layout.addWidget(self._views, 1)

    def show_kept(self, kept: Kept) -> None:
        """Show what is kept.

        Args:
            kept: Everything.
        """
        for old in self.cards:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = [self._card(each) for each in kept.preparations]
        for place, made in enumerate(self.cards):
            self._column.insertWidget(place, made)
        self.new.setVisible(bool(self.cards))
        self._views.setCurrentIndex(2 if self.cards else 1)

    def _card(self, preparation: Preparation) -> QFrame:
        say, words = self._context.say, self._context.words
        title = title_of(preparation, words)
        count = len(preparation.requirements)
        summary = say("ui.prepare.requirements", n=count) if count else say("ui.prepare.no_requirements")
        open_button = QPushButton(say("ui.prepare.open"))
        open_button.setAccessibleName(say("ui.prepare.open_of", title=title))
        open_button.clicked.connect(partial(self.opened.emit, preparation))
        delete = QPushButton(say("ui.prepare.delete"))
        delete.setProperty("kind", "quiet")
        delete.setAccessibleName(say("ui.prepare.delete_of", title=title))
        delete.clicked.connect(partial(self.deleted.emit, preparation))
        texts = QVBoxLayout()
        texts.setSpacing(Space.XS)
        texts.addWidget(label(day_line(self._context, preparation), "small"))
        texts.addWidget(label(title, "card_title", wrap=True))
        texts.addWidget(label(summary, "muted"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addLayout(texts, 1)
        line.addWidget(open_button, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(delete, 0, Qt.AlignmentFlag.AlignVCenter)
        return card(row)


def day_line(context: Context, preparation: Preparation) -> str:
    """When an interview is, in short.

    Args:
        context: What it may use.
        preparation: Which.

    Returns:
        Such as "First interview on Thursday 26 November 2026, 10:00".
    """
    say, words, day = context.say, context.words, preparation.day
    stage = say(f"prepare.stage.{day.stage}")
    if day.starts_at is None:
        return say("ui.prepare.not_dated", stage=stage)
    at = day.starts_at  # with its own offset: ten o'clock there is ten o'clock on the card too
    return say("ui.prepare.interview_on", stage=stage, date=words.date(at), time=words.time_of_day(at))
