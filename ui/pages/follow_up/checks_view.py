"""The checks of a note below each other: what is looked for, and in words whether it is there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from coach.followup.note import NoteCheck, Verdict
from ui.i18n import Say
from ui.theme import Space, set_state
from ui.widgets.parts import label

CHECKS = ("thanks", "talk", "evidence", "names", "one_person", "length", "spelling", "pay", "granted")
_LONGEST_QUOTE = 42


class ChecksView(QWidget):
    """A line a check.

    Signals:
        pointed(int, int): The passage that a check is about.

    Args:
        say: The words.
    """

    pointed = Signal(int, int)

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._spans: dict[str, tuple[int, int]] = {}
        self.values: dict[str, QLabel] = {}
        self.shows: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(len(CHECKS), 1)  # lines stay together where there is much room
        for place, name in enumerate(CHECKS):
            value = label("", "muted", wrap=True)
            show = QPushButton(say("ui.follow_up.show"))
            show.setProperty("kind", "link")
            show.clicked.connect(lambda _=False, name=name: self.pointed.emit(*self._spans[name]))
            show.hide()
            self.values[name], self.shows[name] = value, show
            top = Qt.AlignmentFlag.AlignTop
            what = label(say(f"ui.follow_up.check.{name}"), "", wrap=True)
            for column, widget in enumerate((what, value, show)):
                grid.addWidget(widget, place, column, top)

    def show_checks(self, checks: Sequence[NoteCheck], text: str) -> None:
        """Show what was found.

        Args:
            checks: Of the note; empty while there is nothing to check.
            text: The note, for quotes.
        """
        self._spans.clear()
        found = {check.id: check for check in checks}
        for name in CHECKS:
            check = found.get(name)
            value, show = self.values[name], self.shows[name]
            value.setText(self._worded(check, text) if check else self._say("ui.follow_up.check.none"))
            set_state(value, "role", "wrong" if check and check.verdict is Verdict.NO else "muted")
            if check is not None and check.start is not None and check.end is not None:
                self._spans[name] = (check.start, check.end)
            what = self._say(f"ui.follow_up.check.{name}")
            show.setVisible(name in self._spans)
            show.setAccessibleName(self._say("ui.follow_up.show_spoken", what=what))
            value.setAccessibleName(f"{what}: {value.text()}")

    def _worded(self, check: NoteCheck, text: str) -> str:
        if check.verdict is not Verdict.YES:
            return self._say.message(check.found)
        if check.id in ("talk", "evidence") and check.start is not None and check.end is not None:
            quote = " ".join(text[check.start : check.end].split())
            if len(quote) > _LONGEST_QUOTE:
                quote = quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " \N{HORIZONTAL ELLIPSIS}"
            return self._say("ui.follow_up.check.yes_quote", quote=quote)
        return self._say("ui.follow_up.check.yes")
