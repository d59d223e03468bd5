"""A library in a folder of its own, and answers to put into it."""

import wave
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach.library import Library, Recovered
from coach.model.feedback import Feedback, NextStep, Worked
from coach.model.message import message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import (
    AnswerScore,
    Confidence,
    DeliveryScore,
    Dimension,
    DimensionScore,
    Evidence,
    FocusScore,
    ListeningScore,
    Measure,
    ResearchScore,
    Span,
)
from coach.model.transcript import Pause, Timing, Transcript, Word

BERLIN_WINTER = timezone(timedelta(hours=1))


class Clock:
    """A clock that goes on by a minute each time it is read."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 14, 32, tzinfo=BERLIN_WINTER)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def library(folder: Path, clock: Clock) -> Iterator[Library]:
    with Library.open(folder, now=clock) as opened:
        yield opened


@pytest.fixture
def recovered() -> Recovered:
    return Recovered(title="Recovered recordings", question="A recording whose question is not known")


@pytest.fixture
def question() -> Question:
    return Question(
        text="Tell me about a time you failed.",
        kind=QuestionKind.BEHAVIOURAL,
        parts=(QuestionPart(PartKind.INSTANCE, "a time you failed"),),
        id="failed",
        target_s=(60, 120),
    )


@pytest.fixture
def transcript() -> Transcript:
    return Transcript(
        text="I loaded the wrong van.",
        words=(
            Word(text="I", start_s=0.3, end_s=0.4, probability=0.99, start=0, end=1),
            Word(text="loaded", start_s=0.4, end_s=0.9, probability=0.98, start=2, end=8),
            Word(text="the", start_s=0.9, end_s=1.0, probability=0.97, start=9, end=12),
            Word(text="wrong", start_s=1.0, end_s=1.4, probability=0.96, start=13, end=18),
            Word(text="van.", start_s=1.4, end_s=1.8, probability=0.95, start=19, end=23),
        ),
        duration_s=2.5,
        speech_s=1.5,
        language="en",
        model="base",
        pauses=(Pause(1.8, 2.5),),
        timing=Timing(load_s=0.0, transcribe_s=0.4),
        options=(("beam_size", "5"),),
    )


def make_score(
    text: str, question: Question, levels: dict[Dimension, int | None], version: str = "1"
) -> AnswerScore:
    """A score; dimensions that are not in ``levels`` do not apply, and None is "not scored"."""

    def common(name: Dimension) -> dict[str, object]:
        level = levels.get(name)
        return {
            "applies": name in levels,
            "level": level,
            "confidence": Confidence.MEDIUM if level is not None else None,
            "reason": message(
                f"{name}.reason.some", n=1, share=0.5, inner=message("star.part", part="result")
            ),
            "missing": ("result",),
            "evidence": (Evidence(label="action", start=0, end=1, start_s=0.3, end_s=0.4),),
        }

    return AnswerScore(
        id="",
        text=text,
        question=question,
        star=DimensionScore(**common(Dimension.STAR)),  # type: ignore[arg-type]
        story=DimensionScore(**common(Dimension.STORY)),  # type: ignore[arg-type]
        research=ResearchScore(**common(Dimension.RESEARCH)),  # type: ignore[arg-type]
        listening=ListeningScore(**common(Dimension.LISTENING), off_topic_score=0.1),  # type: ignore[arg-type]
        focus=FocusScore(**common(Dimension.FOCUS), presumption=(Span(start=0, end=1),)),  # type: ignore[arg-type]
        delivery=DeliveryScore(
            **common(Dimension.DELIVERY),  # type: ignore[arg-type]
            measures=(Measure(name="pace_wpm", value=120.0, unit="words/min", level=4),),
        ),
        versions=(("rubric", version),),
    )


Scoring = Callable[..., AnswerScore]


@pytest.fixture
def score() -> Scoring:
    return make_score


@pytest.fixture
def feedback() -> Feedback:
    return Feedback(
        worked=Worked(text=message("feedback.worked.action"), span=Span(start=0, end=8)),
        next_step=NextStep(dimension=Dimension.STAR, text=message("feedback.next.result")),
        follow_up=message("feedback.follow_up.probe", text="How did it turn out?"),
    )


@pytest.fixture
def write_wav() -> Callable[[Path, float], None]:
    """Writes a real WAV file of so many seconds."""

    def write(path: Path, seconds: float) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 16_000, 0, "NONE", ""))
            file.writeframes(bytes(2 * int(16_000 * seconds)))

    return write
