"""One trend as a card: its name, the newest value, how it stands, and the line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.pages.progress.values import Card
from ui.theme import Space, Theme
from ui.widgets.parts import label
from ui.widgets.trend_line import TrendLine


class TrendCard(QFrame):
    """A card of the small multiples.

    Signals:
        opened(str): Id of the session that is to be shown.

    Args:
        theme: For the colours.
        found: What it shows.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, found: Card) -> None:
        super().__init__()
        self._sessions = found.sessions
        self.setProperty("role", "card")
        self.number = label(found.number, "title")
        self.verdict = label(found.verdict, "small", wrap=True)
        self.line = TrendLine(theme)
        self.line.setAccessibleName(found.spoken)
        self.line.show_series(found.values, found.texts, band=found.band, span=found.span)
        self.line.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.M)
        column.setSpacing(Space.XS)
        column.addWidget(label(found.title, "section"))
        beside = QHBoxLayout()
        beside.setSpacing(Space.S)
        beside.addWidget(self.number, 0, Qt.AlignmentFlag.AlignBaseline)
        beside.addWidget(self.verdict, 1, Qt.AlignmentFlag.AlignBaseline)
        column.addLayout(beside)
        column.addWidget(self.line)
        column.addStretch(1)

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._sessions):
            self.opened.emit(self._sessions[place])
