"""The window: how soon it is there."""

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
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer

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

# The empty window comes first, then what it is filled with; both moments are printed.
_OURS = (
    """
    import ui.start
    ending = None
"""
    + _FIRST_PICTURE.replace("app.quit() if ending is None else ending()", "pass")
    + """
    class Seen(ui.start.MainWindow):
        def show(self):
            self.probe = FirstPicture()
            self.winId()
            self.windowHandle().installEventFilter(self.probe)
            super().show()

        def fill(self, context, pages):
            # Queued: after the paint of the page.
            self.page_painted.connect(self.there, Qt.ConnectionType.QueuedConnection)
            super().fill(context, pages)

        def there(self):
            import time
            print(time.time(), flush=True)
            self.close()

    ui.start.MainWindow = Seen
    ui.start.main()
"""
)


def child_env(home: Path) -> dict[str, str]:
    """The surroundings of a window that is measured.

    Args:
        home: The folder for the person's files and for byte code.

    Returns:
        Environment variables.
    """
    platform = "xcb" if os.environ.get("DISPLAY") else "offscreen"
    # A person's copy has its byte code, so it is kept here too, whatever the surroundings say of it.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"SECOND_ROUND_HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "byte_code")}
    return {"QT_QPA_PLATFORM": platform, **kept, **own}


def _moments_s(source: str, home: Path) -> list[float]:
    # ``if __name__``: the analysis process is spawned and imports the main module.
    script = home / "timed.py"
    script.write_text(f"if __name__ == '__main__':\n{textwrap.indent(textwrap.dedent(source), '    ')}")
    began = time.time()
    done = subprocess.run(
        [sys.executable, str(script)],
        env=child_env(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [float(moment) - began for moment in done.stdout.split()]


def measure() -> list[Figure]:
    """Fresh processes, turn by turn."""
    ours: list[list[float]] = []
    empty: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _moments_s(_OURS, home)  # writes the byte code and the library, as the first start ever does
        for _ in range(RUNS):
            empty.extend(_moments_s(_EMPTY, home))
            ours.append(_moments_s(_OURS, home))
    return [
        Figure(
            name=name,
            value=statistics.median(run[moment] for run in ours),
            unit="s",
            runs=RUNS,
            reference=statistics.median(empty),
            reference_name="an empty PySide6 window",
            aim=aim,
        )
        for moment, name, aim in ((0, "window on screen", "2 times"), (1, "its page on screen", ""))
    ]
