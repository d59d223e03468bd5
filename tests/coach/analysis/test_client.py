"""The analysis process: order, progress, cancel, crash, close."""

import pickle
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Event

import pytest

from coach.analysis import AnalysisConfig, AnalysisProcess, InlineAnalysis, Priority, TranscribeJob, WarmJob
from coach.errors import BugError, Cancelled, SoundFileError, WorkerError
from coach.testing.analysis import ScriptedServices, scripted_services

WAIT_S = 30


@pytest.fixture
def analysis(tmp_path: Path) -> Iterator[AnalysisProcess]:
    process = AnalysisProcess(scripted_services, AnalysisConfig(cache=tmp_path))
    yield process
    process.close()


def test_a_job_comes_home_from_the_child(analysis: AnalysisProcess) -> None:
    future = analysis.submit(TranscribeJob(Path("we_shipped_it.wav")))
    assert future.result(WAIT_S).text == "we shipped it"


def test_progress_is_told(analysis: AnalysisProcess) -> None:
    shares: list[float] = []
    analysis.submit(TranscribeJob(Path("hello.wav")), on_progress=shares.append).result(WAIT_S)
    assert shares == [0.5]


def test_a_known_error_keeps_its_sentence(analysis: AnalysisProcess) -> None:
    with pytest.raises(SoundFileError) as caught:
        analysis.submit(TranscribeJob(Path("broken.wav"))).result(WAIT_S)
    assert caught.value.message.id == "error.sound_file.unreadable"
    assert dict(caught.value.message.values) == {"file": "broken.wav"}


def test_a_bug_in_one_job_leaves_the_process_alive(analysis: AnalysisProcess) -> None:
    with pytest.raises(BugError, match="ZeroDivisionError"):
        analysis.submit(TranscribeJob(Path("bug.wav"))).result(WAIT_S)
    assert analysis.submit(TranscribeJob(Path("still_here.wav"))).result(WAIT_S).text == "still here"


def test_a_process_that_dies_is_restarted_with_its_job(analysis: AnalysisProcess, tmp_path: Path) -> None:
    future = analysis.submit(TranscribeJob(tmp_path / "once.wav"))
    assert future.result(WAIT_S).text == "once"


def test_a_job_that_kills_the_process_twice_is_given_up(analysis: AnalysisProcess) -> None:
    with pytest.raises(WorkerError) as caught:
        analysis.submit(TranscribeJob(Path("die.wav"))).result(WAIT_S)
    assert caught.value.message.id == "error.worker.died"
    assert analysis.submit(TranscribeJob(Path("alive_again.wav"))).result(WAIT_S).text == "alive again"


def test_the_spoken_answer_goes_before_an_import(analysis: AnalysisProcess) -> None:
    order: list[str] = []
    running = Event()
    slow = analysis.submit(TranscribeJob(Path("slow.wav")), on_progress=lambda _share: running.set())
    assert running.wait(WAIT_S)
    imported = analysis.submit(TranscribeJob(Path("import.wav")), priority=Priority.IMPORT)
    spoken = analysis.submit(TranscribeJob(Path("spoken.wav")), priority=Priority.SPOKEN)
    imported.add_done_callback(lambda _future: order.append("import"))
    spoken.add_done_callback(lambda _future: order.append("spoken"))
    analysis.cancel(slow)
    imported.result(WAIT_S)
    assert order == ["spoken", "import"]


def test_a_running_job_can_be_stopped(analysis: AnalysisProcess) -> None:
    running = Event()
    slow = analysis.submit(TranscribeJob(Path("slow.wav")), on_progress=lambda _share: running.set())
    assert running.wait(WAIT_S)
    analysis.cancel(slow)
    with pytest.raises(Cancelled):
        slow.result(WAIT_S)


def test_a_waiting_job_can_be_cancelled(analysis: AnalysisProcess) -> None:
    running = Event()
    slow = analysis.submit(TranscribeJob(Path("slow.wav")), on_progress=lambda _share: running.set())
    assert running.wait(WAIT_S)
    waiting = analysis.submit(TranscribeJob(Path("later.wav")))
    analysis.cancel(waiting)
    analysis.cancel(slow)
    with pytest.raises(CancelledError):
        waiting.result(WAIT_S)


def test_closing_while_a_job_runs_ends_it_and_what_waits(tmp_path: Path) -> None:
    analysis = AnalysisProcess(scripted_services, AnalysisConfig(cache=tmp_path))
    running = Event()
    slow = analysis.submit(TranscribeJob(Path("slow.wav")), on_progress=lambda _share: running.set())
    assert running.wait(WAIT_S)
    waiting = analysis.submit(TranscribeJob(Path("later.wav")))
    analysis.close()
    with pytest.raises(Cancelled):
        slow.result(WAIT_S)
    with pytest.raises(CancelledError):
        waiting.result(WAIT_S)
    with pytest.raises(WorkerError):
        analysis.submit(WarmJob())


def test_closing_before_any_job_is_quiet(tmp_path: Path) -> None:
    AnalysisProcess(scripted_services, AnalysisConfig(cache=tmp_path)).close()


def test_inline_analysis_gives_the_same_answers() -> None:
    inline = InlineAnalysis(ScriptedServices())
    assert inline.submit(TranscribeJob(Path("right_here.wav"))).result().text == "right here"
    with pytest.raises(SoundFileError):
        inline.submit(TranscribeJob(Path("broken.wav"))).result()


def test_errors_survive_pickling() -> None:
    error = SoundFileError("error.sound_file.unreadable", file="a.wav")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is SoundFileError
    assert again.message == error.message
