"""Analysis services that follow a script, for tests of the queue and the flow."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.analysis.jobs import AnalysisConfig, Scored
from coach.analysis.ports import Likeness, Progress, Stop
from coach.errors import Cancelled, SoundFileError
from coach.model.feedback import Feedback
from coach.model.message import message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import (
    AnswerScore,
    DeliveryScore,
    DimensionScore,
    FocusScore,
    ListeningScore,
    ResearchScore,
    ScoringRequest,
)
from coach.model.transcript import Caption, Transcript, Word


def transcript_of(text: str, *, file: str = "", word_s: float = 0.4) -> Transcript:
    """A transcript of given words, evenly spoken.

    Args:
        text: What was said.
        file: Name of the sound file.
        word_s: Seconds a word.

    Returns:
        The transcript.
    """
    words: list[Word] = []
    start = 0
    for index, word in enumerate(text.split()):
        words.append(
            Word(
                text=word,
                start_s=round(index * word_s, 3),
                end_s=round((index + 1) * word_s, 3),
                probability=0.9,
                start=start,
                end=start + len(word),
            )
        )
        start += len(word) + 1
    length_s = round(len(words) * word_s, 3)
    return Transcript(
        text=" ".join(text.split()),
        words=tuple(words),
        duration_s=length_s,
        speech_s=length_s,
        language="en",
        model="scripted",
        file=file,
        speech_start_s=0.0 if words else None,
        speech_end_s=length_s if words else None,
    )


def not_asked(request: ScoringRequest) -> AnswerScore:
    """A score in which every dimension is a dash.

    Args:
        request: What is scored.

    Returns:
        The score.
    """
    reason = message("scoring.nothing_said")
    dash = DimensionScore(applies=False, level=None, confidence=None, reason=reason)
    return AnswerScore(
        id=request.id,
        text=request.text,
        question=request.question,
        star=dash,
        story=dash,
        research=ResearchScore(applies=False, level=None, confidence=None, reason=reason),
        listening=ListeningScore(applies=False, level=None, confidence=None, reason=reason),
        focus=FocusScore(applies=False, level=None, confidence=None, reason=reason),
        delivery=DeliveryScore(applies=False, level=None, confidence=None, reason=reason),
    )


class ScriptedServices:
    """Services whose sound files say by their name what happens.

    ``die`` ends the process, ``bug`` raises what is not ours, ``broken`` can't be read,
    ``slow`` goes on until it is stopped, ``once`` ends the process the first time;
    any other name is what was said.
    """

    def warm(self, *, speech: bool, scoring: bool) -> None:
        """Nothing to load.

        Args:
            speech: Unused.
            scoring: Unused.
        """

    def transcribe(self, path: Path, on_progress: Progress, should_stop: Stop) -> Transcript:
        """Follow the script.

        Args:
            path: Its stem is the script.
            on_progress: Told 0.5 in the middle.
            should_stop: Asked while ``slow``.

        Returns:
            A transcript of the stem's words.

        Raises:
            SoundFileError: For ``broken``.
            Cancelled: For ``slow``, when it is stopped.
        """
        on_progress(0.5)
        script = path.stem
        if script == "die":
            os._exit(9)
        if script == "bug":
            raise ZeroDivisionError("a bug")
        if script == "broken":
            raise SoundFileError("error.sound_file.unreadable", file=path.name)
        if script == "slow":
            while not should_stop():
                time.sleep(0.01)
            raise Cancelled
        if script == "once" and not path.exists():
            path.write_bytes(b"")
            os._exit(9)
        return transcript_of(script.replace("_", " "), file=path.name)

    def listen(self) -> "ScriptedListener":
        """Listen.

        Returns:
            What takes an answer's sound.
        """
        return ScriptedListener()

    def score(self, request: ScoringRequest) -> Scored:
        """Give a dash for everything.

        Args:
            request: What is scored.

        Returns:
            Scores without a level.
        """
        return Scored(not_asked(request), Feedback(worked=None, next_step=None, follow_up=None))

    def judge(self, text: str) -> FocusScore:  # noqa: ARG002 - the port's argument
        """Find nothing.

        Args:
            text: Unused.

        Returns:
            No questions.
        """
        return FocusScore(applies=True, level=None, confidence=None, reason=message("scoring.nothing_said"))

    def read_question(self, text: str) -> Question:
        """Take every question for one of kind other.

        Args:
            text: The question.

        Returns:
            The question.
        """
        return Question(text=text, kind=QuestionKind.OTHER, parts=(QuestionPart(PartKind.FACT, text),))

    def likeness(self, left: Sequence[str], right: Sequence[str]) -> Likeness:
        """Tell by the words that two sentences share.

        Args:
            left: Some sentences.
            right: Others.

        Returns:
            Of each pair, the shared words as a share of the shorter one's.
        """
        return tuple(tuple(_shared(one, other) for other in right) for one in left)


def _shared(one: str, other: str) -> float:
    some, others = (set(text.lower().split()) for text in (one, other))
    return len(some & others) / max(1, min(len(some), len(others)))


class ScriptedListener:
    """Hears "live" in any sound; a first sample of 1.0 ends the process, one of -1.0 is a bug."""

    def __init__(self) -> None:
        self.frames_heard = 0
        self.caption = Caption()

    def hear(self, samples: NDArray[np.float32], rate_hz: int) -> None:  # noqa: ARG002 - the port's argument
        """Count the samples.

        Args:
            samples: The first one is the script.
            rate_hz: Unused.
        """
        if samples[0] == 1.0:
            os._exit(9)
        if samples[0] == -1.0:
            raise ZeroDivisionError("a bug")
        self.frames_heard += len(samples)
        self.caption = Caption("live")

    def work(self) -> bool:
        """Nothing to do."""
        return False

    def look_ahead(self) -> bool:
        """Nothing to do."""
        return False

    def finish(self, file: str = "") -> Transcript:
        """Say that it was heard live.

        Args:
            file: Name of the sound's file.

        Returns:
            A transcript of "live".
        """
        return transcript_of("live", file=file)


def scripted_services(_config: AnalysisConfig) -> ScriptedServices:
    """Build scripted services, also in a child process.

    Args:
        _config: Unused.

    Returns:
        The services.
    """
    return ScriptedServices()
