"""A few kills at any moment of saving, migrating, erasing and restoring; 200 are in tests/stress."""

import signal
from pathlib import Path

import pytest
from library_kills import kill_often


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_few_kills_lose_nothing_and_leave_nothing_half_done(tmp_path: Path, python: str) -> None:
    told = kill_often(python, tmp_path / "data", tmp_path / "work", times=8, seed=20261122)
    assert told.there
    assert told.gone
