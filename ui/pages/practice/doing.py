"""What a person can do in an interview, each told to it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from coach.practice.values import (
    Done,
    End,
    Event,
    Next,
    Pause,
    Repeat,
    Resume,
    Skip,
    StartOver,
    State,
    TryAgain,
)


class Doing(QObject):
    """One slot a button; nothing happens while no interview is under way.

    Args:
        parent: The presenter.
        post: Tells the interview that something happened.
        state: Where the interview is; None when there is none.
        lost: Whether the microphone went away and none has taken its place.
    """

    def __init__(
        self,
        parent: QObject,
        post: Callable[[Event], None],
        state: Callable[[], State | None],
        lost: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._post = post
        self._state = state
        self._lost = lost

    @Slot()
    def done(self) -> None:
        """The question is heard, thinking is over, or the answer is; a pause is over too.

        An answer that waits for a microphone is over: who wants to go on with it presses the other button.
        """
        self._post(Resume() if self._state() is State.PAUSED and not self._lost() else Done())

    @Slot(str)
    def done_typing(self, text: str) -> None:
        """The typed answer is finished.

        Args:
            text: The answer; nothing happens without a word.
        """
        if text.strip():
            self._post(Done(text.strip()))

    @Slot()
    def repeat(self) -> None:
        """The question once more."""
        self._post(Repeat())

    @Slot()
    def start_over(self) -> None:
        """The answer once more; what was said is kept as an attempt."""
        self._post(StartOver())

    @Slot()
    def skip(self) -> None:
        """The next question instead."""
        self._post(Skip())

    @Slot()
    def pause(self) -> None:
        """A moment of rest, or on after it."""
        self._post(Resume() if self._state() is State.PAUSED else Pause())

    @Slot()
    def end(self) -> None:
        """No more questions; what was said is finished and kept."""
        self._post(End())

    @Slot()
    def try_again(self) -> None:
        """Another attempt at the same question."""
        self._post(TryAgain())

    @Slot()
    def go_on(self) -> None:
        """The next question, or the end after the last one."""
        self._post(Next())
