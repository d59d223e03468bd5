"""After a crash: rows and sound files are brought together again, and neither is thrown away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from sqlite3 import Connection

from coach.errors import KnownError, LibraryCorruptError
from coach.library import changes, ids, sounds
from coach.library.compressed import point_to
from coach.library.database import Database
from coach.model.message import Message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import Answer, AnswerStatus, Keep, Mode, Session

Repair = Callable[[Path], object]

SOUND_GONE = "error.library.sound_gone"
"""Why an answer failed whose recording is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What was found at the start.

    Args:
        requeued: Answers that were cut off and now wait for transcription.
        lost: Answers that were cut off and have no sound file.
        found: Answers made from sound files that no row knew.
        unplayable: Finished answers whose sound file is gone; all else of them is kept.
        problems: What could not be repaired, and why; it is left as it was.
        skipped: Whether nothing was done, since another copy of the program is at work.
    """

    requeued: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    unplayable: tuple[str, ...] = ()
    problems: tuple[Message, ...] = ()
    skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """How the session is called that takes recordings which no row knows.

    Args:
        title: Its title.
        question: What stands in the place of the question, which is not known any more.
    """

    title: str
    question: str


def reconcile(database: Database, recovered: Recovered, repair: Repair | None, now: datetime) -> Reconciled:
    """Bring rows and files together.

    Args:
        database: Open, and nobody else at work.
        recovered: How the session for unknown recordings is called.
        repair: Called with each folder of recordings first.
        now: When.

    Returns:
        What was done.
    """
    data = database.path.parent
    problems: list[Message] = []
    with database.write() as connection:
        _finish_deletions(connection, data)
        if repair is not None:
            for folder in sounds.folders(data):
                try:
                    repair(folder)
                except KnownError as error:
                    problems.append(error.message)
        files = sounds.finished(data)
        requeued, lost, unplayable = _rows(connection, data, files)
        found = _files(connection, data, files, recovered, now)
    return Reconciled(
        requeued=requeued, lost=lost, found=found, unplayable=unplayable, problems=tuple(problems)
    )


def _finish_deletions(connection: Connection, data: Path) -> None:
    # A session whose sound is not kept any more stays, and what was set aside of it goes all the same.
    known = {
        str(row["id"]) for row in connection.execute("SELECT id FROM sessions WHERE kept = ?", (Keep.SOUND,))
    }
    for session_id, aside in sounds.aside(data):
        if session_id in known and not (aside.parent / session_id).exists():
            sounds.put_back(aside)
        elif session_id not in known:
            sounds.remove(aside)


def _session_ids(connection: Connection) -> set[str]:
    return {str(row["id"]) for row in connection.execute("SELECT id FROM sessions")}


def _rows(
    connection: Connection, data: Path, files: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    requeued, lost, unplayable = [], [], []
    touched = set()
    rows = connection.execute(
        "SELECT id, session_id, status, sound_file, failure, duration_s,"
        " EXISTS (SELECT 1 FROM transcripts WHERE answer_id = answers.id) AS heard"
        " FROM answers WHERE sound_file IS NOT NULL"
    ).fetchall()
    for row in rows:
        try:
            status = AnswerStatus(row["status"])
            path = sounds.absolute_path(data, row["sound_file"], where=row["id"])
        except (ValueError, LibraryCorruptError):
            continue  # damaged; told when its session is opened, and no reason to keep the others closed
        sound_file = _form(connection, row["id"], row["sound_file"], files)
        open_ended = status in (AnswerStatus.RECORDING, AnswerStatus.QUEUED, AnswerStatus.RUNNING)
        came_back = status is AnswerStatus.FAILED and (
            # Its recording could not be finished then, as on a full disk, and has been adopted now.
            row["failure"] == SOUND_GONE or (row["duration_s"] is None and not row["heard"])
        )
        if sound_file in files:
            if status in (AnswerStatus.RECORDING, AnswerStatus.RUNNING) or came_back:
                changes.set_status(connection, row["id"], AnswerStatus.QUEUED, "")
                requeued.append(row["id"])
                touched.add(row["session_id"])
            if row["duration_s"] is None:
                connection.execute(
                    "UPDATE answers SET duration_s = ? WHERE id = ?",
                    (sounds.duration_s(data / sound_file), row["id"]),
                )
                touched.add(row["session_id"])
        elif path.with_name(path.name + ".part").exists():
            continue  # The repair could not finish it; it is left for the next start.
        elif open_ended and row["heard"]:
            changes.set_status(connection, row["id"], AnswerStatus.QUEUED, "")
        elif open_ended:
            changes.set_status(connection, row["id"], AnswerStatus.FAILED, SOUND_GONE)
            lost.append(row["id"])
            touched.add(row["session_id"])
        elif status is AnswerStatus.DONE:
            unplayable.append(row["id"])
    # What was typed has no file; it waits to be scored.
    connection.execute("UPDATE answers SET status = 'queued' WHERE status = 'running' AND sound_file IS NULL")
    for session_id in touched:
        changes.refresh_summary(connection, session_id)
    return tuple(requeued), tuple(lost), tuple(unplayable)


def _form(connection: Connection, answer_id: str, sound_file: str, files: frozenset[str]) -> str:
    """Which file a row should name, when the program died while one was compressed.

    As long as the WAV file is there it counts, and is compressed again when there is time.
    """
    forms = [str(PurePosixPath(sound_file).with_suffix(suffix)) for suffix in sounds.SUFFIXES]
    there = next((form for form in forms if form in files), sound_file)
    if there != sound_file:
        point_to(connection, answer_id, sound_file, PurePosixPath(there).suffix)
    return there


def _files(
    connection: Connection, data: Path, files: frozenset[str], recovered: Recovered, now: datetime
) -> tuple[str, ...]:
    known = {
        str(PurePosixPath(row["sound_file"]).with_suffix(suffix))
        for suffix in sounds.SUFFIXES
        for row in connection.execute("SELECT sound_file FROM answers WHERE typeof(sound_file) = 'text'")
    }
    for twin in (file for file in files - known if file.endswith(sounds.COMPRESSED)):
        if str(PurePosixPath(twin).with_suffix(sounds.RECORDED)) in files:
            # It holds the same as the recording beside it, which is found anyway.
            (data / twin).unlink()
            files -= {twin}
    strays = sorted(files - known, key=lambda file: ((data / file).stat().st_mtime_ns, file))
    if not strays:
        return ()
    session = Session(
        id=unused_session_id(connection, now),
        title=recovered.title,
        plan="",
        mode=Mode.INTERVIEW,
        started_at=now,
        ended_at=now,
    )
    changes.insert_session(connection, session)
    changes.end_session(connection, session.id, now)
    question = Question(
        text=recovered.question,
        kind=QuestionKind.OTHER,
        parts=(QuestionPart(PartKind.FACT, recovered.question),),
    )
    made = []
    for number, stray in enumerate(strays, start=1):
        answer_id = ids.answer_id(session.id, number)
        source = data / stray
        target = str(PurePosixPath(sounds.relative_path(session.id, answer_id)).with_suffix(source.suffix))
        answer = Answer(
            id=answer_id,
            position=number - 1,
            attempt=1,
            question=question,
            status=AnswerStatus.QUEUED,
            recorded_at=datetime.fromtimestamp(source.stat().st_mtime, tz=now.tzinfo),
            sound_file=target,
            duration_s=sounds.duration_s(source),
        )
        changes.insert_answer(connection, session.id, number, answer)
        # Before the commit: if that never comes, the file is a stray again, only in another folder.
        sounds.make_folder((data / target).parent)
        source.rename(data / target)
        made.append(answer_id)
    return tuple(made)


def unused_session_id(connection: Connection, started_at: datetime) -> str:
    """Make an id that no session has.

    Args:
        connection: Inside a transaction.
        started_at: When the session began.

    Returns:
        The id.
    """
    known = _session_ids(connection)
    while (session_id := ids.new_session_id(started_at)) in known:
        pass
    return session_id
