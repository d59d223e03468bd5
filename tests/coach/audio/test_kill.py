"""``kill -9`` at any moment of a recording costs at most half a second."""

import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.files import read_sound
from coach.audio.wav import adopt_orphans


def killed_after(python: str, repo: Path, folder: Path, heard: str, seconds: float) -> float:
    """Start a recording, kill it once it has heard so much, and return what it had heard."""
    script = repo / "tests" / "coach" / "audio" / "recording_child.py"
    child = subprocess.Popen([python, str(script), str(folder), heard], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    with child, child.stdout as lines:
        for line in lines:
            if float(line) >= seconds:
                assert adopt_orphans(folder) == (), "a recording under way is not an orphan"
                child.kill()
                break
        # What it still said before it died counts as heard too.
        rest = [float(late) for late in lines.read().splitlines() if "." in late]
        return max([float(line), *rest])


@pytest.mark.parametrize("run", range(3))
def test_a_killed_recording_is_adopted(
    tmp_path: Path, python: str, repo: Path, spoken: Callable[..., Path], run: int
) -> None:
    said, folder = spoken(4.0), tmp_path / "answers"
    folder.mkdir()
    at_s = random.Random(run).uniform(0.2, 1.8)  # noqa: S311 - no secret

    heard_s = killed_after(python, repo, folder, str(said), at_s)
    adopted = adopt_orphans(folder)

    kept_s = adopted[0].duration_s if adopted else 0.0
    assert heard_s - kept_s <= 0.5
    if adopted:
        kept = read_sound(adopted[0].path).samples
        assert np.array_equal(kept, read_sound(said).samples[: len(kept)])


@pytest.mark.sound
def test_a_killed_recording_of_the_microphone_is_adopted(
    tmp_path: Path, python: str, repo: Path, lab: Any
) -> None:
    assert lab.environment["PULSE_SERVER"]
    heard_s = killed_after(python, repo, tmp_path, "microphone", 1.3)

    adopted_ones = adopt_orphans(tmp_path)
    assert len(adopted_ones) == 1, list(tmp_path.iterdir())
    (adopted,) = adopted_ones

    assert heard_s - adopted.duration_s <= 0.5
