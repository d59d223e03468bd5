"""The heads of the reader in numpy: from vectors of texts to what is read off them.

``benchmarks/learn_reader.py`` trains the same layers and writes their weights.
"""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from coach.resources import asset

HEADS_FILE = "models/reader_heads.npz"
SHARP = 12.0
"""How much more the clauses that are most like a part of the question count."""
ALIKE = 10.0
"""How much more the words count that are most like a word of the other text."""

Numbers = NDArray[np.float64]

_ROOT_TWO = math.sqrt(2.0)
_erf = np.vectorize(math.erf, otypes=[np.float64])


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """The layers of each head."""

    layers: dict[str, tuple[tuple[Numbers, Numbers], ...]]

    def run(self, name: str, inputs: Numbers) -> Numbers:
        """Put vectors through a head.

        Args:
            name: Which head.
            inputs: Shape ``(rows, inputs)`` or ``(inputs,)``.

        Returns:
            A row of sums for each row.
        """
        found = inputs
        for index, (weight, bias) in enumerate(self.layers[name]):
            if index:
                found = found * 0.5 * (1.0 + _erf(found / _ROOT_TWO))  # GELU, as it was trained
            found = found @ weight + bias
        return found


@cache
def heads() -> Heads:
    """The learned layers, read once.

    Returns:
        The heads.
    """
    with np.load(asset(HEADS_FILE), allow_pickle=False) as stored:
        names = dict.fromkeys(key.split("_")[0] for key in stored.files)
        layers = {
            name: tuple(
                (
                    stored[f"{name}_{index}_weight"].astype(np.float64),
                    stored[f"{name}_{index}_bias"].astype(np.float64),
                )
                for index in range(2)
                if f"{name}_{index}_weight" in stored.files
            )
            for name in names
        }
    return Heads(layers)


def compared(one: Numbers, other: Numbers) -> Numbers:
    """Two vectors of length one as a head sees them.

    Args:
        one: A vector.
        other: Another.

    Returns:
        Their products, scaled to be about as large as other inputs, and how far they are apart.
    """
    return np.concatenate([math.sqrt(len(one)) * one * other, np.abs(one - other)])


def part_inputs(part: Numbers, clauses: Numbers, question: Numbers, whole: Numbers) -> Numbers:
    """A part of the question beside the clauses that are most like it.

    Args:
        part: Its vector.
        clauses: Shape ``(clauses, size)``, each of length one.
        question: The question's vector.
        whole: The answer's vector.

    Returns:
        What the head for parts is given.
    """
    shares = np.exp(SHARP * (clauses @ part))
    near = unit((shares / shares.sum()) @ clauses)
    scale = math.sqrt(len(part))
    return np.concatenate([compared(part, near), near, part, scale * question * whole, whole])


def unit(vector: Numbers) -> Numbers:
    """A vector of length one.

    Args:
        vector: Any but nothing.

    Returns:
        The same direction.
    """
    scaled: Numbers = vector / max(float(np.linalg.norm(vector)), 1e-12)
    return scaled


def softmax(rows: Numbers) -> Numbers:
    """Sums as shares that add up to one.

    Args:
        rows: Any shape; the last axis adds up.

    Returns:
        The same shape.
    """
    grown = np.exp(rows - rows.max(axis=-1, keepdims=True))
    shares: Numbers = grown / grown.sum(axis=-1, keepdims=True)
    return shares


def sigmoid(value: float) -> float:
    """Log odds as a chance.

    Args:
        value: Any number.

    Returns:
        0 to 1.
    """
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, value))))
