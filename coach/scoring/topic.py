"""Whether an answer is to this question: by contrast with other questions, not by likeness alone (F4)."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from coach.language.ports import Vectors
from coach.model.question import Question
from coach.scoring.context import AnswerContext
from coach.scoring.patterns import Sheet, read_sheet


class _Contrast(Sheet):
    questions: tuple[str, ...]


class Topic(Sheet):
    """The numbers of the off-topic test; the data file says what each decides."""

    window_words: int
    best_windows: int
    same: float
    middle: float
    steepness: float
    theme_heard: float
    theme_missing: float
    sure: float


@cache
def _contrast() -> _Contrast:
    return read_sheet("contrast.toml", _Contrast)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Windows:
    """An answer cut into stretches of about thirty words, with their vectors.

    Args:
        spans: Start and end of each in the answer.
        vectors: Shape ``(len(spans), 384)``.
        whole: The whole answer's vector.
    """

    spans: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float32]
    whole: NDArray[np.float32]


def cut_windows(context: AnswerContext, topic: Topic) -> Windows | None:
    """Cut an answer, without what echoes the question, into windows at clause ends.

    Args:
        context: The answer.
        topic: How long a window is.

    Returns:
        The windows; None when nothing is left of the answer.
    """
    spans: list[tuple[int, int]] = []
    texts: list[str] = []
    words: list[str] = []
    start = 0
    for clause in context.clauses:
        if not words:
            start = clause.start
        words.extend(context.clause_text(clause).split())
        if len(words) >= topic.window_words:
            spans.append((start, clause.end))
            texts.append(" ".join(words))
            words = []
    if words:
        spans.append((start, context.clauses[-1].end))
        texts.append(" ".join(words))
    if not texts:
        return None
    vectors = context.vectors.encode([*texts, " ".join(texts)])
    return Windows(spans=tuple(spans), vectors=vectors[:-1], whole=vectors[-1])


def margin(question: Question, windows: Windows, vectors: Vectors, topic: Topic) -> float:
    """How much nearer an answer is to its question than to the best other one, as two views agree.

    Likenesses are centred per question: some questions are near to everything.

    Args:
        question: What was asked.
        windows: The answer.
        vectors: The encoder.
        topic: The numbers.

    Returns:
        The mean of both views' margins; below zero when another question is nearer.
    """
    others = vectors.encode(_contrast().questions)
    asked = vectors.encode([question.text])[0]
    likeness = others @ others.T
    centre = (likeness.sum(axis=1) - 1.0) / (len(others) - 1)
    to_others = others @ asked
    distinct = to_others < topic.same
    if not bool(distinct.any()):
        return 0.0
    views = []
    for view in (windows.whole[None, :], windows.vectors):
        own = _best(view @ asked, topic.best_windows) - float(to_others.mean())
        rest = [
            _best(view @ others[index], topic.best_windows) - float(centre[index])
            for index in np.flatnonzero(distinct)
        ]
        views.append(own - max(rest))
    return float(np.mean(views))


def _best(likenesses: NDArray[np.float32], count: int) -> float:
    return float(np.sort(likenesses)[-count:].mean())


def off_topic_score(answer_margin: float, topic: Topic) -> float:
    """From a margin to 0 (certainly this question) .. 1 (certainly another), falling with the margin.

    Args:
        answer_margin: From ``margin``.
        topic: The numbers.

    Returns:
        The score, to four places.
    """
    return round(1.0 / (1.0 + math.exp((answer_margin - topic.middle) / topic.steepness)), 4)
