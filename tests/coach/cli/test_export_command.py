"""``coach export``: a session, an answer, a period; what is left out; what can't be asked for."""

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.library import Library
from coach.reports.session_files import FORMATS
from coach.testing.sessions import sample_session

Coach = Callable[..., Any]


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A session that was really saved, and one of its answers."""
    home = tmp_path_factory.mktemp("with-session")
    monkeypatch.setenv("SECOND_ROUND_HOME", str(home))
    told = sample_session().answers[2]
    with Library.open(home / "data") as library:
        session = library.new_session(title="Globex Robotics")
        for position in range(2):
            answer = library.add_answer(session.id, told.question, position=position)
            assert told.transcript is not None
            assert told.score is not None
            library.save_transcript(answer.id, told.transcript)
            library.save_score(answer.id, told.score, told.feedback)
        library.end_session(session.id)
    return session.id, answer.id


@pytest.mark.parametrize("wanted", FORMATS)
def test_a_session_in_every_format_for_the_person_alone(
    coach: Coach, kept: tuple[str, str], tmp_path: Path, wanted: str
) -> None:
    out = tmp_path / f"report.{wanted}"
    run = coach("export", kept[0], "--format", wanted, "--out", out)
    assert run.code == 0, run.err
    assert str(out.name) in run.err.replace("\n", "")
    heads = {"pdf": b"%PDF-", "html": b"<!doctype", "md": b"# ", "json": b"{", "csv": b"\xef\xbb\xbfsession"}
    assert out.read_bytes().startswith(heads[wanted])
    assert out.stat().st_mode & 0o077 == 0


def test_one_answer(coach: Coach, kept: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    assert coach("export", "--answer", kept[1], "--format", "json", "--out", out).code == 0
    assert [answer["id"] for answer in json.loads(out.read_text(encoding="utf-8"))["answers"]] == [kept[1]]


def test_a_period(coach: Coach, kept: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "p.csv"
    since = date.today() - timedelta(days=1)  # noqa: DTZ011 - the day on this machine's clock is meant
    run = coach("export", "--since", since.isoformat(), "--format", "csv", "--out", out)
    assert run.code == 0, run.err
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["session_id"] for row in csv.DictReader(file)] == [kept[0], kept[0]]


def test_a_period_without_sessions_says_so_in_a_line(coach: Coach, kept: tuple[str, str]) -> None:
    run = coach("export", "--since", "2001-01-01", "--until", "2001-02-01")
    assert run.code == 1
    assert "no session from 2001-01-01 to 2001-02-01" in " ".join(run.err.split())
    assert kept[0] not in run.err


def test_what_is_left_out(coach: Coach, kept: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "r.md"
    run = coach(
        "export", kept[0], "--format", "md", "--out", out, "--without", "transcript, names", "--one-page"
    )
    assert run.code == 0, run.err
    text = out.read_text(encoding="utf-8")
    assert "Globex" not in text
    assert "payment provider went down" not in text


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("x", "--answer", "y"),
        ("x", "--since", "2026-01-01"),
        ("x", "--until", "2026-01-01"),
        ("--since", "yesterday"),
        ("x", "--without", "everything"),
    ],
)
def test_what_cannot_be_asked_for(coach: Coach, arguments: tuple[str, ...]) -> None:
    assert coach("export", *arguments).code == 2
