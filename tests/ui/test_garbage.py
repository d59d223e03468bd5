"""A widget that nobody holds is destroyed on the main thread, whichever thread asks for memory."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from ui.garbage import Garbage

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def busy() -> list[bool]:
    return [False]


@pytest.fixture
def garbage(busy: list[bool]) -> Iterator[Garbage]:
    owner = QObject()
    gc.enable()
    made = Garbage(lambda: busy[0], owner)
    yield made
    made.end()


def circle(destroyed_on: list[threading.Thread]) -> None:
    """A widget that is held by itself alone."""
    widget = QWidget()
    widget.setProperty("circle", "closed")
    vars(widget)["me"] = widget
    widget.destroyed.connect(
        lambda: destroyed_on.append(threading.current_thread()), Qt.ConnectionType.DirectConnection
    )


def ask_for_memory() -> None:
    """Enough for Python to collect several times."""
    held: list[list[int]] = [[] for _ in range(20 * gc.get_threshold()[0])]
    held.clear()


def on_a_thread() -> None:
    worker = threading.Thread(target=ask_for_memory)
    worker.start()
    worker.join()


def test_a_worker_destroys_no_widget(garbage: Garbage) -> None:
    destroyed_on: list[threading.Thread] = []
    gc.collect()
    circle(destroyed_on)
    on_a_thread()
    assert destroyed_on == []
    held = [[] for _ in range(2 * gc.get_threshold()[0])]  # type: ignore[var-annotated]
    garbage.look()
    assert len(held) > 0
    assert destroyed_on == [threading.main_thread()]


def test_little_is_left_until_there_is_more(garbage: Garbage) -> None:
    destroyed_on: list[threading.Thread] = []
    gc.collect()
    circle(destroyed_on)
    garbage.look()
    assert destroyed_on == []


def collections() -> tuple[int, int, int]:
    """How often each age was collected."""
    new, young, old = (each["collections"] for each in gc.get_stats())
    return new, young, old


@pytest.mark.parametrize(("interview", "whole"), [(False, True), (True, False)])
def test_all_of_it_is_never_collected_in_an_interview(
    garbage: Garbage, busy: list[bool], *, interview: bool, whole: bool
) -> None:
    busy[0] = interview
    before = collections()
    for _ in range(200):
        held = [[] for _ in range(2 * gc.get_threshold()[0])]  # type: ignore[var-annotated]
        garbage.look()
        del held
    after = collections()
    assert after[1] > before[1]
    assert (after[2] > before[2]) is whole


def test_it_is_python_s_own_again_at_the_end(garbage: Garbage) -> None:
    assert not gc.isenabled()
    garbage.end()
    assert gc.isenabled()


def test_no_worker_of_a_test_destroys_a_widget_either() -> None:
    destroyed_on: list[threading.Thread] = []
    circle(destroyed_on)
    on_a_thread()
    assert destroyed_on == []
