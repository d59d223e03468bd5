"""Work that is under way elsewhere, and what its end means for the interview."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TypeVar

from coach.errors import Cancelled, KnownError
from coach.model.message import message
from coach.practice.ports import Hands
from coach.practice.values import Event, Failed, Turn

T = TypeVar("T")


class Errands:
    """Keeps count of what is under way and turns its failures into events.

    Args:
        hands: What does the waiting.
    """

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._events: queue.SimpleQueue[Event | BaseException] = queue.SimpleQueue()
        self._unfinished = 0
        self._lock = threading.Lock()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and nothing is left to be told."""
        with self._lock:
            return self._unfinished == 0 and self._events.empty()

    def post(self, event: Event) -> None:
        """Tell that something happened; from any thread.

        Args:
            event: What.
        """
        self._events.put(event)

    def next_event(self) -> Event | None:
        """What happened, oldest first.

        Returns:
            The event; None when there is none.

        Raises:
            KnownError: Something failed that belongs to no attempt.
            Exception: A bug on another thread.
        """
        try:
            event = self._events.get_nowait()
        except queue.Empty:
            return None
        if isinstance(event, BaseException):
            raise event
        return event

    def by_hand(self, work: Callable[[], None], turn: Turn | None = None) -> None:
        """Have something done that may take a moment; in the order in which it was asked for.

        Args:
            work: What to do.
            turn: The attempt that fails when this does; None when the interview does.
        """
        self.follow(self._hands.submit(work), turn, _nothing)

    def follow(self, future: "Future[T]", turn: Turn | None, then: Callable[[T], None]) -> None:
        """Go on when a result is there.

        Args:
            future: The result to come.
            turn: The attempt that fails when this does; None when the interview does.
            then: Gets the result, on whichever thread finished it; must not take long.
        """
        with self._lock:
            self._unfinished += 1
        future.add_done_callback(lambda done: self._finish(done, turn, then))

    def _finish(self, future: "Future[T]", turn: Turn | None, then: Callable[[T], None]) -> None:
        try:
            then(future.result())
        except KnownError as error:
            if turn is None:
                self._events.put(error)
            else:
                self.post(Failed(turn, error.message))
        except (Cancelled, CancelledError):
            if turn is not None:
                self.post(Failed(turn, message("practice.cancelled")))
        except BaseException as error:  # noqa: BLE001 - carried over to the owner's thread, which raises it
            if turn is not None:
                self.post(Failed(turn, message("practice.bug")))
            self._events.put(error)
        finally:
            with self._lock:
                self._unfinished -= 1


def _nothing(_value: object) -> None:
    return
