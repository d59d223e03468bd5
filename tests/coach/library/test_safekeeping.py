"""Backup and restore are a round trip; hostile files change nothing; erasing leaves no word in any file."""

import hashlib
import json
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import Cancelled, KnownError, LibraryError, LibraryTooNewError
from coach.library import Library, Recovered, check
from coach.library.restore import COPIED, LEFT
from coach.library.wipe import CHORE
from coach.model.company import Company
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.search import Wanted
from coach.model.session import AnswerStatus, Session
from coach.model.transcript import Transcript, WordEdit
from coach.speech.correcting import corrected

Scoring = Callable[..., AnswerScore]
WriteWav = Callable[[Path, float], None]
Hold = Callable[..., str]
Changed = Callable[[Path], None]

RARE = "zyzzyva"


@pytest.fixture
def hold(
    *,
    question: Question,
    transcript: Transcript,
    score: Scoring,
    write_wav: WriteWav,
) -> Hold:
    """Holds a session: a spoken answer with a correction, two scores and a follow-up, a typed one, notes."""

    def held(library: Library, word: str = RARE) -> str:
        session = library.new_session(title=f"About {word}", company=Company(name=f"{word} Ltd"))
        spoken = library.add_answer(session.id, question, position=0)
        write_wav(library.sound_path(spoken), 0.01)
        library.save_recording(spoken.id, duration_s=0.01)
        library.save_transcript(spoken.id, transcript)
        library.save_score(spoken.id, score(transcript.text, question, {Dimension.STAR: 2}))
        library.review.save_correction(spoken.id, corrected(transcript, [WordEdit(3, 4, word)]))
        library.save_score(spoken.id, score(f"I loaded the {word} van.", question, {Dimension.STAR: 4}))
        asked = replace(question, text=f"What about the {word}?", id=None)
        completing = library.add_answer(session.id, asked, position=0, follow_up_of=spoken.id)
        write_wav(library.sound_path(completing), 0.01)
        library.save_recording(completing.id, duration_s=0.01)
        library.save_transcript(completing.id, transcript)
        library.set_status(completing.id, AnswerStatus.DONE)
        typed = library.add_answer(session.id, question, position=1, typed=f"I wrote {word}.")
        library.save_score(typed.id, score(f"I wrote {word}.", question, {Dimension.STAR: 3}))
        library.review.note_answer(typed.id, f"note on {word}")
        library.review.star_session(session.id, starred=True)
        library.end_session(session.id)
        return session.id

    return held


@pytest.fixture
def backup(tmp_path: Path, library: Library, hold: Hold) -> Path:
    """A backup of two sessions."""
    for word in (RARE, "quokka"):
        hold(library, word)
    path = tmp_path / "backup.zip"
    library.safekeeping.back_up(path)
    return path


@pytest.fixture(scope="module")
def made_once() -> list[bytes]:
    """Holds the bytes of a backup once one was made."""
    return []


@pytest.fixture
def stranger(tmp_path: Path, made_once: list[bytes], request: pytest.FixtureRequest) -> Path:
    """A backup that was made elsewhere; the same for every test."""
    path = tmp_path / "backup.zip"
    if not made_once:
        made: Path = request.getfixturevalue("backup")
        made_once.append(made.read_bytes())
    path.write_bytes(made_once[0])
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return tmp_path / "other computer"


def _everything(library: Library) -> list[Session]:
    return [library.session(one.id) for one in library.sessions()]


def _sounds(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("sounds/*/*")}


def test_a_backup_comes_back_whole_on_another_computer(
    folder: Path, library: Library, backup: Path, other: Path
) -> None:
    with Library.open(other) as restored:
        done = restored.safekeeping.restore(backup)
        assert (done.added, done.there, done.recordings) == (2, 0, 4)
        assert _everything(restored) == _everything(library)
        assert _sounds(other) == _sounds(folder)
        for session in _everything(library):
            for answer in session.answers:
                assert restored.review.scores_of(answer.id) == library.review.scores_of(answer.id)
                raw = restored.review.raw_transcript(answer.id)
                assert raw == library.review.raw_transcript(answer.id)
        assert restored.review.measured() == library.review.measured()
        found = [hit.answer_id for hit in restored.search(Wanted(text=RARE)).hits]
        assert sorted(map(str, found)) == sorted(
            str(hit.answer_id) for hit in library.search(Wanted(text=RARE)).hits
        )
    check(other)
    assert not list(other.glob("restoring-*"))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in other.rglob("*") if path.is_file()}
    assert modes == {0o600}


