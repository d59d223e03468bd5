"""Answers that wait are finished behind the window, with what is left told from what is known."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coach.analysis import ScoreJob, TranscribeJob
from coach.analysis.ports import Progress
from coach.errors import Cancelled
from coach.library import Library
from coach.model.session import AnswerStatus
from coach.practice.backlog import Finished, Left
from coach.testing.analysis import ScriptedServices, transcript_of
from coach.testing.sessions import disagreement_question
from ui.context import Context
from ui.tasks import Lane, Tasks, Ticket
from ui.ticket import Told, Work
from ui.waiting import finish_behind, tell_left

LENGTH_S = 60.0


class Speech:
    """A computer that needs half a second for a second of sound."""

    class measured:  # noqa: N801 - stands for the property
        share = 0.5


class Held:
    """An analysis whose transcriptions go on until the test ends them, or somebody stops them."""

    def __init__(self) -> None:
        self.running: list[tuple[Future[Any], Progress]] = []

    def submit(self, job: Any, *, on_progress: Progress | None = None, **_options: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        if isinstance(job, TranscribeJob):
            assert on_progress is not None
            self.running.append((future, on_progress))
        elif isinstance(job, ScoreJob):
            future.set_result(ScriptedServices().score(job.request))
        return future

    def cancel(self, future: "Future[object]") -> None:
        if not future.done():
            future.set_exception(Cancelled())


@pytest.fixture
def spoken(library: Library) -> tuple[str, ...]:
    session = library.new_session(title="Practice")
    ids = []
    for position in range(2):
        answer = library.add_answer(session.id, disagreement_question(), position=position)
        library.sound_path(answer).write_bytes(b"")
        library.save_recording(answer.id, duration_s=LENGTH_S)
        ids.append(answer.id)
    return tuple(ids)


@pytest.fixture
def analysis() -> Held:
    return Held()


class Room:
    """A context, two answers that wait, and what the quiet line shows of them."""

    def __init__(self, context: Context, spoken: tuple[str, ...]) -> None:
        self.context = context
        self.spoken = spoken
        self.works: tuple[Work, ...] = ()
        self.finished: list[Finished] = []
        self._owner = QObject()
        context.tasks.running_changed.connect(self._show)

    def begin(self) -> None:
        finish_behind(self.context, frozenset(self.spoken), self.finished.append, self._owner)

    def stop(self) -> None:
        self.context.tasks.stop(self.works[0].number)

    def waiting(self) -> list[tuple[str, int]]:
        """What the next start would begin with, and how often it was tried."""
        return [(waiting.answer.id, waiting.tries) for waiting in self.context.library.pending()]

    def texts(self) -> list[str]:
        return [self.context.say.message(work.note) for work in self.works]

    def _show(self, works: tuple[Work, ...]) -> None:
        self.works = works


@pytest.fixture
def room(make_context: Callable[..., Context], analysis: Held, spoken: tuple[str, ...]) -> Room:
    return Room(make_context(tasks=Tasks(), analysis=analysis, speech=Speech()), spoken)


def test_it_counts_down_and_goes_away(room: Room, analysis: Held, qtbot: QtBot) -> None:
    room.begin()
    qtbot.waitUntil(lambda: len(analysis.running) == 1 and room.texts() == ["Writing down 2 answers"])
    (work,) = room.works
    assert (work.left_s, work.share, work.can_stop) == (60.0, 0.0, True)  # 120 s of sound, half a second each

    future, progress = analysis.running[0]
    progress(0.5)
    qtbot.waitUntil(lambda: room.works[0].left_s == 45.0)
    assert room.works[0].share == 0.25

    future.set_result(transcript_of("I asked for a plan."))
    qtbot.waitUntil(lambda: len(analysis.running) == 2 and room.texts() == ["Writing down one answer"])
    assert room.works[0].left_s == 30.0
    analysis.running[1][0].set_result(transcript_of("In the end we shipped it."))
    qtbot.waitUntil(lambda: bool(room.finished) and room.works == ())
    assert set(room.finished[0].done) == set(room.spoken)


def test_stopped_it_keeps_what_is_left_and_says_so(
    room: Room, analysis: Held, watched: Any, qtbot: QtBot
) -> None:
    room.begin()
    qtbot.waitUntil(lambda: len(analysis.running) == 1 and bool(room.works))
    room.stop()
    qtbot.waitUntil(lambda: bool(room.finished) and room.works == ())
    assert room.finished[0] == Finished(done=(), failed=(), waiting=room.spoken)
    assert room.waiting() == [(one, 0) for one in room.spoken]
    statuses = [room.context.library.answer(one).status for one in room.spoken]
    assert statuses == [AnswerStatus.QUEUED] * 2
    (notice,) = watched.notices
    said = room.context.say.message(notice.text)
    assert said == "Stopped; 2 answers are kept and will be written down at the next start."


def test_closing_with_work_under_way_keeps_it_for_the_next_start(
    room: Room, analysis: Held, qtbot: QtBot
) -> None:
    room.begin()
    qtbot.waitUntil(lambda: len(analysis.running) == 1)
    analysis.cancel(analysis.running[0][0])  # as the analysis does when the window closes
    assert room.context.tasks.close()
    assert room.waiting() == [(one, 0) for one in room.spoken]


def test_stopped_while_it_waits_for_its_turn_it_begins_nothing(
    make_context: Callable[..., Context],
    by_hand: Any,
    analysis: Held,
    spoken: tuple[str, ...],
) -> None:
    room = Room(make_context(tasks=Tasks(dict.fromkeys(Lane, by_hand)), analysis=analysis), spoken)
    room.begin()
    room.stop()
    assert room.works[0].stopping
    by_hand.work()
    assert analysis.running == []
    assert room.finished[0].waiting == spoken
    assert len(room.waiting()) == 2


def test_of_a_computer_that_was_not_measured_no_time_is_told() -> None:
    ticket = Ticket()
    tell_left(ticket, None, Left(answers=2, spoken=2, sound_s=60.0, of_s=120.0))
    assert ticket.told.left_s is None
    tell_left(ticket, 0.5, Left(answers=2, spoken=2, sound_s=60.0, of_s=120.0))
    assert ticket.told.left_s == 30.0


def test_what_is_only_scored_is_called_so_and_gets_no_time() -> None:
    ticket = Ticket()
    tell_left(ticket, 0.5, Left(answers=2, spoken=0, sound_s=0.0, of_s=0.0))
    note = ticket.told.note
    assert note is not None
    assert (note.id, ticket.told) == ("ui.work.scoring", Told(note=note, left_s=None))
