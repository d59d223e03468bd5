"""What can be asked of the analysis process."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TypeAlias

from coach.model.feedback import Feedback
from coach.model.score import AnswerScore, ScoringRequest, Strictness


class Priority(IntEnum):
    """Which job goes first; equal ones go in the order in which they came."""

    SPOKEN = 0
    TYPED = 1
    SCORE = 2
    IMPORT = 3


@dataclass(frozen=True, slots=True)
class AnalysisConfig:
    """What the services are built from.

    Args:
        cache: Folder for what can be made again, such as an assembled model.
        model: Name of the Whisper model; empty for the best that is installed.
        model_folder: A folder of the person's own with a model in it; None for none.
        live: Whether answers are transcribed while they are spoken.
        strictness: How strongly questions about pay, leave and benefits are advised against.
    """

    cache: Path
    model: str = ""
    model_folder: Path | None = None
    live: bool = True
    strictness: Strictness = Strictness.GENTLE


@dataclass(frozen=True, slots=True)
class WarmJob:
    """Load the models, so that the first answer does not wait for them.

    Args:
        speech: Load the recogniser.
        scoring: Load the parser, the sentence model and the reader.
    """

    speech: bool = True
    scoring: bool = True


@dataclass(frozen=True, slots=True)
class TranscribeJob:
    """Turn a sound file into words; gives a ``Transcript``.

    Args:
        path: Any sound file.
    """

    path: Path


@dataclass(frozen=True, slots=True)
class FinishLiveJob:
    """Finish an answer that was heard while it was spoken; gives a ``Transcript``.

    It is transcribed from the file when not all of it was heard.

    Args:
        session: Its number.
        path: The file that its sound is kept in.
    """

    session: int
    path: Path


@dataclass(frozen=True, slots=True)
class ScoreJob:
    """Score an answer; gives a ``Scored``.

    Args:
        request: The answer and what was asked.
    """

    request: ScoringRequest


@dataclass(frozen=True, slots=True)
class JudgeJob:
    """Judge what a candidate would ask; gives a ``FocusScore``.

    Args:
        text: One or more questions.
    """

    text: str


@dataclass(frozen=True, slots=True)
class ReadQuestionJob:
    """Understand a question that a person typed; gives a ``Question``.

    Args:
        text: The question.
    """

    text: str


@dataclass(frozen=True, slots=True)
class LikenessJob:
    """Tell how alike sentences are; gives a row for each left one, with a cosine for each right one.

    Args:
        left: Some sentences.
        right: Others.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """An answer's scores and what the person reads first.

    Args:
        score: All dimensions.
        feedback: Made from them.
    """

    score: AnswerScore
    feedback: Feedback


Job: TypeAlias = WarmJob | TranscribeJob | FinishLiveJob | ScoreJob | JudgeJob | ReadQuestionJob | LikenessJob
