"""The strip of an answer's parts, with the place that is being played; a press plays from there."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen

from coach.model.score import StarPart
from coach.reports.document import Segment
from ui.theme import TextSize, Theme
from ui.widgets.answer.seek_bar import SeekBar

HEIGHT = 18
GAP = 2.0


class Strip(SeekBar):
    """Segments beside each other, as long as the parts were.

    Args:
        theme: For the colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._segments: tuple[Segment, ...] = ()

    def show_segments(self, segments: tuple[Segment, ...]) -> None:
        """Show another answer.

        Args:
            segments: Its parts; none for a plain strip.
        """
        self._segments = segments
        self.show_place(None)

    def set_playable(self, playable: bool) -> None:  # noqa: FBT001 - a setter
        """Whether there is a sound to be played.

        Args:
            playable: Whether; only then Tab stops here.
        """
        super().set_playable(playable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if playable else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A line that letters fit on."""
        return QSize(240, HEIGHT + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower, where there is little room."""
        return QSize(80, HEIGHT + 4)

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
            x = int(min(self.width() - 3.0, max(2.0, self._at * self.width())))
            # With an edge of the ground's colour, since a part may be nearly as dark as the line.
            for colour, width in (("panel", 6), ("text", 2)):
                painter.setPen(QPen(self._theme.colour(colour), width))
                painter.drawLine(x, 0, x, self.height())
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
