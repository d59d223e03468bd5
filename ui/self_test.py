"""``python -m ui --self-test``: the window is drawn once, then the core is tried as by the terminal's."""

import sys
from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from coach.errors import KnownError, ReportError
from coach.model.message import Message, message
from coach.words import Words
from ui.errors import Messages
from ui.i18n import Say
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.window_state import WindowState

DRAWN_LIMIT_S = 30.0


def main() -> int:
    """Try everything, with one line each.

    Returns:
        0 when all works; 1 else, with what is wrong in the last line.
    """
    words = Words.load()
    try:
        print_line(words, _window(words))
        # Loaded behind the window, as in the product.
        from coach.cli.output import Output  # noqa: PLC0415
        from coach.cli.self_test import steps  # noqa: PLC0415

        for told in steps(Output(words, as_json=False)):
            print_line(words, told)
    except KnownError as error:
        print_line(words, error.message)
        return 1
    return 0


def print_line(words: Words, told: Message) -> None:
    """Write a sentence to standard output at once.

    Args:
        words: The language.
        told: The sentence.
    """
    sys.stdout.write(words.text(told) + "\n")
    sys.stdout.flush()


def _window(words: Words) -> Message:
    began = monotonic()
    app = QApplication([sys.argv[0]])
    window = MainWindow(Say(words), Theme(app, choice="light"), Messages(), WindowState())
    # Queued, so that the picture is on the screen before the loop ends.
    window.painted.connect(app.quit, Qt.ConnectionType.QueuedConnection)
    window.show()
    QTimer.singleShot(round(DRAWN_LIMIT_S * 1000), lambda: app.exit(1))
    if app.exec():
        raise ReportError("cli.self_test.window_not_drawn", seconds=round(DRAWN_LIMIT_S))
    seconds = monotonic() - began
    window.hide()
    return message("cli.self_test.window", seconds=words.number(seconds, 1))
