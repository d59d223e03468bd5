"""Memory of the window's process while many interviews are held in it, with fakes for sound and models.

`measure` starts this module as a program: the window's process alone is looked at, and the analysis has a
process of its own in the product.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figure import Figure

INTERVIEWS = 50
SETTLED = 10
"""Interviews after which everything has been shown once; what grows from then on is not given back."""


def measure() -> list[Figure]:
    """Hold the interviews in a process of its own, and hold the end against the tenth."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.window_memory"],
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    megabytes = json.loads(done.stdout.splitlines()[-1])
    return [
        Figure(
            name=f"memory of the window's process after {INTERVIEWS} interviews",
            value=megabytes[-1],
            unit="MB",
            runs=1,
            reference=megabytes[SETTLED],
            reference_name=f"after {SETTLED} interviews",
            aim="flat, under 300 MB",
        )
    ]


def main() -> None:
    """Hold them; the last line of stdout is a JSON list of megabytes, the first before any interview."""
    import psutil
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from scripts.picture_scenes import ended, settle
    from scripts.picture_studio import Studio
    from ui.theme import Theme

    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    process = psutil.Process()
    megabytes: list[float] = []

    def weigh() -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        megabytes.append(process.memory_info().rss / 1e6)

    with tempfile.TemporaryDirectory() as folder:
        whole = Studio(app, Path(folder)).open(Theme(app, choice="light"), answers=3 * INTERVIEWS)
        whole.show()
        settle(lambda: whole.context.tasks.running == 0)
        weigh()
        for _ in range(INTERVIEWS):
            ended(whole.window)
            settle(lambda: whole.context.tasks.running == 0)
            weigh()
        whole.end()
    print(json.dumps(megabytes))


if __name__ == "__main__":
    main()
