"""Work is done elsewhere, and its results come home to the main thread, or nowhere."""

import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.errors import Cancelled, NotFoundError
from coach.model.message import message
from ui.tasks import Lane, Task, Tasks, Ticket

NOTE = message("ui.common.working")

pytestmark = pytest.mark.usefixtures("qapp")


def tasks_on(executor: Executor) -> Tasks:
    return Tasks(dict.fromkeys(Lane, executor))


@pytest.fixture
def real() -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    assert tasks.close()


def test_work_is_done_on_another_thread_and_heard_of_on_the_main_one(real: Tasks, qtbot: QtBot) -> None:
    heard: list[tuple[threading.Thread, threading.Thread]] = []

    def on_success(worker: threading.Thread) -> None:
        heard.append((worker, threading.current_thread()))

    real.run(Task(op=threading.current_thread, on_success=on_success))
    qtbot.waitUntil(lambda: len(heard) == 1)
    worker, home = heard[0]
    assert worker is not threading.main_thread()
    assert home is threading.main_thread()


def test_a_lane_does_one_thing_after_the_other(real: Tasks, qtbot: QtBot) -> None:
    heard: list[int] = []
    for number in range(20):
        real.run(Task(op=partial(int, number), on_success=heard.append))
    qtbot.waitUntil(lambda: len(heard) == 20)
    assert heard == list(range(20))


def test_progress_comes_home_too(real: Tasks, qtbot: QtBot) -> None:
    ticket, shares, done = Ticket(), [], []

    def work() -> str:
        ticket.report(0.5)
        return "ready"

    real.run(Task(op=work, ticket=ticket, on_progress=shares.append, on_success=done.append))
    qtbot.waitUntil(lambda: done == ["ready"])
    assert shares == [0.5]


def test_an_error_of_the_world_goes_to_whoever_asked(at_once: Executor) -> None:
    tasks, errors, told = tasks_on(at_once), [], []
    tasks.failed.connect(told.append)

    def fail() -> None:
        raise NotFoundError("error.library.no_session", id="x")

    tasks.run(Task(op=fail, on_failure=errors.append))
    assert [error.message.id for error in errors] == ["error.library.no_session"]
    assert told == []
    tasks.run(Task(op=fail))
    assert [error.message.id for error in told] == ["error.library.no_session"]


