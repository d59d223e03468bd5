"""What the tests of this room share."""

import pytest

from coach.words import Words


@pytest.fixture(scope="session")
def words() -> Words:
    return Words.load()
