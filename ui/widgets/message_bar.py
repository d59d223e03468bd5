"""The message bar: what the person should know, above the page and in nobody's way."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.model.message import message
from ui.a11y import announce
from ui.errors import Notice, NoticeKind
from ui.i18n import Say
from ui.theme import Space

MOST = 3
"""More lines than this would push the page away; the oldest leaves."""


class MessageLine(QFrame):
    """One notice: its sentence, its button, and a way to put it away.

    Signals:
        done(MessageLine): It is to be put away.

    Args:
        notice: What is said.
        text: The sentence, worded.
        say: The words.
    """

    done = Signal(object)

    def __init__(self, notice: Notice, text: str, say: Say) -> None:
        super().__init__()
        self.notice = notice
        self.text = text
        self.setProperty("role", "message")
        self.setProperty("state", "news" if notice.kind is NoticeKind.INFO else "problem")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        layout.setSpacing(Space.S)
        label = QLabel(text)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(label, 1)
        if notice.action is not None:
            self._action = QPushButton(say.message(notice.action))
            self._action.setProperty("kind", "quiet")
            self._action.clicked.connect(self._act)
            layout.addWidget(self._action)
        dismiss = QPushButton("\N{MULTIPLICATION SIGN}")
        dismiss.setProperty("kind", "quiet")
        dismiss.setAccessibleName(say("ui.common.dismiss"))
        dismiss.setToolTip(say("ui.common.dismiss"))
        dismiss.clicked.connect(self._dismiss)
        layout.addWidget(dismiss)

    def _act(self) -> None:
        self._dismiss()
        if self.notice.on_action is not None:
            self.notice.on_action()

    def _dismiss(self) -> None:
        self.done.emit(self)


class MessageBar(QWidget):
    """The newest notices, the last one at the bottom; hidden while there is none.

    Signals:
        report_asked(str): The person would like to read the report of a fault.

    Args:
        say: The words.
        parent: Its parent.
    """

    report_asked = Signal(str)

    def __init__(self, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._lines: list[MessageLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(Space.PAGE, Space.M, Space.PAGE, 0)
        self._layout.setSpacing(Space.S)
        self.setVisible(False)

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show a notice; one that says the same as before takes its place.

        Args:
            notice: What is said.
        """
        if notice.kind is NoticeKind.BUG:
            notice = self._with_report(notice)
        text = self._say.message(notice.text)
        for line in tuple(self._lines):
            if line.text == text or (len(self._lines) >= MOST and line is self._lines[0]):
                self._put_away(line)
        line = MessageLine(notice, text, self._say)
        line.done.connect(self._put_away)
        self._lines.append(line)
        self._layout.addWidget(line)
        self.setVisible(True)
        announce(self, text, urgent=notice.kind is not NoticeKind.INFO)

    def forget_news(self) -> None:
        """Put away what is only news, as when another page is shown; problems stay."""
        for line in tuple(self._lines):
            if line.notice.kind is NoticeKind.INFO:
                self._put_away(line)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says now, oldest first."""
        return tuple(line.text for line in self._lines)

    def _with_report(self, notice: Notice) -> Notice:
        return replace(
            notice,
            action=message("ui.error.show_report"),
            on_action=partial(self.report_asked.emit, notice.report),
        )

    @Slot(object)
    def _put_away(self, line: MessageLine) -> None:
        if line in self._lines:
            self._lines.remove(line)
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self._lines))
