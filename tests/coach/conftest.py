"""The language models, loaded once for all tests of the core."""

import pytest

from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.language.ports import Language
from coach.language.spacy_parser import SpacyParser


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The real parser."""
    return SpacyParser()


@pytest.fixture(scope="session")
def vectors() -> MiniLmVectors:
    """The real sentence encoder."""
    return MiniLmVectors()


@pytest.fixture(scope="session")
def reader() -> MiniLmReader:
    """The real reader."""
    return MiniLmReader()


@pytest.fixture(scope="session")
def language(parser: SpacyParser, vectors: MiniLmVectors, reader: MiniLmReader) -> Language:
    """The real models together."""
    return Language(parser, vectors, reader)
