"""The window: how soon it is there, and how long it ever keeps a person waiting."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

from benchmarks.figure import Figure

RUNS = 5

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


def measure_gaps() -> list[Figure]:
    """Hold one answer in the real window, in a process of its own, and read its probe."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.window_gaps", folder],
            env=_child_env(Path(folder)),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        Figure(
            name=f"longest gap of the event loop, {name}",
            value=1000 * found[name],
            unit="ms",
            runs=1,
            reference=1000 * found["idle"],
            reference_name="the same window at rest",
            aim="50 ms",
        )
        for name in ("recording", "done to feedback")
    ]


def measure() -> list[Figure]:
    """Measure both."""
    return [measure_opening(), *measure_gaps()]
