"""Follow-ups: asked for what is missing, kept with the answer that they complete, scored together with it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event as Gate
from time import monotonic, sleep

import numpy as np
import pytest

from coach.analysis import InlineAnalysis
from coach.analysis.jobs import Scored
from coach.analysis.ports import Progress, Stop
from coach.audio.answer_files import AnswerFiles
from coach.audio.files import write_wav
from coach.feedback import make_feedback
from coach.library import Library
from coach.model.company import Company, Fact
from coach.model.message import message
from coach.model.question import PartKind, Probe, Question, QuestionKind, QuestionPart
from coach.model.score import AskClass, AskedQuestion, DimensionScore, FocusScore, ScoringRequest, Span
from coach.model.session import AnswerStatus, Mode
from coach.model.sound import Sound
from coach.model.transcript import Transcript
from coach.practice.backlog import finish_waiting
from coach.practice.equipment import Equipment
from coach.practice.runner import Runner
from coach.practice.script import Script
from coach.practice.values import Begin, Done, End, Interview, Next, Skip, State, TryAgain, Turn
from coach.testing.analysis import ScriptedServices, not_asked, transcript_of
from coach.testing.audio import SilentOutput
from coach.units import Hertz
from coach.words import Words

DEADLINE_S = 20.0

QUESTIONS = tuple(
    Question(text=text, kind=QuestionKind.BEHAVIOURAL, parts=(QuestionPart(PartKind.INSTANCE, "a time"),))
    for text in ("Tell me about a mistake.", "Tell me about a conflict.")
)
ASKED = replace(QUESTIONS[0], probes=(Probe("result", "How did it turn out?"),))
TOLD, OUTCOME = "I rang the driver.", "Every parcel came on time."
SCRIPT = Script(
    leads=((message("practice.says.greeting.plain_1"),), ()),
    acknowledgements=(message("practice.says.heard_1"),),
    farewell=message("practice.says.farewell_1"),
)


class ShortVoice:
    """Speaks a tenth of a second of nothing, and remembers what."""

    name = "short"

    def __init__(self) -> None:
        self.said: list[str] = []

    def speak(self, text: str) -> Sound:
        self.said.append(text)
        return Sound(np.zeros(1600, np.float32), Hertz(16_000))


def pump_until(runner: Runner, holds: Callable[[], bool]) -> None:
    give_up_s = monotonic() + DEADLINE_S
    while not holds():
        runner.pump()
        assert monotonic() < give_up_s, f"still {runner.interview.state} at {runner.interview.turn}"
        sleep(0.002)


class Listens(ScriptedServices):
    """Hears given texts in order, and misses the result of a story until it is told that all came on time."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = list(texts)
        self.requests: list[ScoringRequest] = []

    def transcribe(self, path: Path, on_progress: Progress, should_stop: Stop) -> Transcript:  # noqa: ARG002
        return transcript_of(self.texts.pop(0), file=path.name)

    def score(self, request: ScoringRequest) -> Scored:
        self.requests.append(request)
        told = "on time" in request.text
        star = DimensionScore(
            applies=True,
            level=4 if told else 3,
            confidence=None,
            reason=message("scoring.nothing_said"),
            missing=() if told else ("result",),
        )
        score = replace(not_asked(request), star=star, pieces=request.pieces)
        return Scored(score, make_feedback(score))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def recordings(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"answer-{number}.wav" for number in range(6)]
    for number, path in enumerate(paths):
        write_wav(path, Sound(np.full(1600 * (number + 1), 0.1, np.float32), Hertz(16_000)))
    return paths


@contextmanager
def held(
    library: Library,
    recordings: list[Path],
    services: ScriptedServices,
    interview: Interview,
    company: Company | None = None,
) -> Iterator[tuple[Runner, ShortVoice]]:
    session = library.new_session(title="Test", plan="quick", mode=interview.mode, company=company)
    voice = ShortVoice()
    with ThreadPoolExecutor(max_workers=1) as hands:
        equipment = Equipment(
            store=library,
            analysis=InlineAnalysis(services),
            hands=hands,
            clock=monotonic,
            microphone=AnswerFiles(recordings),
            speaker=SilentOutput(),
            voice=voice,
            words=Words.load(),
        )
        yield Runner(interview, session.id, equipment, company, SCRIPT), voice


def answer(runner: Runner, turn: Turn) -> None:
    pump_until(runner, lambda: (runner.interview.state, runner.interview.turn) == (State.RECORDING, turn))
    runner.post(Done())


