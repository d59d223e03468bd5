"""What is kept is read back, listed, renamed and removed."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.errors import BugError, InputError, LibraryCorruptError, LibraryError, NotFoundError
from coach.library import Library
from coach.model.company import Company, Fact, Person
from coach.model.feedback import Feedback
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.session import AnswerStatus, Mode
from coach.model.transcript import Transcript

Clock = Callable[[], datetime]
Scoring = Callable[..., AnswerScore]
WriteWav = Callable[[Path, float], None]


def test_a_session_is_read_back_as_it_was_saved(
    library: Library, question: Question, transcript: Transcript, score: Scoring, feedback: Feedback
) -> None:
    company = Company(name="Acme", facts=(Fact("Founded in 1990"),), people=(Person("Siân", "Sharn"),))
    session = library.new_session(title="Tuesday", plan="first_interview", mode=Mode.COACH, company=company)
    answer = library.add_answer(session.id, question, position=0)
    library.save_recording(answer.id, duration_s=2.5, dropouts=3)
    library.save_transcript(answer.id, transcript)
    given = score(transcript.text, question, {Dimension.STAR: 3})
    library.save_score(answer.id, given, feedback)
    library.end_session(session.id)

    read = library.session(session.id)

    assert (read.title, read.plan, read.mode, read.company) == (
        "Tuesday",
        "first_interview",
        Mode.COACH,
        company,
    )
    assert read.started_at == session.started_at
    assert read.started_at.utcoffset() == timedelta(hours=1)
    assert read.ended_at is not None
    assert read.ended_at > read.started_at
    (kept,) = read.answers
    assert kept.question == question
    assert kept.status is AnswerStatus.DONE
    assert (kept.duration_s, kept.dropouts) == (2.5, 3)
    assert (kept.transcript, kept.score, kept.feedback) == (transcript, given, feedback)
    assert kept == library.answer(answer.id)


def test_what_was_saved_is_there_after_closing(folder: Path, clock: Clock, question: Question) -> None:
    with Library.open(folder, now=clock) as library:
        session = library.new_session(title="Kept")
        answer = library.add_answer(session.id, question, position=0, typed="I rang the driver.")
    with Library.open(folder, now=clock) as library:
        assert library.session(session.id).answers == (answer,)


def test_ids_are_short_sorted_and_name_their_session(library: Library, question: Question) -> None:
    session = library.new_session(title="x")
    first = library.add_answer(session.id, question, position=0)
    second = library.add_answer(session.id, question, position=0, attempt=2)
    assert session.id.startswith("20261122-1433-")
    assert len(session.id) == 18
    assert [first.id, second.id] == [f"{session.id}-01", f"{session.id}-02"]
    assert first.sound_file == f"sounds/{session.id}/{first.id}.wav"


def test_answers_come_by_position_then_attempt(library: Library, question: Question) -> None:
    session = library.new_session(title="x")
    for position, attempt in ((1, 1), (0, 2), (0, 1)):
        library.add_answer(session.id, question, position=position, attempt=attempt)
    assert [(a.position, a.attempt) for a in library.session(session.id).answers] == [(0, 1), (0, 2), (1, 1)]


def test_a_typed_answer_has_no_sound_and_waits_for_its_score(library: Library, question: Question) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0, typed="I rang the driver.")
    assert (answer.status, answer.sound_file, answer.typed) == (
        AnswerStatus.QUEUED,
        None,
        "I rang the driver.",
    )
    assert [waiting.answer for waiting in library.pending()] == [answer]
    with pytest.raises(NotFoundError, match="no_sound"):
        library.sound_path(answer)


def test_the_list_is_newest_first_with_medians_that_never_flatter(
    library: Library, question: Question, score: Scoring
) -> None:
    older = library.new_session(title="older", plan="p")
    levels: list[dict[Dimension, int | None]] = [
        {Dimension.STAR: 2, Dimension.STORY: None},
        {Dimension.STAR: 3},
        {Dimension.STAR: 5, Dimension.FOCUS: 4},
        {Dimension.STAR: 2},
    ]
    for position, given in enumerate(levels):
        answer = library.add_answer(older.id, question, position=position)
        library.save_recording(answer.id, duration_s=1.5)
        library.save_score(answer.id, score("text", question, given))
    library.add_answer(older.id, question, position=9, status=AnswerStatus.SKIPPED)
    newer = library.new_session(title="newer")

    first, second = library.sessions()

    assert (first.id, first.answers, first.duration_s, first.profile) == (newer.id, 0, 0.0, ())
    assert (second.id, second.title, second.plan, second.answers, second.duration_s) == (
        older.id, "older", "p", 4, 6.0,
    )  # fmt: skip
    # Levels 2, 2, 3, 5: the middle is 2.5. Story was never scored, so it has no line.
    assert second.profile == ((Dimension.STAR, 2), (Dimension.FOCUS, 4))


def test_a_median_between_two_far_levels_is_their_middle_rounded_down(
    library: Library, question: Question, score: Scoring
) -> None:
    session = library.new_session(title="x")
    for level in (2, 5):
        answer = library.add_answer(session.id, question, position=0)
        library.save_score(answer.id, score("text", question, {Dimension.STAR: level}))
    assert library.sessions()[0].profile == ((Dimension.STAR, 3),)


def test_scoring_again_keeps_the_old_score(
    library: Library, folder: Path, question: Question, score: Scoring
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0, typed="text")
    library.save_score(answer.id, score("text", question, {Dimension.STAR: 2}, "1"))
    newer = score("text", question, {Dimension.STAR: 4, Dimension.STORY: 1}, "2")
    library.save_score(answer.id, newer)

    assert library.answer(answer.id).score == newer
    assert library.sessions()[0].profile == ((Dimension.STAR, 4), (Dimension.STORY, 1))
    with sqlite3.connect(f"file:{folder / 'library.sqlite3'}?mode=ro", uri=True) as looking:
        kept = looking.execute("SELECT versions FROM scores ORDER BY id").fetchall()
    looking.close()
    assert kept == [("rubric=1",), ("rubric=2",)]


def test_the_queue_keeps_its_order_and_counts_tries(library: Library, question: Question) -> None:
    session = library.new_session(title="x")
    ids = [library.add_answer(session.id, question, position=n).id for n in range(4)]
    for answer_id in (ids[2], ids[0], ids[3]):
        library.save_recording(answer_id, duration_s=1.0)
    library.set_status(ids[0], AnswerStatus.RUNNING)
    library.set_status(ids[0], AnswerStatus.QUEUED)
    library.set_status(ids[0], AnswerStatus.RUNNING)
    library.set_status(ids[3], AnswerStatus.FAILED, failure="error.transcription.failed")

    assert [(w.answer.id, w.tries, w.session_id) for w in library.pending()] == [
        (ids[0], 2, session.id),
        (ids[2], 0, session.id),
    ]
    assert library.answer(ids[3]).failure == "error.transcription.failed"


def test_a_removed_answer_leaves_neither_row_nor_file(
    library: Library, question: Question, write_wav: WriteWav
) -> None:
    session = library.new_session(title="x")
    kept = library.add_answer(session.id, question, position=0)
    gone = library.add_answer(session.id, question, position=0, attempt=2)
    write_wav(library.sound_path(gone), 0.1)
    library.save_recording(gone.id, duration_s=0.1)
    library.remove_answer(gone.id)
    assert library.session(session.id).answers == (kept,)
    assert not library.sound_path(gone).exists()
    assert library.sessions()[0].answers == 0
    library.remove_answer(kept.id)
    with pytest.raises(NotFoundError, match="no_answer"):
        library.remove_answer(kept.id)


def test_rename(library: Library) -> None:
    session = library.new_session(title="old")
    library.rename(session.id, "new")
    assert library.session(session.id).title == library.sessions()[0].title == "new"


def test_the_first_end_of_a_session_counts(library: Library) -> None:
    session = library.new_session(title="x")
    library.end_session(session.id)
    ended_at = library.session(session.id).ended_at
    library.end_session(session.id)
    assert library.session(session.id).ended_at == ended_at


def test_a_session_is_found_by_the_start_of_its_id(library: Library) -> None:
    first = library.new_session(title="a")
    library.new_session(title="b")
    assert library.find_session(first.id[:14]) == first.id
    assert library.find_session(first.id) == first.id
    with pytest.raises(InputError, match="ambiguous"):
        library.find_session("2026")
    for nobody in ("1999", "2026%", "2026_122"):
        with pytest.raises(NotFoundError, match="no_session"):
            library.find_session(nobody)


def test_what_is_not_there_is_said(
    library: Library, question: Question, transcript: Transcript, score: Scoring
) -> None:
    for ask in (
        lambda: library.session("nobody"),
        lambda: library.rename("nobody", "x"),
        lambda: library.end_session("nobody"),
        lambda: library.delete_session("nobody"),
        lambda: library.add_answer("nobody", question, position=0),
    ):
        with pytest.raises(NotFoundError, match="no_session"):
            ask()
    for ask in (
        lambda: library.answer("nobody"),
        lambda: library.save_recording("nobody", duration_s=1.0),
        lambda: library.set_status("nobody", AnswerStatus.DONE),
        lambda: library.save_transcript("nobody", transcript),
        lambda: library.save_score("nobody", score("x", question, {})),
    ):
        with pytest.raises(NotFoundError, match="no_answer"):
            ask()


def test_half_a_character_is_refused_and_nothing_is_kept_of_it(library: Library, question: Question) -> None:
    session = library.new_session(title="x")
    with pytest.raises(InputError, match="bad_text"):
        library.new_session(title="\ud83d")
    with pytest.raises(InputError, match="bad_text"):
        library.add_answer(session.id, question, position=0, typed="so \udce9")
    assert [s.title for s in library.sessions()] == ["x"]
    assert library.session(session.id).answers == ()


def test_a_value_that_would_not_be_read_back_is_our_mistake(
    library: Library, question: Question, score: Scoring
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    bad = score("x", question, {Dimension.STAR: "secret"})
    with pytest.raises(BugError) as caught:
        library.save_score(answer.id, bad)
    assert "secret" not in str(caught.value)
    assert library.answer(answer.id).score is None


def test_a_time_without_offset_is_our_mistake(folder: Path) -> None:
    with Library.open(folder, now=lambda: datetime(2026, 1, 1)) as library, pytest.raises(BugError):  # noqa: DTZ001
        library.new_session(title="x")


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "sounds/../../x/y.wav", "sounds/a/../b.wav", "a.wav", "sounds/x/.wav"]
)
def test_a_path_that_leads_outside_is_not_followed(
    library: Library, folder: Path, question: Question, path: str
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    _alter(folder, "UPDATE answers SET sound_file = ?", path)
    with pytest.raises(LibraryCorruptError, match=answer.id):
        library.sound_path(library.answer(answer.id))


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"text": 1}', "null", '{"text":"x","kind":"none","parts":[]}']
)
def test_a_damaged_record_names_only_its_id(
    library: Library, folder: Path, question: Question, content: str
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0, typed="a secret")
    _alter(folder, "UPDATE questions SET content = ?", content)
    with pytest.raises(LibraryCorruptError) as caught:
        library.session(session.id)
    assert dict(caught.value.message.values) == {"id": answer.id}
    assert [s.id for s in library.sessions()] == [session.id]


@pytest.mark.parametrize("column", ["status", "recorded_at"])
def test_a_damaged_column_names_only_its_id(
    library: Library, folder: Path, question: Question, column: str
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0, typed="a secret")
    _alter(folder, f"UPDATE answers SET {column} = ?", "nonsense")  # noqa: S608 - from the line above
    with pytest.raises(LibraryCorruptError, match=answer.id):
        library.answer(answer.id)


def test_another_copy_that_writes_for_too_long_is_named(folder: Path, clock: Clock) -> None:
    with Library.open(folder, now=clock, busy_timeout_s=0.05) as library:
        other = sqlite3.connect(folder / "library.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="in_use"):
            library.new_session(title="x")
        other.execute("ROLLBACK")
        other.close()
        library.new_session(title="x")


def _alter(folder: Path, statement: str, value: str) -> None:
    connection = sqlite3.connect(folder / "library.sqlite3")
    with connection:
        connection.execute(statement, (value,))
    connection.close()
