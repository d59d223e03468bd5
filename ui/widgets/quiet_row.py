"""What goes on behind the window, in one quiet row: what, how much is left, and Cancel."""

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from coach.model.message import Message, message
from ui.a11y import announce
from ui.i18n import Say
from ui.theme import Space, set_state
from ui.ticket import Work

STEP_S = 5
"""Less than a minute is told in steps of this: an estimate is no stop watch."""
MINUTE_S = 60


class QuietRow(QWidget):
    """Names the oldest work under way, and how many more there are; hidden while there is none.

    Signals:
        stop_asked(int): The person wants the work of this number stopped.
        focus_lost(): Its button goes while the keyboard is on it.

    Args:
        say: The words.
        parent: Its parent.
    """

    stop_asked = Signal(int)
    focus_lost = Signal()

    def __init__(self, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._shown: Work | None = None
        self.what = self._line()
        self.left = self._line()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(say("ui.rail.cancel"))
        self.cancel.setObjectName("rail_cancel")
        set_state(self.cancel, "kind", "link")
        self.cancel.clicked.connect(self._on_cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.S, 0, 0, Space.S)
        layout.setSpacing(Space.XS)
        for part in (self.what, self.bar, self.left):
            layout.addWidget(part)
        layout.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_works(self, works: Sequence[Work]) -> None:
        """Show what runs now.

        Args:
            works: Oldest first; none hides the row.
        """
        before, self._shown = self._shown, works[0] if works else None
        work = self._shown
        had_focus = self.cancel.hasFocus()
        self.setVisible(work is not None)
        can_stop = work is not None and work.can_stop and not work.stopping
        if had_focus and not can_stop:
            self.focus_lost.emit()
        if work is None:
            return
        text = self._say("ui.rail.working", n=len(works), what=work.note, more=len(works) - 1)
        self.what.setText(text)
        self.left.setText(self._left(work))
        self.left.setVisible(bool(self.left.text()))
        self.bar.setVisible(work.share is not None and not work.stopping)
        self.bar.setValue(math.floor(100 * (work.share or 0.0)))
        self.bar.setAccessibleName(text)
        self.cancel.setVisible(can_stop)
        self.cancel.setAccessibleName(self._say("ui.rail.cancel_what", what=work.note))
        self.cancel.setAccessibleDescription(self.left.text())
        if before is None or before.number != work.number or before.stopping != work.stopping:
            announce(self.what, self.left.text() if work.stopping else text)  # not with every per cent

    @property
    def text(self) -> str:
        """What it names; empty while it is hidden."""
        return "" if self._shown is None else self.what.text()

    def _left(self, work: Work) -> str:
        if work.stopping:
            return self._say("ui.rail.stopping")
        if work.left_s is not None:
            return self._say("ui.rail.left", left=_roughly(work.left_s))
        if work.share is not None:
            return self._say("ui.rail.share", percent=math.floor(100 * work.share))
        return ""

    def _line(self) -> QLabel:
        label = QLabel()
        label.setProperty("role", "small")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    @Slot()
    def _on_cancel(self) -> None:
        if self._shown is not None:
            self.stop_asked.emit(self._shown.number)


def _roughly(seconds: float) -> Message:
    steps_s = max(STEP_S, STEP_S * math.ceil(seconds / STEP_S))
    if steps_s < MINUTE_S:
        return message("unit.seconds", n=steps_s)
    return message("unit.minutes", n=max(1, round(seconds / MINUTE_S)))
