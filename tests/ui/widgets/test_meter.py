"""The meter follows the loudness, also for a screen reader."""

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from coach.audio.ports import Level
from ui.context import Context
from ui.widgets.meter import STEPS, LevelMeter


def test_its_value_is_told(qtbot: QtBot, context: Context) -> None:
    meter = LevelMeter(context.theme, context.say)
    qtbot.addWidget(meter)
    told = QAccessible.queryAccessibleInterface(meter).valueInterface()
    assert float(told.currentValue()) == 0.0
    meter.show_level(Level(rms=0.5, peak=1.0, clipped=False))
    assert float(told.currentValue()) == float(told.maximumValue()) == STEPS
    meter.clear()
    assert float(told.currentValue()) == 0.0
