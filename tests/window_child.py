"""Runs the product's own window and tells a test what it shows; started by ``window_lab``.

Lines come on stdin: ``look`` is answered by one line of JSON with every widget that can be seen.
"""

import json
import os
import sys
from typing import Any


def main() -> int:
    # Not at the top: the analysis process imports this module too, and loads no Qt.
    from PySide6.QtCore import QObject, QSocketNotifier, QTimer  # noqa: PLC0415
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
            for _ in lines:
                print(json.dumps(look()), file=told, flush=True)

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
