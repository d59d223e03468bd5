"""How work in the background and the window talk, and what the window's quiet line knows of it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from coach.errors import Cancelled
from coach.model.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What work tells of itself while it runs.

    Args:
        note: What is done now; None for the task's own note.
        left_s: About how many seconds it still takes; None when there is no ground for a figure.
    """

    note: Message | None = None
    left_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work under way, as the quiet line shows it.

    Args:
        number: Its job's.
        note: What is done.
        share: How much is done, 0.0 to 1.0; None when that is not known.
        left_s: About how many seconds it still takes; None when that is not known.
        can_stop: Whether the person can stop it from the quiet line.
        stopping: Whether it has been asked to stop, and has not come to its end yet.
    """

    number: int
    note: Message
    share: float | None = None
    left_s: float | None = None
    can_stop: bool = False
    stopping: bool = False


class Ticket:
    """How running work and its page talk: asked to stop on one side, told how far it is on the other.

    Safe to use from any thread.
    """

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._listener: Callable[[float], None] | None = None
        self._told = Told()

    @property
    def cancelled(self) -> bool:
        """Whether the work should stop; it then raises ``Cancelled`` or returns, and nobody hears of it."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Leave when the work should stop.

        Raises:
            Cancelled: It should.
        """
        if self.cancelled:
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Wait, but no longer than until the work should stop.

        Args:
            seconds: How long at most.

        Returns:
            Whether it should stop.
        """
        return self._cancelled.wait(seconds)

    @property
    def told(self) -> "Told":
        """What the work last told of itself beside its share."""
        return self._told

    def report(self, share: float, told: "Told | None" = None) -> None:
        """Say how much is done.

        Args:
            share: 0.0 to 1.0.
            told: What else is known now; left out, what was told before stays.
        """
        if told is not None:
            self._told = told
        listener = self._listener
        if listener is not None:
            listener(share)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._cancelled.set()

    def listen(self, listener: Callable[[float], None]) -> None:
        """Set who is told how far the work is; ``Tasks`` does this.

        Args:
            listener: Called on the thread that does the work.
        """
        self._listener = listener
