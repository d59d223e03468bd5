"""Another model is another process, and no job is lost on the way."""

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from coach.analysis import AnalysisConfig, JudgeJob
from coach.errors import WorkerError
from ui.analysis_switch import AnalysisSwitch

BASE = AnalysisConfig(cache=Path("cache"), model="base")
TINY = AnalysisConfig(cache=Path("cache"), model="tiny.en")
JOB = JudgeJob("What would my first week look like?")


class Process:
    """An analysis whose jobs are finished by the test."""

    def __init__(self, config: AnalysisConfig) -> None:
        self.model = config.model
        self.futures: list[Future[Any]] = []
        self.cancelled: list[Future[Any]] = []
        self.closed = False

    def submit(self, _job: object, **_options: object) -> "Future[Any]":
        self.futures.append(Future())
        return self.futures[-1]

    def cancel(self, future: "Future[Any]") -> None:
        self.cancelled.append(future)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def made() -> list[Process]:
    return []


@pytest.fixture
def switch(made: list[Process]) -> AnalysisSwitch:
    def make(config: AnalysisConfig) -> Any:
        made.append(Process(config))
        return made[-1]

    return AnalysisSwitch(make, BASE)


def test_a_job_that_was_begun_is_finished_where_it_was_begun(
    switch: AnalysisSwitch, made: list[Process]
) -> None:
    begun = switch.submit(JOB)
    switch.use(TINY)
    later = switch.submit(JOB)
    old, new = made
    assert (old.futures, new.futures) == ([begun], [later])
    assert not old.closed
    begun.set_result("judged")
    switch.close()
    assert old.closed
    assert new.closed


def test_a_job_is_cancelled_where_it_was_begun(switch: AnalysisSwitch, made: list[Process]) -> None:
    begun = switch.submit(JOB)
    switch.use(TINY)
    switch.cancel(begun)
    assert (made[0].cancelled, made[1].cancelled) == ([begun], [])
    switch.close()


def test_the_same_configuration_changes_nothing(switch: AnalysisSwitch, made: list[Process]) -> None:
    switch.use(BASE)
    assert [process.model for process in made] == ["base"]
    switch.close()


def test_after_the_end_nothing_is_begun(switch: AnalysisSwitch, made: list[Process]) -> None:
    switch.close()
    switch.use(TINY)
    assert len(made) == 1
    with pytest.raises(WorkerError):
        switch.submit(JOB)


def test_what_cant_be_stopped_half_way_is_given_up_with_its_process(
    switch: AnalysisSwitch, made: list[Process]
) -> None:
    loading = switch.submit(JOB)
    assert switch.give_up(loading)
    switch.submit(JOB)
    switch.close()
    old, new = made
    assert (old.closed, old.futures, len(new.futures)) == (True, [loading], 1)
    assert new.model == BASE.model


def test_nothing_is_given_up_where_other_work_waits(switch: AnalysisSwitch, made: list[Process]) -> None:
    loading = switch.submit(JOB)
    switch.submit(JOB)
    assert not switch.give_up(loading)
    (only,) = made
    assert not only.closed
