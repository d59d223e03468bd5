"""What a candidate's question is about and who would have the benefit, by likeness and by the reader.

A kernel machine: each labelled question has a weight, and a new one is judged by the weights of those that
are like it in meaning (sentence vectors) and in what the phrases of F5 found (cues). What the reader makes of
it is weighed beside that. Word lists alone found three in ten of the self-focused questions of writers whom
their author had not read. ``benchmarks/learn_asked.py`` makes the file.
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from coach.language.ports import Language
from coach.language.values import AskedReading
from coach.model.score import AskClass
from coach.resources import asset
from coach.scoring.focus_sheet import focus_rules
from coach.scoring.whole import log_odds

HEAD_FILE = "models/asked.npz"
TARGETS = ("self_focused", "presumption", *(one.value for one in AskClass))
CUE_WEIGHT = 0.25
"""A cue beside a vector of length one (cross-validated by writer, as is the reach)."""

REACH = 1.2
"""Of the Gaussian kernel: exp(-REACH * squared distance)."""

_WORD = re.compile(r"[a-z']+")
_MARKS = re.compile(r"[^\w\s'-]+")
_WOULD_I = re.compile(r"\b(?:do|would|will|can|could|am|should|may|might|must) (?:i|we)\b")
_ONLY_IF = re.compile(
    r"\bif\b|\bwere\b|should (?:it|i|you)|\bwould\b|might|could|hope|whoever|new person|success"
)
_CERTAIN = re.compile(r"\b(?:will|going to|shall)\b|'ll\b")
_WHEN_I = re.compile(r"\b(?:when|once|after|as soon as) i\b|\b(?:when|once|after) i'(?:m|ve)\b")
_I = frozenset({"i", "i'd", "i'm", "i'll", "i've"})
_MY = frozenset({"me", "my", "mine", "myself"})
_YOU = frozenset({"you", "your", "you're", "you've"})
_WE = frozenset({"we", "us", "our"})


@dataclass(frozen=True, slots=True)
class Leaning:
    """What likeness and the reader say of one question.

    Args:
        self_focused: Log odds that it is about what the job gives the speaker.
        presumption: Log odds that it takes the job for granted.
        classes: The same for each class.
    """

    self_focused: float
    presumption: float
    classes: dict[AskClass, float]


@dataclass(frozen=True, slots=True, eq=False)
class _Head:
    points: NDArray[np.float32]
    squares: NDArray[np.float32]
    weights: NDArray[np.float32]
    blend: NDArray[np.float64]


@cache
def _head() -> _Head:
    with np.load(asset(HEAD_FILE), allow_pickle=False) as stored:
        vectors = stored["vectors"].astype(np.float32) * np.float32(stored["scale"])
        points = np.hstack([vectors, stored["cues"].astype(np.float32) * np.float32(CUE_WEIGHT)])
        weights = stored["weights"].astype(np.float32)
        blend = stored["blend"].astype(np.float64)
    return _Head(points, np.sum(points * points, axis=1), weights, blend)


def own_benefit(low: str) -> tuple[bool, bool]:
    """The beneficiary test by phrases.

    Args:
        low: A question in lower case.

    Returns:
        Whether it is about the candidate's own gain, and whether a phrase said so.
    """
    rules = focus_rules().beneficiary
    if rules.business.search(low) and not rules.own_person.search(low):
        return False, True
    if rules.paraphrases.search(low.rstrip(" ?.!")):
        return rules.not_theirs.search(low) is None, True
    kept = rules.not_theirs.sub(lambda match: " " * len(match.group()), low)
    if rules.strong.search(kept):
        return True, True
    if rules.weak.search(kept):
        return rules.frames.search(kept) is not None, True
    return False, kept != low


def bare(low: str) -> str:
    """A question as it is encoded: without marks, which speech has not.

    Args:
        low: In lower case.

    Returns:
        Words with single blanks.
    """
    return " ".join(_MARKS.sub(" ", low).split())


def cues(low: str) -> list[int]:
    """What the phrases find in a question.

    Args:
        low: The question in lower case, with the statement before it.

    Returns:
        A yes or no for each, always in the same order.
    """
    rules = focus_rules()
    benefit = rules.beneficiary
    own, certain = own_benefit(low)
    kept = benefit.not_theirs.sub(lambda match: " " * len(match.group()), low)
    words = set(_WORD.findall(low))
    found = (
        own, own and certain, benefit.strong.search(kept), benefit.weak.search(kept),
        benefit.frames.search(kept), benefit.paraphrases.search(low.rstrip(" ?.!")),
        benefit.business.search(low), benefit.own_person.search(low), kept != low,
        benefit.exempt.search(low), benefit.invited.search(low), benefit.neutral.search(low),
        words & _I, words & _MY, words & _YOU, words & _WE, _WOULD_I.search(low), _ONLY_IF.search(low),
        _CERTAIN.search(low), _WHEN_I.search(low), rules.presumption.phrases.search(low), len(words) > 14,
    )  # fmt: skip
    return [int(bool(one)) for one in found]


def read_rows(reading: AskedReading) -> NDArray[np.float64]:
    """What the reader makes of a question, in the order of ``TARGETS``.

    Args:
        reading: Of the question.

    Returns:
        Log odds.
    """
    return np.asarray([reading.self_focused, reading.presumption, *map(log_odds, reading.classes)])


def blended(
    likeness: NDArray[np.float64], read: NDArray[np.float64], blend: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weigh likeness and reading together.

    Args:
        likeness: Shape ``(questions, targets)``, about -1 to 1.
        read: Log odds by the reader, as many.
        blend: Shape ``(targets, 3)``: weights of both and a bias.

    Returns:
        Log odds of each target.
    """
    found: NDArray[np.float64] = likeness * blend[:, 0] + read * blend[:, 1] + blend[:, 2]
    return found


def lean(low: str, language: Language) -> Leaning:
    """Judge a question by those that are like it.

    Args:
        low: The question in lower case, with the statement before it.
        language: The models.

    Returns:
        How it leans, to four places.
    """
    head = _head()
    scaled = np.asarray(cues(low), np.float32) * np.float32(CUE_WEIGHT)
    asked = np.concatenate([language.vectors.encode([bare(low)])[0], scaled])
    apart = head.squares + np.float32(asked @ asked) - np.float32(2.0) * (head.points @ asked)
    sums = np.exp(np.float32(-REACH) * apart) @ head.weights
    both = blended(
        sums.astype(np.float64)[None, :], read_rows(language.reader.read_asked(low))[None, :], head.blend
    )
    by_name = {name: round(float(value), 4) for name, value in zip(TARGETS, both[0], strict=True)}
    return Leaning(
        by_name["self_focused"], by_name["presumption"], {one: by_name[one.value] for one in AskClass}
    )
