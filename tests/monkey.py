"""Lets ``monkey_child`` loose on the window, in a process of its own so that a crash is seen as one."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CHILD = Path(__file__).with_name("monkey_child.py")


@dataclass(frozen=True)
class Told:
    """What a run told.

    Args:
        status: The child's exit status.
        done: Actions that were done.
        errors: What must not be: bugs, warnings, logged problems.
        stalls: Seconds, of which the main thread worked so many, and the actions before.
        last: The end of standard error.
    """

    status: int
    done: int
    errors: list[str]
    stalls: list[tuple[float, float, str]]
    last: str


def run(python: str, folder: Path, *, actions: int, seed: int, limit_s: float) -> Told:
    """Let it loose.

    Args:
        python: The interpreter.
        folder: For everything that is written.
        actions: How many.
        seed: Chooses them.
        limit_s: When to give up.

    Returns:
        What was told.
    """
    env = dict(os.environ) | {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "SECOND_ROUND_HOME": str(folder / "home"),
        "PYTHONPATH": str(ROOT),
        "PYTHONFAULTHANDLER": "1",
    }
    told = folder / "told.json"
    done = subprocess.run(
        [python, str(CHILD), str(folder), str(actions), str(seed)],
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=limit_s,
        check=False,
    )
    found: dict[str, Any] = json.loads(told.read_text()) if told.exists() else {}
    return Told(
        status=done.returncode,
        done=int(found.get("done", 0)),
        errors=list(found.get("errors", [])),
        stalls=[(float(took), float(work), str(where)) for took, work, where in found.get("stalls", [])],
        last=done.stderr[-3000:],
    )
