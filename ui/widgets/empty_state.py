"""What stands where nothing is yet: a line that says so, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Space

_WIDEST = 480


class EmptyState(QWidget):
    """A heading, one sentence, and perhaps a button, in the middle of the space.

    Args:
        title: What is not there yet.
        text: What to do about it.
        button: What leads there; None for no button.
        parent: Its parent.
        second: What leads there in another way, below the first; None for none.
    """

    def __init__(
        self,
        title: str,
        text: str,
        button: QPushButton | None = None,
        parent: QWidget | None = None,
        *,
        second: QPushButton | None = None,
    ) -> None:
        super().__init__(parent)
        heading = QLabel(title)
        heading.setProperty("role", "card_title")
        sentence = QLabel(text)
        sentence.setProperty("role", "muted")
        sentence.setWordWrap(True)
        # The column is limited and not the label: a label beside the width that its layout has reckoned with
        # is given the height of fewer lines than it takes.
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        for label in (heading, sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            inside.addWidget(label)
        if button is not None:
            inside.addSpacing(Space.M)
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        if second is not None:
            inside.addWidget(second, 0, Qt.AlignmentFlag.AlignHCenter)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