COACH = Interview(questions=(ASKED, QUESTIONS[1]), mode=Mode.COACH, follow_ups=2)


def test_what_is_missing_is_asked_for_and_scored_with_the_answer(
    library: Library, recordings: list[Path]
) -> None:
    services = Listens([TOLD, OUTCOME])
    with held(library, recordings, services, COACH) as (runner, voice):
        runner.post(Begin())
        answer(runner, Turn(0))
        answer(runner, Turn(0, 1, 1))
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        shown = runner.result(runner.interview.turn)
        runner.post(End())
        pump_until(runner, lambda: runner.settled)
    assert "How did it turn out?" in voice.said
    assert shown is not None
    assert shown.score is not None
    assert shown.score.text == f"{TOLD} {OUTCOME}"
    assert shown.score.star.level == 4
    (kept,) = library.session(runner.session_id).answers
    (completing,) = kept.follow_ups
    assert (kept.status, completing.status) == (AnswerStatus.DONE, AnswerStatus.DONE)
    assert completing.question.text == "How did it turn out?"
    assert completing.transcript is not None
    assert completing.transcript.text == OUTCOME
    assert completing.sound_file != kept.sound_file
    assert kept.score == shown.score
    assert [one.answer_id for one in kept.score.pieces] == [kept.id, completing.id]


def test_in_interview_mode_the_next_question_follows_the_follow_up(
    library: Library, recordings: list[Path]
) -> None:
    services = Listens([TOLD, OUTCOME, OUTCOME])
    interview = replace(COACH, mode=Mode.INTERVIEW, patience_s=30.0)
    with held(library, recordings, services, interview) as (runner, voice):
        runner.post(Begin())
        for turn in (Turn(0), Turn(0, 1, 1), Turn(1)):
            answer(runner, turn)
        pump_until(runner, lambda: runner.settled)
    first, second = library.session(runner.session_id).answers
    assert (len(first.follow_ups), len(second.follow_ups)) == (1, 0)
    assert {"How did it turn out?", "Thank you.", QUESTIONS[1].text} <= set(voice.said)
    assert voice.said[-1] == "That was my last question. Thank you for your time."
    assert "Hello, and thank you for coming in." in voice.said


def test_the_same_thing_is_not_asked_for_twice(library: Library, recordings: list[Path]) -> None:
    services = Listens([TOLD, "I can't say.", "I can't say."])
    with held(library, recordings, services, COACH) as (runner, _):
        runner.post(Begin())
        answer(runner, Turn(0))
        answer(runner, Turn(0, 1, 1))
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        runner.close()
    (kept,) = library.session(runner.session_id).answers
    assert len(kept.follow_ups) == 1


def test_a_follow_up_can_be_left_out_and_the_question_tried_again(
    library: Library, recordings: list[Path]
) -> None:
    services = Listens([TOLD, f"{TOLD} {OUTCOME}"])
    with held(library, recordings, services, COACH) as (runner, _):
        runner.post(Begin())
        answer(runner, Turn(0))
        pump_until(runner, lambda: runner.interview.turn == Turn(0, 1, 1))
        runner.post(Skip())
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        runner.post(TryAgain())
        answer(runner, Turn(0, 2))
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        assert runner.interview.turn == Turn(0, 2)
        runner.post(End())
        pump_until(runner, lambda: runner.settled)
    first, second = library.session(runner.session_id).answers
    assert [one.status for one in first.follow_ups] == [AnswerStatus.SKIPPED]
    assert first.score is not None
    assert first.score.text == TOLD
    assert second.follow_ups == ()


def test_an_interviewer_who_has_waited_long_enough_goes_on_without(
    library: Library, recordings: list[Path]
) -> None:
    class Slow(Listens):
        def score(self, request: ScoringRequest) -> Scored:
            if not self.requests:
                released.wait(20.0)
            return super().score(request)

    released = Gate()
    services = Slow([TOLD, OUTCOME])
    interview = replace(COACH, mode=Mode.INTERVIEW, patience_s=0.01)
    session = library.new_session(title="Test", mode=Mode.INTERVIEW)
    with ThreadPoolExecutor(1) as hands, ThreadPoolExecutor(1) as behind:
        inline = InlineAnalysis(services)

        class Behind:
            def submit(self, job: object, **_more: object) -> object:
                return behind.submit(lambda: inline.submit(job).result())  # type: ignore[call-overload]

        equipment = Equipment(
            store=library,
            analysis=Behind(),  # type: ignore[arg-type]
            hands=hands,
            clock=monotonic,
            microphone=AnswerFiles(recordings),
            words=Words.load(),
        )
        runner = Runner(interview, session.id, equipment)
        runner.post(Begin())
        pump_until(runner, lambda: runner.interview.state is State.ASKING)
        runner.post(Done())
        answer(runner, Turn(0))
        pump_until(runner, lambda: runner.interview.turn == Turn(1))
        released.set()
        runner.post(Done())
        answer(runner, Turn(1))
        pump_until(runner, lambda: runner.settled)
    first, second = library.session(session.id).answers
    assert (first.follow_ups, second.follow_ups) == ((), ())
    assert first.score is not None


