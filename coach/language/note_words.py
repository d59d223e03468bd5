"""Notes beside texts, word by word: what of the one has its like in the other (in numpy).

Decomposable attention (Parikh and others 2016, arXiv:1606.01933) over the reader's states. A word with
nothing like it in the other text tells a wrong number or another place from the right one, which the vectors
of two whole texts can't. ``benchmarks/reader_network.py`` trains the same layers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.language.reader_heads import ALIKE, compared, heads, sigmoid, softmax, unit

Numbers = NDArray[np.float64]

_PLACES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A short text that has been through the network.

    Args:
        vector: Of the whole, of length one; shape ``(size,)``.
        words: Directions of its words, each of length one; shape ``(words, size)``.
        narrow: The same words as they are compared; shape ``(words, narrow size)``.
    """

    vector: Numbers
    words: Numbers
    narrow: Numbers


def read_text(states: Numbers) -> Read:
    """Keep of a text's states what is compared.

    Args:
        states: Of its tokens, the marks at both ends among them; shape ``(tokens, size)``.

    Returns:
        The text; one without a word stands for itself by its marks.
    """
    words = states[1:-1] if len(states) > 2 else states
    lengths = np.maximum(np.linalg.norm(words, axis=1, keepdims=True), 1e-12)
    return Read(unit(states.mean(axis=0)), words / lengths, heads().run("narrow", words))


def likely_said(note: Read, texts: Sequence[Read]) -> list[float]:
    """Tell how likely each text says a note.

    Args:
        note: What was noted.
        texts: What was said.

    Returns:
        0 to 1 a text, to four places; what stands beside a text changes nothing for it.
    """
    if not texts:
        return []
    inputs = np.stack([_inputs(note, text) for text in texts])
    return [round(sigmoid(float(sums)), _PLACES) for (sums,) in heads().run("note", inputs)]


def _inputs(note: Read, text: Read) -> Numbers:
    near = ALIKE * note.words @ text.words.T
    return np.concatenate(
        [
            compared(note.vector, text.vector),
            *_held(note.narrow, softmax(near) @ text.narrow),
            *_held(text.narrow, softmax(near.T) @ note.narrow),
        ]
    )


def _held(own: Numbers, like: Numbers) -> tuple[Numbers, Numbers]:
    """Each word beside the like of it in the other text: what comes of them on average and at most."""
    (first, first_bias), (second, second_bias) = heads().layers["held"]
    given = np.concatenate([own, like, np.abs(own - like), own * like], axis=1)
    held = np.maximum(given @ first + first_bias, 0.0) @ second + second_bias
    return held.mean(axis=0), held.max(axis=0)
