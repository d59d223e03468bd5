"""The self-test, from source and in the package; the package is built where it is not there yet."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.package import BUNDLE, build, self_test

STEPS = 4
"""Weights, voice, transcription, scores; the window's program draws itself before them."""


@pytest.mark.timeout(900)
def test_from_source(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "ui", "--self-test"],
        env=os.environ | {"SECOND_ROUND_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert len(told.stdout.split("\n")) > STEPS + 1
    assert list(tmp_path.iterdir()) == [], "the self-test touches nothing of the person's"


@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform != "linux", reason="the package is made for Linux")
@pytest.mark.parametrize(("program", "lines"), [("second-round", STEPS + 1), ("coach", STEPS)])
def test_packaged(program: str, lines: int) -> None:
    if not (BUNDLE / program).exists():
        build()
    assert len(list(self_test(BUNDLE / program))) == lines
