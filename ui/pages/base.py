"""What the main window knows of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from coach.model.message import Message, message
from ui.places import PageName, Place

if TYPE_CHECKING:  # the window is on the screen before the core is loaded
    from ui.context import Context


class Command(StrEnum):
    """What the menus and the standard shortcuts ask of a page."""

    NEW_INTERVIEW = "new_interview"
    """Ctrl+N, asked of Practice, which is shown first."""
    EXPORT = "export"
    """Ctrl+E, asked of the page that is shown."""
    SEARCH = "search"
    """Ctrl+F, asked of Sessions, which is shown first."""


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the list under F1.

    Args:
        keys: As ``QKeySequence`` reads it, such as "Ctrl+R".
        does: What it does.
    """

    keys: str
    does: Message


class Page(QWidget):
    """One page of the window: a view, which asks its presenter for everything that is not drawing.

    Args:
        context: What it may use.
    """

    name: ClassVar[PageName]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("role", "page")
        self.setAccessibleName(context.say.message(self.title))

    @property
    def title(self) -> Message:
        """Its name on the rail and in the window's title."""
        return message(f"ui.rail.{self.name}")

    @property
    def occupied(self) -> bool:
        """Whether something goes on here that must not be disturbed, such as an interview."""
        return False

    def dress(self) -> None:
        """Put on the look before it is seen."""
        self.context.theme.dress(self)

    def on_shown(self, place: Place) -> None:
        """It is the page that is seen now.

        Args:
            place: What is to be opened on it; the page alone when the person came by the rail.
        """

    def on_hidden(self) -> None:
        """Another page is shown now; what plays should stop."""

    def on_command(self, command: Command) -> bool:  # noqa: ARG002 - for pages that know commands
        """Do what a menu or a standard shortcut asks.

        Args:
            command: What.

        Returns:
            Whether it could be done now.
        """
        return False

    def keys(self) -> tuple[Key, ...]:
        """Its own keys, for the list under F1."""
        return ()

    def on_closing(self) -> bool | None:
        """The window is about to close: let go of sound, and keep what is being recorded as a finished file.

        Waiting for a file to be safe is allowed here, for up to a second.

        Returns:
            False to keep the window open, such as to ask first; anything else lets it close.
        """
        return None
