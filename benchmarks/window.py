"""The window: how soon it is there, and how long it ever keeps a person waiting."""

import os
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from benchmarks.answers import questions, spoken_answer
from benchmarks.figure import Figure

RUNS = 5
SECONDS = 30.0
PROBE_MS = 1

# Both children print the moment of their first whole picture, by the clock that the parent reads too.
_FIRST_PICTURE = """
    from PySide6.QtCore import QEvent, QObject, QTimer

    class FirstPicture(QObject):
        done = False

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Expose and not self.done:
                self.done = True
                QTimer.singleShot(0, self.tell)  # after the paint that the exposure brings
            return False

        def tell(self):
            import time
            print(time.time(), flush=True)
            app.quit() if ending is None else ending()
"""

_EMPTY = (
    """
    from PySide6.QtWidgets import QApplication, QMainWindow
    ending = None
"""
    + _FIRST_PICTURE
    + """
    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    probe = FirstPicture()
    window.winId()
    window.windowHandle().installEventFilter(probe)
    window.show()
    app.exec()
"""
)

_OURS = (
    """
    import ui.app
    ending = None
"""
    + _FIRST_PICTURE
    + """
    class Timed(ui.app.App):
        def show(self):
            global app, ending
            from PySide6.QtWidgets import QApplication
            app, ending = QApplication.instance(), self.window.close
            self.probe = FirstPicture()
            self.window.winId()
            self.window.windowHandle().installEventFilter(self.probe)
            super().show()

    ui.app.App = Timed
    ui.app.main()
"""
)


def _child_env(home: Path) -> dict[str, str]:
    platform = "xcb" if os.environ.get("DISPLAY") else "offscreen"
    return {"QT_QPA_PLATFORM": platform, **os.environ, "SECOND_ROUND_HOME": str(home)}


def _to_picture_s(source: str, home: Path) -> float:
    # ``if __name__``: the analysis process is spawned and imports the main module.
    script = home / "timed.py"
    script.write_text(f"if __name__ == '__main__':\n{textwrap.indent(textwrap.dedent(source), '    ')}")
    began = time.time()
    done = subprocess.run(
        [sys.executable, str(script)],
        env=_child_env(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return float(done.stdout.split()[0]) - began


def measure_opening() -> Figure:
    """Fresh processes, turn by turn."""
    ours: list[float] = []
    empty: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _to_picture_s(_OURS, home)  # writes the byte code and the library, as the first start ever does
        for _ in range(RUNS):
            empty.append(_to_picture_s(_EMPTY, home))
            ours.append(_to_picture_s(_OURS, home))
    return Figure(
        name="window on screen",
        value=statistics.median(ours),
        unit="s",
        runs=RUNS,
        reference=statistics.median(empty),
        reference_name="an empty PySide6 window",
        aim="2 times",
    )


class _Probe:
    """The longest time between two turns of the event loop, by a timer of a millisecond."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest_s: dict[str, float] = {}
        self._phase = "starting"
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(PROBE_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def phase(self, name: str) -> None:
        """What is going on from now on."""
        self._tick()
        self._phase = name

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_s[self._phase] = max(self.longest_s.get(self._phase, 0.0), now - self._last)
        self._last = now


def measure() -> list[Figure]:
    """Measure both."""
    return [measure_opening(), *measure_gaps()]


def measure_gaps() -> list[Figure]:
    """Hold one interview of one answer in the real window, in a child, and read its probe."""
    with tempfile.TemporaryDirectory() as folder:
        env = _child_env(Path(folder))
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.window", folder],
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    found = dict(line.split("=") for line in done.stdout.splitlines() if "=" in line)
    return [
        Figure(
            name=f"longest gap of the event loop, {name}",
            value=1000 * float(found[name]),
            unit="ms",
            runs=1,
            aim="50 ms",
        )
        for name in ("recording", "transcribing and scoring", "showing the feedback")
    ]
