"""Live answers: what was heard comes home live, and whatever goes wrong comes from the file."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.analysis import AnalysisConfig, AnalysisProcess, Priority, TranscribeJob
from coach.analysis.jobs import FinishLiveJob
from coach.analysis.live import BACKLOG_S, ForgetOrder, LiveDesk, LiveSession, SoundOrder
from coach.audio.files import write_wav
from coach.errors import Cancelled, WorkerError
from coach.model.sound import Sound
from coach.model.transcript import Caption
from coach.testing.analysis import ScriptedListener, ScriptedServices, scripted_services
from coach.units import Hertz

WAIT_S = 30
RATE = Hertz(16_000)
BLOCK = np.full(480, 0.1, np.float32)


@pytest.fixture
def analysis(tmp_path: Path) -> Iterator[AnalysisProcess]:
    process = AnalysisProcess(scripted_services, AnalysisConfig(cache=tmp_path))
    yield process
    process.close()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A recording of ten blocks; its file says "from the file"."""
    path = tmp_path / "from_the_file.wav"
    write_wav(path, Sound(np.tile(BLOCK, 10), RATE))
    return path


def listening(analysis: AnalysisProcess) -> LiveSession:
    session = analysis.listen()
    assert session is not None
    return session


def say(session: LiveSession, blocks: int) -> None:
    for _ in range(blocks):
        session.hear(BLOCK, RATE)


def test_what_was_heard_whole_comes_home_live(analysis: AnalysisProcess, kept: Path) -> None:
    session = listening(analysis)
    say(session, 10)
    found = session.finish(kept).result(WAIT_S)
    assert (found.text, found.file) == ("live", "from_the_file.wav")


def test_an_answer_of_which_a_block_is_missing_comes_from_the_file(
    analysis: AnalysisProcess, kept: Path
) -> None:
    session = listening(analysis)
    say(session, 9)
    assert session.finish(kept).result(WAIT_S).text == "from the file"


def test_an_answer_that_was_never_heard_comes_from_the_file(analysis: AnalysisProcess, kept: Path) -> None:
    assert listening(analysis).finish(kept).result(WAIT_S).text == "from the file"


def test_two_answers_at_once_do_not_mix(analysis: AnalysisProcess, kept: Path) -> None:
    first, second = listening(analysis), listening(analysis)
    say(first, 10)
    say(second, 4)
    done = first.finish(kept)
    say(second, 6)
    assert (done.result(WAIT_S).text, second.finish(kept).result(WAIT_S).text) == ("live", "live")


def test_jobs_are_done_while_somebody_speaks(analysis: AnalysisProcess, kept: Path) -> None:
    session = listening(analysis)
    say(session, 5)
    assert analysis.submit(TranscribeJob(Path("another.wav"))).result(WAIT_S).text == "another"
    say(session, 5)
    assert session.finish(kept).result(WAIT_S).text == "live"


def test_an_answer_does_not_wait_for_a_file_that_is_being_read(analysis: AnalysisProcess, kept: Path) -> None:
    session = listening(analysis)
    reading = threading.Event()
    slow = analysis.submit(
        TranscribeJob(Path("slow.wav")), priority=Priority.IMPORT, on_progress=lambda _: reading.set()
    )
    assert reading.wait(WAIT_S)
    say(session, 10)
    assert session.finish(kept).result(WAIT_S).text == "live"
    assert not slow.done()
    analysis.cancel(slow)
    with pytest.raises(Cancelled):
        slow.result(WAIT_S)


def test_what_is_less_urgent_waits_for_the_file(analysis: AnalysisProcess, kept: Path) -> None:
    reading = threading.Event()
    slow = analysis.submit(
        TranscribeJob(Path("slow.wav")), priority=Priority.SPOKEN, on_progress=lambda _: reading.set()
    )
    assert reading.wait(WAIT_S)
    other = analysis.submit(TranscribeJob(Path("another.wav")), priority=Priority.IMPORT)
    session = listening(analysis)
    say(session, 10)
    answer = session.finish(kept)
    analysis.cancel(slow)
    assert answer.result(WAIT_S).text == "live"
    assert other.result(WAIT_S).text == "another"


def test_a_child_that_dies_in_the_middle_of_two_jobs_is_given_both_again(
    analysis: AnalysisProcess, tmp_path: Path
) -> None:
    reading = threading.Event()
    slow = analysis.submit(
        TranscribeJob(Path("slow.wav")), priority=Priority.IMPORT, on_progress=lambda _: reading.set()
    )
    assert reading.wait(WAIT_S)
    urgent = analysis.submit(TranscribeJob(tmp_path / "once.wav"), priority=Priority.SPOKEN)
    assert urgent.result(WAIT_S).text == "once"
    assert not slow.done()


