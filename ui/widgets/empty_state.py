"""What stands where nothing is yet: a line that says so, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Space


class EmptyState(QWidget):
    """A heading, one sentence, and perhaps a button, in the middle of the space.

    Args:
        title: What is not there yet.
        text: What to do about it.
        button: What leads there; None for no button.
        parent: Its parent.
    """

    def __init__(
        self, title: str, text: str, button: QPushButton | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        heading = QLabel(title)
        heading.setProperty("role", "card_title")
        sentence = QLabel(text)
        sentence.setProperty("role", "muted")
        sentence.setWordWrap(True)
        sentence.setFixedWidth(480)  # a label that wraps and is centred would take a word a line
        layout = QVBoxLayout(self)
        layout.setSpacing(Space.S)
        layout.addStretch(2)
        for label in (heading, sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        if button is not None:
            layout.addSpacing(Space.M)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
