"""The levels of one answer: a line a dimension, and its reason and evidence on demand."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.model.score import AnswerScore, Dimension
from coach.reports.document import Row
from ui.context import Context
from ui.theme import Space, Theme
from ui.widgets.answer.quote import QuoteButton
from ui.widgets.parts import divider, label

TOP_LEVEL = 5


class LevelBar(QWidget):
    """A bar of five fifths.

    Args:
        level: 1 to 5.
        theme: For the colours.
    """

    def __init__(self, level: int, theme: Theme) -> None:
        super().__init__()
        self._level = level
        self._theme = theme
        self.setProperty("role", "decoration")  # the name beside it tells the level
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough to tell five fifths apart."""
        return QSize(110, 16)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower, where there is little room."""
        return QSize(48, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the track, and on it the level."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, (self.height() - 6) / 2, self.width(), 6)
        painter.setBrush(self._theme.colour("level_track"))
        painter.drawRoundedRect(track, 3, 3)
        track.setWidth(self.width() * self._level / TOP_LEVEL)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(track, 3, 3)


class LevelList(QWidget):
    """One line a dimension; a press on its name opens the reason, with the words that show it.

    Signals:
        play_asked(float, float): From and until which second a quote is to be heard.

    Args:
        context: What it may use.
        score: The levels.
        rows: Reasons of the dimensions that apply, in order; then perhaps those that don't.
    """

    play_asked = Signal(float, float)

    def __init__(self, context: Context, score: AnswerScore, rows: tuple[Row, ...]) -> None:
        super().__init__()
        self._context = context
        self._score = score
        self.quotes: list[QuoteButton] = []
        self.names: list[QPushButton] = []
        self._details: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(1, 1)
        reasons = iter(rows)
        for name in Dimension:
            if score.dimension(name).applies:
                self._add(name, next(reasons, None))
        for name in Dimension:
            if not score.dimension(name).applies:
                self._add(name, None)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can be reached by Tab, in order."""
        return tuple(self.names)

    def _add(self, name: Dimension, row: Row | None) -> None:
        say, found = self._context.say, self._score.dimension(name)
        line = self._grid.rowCount()
        title = say(f"dimension.{name.value}")
        button = QPushButton(title)
        button.setProperty("kind", "link")
        button.setCheckable(True)
        self._grid.addWidget(button, line, 0)
        if found.level is not None:
            self._grid.addWidget(LevelBar(found.level, self._context.theme), line, 1)
            self._grid.addWidget(label(str(found.level), "strong"), line, 2)
            told = say("level.heading", dimension=title, level=found.level)
        else:
            key = "ui.practice.feedback.not_scored" if found.applies else "ui.practice.feedback.not_asked"
            told = f"{title}: {say(key)}"
            self._grid.addWidget(label(say(key), "small", wrap=True), line, 1)
            self._grid.addWidget(label(say("level.dash"), "muted"), line, 2)
        button.setAccessibleName(told)
        button.setAccessibleDescription(say("ui.practice.feedback.why"))
        detail = self._detail(name, row)
        detail.setVisible(False)
        self._grid.addWidget(detail, line + 1, 0, 1, 3)
        button.toggled.connect(detail.setVisible)
        button.toggled.connect(partial(self._close_others, button))
        self.names.append(button)
        self._details.append(detail)

    def _close_others(self, opened: QPushButton, checked: bool) -> None:  # noqa: FBT001 - a signal's value
        if checked:
            for button in self.names:
                if button is not opened:
                    button.setChecked(False)

    def _detail(self, name: Dimension, row: Row | None) -> QWidget:
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, Space.S)
        column.setSpacing(Space.XS)
        if row is None:
            reason = self._context.say.message(self._score.dimension(name).reason)
            column.addWidget(label(reason[:1].upper() + reason[1:], "small", wrap=True))
        else:
            column.addWidget(label(row.text, "", wrap=True))
            for quote in row.quotes:
                button = QuoteButton(quote, self._context.say, role="muted")
                button.play_asked.connect(self.play_asked)
                self.quotes.append(button)
                column.addWidget(button)
            if row.note:
                column.addWidget(label(row.note, "small", wrap=True))
        column.addWidget(divider())
        return detail
