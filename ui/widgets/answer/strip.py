"""The strip of an answer's parts, with the place that is being played; a press plays from there."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.model.score import StarPart
from coach.reports.document import Segment
from ui.theme import TextSize, Theme

HEIGHT = 18
GAP = 2.0
STEP = 0.02


class Strip(QWidget):
    """Segments beside each other, as long as the parts were.

    Signals:
        asked(float): Play from this share of the sound, 0.0 to 1.0.

    Args:
        theme: For the colours.
    """

    asked = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._segments: tuple[Segment, ...] = ()
        self._at: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_segments(self, segments: tuple[Segment, ...]) -> None:
        """Show another answer.

        Args:
            segments: Its parts; none for a plain strip.
        """
        self._segments = segments
        self._at = None
        self.update()

    def show_place(self, share: float | None) -> None:
        """Show what is being played.

        Args:
            share: 0.0 to 1.0 of the sound; None when it is silent.
        """
        self._at = share
        self.update()

    def set_playable(self, playable: bool) -> None:  # noqa: FBT001 - a setter
        """Whether there is a sound to be played.

        Args:
            playable: Whether.
        """
        self.setCursor(Qt.CursorShape.PointingHandCursor if playable else Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if playable else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A line that letters fit on."""
        return QSize(240, HEIGHT + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower, where there is little room."""
        return QSize(80, HEIGHT + 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Play from there."""
        if self.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            self.asked.emit(min(1.0, max(0.0, event.position().x() / max(1, self.width()))))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go back and on."""
        steps = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(min(1.0, max(0.0, (self._at or 0.0) + step)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the segments, the place, and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, (self.height() - HEIGHT) / 2, self.width(), HEIGHT)
        path = QPainterPath()
        path.addRoundedRect(whole, HEIGHT / 2, HEIGHT / 2)
        painter.setClipPath(path)
        painter.fillRect(whole, self._theme.colour("level_track"))
        self._draw_segments(painter, whole)
        painter.setClipping(False)
        if self._at is not None:
            x = min(self.width() - 2.0, max(1.0, self._at * self.width()))
            painter.setPen(QPen(self._theme.colour("text"), 2))
            painter.drawLine(int(x), 0, int(x), self.height())
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, -1, -1, 1), HEIGHT / 2, HEIGHT / 2)

    def _draw_segments(self, painter: QPainter, whole: QRectF) -> None:
        tokens = self._theme.tokens
        font = self._theme.font(TextSize.SMALL, strong=True)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        left = 0.0
        for segment in self._segments:
            width = segment.share * whole.width()
            box = QRectF(left, whole.y(), max(1.0, width - GAP), whole.height())
            left += width
            if not segment.part:
                continue
            painter.fillRect(box, QColor(tokens.part(StarPart(segment.part))))
            if metrics.horizontalAdvance(segment.letter) + 6 < box.width():
                painter.setPen(QColor(tokens.panel))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, segment.letter)
