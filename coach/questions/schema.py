"""What a bank file may hold: pydantic checks the file, and the frozen values of ``coach.model`` leave it.

A check that fails raises ``PydanticCustomError`` whose type is a message id of the catalogue,
so that every problem reaches the person in the catalogue's words.
"""

import math
import re
import unicodedata
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from coach.model.question import (
    Bank,
    Constraint,
    ConstraintKind,
    PartKind,
    Probe,
    Question,
    QuestionKind,
    QuestionPart,
)
from coach.questions.limits import LONGEST_ANSWER_S, MAX_LINE, MAX_QUESTIONS

MOST_OPENINGS = 5
"""Sample openings of a question in a person's own bank."""

STAR_PROBES = ("situation", "task", "action", "result")

_ASKING = ("tell ", "talk ", "walk ", "give ", "describe ")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PART = re.compile(r"part_([1-9][0-9]?)")
# Invisible characters that reorder or hide text: they have no place in a question and can fool a reader.
_HIDDEN = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


def _problem(message_id: str, /, **values: str | int) -> PydanticCustomError:
    # Pydantic's own sentence is never shown, so the id stands in its place.
    return PydanticCustomError(f"error.bank.{message_id}", message_id, values)


def _one_line(text: str) -> str:
    if not text.strip():
        raise _problem("empty")
    if len(text) > MAX_LINE:
        raise _problem("too_long", length=len(text), limit=MAX_LINE)
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in _HIDDEN:
            raise _problem("control_character", code=f"U+{ord(character):04X}")
    return text


def _sentence(text: str) -> str:
    if not text.rstrip("\"'”’)").endswith(("?", ".", "!", "…")):
        raise _problem("no_end_mark")
    return text


def _asked(text: str) -> str:
    if not text.endswith(("?", ".")):
        raise _problem("no_question_mark")
    return text


def _probe(text: str) -> str:
    # "Tell me what happened then." is a probe too: an interviewer says it as often as the question.
    if not text.endswith("?") and not text.lower().startswith(
        ("tell ", "talk ", "walk ", "give ", "describe ")
    ):
        raise _problem("probe_no_question")
    return text


def _identifier(text: str) -> str:
    if len(text) > 60 or not _ID.fullmatch(text):
        raise _problem("bad_id", id=text[:60])
    return text


def _kind(values: tuple[str, ...]) -> BeforeValidator:
    def known(value: object) -> object:
        if not isinstance(value, str) or value not in values:
            raise _problem("unknown_kind", given=str(value)[:40], allowed=", ".join(values))
        return value

    return BeforeValidator(known)


Line = Annotated[str, AfterValidator(_one_line)]
Sentence = Annotated[Line, AfterValidator(_sentence)]
Identifier = Annotated[str, AfterValidator(_identifier)]
KindOfQuestion = Annotated[QuestionKind, Field(strict=False), _kind(tuple(QuestionKind))]
KindOfPart = Annotated[PartKind, Field(strict=False), _kind(tuple(PartKind))]
KindOfConstraint = Annotated[ConstraintKind, Field(strict=False), _kind(tuple(ConstraintKind))]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PartEntry(_Strict):
    """One entry of ``parts``."""

    kind: KindOfPart
    text: Line


class ConstraintEntry(_Strict):
    """One entry of ``constraints``."""

    kind: KindOfConstraint
    text: Line
    amount: int | float | None = None

    @field_validator("amount")
    @classmethod
    def _sane(cls, amount: float | None, info: ValidationInfo) -> float | None:
        needs = info.data.get("kind") in {ConstraintKind.COUNT, ConstraintKind.TIME}
        if amount is not None and not (math.isfinite(amount) and 0 < amount <= LONGEST_ANSWER_S):
            raise _problem("bad_amount", limit=LONGEST_ANSWER_S)
        if amount is None and needs:
            raise _problem("no_amount")
        return amount

    model_config = ConfigDict(validate_default=True)