def test_without_the_switch_nothing_is_asked_after_an_answer(
    library: Library, recordings: list[Path]
) -> None:
    services = Listens([TOLD])
    with held(library, recordings, services, replace(COACH, follow_ups=0)) as (runner, voice):
        runner.post(Begin())
        answer(runner, Turn(0))
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        runner.close()
    assert "How did it turn out?" not in voice.said


def test_a_pitch_is_over_when_its_time_is(library: Library, recordings: list[Path]) -> None:
    services = Listens([TOLD])
    with held(library, recordings, services, replace(COACH, follow_ups=0, limit_s=0.05)) as (runner, _):
        runner.post(Begin())
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        runner.close()
    (kept,) = library.session(runner.session_id).answers
    assert kept.status is AnswerStatus.DONE


def test_what_a_crash_left_of_a_follow_up_is_scored_with_its_answer(
    library: Library, recordings: list[Path]
) -> None:
    services = Listens([TOLD, OUTCOME])
    with held(library, recordings, services, COACH) as (runner, _):
        runner.post(Begin())
        answer(runner, Turn(0))
        pump_until(
            runner,
            lambda: (runner.interview.state, runner.interview.turn) == (State.RECORDING, Turn(0, 1, 1)),
        )
        runner.close()
    (kept,) = library.session(runner.session_id).answers
    assert kept.follow_ups[0].status is AnswerStatus.QUEUED
    done = finish_waiting(library, InlineAnalysis(services))
    assert done.failed == ()
    (kept,) = library.session(runner.session_id).answers
    assert kept.follow_ups[0].status is AnswerStatus.DONE
    assert kept.score is not None
    assert kept.score.text == f"{TOLD} {OUTCOME}"


class Judges(Listens):
    """Finds a question in whatever ends with a question mark."""

    def score(self, request: ScoringRequest) -> Scored:
        ends = [place for place, letter in enumerate(request.text) if letter == "?"]
        spans = [Span(start=0 if not n else ends[n - 1] + 2, end=end + 1) for n, end in enumerate(ends)]
        asked = tuple(
            AskedQuestion(span=span, ask_class=AskClass.WORK, self_focused=False, early=False)
            for span in spans
        )
        score = replace(
            not_asked(request),
            focus=FocusScore(
                applies=True,
                level=3,
                confidence=None,
                reason=message("scoring.nothing_said"),
                questions=asked,
            ),
            pieces=request.pieces,
        )
        return Scored(score, make_feedback(score))


def test_the_person_asks_until_nothing_more_is_asked(library: Library, recordings: list[Path]) -> None:
    closing = replace(QUESTIONS[0], text="What would you like to ask?", kind=QuestionKind.CLOSING)
    company = Company(name="Globex", facts=(Fact("Globex opened a plant in Leeds last year."),))
    services = Judges(
        ["What happens at the plant in Leeds?", "What does a first week look like?", "No, that is all."]
    )
    interview = Interview(questions=(closing,), mode=Mode.COACH, follow_ups=5)
    with held(library, recordings, services, interview, company) as (runner, voice):
        runner.post(Begin())
        for number in range(3):
            answer(runner, Turn(0, 1, number))
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        runner.post(Next())
        pump_until(runner, lambda: runner.settled)
    told = [text for text in voice.said if text.endswith("What else would you like to ask?")]
    assert told[0].startswith("I can tell you this much: Globex opened a plant in Leeds last year.")
    assert told[1].startswith("That is a good one to ask on the day")
    (kept,) = library.session(runner.session_id).answers
    assert kept.score is not None
    assert len(kept.score.focus.questions) == 2
    assert len(kept.follow_ups) == 2
