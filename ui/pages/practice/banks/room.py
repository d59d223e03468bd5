"""The views of the question banks, one at a time, and what happens between them and the shelf."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QStackedWidget, QWidget

from coach.model.question import Bank, Question
from ui.context import Context
from ui.pages.practice.bank import BankView
from ui.pages.practice.banks.dropping import KINDS
from ui.pages.practice.banks.editor import QuestionEditor
from ui.pages.practice.banks.listing import ListingView
from ui.pages.practice.banks.paste import PasteView
from ui.pages.practice.banks.shelf import OnHand, Shelf


class BanksRoom(QStackedWidget):
    """All banks, one bank, a list of questions, one question.

    Signals:
        chosen(Bank, int, tuple[str, ...]): Begin with this many questions, or with these.
        left(): Back to the choice.

    Args:
        context: What it may use.
        shelf: What reads and writes the banks.
    """

    chosen = Signal(object, int, object)
    left = Signal()

    def __init__(self, context: Context, shelf: Shelf) -> None:
        super().__init__()
        self._context = context
        self._shelf = shelf
        self.listing = ListingView(context)
        self.bank = BankView(context)
        self.paste = PasteView(context)
        self.editor = QuestionEditor(context)
        for view in (self.listing, self.bank, self.paste, self.editor):
            self.addWidget(view)
        self._connect()

    def open(self) -> None:
        """Show all banks."""
        self.listing.show_banks(self._shelf.banks)
        rows = self.listing.bank_rows
        self._show(self.listing, rows[0] if rows else self.listing.new)

    def open_bank(self, bank_id: str) -> None:
        """Show one bank.

        Args:
            bank_id: Which.
        """
        self.bank.show_bank(self._shelf.banks.bank(bank_id))
        self._show(self.bank, self.bank.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leads one step back; Enter, where no button has the focus, begins with the bank."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.go_back()
        elif (
            key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and self.currentWidget() is self.bank
            and not isinstance(QApplication.focusWidget(), QAbstractButton)
        ):
            self.bank.start.click()
        else:
            super().keyPressEvent(event)

    def go_back(self) -> None:
        """One step back: from a question to its bank, from a bank to all, from all to the choice."""
        view = self.currentWidget()
        if view is self.listing:
            self.left.emit()
        elif view is self.bank or self.bank.bank is None or (view is self.paste and self.paste.is_new):
            self.open()
        else:
            self._show(self.bank, self.bank.start)

    def ask_file(self) -> QFileDialog:
        """Ask which files to import; nothing waits for the answer.

        Returns:
            The dialog.
        """
        say = self._context.say
        dialog = QFileDialog(self, say("ui.practice.own.import_title"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{kind}" for kind in KINDS)
        dialog.setNameFilter(f"{say('ui.practice.own.files')} ({patterns})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files)
        dialog.open()
        return dialog

    def ask_where(self, bank: Bank) -> QFileDialog:
        """Ask where a bank is to be written; nothing waits for the answer.

        Args:
            bank: Which.

        Returns:
            The dialog.
        """
        dialog = QFileDialog(self, self._context.say("ui.practice.own.export_title"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["TOML (*.toml)", "CSV (*.csv)"])
        dialog.setDefaultSuffix("toml")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        if Path(folder).is_dir():
            dialog.setDirectory(folder)
        dialog.selectFile(f"{bank.id}.toml")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filterSelected.connect(partial(_follow_filter, dialog))
        dialog.fileSelected.connect(partial(self._on_where, bank))
        dialog.open()
        return dialog

    def _connect(self) -> None:
        shelf, listing, bank, paste, editor = self._shelf, self.listing, self.bank, self.paste, self.editor
        listing.opened.connect(self.open_bank)
        listing.new_asked.connect(partial(self._begin_list, None))
        listing.import_asked.connect(self.ask_file)
        listing.left.connect(self.left)
        bank.chosen.connect(self.chosen)
        bank.left.connect(self.open)
        bank.add_asked.connect(self._begin_list)
        bank.edit_asked.connect(self._edit)
        bank.share_asked.connect(self.ask_where)
        bank.remove_asked.connect(self._remove)
        paste.agreed.connect(shelf.add)
        paste.left.connect(self.go_back)
        editor.read_asked.connect(shelf.suggest)
        editor.agreed.connect(shelf.save)
        editor.removed.connect(self._remove_question)
        editor.left.connect(self.go_back)
        shelf.suggested.connect(editor.suggest)
        shelf.kept.connect(self._on_kept)
        shelf.changed.connect(self._on_changed)

    def _show(self, view: QWidget, focus: QWidget) -> None:
        self.setCurrentWidget(view)
        focus.setFocus()

    @Slot(object)
    def _begin_list(self, bank: Bank | None) -> None:
        self.setCurrentWidget(self.paste)
        self.paste.begin(bank)

    @Slot(object, object)
    def _edit(self, bank: Bank, question: Question) -> None:
        self.editor.edit(bank, question)
        self._show(self.editor, self.editor.text)

    @Slot(object)
    def _remove(self, bank: Bank) -> None:
        self._shelf.remove(bank)
        self.open()

    @Slot(object, object)
    def _remove_question(self, bank: Bank, question: Question) -> None:
        self._shelf.remove_question(bank, question)
        self.open()

    @Slot(object)
    def _on_kept(self, bank: Bank) -> None:
        if self.isVisible():
            self.bank.show_bank(bank)
            self._show(self.bank, self.bank.start)

    @Slot(object)
    def _on_changed(self, on_hand: OnHand) -> None:
        self.listing.show_banks(on_hand.banks)

    @Slot(object)
    def _on_files(self, paths: list[str]) -> None:
        self._shelf.take([Path(path) for path in paths])

    def _on_where(self, bank: Bank, path: str) -> None:
        self._shelf.share(bank, Path(path))


def _follow_filter(dialog: QFileDialog, chosen: str) -> None:
    dialog.setDefaultSuffix("csv" if "csv" in chosen else "toml")
