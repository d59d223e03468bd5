"""Shipped files and the person's folders."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import BugError
from coach.folders import default_folders, home_folders
from coach.resources import asset, asset_text, shipped_banks


def test_shipped_files_are_found() -> None:
    assert "[cli]" in asset_text("words/en.toml")
    assert "first-interview" in {path.stem for path in shipped_banks()}


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../pyproject.toml", "words/../../README.md", "..\\x", "nothing"]
)
def test_a_name_that_leaves_the_folder_or_is_not_there_is_a_bug(name: str) -> None:
    with pytest.raises(BugError):
        asset(name)


@given(st.text(max_size=40))
def test_no_name_leads_outside_the_assets(name: str) -> None:
    try:
        found = asset(name)
    except (BugError, ValueError, OSError):
        return
    assert found.resolve().is_relative_to(asset("words").parent.resolve())


def test_one_variable_names_one_home_for_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOND_ROUND_HOME", str(tmp_path))
    assert default_folders() == home_folders(tmp_path)


def test_folders_are_for_the_person_alone(tmp_path: Path) -> None:
    folders = home_folders(tmp_path / "home").make()
    for folder in (folders.data, folders.config, folders.cache):
        assert folder.stat().st_mode & 0o777 == 0o700
