"""How likely each clause is each part of a story, by weights learned from labelled answers.

A linear model over the cues of a clause, the cues of two neighbours on each side, its place, what the rules
hold it for, what the reader makes of it, and its words by their base forms. ``benchmarks/learn_parts.py``
makes the file.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.language.values import ClauseType, Door, Parse, Subject
from coach.model.score import StarPart
from coach.resources import asset
from coach.scoring.part_cues import Cues, is_plain_act
from coach.scoring.part_rules import PARTS, best_path, weigh
from coach.scoring.rubric import StarRubric

HEAD_FILE = "models/parts.npz"
LABELS = (*(part.value for part in PARTS), "none")
_REAL = (ClauseType.EVENT, ClauseType.OBLIGATION, ClauseType.STATE, ClauseType.OTHER)
_NOTHING = (0.0, 0.0, 0.0, 0.0, 1.0)
_WORD_WEIGHT = 0.5
_LEAST_CHANCE = 0.02
_NEAR, _FAR = 0.6, 0.3
_FLAGS = (
    "problem", "scene", "sequence", "reason", "concrete", "vague", "learned", "close", "number", "checkable",
    "role", "owns", "progressive", "outcome_verb", "reaction",
)  # fmt: skip
_PEOPLE = {
    "she": "he", "her": "he", "him": "he", "his": "he", "hers": "he", "herself": "he", "himself": "he",
    "me": "i", "my": "i", "us": "we", "our": "we",
}  # fmt: skip
"""Words for persons that must weigh the same."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Head:
    words: dict[str, int]
    weights: Numbers
    presence: Numbers


@cache
def _head() -> _Head:
    with np.load(asset(HEAD_FILE), allow_pickle=False) as stored:
        words = json.loads(stored["words"].tobytes().decode("utf-8"))
        weights = stored["weights"].astype(np.float64)
        presence = stored["presence"].astype(np.float64)
    return _Head({word: index for index, word in enumerate(words)}, weights, presence)


def head_words() -> tuple[str, ...]:
    """The words that have a weight.

    Returns:
        In order.
    """
    return tuple(_head().words)


def words_of(parse: Parse, cue: Cues) -> set[str]:
    """A clause's words and pairs of words by their base forms; names and numbers have none of their own.

    Args:
        parse: The answer, parsed.
        cue: The clause's cues.

    Returns:
        Words in lower case, pairs with a blank, and the first word with a mark before it.
    """
    row: list[str] = []
    for token in parse.tokens[slice(*cue.clause.tokens)]:
        if token.pos in ("PUNCT", "SPACE"):
            continue
        word = _PEOPLE.get(token.text.lower(), token.lemma.lower())
        if token.pos == "PROPN":
            word = "@"
        elif any(character.isdigit() for character in word):
            word = "#"
        row.append(word)
    found = {*row, *(f"{one} {two}" for one, two in pairwise(row))}
    if row:
        found.add(f"^{row[0]}")
    return {word for word in found if "@" not in word}


def features(cues: list[Cues], rubric: StarRubric) -> Numbers:
    """What is known of each clause, its neighbours and its place.

    Args:
        cues: Of all clauses, in order.
        rubric: The words and weights of the rules.

    Returns:
        One row a clause.
    """
    weights = weigh(cues, rubric)
    path = best_path(weights, rubric)
    own = np.asarray(
        [_own(cue, row, part) for cue, row, part in zip(cues, weights, path, strict=True)], np.float64
    )
    return np.hstack(
        [
            own,
            _NEAR * _shifted(own, 1),
            _NEAR * _shifted(own, -1),
            _FAR * _shifted(own, 2),
            _FAR * _shifted(own, -2),
            _places(cues),
        ]
    )


def _own(cue: Cues, weights: tuple[float, ...], part: StarPart | None) -> list[float]:
    clause = cue.clause
    return [
        *(float(getattr(cue, name)) for name in _FLAGS),
        *(float(clause.type is one) for one in ClauseType),
        *(float(clause.subject is one) for one in Subject),
        float(clause.negated),
        float(clause.anchored),
        float(clause.subordinate),
        float(clause.past),
        *(float(clause.door is one) for one in Door),
        float(bool(cue.act)),
        float(cue.own_event and clause.subject is Subject.I),
        float(cue.own_event and clause.subject is Subject.WE),
        *(weight / 3 for weight in weights),
        *(float(part is one) for one in PARTS),
    ]


def _shifted(rows: Numbers, by: int) -> Numbers:
    """Each row is that of the clause ``by`` before it; nothing beyond the ends."""
    moved = np.zeros_like(rows)
    if by > 0:
        moved[by:] = rows[:-by]
    else:
        moved[:by] = rows[-by:]
    return moved


