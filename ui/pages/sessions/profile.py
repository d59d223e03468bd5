"""The profile of a session in the list: one small bar a dimension, a dash where it did not apply."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from ui.theme import Theme

TOP_LEVEL = 5
_WIDTH = 6.0
_GAP = 3.0
_HEIGHT = 26.0
_DASH = 2.0


def profile_size(theme: Theme, bars: int) -> QSizeF:
    """How much room a profile takes.

    Args:
        theme: Scales it with the text.
        bars: How many dimensions.

    Returns:
        Its size in pixels.
    """
    return QSizeF(theme.scaled(bars * _WIDTH + (bars - 1) * _GAP), theme.scaled(_HEIGHT))


def draw_profile(painter: QPainter, box: QRectF, levels: Sequence[int | None], theme: Theme) -> None:
    """Draw a profile.

    Args:
        painter: Ready to paint.
        box: Where, as large as ``profile_size`` says.
        levels: 1 to 5 a dimension, None for a dash.
        theme: Colours.
    """
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    step = (box.width() + theme.scaled(_GAP)) / max(1, len(levels))
    width = step - theme.scaled(_GAP)
    for number, level in enumerate(levels):
        height = theme.scaled(_DASH) if level is None else box.height() * level / TOP_LEVEL
        bar = QRectF(box.left() + number * step, box.bottom() - height, width, height)
        painter.setBrush(theme.colour("level_track" if level is None else "accent"))
        painter.drawRoundedRect(bar, min(2.0, height / 2), min(2.0, height / 2))
    painter.restore()
