"""Without a command the window opens where there is a screen, and says so where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli import window


@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_there_is_a_screen(environment: dict[str, str], platform: str, *, there: bool) -> None:
    assert window.has_screen(environment, platform) is there


def run(tmp_path: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    known = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(
        [sys.executable, "-c", "from coach.cli import main; main()", *arguments],
        env=known | {"SECOND_ROUND_HOME": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_a_screen_it_says_what_else_there_is(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 1
    assert "demo" in done.stdout
    assert done.stderr.startswith("There is no screen here")
