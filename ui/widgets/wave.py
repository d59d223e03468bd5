"""The live wave: how loud the answer has been, moment by moment."""

import math
from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.i18n import Say
from ui.theme import Theme

BAR = 3.0
PITCH = 6.0
PUSHES_A_BAR = 3
"""A bar stands for about a tenth of a second."""
KEPT = 600
FLOOR = 4.0


HEARD = ("nothing", "quiet", "clear", "loud")
"""What a screen reader finds, so that it has no news at every word; from nothing to the loudest."""


class LiveWave(QLabel):
    """Bars from left to right; when there is no more room, the oldest leave.

    A screen reader finds words in its place, and is not told of them: a progress bar would be read out, or
    beep, in the middle of an answer.

    Args:
        theme: For the colours.
        say: The words.
    """

    def __init__(self, theme: Theme, say: Say) -> None:
        super().__init__()
        self._theme = theme
        self._say = say
        self._heard = ""
        self._tell(0.0)
        self._bars: deque[float] = deque(maxlen=KEPT)
        self._loudest = 0.0
        self._pushed = 0
        self._paused = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def push(self, peak: float) -> None:
        """Take note of the newest loudness.

        Args:
            peak: 0.0 to 1.0.
        """
        self._loudest = max(self._loudest, peak)
        self._pushed += 1
        if self._pushed >= PUSHES_A_BAR:
            self._bars.append(self._loudest)
            self._tell(self._loudest)
            self._loudest, self._pushed = 0.0, 0
            self.update()

    def set_paused(self, paused: bool) -> None:  # noqa: FBT001 - a setter
        """Whether nothing is recorded now, which is drawn in a quieter colour.

        Args:
            paused: Whether.
        """
        if paused != self._paused:
            self._paused = paused
            self.update()

    def clear(self) -> None:
        """Forget everything, for another answer."""
        self._bars.clear()
        self._tell(0.0)
        self._loudest, self._pushed = 0.0, 0
        self.update()

    def _tell(self, peak: float) -> None:
        heard = HEARD[min(len(HEARD) - 1, math.ceil((len(HEARD) - 1) * min(1.0, peak) ** 0.5))]
        if heard != self._heard:
            self._heard = heard
            self.setAccessibleName(self._say(f"ui.practice.interview.heard_{heard}"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """High enough to see quiet speech move."""
        return QSize(480, 84)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Lower in a small window."""
        return QSize(120, 56)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what was heard, and dots for what is to come."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = max(1, int(self.width() / PITCH))
        bars = list(self._bars)[-int(room * 0.8) :]
        middle, high = self.height() / 2, self.height() - 2
        painter.setBrush(self._theme.colour("muted" if self._paused else "accent"))
        for number, loudness in enumerate(bars):
            # The root lets quiet speech be seen beside loud speech.
            length = max(FLOOR, min(1.0, loudness) ** 0.5 * high)
            painter.drawRoundedRect(QRectF(number * PITCH, middle - length / 2, BAR, length), 1.5, 1.5)
        painter.setBrush(self._theme.colour("level_track"))
        for number in range(len(bars), room):
            painter.drawRoundedRect(QRectF(number * PITCH, middle - FLOOR / 2, BAR, FLOOR), 1.5, 1.5)
