"""What was deleted is nowhere in the bytes of the files that remain."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from coach.errors import NotFoundError
from coach.library import Library
from coach.library.schema import MIGRATIONS
from coach.model.company import Company
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.session import Session
from coach.model.transcript import Transcript

Clock = Callable[[], datetime]
Scoring = Callable[..., AnswerScore]
WriteWav = Callable[[Path, float], None]
Fill = Callable[[Library, str], Session]


@pytest.fixture
def fill(question: Question, transcript: Transcript, score: Scoring, write_wav: WriteWav) -> Fill:
    """Makes a session in which every text holds one rare word."""

    def fill_with(library: Library, word: str) -> Session:
        session = library.new_session(title=f"title {word}", company=Company(name=f"company {word}"))
        for position in range(3):
            asked = replace(question, text=f"What about {word} number {position}?", id=None)
            answer = library.add_answer(session.id, asked, position=position)
            path = library.sound_path(answer)
            write_wav(path, 0.01)
            path.write_bytes(path.read_bytes() + word.encode())
            library.save_recording(answer.id, duration_s=0.01)
            # Long enough for pages of its own, and saved over and over, as when a text is corrected.
            for times in (40, 400, 10):
                text = f"I said {word} again. " * times
                library.save_transcript(answer.id, replace(transcript, text=text, words=()))
                library.save_score(answer.id, score(text, asked, {Dimension.STAR: 3}))
        library.rename(session.id, f"renamed {word}")
        return session

    return fill_with


def _holding(folder: Path, word: str) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes())


def test_nothing_of_a_deleted_session_remains(folder: Path, library: Library, fill: Fill) -> None:
    words = [f"zyzzyva{number}q" for number in range(12)]
    sessions = [fill(library, word) for word in words]
    assert all(any(_holding(folder, word)) for word in words)
    for number in (3, 11, 0, 7, 6):
        library.delete_session(sessions[number].id)
        assert list(_holding(folder, words[number])) == []
        assert list(_holding(folder, sessions[number].id)) == []
        assert not (folder / "sounds" / sessions[number].id).exists()
    left = [number for number in range(12) if number not in {3, 11, 0, 7, 6}]
    assert {s.id for s in library.sessions()} == {sessions[number].id for number in left}
    for number in left:
        answers = library.session(sessions[number].id).answers
        assert all(words[number] in (a.transcript or pytest.fail("gone")).text for a in answers)
        assert all(library.sound_path(a).exists() for a in answers)


def test_a_shared_question_stays_until_nobody_has_it(
    library: Library, folder: Path, question: Question
) -> None:
    asked = replace(question, text="Do you know the zyzzyva?")
    first, second = library.new_session(title="1"), library.new_session(title="2")
    for session in (first, second):
        library.add_answer(session.id, asked, position=0, typed="no")
    library.delete_session(first.id)
    assert library.session(second.id).answers[0].question == asked
    library.delete_session(second.id)
    assert list(_holding(folder, "zyzzyva")) == []


def test_backups_do_not_remember(folder: Path, clock: Clock, fill: Fill) -> None:
    with Library.open(folder, now=clock) as library:
        session = fill(library, "zyzzyva")
    with Library.open(folder, now=clock, migrations=(*MIGRATIONS, lambda _: None)) as library:
        assert len(list((folder / "backups").iterdir())) == 1
        library.delete_session(session.id)
        assert list(_holding(folder, "zyzzyva")) == []


def test_a_deletion_that_fails_keeps_rows_and_sound(
    folder: Path, library: Library, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(Exception):
        pass

    def fails(*_: object) -> None:
        raise PowerCutError

    session = fill(library, "zyzzyva")
    monkeypatch.setattr("coach.library.changes.delete_session", fails)
    with pytest.raises(PowerCutError):
        library.delete_session(session.id)
    assert library.sound_path(library.session(session.id).answers[0]).exists()
    assert not list((folder / "sounds").glob(".removed-*"))
    with pytest.raises(NotFoundError):
        library.delete_session("nobody")


def test_a_session_id_from_a_hostile_file_removes_nothing_outside(
    folder: Path, library: Library, tmp_path: Path
) -> None:
    session = library.new_session(title="x")
    (tmp_path / "precious").mkdir()
    connection = sqlite3.connect(folder / "library.sqlite3")
    with connection:
        connection.execute("UPDATE sessions SET id = '../../precious' WHERE id = ?", (session.id,))
    connection.close()
    library.delete_session("../../precious")
    assert (tmp_path / "precious").is_dir()
    assert library.sessions() == ()
