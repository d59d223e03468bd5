"""The file: made for the person alone, migrated with a backup, and refused when it can't be trusted."""

import random
import re
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from coach.errors import DiskFullError, LibraryCorruptError, LibraryError, LibraryTooNewError, NotFoundError
from coach.library import Library, check, start_fresh
from coach.library.database import Database
from coach.library.records import dump
from coach.library.schema import MIGRATIONS
from coach.model.preparation import Story
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.search import Wanted
from coach.model.session import Keep
from coach.model.transcript import Transcript

Clock = Callable[[], datetime]
THIS_FILE = Path(__file__)


def _file(folder: Path) -> Path:
    return folder / "library.sqlite3"


def _filled(folder: Path, clock: Clock, sessions: int = 3) -> None:
    with Library.open(folder, now=clock) as library:
        for number in range(sessions):
            library.new_session(title=f"Session {number}")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_create_tables(folder: Path) -> None:
    with Database(_file(folder)) as database, database.read() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        tables = {
            row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    assert tables >= {"sessions", "questions", "answers", "transcripts", "scores", "levels", "summaries"}


def test_add_follow_ups(folder: Path, clock: Clock, question: Question) -> None:
    session, at = "s", "2026-01-01T00:00:00+00:00"
    with Database(_file(folder), migrations=MIGRATIONS[:1]) as database, database.write() as old:
        old.execute(
            "INSERT INTO sessions (id, title, plan, mode, started_at, started_offset_s)"
            " VALUES ('s', 'Before', '', 'coach', ?, 0)",
            (at,),
        )
        old.execute("INSERT INTO questions VALUES (1, 'x', NULL, 'x', 'other', ?)", (dump(question),))
        old.execute(
            "INSERT INTO answers (id, session_id, number, position, attempt, question_id, status,"
            " recorded_at, recorded_offset_s) VALUES ('a', 's', 1, 0, 1, 1, 'skipped', ?, 0)",
            (at,),
        )
    with Library.open(folder, now=clock) as library:
        (kept,) = library.session(session).answers
        assert (kept.repeats, kept.asker, kept.follow_up_of) == (0, "", None)
        library.add_answer(session, question, position=0, follow_up_of="a", asker="Sam Lee", repeats=2)
        (kept,) = library.session(session).answers
        (completing,) = kept.follow_ups
        assert (completing.follow_up_of, completing.asker, completing.repeats) == ("a", "Sam Lee", 2)
        library.remove_answer("a")
        assert library.session(session).answers == ()


def test_add_review(
    folder: Path, clock: Clock, question: Question, score: Callable[..., AnswerScore]
) -> None:
    at = "2026-01-01T00:00:00+00:00"
    kept = dump(score("I rang.", question, {Dimension.DELIVERY: 4}))
    with Database(_file(folder), migrations=MIGRATIONS[:2]) as database, database.write() as old:
        old.execute(
            "INSERT INTO sessions (id, title, plan, mode, started_at, started_offset_s)"
            " VALUES ('s', 'Before', '', 'coach', ?, 0)",
            (at,),
        )
        old.execute("INSERT INTO questions VALUES (1, 'x', 'failed', 'x', 'other', ?)", (dump(question),))
        old.execute(
            "INSERT INTO answers (id, session_id, number, position, attempt, question_id, status,"
            " recorded_at, recorded_offset_s) VALUES ('a', 's', 1, 0, 1, 1, 'done', ?, 0)",
            (at,),
        )
        old.execute(
            "INSERT INTO scores (answer_id, made_at, versions, content) VALUES ('a', ?, '', ?)", (at, kept)
        )
        old.execute("INSERT INTO levels VALUES ('a', 'delivery', 1, 4)")
    with Library.open(folder, now=clock) as library:
        session = library.session("s")
        assert (session.note, session.starred, session.in_trends) == ("", False, True)
        assert (session.keep, session.kept) == (Keep.SOUND, Keep.SOUND)
        (one,) = library.review.measured()
        assert one.measures == (("pace_wpm", 120.0),)


def test_add_search(folder: Path, clock: Clock, question: Question, transcript: Transcript) -> None:
    at = "2026-01-01T00:00:00+00:00"
    with Database(_file(folder), migrations=MIGRATIONS[:3]) as database, database.write() as old:
        old.execute(
            "INSERT INTO sessions (id, title, plan, mode, started_at, started_offset_s, note)"
            " VALUES ('s', 'Before', '', 'coach', ?, 0, 'ring Priya')",
            (at,),
        )
        old.execute("INSERT INTO questions VALUES (1, 'x', 'failed', 'Why?', 'other', ?)", (dump(question),))
        for name, typed in (("a", None), ("b", "I typed this")):
            old.execute(
                "INSERT INTO answers (id, session_id, number, position, attempt, question_id, status,"
                " recorded_at, recorded_offset_s, typed)"
                " VALUES (?1, 's', unicode(?1), 0, 1, 1, 'done', ?2, 0, ?3)",
                (name, at, typed),
            )
        for text in ("first hearing", "second hearing"):
            old.execute(
                "INSERT INTO transcripts (answer_id, made_at, model, text, content)"
                " VALUES ('a', ?, '', ?, ?)",
                (at, text, dump(replace(transcript, text=text))),
            )
    with Library.open(folder, now=clock) as library:
        for text, answers in (("hearing", ["a"]), ("first", []), ("typed", ["b"]), ("priya", [None])):
            assert [hit.answer_id for hit in library.search(Wanted(text=text)).hits] == answers


def test_add_papers(folder: Path, clock: Clock) -> None:
    with Database(_file(folder), migrations=MIGRATIONS[:4]) as database, database.write() as old:
        old.execute(
            "INSERT INTO sessions (id, title, plan, mode, started_at, started_offset_s)"
            " VALUES ('s', 'Before', '', 'coach', '2026-01-01T00:00:00+00:00', 0)"
        )
    with Library.open(folder, now=clock) as library:
        assert library.session("s").title == "Before"
        assert library.papers.all(Story) == ()
        library.papers.save(Story(id="p1", title="The warehouse"))
        assert [story.title for story in library.papers.all(Story)] == ["The warehouse"]


def test_every_migration_has_a_test_of_its_name() -> None:
    written = set(re.findall(r"^def test_(\w+)\(", THIS_FILE.read_text(encoding="utf-8"), re.MULTILINE))
    assert {migration.__name__ for migration in MIGRATIONS} <= written


@pytest.mark.parametrize(
    ("pragma", "wanted"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
    ],
)
def test_the_connection_is_set_up_for_safety(folder: Path, pragma: str, wanted: object) -> None:
    with Database(_file(folder)) as database, database.read() as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == wanted


def test_everything_is_for_the_person_alone(folder: Path, library: Library, question: Question) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    sound_folder = library.sound_path(answer).parent
    for path in (folder, folder / "sounds", sound_folder):
        assert _mode(path) == 0o700
    files = {path.name: _mode(path) for path in folder.iterdir() if path.is_file()}
    assert files == dict.fromkeys(
        ("library.sqlite3", "library.sqlite3-wal", "library.sqlite3-shm", "in-use.lock"), 0o600
    )


def test_a_file_that_others_could_read_is_closed_to_them(folder: Path, clock: Clock) -> None:
    _filled(folder, clock)
    _file(folder).chmod(0o644)
    with Library.open(folder, now=clock):
        assert _mode(_file(folder)) == 0o600


def test_a_migration_keeps_rows_and_leaves_a_backup(folder: Path, clock: Clock) -> None:
    def add_stars(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE sessions ADD COLUMN stars INTEGER NOT NULL DEFAULT 0")

    _filled(folder, clock)
    with Library.open(folder, now=clock, migrations=(*MIGRATIONS, add_stars)) as library:
        assert [s.title for s in library.sessions()] == ["Session 2", "Session 1", "Session 0"]
    assert _ask(_file(folder), "PRAGMA user_version") == [(len(MIGRATIONS) + 1,)]
    assert _ask(_file(folder), "SELECT sum(stars) FROM sessions") == [(0,)]
    (backup,) = (folder / "backups").iterdir()
    assert _ask(backup, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert _ask(backup, "SELECT count(*) FROM sessions") == [(3,)]
    assert (_mode(backup), _mode(backup.parent)) == (0o600, 0o700)


def test_a_migration_that_fails_changes_nothing(folder: Path, clock: Clock) -> None:
    class DiskFellOffError(Exception):
        pass

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE levels")
        connection.execute("UPDATE sessions SET title = 'lost'")
        raise DiskFellOffError

    _filled(folder, clock, 1)
    with pytest.raises(DiskFellOffError):
        Library.open(folder, now=clock, migrations=(*MIGRATIONS, fails))
    with Library.open(folder, now=clock) as library:
        assert [s.title for s in library.sessions()] == ["Session 0"]
    check(folder)


def test_a_new_library_needs_no_backup(folder: Path, clock: Clock) -> None:
    _filled(folder, clock)
    assert not (folder / "backups").exists()


def test_a_newer_file_is_refused_and_left_alone(folder: Path, clock: Clock) -> None:
    _filled(folder, clock)
    with Library.open(folder, now=clock, migrations=(*MIGRATIONS, lambda _: None)):
        pass
    before = _file(folder).read_bytes()
    with pytest.raises(LibraryTooNewError, match="too_new"):
        Library.open(folder, now=clock)
    assert _file(folder).read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    connection = sqlite3.connect(_file(folder))
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = _file(folder).read_bytes()
    with pytest.raises(LibraryCorruptError, match="not_ours"):
        Library.open(folder, now=clock)
    assert _file(folder).read_bytes() == before


def _random_bytes(whole: bytes) -> bytes:
    return random.Random(1).randbytes(len(whole))  # noqa: S311 - a test's noise


def _cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _noise_in_the_middle(whole: bytes) -> bytes:
    return whole[:5000] + random.Random(2).randbytes(len(whole) - 5000)  # noqa: S311 - a test's noise


def _header_only(whole: bytes) -> bytes:
    return whole[:100]


@pytest.mark.parametrize("damage", [_random_bytes, _cut, _noise_in_the_middle, _header_only])
def test_a_damaged_file_is_refused_and_left_alone(
    folder: Path, clock: Clock, damage: Callable[[bytes], bytes]
) -> None:
    _filled(folder, clock, 50)
    damaged = damage(_file(folder).read_bytes())
    _file(folder).write_bytes(damaged)
    with pytest.raises(LibraryCorruptError) as caught:
        Library.open(folder, now=clock)
    assert dict(caught.value.message.values) == {"file": str(_file(folder))}
    assert _file(folder).read_bytes() == damaged
    with pytest.raises(LibraryCorruptError):
        check(folder)


def test_damage_that_the_start_passed_over_is_told_when_it_is_met(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As with a library too large to be read through at every start.
    monkeypatch.setattr("coach.library.database._CHECKED_BYTES", 0)
    _filled(folder, clock, 200)
    whole = _file(folder).read_bytes()
    # The schema's pages are whole, those that the tables begin with are not.
    damaged = bytearray(whole)
    for (page,) in _ask(_file(folder), "SELECT rootpage FROM sqlite_master WHERE rootpage > 0"):
        assert isinstance(page, int)
        damaged[4096 * (page - 1) : 4096 * page] = b"\xff" * 4096
    _file(folder).write_bytes(damaged)
    with Library.open(folder, now=clock) as library:
        with pytest.raises(LibraryCorruptError, match="corrupt"):
            library.sessions()
        with pytest.raises(LibraryCorruptError, match="corrupt"):
            library.new_session(title="x")


def test_an_empty_file_is_a_new_library(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    _file(folder).touch()
    _filled(folder, clock)


def test_starting_fresh_keeps_the_damaged_file(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    _file(folder).write_bytes(b"not a database" * 100)
    kept = start_fresh(folder, now=clock)
    assert kept.read_bytes() == b"not a database" * 100
    _filled(folder, clock)
    check(folder)


def test_starting_fresh_waits_for_nobody_who_is_recording(
    folder: Path, library: Library, question: Question
) -> None:
    session = library.new_session(title="x")
    library.add_answer(session.id, question, position=0)
    with pytest.raises(LibraryError, match="in_use"):
        start_fresh(folder)


def test_there_may_be_nothing_to_check(folder: Path) -> None:
    with pytest.raises(NotFoundError, match="nothing_there"):
        check(folder)
    with pytest.raises(NotFoundError, match="nothing_there"):
        start_fresh(folder)


def test_a_full_disk_is_told_and_what_was_saved_stays(folder: Path) -> None:
    with Database(_file(folder)) as database:
        with database.read() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            # SQLite's own "database or disk is full", as a full disk gives it.
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFullError, match="disk_full"):
            _write_400_kb(database)
        with database.read() as connection:
            assert connection.execute("SELECT count(*) FROM questions").fetchone()[0] == 0
        database.check()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(LibraryError, match="not_writable"):
        Library.open(tmp_path / "data")


def test_a_database_that_is_a_folder_is_told(folder: Path) -> None:
    _file(folder).mkdir(parents=True)
    with pytest.raises(LibraryError, match="not_writable"):
        Library.open(folder)


def test_a_row_without_its_session_is_damage(folder: Path, clock: Clock) -> None:
    _filled(folder, clock)
    connection = sqlite3.connect(_file(folder))
    with connection:
        connection.execute("INSERT INTO summaries (session_id, answers, duration_s) VALUES ('gone', 0, 0.0)")
    connection.close()
    with pytest.raises(LibraryCorruptError):
        check(folder)


def _write_400_kb(database: Database) -> None:
    with database.write() as connection:
        connection.executemany(
            "INSERT INTO questions (digest, text, kind, content) VALUES (?, ?, 'other', '{}')",
            [(str(number), "x" * 4000) for number in range(100)],
        )


def _ask(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
