"""One session: title, summary, the levels of every answer, and flagged questions."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.reports.document import Inline
from ui.a11y import tab_order
from ui.context import Context
from ui.pages.sessions.flag_note import FlagNote
from ui.pages.sessions.levels_view import LevelsView
from ui.pages.sessions.session_tools import SessionTools
from ui.pages.sessions.star_button import StarButton
from ui.pages.sessions.title_field import TitleField
from ui.pages.sessions.values import OpenSession
from ui.theme import Space

WIDEST = 1080


class SessionView(QFrame):
    """The panel on the right of the list.

    Signals:
        back_asked(): To the list, where only one of the two has room.
        answer_chosen(int): The person wants to see this answer, from 0.
        flag_asked(Flag): The person wants to hear a flagged question.
        renamed(str): The session is to have another title.
        delete_asked(): The session is to go.

    Args:
        context: What it may use.
    """

    back_asked = Signal()
    answer_chosen = Signal(int)
    flag_asked = Signal(object)
    renamed = Signal(str)
    delete_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._say = context.say
        self.setProperty("role", "card")
        say = context.say
        self.back = _quiet(say("ui.sessions.to_list"))
        self.title = TitleField(say("ui.sessions.new_title"))
        self._about = QLabel()
        self._about.setProperty("role", "small")
        self.rename = _quiet(say("ui.sessions.rename"))
        self.delete = _quiet(say("ui.sessions.delete"))
        self.star = StarButton(say)
        self.tools = SessionTools(context)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = LevelsView(context.theme, say("ui.sessions.table"))
        self._scale = QLabel()
        self._scale.setProperty("role", "small")
        self._scale.setWordWrap(True)
        self._flags = QVBoxLayout()
        self._flags.setSpacing(Space.M)
        self.flags: list[FlagNote] = []
        self._assemble()
        self.back.clicked.connect(self.back_asked)
        self.rename.clicked.connect(self.title.edit)
        self.delete.clicked.connect(self.delete_asked)
        self.table.chosen.connect(self.answer_chosen)
        self.title.renamed.connect(self.renamed)

    def show_session(self, found: OpenSession) -> None:
        """Show a session.

        Args:
            found: As worded.
        """
        document, say = found.document, self._say
        self.title.show_title(
            document.title, say("ui.sessions.heading", title=document.title, when=found.when)
        )
        self._about.setText(found.about)
        self.summary.setText(_rich(document.summary))
        columns = document.levels.columns if document.levels is not None else ()
        self.table.show_table(say("report.question"), columns, found.rows)
        self.table.setVisible(bool(found.rows))
        self._scale.setText(document.scale)
        self._scale.setVisible(bool(document.scale))
        self._show_flags(found)
        self.star.show_starred(found.session.starred)
        self.tools.show_session(found.session)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a setter
        """Whether the list is hidden behind it.

        Args:
            narrow: Whether.
        """
        self.back.setVisible(narrow)
        directions = QBoxLayout.Direction
        self._head.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _show_flags(self, found: OpenSession) -> None:
        for note in self.flags:
            self._flags.removeWidget(note)
            note.hide()
            note.deleteLater()
        self.flags = [FlagNote(flag, self._say) for flag in found.flags]
        for note in self.flags:
            note.asked.connect(self.flag_asked)
            self._flags.addWidget(note)
        tab_order(self.table, *(note.quote for note in self.flags), self.tools.note)

    def _assemble(self) -> None:
        above = QWidget()
        above.setMaximumWidth(WIDEST)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight, above)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(Space.S)
        beside = QHBoxLayout()
        beside.setSpacing(Space.S)
        for widget in (self._about, self.star, self.rename, self.delete):
            beside.addWidget(widget)
        self._head.addWidget(self.title, 1)
        self._head.addLayout(beside)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        inside.setMaximumWidth(WIDEST)
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, Space.S, 0)
        body.setSpacing(Space.M)
        body.addWidget(self.summary)
        body.addWidget(self.table)
        body.addWidget(self._scale)
        body.addSpacing(Space.XS)
        body.addLayout(self._flags)
        body.addSpacing(Space.XS)
        body.addWidget(self.tools)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.L, Space.M, Space.L)
        layout.setSpacing(Space.M)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(above)
        layout.addWidget(scroll, 1)
        self.back.setVisible(False)
        tab_order(self.back, self.title.field, self.star, self.rename, self.delete, self.table)
        tab_order(self.tools.note, self.tools.keep, self.tools.count)


def _quiet(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "quiet")
    return button


def _rich(pieces: tuple[Inline, ...]) -> str:
    return "".join(f"<b>{escape(one.text)}</b>" if one.strong else escape(one.text) for one in pieces)
