"""From "done" to the first sound of the interviewer's follow-up: the real flow, live, with the real voice.

    python -m benchmarks.done_to_follow_up

Sample answers that leave something out are spoken into the microphone in real time; what is timed is the
moment at which the loudspeaker is given the follow-up, and the short word before it.
"""

import random
import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import numpy as np

from benchmarks.answers import questions
from benchmarks.figure import Figure
from coach.analysis import AnalysisConfig, AnalysisProcess, WarmJob
from coach.analysis.services import model_services
from coach.audio.files import read_sound, write_wav
from coach.folders import default_folders
from coach.library import Library
from coach.model.session import Mode
from coach.model.sound import Sound
from coach.practice.equipment import Equipment
from coach.practice.runner import Runner
from coach.practice.script import write_script
from coach.practice.values import Begin, Done, End, Interview, Skip, State
from coach.questions.samples import samples
from coach.testing.audio import FileInput, SilentOutput, SilentPlayback
from coach.units import Hertz
from coach.voice.choice import best_voice
from coach.words import Words

ANSWERS = ("disagreement-care", "failure-none", "disagreement-care", "failure-none", "disagreement-care")
NEXT_QUESTIONS = 8
PATIENCE_S = 60.0
"""Long, so that every run gives a figure; how many were quick enough is told besides."""


@dataclass
class Loudspeaker(SilentOutput):
    """Notes when it is given something to play."""

    at_s: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def play(self, sound: Sound, *, device: str | None = None) -> SilentPlayback:
        """Note the time.

        Args:
            sound: What to play.
            device: Unused.

        Returns:
            A playback that is over.
        """
        self.at_s.append(monotonic())
        return super().play(sound, device=device)


def _wait(runner: Runner, state: State, follow_up: int = 0) -> None:
    while (runner.interview.state, runner.interview.turn.follow_up) != (state, follow_up):
        runner.pump()
        if runner.settled:
            raise RuntimeError("the interview ended without a follow-up")
        sleep(0.005)


def _run(folder: Path, sample_id: str, analysis: AnalysisProcess) -> tuple[float, float]:
    """Seconds from done to the acknowledgement, and to the follow-up."""
    sample = next(each for each in samples() if each.id == sample_id)
    path, loudspeaker = folder / f"{sample.id}.wav", Loudspeaker()
    sound = read_sound(sample.file)
    write_wav(path, sound)
    question = questions()[sample.question_id]
    interview = Interview(questions=(question,), mode=Mode.INTERVIEW, follow_ups=1, patience_s=PATIENCE_S)
    with (
        Library.open(Path(tempfile.mkdtemp(dir=folder))) as library,
        ThreadPoolExecutor(max_workers=1) as hands,
    ):
        equipment = Equipment(
            store=library,
            analysis=analysis,
            hands=hands,
            clock=monotonic,
            microphone=FileInput([path, path], real_time=True),
            speaker=loudspeaker,
            voice=best_voice(folder),
            listening=analysis,
            words=Words.load(),
        )
        script = write_script(interview, rng=random.Random(1))  # noqa: S311 - which words are said is no secret
        session = library.new_session(title="Benchmark", mode=Mode.INTERVIEW)
        runner = Runner(interview, session.id, equipment, script=script)
        runner.post(Begin())
        _wait(runner, State.RECORDING)
        while runner.elapsed_s() < sound.duration_s:
            runner.pump()
            sleep(0.005)
        said, began = len(loudspeaker.at_s), monotonic()
        runner.post(Done())
        _wait(runner, State.ASKING, follow_up=1)
        while len(loudspeaker.at_s) < said + 2:
            runner.pump()
            sleep(0.005)
        acknowledged, asked = (at_s - began for at_s in loudspeaker.at_s[said : said + 2])
        runner.post(End())
        runner.close()
    return acknowledged, asked


def _next_questions(folder: Path, analysis: AnalysisProcess) -> list[float]:
    """Seconds from a question that is left out to the first sound of the next one, made ready before."""
    asked = tuple(questions().values())[:NEXT_QUESTIONS]
    interview, loudspeaker = Interview(questions=asked, mode=Mode.COACH), Loudspeaker()
    path = folder / "silence.wav"
    write_wav(path, Sound(np.zeros(16_000, np.float32), Hertz(16_000)))
    found: list[float] = []
    with (
        Library.open(Path(tempfile.mkdtemp(dir=folder))) as library,
        ThreadPoolExecutor(max_workers=1) as hands,
    ):
        equipment = Equipment(
            store=library,
            analysis=analysis,
            hands=hands,
            clock=monotonic,
            microphone=FileInput([path] * len(asked), real_time=True),
            speaker=loudspeaker,
            voice=best_voice(folder),
            words=Words.load(),
        )
        script = write_script(interview, rng=random.Random(1))  # noqa: S311 - as above
        runner = Runner(interview, library.new_session(title="Benchmark").id, equipment, script=script)
        runner.post(Begin())
        for _ in asked[1:]:
            _wait(runner, State.RECORDING)
            hands.submit(int).result()  # what is made ready is ready
            said, began = len(loudspeaker.at_s), monotonic()
            runner.post(Skip())
            while len(loudspeaker.at_s) == said:
                runner.pump()
                sleep(0.001)
            found.append(loudspeaker.at_s[said] - began)
        runner.close()
    return found


def measure() -> list[Figure]:
    """Hold the answers one after the other; the time to the short word before is the reference."""
    analysis = AnalysisProcess(model_services, AnalysisConfig(cache=default_folders().make().cache))
    try:
        analysis.submit(WarmJob()).result()
        with tempfile.TemporaryDirectory() as folder:
            found = [_run(Path(folder), sample_id, analysis) for sample_id in ANSWERS]
            following = _next_questions(Path(folder), analysis)
    finally:
        analysis.close()
    quick = sum(asked <= 1.5 for _, asked in found)
    return [
        Figure(
            name=f"done to follow-up, {quick} of {len(found)} within 1.5 s",
            value=statistics.median(asked for _, asked in found),
            unit="s",
            runs=len(found),
            reference=statistics.median(acknowledged for acknowledged, _ in found),
            reference_name="to the acknowledgement",
            aim="1.5 s at most",
        ),
        Figure(
            name="left out to the next question's first sound",
            value=statistics.median(following),
            unit="s",
            runs=len(following),
            aim="0.1 s at most",
        ),
    ]


if __name__ == "__main__":
    for figure in measure():
        print(figure)
