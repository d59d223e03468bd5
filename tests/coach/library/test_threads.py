"""One library, many threads: every call is whole."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from coach.library import Library, check
from coach.model.question import Question

Clock = Callable[[], datetime]


def test_threads_do_not_get_into_each_others_transactions(folder: Path, question: Question) -> None:
    with Library.open(folder, now=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as library:
        session = library.new_session(title="x")

        def work(number: int) -> str:
            answer = library.add_answer(session.id, question, position=number)
            library.save_recording(answer.id, duration_s=1.0)
            assert library.answer(answer.id).duration_s == 1.0
            return answer.id

        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(work, range(60)))
        assert len(set(made)) == 60
        assert {w.answer.id for w in library.pending()} == set(made)
        assert library.sessions()[0].duration_s == 60.0
    check(folder)


def test_two_copies_write_side_by_side(folder: Path, clock: Clock, question: Question) -> None:
    with Library.open(folder, now=clock) as one, Library.open(folder, now=clock) as two:
        session = one.new_session(title="x")
        two.add_answer(session.id, question, position=0)
        one.add_answer(session.id, question, position=1)
        assert [a.position for a in two.session(session.id).answers] == [0, 1]
