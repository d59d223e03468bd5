"""The note of thanks to one person, checked while it is written; never sent from here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.followup.changes import note_to, noted_for, with_note
from coach.followup.note import NoteCheck, Noted, Verdict, check_note, misspelt, opening
from coach.followup.spelling import EnglishSpelling, Misspelt, Spelling
from coach.model.application import ThankYouNote
from coach.model.message import message
from ui.a11y import name_choice, tab_order
from ui.pages.follow_up.checks_view import ChecksView
from ui.pages.follow_up.note_editor import NoteEditor
from ui.pages.follow_up.presenter import FollowUpPresenter
from ui.tasks import Lane, Task
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import card, label, scrolled

CHECK_AFTER_MS = 250
_LEAST_HEIGHT = 28
_POINTED_AT = frozenset({"names", "pay", "granted"})


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a note.

    Args:
        text: The note as it was.
        checks: All of them.
        words: In no dictionary.
    """

    text: str
    checks: tuple[NoteCheck, ...]
    words: Sequence[Misspelt]


class NoteCard(QWidget):
    """The note to the person who is chosen.

    Signals:
        people_asked(): Who interviewed is to be noted first.

    Args:
        presenter: Holds the application.
        spelling: The dictionary.
    """

    people_asked = Signal()

    def __init__(self, presenter: FollowUpPresenter, spelling: Spelling | None = None) -> None:
        super().__init__()
        self._presenter = presenter
        self._context = presenter.context
        self._spelling = spelling or EnglishSpelling()
        say = self._context.say
        self.heading = label("", "section", wrap=True)
        self.person = QComboBox()
        name_choice(self.person, say("ui.follow_up.person"))
        self.person.currentIndexChanged.connect(self._show_note)
        self.editor = NoteEditor(self._context.theme)
        self.editor.setPlaceholderText(say("ui.follow_up.note_hint"))
        self.checks = ChecksView(say)
        self.checks.pointed.connect(self.editor.quote)
        self.start = self._button("start", self.begin_from_notes)
        self.copy = self._button("copy", self.to_clipboard)
        self.mark = self._button("sent", self.toggle_sent)
        self.whom = self._button("whom", self.people_asked)
        self.whom.setProperty("kind", "primary")
        self.checked_for = label(say("ui.follow_up.checked_for"), "small", wrap=True)
        self.state = label("", "small", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(self.check)
        self.editor.textChanged.connect(self._on_text)
        self._assemble()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """What nobody sees is not checked."""
        self._timer.stop()
        super().hideEvent(event)

    @property
    def to(self) -> str:
        """Whom the note is to; empty for nobody."""
        return str(self.person.currentData() or "")

    def show_application(self) -> None:
        """Show the people of the newest interview; the one who was chosen stays chosen."""
        debrief = self._presenter.interviews.newest
        names = [person.name for person in debrief.people] if debrief else []
        chosen = self.to
        if names != [self.person.itemData(place) for place in range(self.person.count())]:
            self.person.blockSignals(True)  # noqa: FBT003 - Qt's own argument
            self.person.clear()
            for name in names:
                self.person.addItem(name, name)
            self.person.setCurrentIndex(max(0, self.person.findData(chosen)) if names else -1)
            self.person.blockSignals(False)  # noqa: FBT003 - Qt's own argument
        self._show_note()

    def write_to(self, name: str) -> None:
        """Choose whom to write to, and go to the field.

        Args:
            name: The person.
        """
        place = self.person.findData(name)
        if place >= 0:
            self.person.setCurrentIndex(place)
            self.editor.setFocus()

    @Slot()
    def check(self) -> None:
        """Check the note in the background."""
        self._timer.stop()
        noted, text = self._noted, self.editor.toPlainText()
        if noted is None or not text.strip():
            self._on_checked(Checked(text, (), ()))
            return
        op = partial(_checked, text, noted, self._spelling)
        self._context.tasks.run(Task(op=op, on_success=self._on_checked, owner=self, lane=Lane.SIDE))

    @Slot()
    def begin_from_notes(self) -> None:
        """Put a text in that is made of what was noted; what was there comes back by undo."""
        noted = self._noted
        if noted is None:
            return
        had = bool(self.editor.toPlainText().strip())
        say = self._context.say
        self.editor.write("\n\n".join(say.message(part) for part in opening(noted)))
        self.editor.setFocus()
        if had:
            self._context.messages.say(
                message("ui.follow_up.begun_again"),
                action=message("ui.follow_up.undo"),
                on_action=self.editor.undo,
            )

    @Slot()
    def to_clipboard(self) -> None:
        """Copy the note; sending it is the person's own."""
        QGuiApplication.clipboard().setText(self.editor.toPlainText())
        self._context.messages.say(message("ui.follow_up.copied"))

    @Slot()
    def toggle_sent(self) -> None:
        """Mark the note as sent today, or as not sent."""
        note = self._note
        if note is not None:
            day = None if note.sent_on else self._presenter.now().date()
            self._presenter.change(lambda before: with_note(before, replace(note, sent_on=day)))
            self._show_state()

    @property
    def _noted(self) -> Noted | None:
        application, debrief = self._presenter.application, self._presenter.interviews.newest
        if application is None or debrief is None or not self.to:
            return None
        desk = self._presenter.desk
        return noted_for(application, debrief, self.to, desk.preparations, desk.stories)

    @property
    def _note(self) -> ThankYouNote | None:
        application, debrief = self._presenter.application, self._presenter.interviews.newest
        return note_to(application, debrief.id, self.to) if application and debrief and self.to else None

    @Slot()
    def _show_note(self) -> None:
        note = self._note
        say = self._context.say
        text = note.text if note else ""
        if text != self.editor.toPlainText():
            self.editor.blockSignals(True)  # noqa: FBT003 - Qt's own argument
            self.editor.setPlainText(text)
            self.editor.blockSignals(False)  # noqa: FBT003 - Qt's own argument
        self.editor.quote(None, None)
        for widget in (self.editor, self.start):
            widget.setEnabled(note is not None)
        self.whom.setVisible(note is None and self._presenter.interviews.newest is not None)
        heading = say("ui.follow_up.note_to", name=self.to) if note else say("ui.follow_up.note_nobody")
        self.heading.setText(heading)
        self.editor.setAccessibleName(heading)
        self.person.setVisible(self.person.count() > 1)
        self._show_state()
        self.check()

    def _show_state(self) -> None:
        note, say = self._note, self._context.say
        written = bool(self.editor.toPlainText().strip())
        sent = note.sent_on if note else None
        self._below.setVisible(written)
        self.checked_for.setVisible(not written)
        self.copy.setEnabled(written)
        self.mark.setEnabled(written or sent is not None)
        self.mark.setText(say("ui.follow_up.not_sent") if sent else say("ui.follow_up.sent"))
        self.state.setText(
            say("ui.follow_up.sent_on", day=self._context.words.date(sent))
            if sent
            else say("ui.follow_up.own_post")
        )

    @Slot()
    def _on_text(self) -> None:
        note, text = self._note, self.editor.toPlainText()
        if note is None or note.text == text:
            return
        self._presenter.change(lambda before: with_note(before, replace(note, text=text)))
        self._show_state()
        self._timer.start()

    def _on_checked(self, found: Checked) -> None:
        if found.text != self.editor.toPlainText():
            return  # checked again when the person stops typing
        self.checks.show_checks(found.checks, found.text)
        other = [
            (check.start, check.end)
            for check in found.checks
            if check.verdict is Verdict.NO and check.id in _POINTED_AT
            if check.start is not None and check.end is not None
        ]
        self.editor.mark(found.words, other)

    def _button(self, name: str, does: object) -> QPushButton:
        button = QPushButton(self._context.say(f"ui.follow_up.{name}"))
        button.clicked.connect(does)
        return button

    def _assemble(self) -> None:
        head = QWidget()
        beside = QHBoxLayout(head)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.heading, 1)
        beside.addWidget(self.person)
        buttons = QWidget()
        flow = FlowLayout(Space.S, buttons)
        for button in (self.whom, self.start, self.copy, self.mark):
            flow.addWidget(button)
        panel = card(head, self.editor, buttons, self.state, self.checked_for)
        self._below = below = scrolled(self.checks)
        # With large text in a small window the buttons keep their room, and the two that scroll give way.
        for gives_way in (self.editor, below):
            gives_way.setMinimumHeight(self._context.theme.scaled(_LEAST_HEIGHT))
        inside = panel.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addWidget(below)
            inside.setStretchFactor(self.editor, 1)
            inside.setStretchFactor(below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        tab_order(self.person, self.editor, self.whom)
        tab_order(self.whom, self.start, self.copy, self.mark, *self.checks.shows.values())


def _checked(text: str, noted: Noted, spelling: Spelling) -> Checked:
    return Checked(text, check_note(text, noted, spelling), misspelt(text, noted, spelling))
