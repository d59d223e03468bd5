"""What changed from one attempt to the next, in one line."""

from PySide6.QtWidgets import QLabel

from coach.feedback.compare import compare
from coach.model.session import Answer
from ui.i18n import Say


class Comparison(QLabel):
    """Levels before and after; what was heard only now, and what only before; a line, to leave room.

    Args:
        say: The words.
    """

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self.setWordWrap(True)
        self.setProperty("role", "strong")
        self.hide()

    def show_attempts(self, before: Answer | None, after: Answer) -> None:
        """Show two attempts beside each other.

        Args:
            before: The earlier one; None when there is none, and nothing is shown.
            after: The later one.
        """
        if before is None or before.score is None or after.score is None:
            self.hide()
            return
        say, found = self._say, compare(before.score, after.score)
        moved = tuple(
            say(
                "ui.practice.compare.level",
                dimension=say(f"dimension.short.{one.dimension.value}"),
                before=one.before,
                after=one.after,
            )
            for one in found.levels
            if one.before != one.after
        )
        levels = " · ".join(moved) if moved else say("ui.practice.compare.same")
        changes = [
            say(f"ui.practice.compare.{kind}", what=what)
            for kind, what in (("gained", found.gained), ("lost", found.lost))
            if what
        ]
        title = say("ui.practice.compare.title", attempt=before.attempt, levels=levels)
        self.setText(" ".join((title, *changes)))
        self.show()