def test_what_is_there_stays_and_what_was_lost_comes_back(
    folder: Path, library: Library, backup: Path, hold: Hold
) -> None:
    kept, lost = (summary.id for summary in library.sessions())
    was = library.session(lost)
    newest = hold(library, "wombat")
    library.rename(kept, "Renamed since")
    library.delete_session(lost)

    done = library.safekeeping.restore(backup)

    assert (done.added, done.there, done.recordings) == (1, 1, 2)
    assert library.session(lost) == was
    assert library.session(kept).title == "Renamed since"
    assert {summary.id for summary in library.sessions()} == {kept, lost, newest}
    assert library.sound_path(was.answers[0]).exists()
    check(folder)
    assert library.safekeeping.restore(backup).added == 0


def test_a_backup_is_for_the_person_alone_and_holds_nothing_that_was_erased(
    library: Library, backup: Path
) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    library.delete_session(library.sessions()[1].id)
    library.safekeeping.back_up(backup)
    with zipfile.ZipFile(backup) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert RARE.encode() not in archive.read(name)
        manifest = json.loads(archive.read("manifest.json"))
        for entry in manifest["files"]:
            assert hashlib.sha256(archive.read(entry["path"])).hexdigest() == entry["sha256"]
    assert not list((library.folder / "backups").iterdir())


