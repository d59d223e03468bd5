"""The language models, loaded once for all scoring tests."""

import pytest

from coach.language.onnx_vectors import MiniLmVectors
from coach.language.ports import Parser, Vectors
from coach.language.spacy_parser import SpacyParser


@pytest.fixture(scope="session")
def parser() -> Parser:
    return SpacyParser()


@pytest.fixture(scope="session")
def vectors() -> Vectors:
    return MiniLmVectors()
