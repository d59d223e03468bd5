"""The library: what the rest of the program uses to keep sessions."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from coach.errors import NotFoundError
from coach.library import changes, history, ids, queries, sounds
from coach.library.claim import Claim
from coach.library.compressed import Uncompressed, point_to, uncompressed
from coach.library.database import Database, map_errors
from coach.library.papers import Papers
from coach.library.places import CLAIM, FILE, local_now
from coach.library.queries import Waiting
from coach.library.reconcile import Reconciled, Recovered, reconcile, unused_session_id
from coach.library.retention import Retention
from coach.library.review import Review
from coach.library.safekeeping import Safekeeping
from coach.library.schema import MIGRATIONS, Migration
from coach.library.search import search
from coach.model.company import Company
from coach.model.feedback import Feedback
from coach.model.history import AskedBefore
from coach.model.question import Question
from coach.model.score import AnswerScore
from coach.model.search import Found, Wanted
from coach.model.session import Answer, AnswerStatus, Keep, Mode, Session, SessionSummary
from coach.model.transcript import Transcript


class Library:
    """Every session of one person.

    Safe to use from several threads; each call is one transaction and is on the disk when it returns.
    Every method may raise ``DiskFullError`` (no room), ``LibraryCorruptError`` (the file is damaged) and
    ``LibraryError`` (it can't be reached, or another copy of the program holds it for too long).

    Args:
        database: The open file.
        claim: The lock of those who record.
        now: The clock.

    Attributes:
        folder: The data folder.
        review: Corrections, notes, stars, earlier scores and what trends need.
        retention: How much of each session is kept.
        safekeeping: Backup, restore, and erasing everything.
    """

    def __init__(self, database: Database, claim: Claim, now: Callable[[], datetime] = local_now) -> None:
        self._database = database
        self._claim = claim
        self._now = now
        self.folder = database.path.parent
        self.review = Review(database, now)
        self.papers = Papers(database, now)
        self.retention = Retention(database, now)
        self.safekeeping = Safekeeping(database, claim, now)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        now: Callable[[], datetime] = local_now,
        migrations: Sequence[Migration] = MIGRATIONS,
        busy_timeout_s: float = 5.0,
    ) -> "Library":
        """Open the library in a data folder, and make it when there is none.

        Args:
            folder: The data folder.
            now: The clock.
            migrations: The schema, as functions in order.
            busy_timeout_s: How long to wait for another copy of the program.

        Returns:
            The library, to be closed or used in a ``with`` statement.

        Raises:
            LibraryCorruptError: The file is damaged or not a library; it is left as it was.
            LibraryTooNewError: A newer version of the program wrote it; it is left as it was.
        """
        folder = folder.absolute()
        database = Database(folder / FILE, migrations=migrations, busy_timeout_s=busy_timeout_s)
        return cls(database, Claim(folder / CLAIM, busy_timeout_s=busy_timeout_s), now)

    def __enter__(self) -> "Library":
        """Nothing more to do: it is open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the file; nothing is lost when this never happens."""
        self._claim.release()
        self._database.close()

    def reconcile(self, recovered: Recovered, repair: Callable[[Path], object] | None = None) -> Reconciled:
        """At the start, before the first answer: bring rows and sound files together again after a crash.

        Args:
            recovered: How the session is called that takes recordings which no row knows.
            repair: Called with each session's folder of sound first, to finish files that were being written.

        Returns:
            What was done; ``skipped`` when a copy of the program is at work, and nothing may be touched.
        """
        if not self._claim.take_alone():
            return Reconciled(skipped=True)
        try:
            self.safekeeping.finish()
            return reconcile(self._database, recovered, repair, self._now())
        finally:
            self._claim.release()

    def sessions(self, *, limit: int | None = None, offset: int = 0) -> tuple[SessionSummary, ...]:
        """The list of sessions, newest first.

        Args:
            limit: How many at most; None for all.
            offset: How many of the newest to pass over.
        """
        with self._database.read() as connection:
            return queries.summaries(connection, limit, offset)

    def session(self, session_id: str) -> Session:
        """One session with all its answers, each with its newest transcript and score.

        Args:
            session_id: Its whole id.

        Returns:
            The session.

        Raises:
            NotFoundError: There is none with this id.
        """
        with self._database.read() as connection:
            return queries.session(connection, session_id)

    def find_session(self, start: str) -> str:
        """The id of the one session whose id begins like this.

        Args:
            start: The first characters of an id, or all of it.

        Returns:
            The whole id.

        Raises:
            NotFoundError: No id begins like this.
            InputError: Several do.
        """
        with self._database.read() as connection:
            return queries.find_session(connection, start)

    def answer(self, answer_id: str) -> Answer:
        """One answer with its newest transcript and score.

        Args:
            answer_id: Its id.

        Returns:
            The answer.

        Raises:
            NotFoundError: There is none with this id.
        """
        with self._database.read() as connection:
            return queries.answer(connection, answer_id)

    def asked_before(self) -> tuple[AskedBefore, ...]:
        """Which questions of banks were asked, newest first, with the levels of their answers."""
        with self._database.read() as connection:
            return history.asked_before(connection)

    def search(self, wanted: Wanted) -> Found:
        """Look for words in what was said, in questions, notes and titles.

        Args:
            wanted: What is looked for.

        Returns:
            What was found.

        Raises:
            InputError: The text is far too long, or not valid Unicode.
        """
        with self._database.read() as connection:
            return search(connection, wanted)

    def pending(self) -> tuple[Waiting, ...]:
        """The answers that are queued or were being worked on, in the order in which they were given.

        One with a transcript, or a typed one, only needs its score.
        """
        with self._database.read() as connection:
            return queries.waiting(connection)

    def new_session(
        self,
        *,
        title: str,
        plan: str = "",
        mode: Mode = Mode.INTERVIEW,
        company: Company | None = None,
        keep: Keep | None = None,
    ) -> Session:
        """Begin a session.

        Args:
            title: As shown.
            plan: Id of the plan or bank that it follows.
            mode: When feedback is given.
            company: What was noted about the employer.
            keep: How much of it is to be kept, which ``retention.shorten`` sees to; None for
                ``retention.usual``.

        Returns:
            The session, without answers.

        Raises:
            InputError: A text is not valid Unicode.
        """
        with self._database.write() as connection:
            now = self._now()
            session = Session(
                id=unused_session_id(connection, now),
                title=title,
                plan=plan,
                mode=mode,
                started_at=now,
                company=company,
                keep=self.retention.usual if keep is None else keep,
            )
            changes.insert_session(connection, session)
        return session

    def rename(self, session_id: str, title: str) -> None:
        """Give a session another title.

        Args:
            session_id: Its whole id.
            title: The new one.

        Raises:
            NotFoundError: There is no such session.
            InputError: The title is not valid Unicode.
        """
        with self._database.write() as connection:
            queries.require_session(connection, session_id)
            changes.rename(connection, session_id, title)

    def end_session(self, session_id: str) -> None:
        """Note that a session is over; the first time counts.

        Args:
            session_id: Its whole id.

        Raises:
            NotFoundError: There is no such session.
        """
        with self._database.write() as connection:
            queries.require_session(connection, session_id)
            changes.end_session(connection, session_id, self._now())

    def delete_session(self, session_id: str) -> None:
        """Remove a session with its sound, its text and its scores, and their traces on the disk.

        Backups that were made before a migration hold it too, so they go as well.

        Args:
            session_id: Its whole id.

        Raises:
            NotFoundError: There is no such session.
        """
        aside: Path | None = None
        try:
            with self._database.write() as connection:
                queries.require_session(connection, session_id)
                aside = sounds.set_aside(self.folder, session_id)
                changes.delete_session(connection, session_id)
        except BaseException:
            if aside is not None:
                sounds.put_back(aside)
            raise
        with map_errors(self._database.path):
            if aside is not None:
                sounds.remove(aside)
        self._database.erase_traces()

    def add_answer(
        self,
        session_id: str,
        question: Question,
        *,
        position: int,
        attempt: int = 1,
        status: AnswerStatus = AnswerStatus.RECORDING,
        typed: str | None = None,
        follow_up_of: str | None = None,
        asker: str = "",
        repeats: int = 0,
    ) -> Answer:
        """Begin an answer: the row first, then the sound.

        Args:
            session_id: Its session.
            question: As it is asked.
            position: Of the question in the session, from 0.
            attempt: Of this question, from 1.
            status: ``RECORDING`` before it is spoken, ``SKIPPED`` when it is not answered;
                a typed answer is ``QUEUED`` in any case.
            typed: What was typed, when it is not spoken.
            follow_up_of: Id of the answer that it completes; None for an answer to a question of the plan.
            asker: Name of who asked, in a panel.
            repeats: How often the question was heard again, as far as that is known already.

        Returns:
            The answer; when it is to be spoken, ``sound_path`` says where to record it.

        Raises:
            NotFoundError: There is no such session.
            InputError: A text is not valid Unicode.
        """
        spoken = typed is None and status is not AnswerStatus.SKIPPED
        if spoken:
            # From here on no other copy may take the unfinished recording for one that was cut off.
            self._claim.share()
        with self._database.write() as connection:
            number = queries.next_number(connection, session_id)
            answer_id = ids.answer_id(session_id, number)
            answer = Answer(
                id=answer_id,
                position=position,
                attempt=attempt,
                question=question,
                status=AnswerStatus.QUEUED if typed is not None else status,
                recorded_at=self._now(),
                sound_file=sounds.relative_path(session_id, answer_id) if spoken else None,
                typed=typed,
                follow_up_of=follow_up_of,
                asker=asker,
                repeats=repeats,
            )
            changes.insert_answer(connection, session_id, number, answer)
        return answer

    def sound_path(self, answer: Answer) -> Path:
        """Where an answer's sound is, or is to be recorded.

        Args:
            answer: A spoken one.

        Returns:
            The absolute path of the WAV file, or of the FLAC file once it is compressed; its folder is there,
            the file only once it is recorded.

        Raises:
            NotFoundError: The answer has no sound.
            LibraryCorruptError: The path that was kept leads outside the folder of sound.
        """
        if answer.sound_file is None:
            raise NotFoundError("error.library.no_sound", id=answer.id)
        path = sounds.absolute_path(self.folder, answer.sound_file, where=answer.id)
        with map_errors(self._database.path):
            sounds.make_folder(path.parent)
            return sounds.present(path)

    def uncompressed(self) -> tuple[Uncompressed, ...]:
        """The recordings that wait to be compressed, the oldest first."""
        with self._database.read() as connection:
            return uncompressed(connection, self.folder)

    def use_compressed(self, answer_id: str) -> None:
        """Use an answer's FLAC file from now on, and remove the WAV file, which holds the same.

        Args:
            answer_id: The answer; its FLAC file is finished and lies beside the WAV file.

        Raises:
            NotFoundError: There is no such answer, as when it was deleted meanwhile.
        """
        with self._database.write() as connection:
            queries.session_of(connection, answer_id)
            sound_file = queries.answer(connection, answer_id).sound_file
            if sound_file is None:
                raise NotFoundError("error.library.no_sound", id=answer_id)
            point_to(connection, answer_id, sound_file, sounds.COMPRESSED)
        # After the row: whatever happens here, the row names a file that is there.
        recorded = sounds.absolute_path(self.folder, sound_file, where=answer_id)
        with map_errors(self._database.path):
            recorded.with_suffix(sounds.RECORDED).unlink(missing_ok=True)

    def save_recording(
        self, answer_id: str, *, duration_s: float, dropouts: int = 0, repeats: int = 0
    ) -> None:
        """Note that an answer is recorded; it waits for transcription from now on.

        Args:
            answer_id: The answer.
            duration_s: Length of the sound.
            dropouts: Times that the sound card reported lost samples.
            repeats: Times that the question was heard again.

        Raises:
            NotFoundError: There is no such answer.
        """
        with self._database.write() as connection:
            session_id = queries.session_of(connection, answer_id)
            changes.set_recorded(connection, answer_id, duration_s, dropouts, repeats)
            changes.refresh_summary(connection, session_id)

    def set_status(self, answer_id: str, status: AnswerStatus, *, failure: str = "") -> None:
        """Note how far an answer is; each ``RUNNING`` counts as a try.

        Args:
            answer_id: The answer.
            status: How far it is.
            failure: Id of the error message when it failed.

        Raises:
            NotFoundError: There is no such answer.
        """
        if status in (AnswerStatus.RECORDING, AnswerStatus.RUNNING):
            self._claim.share()
        with self._database.write() as connection:
            session_id = queries.session_of(connection, answer_id)
            changes.set_status(connection, answer_id, status, failure)
            changes.refresh_summary(connection, session_id)

    def remove_answer(self, answer_id: str) -> None:
        """Forget an attempt to which nothing was said, and remove its sound file if there is one.

        Args:
            answer_id: The answer.

        Raises:
            NotFoundError: There is no such answer.
        """
        with self._database.write() as connection:
            session_id = queries.session_of(connection, answer_id)
            sound_file = queries.answer(connection, answer_id).sound_file
            changes.delete_answer(connection, answer_id)
            changes.refresh_summary(connection, session_id)
            if sound_file is not None:
                sounds.remove_all(sounds.absolute_path(self.folder, sound_file, where=answer_id))

    def call_off(self, answer_id: str) -> None:
        """Let an answer wait again whose work was stopped on purpose, which costs it no try.

        Args:
            answer_id: The answer.

        Raises:
            NotFoundError: There is no such answer.
        """
        with self._database.write() as connection:
            queries.session_of(connection, answer_id)
            changes.call_off(connection, answer_id)

    def save_transcript(self, answer_id: str, transcript: Transcript) -> None:
        """Keep what was said; earlier transcripts of the answer stay, the newest counts.

        Args:
            answer_id: The answer.
            transcript: Its words.

        Raises:
            NotFoundError: There is no such answer.
            InputError: A text is not valid Unicode.
        """
        with self._database.write() as connection:
            session_id = queries.session_of(connection, answer_id)
            changes.insert_transcript(connection, answer_id, transcript, self._now())
            changes.refresh_summary(connection, session_id)

    def save_score(self, answer_id: str, score: AnswerScore, feedback: Feedback | None = None) -> None:
        """Keep a score, which finishes the answer; earlier scores stay, the newest counts.

        Args:
            answer_id: The answer.
            score: Its score.
            feedback: What is said about it.

        Raises:
            NotFoundError: There is no such answer.
            InputError: A text is not valid Unicode.
        """
        with self._database.write() as connection:
            session_id = queries.session_of(connection, answer_id)
            changes.insert_score(connection, answer_id, score, feedback, self._now())
            changes.set_status(connection, answer_id, AnswerStatus.DONE, "")
            changes.refresh_summary(connection, session_id)
