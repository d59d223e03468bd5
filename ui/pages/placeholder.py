"""A page that is not built yet: it says in one line what will be there."""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from ui.context import Context
from ui.pages.base import Page
from ui.theme import Space
from ui.widgets.empty_state import EmptyState


class Placeholder(Page):
    """One line in the middle.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        title = QLabel(context.say.message(self.title))
        title.setProperty("role", "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL + Space.XS, Space.PAGE, Space.XXL + Space.XS)
        layout.addWidget(title)
        heading = context.say("ui.placeholder.heading")
        layout.addWidget(EmptyState(heading, context.say(f"ui.placeholder.{self.name}")), 1)
