"""How loud the microphone is now."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from coach.audio.levels import FLOOR_DBFS, dbfs
from coach.audio.ports import Level
from ui.i18n import Say
from ui.theme import Theme

QUIETEST_DBFS = -60.0
"""What is quieter is shown as nothing."""
FALL_DB = 2.5
"""A step, so that the bar falls slower than speech does."""


STEPS = 6
"""What a screen reader tells of the loudness: in steps of 10 dB, so that it is not told at every word."""


class LevelMeter(QProgressBar):
    """A bar that follows the peaks; it is a progress bar, so that its value can be read.

    Args:
        theme: For the colours.
        say: The words.
    """

    def __init__(self, theme: Theme, say: Say) -> None:
        super().__init__()
        self._theme = theme
        self._dbfs = FLOOR_DBFS
        self._clipped = False
        self.setRange(0, STEPS)
        self.setValue(0)
        self.setTextVisible(False)
        self.setAccessibleName(say("ui.practice.check.meter"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_level(self, level: Level) -> None:
        """Show the newest loudness.

        Args:
            level: Of the newest block.
        """
        self._dbfs = max(dbfs(level.peak), self._dbfs - FALL_DB)
        self._clipped = level.clipped
        self.setValue(round(STEPS * self._share()))
        self.update()

    def clear(self) -> None:
        """Show silence."""
        self._dbfs, self._clipped = FLOOR_DBFS, False
        self.setValue(0)
        self.update()

    def _share(self) -> float:
        return min(1.0, max(0.0, 1.0 - self._dbfs / QUIETEST_DBFS))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A line."""
        return QSize(240, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the track, and on it the loudness."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, (self.height() - 6) / 2, self.width(), 6)
        painter.setBrush(self._theme.colour("level_track"))
        painter.drawRoundedRect(track, 3, 3)
        track.setWidth(self.width() * self._share())
        painter.setBrush(self._theme.colour("warning" if self._clipped else "accent"))
        painter.drawRoundedRect(track, 3, 3)
