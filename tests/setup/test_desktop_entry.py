"""The entry in a Linux desktop's menu: it starts the program, has an icon, and goes away without a trace."""

import configparser
from pathlib import Path

import pytest

from scripts.desktop_entry import ENTRY, ICON, data_folder, remove, write


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("/srv/coach/bin/coach", "/srv/coach/bin/coach"),
        ("/srv/my tools/coach", '"/srv/my tools/coach"'),
        ('/srv/a "b" $c/coach', '"/srv/a \\"b\\" \\$c/coach"'),
    ],
)
def test_the_entry_starts_the_program_wherever_it_lies(tmp_path: Path, program: str, command: str) -> None:
    write(tmp_path, Path(program))
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(tmp_path / ENTRY, encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == command
    assert entry["Desktop Entry"]["Icon"] == ICON.stem
    assert (tmp_path / ICON).read_text(encoding="utf-8").startswith("<svg")


def test_it_goes_away_again(tmp_path: Path) -> None:
    write(tmp_path, Path("/srv/coach"))
    remove(tmp_path)
    remove(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_person_s_own_folder_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_folder() == tmp_path / ".local" / "share"
