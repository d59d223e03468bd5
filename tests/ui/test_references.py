"""Qt's bindings give back every reference that they take (PySide6 6.12.0 does not; DECISIONS.md, 3)."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

TICKS_A_MINUTE = 60 * 30  # an interview's timer ticks about every 33 ms


class Meter(QWidget):
    """What a page does at each tick: words, a size, a repaint."""

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel(self)
        self.ticks = 0

    def tick(self) -> None:
        self.ticks += 1
        self.label.setText(f"0:{self.ticks % 60:02}")
        self.label.setVisible(True)
        self.label.setProperty("state", "loud" if self.ticks % 2 else "quiet")
        self.resize(200 + self.ticks % 3, 40)
        self.update()


def test_a_minute_of_ticks_keeps_no_reference_to_none(qtbot: QtBot) -> None:
    meter = Meter()
    qtbot.addWidget(meter)
    meter.show()
    timer = QTimer(meter)
    timer.timeout.connect(meter.tick)
    timer.start(0)
    qtbot.waitUntil(lambda: meter.ticks > 50)
    before, ticks_before = sys.getrefcount(None), meter.ticks
    qtbot.waitUntil(lambda: meter.ticks - ticks_before >= TICKS_A_MINUTE, timeout=30_000)
    timer.stop()
    lost = before - sys.getrefcount(None)
    # A lost reference a call would be thousands; what else the interpreter does moves the count a little.
    assert abs(lost) < TICKS_A_MINUTE // 4
