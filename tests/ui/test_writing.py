"""A report that is written behind the window can be stopped, and then no file is changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.errors import ReportError
from coach.model.message import message
from coach.reports.session_files import FORMATS, write_session
from coach.testing.sessions import sample_session
from ui.context import Context
from ui.ticket import Work
from ui.writing import write_behind

NOTE = message("ui.sessions.work.exporting")
MakeContext = Callable[..., Context]


@pytest.fixture
def waiting(make_context: MakeContext, by_hand: Any) -> Context:
    """Nothing is done before the test says so."""
    return make_context(executor=by_hand)


@pytest.mark.parametrize("wanted", FORMATS)
def test_what_is_stopped_in_time_leaves_the_file_as_it_was(
    waiting: Context, by_hand: Any, tmp_path: Path, watched: Any, wanted: str
) -> None:
    path = tmp_path / f"report.{wanted}"
    path.write_text("the one of yesterday")
    told: list[str] = []
    works: list[tuple[Work, ...]] = []
    waiting.tasks.running_changed.connect(works.append)

    def write(check: Callable[[], None]) -> None:
        waiting.tasks.stop(works[-1][0].number)  # while it is being made
        write_session(sample_session(), waiting.words, wanted, path, check=check)

    write_behind(
        waiting,
        write,
        note=NOTE,
        on_written=lambda: told.append("written"),
        on_stopped=lambda: told.append("stopped"),
        owner=waiting.tasks,
    )
    by_hand.work()
    assert told == ["stopped"]
    assert path.read_text() == "the one of yesterday"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]
    assert [notice.text for notice in watched.notices] == [message("ui.work.not_written")]


def test_what_is_stopped_while_it_waits_is_never_begun(waiting: Context, by_hand: Any) -> None:
    told: list[str] = []
    works: list[tuple[Work, ...]] = []
    waiting.tasks.running_changed.connect(works.append)
    write_behind(
        waiting,
        lambda _check: told.append("begun"),
        note=NOTE,
        on_written=lambda: told.append("written"),
        on_stopped=lambda: told.append("stopped"),
        owner=waiting.tasks,
    )
    waiting.tasks.stop(works[-1][0].number)
    by_hand.work()
    assert told == ["stopped"]


def test_a_stop_that_comes_too_late_is_told_as_it_is(waiting: Context, by_hand: Any) -> None:
    told: list[str] = []
    works: list[tuple[Work, ...]] = []
    waiting.tasks.running_changed.connect(works.append)

    def write(check: Callable[[], None]) -> None:
        check()
        waiting.tasks.stop(works[-1][0].number)

    write_behind(waiting, write, note=NOTE, on_written=lambda: told.append("written"), owner=waiting.tasks)
    by_hand.work()
    assert told == ["written"]


def test_a_failure_is_told_to_whoever_asked(context: Context) -> None:
    told: list[str] = []

    def write(_check: Callable[[], None]) -> None:
        raise ReportError("error.report.no_folder", folder="gone")

    write_behind(
        context,
        write,
        note=NOTE,
        on_written=lambda: told.append("written"),
        on_failure=lambda error: told.append(error.message.id),
        owner=context.tasks,
    )
    assert told == ["error.report.no_folder"]
