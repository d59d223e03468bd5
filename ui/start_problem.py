"""Shown before there is a window when the library can't be opened: what is wrong, and the ways on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout

from coach.errors import KnownError, LibraryCorruptError
from coach.library import Library
from coach.library.health import start_fresh
from ui.i18n import Say
from ui.theme import Space, Theme

AGAIN, AFRESH, QUIT = 1, 2, 0


class StartProblem(QDialog):
    """One sentence and the ways on; the result is ``AGAIN``, ``AFRESH`` or ``QUIT``.

    Args:
        sentence: What is wrong and what to do.
        afresh: Whether starting with an empty library is one of the ways.
        say: The words.
    """

    def __init__(self, sentence: str, say: Say, *, afresh: bool) -> None:
        super().__init__()
        self.setWindowTitle(say("ui.common.app"))
        self.setMinimumWidth(520)
        title = QLabel(say("ui.start.title"))
        title.setProperty("role", "card_title")
        text = QLabel(sentence)
        text.setWordWrap(True)
        buttons = QDialogButtonBox()
        self._add(buttons, say("ui.start.again"), AGAIN, primary=True)
        if afresh:
            self._add(buttons, say("ui.start.afresh"), AFRESH)
        self._add(buttons, say("ui.start.quit"), QUIT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
        layout.setSpacing(Space.L)
        for widget in (title, text, buttons):
            layout.addWidget(widget)

    def _add(self, buttons: QDialogButtonBox, text: str, result: int, *, primary: bool = False) -> None:
        button = QPushButton(text)
        if primary:
            button.setProperty("kind", "primary")
            button.setDefault(True)
        buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(_Done(self, result))


class _Done:
    def __init__(self, dialog: QDialog, result: int) -> None:
        self._dialog = dialog
        self._result = result

    def __call__(self, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signature
        self._dialog.done(self._result)


def ask(error: KnownError, say: Say, *, theme: Theme) -> int:
    """Show the problem and wait for a choice; there is no other window that this could hold up.

    Args:
        error: What is wrong.
        say: The words.
        theme: The look.

    Returns:
        ``AGAIN``, ``AFRESH`` or ``QUIT``.
    """
    dialog = StartProblem(say.message(error.message), say, afresh=isinstance(error, LibraryCorruptError))
    theme.dress(dialog)
    return dialog.exec()


def open_library(folder: Path, say: Say, choose: Callable[[KnownError, Say], int]) -> Library | None:
    """Open the library, and ask the person as long as that fails.

    Args:
        folder: The data folder.
        say: The words.
        choose: Asks the person.

    Returns:
        The library; None when the person gave up.
    """
    while True:
        try:
            return Library.open(folder)
        except KnownError as error:
            choice = choose(error, say)
        if choice == QUIT:
            return None
        if choice == AFRESH:
            try:
                start_fresh(folder)
            except KnownError as error:
                if choose(error, say) == QUIT:
                    return None
