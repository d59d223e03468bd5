"""Choices hold at once, are written in the background, and survive a file that can't be used."""

from pathlib import Path
from typing import Any

import pytest

from coach import settings as kept
from coach.errors import SettingsError
from coach.settings import Settings, declared
from ui.context import Context
from ui.read_settings import read_settings
from ui.settings_store import SettingsStore
from ui.tasks import Lane, Tasks


def test_a_choice_is_heard_of_and_written(context: Context) -> None:
    heard: list[str] = []
    context.settings.changed.connect(heard.append)
    context.settings.set(declared.THEME, "dark")
    assert heard == ["appearance.theme"]
    assert kept.load(context.folders.config).settings.value(declared.THEME) == "dark"


def test_the_same_choice_again_is_no_change(context: Context) -> None:
    heard: list[str] = []
    context.settings.changed.connect(heard.append)
    context.settings.set(declared.THEME, "system")
    assert heard == []


def test_a_wrong_value_changes_nothing(context: Context) -> None:
    with pytest.raises(SettingsError):
        context.settings.set(declared.TEXT_SCALE, 1000)
    assert context.settings.settings == Settings()


@pytest.mark.usefixtures("qapp")
def test_two_choices_in_a_row_are_both_written(tmp_path: Path, by_hand: Any) -> None:
    tasks = Tasks(dict.fromkeys(Lane, by_hand))
    store = SettingsStore(Settings(), tmp_path, tasks)
    store.set(declared.THEME, "dark")
    store.set(declared.TEXT_SCALE, 120)
    by_hand.work()
    read = kept.load(tmp_path).settings
    assert (read.value(declared.THEME), read.value(declared.TEXT_SCALE)) == ("dark", 120)


def test_a_file_with_a_wrong_value_does_not_keep_the_window_shut(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[appearance]\ntheme = "pink"\n', encoding="utf-8")
    read = read_settings(tmp_path)
    assert read.settings == Settings()
    assert [note.id for note in read.notes] == ["error.settings.wrong_value"]
    assert file.exists()  # nothing is touched before the person chooses something
    read.save(Settings().with_option(declared.THEME, "dark"), tmp_path)
    assert 'theme = "dark"' in file.read_text(encoding="utf-8")
    assert "pink" in (tmp_path / "settings.toml.bad").read_text(encoding="utf-8")


def test_a_good_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[practice]\nthink_s = 10\n", encoding="utf-8")
    read = read_settings(tmp_path)
    assert (read.settings.value(declared.PRACTICE_THINK_S), read.notes) == (10, ())
