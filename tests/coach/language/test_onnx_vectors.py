"""The real sentence encoder."""

from pathlib import Path

import numpy as np
import pytest

from coach.errors import WeightsMismatchError
from coach.language.onnx_vectors import MiniLmVectors

pytestmark = pytest.mark.models

BOILER = "I fixed the boiler"
REPAIRED = "The heating was repaired by me"
ICE = "I like ice cream"


def test_vectors_have_length_one(vectors: MiniLmVectors) -> None:
    found = vectors.encode([BOILER, "", "x" * 5000])
    assert found.shape == (3, 384)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)


def test_like_meanings_lie_close(vectors: MiniLmVectors) -> None:
    boiler, repaired, ice = vectors.encode([BOILER, REPAIRED, ICE])
    assert boiler @ repaired > 0.5
    assert boiler @ ice < 0.25


def test_a_vector_does_not_depend_on_its_neighbours_or_on_what_was_asked_before() -> None:
    alone = MiniLmVectors().encode([BOILER])[0]
    crowd = MiniLmVectors().encode([ICE, "um", REPAIRED * 30, BOILER])[3]
    assert alone.tobytes() == crowd.tobytes()


def test_nothing_in_gives_nothing_out(vectors: MiniLmVectors) -> None:
    assert vectors.encode([]).shape == (0, 384)


def test_refuses_weights_that_are_not_the_known_ones(tmp_path: Path) -> None:
    file = tmp_path / "model.onnx"
    file.write_bytes(b"changed")
    with pytest.raises(WeightsMismatchError) as caught:
        MiniLmVectors(file).load()
    assert caught.value.message.id == "error.language.vectors_mismatch"
