"""A button that shows the key which does the same."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.theme import Space, TextSize, Theme

_KEY_PADDING = 5.0
_KEY_RADIUS = 4.0


class KeyButton(QPushButton):
    """A button with its key beside its words.

    It shows the key and does not bind it: what a key does depends on the focus, which the page knows.

    Args:
        text: What it does.
        keys: The key, as ``QKeySequence`` reads it, such as "Ctrl+R" or "Space"; empty for none.
        theme: For the colours that it paints with.
        primary: Whether it is the one thing to do next.
        parent: Its parent.
    """

    def __init__(
        self, text: str, keys: str, theme: Theme, *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._keys = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        if primary:
            self.setProperty("kind", "primary")
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._keys)
        theme.changed.connect(self._restyle)

    @property
    def keys(self) -> str:
        """The key as this system writes it."""
        return self._keys

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the words and the key."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._key_room(), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the words; where there is no more, the key is left out, since half of it would mislead."""
        return super().sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame by the style, then the words and the key."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._ink()
        room = self._key_room() if self.width() >= self.sizeHint().width() else 0
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        left = (self.width() - words - room) / 2
        painter.setPen(ink)
        painter.setFont(self.font())
        box = QRectF(left, 0, words + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if room:
            self._draw_key(painter, left + words + Space.S, ink)

    def _draw_key(self, painter: QPainter, left: float, ink: QColor) -> None:
        font = self._theme.font(TextSize.SMALL, strong=True)
        metrics = QFontMetricsF(font)
        height = metrics.height() + 1
        width = metrics.horizontalAdvance(self._keys) + 2 * _KEY_PADDING
        box = QRectF(left + 0.5, (self.height() - height) / 2, width, height)
        painter.setFont(font)
        frame = QColor(ink)
        frame.setAlphaF(0.55)
        painter.setPen(QPen(frame, 1.0))
        painter.drawRoundedRect(box, _KEY_RADIUS, _KEY_RADIUS)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)

    def _key_room(self) -> int:
        if not self._keys:
            return 0
        metrics = QFontMetricsF(self._theme.font(TextSize.SMALL, strong=True))
        return round(metrics.horizontalAdvance(self._keys) + 2 * _KEY_PADDING + Space.S)

    def _ink(self) -> QColor:
        primary = self.property("kind") == "primary"
        if not self.isEnabled():
            return self._theme.colour("text" if primary else "muted")
        return self._theme.colour("on_accent" if primary else "text")

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
