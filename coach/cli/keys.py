"""Lines typed while something else goes on."""

import queue
import sys
import threading
from typing import TextIO


class TypedLines:
    """Reads lines on a thread of its own, so that nobody waits for the keyboard.

    Args:
        stream: Where lines come from; None for standard input.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdin
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._over = False
        # A daemon, since a thread that waits for the keyboard can't be asked to stop.
        threading.Thread(target=self._read, name="keyboard", daemon=True).start()

    @property
    def over(self) -> bool:
        """Whether nothing more can come."""
        return self._over and self._lines.empty()

    def next(self) -> str | None:
        """The next line without its end; None when there is none yet."""
        try:
            return self._lines.get_nowait()
        except queue.Empty:
            return None

    def _read(self) -> None:
        for line in self._stream:
            self._lines.put(line.rstrip("\r\n"))
        self._over = True
