"""Runs the product's own window and tells a test what it shows; started by ``window_lab``.

Lines come on stdin: ``look`` is answered by one line of JSON with every widget that can be seen, and
``drop FILE`` by whether the window took a file that was dropped on its middle.
"""

import json
import os
import sys
from typing import Any


def main() -> int:
    # Not at the top: the analysis process imports this module too, and loads no Qt.
    from PySide6.QtCore import QMimeData, QObject, QPointF, QSocketNotifier, Qt, QTimer, QUrl  # noqa: PLC0415
    from PySide6.QtGui import QDragEnterEvent, QDropEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    import ui.app  # noqa: PLC0415
    import ui.start  # noqa: PLC0415

    told = sys.stdout

    class Reader(QObject):
        """Answers from the main thread, between two events."""

        def __init__(self, parent: QObject) -> None:
            super().__init__(parent)
            self._rest = b""
            self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_line)

        def _on_line(self) -> None:
            data = os.read(sys.stdin.fileno(), 65536)
            if not data:
                self._notifier.setEnabled(False)
                return
            *lines, self._rest = (self._rest + data).split(b"\n")
            for line in lines:
                word, _, file = line.decode().partition(" ")
                answer = drop(file) if word == "drop" else json.dumps(look())
                print(answer, file=told, flush=True)

    class Watched(ui.app.App):
        """The product's application, which also tells what it shows."""

        def show(self) -> None:
            super().show()
            self._reader = Reader(self)
            QTimer.singleShot(0, self, lambda: print("shown", file=told, flush=True))

    def look() -> list[dict[str, Any]]:
        return [
            entry(widget)
            for top in QApplication.topLevelWidgets()
            if top.isVisible()
            for widget in [top, *top.findChildren(QWidget)]
            if widget.isVisible()
        ]

    def drop(file: str) -> str:
        """What Qt does with a drag from outside: the widget below it that takes drops is asked first."""
        window = QApplication.activeWindow()
        if window is None:
            return "no window"
        middle = window.rect().center()
        below: QWidget | None = window.childAt(middle) or window
        while below is not None and not below.acceptDrops():
            below = below.parentWidget()
        if below is None:
            return "nothing here takes a drop"
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(file)])
        place = below.mapFrom(window, middle)
        copy, button, key = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        entered = QDragEnterEvent(place, copy, data, button, key)
        QApplication.sendEvent(below, entered)
        dropped = QDropEvent(QPointF(place), copy, data, button, key)
        if entered.isAccepted():
            QApplication.sendEvent(below, dropped)
        return "dropped" if dropped.isAccepted() and entered.isAccepted() else "refused"

    def entry(widget: QWidget) -> dict[str, Any]:
        return {
            "class": type(widget).__name__,
            "name": widget.objectName(),
            "accessible": widget.accessibleName(),
            "text": text_of(widget),
            "focus": widget.hasFocus(),
            "enabled": widget.isEnabled(),
            "active": widget.isWindow() and widget.isActiveWindow(),
        }

    def text_of(widget: QWidget) -> str:
        for name in ("text", "toPlainText", "currentText"):
            found = getattr(widget, name, None)
            value = found() if callable(found) else found
            if isinstance(value, str):
                return value
        return ""

    ui.app.App = Watched  # type: ignore[misc]
    return ui.start.main()


if __name__ == "__main__":  # the analysis process imports this module too, and must open no window
    sys.exit(main())
