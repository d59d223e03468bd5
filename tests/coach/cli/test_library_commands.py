"""Searching, backing up, restoring and erasing from the terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.library import Library
from coach.library.places import FILE
from coach.model.session import Keep
from coach.testing.kept import keep_sessions
from coach.testing.sessions import sample_session

Coach = Callable[..., Any]

FIELDS = {"schema", "session_id", "answer_id", "start", "end", "start_s", "snippet"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("SECOND_ROUND_HOME", str(folder))
    return folder


@pytest.fixture
def session_id(home: Path) -> str:
    (kept,) = keep_sessions(home / "data", [sample_session()])
    return kept


def _word() -> str:
    spoken = next(one for one in sample_session().answers if one.transcript is not None)
    assert spoken.transcript is not None
    return max(spoken.transcript.text.split(), key=len).strip(".,?!").lower()


@pytest.mark.parametrize("command", ["sessions search", "data backup", "data restore", "data erase"])
def test_every_command_explains_itself_with_an_example(coach: Coach, command: str) -> None:
    run = coach(*command.split(), "--help")
    assert run.code == 0
    assert f"Example: coach {command}" in " ".join(run.out.split())


def test_hits_are_lines_with_answer_place_and_second(coach: Coach, session_id: str, home: Path) -> None:
    run = coach("sessions", "search", _word(), "--json")
    assert run.code == 0, run.err
    spoken = [line for line in run.lines if line["in"] == "said" and line["start_s"] is not None]
    assert spoken
    with Library.open(home / "data") as library:
        for line in spoken:
            assert set(line) >= FIELDS
            assert line["session_id"] == session_id
            transcript = library.answer(line["answer_id"]).transcript
            assert transcript is not None
            assert transcript.text[line["start"] : line["end"]].lower() == _word()
            (at,) = [one.start_s for one in transcript.words if one.start <= line["start"] < one.end]
            assert line["start_s"] == at
    assert _word() in coach("sessions", "search", _word()).out.lower()


@pytest.mark.parametrize(
    "options",
    [
        ("--bank", "weaknesses-failure"),
        ("--question", "no-such"),
        ("--since", "2100-01-01"),
        ("--until", "1990-01-01"),
        ("--company", "nobody"),
        ("--starred",),
    ],
)
def test_filters_let_less_through(coach: Coach, session_id: str, options: tuple[str, ...]) -> None:
    assert session_id
    shipped = coach("banks", "list", "--json").json["banks"] if options[0] == "--bank" else []
    if shipped:
        options = ("--bank", shipped[-1]["id"])
    run = coach("sessions", "search", _word(), *options, "--json")
    assert (run.code, run.lines) == (0, [])


def test_what_is_not_found_is_said(coach: Coach, session_id: str) -> None:
    assert session_id
    run = coach("sessions", "search", '"(NOT a thing" OR')
    assert run.code == 0
    assert "Nothing was found" in run.err
    assert coach("sessions", "search", _word(), "--level", "1-5").out
    for wrong in (("--level", "high"), ("--dimension", "charm"), ("--since", "tuesday"), ("--limit", "0")):
        assert coach("sessions", "search", "x", *wrong).code == 2


def test_a_backup_is_restored_and_everything_is_erased(
    coach: Coach, session_id: str, home: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.zip"
    done = coach("data", "backup", backup, "--json")
    assert done.json["sessions"] == 1
    assert done.json["bytes"] == backup.stat().st_size
    (home / "cache" / "speech").mkdir(parents=True)
    (home / "cache" / "speech" / "question.wav").write_bytes(b"x")
    (home / "cache" / "models").mkdir()

    erased = coach("data", "erase", "--yes", "--json").json

    assert (erased["sessions"], erased["files"]) == (1, 1)
    assert erased["recordings"] == done.json["recordings"] > 0
    assert [path.name for path in (home / "cache").iterdir()] == ["models"]
    assert coach("sessions", "list", "--json").json["sessions"] == []
    assert coach("data", "restore", backup, "--json").json["added"] == 1
    assert coach("sessions", "list", "--json").json["sessions"][0]["id"] == session_id
    assert "was here already" in coach("data", "restore", backup).err
    assert "1 session," in coach("data", "erase", "--yes").err


def test_what_cannot_be_restored_is_one_line(coach: Coach, home: Path, tmp_path: Path) -> None:
    assert not home.exists()
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK\x03\x04 and so on")
    for path in (bad, tmp_path / "none.zip", tmp_path):
        run = coach("data", "restore", path)
        assert (run.code, run.out) == (1, "")
        assert "backup" in run.err
    run = coach("data", "backup", tmp_path / "no" / "such" / "folder.zip")
    assert run.code == 1
    assert "folder" in run.err


def test_a_damaged_library_can_be_erased(coach: Coach, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / FILE).write_bytes(b"no database" * 1000)
    assert coach("data", "erase", "--yes", "--json").json["sessions"] == 0
    assert coach("sessions", "list", "--json").json["sessions"] == []


def test_what_is_kept_of_new_sessions_is_a_setting(coach: Coach, session_id: str, home: Path) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text('[library]\nkeep = "text"\n', encoding="utf-8")
    with Library.open(home / "data") as library:
        library.retention.keep(session_id, Keep.TEXT)
        assert list((home / "data" / "sounds").rglob("*.wav"))
        for waiting in library.pending():
            library.remove_answer(waiting.answer.id)
    assert coach("sessions", "list").code == 0
    assert not list((home / "data" / "sounds").rglob("*.*"))