def test_what_is_understood_comes_while_somebody_speaks(analysis: AnalysisProcess) -> None:
    session = listening(analysis)
    assert session.caption == Caption()
    say(session, 10)
    # A job that is done after the sound came tells that the caption has come home as well.
    analysis.submit(TranscribeJob(Path("another.wav"))).result(WAIT_S)
    analysis.submit(TranscribeJob(Path("another.wav"))).result(WAIT_S)
    assert session.caption == Caption("live")
    session.cancel()
    assert session.caption == Caption()


def test_a_child_that_dies_costs_the_live_path_only(analysis: AnalysisProcess, kept: Path) -> None:
    session = listening(analysis)
    session.hear(np.ones(8_000, np.float32), RATE)
    say(session, 10)
    assert session.finish(kept).result(WAIT_S).text == "from the file"
    again = listening(analysis)
    say(again, 10)
    assert again.finish(kept).result(WAIT_S).text == "live"


def test_a_bug_while_listening_costs_the_live_path_only(analysis: AnalysisProcess, kept: Path) -> None:
    session = listening(analysis)
    session.hear(-np.ones(480, np.float32), RATE)
    say(session, 9)
    assert session.finish(kept).result(WAIT_S).text == "from the file"


def test_a_cancelled_answer_is_forgotten(analysis: AnalysisProcess, kept: Path) -> None:
    session = listening(analysis)
    say(session, 10)
    session.cancel()
    assert session.finish(kept).result(WAIT_S).text == "from the file"


def test_live_can_be_switched_off(tmp_path: Path) -> None:
    analysis = AnalysisProcess(scripted_services, AnalysisConfig(cache=tmp_path, live=False))
    assert analysis.listen() is None
    analysis.close()


def test_after_close_nothing_is_heard(tmp_path: Path, kept: Path) -> None:
    analysis = AnalysisProcess(scripted_services, AnalysisConfig(cache=tmp_path))
    session = listening(analysis)
    analysis.close()
    say(session, 10)
    assert analysis.listen() is None
    with pytest.raises(WorkerError):
        session.finish(kept)


class Submitted:
    """Remembers what was queued."""

    def __init__(self) -> None:
        self.jobs: list[FinishLiveJob | TranscribeJob] = []
        self.woken = threading.Semaphore(0)

    def session(self) -> LiveSession:
        return LiveSession(7, self.woken.release, lambda job, _progress: self.jobs.append(job))  # type: ignore[arg-type,return-value]


def test_an_analysis_that_takes_nothing_costs_no_more_than_its_limit(kept: Path) -> None:
    """The recorder's thread is never held up, and what waits is let go of at once."""
    submitted = Submitted()
    session = submitted.session()
    say(session, round(BACKLOG_S / 0.03) + 2)
    assert session.lost
    assert session.take() == ForgetOrder(7)
    session.finish(kept)
    assert submitted.jobs == [TranscribeJob(kept)]


def test_blocks_are_sent_together_in_their_order() -> None:
    submitted = Submitted()
    session = submitted.session()
    for number in range(20):
        session.hear(np.full(480, number / 100, np.float32), RATE)
    assert submitted.woken.acquire(blocking=False)
    assert not submitted.woken.acquire(blocking=False)
    order = session.take()
    assert isinstance(order, SoundOrder)
    np.testing.assert_array_equal(order.samples, np.repeat(np.arange(20, dtype=np.float32) / 100, 480))
    assert session.take() is None


@pytest.mark.parametrize(
    "block", [np.zeros(RATE * 60, np.float32), np.zeros(RATE * 2, np.float32)], ids=["minute", "two seconds"]
)
def test_a_whole_file_as_one_block_is_left_to_the_file(block: NDArray[np.float32]) -> None:
    session = Submitted().session()
    session.hear(block, RATE)
    assert session.lost


def test_another_rate_in_the_middle_is_left_to_the_file() -> None:
    session = Submitted().session()
    session.hear(BLOCK, RATE)
    session.hear(BLOCK, Hertz(48_000))
    assert session.lost


class Busy(ScriptedListener):
    """Has one finished stretch."""

    def __init__(self, done: list[str]) -> None:
        super().__init__()
        self._done = done
        self._left = 1

    def work(self) -> bool:
        self._left -= 1
        if self._left == 0:
            self._done.append("stretch")
        return self._left == 0


class BusyServices(ScriptedServices):
    def __init__(self, done: list[str]) -> None:
        self.done = done

    def listen(self) -> ScriptedListener:
        return Busy(self.done)


def test_answers_that_nobody_finished_do_not_pile_up_in_the_child() -> None:
    done: list[str] = []
    desk = LiveDesk(BusyServices(done))
    for number in range(5):
        desk.take(SoundOrder(number, BLOCK, RATE), 0.0)
        assert desk.work()
    assert done == ["stretch"] * 5
    assert desk.finish(0, len(BLOCK), "a.wav") is None
    found = desk.finish(4, len(BLOCK), "a.wav")
    assert found is not None
    assert found.text == "live"
