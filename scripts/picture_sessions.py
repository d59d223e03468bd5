"""What the pictures of the Sessions page show: a search with its filters open."""

from collections.abc import Callable

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
