"""What the company said, beside what the person noted; and a request for feedback to start from."""

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.followup.changes import feedback_on, with_feedback
from coach.followup.told import Beside, beside, feedback_request
from coach.model.message import message
from ui.a11y import label_for, tab_order
from ui.pages.follow_up.fields import area, fill
from ui.pages.follow_up.presenter import FollowUpPresenter
from ui.tasks import Lane, Task
from ui.theme import Space
from ui.widgets.parts import card, divider, label, scrolled

COMPARE_AFTER_MS = 300


class FeedbackView(QWidget):
    """Feedback on the newest interview of the application that is open.

    Args:
        presenter: Holds the application.
    """

    def __init__(self, presenter: FollowUpPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._context = context = presenter.context
        say = context.say
        self.text = area(context.theme, 5)
        self.text.setPlaceholderText(say("ui.follow_up.feedback.hint"))
        self.request = area(context.theme, 9)
        self.begin = QPushButton(say("ui.follow_up.feedback.begin"))
        self.copy = QPushButton(say("ui.follow_up.copy"))
        self.rows: tuple[Beside, ...] = ()
        self._about = ""
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        for column, stretch in enumerate((4, 2, 4)):
            self._grid.setColumnStretch(column, stretch)
        self.nothing = label("", "small", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COMPARE_AFTER_MS)
        self._timer.timeout.connect(self.compare)
        self.text.textChanged.connect(self._on_text)
        self.begin.clicked.connect(self.begin_request)
        self.copy.clicked.connect(self.to_clipboard)
        self.request.textChanged.connect(self._show_copy)
        self._assemble()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """What nobody sees is not compared."""
        self._timer.stop()
        super().hideEvent(event)

    def show_application(self) -> None:
        """Show what was noted."""
        application, debrief = self._presenter.application, self._presenter.debrief
        if application is None or debrief is None:
            return
        if self._about != application.id:
            self._about = application.id
            self.request.clear()  # a request to one company is none to another
        fill(self.text, feedback_on(application, debrief.stage))
        self._show_copy()
        self.compare()

    @Slot()
    def compare(self) -> None:
        """Lay their words beside the person's, in the background."""
        self._timer.stop()
        debrief = self._presenter.debrief
        if debrief is not None:
            op = partial(beside, self.text.toPlainText(), debrief)
            self._context.tasks.run(Task(op=op, on_success=self._show_rows, owner=self, lane=Lane.SIDE))

    @Slot()
    def begin_request(self) -> None:
        """Put a polite request in."""
        application, debrief = self._presenter.application, self._presenter.debrief
        if application is None:
            return
        person = debrief.people[0].name if debrief and debrief.people else ""
        say = self._context.say
        parts = [say.message(part) for part in feedback_request(application, person)]
        had = bool(self.request.toPlainText().strip())
        cursor = self.request.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n\n".join(parts))
        self.request.setFocus()
        if had:
            self._context.messages.say(
                message("ui.follow_up.request_begun_again"),
                action=message("ui.follow_up.undo"),
                on_action=self.request.undo,
            )

    @Slot()
    def to_clipboard(self) -> None:
        """Copy the request."""
        QGuiApplication.clipboard().setText(self.request.toPlainText())
        self._context.messages.say(message("ui.follow_up.copied"))

    @Slot()
    def _on_text(self) -> None:
        debrief = self._presenter.debrief
        if debrief is None:
            return
        text, today = self.text.toPlainText(), self._presenter.now().date()
        self._presenter.change(lambda before: with_feedback(before, debrief.stage, text, today))
        self._timer.start()

    def _show_copy(self) -> None:
        self.copy.setEnabled(bool(self.request.toPlainText().strip()))

    def _show_rows(self, rows: tuple[Beside, ...]) -> None:
        self.rows = rows
        say = self._context.say
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(say("ui.follow_up.feedback.nothing"))
        if not rows:
            return
        for column, name in enumerate(("theirs", "relation", "own")):
            self._grid.addWidget(label(say(f"ui.follow_up.feedback.{name}"), "section"), 0, column)
        for place, row in enumerate(rows):
            line = 2 * place + 1
            self._grid.addWidget(divider(), line, 0, 1, 3)
            relation = say(f"ui.follow_up.relation.{row.relation}")
            own = row.own or say("ui.follow_up.feedback.not_noted")
            looks = ("", "strong", "" if row.own else "muted")
            for column, text in enumerate((row.theirs, relation, own)):
                self._grid.addWidget(label(text, looks[column], wrap=True), line + 1, column)

    def _assemble(self) -> None:
        say = self._context.say
        caption = label_for(self.text, say("ui.follow_up.feedback.heading"))
        caption.setProperty("role", "section")
        told = card(caption, self.text)
        compared = card(self.nothing, self._table, heading=say("ui.follow_up.feedback.beside"))
        ask = label_for(self.request, say("ui.follow_up.feedback.request"))
        ask.setProperty("role", "section")
        asking = card(ask, label(say("ui.follow_up.feedback.request_hint"), "small", wrap=True), self.request)
        inside = asking.layout()
        if isinstance(inside, QVBoxLayout):
            buttons = QHBoxLayout()
            buttons.setSpacing(Space.S)
            buttons.addWidget(self.begin)
            buttons.addWidget(self.copy)
            buttons.addStretch(1)
            inside.addLayout(buttons)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for each in (told, compared, asking):
            column.addWidget(each)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))
        tab_order(self.text, self.request, self.begin, self.copy)
