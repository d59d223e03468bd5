"""A button that marks something, or no longer."""

from PySide6.QtWidgets import QPushButton

from ui.i18n import Say
from ui.pages.sessions.session_list import STAR

_EMPTY = "\N{WHITE STAR}"


class StarButton(QPushButton):
    """A star, filled or not; the words are beside it, so that it is not told by its look alone.

    Args:
        say: The words.
    """

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self.setProperty("kind", "quiet")
        self.setCheckable(True)
        self.show_starred(False)  # noqa: FBT003 - a slot of its own
        self.toggled.connect(self.show_starred)

    def show_starred(self, starred: bool) -> None:  # noqa: FBT001 - a slot
        """Show whether it is marked.

        Args:
            starred: Whether.
        """
        self.setChecked(starred)
        text = self._say("ui.sessions.starred" if starred else "ui.sessions.star")
        self.setText(f"{STAR if starred else _EMPTY} {text}")
        self.setAccessibleName(text)
