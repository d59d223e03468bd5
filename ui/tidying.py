"""What is put in order while nobody waits: what is not to be kept goes, and recordings are compressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from coach.errors import KnownError
from coach.library import Library
from ui.context import Context
from ui.tasks import Lane, Task

if TYPE_CHECKING:
    from coach.practice.keeping import Compressed

LOOK_EVERY_MS = 30_000
NEXT_MS = 500
"""Between two recordings, so that whatever the person begins comes first."""


class Tidying(QObject):
    """Deletes what is not to be kept, and compresses one recording after the other; never in an interview.

    Args:
        context: What it may use.
        occupied: Whether an interview is held.
        parent: Whoever lives as long as the window.
    """

    def __init__(self, context: Context, occupied: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._occupied = occupied
        self._failed: frozenset[str] = frozenset()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now and then from now on."""
        self._timer.start(LOOK_EVERY_MS)

    @Slot()
    def look(self) -> None:
        """Compress the next recording, if there is one and it is quiet."""
        if self._occupied():
            self._timer.start(LOOK_EVERY_MS)
            return
        work = partial(_tidy, self._context.library, self._failed)
        self._context.tasks.run(
            Task(
                op=work,
                on_success=self._on_compressed,
                on_failure=self._on_failed,
                lane=Lane.LONG,
                owner=self,
            )
        )

    def _on_failed(self, _error: KnownError) -> None:
        self.begin()  # what is wrong with the library is said wherever it is in somebody's way

    def _on_compressed(self, compressed: Compressed) -> None:
        self._failed |= compressed.failed
        self._timer.start(NEXT_MS if compressed.done else LOOK_EVERY_MS)


def _tidy(library: Library, failed: frozenset[str]) -> Compressed:
    from coach.practice.keeping import compress_recordings  # noqa: PLC0415 - it brings numpy

    library.retention.shorten_due()
    return compress_recordings(library, most=1, without=failed)
