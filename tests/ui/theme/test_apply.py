"""The theme follows the system live, or the person's choice, and dresses what is there already."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.theme import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, TextSize, Theme, Tokens, set_state
from ui.theme.apply import load_fonts


@pytest.fixture
def following(qapp: QApplication, theme: Theme) -> Iterator[Theme]:
    """A theme that has what the system has, beside the one that other tests share."""
    made = Theme(qapp, choice="system")
    yield made
    # At once, or it would hear the system and dress later tests; then back to the look that all tests share.
    shiboken6.delete(made)
    theme.set_choice("dark")


def system_turns(app: QApplication, scheme: Qt.ColorScheme) -> None:
    app.styleHints().colorSchemeChanged.emit(scheme)


def test_light_and_dark_of_the_system_are_followed_live(following: Theme, qapp: QApplication) -> None:
    heard: list[Tokens] = []
    following.changed.connect(heard.append)
    system_turns(qapp, Qt.ColorScheme.Dark)
    assert following.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.background
    system_turns(qapp, Qt.ColorScheme.Light)
    assert following.tokens is LIGHT
    assert heard == [DARK, LIGHT]


def test_a_choice_of_ones_own_is_not_overruled_by_the_system(theme: Theme, qapp: QApplication) -> None:
    theme.set_choice("dark")
    system_turns(qapp, Qt.ColorScheme.Light)
    assert theme.tokens is DARK
    theme.set_choice("light")
    system_turns(qapp, Qt.ColorScheme.Dark)
    assert theme.tokens is LIGHT


def test_more_contrast_is_given_where_the_system_asks_for_it(following: Theme, qapp: QApplication) -> None:
    asked = qapp.styleHints().accessibility().contrastPreferenceChanged
    asked.emit(Qt.ContrastPreference.HighContrast)
    assert following.tokens is HIGH_CONTRAST
    system_turns(qapp, Qt.ColorScheme.Dark)
    assert following.tokens is HIGH_CONTRAST_DARK
    asked.emit(Qt.ContrastPreference.NoPreference)
    assert following.tokens is DARK


def ink(label: QLabel) -> str:
    return label.palette().color(QPalette.ColorRole.WindowText).name().upper()


@pytest.fixture
def muted(theme: Theme, qtbot: QtBot) -> QLabel:
    """A label in the quiet colour, in a window of its own."""
    label = QLabel("A page")
    label.setProperty("role", "muted")
    qtbot.addWidget(label)
    theme.dress(label)
    return label


def test_what_is_seen_is_dressed_anew_at_once(theme: Theme, muted: QLabel) -> None:
    muted.show()
    assert ink(muted) == LIGHT.muted
    theme.set_choice("dark")
    assert ink(muted) == DARK.muted


def test_what_is_hidden_is_dressed_anew_behind_it(theme: Theme, muted: QLabel, qtbot: QtBot) -> None:
    muted.ensurePolished()
    theme.set_choice("dark")
    assert ink(muted) == LIGHT.muted
    qtbot.waitUntil(lambda: ink(muted) == DARK.muted)


def test_what_comes_to_be_seen_is_dressed_anew_when_it_is_asked_for(theme: Theme, muted: QLabel) -> None:
    muted.ensurePolished()
    theme.set_choice("dark")
    theme.dress(muted)
    assert ink(muted) == DARK.muted


def test_a_part_that_is_gone_is_not_dressed(theme: Theme, muted: QLabel, qtbot: QtBot) -> None:
    gone = QLabel("A dialog")
    theme.dress(gone)
    shiboken6.delete(gone)
    theme.set_choice("dark")
    qtbot.waitUntil(lambda: ink(muted) == DARK.muted)


def test_text_is_inter_in_the_sizes_of_the_design(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("A page")
    label.setProperty("role", "title")
    qtbot.addWidget(label)
    theme.dress(label)
    label.ensurePolished()
    assert QFontInfo(label.font()).family() == "Inter"
    assert label.fontInfo().pixelSize() == 22
    assert theme.font(TextSize.TRANSCRIPT).pointSizeF() == pytest.approx(
        theme.font().pointSizeF() * 15.5 / 14
    )


def test_all_text_grows_with_its_setting(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("A page")
    qtbot.addWidget(label)
    theme.dress(label)
    label.show()
    theme.set_text_scale(200)
    assert label.fontInfo().pixelSize() == 28
    assert theme.scaled(36) == 72


def test_a_state_shows_at_once(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Start")
    qtbot.addWidget(button)
    theme.dress(button)
    button.ensurePolished()
    before = button.palette().color(QPalette.ColorRole.ButtonText)
    set_state(button, "kind", "primary")
    assert button.palette().color(QPalette.ColorRole.ButtonText) != before


def test_other_scripts_have_letters_too(theme: Theme) -> None:
    theme.load_other_scripts()
    there = QFontDatabase.families()
    for family in ("Noto Sans Hebrew", "Noto Sans Devanagari", "Second Round Arabic", "Noto Emoji"):
        assert family in there
        assert family in theme.font().families()


def test_fonts_are_read_once(theme: Theme) -> None:
    theme.load_other_scripts()
    before = QFontDatabase.families()
    load_fonts(latin=True)
    load_fonts(latin=False)
    assert QFontDatabase.families() == before
