"""Python's garbage is collected on the main thread, since Qt's objects may be destroyed on no other.

Python collects on whichever thread happens to ask for memory.
Where a widget that nobody holds any more is part of a circle, that would destroy it on a worker's thread,
with its timers running and its events still on their way; the program then ends in a segmentation fault.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_EVERY_MS = 1_000


class Garbage(QObject):
    """Collects as often as Python itself would, from a timer; all of it only while nothing is disturbed.

    Args:
        occupied: Whether nothing may be held up now, such as in an interview.
        parent: Whoever lives as long as the window.
    """

    def __init__(self, occupied: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._occupied = occupied
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def end(self) -> None:
        """Let Python collect by itself again, as it did before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect what is due."""
        # Python counts on while it does not collect: what is new, and how often each age was collected.
        new, young, old = gc.get_count()
        new_limit, young_limit, old_limit = gc.get_threshold()
        if new <= new_limit:
            return
        if young <= young_limit:
            gc.collect(0)
        elif old <= old_limit or self._occupied():
            gc.collect(1)
        else:
            gc.collect()
