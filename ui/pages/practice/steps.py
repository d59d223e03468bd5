"""How far the interview is: one stroke a question."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import Say
from ui.theme import Theme

GAP = 6.0
STROKE = 6.0


class ProgressSteps(QWidget):
    """Strokes beside each other; those before the current question are full.

    Args:
        theme: For the colours.
        say: The words.
    """

    def __init__(self, theme: Theme, say: Say) -> None:
        super().__init__()
        self._theme = theme
        self._say = say
        self._now = (1, 0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_steps(self, count: int, current: int, share: float) -> None:
        """Show how far it is.

        Args:
            count: How many questions there are.
            current: Which is asked, from 0.
            share: How far its answer is, 0.0 to 1.0.
        """
        now = (max(1, count), current, round(share, 2))
        if now != self._now:
            self._now = now
            self.setAccessibleName(self._say("ui.practice.interview.number", number=current + 1, count=count))
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A line."""
        return QSize(320, int(STROKE) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a stroke for each question."""
        count, current, share = self._now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - GAP * (count - 1)) / count
        top = (self.height() - STROKE) / 2
        for number in range(count):
            box = QRectF(number * (width + GAP), top, width, STROKE)
            painter.setBrush(self._theme.colour("level_track"))
            painter.drawRoundedRect(box, STROKE / 2, STROKE / 2)
            done = 1.0 if number < current else (share if number == current else 0.0)
            if done > 0.0:
                box.setWidth(max(STROKE, width * done))
                painter.setBrush(self._theme.colour("accent"))
                painter.drawRoundedRect(box, STROKE / 2, STROKE / 2)
