"""What changed from one attempt to the next, in one line or two."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from coach.feedback.compare import compare
from coach.model.session import Answer
from ui.i18n import Say
from ui.theme import Space
from ui.widgets.parts import label


class ComparisonCard(QFrame):
    """Levels before and after; what was heard only now, and what only before.

    Args:
        say: The words.
    """

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self.setProperty("role", "card")
        self._heading = label("", "card_title")
        self._levels = label("", "strong", wrap=True)
        self._changes = label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.XS)
        line = QHBoxLayout()
        line.setSpacing(Space.L)
        line.addWidget(self._heading)
        line.addWidget(self._levels, 1)
        column.addLayout(line)
        column.addWidget(self._changes)
        self.hide()

    @property
    def text(self) -> str:
        """All that is said."""
        return " ".join(one.text() for one in (self._heading, self._levels, self._changes))

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
        self._heading.setText(say("ui.practice.compare.title", attempt=before.attempt))
        self._levels.setText(" · ".join(moved) if moved else say("ui.practice.compare.same"))
        changes = [
            say(f"ui.practice.compare.{kind}", what=what)
            for kind, what in (("gained", found.gained), ("lost", found.lost))
            if what
        ]
        self._changes.setText(" ".join(changes))
        self._changes.setVisible(bool(changes))
        self.show()