def test_a_bug_is_told_even_when_its_page_is_gone(by_hand: Any) -> None:
    tasks, bugs, errors = tasks_on(by_hand), [], []
    tasks.broke.connect(bugs.append)
    page = QObject()
    tasks.run(Task(op=lambda: 1 // 0, on_failure=errors.append, owner=page))
    delete_now(page)
    by_hand.work()
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert errors == []


def delete_now(thing: QObject) -> None:
    shiboken6.delete(thing)


def test_a_late_result_of_a_closed_page_is_dropped(by_hand: Any) -> None:
    tasks, heard = tasks_on(by_hand), []
    page = QObject()
    tasks.run(Task(op=lambda: "late", on_success=heard.append, owner=page))
    tasks.run(Task(op=lambda: "kept", on_success=heard.append))
    delete_now(page)
    by_hand.work()
    assert heard == ["kept"]
    assert tasks.running == 0


def test_what_is_cancelled_is_not_heard_of_and_not_begun(by_hand: Any) -> None:
    tasks, begun, heard = tasks_on(by_hand), [], []
    job = tasks.run(Task(op=lambda: begun.append(1), on_success=heard.append))
    job.cancel()
    by_hand.work()
    assert begun == heard == []
    assert tasks.running == 0


def test_one_page_cancels_its_own(by_hand: Any) -> None:
    tasks, heard = tasks_on(by_hand), []
    mine, other = QObject(), QObject()
    tasks.run(Task(op=lambda: "mine", on_success=heard.append, owner=mine))
    tasks.run(Task(op=lambda: "other", on_success=heard.append, owner=other))
    tasks.cancel_all(mine)
    by_hand.work()
    assert heard == ["other"]


def test_running_work_sees_that_it_should_stop(real: Tasks, qtbot: QtBot) -> None:
    ticket, begun, heard = Ticket(), threading.Event(), []

    def work() -> None:
        begun.set()
        while True:
            ticket.check()

    job = real.run(Task(op=work, ticket=ticket, on_success=heard.append, on_failure=heard.append))
    assert begun.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: real.running == 0)
    assert heard == []


def test_the_result_of_another_executor_is_watched(at_once: Executor) -> None:
    tasks, heard, stopped = tasks_on(at_once), [], []
    future: Future[str] = Future()
    job = tasks.watch(future, Task(on_success=heard.append), stop=lambda: stopped.append(1))
    future.set_result("scored")
    assert heard == ["scored"]
    job.cancel()
    assert stopped == [1]


def test_work_that_says_cancelled_is_no_failure(at_once: Executor) -> None:
    tasks, told = tasks_on(at_once), []
    tasks.failed.connect(told.append)
    tasks.broke.connect(told.append)
    future: Future[None] = Future()
    tasks.watch(future, Task())
    future.set_exception(Cancelled())
    assert told == []


def test_the_quiet_line_hears_what_runs(by_hand: Any) -> None:
    tasks, notes = tasks_on(by_hand), []
    tasks.running_changed.connect(lambda works: notes.append(tuple(work.note for work in works)))
    tasks.run(Task(op=int, note=NOTE))
    tasks.run(Task(op=int))
    assert notes[-1] == (NOTE,)
    by_hand.work()
    assert notes[-1] == ()


def test_after_the_end_nothing_is_begun_and_nobody_is_called(qapp: QApplication) -> None:
    tasks, heard, begun = Tasks(), [], threading.Event()
    may_end = threading.Event()

    def slow() -> str:
        begun.set()
        may_end.wait(10)
        return "late"

    tasks.run(Task(op=slow, on_success=heard.append))
    assert begun.wait(5)
    assert tasks.close(wait_s=0.05) is False
    may_end.set()
    assert tasks.run(Task(op=lambda: "never", on_success=heard.append)).over
    qapp.processEvents()
    assert heard == []


def test_a_change_of_the_person_is_finished_when_the_window_closes() -> None:
    tasks, written, begun = Tasks(), [], threading.Event()

    def first() -> None:
        begun.set()
        written.append("first")

    tasks.run(Task(op=first))
    tasks.run(Task(op=lambda: written.append("change"), finish=True))
    assert begun.wait(5)
    assert tasks.close()
    assert "change" in written


def test_anything_may_be_called_home_from_any_thread(real: Tasks, qtbot: QtBot) -> None:
    heard: list[threading.Thread] = []
    thread = threading.Thread(target=real.call_home, args=(lambda: heard.append(threading.current_thread()),))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: heard == [threading.main_thread()])


def test_what_is_held_back_begins_when_it_is_released_in_the_order_asked_for(
    real: Tasks, qtbot: QtBot
) -> None:
    heard: list[int] = []
    real.hold()
    for number in range(3):
        real.run(Task(op=partial(int, number), on_success=heard.append))
    assert real.running == 3
    assert heard == []
    real.release()
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == [0, 1, 2]


def test_a_change_of_the_person_is_finished_although_it_was_held_back_to_the_end() -> None:
    done: list[bool] = []
    tasks = Tasks()
    tasks.hold()
    tasks.run(Task(op=partial(done.append, True), finish=True))
    assert tasks.close()
    assert done == [True]


def test_a_lane_holds_the_work_and_nothing_of_who_asked(by_hand: Any) -> None:
    tasks, owner = tasks_on(by_hand), QObject()
    gone = weakref.ref(owner)
    tasks.run(Task(op=int, on_success=owner.setObjectName, owner=owner))
    tasks.close(0.0)
    del owner
    assert by_hand.waiting
    assert gone() is None