def test_progress_is_told_and_a_cancelled_backup_leaves_the_old_one(library: Library, backup: Path) -> None:
    shares: list[float] = []
    library.safekeeping.back_up(backup, on_progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    before = backup.read_bytes()

    def stop() -> None:
        if stop.looks == 0:  # type: ignore[attr-defined]
            raise Cancelled
        stop.looks -= 1  # type: ignore[attr-defined]

    for looks in range(4):
        stop.looks = looks  # type: ignore[attr-defined]
        with pytest.raises(Cancelled):
            library.safekeeping.back_up(backup, check=stop)
        assert backup.read_bytes() == before
        assert list(backup.parent.glob(".*")) == []


def test_a_cancelled_restore_changes_nothing(backup: Path, other: Path) -> None:
    looks = 0

    def stop() -> None:
        nonlocal looks
        looks += 1
        if looks > 3:
            raise Cancelled

    with Library.open(other) as restored:
        with pytest.raises(Cancelled):
            restored.safekeeping.restore(backup, check=stop)
        assert restored.sessions() == ()
    assert not list(other.glob("restoring-*"))
    assert not list(other.glob("sounds/*"))


def test_an_old_backup_is_brought_up_to_date(tmp_path: Path, other: Path) -> None:
    from coach.library.schema import MIGRATIONS  # noqa: PLC0415 - an old program

    folder = tmp_path / "old"
    with Library.open(folder, migrations=MIGRATIONS[:1]):
        pass
    with closing(sqlite3.connect(folder / "library.sqlite3")) as connection, connection:
        connection.execute(
            "INSERT INTO sessions (id, title, plan, mode, started_at, started_offset_s)"
            " VALUES ('20200101-0900-abcd', 'Years ago', '', 'coach', '2020-01-01T09:00:00+00:00', 0)"
        )
        connection.execute("INSERT INTO summaries VALUES ('20200101-0900-abcd', 0, 0.0, 1, 1, 1, 1, 1, 1)")
    backup = _pack(tmp_path / "old.zip", {"library.sqlite3": (folder / "library.sqlite3").read_bytes()})
    with Library.open(other) as restored:
        assert restored.safekeeping.restore(backup).added == 1
        assert restored.sessions()[0].title == "Years ago"
        assert restored.search(Wanted(text="years ago")).hits


def test_every_table_is_restored_or_left_on_purpose(folder: Path) -> None:
    with Library.open(folder):
        pass
    with closing(sqlite3.connect(folder / "library.sqlite3")) as connection:
        tables = {
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not row[0].startswith(("found_", "sqlite_"))
        }
    assert tables == {*COPIED, *LEFT}


def _pack(path: Path, content: dict[str, bytes], **manifest: object) -> Path:
    """A backup with any files, and a manifest that is right unless told otherwise."""
    entries = [
        {"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in content.items()
    ]
    told = {"format": "second-round-backup", "version": 1, "files": entries, **manifest}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(told))
    return path


def _database_of(backup: Path) -> bytes:
    with zipfile.ZipFile(backup) as archive:
        return archive.read("library.sqlite3")


def _refused(backup: Path, other: Path) -> str:
    """The id of the refusal; nothing of the backup may have come through."""
    with Library.open(other) as restored:
        with pytest.raises(KnownError) as caught:
            restored.safekeeping.restore(backup)
        assert restored.sessions() == ()
    assert sorted(path.name for path in other.iterdir()) == ["in-use.lock", "library.sqlite3"]
    beside = {path.name for path in other.parent.iterdir() if path.suffix != ".zip"}
    assert beside <= {"data", "other computer"}
    return caught.value.message.id


@pytest.mark.parametrize(
    "name",
    [
        "../outside.wav",
        "sounds/../../outside.wav",
        "/etc/outside.wav",
        "C:\\outside.wav",
        "sounds\\a\\b.wav",
        "sounds/a/b.exe",
        "sounds/a/.hidden.wav",
        "sounds/a/b/c.wav",
        "sounds//b.wav",
        "settings.toml",
        "sounds/a/b\n.wav",
        "sounds/a/bä.wav",
    ],
)
def test_paths_that_lead_elsewhere_are_refused(stranger: Path, other: Path, name: str) -> None:
    hostile = _pack(stranger.with_name("x.zip"), {"library.sqlite3": _database_of(stranger), name: b"x"})
    assert _refused(hostile, other) == "error.library.backup_broken"


def test_a_file_that_is_not_as_the_manifest_says_is_refused(stranger: Path, other: Path) -> None:
    data = _database_of(stranger)
    right = {"path": "library.sqlite3", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    bad_manifests: list[dict[str, object]] = [
        {"files": [{**right, "bytes": len(data) - 1}]},
        {"files": [{**right, "bytes": len(data) + 1}]},
        {"files": [{**right, "sha256": "0" * 64}]},
        {"files": [right, right]},
        {"files": [right, {**right, "path": "Library.sqlite3"}]},
        {"files": [right, {**right, "path": "sounds/a/missing.wav"}]},
        {"files": []},
        {"files": [{**right, "bytes": "7"}]},
        {"files": [{**right, "bytes": 10**30}]},
        {"files": [7]},
        {"files": None},
        {"format": "another"},
        {"version": "1"},
        {"version": True},
    ]
    for number, manifest in enumerate(bad_manifests):
        hostile = _pack(stranger.with_name(f"{number}.zip"), {"library.sqlite3": data}, **manifest)
        assert _refused(hostile, other) == "error.library.backup_broken", manifest


def test_a_newer_backup_is_told_as_such(stranger: Path, other: Path) -> None:
    newer = _pack(stranger.with_name("x.zip"), {"library.sqlite3": _database_of(stranger)}, version=2)
    assert _refused(newer, other) == "error.library.backup_too_new"


def test_a_bomb_is_not_unfolded(stranger: Path, other: Path) -> None:
    """Ten bytes are announced in the manifest and in the zip's own list, and a gigabyte comes out."""
    bomb = stranger.with_name("bomb.zip")
    sound = {"path": "sounds/a/b.wav", "bytes": 10, "sha256": "0" * 64}
    data = _database_of(stranger)
    right = {"path": "library.sqlite3", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    told = {"format": "second-round-backup", "version": 1, "files": [right, sound]}
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("library.sqlite3", data)
        archive.writestr("manifest.json", json.dumps(told))
        archive.writestr("sounds/a/b.wav", bytes(50_000_000))
        archive.getinfo("sounds/a/b.wav").file_size = 10
    assert _refused(bomb, other) == "error.library.backup_broken"


def test_what_is_no_zip_is_refused(stranger: Path, other: Path) -> None:
    whole = stranger.read_bytes()
    for number, data in enumerate((b"", b"PK", whole[: len(whole) // 2], whole[100:], b"x" * 10_000)):
        path = stranger.with_name(f"{number}.zip")
        path.write_bytes(data)
        assert _refused(path, other) == "error.library.backup_broken"
    assert _refused(stranger.with_name("none.zip"), other) == "error.library.backup_no_file"


def _sql(*statements: str) -> Changed:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return change


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _noise(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\x01\xff" * 5000)


@pytest.mark.parametrize(
    "change",
    [
        _cut,
        _noise,
        _sql("UPDATE sessions SET id = '../../up' || rowid"),
        _sql("UPDATE sessions SET title = x'00ff'"),
        _sql("UPDATE sessions SET mode = 'root'"),
        _sql("UPDATE answers SET status = 'spoilt'"),
        _sql("UPDATE answers SET sound_file = 'sounds/somebody/else.wav' WHERE sound_file IS NOT NULL"),
        _sql("UPDATE answers SET recorded_offset_s = 'x'"),
        _sql("UPDATE questions SET content = '{}'"),
        _sql("PRAGMA application_id = 7"),
        _sql("CREATE TRIGGER own AFTER INSERT ON sessions BEGIN DELETE FROM answers; END"),
        _sql("DROP TABLE summaries", "CREATE VIEW summaries AS SELECT 1"),
        _sql("PRAGMA foreign_keys = OFF", "DELETE FROM sessions"),
        _sql("CREATE TABLE more (x)"),
    ],
)
def test_a_database_that_this_program_never_wrote_is_refused(
    stranger: Path, other: Path, change: Changed
) -> None:
    database = stranger.with_name("changed.zip")
    database.write_bytes(_database_of(stranger))
    change(database)
    hostile = _pack(stranger.with_name("x.zip"), {"library.sqlite3": database.read_bytes()})
    assert _refused(hostile, other) in ("error.library.backup_strange", "error.library.corrupt")


def test_a_newer_library_in_a_backup_is_told_as_such(stranger: Path, other: Path) -> None:
    database = stranger.with_name("changed.zip")
    database.write_bytes(_database_of(stranger))
    _sql("PRAGMA user_version = 999")(database)
    hostile = _pack(stranger.with_name("x.zip"), {"library.sqlite3": database.read_bytes()})
    with Library.open(other) as restored, pytest.raises(LibraryTooNewError):
        restored.safekeeping.restore(hostile)


def test_a_restore_that_was_cut_off_after_its_rows_is_finished_at_the_next_start(
    stranger: Path, other: Path, recovered: Recovered, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(Exception):
        pass

    def fails(*_: object) -> None:
        raise PowerCutError

    with Library.open(other) as restored, monkeypatch.context() as cut:
        cut.setattr("coach.library.restore.move", fails)
        with pytest.raises(PowerCutError):
            restored.safekeeping.restore(stranger)
    with Library.open(other) as restored:
        done = restored.reconcile(recovered)
        assert (done.lost, done.found, done.unplayable) == ((), (), ())
        for session in _everything(restored):
            assert restored.sound_path(session.answers[0]).exists()
    assert not list(other.glob("restoring-*"))


def _holding(*folders: Path, word: str = RARE) -> list[str]:
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if word.encode() in path.read_bytes()]


def test_erasing_leaves_no_word_in_any_file(
    tmp_path: Path, folder: Path, library: Library, hold: Hold
) -> None:
    hold(library)
    cache = tmp_path / "cache"
    for place in (cache / "speech", folder / "bugs", folder / "backups", folder / "demo", folder / "banks"):
        place.mkdir(parents=True)
        (place / "file.bin").write_text(RARE, encoding="utf-8")
    (folder / "library-damaged-20260101-000000.sqlite3").write_text(RARE, encoding="utf-8")
    assert _holding(folder, cache)

    erased = library.safekeeping.erase_everything((cache / "speech",))

    assert _holding(folder, cache) == []
    assert (erased.sessions, erased.answers, erased.recordings, erased.backups) == (1, 3, 2, 1)
    assert erased.files == 5
    assert erased.freed_bytes > 0
    assert library.sessions() == ()
    assert library.search(Wanted(text=RARE)).hits == ()
    hold(library, "again")
    assert len(library.search(Wanted(text="again")).hits) > 0
    library.close()
    check(folder)


def test_nothing_is_erased_while_somebody_is_at_work(
    folder: Path, library: Library, question: Question, hold: Hold
) -> None:
    session_id = hold(library)
    answer = library.add_answer(session_id, question, position=3)
    with pytest.raises(LibraryError, match="erase_busy"):
        library.safekeeping.erase_everything()
    with Library.open(folder, busy_timeout_s=0.1) as second, pytest.raises(LibraryError, match="in_use"):
        second.safekeeping.erase_everything()
    assert library.session(session_id).answers
    library.remove_answer(answer.id)
    assert library.safekeeping.erase_everything().sessions == 1


def test_an_erasure_that_was_cut_off_is_finished_at_the_next_start(
    folder: Path, library: Library, hold: Hold, recovered: Recovered, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(Exception):
        pass

    def fails(*_: object) -> None:
        raise PowerCutError

    hold(library)
    with monkeypatch.context() as cut:
        cut.setattr("coach.library.wipe._remove", fails)
        with pytest.raises(PowerCutError):
            library.safekeeping.erase_everything()
    assert library.sessions() == ()
    assert _holding(folder), CHORE
    library.close()
    with Library.open(folder) as again:
        assert again.reconcile(recovered).found == ()
    assert _holding(folder) == []
