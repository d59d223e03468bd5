"""The recorded answers that come with the program, for the demo and for tests."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import BugError
from coach.resources import asset, asset_text

FOLDER = "samples"
COMPANY = "samples/company.toml"
"""The employer of the demo, below ``assets/``."""

_PAUSE = re.compile(r"\[(\d+(?:\.\d+)?)\]")


class Quality(StrEnum):
    """How good an answer was meant to be when it was written."""

    GOOD = "good"
    MIXED = "mixed"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A stretch of a sample without a silence of its own.

    Args:
        text: What is spoken; empty for a silence alone.
        pause_s: Seconds of silence after it.
    """

    text: str
    pause_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One recorded answer.

    Args:
        id: Unique over the samples.
        file: Its sound: FLAC, mono, 16 kHz; beside the list, whether it was made already or not.
        question_id: Id of the question that it answers.
        text: Exactly what is spoken, silences left out.
        quality: How good it was meant to be.
        note: Why, in one sentence.
        speed: Of the voice; 1.0 is its own pace.
        script: Text and silences in order.
    """

    id: str
    file: Path
    question_id: str
    text: str
    quality: Quality
    note: str
    speed: float
    script: tuple[Spoken, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    question: str
    quality: Quality
    note: str
    speed: Annotated[float, Field(ge=0.5, le=2.0)]
    script: str


class _List(BaseModel):
    model_config = ConfigDict(extra="forbid")
    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)]
    demo: list[str]
    sample: list[_Entry]


def samples() -> tuple[Sample, ...]:
    """Every recorded answer.

    Returns:
        In the order of the list.

    Raises:
        BugError: The shipped list is damaged.
    """
    folder = asset(FOLDER)
    return tuple(_sample(entry, folder) for entry in _read().sample)


def demo_samples() -> tuple[Sample, ...]:
    """The answers of the demo interview.

    Returns:
        Three, in the order in which they are given.

    Raises:
        BugError: The shipped list is damaged.
    """
    by_id = {sample.id: sample for sample in samples()}
    try:
        return tuple(by_id[sample_id] for sample_id in _read().demo)
    except KeyError as error:
        raise BugError(f"the demo names a sample that is not there: {error}") from error


def demo_company() -> Path:
    """The employer of the demo.

    Returns:
        A TOML file in the shape that ``--company`` takes.

    Raises:
        BugError: It is not there.
    """
    return asset(COMPANY)


def _read() -> _List:
    try:
        return _List.model_validate(tomllib.loads(asset_text(f"{FOLDER}/samples.toml")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise BugError(f"shipped file is damaged: assets/{FOLDER}/samples.toml: {error}") from error


def _sample(entry: _Entry, folder: Path) -> Sample:
    pieces = [" ".join(piece.split()) for piece in _PAUSE.split(entry.script)]
    texts, pauses = pieces[::2], [float(pause) for pause in pieces[1::2]]
    script = tuple(
        Spoken(text=text, pause_s=pause) for text, pause in zip(texts, [*pauses, 0.0], strict=True)
    )
    return Sample(
        id=entry.id,
        file=folder / f"{entry.id}.flac",
        question_id=entry.question,
        text=" ".join(text for text in texts if text),
        quality=entry.quality,
        note=entry.note,
        speed=entry.speed,
        script=script,
    )
