"""One thing in a list to choose from, such as a question bank; the whole row is the button."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from coach.model.question import Bank
from ui.i18n import Say
from ui.theme import Space
from ui.widgets.parts import label

NAME_WIDTH = 230


class ChoiceRow(QPushButton):
    """A name, what it is, and perhaps a number.

    Args:
        name: What it is called.
        about: What it is.
        end: What stands at its end; empty for nothing.
    """

    def __init__(self, name: str, about: str, end: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{about} {end}".strip())
        title = label(name, "", wrap=True)
        title.setFixedWidth(NAME_WIDTH)
        self.about = label(about, "muted", wrap=True)
        self.about.setMinimumWidth(160)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._line.setSpacing(Space.L)
        for part, stretch in ((title, 0), (self.about, 1), (label(end, "muted"), 0)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._line.addWidget(part, stretch)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say_about(self, about: str) -> None:
        """Say anew what it is.

        Args:
            about: In one line.
        """
        self.about.setText(about)
        self.setAccessibleDescription(about)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What its parts need; a button of its own accord only looks at its text."""
        return self._line.totalSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Likewise."""
        return self._line.totalMinimumSize()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Narrower rows need more lines."""
        return self._line.totalHeightForWidth(width)


class BankRow(ChoiceRow):
    """Name, description and number of questions of a bank.

    Args:
        bank: Which.
        say: The words.
    """

    def __init__(self, bank: Bank, say: Say) -> None:
        super().__init__(
            bank.title, bank.description, say("ui.practice.choose.bank_count", n=len(bank.questions))
        )
        self.setObjectName(f"bank_{bank.id}")