def _places(cues: list[Cues]) -> Numbers:
    acts = [index for index, cue in enumerate(cues) if is_plain_act(cue)]
    first, last = (acts[0], acts[-1]) if acts else (len(cues), -1)
    words = np.asarray([cue.words for cue in cues], np.float64)
    middle = (np.cumsum(words) - words / 2) / max(1.0, float(words.sum()))
    at = np.arange(len(cues))
    return np.stack(
        [
            middle,
            middle**2,
            middle < 0.15,
            middle > 0.85,
            at == 0,
            at == len(cues) - 1,
            at < first,
            at > last,
            np.clip(at - first, -5, 5) / 5,
            np.clip(at - last, -5, 5) / 5,
        ],
        axis=1,
    ).astype(np.float64)


def word_rows(parse: Parse, cues: list[Cues], words: dict[str, int]) -> Numbers:
    """Which of the weighed words each clause has.

    Args:
        parse: The answer, parsed.
        cues: Of all clauses, in order.
        words: The column of each word.

    Returns:
        Shape ``(clauses, words)``.
    """
    rows = np.zeros((len(cues), len(words)))
    for index, cue in enumerate(cues):
        columns = [words[word] for word in words_of(parse, cue) if word in words]
        rows[index, columns] = _WORD_WEIGHT
    return rows


def reading_rows(readings: Sequence[tuple[float, ...]]) -> Numbers:
    """What the reader makes of each clause, as the linear model weighs it.

    Args:
        readings: For each clause five chances in the order of ``LABELS``.

    Returns:
        Shape ``(clauses, 5)``: log chances, about -2 to 0.
    """
    chances = np.asarray(readings, np.float64).reshape(len(readings), len(LABELS))
    rows: Numbers = np.log(np.maximum(chances, _LEAST_CHANCE)) / 2
    return rows


def part_chances(
    parse: Parse, cues: list[Cues], readings: Sequence[tuple[float, ...]], rubric: StarRubric
) -> list[tuple[float, ...]]:
    """How likely each clause is each part.

    Args:
        parse: The answer, parsed.
        cues: Of all clauses, in order.
        readings: What the reader makes of each.
        rubric: The words and weights of the rules.

    Returns:
        For each clause five numbers that add up to one, in the order of ``LABELS``, to four places.
    """
    placed = placed_cues(cues, rubric)
    found: list[tuple[float, ...]] = [_NOTHING] * len(cues)
    if not placed:
        return found
    head = _head()
    ours = [cues[index] for index in placed]
    read = reading_rows([readings[index] for index in placed])
    rows = np.hstack([features(ours, rubric), read, word_rows(parse, ours, head.words)])
    sums = rows @ head.weights[:-1] + head.weights[-1]
    grown = np.exp(sums - sums.max(axis=1, keepdims=True))
    for index, row in zip(placed, grown / grown.sum(axis=1, keepdims=True), strict=True):
        found[index] = possible(cues[index], tuple(round(float(one), 4) for one in row))
    return found


def placed_cues(cues: list[Cues], rubric: StarRubric) -> list[int]:
    """Clauses that may belong to a story; what is said beside it moves nothing in it.

    Args:
        cues: Of all clauses, in order.
        rubric: The weights of the rules.

    Returns:
        Their indices.
    """
    return [index for index, row in enumerate(weigh(cues, rubric)) if max(row) > 0]


def possible(cue: Cues, chances: tuple[float, ...]) -> tuple[float, ...]:
    """What was not done, or is only held or usual, is no action, however it is told.

    Args:
        cue: A clause's cues.
        chances: Of each label.

    Returns:
        The chances; those of an action go to none where nothing was done.
    """
    if not cue.clause.negated and cue.clause.type in _REAL:
        return chances
    situation, task, action, result, none = chances
    return (situation, task, 0.0, result, none + action)


def presence_features(chances: Numbers, column: int, words: int) -> list[float]:
    """What the clauses' chances say about a part being told at all.

    Args:
        chances: Shape ``(clauses, labels)``, without the clauses that have no part whatever is said.
        column: Which part.
        words: In all of these clauses.

    Returns:
        A row of numbers, always as long.
    """
    ours = np.sort(np.minimum(chances[:, column], 0.999))[::-1] if len(chances) else np.zeros(1)
    best = chances.argmax(axis=1) if len(chances) else np.zeros(0)
    surely = -np.log(1 - ours)
    return [
        float(ours[0]),
        float(ours[1]) if len(ours) > 1 else 0.0,
        min(3.0, float(ours.sum())),
        min(2.0, float((best == column).sum())) / 2,
        float(surely[0]) / 5,
        min(3.0, float(surely.sum())) / 3,
        float(np.log1p(words)) / 6,
    ]


def heard_parts(chances: list[tuple[float, ...]], words: int) -> frozenset[StarPart]:
    """Which parts were told at all.

    Args:
        chances: Of the clauses that may have a part.
        words: In all of these clauses.

    Returns:
        The parts.
    """
    rows = np.asarray(chances, np.float64).reshape(len(chances), len(LABELS))
    presence = _head().presence
    return frozenset(
        part
        for column, part in enumerate(PARTS)
        if float(np.dot(presence[column, :-1], presence_features(rows, column, words))) + presence[column, -1]
        > 0
    )
