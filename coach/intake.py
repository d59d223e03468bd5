"""What people hand in: rows to score and company files, hostile until read."""

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from coach.errors import CompanyFileError, InputError
from coach.model.company import Company, Fact, Person
from coach.model.transcript import Pause, Word
from coach.untrusted import read_toml

MAX_COMPANY_BYTES = 1_000_000
MAX_ANSWER_CHARS = 50_000
"""About an hour of speech, and some twenty seconds of scoring."""


class _Strict(BaseModel):
    # Python's JSON reads NaN and Infinity, which no other program would read in what comes out.
    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class _Fact(_Strict):
    text: str = Field(min_length=1, max_length=5_000)
    kind: str = "other"
    source: str | None = ""
    date: str | None = ""


class _Person(_Strict):
    name: str = Field(min_length=1, max_length=200)
    said: str | None = ""
    role: str | None = ""
    cares: str | None = ""


def _as_fact(value: Any) -> Any:  # noqa: ANN401 - whatever the JSON held
    return {"text": value} if isinstance(value, str) else value


def _as_person(value: Any) -> Any:  # noqa: ANN401 - whatever the JSON held
    return {"name": value} if isinstance(value, str) else value


def _as_company(value: Any) -> Any:  # noqa: ANN401 - whatever the JSON held
    return {"name": value} if isinstance(value, str) else value


class _Company(_Strict):
    name: str | None = ""
    facts: list[Annotated[_Fact, BeforeValidator(_as_fact)]] = []
    requirements: list[str] = []
    people: list[Annotated[_Person, BeforeValidator(_as_person)]] = []
    interview: dict[str, Any] = {}

    def value(self) -> Company:
        return Company(
            name=self.name or "",
            facts=tuple(
                Fact(fact.text, fact.kind, fact.source or "", fact.date or "") for fact in self.facts
            ),
            requirements=tuple(self.requirements),
            people=tuple(
                Person(person.name, person.said or "", person.role or "", person.cares or "")
                for person in self.people
            ),
            interview=tuple((key, str(value)) for key, value in self.interview.items()),
        )


class _Word(_Strict):
    text: str = Field(min_length=1)
    start_s: float
    end_s: float
    probability: float = Field(default=1.0, ge=0.0, le=1.0)
    start: int | None = None
    end: int | None = None
    filler: bool = False
    unsure: bool = False


class _Pause(_Strict):
    start_s: float
    end_s: float


class ScoreRow(_Strict):
    """One row to score, as a script wrote it.

    Args:
        id: Given back as it came.
        answer: What was said.
        question: What was asked, or ...
        question_id: ... its id in a bank.
        company: What was noted about the employer.
        words: Words with times, as in a transcript.
        pauses: Silences.
        duration_s: Length of the sound.
    """

    id: str | int
    answer: str = Field(max_length=MAX_ANSWER_CHARS)
    question: str | None = Field(default=None, max_length=5_000)
    question_id: str | None = None
    company: Annotated[_Company | None, BeforeValidator(_as_company)] = None
    words: list[_Word] | None = None
    pauses: list[_Pause] | None = None
    duration_s: float | None = Field(default=None, ge=0.0)

    def company_value(self) -> Company | None:
        """The employer's notes as the core knows them."""
        return None if self.company is None else self.company.value()

    def pauses_value(self) -> tuple[Pause, ...] | None:
        """The silences as the core knows them."""
        return None if self.pauses is None else tuple(Pause(p.start_s, p.end_s) for p in self.pauses)

    def words_value(self) -> tuple[Word, ...] | None:
        """The words as the core knows them, each with its place in the answer.

        Raises:
            InputError: A word does not stand in the answer where it should.
        """
        if self.words is None:
            return None
        found: list[Word] = []
        position = 0
        for word in self.words:
            start = word.start if word.start is not None else self.answer.find(word.text, position)
            end = word.end if word.end is not None else start + len(word.text)
            if start < 0 or self.answer[start:end] != word.text:
                raise InputError("error.input.word_not_in_answer", word=word.text)
            position = end
            found.append(
                Word(
                    text=word.text,
                    start_s=word.start_s,
                    end_s=word.end_s,
                    probability=word.probability,
                    start=start,
                    end=end,
                    filler=word.filler,
                    unsure=word.unsure,
                )
            )
        return tuple(found)


def _first_problem(error: ValidationError) -> tuple[str, str]:
    problem = error.errors(include_input=False, include_url=False)[0]
    places = [str(part) for part in problem["loc"]]
    if len(places) > 1 and places[-1] in {"str", "int"}:
        places.pop()  # pydantic's name for one kind of value out of several, and no field of the row
    return ".".join(places) or "row", problem["msg"]


def read_row(line: str) -> ScoreRow:
    """Read one line of a batch.

    Args:
        line: One JSON object.

    Returns:
        The row.

    Raises:
        InputError: It is no JSON object, a field is missing or wrong, or there is not exactly one question.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("error.input.not_json") from error
    if not isinstance(data, dict):
        raise InputError("error.input.not_json")
    try:
        row = ScoreRow.model_validate(data)
    except ValidationError as error:
        field, problem = _first_problem(error)
        if error.errors(include_input=False, include_url=False)[0]["type"] == "missing":
            raise InputError("error.input.no_field", field=field) from error
        raise InputError("error.input.bad_field", field=field, problem=problem) from error
    if (row.question is None) == (row.question_id is None):
        raise InputError("error.input.one_question")
    return row


def row_id(line: str) -> str | int | None:
    """The id of a row that could not be read otherwise.

    Args:
        line: One line of a batch.

    Returns:
        The id, or None when there is none.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    found = data.get("id") if isinstance(data, dict) else None
    return found if isinstance(found, str | int) else None


def load_company(path: Path) -> Company:
    """Read a company file.

    Args:
        path: A TOML file with ``name``, ``facts``, ``requirements``, ``people`` and ``interview``.

    Returns:
        What it says.

    Raises:
        CompanyFileError: It can't be read, is too large, or a key has the wrong form.
    """
    name = path.name
    try:
        data = read_toml(path, max_bytes=MAX_COMPANY_BYTES)
    except InputError as error:
        raise CompanyFileError("error.company.unusable", file=name, problem=error.message) from error
    try:
        return _Company.model_validate(data).value()
    except ValidationError as error:
        field, problem = _first_problem(error)
        raise CompanyFileError("error.company.bad_field", file=name, field=field, problem=problem) from error
