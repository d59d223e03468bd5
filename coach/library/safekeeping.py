"""Backup, restore and erasing everything: ``Library.safekeeping``."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from coach.library import backup, restore, wipe
from coach.library.backup import BackedUp, Check, OnProgress, nothing
from coach.library.claim import Claim
from coach.library.database import Database
from coach.library.restore import Restored
from coach.library.wipe import Erased


class Safekeeping:
    """The part of the library that sees to all of it at once.

    Args:
        database: The open file.
        claim: The lock of those who are at work.
        now: The clock.
    """

    def __init__(self, database: Database, claim: Claim, now: Callable[[], datetime]) -> None:
        self._database = database
        self._claim = claim
        self._now = now

    def back_up(self, target: Path, *, on_progress: OnProgress = nothing, check: Check = nothing) -> BackedUp:
        """Write everything into one zip file; see ``coach.library.backup.back_up``."""
        return backup.back_up(self._database, target, self._now(), on_progress=on_progress, check=check)

    def restore(self, source: Path, *, on_progress: OnProgress = nothing, check: Check = nothing) -> Restored:
        """Add what is in a backup; see ``coach.library.restore.restore``."""
        # So that no other copy tidies the half-unpacked backup away.
        self._claim.share()
        return restore.restore(self._database, source, on_progress=on_progress, check=check)

    def erase_everything(
        self, caches: Iterable[Path] = (), *, on_progress: OnProgress = nothing, check: Check = nothing
    ) -> Erased:
        """Remove everything; see ``coach.library.wipe.erase_everything``.

        Raises:
            LibraryError: Another copy of the program is at work, or an answer is in this one.
        """
        with self._claim.alone():
            return wipe.erase_everything(self._database, caches, on_progress=on_progress, check=check)

    def finish(self) -> None:
        """At the start, alone: finish what a kill cut off."""
        if wipe.begun(self._database):
            wipe.finish(self._database)
        restore.finish(self._database)
        (self._database.backups / backup.SNAPSHOT).unlink(missing_ok=True)
        if self._database.traces_left:
            self._database.erase_traces()
