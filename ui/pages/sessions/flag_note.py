"""A question that asked what the job gives: what is the matter, the question itself, and a better one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.i18n import Say
from ui.pages.sessions.values import Flag
from ui.theme import Space


class FlagNote(QFrame):
    """One flagged question.

    Signals:
        asked(Flag): The person wants to hear it.

    Args:
        flag: What to show.
        say: The words.
        parent: Its parent.
    """

    asked = Signal(object)

    def __init__(self, flag: Flag, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flag = flag
        self.setProperty("role", "flag")
        heading = QLabel(flag.heading)
        heading.setProperty("role", "strong")
        heading.setWordWrap(True)
        quote_text = say("ui.sessions.flag.quote_at", quote=flag.quote, at=flag.at) if flag.at else ""
        self.quote = QPushButton(quote_text or say("ui.sessions.flag.quote", quote=flag.quote))
        self.quote.setProperty("kind", "link")
        self.quote.setCursor(Qt.CursorShape.PointingHandCursor)
        self.quote.setAccessibleName(self.quote.text())
        self.quote.setAccessibleDescription(say("ui.sessions.flag.open"))
        self.quote.clicked.connect(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.XS, 0, Space.XS)
        layout.setSpacing(Space.XS)
        layout.addWidget(heading)
        layout.addWidget(self.quote, 0, Qt.AlignmentFlag.AlignLeft)
        if flag.instead:
            instead = QLabel(flag.instead)
            instead.setProperty("role", "muted")
            instead.setWordWrap(True)
            layout.addWidget(instead)

    def _ask(self) -> None:
        self.asked.emit(self._flag)
