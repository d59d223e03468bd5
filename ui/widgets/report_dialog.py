"""The report of a fault, shown before anything is copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from ui.i18n import Say
from ui.widgets.dialog_layout import dialog_layout


class ReportDialog(QDialog):
    """The report of a fault, to be read before it is copied.

    Args:
        report: The text.
        say: The words.
        parent: The window.
    """

    def __init__(self, report: str, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("ui.error.report_title"))
        self.resize(720, 440)
        about = QLabel(say("ui.error.report_about"))
        about.setWordWrap(True)
        self._text = QPlainTextEdit(report)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(say("ui.error.report_title"))
        buttons = QDialogButtonBox()
        copy = QPushButton(say("ui.common.copy"))
        close = QPushButton(say("ui.common.close"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.close)
        layout = dialog_layout(self)
        for widget in (about, self._text, buttons):
            layout.addWidget(widget)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
