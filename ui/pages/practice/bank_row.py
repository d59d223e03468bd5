"""One question bank in the list to choose from."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from coach.model.question import Bank
from ui.i18n import Say
from ui.theme import Space
from ui.widgets.parts import label

NAME_WIDTH = 230


class BankRow(QPushButton):
    """Name, description and number of questions; the whole row is the button.

    Args:
        bank: Which.
        say: The words.
    """

    def __init__(self, bank: Bank, say: Say) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setObjectName(f"bank_{bank.id}")
        count = say("ui.practice.choose.bank_count", n=len(bank.questions))
        self.setAccessibleName(bank.title)
        self.setAccessibleDescription(f"{bank.description} {count}")
        name = label(bank.title, "", wrap=True)
        name.setFixedWidth(NAME_WIDTH)
        about = label(bank.description, "muted", wrap=True)
        about.setMinimumWidth(160)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._line.setSpacing(Space.L)
        for part, stretch in ((name, 0), (about, 1), (label(count, "muted"), 0)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._line.addWidget(part, stretch)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What its parts need; a button of its own accord only looks at its text."""
        return self._line.totalSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Likewise."""
        return self._line.totalMinimumSize()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Narrower rows need more lines."""
        return self._line.totalHeightForWidth(width)
