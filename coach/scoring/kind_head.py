"""What kind of question a person typed, where phrases do not tell.

A multinomial logistic regression over the question's vector and what the phrases say; its weights are
learned by ``python -m benchmarks.learn_kinds``. Of questions by writers that it had not seen, phrases alone
read 66 in 100 as they were labelled, and both together 77.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from coach.language.ports import Vectors
from coach.model.question import QuestionKind
from coach.resources import asset

HEAD_FILE = "models/kinds.npz"
KINDS = tuple(QuestionKind)
RULED = 0.5
"""What the phrases' kind is beside a vector of length one."""

_LEAST_UNRULED = 0.35
_LEAST_RULED = 0.5

Numbers = NDArray[np.float64]


def inputs(vectors: NDArray[np.float32], ruled: list[QuestionKind]) -> Numbers:
    """What is weighed of questions.

    Args:
        vectors: Of the questions; shape ``(questions, size)``.
        ruled: What phrases say of each.

    Returns:
        Shape ``(questions, size + kinds + 1)``; the last column is 1.
    """
    said = RULED * np.eye(len(KINDS))[[KINDS.index(kind) for kind in ruled]]
    return np.hstack([vectors.astype(np.float64), said, np.ones((len(ruled), 1))])


def settled_kind(text: str, ruled: QuestionKind, vectors: Vectors) -> QuestionKind:
    """Choose between what phrases say and what like questions are.

    Args:
        text: The question.
        ruled: Its kind by phrases.
        vectors: For likeness of meaning.

    Returns:
        The likeliest kind; that of the phrases where another is not likely enough.
    """
    return settle(inputs(vectors.encode([text]), [ruled])[0] @ _weights(), ruled)


def settle(sums: Numbers, ruled: QuestionKind) -> QuestionKind:
    """Choose by weighed sums.

    Args:
        sums: One for each kind.
        ruled: The kind by phrases.

    Returns:
        The likeliest kind; that of the phrases where another is not likely enough.
    """
    shares = np.exp(sums - sums.max())
    best = int(shares.argmax())
    least = _LEAST_UNRULED if ruled is QuestionKind.OTHER else _LEAST_RULED
    return KINDS[best] if round(float(shares[best] / shares.sum()), 4) >= least else ruled


@cache
def _weights() -> Numbers:
    with np.load(asset(HEAD_FILE), allow_pickle=False) as stored:
        weights: Numbers = stored["weights"].astype(np.float64)
    return weights
