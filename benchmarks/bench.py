"""The scorer with rows of the corpus and their plain levels made once, for trying changes to answers."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from benchmarks import changes
from benchmarks.labelled import Lab, Row
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.language.ports import Language
from coach.language.spacy_parser import SpacyParser
from coach.model.score import AnswerScore
from coach.scoring.engine import AnswerScorer

NAMES = ("star", "story", "research", "listening", "focus")

Levels = dict[str, int | None]


@dataclass
class Bench:
    """The scorer, with the plain score of each row made once."""

    lab: Lab
    rows: list[Row]
    asked: list[Row]
    _known: dict[str, AnswerScore] = field(default_factory=dict)

    @cached_property
    def fresh(self) -> AnswerScorer:
        """A second scorer with models of its own, which parses everything itself."""
        return AnswerScorer(Language(SpacyParser(), MiniLmVectors(), MiniLmReader()))

    @cached_property
    def misheard(self) -> changes.Misheard:
        """Words of all rows that sound alike."""
        return changes.Misheard(row["answer"] for row in self.rows)

    def plain(self, row: Row) -> AnswerScore:
        """The score of a row as it is."""
        if row["id"] not in self._known:
            self._known[row["id"]] = self.lab.score(row)
        return self._known[row["id"]]

    def before(self, row: Row) -> Levels:
        """Levels of a row as it is."""
        return levels(self.plain(row))

    def after(self, row: Row, text: str) -> Levels:
        """Levels of a row with another text."""
        return levels(self.lab.score(row, text=text))

    def chosen(self, fits: Callable[[Row], bool], each: int, seed: object) -> list[Row]:
        """Up to so many rows that fit, always the same ones."""
        fitting = [row for row in self.rows if fits(row)]
        chance = random.Random(repr(seed))  # noqa: S311 - a choice, not a secret
        return chance.sample(fitting, min(each, len(fitting)))


def levels(score: AnswerScore) -> Levels:
    """Levels of the five dimensions that are about what was said."""
    return {name: getattr(score, name).level for name in NAMES}
