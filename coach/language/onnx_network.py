"""A network as one ONNX file with its tokenizer, checked before loading. The only importer of onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from numpy.typing import NDArray

from coach import resources
from coach.errors import WeightsMismatchError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class Session(Protocol):
    """A loaded network."""

    def run(self, outputs: Sequence[str] | None, given: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """Run one text through it.

        Args:
            outputs: Names of what is wanted; None for all.
            given: What the network takes, by name.

        Returns:
            The outputs in that order.
        """
        ...


def load_session(model: Path, digest: str, mismatch: str) -> Session:
    """Load a network that runs one text on one core.

    Args:
        model: Its file.
        digest: The SHA-256 that the file must have.
        mismatch: Id of what is said when it has another.

    Returns:
        The session.

    Raises:
        WeightsMismatchError: The file is not the one that it should be.
    """
    check_digest(model, digest, mismatch)
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session: Session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return session


def check_digest(file: Path, digest: str, mismatch: str) -> None:
    """Refuse a file that is not the known one.

    Args:
        file: Any file.
        digest: The SHA-256 that it must have.
        mismatch: Id of what is said when it has another.

    Raises:
        WeightsMismatchError: It has another, or is not there.
    """
    if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        raise WeightsMismatchError(mismatch, file=str(file))


def load_tokenizer() -> Tokenizer:
    """Load the tokenizer that all networks of this family share.

    Returns:
        The tokenizer; it neither pads nor cuts.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415 - heavy, and only needed with a network

    tokenizer = Tokenizer.from_str(resources.asset_text("models/minilm_tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
