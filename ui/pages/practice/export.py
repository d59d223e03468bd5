"""Exports a session's report to where the person says."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from coach.model.message import message
from coach.model.session import Session
from coach.reports.session_files import default_name, write_session
from ui.context import Context
from ui.writing import write_behind

FORMAT = "pdf"


class Export(QObject):
    """Asks where, and writes in the background.

    Args:
        context: What it may use.
        parent: The view that the question stands over.
    """

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._over = parent
        self._session_id = ""

    def ask_where(self, session: Session) -> QFileDialog:
        """Ask where the report is to be; nothing waits for the answer.

        Args:
            session: Which session.

        Returns:
            The dialog.
        """
        self._session_id = session.id
        dialog = QFileDialog(self._over, self._context.say("ui.practice.ended.export_title"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(FORMAT)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        if Path(folder).is_dir():
            dialog.setDirectory(folder)
        dialog.selectFile(default_name(session, FORMAT))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write)
        dialog.open()
        return dialog

    @Slot(str)
    def write(self, path: str) -> None:
        """Write the report.

        Args:
            path: Where; what is there is replaced.
        """
        library, words, session_id = self._context.library, self._context.words, self._session_id
        write_behind(
            self._context,
            lambda check: write_session(library.session(session_id), words, FORMAT, Path(path), check=check),
            note=message("ui.practice.ended.exporting"),
            on_written=partial(self._written, Path(path)),
            owner=self,
        )

    def _written(self, path: Path) -> None:
        self._context.messages.say(message("ui.practice.ended.exported", file=path.name))