class QuestionEntry(_Strict):
    """One ``[[question]]``."""

    id: Identifier
    text: Annotated[Line, AfterValidator(_asked)]
    kind: KindOfQuestion
    competencies: list[Line]
    target_s: list[int]
    parts: list[PartEntry]
    sample_openings: list[Sentence]
    probes: dict[str, Annotated[Line, AfterValidator(_probe)]]
    strong: Sentence
    traps: list[Line]
    constraints: list[ConstraintEntry] = []

    @field_validator("competencies", "parts", "traps")
    @classmethod
    def _some(cls, entries: list[object]) -> list[object]:
        if not entries:
            raise _problem("nothing_listed")
        return entries

    @field_validator("target_s")
    @classmethod
    def _ordered(cls, target_s: list[int]) -> list[int]:
        if len(target_s) != 2 or not 5 <= target_s[0] < target_s[1] <= LONGEST_ANSWER_S:
            raise _problem("bad_target", limit=LONGEST_ANSWER_S)
        return target_s

    @field_validator("sample_openings")
    @classmethod
    def _two_or_three(cls, openings: list[str]) -> list[str]:
        if len(openings) not in {2, 3}:
            raise _problem("openings_count", given=len(openings))
        return openings

    @field_validator("constraints")
    @classmethod
    def _spoken_in_the_question(
        cls, entries: list[ConstraintEntry], info: ValidationInfo
    ) -> list[ConstraintEntry]:
        text = str(info.data.get("text", ""))
        for entry in entries:
            if text and entry.text.lower() not in text.lower():
                raise _problem("constraint_not_asked", text=entry.text)
        return entries

    @field_validator("probes")
    @classmethod
    def _known_gaps(cls, probes: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if not probes:
            raise _problem("nothing_listed")
        parts = len(info.data.get("parts", ())) or 99
        for name in probes:
            numbered = _PART.fullmatch(name)
            if name not in STAR_PROBES and not (numbered and int(numbered[1]) <= parts):
                raise _problem("unknown_probe", given=name[:40])
        return probes


class BankEntry(_Strict):
    """The head of a bank file; its questions are checked one by one."""

    schema_version: Annotated[Literal[1], Field(alias="schema")]
    id: Identifier
    title: Line
    description: Line
    language: str
    question: list[object]

    @field_validator("schema_version", mode="before")
    @classmethod
    def _known_schema(cls, value: object) -> object:
        if isinstance(value, bool) or value != 1:
            raise _problem("unknown_schema", given=str(value)[:40])
        return value

    @field_validator("language")
    @classmethod
    def _two_letters(cls, value: str) -> str:
        if not re.fullmatch("[a-z]{2}", value):
            raise _problem("bad_language")
        return value

    @field_validator("question")
    @classmethod
    def _some_questions(cls, entries: list[object]) -> list[object]:
        if not entries:
            raise _problem("no_questions")
        if len(entries) > MAX_QUESTIONS:
            raise _problem("too_many_questions", given=len(entries), limit=MAX_QUESTIONS)
        return entries


class OwnQuestionEntry(QuestionEntry):
    """One ``[[question]]`` of a person's own bank: only its text is needed."""

    id: Identifier = ""
    kind: KindOfQuestion = QuestionKind.OTHER
    competencies: list[Line] = []
    target_s: list[int] = []
    parts: list[PartEntry] = []
    sample_openings: list[Sentence] = []
    probes: dict[str, Annotated[Line, AfterValidator(_probe)]] = {}
    strong: Sentence = ""
    traps: list[Line] = []

    @field_validator("sample_openings")
    @classmethod
    def _two_or_three(cls, openings: list[str]) -> list[str]:
        if len(openings) > MOST_OPENINGS:
            raise _problem("openings_most", given=len(openings), limit=MOST_OPENINGS)
        return openings


class OwnBankEntry(BankEntry):
    """The head of a person's own bank."""

    description: Line = ""
    language: str = "en"


def to_question(entry: QuestionEntry) -> Question:
    """The frozen value of a checked entry.

    Args:
        entry: A ``[[question]]`` that passed its checks.

    Returns:
        The question, its texts exactly as they stand in the file.
    """
    return Question(
        id=entry.id,
        text=entry.text,
        kind=entry.kind,
        parts=tuple(QuestionPart(part.kind, part.text) for part in entry.parts),
        constraints=tuple(
            Constraint(one.kind, one.text, None if one.amount is None else float(one.amount))
            for one in entry.constraints
        ),
        competencies=tuple(entry.competencies),
        target_s=(entry.target_s[0], entry.target_s[1]) if entry.target_s else None,
        sample_openings=tuple(entry.sample_openings),
        probes=tuple(Probe(missing, text) for missing, text in entry.probes.items()),
        strong=entry.strong,
        traps=tuple(entry.traps),
    )


def to_bank(entry: BankEntry, questions: tuple[Question, ...], *, own: bool = False) -> Bank:
    """The frozen value of a checked file.

    Args:
        entry: The file's head.
        questions: Its questions, all of them sound.
        own: Whether it is the person's own.

    Returns:
        The bank.
    """
    return Bank(
        id=entry.id,
        title=entry.title,
        description=entry.description,
        language=entry.language,
        questions=questions,
        own=own,
    )
