"""A few lines at a glance: what is known about a company, what is to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.i18n import Say
from ui.theme import Space
from ui.widgets.parts import label

_MOST = 5


@dataclass(frozen=True, slots=True)
class Short:
    """One line.

    Args:
        text: What it says.
        before: What kind of thing it is; empty for none.
        remark: What is wrong with it; empty for nothing.
    """

    text: str
    before: str = ""
    remark: str = ""


class ShortList(QWidget):
    """The first lines of a list, and how many more there are.

    Args:
        say: The words.
    """

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._shown: tuple[Sequence[Short], str] = ((), "")
        self._labels: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(1, 1)

    @property
    def text(self) -> str:
        """All that can be read."""
        return "\n".join(each.text() for each in self._labels)

    def show_lines(self, lines: Sequence[Short], nothing: str) -> None:
        """Show others.

        Args:
            lines: All of them.
            nothing: What is said when there are none.
        """
        if (lines, nothing) == self._shown:
            return
        self._shown = (lines, nothing)
        for old in self._labels:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels = []
        for row, line in enumerate(lines[:_MOST]):
            if line.before:
                self._put(label(line.before, "muted"), 2 * row, 0, 1)
            place, span = (1, 1) if line.before else (0, 2)
            self._put(label(line.text, "wrong" if line.remark else "", wrap=True), 2 * row, place, span)
            if line.remark:
                self._put(label(line.remark, "small", wrap=True), 2 * row + 1, place, span)
        more = len(lines) - _MOST
        if more > 0:
            self._put(label(self._say("ui.prepare.job.more", n=more), "small"), 2 * _MOST, 0, 2)
        if not lines:
            self._put(label(nothing, "muted", wrap=True), 0, 0, 2)

    def _put(self, made: QLabel, row: int, place: int, span: int) -> None:
        self._grid.addWidget(made, row, place, 1, span, Qt.AlignmentFlag.AlignTop)
        self._labels.append(made)
