"""Random clicks, keys, wheels and sizes on the real window, with fakes for sound and analysis.

``python monkey_child.py FOLDER ACTIONS SEED`` writes ``told.json`` into the folder: what must not be (bugs,
warnings of Qt, the program's logged problems), and every stall with what was done before it.
What a person may open outside the window goes nowhere, and dialogs for files are only ever answered with a
file in the folder: a monkey must not walk about on the disk.
"""

import json
import logging
import random
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, QUrl, Slot, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from scripts.picture_studio import Studio
from ui.app import App
from ui.places import PageName, Place
from ui.theme import Theme

A_WINDOW = 1_000
"""Actions until the next fresh window on the next fresh library."""
SESSIONS = 60
STALL_S = 0.2
OFTEN = ("Tab", "Tab", "Tab", "Return", "Space", "Space")
KEYS = (
    *OFTEN,
    "Backtab",
    "Escape",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Delete",
)
MORE_KEYS = ("Backspace", "F1", "F2", "Menu", "A", "R", "1", "9")
WITH_CONTROL = ("1", "2", "3", "4", "5", "6", "F", "Z", "A", "C", "V", "N", "E", "Return", "Comma")
TEXTS = ("I rang the customer", "12:30", "x" * 40, "disagreement", "%s {n} <b>", "[brackets](and) *more*")


