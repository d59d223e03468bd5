"""Recordings that a person has already, brought into the library as answers."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from coach.audio.bringing import bring_in
from coach.audio.disk import write_error
from coach.errors import SoundFileError
from coach.library.sounds import FOLDER
from coach.model.message import Message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import Answer, Session
from coach.practice.ports import SessionStore

log = logging.getLogger(__name__)

LEFT_OVER_S = 24 * 3600.0

WAITING_ROOM = ".bringing"
"""Folder below the sounds in which a recording is made before it is an answer's; no session is called so."""


class BringingStore(SessionStore, Protocol):
    """What is needed of the library."""

    folder: Path

    def new_session(self, *, title: str) -> Session:
        """Begin a session."""
        ...

    def session(self, session_id: str) -> Session:
        """One session."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be brought in.

    Args:
        files: Sound files; they are only read.
        question: What was asked in all of them.
        title: Of the session that is made for them.
        session_id: The session that they are put into instead; None for one of their own.
    """

    files: tuple[Path, ...]
    question: Question
    title: str
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be brought in.

    Args:
        file: The file.
        why: What is wrong with it.
    """

    file: Path
    why: Message


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of it.

    Args:
        session_id: Where the answers are; None when there are none.
        answers: They wait to be transcribed and scored; each with the file that it was made from.
        refused: The files that could not be brought in.
    """

    session_id: str | None
    answers: tuple[tuple[Path, Answer], ...]
    refused: tuple[Refused, ...]


def unknown_question(text: str) -> Question:
    """What stands in the place of a question that nobody told.

    Args:
        text: The sentence that says so.

    Returns:
        A question of no kind.
    """
    return Question(text=text, kind=QuestionKind.OTHER, parts=(QuestionPart(PartKind.FACT, text),))


def bring(
    store: BringingStore,
    wish: Wish,
    *,
    on_progress: Callable[[float], None] | None = None,
    check: Callable[[], None] | None = None,
) -> Brought:
    """Bring recordings in, one after the other; each is whole in the library or not at all.

    Args:
        store: Where they are put.
        wish: Which, and what was asked.
        on_progress: Told the share of all files that is read, 0.0 to 1.0.
        check: Called now and then; what it raises ends the work. What was brought in before stays.

    Returns:
        What came of it; a file that can't be used does not keep the others from coming in.

    Raises:
        DiskFullError: There is no room.
        LibraryError: The library can't be written, or there is no such session.
    """
    room = _waiting_room(store.folder)
    session_id = wish.session_id
    position = 0
    if session_id is not None:
        position = max((answer.position + 1 for answer in store.session(session_id).answers), default=0)
    answers: list[tuple[Path, Answer]] = []
    refused: list[Refused] = []
    for number, file in enumerate(wish.files):

        def advance(share: float, before: int = number) -> None:
            if on_progress is not None:
                on_progress((before + share) / len(wish.files))

        made = room / uuid4().hex
        try:
            kept = bring_in(file, made, on_progress=advance, check=check)
        except SoundFileError as error:
            log.info("file %d could not be brought in: %s", number + 1, error.message.id)
            refused.append(Refused(file, error.message))
            continue
        if session_id is None:
            session_id = store.new_session(title=wish.title).id
        answer = store.add_answer(session_id, wish.question, position=position + len(answers))
        made.replace(store.sound_path(answer))
        store.save_recording(answer.id, duration_s=float(kept.duration_s))
        answers.append((file, answer))
        advance(1.0)
    if session_id is not None and session_id != wish.session_id:
        store.end_session(session_id)
    return Brought(session_id, tuple(answers), tuple(refused))


def _waiting_room(data: Path) -> Path:
    """The folder, without what was cut off there at an earlier time."""
    room = data / FOLDER / WAITING_ROOM
    try:
        for each in (room.parent, room):
            each.mkdir(mode=0o700, exist_ok=True)
        for left in room.iterdir():
            # What is younger may be another copy's that is at work; nothing takes a day.
            if time.time() - left.stat().st_mtime > LEFT_OVER_S:
                left.unlink()
    except OSError as error:
        raise write_error(error, room) from error
    return room
