"""Which program this is, and whose work it stands on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from ui.i18n import Say
from ui.widgets.dialog_layout import dialog_layout


class AboutDialog(QDialog):
    """Which program this is, and whose work it stands on.

    Args:
        version: Of the program.
        say: The words.
        parent: The window.
    """

    def __init__(self, version: str, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("ui.menu.about"))
        name = QLabel(say("ui.common.app"))
        name.setProperty("role", "title")
        layout = dialog_layout(self)
        layout.addWidget(name)
        for line in (
            say("ui.about.version", version=version),
            say("ui.about.private"),
            say("ui.about.licences"),
        ):
            label = QLabel(line)
            label.setWordWrap(True)
            layout.addWidget(label)
        close = QPushButton(say("ui.common.close"))
        close.clicked.connect(self.close)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(460, self.sizeHint().height())