class Notebook:
    """What was done, and what went wrong with it."""

    def __init__(self) -> None:
        self.trail: list[str] = []
        self.errors: list[str] = []

    def trouble(self, text: str) -> None:
        """Take down what must not be."""
        self.errors.append(f"{text} (after: {'; '.join(self.trail[-6:])})")

    def listen(self) -> None:
        """Hear of everything that anybody complains of."""
        book = self

        class Logged(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                book.trouble(f"log {record.levelname} {record.name}: {record.getMessage()}")

        logging.basicConfig(level=logging.WARNING, handlers=[Logged(logging.WARNING)])
        logging.captureWarnings(True)
        qInstallMessageHandler(self._from_qt)
        sys.excepthook = lambda kind, error, trace: book.trouble(
            "raised: " + "".join(traceback.format_exception(kind, error, trace))[-1200:]
        )
        threading.excepthook = lambda args: book.trouble(f"raised in a thread: {args.exc_value!r}")
        sys.unraisablehook = lambda args: book.trouble(f"raised where nobody hears: {args.exc_value!r}")

    def _from_qt(self, _kind: object, _context: object, text: str) -> None:
        if "This plugin does not support" not in text:  # what the offscreen platform can't do
            self.trouble(f"Qt: {text}")


class Stalls:
    """Takes down how long the loop did not come round, and after which actions.

    Nothing looks at the stack meanwhile: from a thread of Python's own that holds what lies on it, such as a
    painter that has to end with its picture, and faulthandler's clock looks without any lock.
    """

    def __init__(self, book: Notebook) -> None:
        self.found: list[tuple[float, float, str]] = []
        self._book = book
        self._beat = self._work = 0.0

    def begin(self) -> None:
        """Count from now."""
        self._beat, self._work = time.perf_counter(), time.thread_time()

    def come_round(self) -> None:
        """The loop came round."""
        took_s, work_s = time.perf_counter() - self._beat, time.thread_time() - self._work
        if took_s > STALL_S:
            self.found.append((took_s, work_s, "; ".join(self._book.trail[-2:])))
        self.begin()


class Monkey(QObject):
    """Does one thing at a time, each from the event loop, so that it goes on inside dialogs too.

    Args:
        app: The application.
        folder: For everything that is written.
        actions: How many.
        seed: Chooses them.
        book: Where it is taken down.
    """

    def __init__(self, app: QApplication, folder: Path, actions: int, seed: int, book: Notebook) -> None:
        super().__init__(app)
        self.done = 0
        self.stalls = Stalls(book)
        self.whole: App | None = None
        self._app = app
        self._folder = folder
        self._actions = actions
        self._chance = random.Random(seed)  # noqa: S311 - not for secrets
        self._trail = book.trail
        self._studio = Studio(app, folder, sessions=SESSIONS)
        self._theme = Theme(app, choice="light")

    def begin(self) -> None:
        """A fresh window on a fresh library."""
        self.whole = self._studio.open(self._theme)
        self.whole.show()
        self.stalls.begin()
        QTimer.singleShot(0, self, self.step)

    @Slot()
    def step(self) -> None:
        """One action."""
        self.stalls.come_round()
        whole = self.whole
        if whole is None or self.done >= self._actions:
            self._app.exit()
            return
        self.done += 1
        if whole.window.isHidden() or self.done % A_WINDOW == 0:
            self._end(whole)
            return
        # Queued first: what is done may open a dialog with a loop of its own.
        QTimer.singleShot(0, self, self.step)
        try:
            self._act(whole)
        except RuntimeError as error:
            if "already deleted" not in str(error):  # the widget went with what was done to it
                raise

    def _end(self, whole: App) -> None:
        for top in QApplication.topLevelWidgets():
            if top is not whole.window:
                top.close()
        whole.end()
        whole.window.deleteLater()
        whole.deleteLater()
        self.whole = None

    def _act(self, whole: App) -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QFileDialog) and box.isVisible():
                self._answer(box)
                return
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or whole.window
        widgets = [each for each in [top, *top.findChildren(QWidget)] if _in_reach(each)]
        what = self._chance.random()
        if what < 0.5 and widgets:
            self._click(self._chance.choice(widgets))
        elif what < 0.85:
            self._key(QApplication.focusWidget() or top)
        elif what < 0.91 and widgets:
            self._wheel(self._chance.choice(widgets))
        elif what < 0.95:
            width, height = self._chance.randrange(400, 2600), self._chance.randrange(300, 1500)
            self._trail.append(f"resize {width}x{height}")
            whole.window.resize(width, height)
        else:
            page = self._chance.choice(list(PageName))
            self._trail.append(f"go {page}")
            whole.context.go(Place(page=page))

    def _answer(self, box: QFileDialog) -> None:
        self._trail.append("file dialog")
        saves = box.acceptMode() == QFileDialog.AcceptMode.AcceptSave
        chosen = saves and self._chance.random() < 0.5
        box.reject()
        if chosen:
            box.fileSelected.emit(str(self._folder / f"out-{self.done}.pdf"))

    def _click(self, widget: QWidget) -> None:
        at = QPoint(self._chance.randrange(widget.width()), self._chance.randrange(widget.height()))
        left, right = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
        button = left if self._chance.random() < 0.92 else right
        self._trail.append(
            f"click {type(widget).__name__} {widget.objectName()} {widget.accessibleName()[:30]}"
        )
        double = self._chance.random() < 0.06
        press: Callable[..., None] = QTest.mouseDClick if double else QTest.mouseClick
        press(widget, button, Qt.KeyboardModifier.NoModifier, at)

    def _key(self, widget: QWidget) -> None:
        if self._chance.random() < 0.1:
            text = self._chance.choice(TEXTS)
            self._trail.append(f"type {text[:10]!r}")
            QTest.keyClicks(widget, text)
            return
        control = self._chance.random() < 0.2
        name = self._chance.choice(WITH_CONTROL if control else KEYS + MORE_KEYS)
        self._trail.append(f"key {'Ctrl+' if control else ''}{name}")
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(widget, getattr(Qt.Key, f"Key_{name}"), modifier)

    def _wheel(self, widget: QWidget) -> None:
        self._trail.append(f"wheel {type(widget).__name__}")
        at = QPointF(widget.rect().center())
        event = QWheelEvent(
            at,
            QPointF(widget.mapToGlobal(at)),
            QPoint(0, 0),
            QPoint(0, self._chance.choice((-240, 240))),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)


def _in_reach(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.width() > 2 and widget.height() > 2


def main(folder: Path, actions: int, seed: int) -> int:
    """Run.

    Args:
        folder: For everything that is written.
        actions: How many.
        seed: Chooses them.

    Returns:
        0 when all actions were done.
    """
    book = Notebook()
    book.listen()

    def nowhere(_url: QUrl) -> bool:
        book.trail.append("opened outside")
        return True

    QDesktopServices.openUrl = nowhere  # type: ignore[method-assign]
    app = QApplication(["monkey"])
    app.setQuitOnLastWindowClosed(False)
    monkey = Monkey(app, folder, actions, seed, book)
    while monkey.done < actions:  # a window that ends its application ends the loop
        if monkey.whole is None:
            monkey.begin()
        app.exec()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if monkey.whole is not None:
        monkey.whole.end()
    told = {"done": monkey.done, "errors": book.errors, "stalls": monkey.stalls.found}
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
