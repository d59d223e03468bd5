"""Another program, from which something was copied: it holds the clipboard; started by ``window_lab``.

The text comes on stdin, to its end; ``copied`` is told when others can paste it.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication


def main() -> int:
    text = sys.stdin.read()
    app = QGuiApplication(sys.argv)
    clipboard = QGuiApplication.clipboard()

    def copy() -> None:
        clipboard.setText(text)
        sys.stdout.write("copied\n" if clipboard.ownsClipboard() else "lost\n")
        sys.stdout.flush()

    QTimer.singleShot(0, app, copy)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
