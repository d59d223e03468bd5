"""What the pictures of the Sessions page show: a search, a word being corrected, two attempts, messages."""

from collections.abc import Callable

from coach.errors import LibraryError
from coach.model.message import message
from ui.errors import Notice, NoticeKind
from ui.main_window import MainWindow
from ui.pages.sessions import SessionsPage

Settle = Callable[[Callable[[], bool]], None]


def search(page: SessionsPage, settle: Settle) -> None:
    """Look for something that was said.

    Args:
        page: The page, with the sample session.
        settle: Lets the window work until something is so.
    """
    page.search.bar.toggle.click()
    page.search.bar.field.setText("rounding problem")
    settle(lambda: page.search.hits.hits.rowCount() > 0)


def correct(page: SessionsPage) -> None:
    """Open the field over a word.

    Args:
        page: The page, with an answer.
    """
    page.answer.panel.text.edit_asked.emit(12)


def compare(page: SessionsPage, settle: Settle) -> None:
    """Put two attempts beside each other.

    Args:
        page: The page, with an answer that was given in another session too.
        settle: Lets the window work until something is so.
    """
    attempts = page.answer.panel.attempts
    settle(lambda: attempts.count() > 1)
    attempts.activated.emit(1)


def notices(window: MainWindow) -> None:
    """Show news that can be taken back, a long problem, and a bug.

    Args:
        window: The window.
    """
    window.messages.show_notice(
        Notice(text=message("ui.prepare.deleted", title="Globex"), action=message("ui.prepare.undo"))
    )
    damaged = LibraryError("error.library.corrupt", file="~/Second Round/library.db")
    window.messages.show_notice(Notice(text=damaged.message, kind=NoticeKind.PROBLEM))
    window.messages.show_notice(
        Notice(text=message("ui.error.bug"), kind=NoticeKind.BUG, report="What went wrong")
    )
