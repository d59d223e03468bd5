"""A screen made of software: Xvfb with a window manager, and the real window in a process of its own on it.

``with window_lab() as lab:`` starts the screen; ``lab.start(home)`` opens the window.
Keys are pressed by xdotool, as a keyboard would; what the window shows is told by ``window_child``, which
runs the product's own ``ui.start.main`` and reads its widgets from within: it needs no way in.
"""

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

TOOLS = ("Xvfb", "openbox", "xdotool")
START_LIMIT_S = 20.0
CHILD = Path(__file__).with_name("window_child.py")
CLIPBOARD = Path(__file__).with_name("clipboard_child.py")

Shown = list[dict[str, Any]]


class WindowLab:
    """The screen, and the window on it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._children: list[subprocess.Popen[Any]] = []
        self._window: subprocess.Popen[str] | None = None
        self._told: queue.Queue[str | None] = queue.Queue()
        self._listeners: list[threading.Thread] = []
        self._env = dict(os.environ)

    def open_screen(self, size: str = "1280x800") -> None:
        """Start the screen and its window manager."""
        read, write = os.pipe()
        words = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
        with (self._folder / "screen.log").open("ab") as log:
            screen = subprocess.Popen(words, pass_fds=(write,), stdout=log, stderr=log)
        self._children.append(screen)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            pytest.fail(f"the screen did not start: {(self._folder / 'screen.log').read_text()}")
        self._env |= {
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CACHE_HOME": str(self._folder / "cache"),
            "XDG_DATA_HOME": str(self._folder / "data"),
        }
        ready = self._folder / "manager-is-up"
        manager = subprocess.Popen(
            ["openbox", "--sm-disable", "--startup", f"touch {ready}"],
            env=self._env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._children.append(manager)
        _until(ready.exists, "the window manager did not start")

    def start(self, home: Path) -> None:
        """Open the window, as ``python -m ui`` does, with the person's folders in ``home``."""
        env = self._env | {"SECOND_ROUND_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
        with (self._folder / "window.log").open("ab") as log:
            self._window = subprocess.Popen(
                [sys.executable, str(CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                env=env,
            )
        self._children.append(self._window)
        self._told = queue.Queue()
        self._listeners.append(threading.Thread(target=self._listen, args=(self._window, self._told)))
        self._listeners[-1].start()
        assert self._next("the window did not open", 60.0) == "shown"
        self.wait_for(lambda shown: any(entry["active"] for entry in shown), "the window is not active")

    def press(self, *keys: str) -> None:
        """Press keys, by xdotool's names, one after the other."""
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], env=self._env, check=True, timeout=20)

    def type(self, text: str) -> None:
        """Type a text."""
        subprocess.run(
            ["xdotool", "type", "--clearmodifiers", "--delay", "15", text],
            env=self._env,
            check=True,
            timeout=60,
        )

    def copy(self, text: str) -> None:
        """Copy a text in another program, to be pasted into the window."""
        other = subprocess.Popen(
            [sys.executable, str(CLIPBOARD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=self._env,
        )
        self._children.append(other)
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdin.write(text)
        other.stdin.close()
        assert other.stdout.readline() == "copied\n"

    def drop(self, file: Path) -> None:
        """Drop a file on the middle of the window, as the file manager does."""
        assert self._ask(f"drop {file}") == "dropped"

    def shown(self) -> Shown:
        """Every widget that can be seen now, from the top."""
        answer: Shown = json.loads(self._ask("look"))
        return answer

    def texts(self) -> str:
        """All that can be read now."""
        return "\n".join(entry["text"] for entry in self.shown() if entry["text"])

    def wait_for(self, holds: Callable[[Shown], Any], otherwise: str, limit_s: float = 30.0) -> Any:
        """Wait until the window shows something.

        Returns:
            What ``holds`` gave.
        """
        end = time.monotonic() + limit_s
        while True:
            shown = self.shown()
            found = holds(shown)
            if found:
                return found
            if time.monotonic() > end:
                self.picture(Path("build") / "window-story-failed.png")
                read = "\n".join(f"{entry['class']}: {entry['text']}" for entry in shown if entry["text"])
                pytest.fail(f"{otherwise}; it shows:\n{read}\n{self.log()}")
            time.sleep(0.05)

    def wait_for_text(self, *wanted: str, limit_s: float = 30.0) -> str:
        """Wait until all of these can be read; gives all that can be read then."""

        def holds(shown: Shown) -> str:
            text = "\n".join(entry["text"] for entry in shown)
            return text if all(each in text for each in wanted) else ""

        return str(self.wait_for(holds, f"no {' and '.join(wanted)!r}", limit_s))

    def picture(self, path: Path) -> None:
        """Keep what a person would see."""
        path.parent.mkdir(exist_ok=True, parents=True)
        subprocess.run(["import", "-window", "root", str(path)], env=self._env, check=False, timeout=20)

    def end(self, limit_s: float) -> int:
        """Wait for the window to be closed."""
        assert self._window is not None
        return self._window.wait(limit_s)

    def close(self) -> None:
        """End everything that was started."""
        for child in reversed(self._children):
            if child.poll() is None:
                child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait(10)
        for listener in self._listeners:
            listener.join(10)
        for child in self._children:
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()

    def _ask(self, word: str) -> str:
        assert self._window is not None
        assert self._window.stdin is not None
        try:
            self._window.stdin.write(word + "\n")
            self._window.stdin.flush()
        except BrokenPipeError:
            pytest.fail(f"the window is gone:\n{self.log()}")
        return self._next(f"the window did not answer {word!r}", 30.0)

    def _next(self, otherwise: str, limit_s: float) -> str:
        try:
            line = self._told.get(timeout=limit_s)
        except queue.Empty:
            line = None
        if line is None:
            pytest.fail(f"{otherwise}:\n{self.log()}")
        return line

    def log(self) -> str:
        """What the window wrote to its error output."""
        path = self._folder / "window.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    @staticmethod
    def _listen(window: "subprocess.Popen[str]", told: "queue.Queue[str | None]") -> None:
        assert window.stdout is not None
        for line in window.stdout:
            told.put(line.rstrip("\n"))
        told.put(None)


def _until(holds: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + START_LIMIT_S
    while not holds():
        if time.monotonic() > end:
            pytest.fail(otherwise)
        time.sleep(0.02)


@contextlib.contextmanager
def window_lab() -> Iterator[WindowLab]:
    """Start a screen of the test's own, and take down all that was started on it.

    Yields:
        The running lab; sound goes where the environment says.
    """
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.fail(f"no {', '.join(missing)}: install the packages xvfb, openbox and xdotool")
    with tempfile.TemporaryDirectory(prefix="screen") as folder:
        lab = WindowLab(Path(folder))
        try:
            lab.open_screen()
            yield lab
        finally:
            lab.close()
