"""The language models, loaded once for all tests of the core."""

import pytest

from coach.language.onnx_vectors import MiniLmVectors
from coach.language.spacy_parser import SpacyParser


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The real parser."""
    return SpacyParser()


@pytest.fixture(scope="session")
def vectors() -> MiniLmVectors:
    """The real sentence encoder."""
    return MiniLmVectors()
