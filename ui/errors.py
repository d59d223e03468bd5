"""What goes wrong, said where the person sees it: the world's errors as sentences, ours as a report.

``Messages`` is handed to every page; the message bar listens to it.
"""

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot

from coach import __version__
from coach.errors import KnownError
from coach.model.message import Message, message

log = logging.getLogger(__name__)


class NoticeKind(StrEnum):
    """How a notice is shown."""

    INFO = "info"
    PROBLEM = "problem"
    BUG = "bug"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line for the message bar.

    Args:
        text: What is said.
        kind: How.
        action: What the button beside it says, such as "Undo"; None for no button.
        on_action: What the button does.
        report: Of a bug: the text that the person may read and copy.
    """

    text: Message
    kind: NoticeKind = NoticeKind.INFO
    action: Message | None = None
    on_action: Callable[[], None] | None = None
    report: str = ""


class Messages(QObject):
    """The way to the message bar, from any page.

    Signals:
        posted(Notice): Something is to be shown.
    """

    posted = Signal(object)
    _foreign = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._bugs_seen: set[str] = set()
        # Emitted on any thread, received on this object's, which is the main one.
        self._foreign.connect(self.bug)

    def say(
        self, text: Message, *, action: Message | None = None, on_action: Callable[[], None] | None = None
    ) -> None:
        """Tell the person something.

        Args:
            text: What.
            action: What a button beside it says.
            on_action: What the button does.
        """
        self.posted.emit(Notice(text=text, action=action, on_action=on_action))

    @Slot(object)
    def problem(self, trouble: KnownError | Message) -> None:
        """Tell the person what is wrong and what to do.

        Args:
            trouble: The error, or its sentence.
        """
        text = trouble.message if isinstance(trouble, KnownError) else trouble
        log.info("told: %s", text.id)
        self.posted.emit(Notice(text=text, kind=NoticeKind.PROBLEM))

    @Slot(object)
    def bug(self, error: BaseException) -> None:
        """Tell the person that the program has a fault; each fault is told once.

        Args:
            error: What was raised.
        """
        report = report_of(error)
        place = _place(error)
        if place in self._bugs_seen:
            return
        self._bugs_seen.add(place)
        log.error("bug: %s", place)
        self.posted.emit(Notice(text=message("ui.error.bug"), kind=NoticeKind.BUG, report=report))

    def bug_from_any_thread(self, error: BaseException) -> None:
        """As ``bug``, from a thread that is not the main one.

        Args:
            error: What was raised.
        """
        self._foreign.emit(error)


def report_of(error: BaseException) -> str:
    """What a person may send to those who mend the program: where it happened, and on what system.

    Args:
        error: What was raised.

    Returns:
        Text without anything that was said and without the name of the person's home folder.
    """
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    text = "".join(lines).replace(str(Path.home()), "~")
    system = f"{platform.system()} {platform.release()}"
    head = f"Second Round {__version__}, Python {platform.python_version()}, {system}"
    return f"{head}\n\n{text}"


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    return f"{type(error).__name__} at {where}"


def install_hooks(messages: Messages) -> Callable[[], None]:
    """Show what nobody caught, on the main thread and on others.

    Args:
        messages: Where.

    Returns:
        Puts back what was there before.
    """
    before, before_threads = sys.excepthook, threading.excepthook

    def on_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            before(kind, error, trace)
        elif isinstance(error, KnownError):
            messages.problem(error)
        else:
            messages.bug_from_any_thread(error)

    def on_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and not isinstance(arguments.exc_value, SystemExit):
            messages.bug_from_any_thread(arguments.exc_value)

    def put_back() -> None:
        sys.excepthook, threading.excepthook = before, before_threads

    sys.excepthook, threading.excepthook = on_main, on_thread
    return put_back
