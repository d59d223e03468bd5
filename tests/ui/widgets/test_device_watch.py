"""A list of devices that is right while somebody looks at it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.audio.ports import Device
from coach.errors import NoMicrophoneError
from ui.context import Context
from ui.widgets import device_watch
from ui.widgets.device_watch import DeviceWatch

BUILT_IN, HEADSET = Device("Built-in", "test", is_default=True), Device("Headset", "test")


class Devices:
    """What is plugged in."""

    def __init__(self) -> None:
        self.there: tuple[Device, ...] = (BUILT_IN,)
        self.trouble = False
        self.asked = 0

    def __call__(self) -> tuple[Device, ...]:
        self.asked += 1
        if self.trouble:
            raise NoMicrophoneError("error.audio.no_answer")
        return self.there


@pytest.fixture
def shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[QWidget, DeviceWatch, list[Any]]]:
    """Shows a page with a watch on it that looks often; gives what it told."""

    def make(context: Context, devices: Any, **more: Any) -> tuple[QWidget, DeviceWatch, list[Any]]:
        monkeypatch.setattr(device_watch, "LOOK_EVERY_MS", 5)
        page = QWidget()
        qtbot.addWidget(page)
        watch = DeviceWatch(context, devices, page, **more)
        told: list[Any] = []
        watch.changed.connect(told.append)
        watch.failed.connect(lambda content: told.append(content.id))
        page.show()
        return page, watch, told

    return make


def test_changes_are_told_once_while_the_page_is_shown(
    qtbot: QtBot, context: Context, shown: Callable[..., Any]
) -> None:
    devices = Devices()
    page, watch, told = shown(context, devices)
    watch.tell()
    qtbot.waitUntil(lambda: devices.asked > 3)
    assert told == [(BUILT_IN,)]
    devices.there = (BUILT_IN, HEADSET)
    qtbot.waitUntil(lambda: len(told) == 2)
    devices.trouble = True
    qtbot.waitUntil(lambda: told[2:] == ["error.audio.no_answer"])
    devices.trouble, devices.there = False, ()
    qtbot.waitUntil(lambda: told[3:] == [()])

    page.hide()
    asked = devices.asked
    qtbot.wait(30)
    assert devices.asked == asked
    watch.tell()
    assert told[4:] == [()]


def test_nobody_is_disturbed_while_it_is_to_be_quiet(
    qtbot: QtBot, context: Context, shown: Callable[..., Any]
) -> None:
    devices = Devices()
    page, _watch, told = shown(context, devices, quiet=lambda: True)
    qtbot.wait(30)

    assert page.isVisible()
    assert (devices.asked, told) == (0, [])
