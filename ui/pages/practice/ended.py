"""After the last question: the session is saved; every answer can be looked at."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from coach.model.session import AnswerStatus, Session
from coach.reports import Document, build_document
from ui.a11y import tab_order
from ui.context import Context
from ui.pages.practice.export import Export
from ui.places import PageName, Place
from ui.theme import Space
from ui.widgets.answer.answer_panel import AnswerPanel
from ui.widgets.flow import FlowLayout
from ui.widgets.folding import FoldingRow
from ui.widgets.key_button import KeyButton
from ui.widgets.parts import ANSWER_WIDTH, beside, capped, label


class EndedView(QWidget):
    """What can be done with a session that is over, and its answers one after the other.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._session: Session | None = None
        self._document: Document | None = None
        say = context.say
        self._summary = label("", "", wrap=True)
        self._question = label("", "card_title", wrap=True)
        self.again = KeyButton(say("ui.practice.ended.new"), "Enter", context.theme, primary=True)
        self.open = QPushButton(say("ui.practice.ended.sessions"))
        self.open.clicked.connect(self._open)
        self.export = QPushButton(say("ui.practice.ended.export"))
        self.export.clicked.connect(self.ask_where)
        self.exporter = Export(context, self)
        self.panel = AnswerPanel(context)
        self.numbers: list[QPushButton] = []
        self._numbers = QWidget()
        self._numbers.setAccessibleName(say("ui.practice.ended.answers"))
        self._flow = FlowLayout(Space.S, self._numbers)
        self._flow.addWidget(label(say("ui.practice.ended.answers"), "small"))
        self._group = QButtonGroup(self)
        self._assemble()

    def show_session(self, session: Session) -> None:
        """Show a session that is over.

        Args:
            session: As it was saved.
        """
        self._session = session
        self._document = build_document(session, self._context.words)
        # A paragraph of the report; its strong piece needs no weight here.
        self._summary.setText("".join(piece.text for piece in self._document.summary))
        self._build_numbers(session)
        given = (place for place, one in enumerate(session.answers) if one.status is not AnswerStatus.SKIPPED)
        self._show_answer(next(given, 0))

    @Slot()
    def ask_where(self) -> None:
        """Ask where the report is to be."""
        if self._session is not None:
            self.exporter.ask_where(self._session)

    def _build_numbers(self, session: Session) -> None:
        for button in self.numbers:
            self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.deleteLater()
        self.numbers = []
        for index, answer in enumerate(session.answers):
            button = QPushButton(str(index + 1))
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAutoExclusive(True)  # told as one of several
            name = self._context.say(
                "ui.practice.ended.answer", number=index + 1, question=answer.question.text
            )
            button.setAccessibleName(name)
            button.setToolTip(answer.question.text)
            button.clicked.connect(partial(self._show_answer, index))
            self._group.addButton(button)
            self._flow.addWidget(button)
            self.numbers.append(button)
        self._numbers.setVisible(len(self.numbers) > 1)
        tab_order(self.export, self.open, self.again, *self.numbers, *self.panel.controls)

    def _show_answer(self, index: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        if self._session is None or self._document is None:
            return
        section = self._document.answers[index]
        self.numbers[index].setChecked(True)
        self._question.setText(section.heading)
        self.panel.show_answer(self._session.answers[index], section)

    @Slot()
    def _open(self) -> None:
        if self._session is not None:
            self._context.go(Place(page=PageName.SESSIONS, session_id=self._session.id))

    def _assemble(self) -> None:
        head = FoldingRow(Space.M)
        head.add(label(self._context.say("ui.practice.ended.title"), "title", wrap=True))
        head.add(beside(self.export, self.open, self.again, spacing=Space.M), 0)
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.M)
        layout.addWidget(head)
        layout.addWidget(self._summary)
        layout.addWidget(self._numbers)
        layout.addWidget(self._question)
        layout.addWidget(self.panel, 1)
        capped(self, layout, ANSWER_WIDTH)
