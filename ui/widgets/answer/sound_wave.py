"""The sound of a kept answer, drawn; a press plays from there."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from ui.theme import Theme
from ui.widgets.answer.seek_bar import SeekBar

BUCKETS = 400
"""Finer than it is ever drawn: bars are the loudest of what falls into them."""
BAR, PITCH, FLOOR = 2.0, 4.0, 2.0


class SoundWave(SeekBar):
    """Bars as high as the sound is loud, the part that was played in the accent's colour.

    The strip beside it is what the keyboard uses: one of the two is enough to stop at.

    Args:
        theme: For the colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._peaks: NDArray[np.float32] = np.zeros(0, np.float32)
        self._wanted = True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "twin")
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
        self.show_place(None)
        self._show()

    def set_wanted(self, wanted: bool) -> None:  # noqa: FBT001 - a setter
        """Whether there is room for it.

        Args:
            wanted: Whether.
        """
        self._wanted = wanted
        self._show()

    def _show(self) -> None:
        self.setVisible(self._wanted and len(self._peaks) > 0)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Low: it is there to find a place, not to be read."""
        return QSize(240, 36)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower, where there is little room."""
        return QSize(80, 36)

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
        played_to = (self._at or 0.0) * count
        played, coming = self._theme.colour("accent"), self._theme.colour("muted")
        coming.setAlphaF(0.45)
        for index, bar in enumerate(bars):
            height = max(FLOOR, float(bar) / loudest * (self.height() - 2))
            painter.setBrush(played if index < played_to else coming)
            left = index * self.width() / count
            painter.drawRoundedRect(QRectF(left, (self.height() - height) / 2, BAR, height), 1, 1)
