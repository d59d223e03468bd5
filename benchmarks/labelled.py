"""The labelled corpus as requests to the scorer, each answer parsed once however often it is scored."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.answers import questions
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.language.ports import Language
from coach.language.spacy_parser import SpacyParser
from coach.language.values import Parse
from coach.model.company import Company, Fact, Person
from coach.model.question import Question
from coach.model.score import AnswerScore, ScoringRequest
from coach.scoring.engine import AnswerScorer

ANSWERS = Path("tests/corpus/answers")
ASKED = Path("tests/corpus/asked")

Row = dict[str, Any]


class RememberingParser:
    """A parser that parses the same text once."""

    def __init__(self) -> None:
        self._parser = SpacyParser()
        self._known: dict[tuple[str, tuple[int, ...]], Parse] = {}

    @property
    def version(self) -> str:
        """Name of the parser within."""
        return self._parser.version

    def parse(self, text: str, breaks: Sequence[int] = ()) -> Parse:
        """Parse, or give what was parsed before."""
        key = (text, tuple(breaks))
        if key not in self._known:
            self._known[key] = self._parser.parse(text, breaks)
        return self._known[key]


@dataclass
class Lab:
    """Everything that measuring needs, loaded once."""

    parser: RememberingParser
    vectors: MiniLmVectors
    reader: MiniLmReader

    @property
    def language(self) -> Language:
        """The three as the scorer takes them."""
        return Language(self.parser, self.vectors, self.reader)

    @cached_property
    def scorer(self) -> AnswerScorer:
        """The product's own scorer."""
        return AnswerScorer(self.language)

    @cached_property
    def bank(self) -> dict[str, Question]:
        """The shipped questions by id."""
        return questions()

    def question(self, row: Row) -> Question:
        """The question of a row: the bank's, or as the reader understands what was typed."""
        known = self.bank.get(row.get("question_id") or "")
        if known is not None and known.text == row["question"]:
            return known
        return self.scorer.read_question(row["question"])

    def request(self, row: Row, question: Question | None = None, text: str | None = None) -> ScoringRequest:
        """What is scored of a row, under another question or with another text if wanted."""
        return ScoringRequest(
            id=row["id"],
            text=row["answer"] if text is None else text,
            question=question or self.question(row),
            company=company_of(row),
        )

    def score(self, row: Row, question: Question | None = None, text: str | None = None) -> AnswerScore:
        """All six dimensions."""
        return self.scorer.score(self.request(row, question, text))


def company_of(row: Row) -> Company | None:
    """The notes of a row; None when it has none."""
    noted = row.get("company")
    if not noted:
        return None
    return Company(
        name=noted.get("name", ""),
        facts=tuple(
            Fact(fact) if isinstance(fact, str) else Fact(fact["text"]) for fact in noted.get("facts", ())
        ),
        requirements=tuple(noted.get("requirements", ())),
        people=tuple(
            Person(one["name"], one.get("said") or "", one.get("role") or "")
            for one in noted.get("people", ())
        ),
    )


def writer_of(path: Path) -> str:
    """Who wrote a file: B and C are in its name, the first writer's files have no letter."""
    letter, dash, _ = path.name.partition("_")
    return letter.upper() if dash and letter in ("b", "c") else "A"


def read_rows(paths: Iterable[Path]) -> tuple[list[Row], list[Row]]:
    """Rows of labelled answers, and rows of candidates' questions, told apart by their fields."""
    rows = [
        {"writer": writer_of(path), **json.loads(line)}
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [row for row in rows if "labels" in row], [row for row in rows if "self_focused" in row]


def shipped_paths() -> list[Path]:
    """The corpus of the project."""
    return [*sorted(ANSWERS.glob("*.jsonl")), *sorted(ASKED.glob("*.jsonl"))]
