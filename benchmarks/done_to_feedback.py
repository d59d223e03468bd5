"""From "done" to feedback on the screen: the real flow, the real analysis process, a 70 s answer."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

from benchmarks.answers import questions, spoken_answer
from benchmarks.figure import Figure
from coach.analysis import AnalysisConfig, AnalysisProcess, TranscribeJob, WarmJob
from coach.analysis.services import model_services
from coach.audio.answer_files import AnswerFiles
from coach.folders import default_folders
from coach.library import Library
from coach.practice.equipment import Equipment
from coach.practice.runner import Runner
from coach.practice.values import Begin, Done, Interview, State

SECONDS = 70.0


def _wait(runner: Runner, state: State) -> None:
    while runner.interview.state is not state:
        runner.pump()
        sleep(0.005)


def measure() -> list[Figure]:
    """Hold one answer, and transcribe the same recording alone in the same process."""
    analysis = AnalysisProcess(model_services, AnalysisConfig(cache=default_folders().make().cache))
    question = questions()["disagreement"]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=1) as hands:
        path = spoken_answer(Path(folder), SECONDS)
        analysis.submit(WarmJob()).result()
        with Library.open(Path(folder) / "data") as library:
            equipment = Equipment(
                store=library,
                analysis=analysis,
                hands=hands,
                clock=monotonic,
                microphone=AnswerFiles([path]),
            )
            session = library.new_session(title="Benchmark")
            runner = Runner(Interview(questions=(question,)), session.id, equipment)
            runner.post(Begin())
            runner.post(Done())
            _wait(runner, State.RECORDING)
            began = monotonic()
            runner.post(Done())
            _wait(runner, State.REVIEWED)
            ours_s = monotonic() - began
        began = monotonic()
        analysis.submit(TranscribeJob(path)).result()
        alone_s = monotonic() - began
    analysis.close()
    return [
        Figure(
            name=f"done to feedback, {SECONDS:.0f} s answer",
            value=ours_s,
            unit="s",
            runs=1,
            reference=alone_s,
            reference_name="its transcription alone",
            aim="little more than the transcription",
        )
    ]
