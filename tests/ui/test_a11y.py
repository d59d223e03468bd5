"""Every page can be gone through by keyboard and heard by a screen reader, as Qt's own interface tells it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from a11y_walk import (
    Flashes,
    everything_wrong,
    out_of_order,
    tab_through,
    unheard,
    unreached,
    without_focus_shown,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from scripts.picture_scenes import SCENES, Scene, settle
from scripts.picture_studio import Studio
from ui.a11y import label_for, name_choice, tab_before, tab_order
from ui.context import Context
from ui.main_window import MainWindow
from ui.page_list import PAGES
from ui.places import PageName, Place
from ui.theme import Theme
from ui.widgets.wave import LiveWave
from ui.window_state import WindowState

SEEN = [scene for scene in SCENES if scene.name in {"practice_pitch", "practice_again", "sessions_search"}]
"""States that no page begins in; all the others are walked by `make stress`."""


@pytest.fixture
def flashes(qapp: QApplication) -> Iterator[Flashes]:
    looking = Flashes(qapp)
    yield looking
    looking.end()


@pytest.fixture
def window(flashes: Flashes, context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context.say, context.theme, context.messages, WindowState())
    made.fill(context, PAGES)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.let_go()
    made.hide()
    made.deleteLater()
    assert flashes.seen == [], "parts that were windows of their own for a moment"


@pytest.mark.parametrize("name", list(PageName))
def test_a_page_is_heard_and_gone_through_by_keyboard(window: MainWindow, name: PageName) -> None:
    window.go(Place(page=name))
    assert window.page.accessibleName()
    assert everything_wrong(window, window.page) == []
    smallest = window.minimumSizeHint()
    assert smallest.width() <= 960
    assert smallest.height() <= 640


@pytest.mark.parametrize("scene", SEEN, ids=[scene.name for scene in SEEN])
def test_a_state_is_heard_and_gone_through_by_keyboard(
    qapp: QApplication, theme: Theme, tmp_path: Path, scene: Scene, flashes: Flashes
) -> None:
    whole = Studio(qapp, tmp_path, sessions=1).open(theme)
    window = whole.window
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    scene.set_up(window)
    settle(lambda: whole.context.tasks.running == 0)
    wrong = everything_wrong(window, window.page)
    whole.end()
    window.deleteLater()
    whole.deleteLater()
    settle()
    assert wrong == []
    assert flashes.seen == [], "parts that were windows of their own for a moment"


def test_the_rail_is_one_stop_and_arrows_go_through_it(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place(page=PageName.PRACTICE))
    rail = [widget for widget in tab_through(window) if window.rail.isAncestorOf(widget)]
    assert [widget.objectName() for widget in rail] == ["rail_practice"]
    rail[0].setFocus()
    qtbot.keyClick(rail[0], Qt.Key.Key_Down)
    assert window.page.name is PageName.SESSIONS


# The walk itself sees what it is there for.


class Drawn(QWidget):
    """Draws something of which nobody is told."""

    __module__ = "ui.made_up"

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        QPainter(self).drawLine(0, 0, 9, 9)


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(300, 400)
    return made


def put(room: QWidget, *widgets: QWidget) -> None:
    layout = room.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)


def shown(qtbot: QtBot, room: QWidget) -> list[QWidget]:
    with qtbot.waitActive(room):
        room.show()
        room.activateWindow()
    return [each for each in tab_through(room) if each is not room]


def test_what_is_nameless_drawn_or_told_wrongly_is_found(qtbot: QtBot, room: QWidget) -> None:
    one, other = QPushButton("One"), QPushButton("Other")
    group = QButtonGroup(room)
    for chip in (one, other):
        chip.setCheckable(True)
        group.addButton(chip)
    choice = QComboBox()
    choice.addItem("Must")
    sign = QPushButton("142 words a minute")
    sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    put(room, QPushButton(), QSlider(), choice, one, other, sign, Drawn())
    shown(qtbot, room)
    told = "\n".join(unheard(room))
    assert "no name: QPushButton" in told
    assert "no name: QSlider" in told
    assert "no name: QComboBox" in told
    assert told.count("one of several, but not told so") == 2
    assert "nothing can be pressed: QPushButton '142 words a minute'" in told
    assert "drawn and not told: Drawn" in told
    assert len(told.splitlines()) == 7


def test_a_choice_is_named_by_its_label_or_on_its_own(qtbot: QtBot, room: QWidget) -> None:
    labelled, alone = QComboBox(), QComboBox()
    for choice in (labelled, alone):
        choice.addItem("Must")
    name_choice(alone, "Needed, line 1")
    put(room, label_for(labelled, "&Needed"), labelled, alone)
    shown(qtbot, room)
    assert list(unheard(room)) == []


def test_what_tab_leaves_out_or_takes_backwards_is_found(qtbot: QtBot, room: QWidget) -> None:
    top, middle, low = QPushButton("Top"), QPushButton("Middle"), QPushButton("Low")
    mouse_only = QPushButton("By mouse")
    mouse_only.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    put(room, top, middle, low, mouse_only)
    tab_order(top, low, middle)
    reached = shown(qtbot, room)
    assert list(unreached(room, reached)) == ["QPushButton 'By mouse'"]
    backwards = [line for line in out_of_order(room, reached) if "'Low'" in line.partition("->")[0]]
    assert len(backwards) == 1
    assert "'Middle'" in backwards[0].partition("->")[2]


def test_what_is_made_later_comes_where_it_stands(qtbot: QtBot, room: QWidget) -> None:
    first, add, last = QPushButton("First"), QPushButton("Add"), QPushButton("Last")
    put(room, first, add, last)
    later = [QPushButton("Row 1"), QPushButton("Row 2")]
    for row in later:
        layout = room.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(add), row)
    tab_before(add, *later)
    tab_before(add, *later)  # again, as when rows are laid out anew
    reached = shown(qtbot, room)
    start = reached.index(first)
    texts = [each.text() for each in (*reached[start:], *reached[:start]) if isinstance(each, QPushButton)]
    assert texts == ["First", "Row 1", "Row 2", "Add", "Last"]


def test_a_part_that_flashes_up_is_found(qtbot: QtBot, flashes: Flashes) -> None:
    part = QPushButton("Only a part")
    qtbot.addWidget(part)
    part.setVisible(True)
    assert flashes.seen == ["QPushButton 'Only a part'"]


def test_a_focus_that_nobody_sees_is_found(qtbot: QtBot, room: QWidget, theme: Theme) -> None:
    class Still(QPushButton):
        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            QPainter(self).drawText(4, 14, self.text())

    plain, still = QPushButton("Plain"), Still("Still")
    put(room, plain, still)
    theme.dress(room)
    reached = shown(qtbot, room)
    assert list(without_focus_shown(reached)) == ["Still 'Still'"]


def test_the_live_wave_is_told_in_words_and_seldom_anew(qtbot: QtBot, context: Context) -> None:
    wave = LiveWave(context.theme, context.say)
    qtbot.addWidget(wave)
    wave.show()
    told = QAccessible.queryAccessibleInterface(wave)

    def name() -> str:
        return told.text(QAccessible.Text.Name)

    assert isinstance(wave, QLabel), "a progress bar would beep in the middle of an answer"
    assert name() == context.say("ui.practice.interview.heard_nothing")
    for _ in range(3):
        wave.push(0.3)
    assert name() == context.say("ui.practice.interview.heard_clear")
    wave.clear()
    assert name() == context.say("ui.practice.interview.heard_nothing")
