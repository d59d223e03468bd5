"""200 kills at random moments of saving, migrating, shortening, erasing and restoring."""

import signal
from pathlib import Path

import pytest
from library_kills import kill_often


@pytest.mark.timeout(3600)
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_two_hundred_kills_lose_nothing_and_leave_nothing_half_done(tmp_path: Path, python: str) -> None:
    told = kill_often(python, tmp_path / "data", tmp_path / "work", times=200, seed=7)
    assert len(told.words) > 1000
    assert told.migrated
