"""Sessions as the library keeps them: for tests of what reads it, and for pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from coach.audio.files import write_wav
from coach.library import Library
from coach.model.session import Answer, AnswerStatus, Session
from coach.model.sound import Sound
from coach.model.transcript import Transcript
from coach.testing.sessions import sample_session
from coach.units import Hertz

_RATE_HZ = 8000


class Clock:
    """A clock that is set by hand.

    Args:
        now: What it shows.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """What it shows."""
        return self.now


def keep_sessions(folder: Path, sessions: Iterable[Session], *, sounds: bool = True) -> tuple[str, ...]:
    """Put sessions into the library of a data folder, as if they had been held there.

    Args:
        folder: The data folder.
        sessions: As they were held; ids are the library's own.
        sounds: Whether spoken answers get a file of sound; without, only their row knows of one.

    Returns:
        The ids that they got.
    """
    clock = Clock(datetime.fromtimestamp(0).astimezone())
    with Library.open(folder, now=clock) as library:
        return tuple(_keep(library, clock, session, sounds=sounds) for session in sessions)


def _keep(library: Library, clock: Clock, session: Session, *, sounds: bool) -> str:
    clock.now = session.started_at
    kept = library.new_session(
        title=session.title, plan=session.plan, mode=session.mode, company=session.company
    )
    for answer in session.answers:
        clock.now = max(answer.recorded_at, session.started_at)
        _keep_answer(library, kept.id, answer, sounds=sounds)
    if session.ended_at is not None:
        clock.now = session.ended_at
        library.end_session(kept.id)
    return kept.id


def _keep_answer(
    library: Library, session_id: str, answer: Answer, *, sounds: bool, follow_up_of: str | None = None
) -> None:
    skipped = answer.status is AnswerStatus.SKIPPED
    kept = library.add_answer(
        session_id,
        answer.question,
        position=answer.position,
        attempt=answer.attempt,
        typed=answer.typed,
        status=AnswerStatus.SKIPPED if skipped else AnswerStatus.RECORDING,
        follow_up_of=follow_up_of,
        asker=answer.asker,
        repeats=answer.repeats,
    )
    for completing in answer.follow_ups:
        _keep_answer(library, session_id, completing, sounds=sounds, follow_up_of=kept.id)
    if skipped:
        return
    if answer.typed is None and answer.duration_s is not None:
        if sounds:
            write_wav(library.sound_path(kept), murmur(answer.transcript, answer.duration_s))
        library.save_recording(
            kept.id, duration_s=answer.duration_s, dropouts=answer.dropouts, repeats=answer.repeats
        )
    if answer.transcript is not None:
        library.save_transcript(kept.id, answer.transcript)
    if answer.score is not None:
        library.save_score(kept.id, answer.score, answer.feedback)
    if answer.status is not AnswerStatus.DONE:
        library.set_status(kept.id, answer.status, failure=answer.failure)


def murmur(transcript: Transcript | None, duration_s: float) -> Sound:
    """A hum that is loud where words are and quiet between them, so that its wave looks like speech.

    Args:
        transcript: Where the words are; None for an even hum.
        duration_s: How long.

    Returns:
        The same sound for the same words.
    """
    times_s = np.arange(round(duration_s * _RATE_HZ)) / _RATE_HZ
    loud = np.full(times_s.shape, 0.003)
    for number, word in enumerate(transcript.words if transcript is not None else ()):
        inside = (times_s >= word.start_s) & (times_s < word.end_s)
        shape = np.sin(np.pi * (times_s[inside] - word.start_s) / (word.end_s - word.start_s))
        loud[inside] = (0.12 + 0.05 * (number * 7 % 5)) * shape
    tone = np.sin(2 * np.pi * 140 * times_s) + 0.3 * np.sin(2 * np.pi * 420 * times_s)
    return Sound((0.6 * loud * tone).astype(np.float32), Hertz(_RATE_HZ))


def some_sessions(count: int = 5, last: datetime | None = None) -> Sequence[Session]:
    """Several sessions with different answers in them, the last one on the day that is given.

    Args:
        count: How many.
        last: When the newest one began; None for the sample's own time.

    Returns:
        Oldest first; the newest is ``sample_session`` itself.
    """
    sample = sample_session()
    last = last or sample.started_at
    titles = ("Your turn to ask", "Globex Robotics", "Behavioural drill", "Standard first interview")
    picks = ((7,), (0, 3, 7), (1, 2, 4), (0, 1, 2, 4))
    days = (6, 5, 3, 1)
    made: list[Session] = []
    for number in range(count - 1, 0, -1):
        kind = (4 - number) % 4
        began = last - timedelta(days=days[kind] + 7 * ((number - 1) // 4), minutes=25 * number)
        answers = tuple(
            replace(sample.answers[pick], position=place, recorded_at=began)
            for place, pick in enumerate(picks[kind])
        )
        length = timedelta(minutes=3 * len(answers))
        made.append(
            replace(sample, title=titles[kind], started_at=began, ended_at=began + length, answers=answers)
        )
    moved = tuple(
        replace(answer, recorded_at=last + (answer.recorded_at - sample.started_at))
        for answer in sample.answers
    )
    length = sample.ended_at - sample.started_at if sample.ended_at is not None else timedelta()
    made.append(
        replace(sample, title="Globex Robotics", started_at=last, ended_at=last + length, answers=moved)
    )
    return tuple(made)
