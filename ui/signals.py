"""Closes the window when the system asks the program to end, as at log-out or with Ctrl+C."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Slot


class EndSignals(QObject):
    """Turns SIGINT and SIGTERM into a call on the main thread.

    Python runs its handlers only between its own steps, and Qt's loop takes none while it waits;
    so the signal is written to a socket, on which Qt wakes.

    Args:
        on_end: What is called.
    """

    def __init__(self, on_end: Callable[[], object]) -> None:
        super().__init__()
        self._on_end = on_end
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.settimeout(0)  # never waits
        self._before_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._before = {each: signal.signal(each, _nothing) for each in (signal.SIGINT, signal.SIGTERM)}
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def close(self) -> None:
        """Put back what was there before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before_fd)
        for each, handler in self._before.items():
            signal.signal(each, handler)
        self._reader.close()
        self._writer.close()

    @Slot()
    def _woken(self) -> None:
        try:
            self._reader.recv(64)
        except BlockingIOError:
            return
        self._on_end()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """The byte in the socket says it all."""
