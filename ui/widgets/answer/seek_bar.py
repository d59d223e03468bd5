"""What the strip and the wave of an answer have in common: a place in its sound, and going to another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from ui.theme import Theme

STEP_S = 5.0


class SeekBar(QSlider):
    """It is a slider, in seconds, so that a screen reader tells where the sound is and how long it is.

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
        self._at: float | None = None
        self._playable = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

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
        self._playable = playable
        self.setCursor(Qt.CursorShape.PointingHandCursor if playable else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Play from there."""
        if self._playable:
            self.asked.emit(min(1.0, max(0.0, event.position().x() / max(1, self.width()))))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing moves with the pointer: a press is what counts."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Likewise."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel is for the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go back and on by five seconds; Home goes to the start. All else is the page's."""
        keys = Qt.Key
        steps = {keys.Key_Left: -STEP_S, keys.Key_Right: STEP_S, keys.Key_Home: -self._length_s}
        step_s = steps.get(Qt.Key(event.key()))
        if step_s is None or not self._length_s or event.modifiers():
            event.ignore()
        else:
            self.asked.emit(min(1.0, max(0.0, (self._at or 0.0) + step_s / self._length_s)))
