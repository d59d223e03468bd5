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
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider

from coach.model.score import StarPart
from coach.reports.document import Segment
from ui.theme import TextSize, Theme

HEIGHT = 18
GAP = 2.0
STEP_S = 5.0


class Strip(QSlider):
    """Segments beside each other, as long as the parts were.

    It is a slider, in seconds, so that a screen reader tells where the sound is and how long it is.

    Signals:
        asked(float): Play from this share of the sound, 0.0 to 1.0.

    Args:
        theme: For the colours.
    """

    asked = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._length_s = 0.0
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
        self.show_place(None)

    def set_length(self, length_s: float) -> None:
        """How long the sound is.

        Args:
            length_s: In seconds; 0.0 for none.
        """
        self._length_s = length_s
        self.setRange(0, round(length_s))

    def show_place(self, share: float | None) -> None:
        """Show what is being played.

        Args:
            share: 0.0 to 1.0 of the sound; None when it is silent.
        """
        self._at = share
        self.setValue(round((share or 0.0) * self._length_s))
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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing moves with the pointer: a press is what counts."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel is for the page."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Play from there."""
        if self.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            self.asked.emit(min(1.0, max(0.0, event.position().x() / max(1, self.width()))))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go back and on by five seconds; Home goes to the start. All else is the page's."""
        keys = Qt.Key
        steps = {keys.Key_Left: -STEP_S, keys.Key_Right: STEP_S, keys.Key_Home: -self._length_s}
        step_s = steps.get(Qt.Key(event.key()))
        if step_s is None or not self._length_s or event.modifiers():
            event.ignore()
        else:
            self.asked.emit(min(1.0, max(0.0, (self._at or 0.0) + step_s / self._length_s)))

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
