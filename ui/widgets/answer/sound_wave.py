"""The sound of a kept answer, drawn; a press plays from there."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

BUCKETS = 400
"""Finer than it is ever drawn: bars are the loudest of what falls into them."""
BAR, PITCH, FLOOR = 2.0, 4.0, 2.0


class SoundWave(QWidget):
    """Bars as high as the sound is loud, the part that was played in the accent's colour.

    The strip beside it is what keyboard and screen reader use; this one is for the eye and the mouse.

    Signals:
        asked(float): Play from this share of the sound, 0.0 to 1.0.

    Args:
        theme: For the colours.
    """

    asked = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._peaks: NDArray[np.float32] = np.zeros(0, np.float32)
        self._at = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def peaks(self) -> NDArray[np.float32]:
        """What is drawn, shape ``(buckets,)``, 0.0 to 1.0."""
        return self._peaks

    def show_peaks(self, peaks: NDArray[np.float32]) -> None:
        """Show another sound.

        Args:
            peaks: Shape ``(buckets,)``, 0.0 to 1.0; none to show nothing.
        """
        self._peaks = peaks
        self._at = 0.0
        self.setVisible(len(peaks) > 0)
        self.update()

    def show_place(self, share: float | None) -> None:
        """Show what was played.

        Args:
            share: 0.0 to 1.0 of the sound; None when it is silent.
        """
        self._at = share or 0.0
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Low: it is there to find a place, not to be read."""
        return QSize(240, 36)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Play from there."""
        self.asked.emit(min(1.0, max(0.0, event.position().x() / max(1, self.width()))))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bars, loud ones against the loudest."""
        count = min(len(self._peaks), max(1, int(self.width() / PITCH)))
        if not count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        starts = (np.arange(count) * len(self._peaks)) // count
        bars = np.maximum.reduceat(self._peaks, starts)
        loudest = max(float(bars.max()), 0.02)
        played, coming = self._theme.colour("accent"), self._theme.colour("muted")
        coming.setAlphaF(0.45)
        for index, bar in enumerate(bars):
            height = max(FLOOR, float(bar) / loudest * (self.height() - 2))
            painter.setBrush(played if index < self._at * count else coming)
            left = index * self.width() / count
            painter.drawRoundedRect(QRectF(left, (self.height() - height) / 2, BAR, height), 1, 1)
