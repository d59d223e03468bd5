"""Where a job advert is pasted."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from ui.context import Context
from ui.theme import Space
from ui.widgets.parts import label


class AdvertCard(QFrame):
    """A field for the advert, and what to do with it.

    Signals:
        read_asked(str): The text is to be understood.
        file_asked(): The person would like to choose a file.

    Args:
        context: What it may use.
    """

    read_asked = Signal(str)
    file_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        say = context.say
        self.setProperty("role", "card")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(say("ui.prepare.advert.text"))
        self.text.setPlaceholderText(say("ui.prepare.advert.hint"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(context.theme.scaled(180))
        self.text.setAcceptDrops(False)  # a file that is dropped is the page's to read
        self.read = QPushButton(say("ui.prepare.advert.read"))
        self.read.setProperty("kind", "primary")
        self.read.clicked.connect(self._on_read)
        self.file = QPushButton(say("ui.prepare.advert.file"))
        self.file.clicked.connect(self.file_asked)
        self.close_button = QPushButton(say("ui.prepare.advert.close"))
        self.close_button.setProperty("kind", "quiet")
        self.close_button.clicked.connect(self.hide)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.read)
        foot.addWidget(self.file)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(label(say("ui.prepare.advert.heading"), "section"))
        column.addWidget(self.text)
        column.addLayout(foot)

    def show_text(self, text: str) -> None:
        """Show the advert as it is kept, unless the person is at it.

        Args:
            text: The advert.
        """
        if not self.text.hasFocus() and self.text.toPlainText() != text:
            self.text.setPlainText(text)

    def open(self) -> None:
        """Show it, ready to be pasted into."""
        self.show()
        self.text.setFocus()
        self.text.selectAll()

    @Slot()
    def _on_read(self) -> None:
        text = self.text.toPlainText().strip()
        if text:
            self.hide()
            self.read_asked.emit(text)
        else:
            self.text.setFocus()
