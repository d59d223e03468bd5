"""What is in a report: a small menu beside the button that exports."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from coach.reports.choices import Choices
from ui.i18n import Say

WIDTH = 34
AROUND = 16
"""Pixels beside the dots, where the text is large."""
USUAL = {"transcript": True, "names": True, "sounds": False, "one_page": False}


class ExportChoices(QPushButton):
    """A button with a menu of what a report should hold; kept until the window closes.

    Args:
        say: The words.
    """

    def __init__(self, say: Say) -> None:
        super().__init__("…")
        self.setAccessibleName(say("ui.answer.export.choices"))
        self.setToolTip(say("ui.answer.export.choices"))
        self.setProperty("kind", "dots")
        self._actions: dict[str, QAction] = {}
        menu = QMenu(self)
        for name, chosen in USUAL.items():
            action = QAction(say(f"ui.answer.export.{name}"), self)
            action.setCheckable(True)
            action.setChecked(chosen)
            menu.addAction(action)
            self._actions[name] = action
        self.setMenu(menu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Three dots: the usual room around a button's text would widen the smallest window."""
        dots = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(WIDTH, dots + AROUND), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self.sizeHint()

    def action(self, name: str) -> QAction:
        """One choice.

        Args:
            name: transcript, names, sounds or one_page.

        Returns:
            Its line in the menu.
        """
        return self._actions[name]

    def choices(self, data_folder: Path) -> Choices:
        """What is chosen now.

        Args:
            data_folder: Below which recordings lie.

        Returns:
            The choices.
        """
        chosen = {name: action.isChecked() for name, action in self._actions.items()}
        return Choices(
            transcript=chosen["transcript"],
            names=chosen["names"],
            sounds=data_folder if chosen["sounds"] else None,
            one_page=chosen["one_page"],
        )
