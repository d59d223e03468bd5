"""What to do and when: each step with a box to tick, and in words how it stands."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.followup.steps import TELL_REFERENCES, Step, StepState
from ui.i18n import Say
from ui.theme import Space
from ui.widgets.parts import divider, label

WAITS = ("wait",)
"""What only time does has no box to tick."""


class StepRow(QWidget):
    """One step.

    Signals:
        ticked(bool): It is done, or open again.
        write_asked(): The note that it is about is to be written.

    Args:
        step: Which.
        what: In words.
        when: How it stands, in words.
        say: The words.
    """

    ticked = Signal(bool)
    write_asked = Signal()

    def __init__(self, step: Step, what: str, when: str, say: Say) -> None:
        super().__init__()
        self.step = step
        self.box = QCheckBox()
        self.box.setChecked(step.state is StepState.DONE)
        self.box.setAccessibleName(f"{what}, {when}")
        self.box.toggled.connect(self.ticked)
        room = self.box.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.box.setSizePolicy(room)
        # Only ever hidden here: what is shown before it has a parent is a window of its own for a moment,
        # which takes the keys of somebody who types.
        if step.id.endswith(WAITS):
            self.box.hide()
        title = label(what, "strong", wrap=True)
        title.setBuddy(self.box)
        self.when = label(when, "wrong" if step.state is StepState.LATE else "small", wrap=True)
        copies = _is_telling(step)
        self.write = QPushButton(say("ui.follow_up.copy" if copies else "ui.follow_up.write"))
        self.write.setProperty("kind", "quiet")
        spoken = "ui.follow_up.copy_text_spoken" if copies else "ui.follow_up.write_spoken"
        self.write.setAccessibleName(say(spoken, what=what))
        self.write.clicked.connect(self.write_asked)
        to_be_done = (_is_debrief(step) or copies) and step.state is not StepState.DONE
        if ".thank." not in step.id and not to_be_done:
            self.write.hide()
        below = QHBoxLayout()
        below.setSpacing(Space.S)
        below.addWidget(self.when, 1)
        below.addWidget(self.write)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(title)
        text.addLayout(below)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.S)
        beside.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(beside)
        column.addWidget(divider())

    @property
    def title(self) -> str:
        """What is to be done."""
        return self.box.accessibleName()


class StepList(QWidget):
    """All steps of an application.

    Signals:
        ticked(Step, bool): A step is done, or open again.
        write_asked(str): The note to this person is to be written.
        debrief_asked(): What they asked is to be written down.
        text_asked(): A text to the references is to be copied.

    Args:
        say: The words.
    """

    ticked = Signal(object, bool)
    write_asked = Signal(str)
    debrief_asked = Signal()
    text_asked = Signal()

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._shown: tuple[tuple[Step, str, str], ...] = ()
        self.rows: tuple[StepRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def show_steps(self, shown: tuple[tuple[Step, str, str], ...]) -> None:
        """Show other steps; rows that are the same stay, so that the focus does.

        Args:
            shown: Each with what it is and how it stands, in words.
        """
        if shown == self._shown:
            return
        focused = next((row.step.id for row in self.rows if row.box.hasFocus()), None)
        self._shown = shown
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows = tuple(self._made(place, *one) for place, one in enumerate(shown))
        for row in self.rows:
            if row.step.id == focused:
                row.box.setFocus()

    def _made(self, place: int, step: Step, what: str, when: str) -> StepRow:
        row = StepRow(step, what, when, self._say)
        # Queued: the row must not be taken away while its own box is still telling.
        row.ticked.connect(partial(self.ticked.emit, step), Qt.ConnectionType.QueuedConnection)
        if _is_debrief(step):
            row.write_asked.connect(self.debrief_asked)
        elif _is_telling(step):
            row.write_asked.connect(self.text_asked)
        else:
            row.write_asked.connect(partial(self.write_asked.emit, step.id.split(".thank.")[-1]))
        self._column.insertWidget(place, row)
        return row


def _is_debrief(step: Step) -> bool:
    return step.id.endswith(".write")


def _is_telling(step: Step) -> bool:
    return step.id.endswith(TELL_REFERENCES)


def labels_of(row: StepRow) -> tuple[str, ...]:
    """What a row says, for tests and screen readers.

    Args:
        row: Which.

    Returns:
        Its texts from top to bottom.
    """
    return tuple(each.text() for each in row.findChildren(QLabel))
