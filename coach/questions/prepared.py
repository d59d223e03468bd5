"""Questions for one particular interview: from what the job asks for, and from real interviews.

A requirement is a person's own note and comes in any form ("Forklift licence", "You talk to customers."), so
the wording around it takes it as it is and never turns it into another sentence.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from tomllib import TOMLDecodeError, loads
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import BugError
from coach.model.company import Company
from coach.model.question import Probe, Question, QuestionKind, QuestionPart
from coach.questions.schema import KindOfPart
from coach.resources import asset_text

FILE = "questions/requirements.toml"
LONGEST_REQUIREMENT = 200
"""Characters of a requirement that are read aloud; a longer one is cut at a word."""

TARGET_S, GAP_TARGET_S = (60, 120), (30, 90)

_SPACE = re.compile(r"\s+")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: KindOfPart
    text: str


class _Template(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Annotated[str, Field(pattern=r"\{requirement\}")]
    parts: tuple[_Part, ...]


class _Gap(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Annotated[str, Field(pattern=r"\{gap\}")]
    parts: tuple[_Part, ...]


class _Notes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    strong: str
    trap: str
    gap_strong: str
    gap_trap: str


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    template: Annotated[tuple[_Template, ...], Field(min_length=1)]
    gap: Annotated[tuple[_Gap, ...], Field(min_length=1)]
    probes: dict[str, str]
    words: _Notes


@cache
def _sheet() -> _Sheet:
    try:
        return _Sheet.model_validate(loads(asset_text(FILE)))
    except (TOMLDecodeError, ValidationError) as error:
        raise BugError(f"shipped file is damaged: assets/{FILE}: {error}") from error


def prepared_questions(company: Company | None, real: Sequence[Question] = ()) -> tuple[Question, ...]:
    """What a prepared interview asks besides the usual.

    Args:
        company: The employer as noted; None for nothing noted.
        real: Questions from the person's own real interviews, as the question reader understood them.

    Returns:
        The real ones first, then one for each requirement; each with an id, the same one each time, so that
        it is known when it was asked before. Empty when nothing was noted.
    """
    requirements = tuple(filter(None, map(_plain, company.requirements))) if company is not None else ()
    asked = [
        requirement_question(requirement, number)
        for number, requirement in enumerate(dict.fromkeys(requirements))
    ]
    named = [question if question.id else _named(question) for question in real]
    return tuple({question.id: question for question in (*named, *asked)}.values())


def requirement_question(requirement: str, number: int = 0) -> Question:
    """A question for an example of something that the job asks for.

    Args:
        requirement: As it was noted, in any form.
        number: Which of the requirements it is, from 0; the wordings are used in turn.

    Returns:
        A behavioural question that holds the requirement word for word.
    """
    sheet = _sheet()
    template = sheet.template[number % len(sheet.template)]
    plain = _plain(requirement)
    return Question(
        id=_id("job", plain),
        text=template.text.replace("{requirement}", plain),
        kind=QuestionKind.BEHAVIOURAL,
        parts=tuple(QuestionPart(part.kind, part.text) for part in template.parts),
        competencies=(plain,),
        target_s=TARGET_S,
        probes=tuple(Probe(missing, text) for missing, text in sheet.probes.items()),
        strong=sheet.words.strong,
        traps=(sheet.words.trap,),
    )


def gap_question(gap: str, number: int = 0) -> Question:
    """A question about something that the person does not have, or a weak spot in their history.

    Args:
        gap: As they noted it, in any form.
        number: Which of the gaps it is, from 0; the wordings are used in turn.

    Returns:
        A question that holds the gap word for word.
    """
    sheet = _sheet()
    template = sheet.gap[number % len(sheet.gap)]
    plain = _plain(gap).rstrip("?!")
    return Question(
        id=_id("gap", plain),
        text=template.text.replace("{gap}", plain),
        kind=QuestionKind.WEAKNESS,
        parts=tuple(QuestionPart(part.kind, part.text) for part in template.parts),
        target_s=GAP_TARGET_S,
        strong=sheet.words.gap_strong,
        traps=(sheet.words.gap_trap,),
    )


def _named(question: Question) -> Question:
    return replace(question, id=_id("real", question.text))


def _id(group: str, text: str) -> str:
    return f"{group}-{sha256(text.casefold().encode('utf-8', 'replace')).hexdigest()[:12]}"


def _plain(text: str) -> str:
    """One line that can stand inside a sentence: nothing invisible, no end mark, not too long."""
    visible = "".join(" " if unicodedata.category(c).startswith(("C", "Z")) else c for c in text)
    line = _SPACE.sub(" ", visible).strip(" -\u2022*.;,")
    if len(line) <= LONGEST_REQUIREMENT:
        return line
    return line[:LONGEST_REQUIREMENT].rsplit(" ", 1)[0].rstrip(" .;,")
