"""A small series with the person's own normal swing shaded; drawn alike wherever a trend is shown."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip

from ui.a11y import announce
from ui.theme import Theme

EDGE = 7.0
"""Room around the line for the dot of the newest session and for the chosen one."""


def draw_series(
    painter: QPainter,
    box: QRectF,
    values: Sequence[float],
    *,
    band: tuple[float, float] | None,
    span: tuple[float, float],
    colours: tuple[QColor, QColor],
) -> list[QPointF]:
    """Draw a band, and a line over it with a dot at its end.

    Args:
        painter: On the widget.
        box: Where.
        values: From left to right, at even distances.
        band: Low and high of what is shaded; None for no band.
        span: The values at the bottom and at the top of the box.
        colours: Of the line and of the band.

    Returns:
        Where each value lies.
    """
    low, high = span
    scale = box.height() / max(high - low, 1e-9)

    def y(value: float) -> float:
        return box.bottom() - (min(max(value, low), high) - low) * scale

    painter.setPen(Qt.PenStyle.NoPen)
    if band is not None:
        painter.setBrush(QBrush(colours[1]))
        painter.drawRect(
            QRectF(box.left() - 3, y(band[1]), box.width() + 6, max(2.0, y(band[0]) - y(band[1])))
        )
    step = box.width() / max(1, len(values) - 1)
    left = box.left() if len(values) > 1 else box.right()
    points = [QPointF(left + place * step, y(value)) for place, value in enumerate(values)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours[0], 2))
    painter.drawPolyline(QPolygonF(points))
    if points:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colours[0]))
        painter.drawEllipse(points[-1], 4, 4)
    return points


class TrendLine(QSlider):
    """A series; Left and Right go from session to session, Enter opens one.

    It is a slider over its sessions, so that a screen reader tells which one of how many the keyboard is at.

    Signals:
        opened(int): The place of the session that is to be shown.

    Args:
        theme: For the colours.
    """

    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._values: tuple[float, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._band: tuple[float, float] | None = None
        self._span = (0.0, 1.0)
        self._points: list[QPointF] = []
        self._chosen = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_series(
        self,
        values: Sequence[float],
        texts: Sequence[str],
        *,
        band: tuple[float, float] | None,
        span: tuple[float, float],
    ) -> None:
        """Show another series.

        Args:
            values: Oldest first.
            texts: What is said of each, such as its day and its value.
            band: Low and high of the normal swing; None when it is not known.
            span: The lowest and highest value that there is room for.
        """
        self._values, self._texts, self._band, self._span = tuple(values), tuple(texts), band, span
        self._chosen = -1
        self.setRange(0, len(self._values))
        self.setValue(0)
        self.update()

    @property
    def chosen(self) -> int:
        """The session that the keyboard is at; -1 for none."""
        return self._chosen

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide and low."""
        return QSize(140, 76)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower, where there is little room."""
        return QSize(80, 64)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the series, the chosen session, and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        colours = (self._theme.colour("accent"), self._theme.colour("accent_soft"))
        self._points = draw_series(
            painter, box, self._values, band=self._band, span=self._span, colours=colours
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if 0 <= self._chosen < len(self._points):
            painter.setPen(QPen(self._theme.colour("text"), 2))
            painter.drawEllipse(self._points[self._chosen], 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and Right choose, Home and End go to the ends, Enter opens; all else is the page's."""
        keys, last = Qt.Key, len(self._values) - 1
        here = self._chosen if self._chosen >= 0 else last + 1
        steps = {keys.Key_Left: here - 1, keys.Key_Right: here + 1, keys.Key_Home: 0, keys.Key_End: last}
        key = keys(event.key())
        if key in steps and last >= 0:
            self._choose(min(last, max(0, steps[key])))
        elif key in {keys.Key_Return, keys.Key_Enter} and self._chosen >= 0:
            self.opened.emit(self._chosen)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the session under the pointer."""
        place = self._at(event.position().x())
        if place >= 0:
            QToolTip.showText(event.globalPosition().toPoint(), self._texts[place], self)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel is for the page."""
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The press is what counts."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the session under the pointer."""
        place = self._at(event.position().x())
        if place >= 0:
            self.opened.emit(place)

    def _at(self, x: float) -> int:
        if not self._points:
            return -1
        lefts = [point.x() for point in self._points]
        right = bisect_left(lefts, x)
        near = [place for place in (right - 1, right) if 0 <= place < len(lefts)]
        return min(near, key=lambda place: abs(lefts[place] - x))

    def _choose(self, place: int) -> None:
        self._chosen = place
        self.setValue(place + 1)
        self.update()
        announce(self, self._texts[place])
        if place < len(self._points):
            QToolTip.showText(self.mapToGlobal(self._points[place].toPoint()), self._texts[place], self)
