"""The debrief: five minutes right after the interview, typed or spoken; kept as it is written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.followup.asked import questions_of
from coach.followup.changes import named, with_debrief
from coach.model.application import Debrief, RealQuestion
from coach.model.message import message
from coach.model.preparation import Stage
from coach.prepare.taking import names_said
from ui.a11y import label_for, tab_order
from ui.pages.follow_up.asked_keeper import AskedKeeper
from ui.pages.follow_up.desk import Practice, read_practice
from ui.pages.follow_up.fields import area, fill, read_day, read_hour
from ui.pages.follow_up.interviews import HELD
from ui.pages.follow_up.presenter import FollowUpPresenter
from ui.pages.follow_up.spoken_card import SpokenCard
from ui.tasks import Lane, Task
from ui.theme import Space
from ui.widgets.parts import card, label, scrolled
from ui.widgets.row_editor import Column, Row, RowEditor

TEXTS = {"felt": 2, "cared": 2, "said": 2, "next_step": 1}


class DebriefView(QWidget):
    """The newest interview of the application that is open.

    Args:
        presenter: Holds the application.
    """

    def __init__(self, presenter: FollowUpPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._context = context = presenter.context
        say = context.say
        self.stage = QComboBox()
        for stage in HELD:
            self.stage.addItem(say(f"prepare.stage.{stage}"), stage.value)
        self.day, self.hour, self.promised = QLineEdit(), QLineEdit(), QLineEdit()
        self.people = QLineEdit()
        self.people.setPlaceholderText(say("ui.follow_up.people_hint"))
        for field in (self.day, self.promised):
            field.setPlaceholderText(say("ui.follow_up.day_hint"))
        self.hour.setPlaceholderText(say("ui.follow_up.hour_hint"))
        self.questions = RowEditor(
            (
                Column(heading=say("ui.follow_up.field.question"), stretch=3),
                Column(heading=say("ui.follow_up.field.answered"), stretch=2),
            ),
            say("ui.follow_up.add_question"),
            say("ui.follow_up.field.questions"),
            say,
        )
        self.texts: dict[str, QPlainTextEdit] = {
            name: area(context.theme, lines) for name, lines in TEXTS.items()
        }
        self.spoken = SpokenCard(context)
        self.keeper = AskedKeeper(context, self)
        self.keep = QPushButton(say("ui.follow_up.asked.keep"))
        self.practise = QPushButton(say("ui.follow_up.asked.practise"))
        self.keep.clicked.connect(self._keep)
        self.practise.clicked.connect(partial(self._keep, practise=True))
        self.remove = QPushButton(say("ui.follow_up.remove_debrief"))
        self.remove.setProperty("kind", "quiet")
        self.remove.clicked.connect(presenter.interviews.remove)
        self._practice: Practice | None = None
        self._connect()
        self._assemble()

    def show_application(self) -> None:
        """Show what was noted."""
        debrief = self._presenter.debrief
        if debrief is None:
            return
        self.stage.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.stage.setCurrentIndex(max(0, self.stage.findData(debrief.stage.value)))
        self.stage.blockSignals(False)  # noqa: FBT003 - Qt's own argument
        fill(self.day, debrief.held_at.date().isoformat())
        fill(self.hour, f"{debrief.held_at:%H:%M}")
        fill(self.promised, debrief.promised_on.isoformat() if debrief.promised_on else "")
        fill(self.people, ", ".join(person.name for person in debrief.people))
        for name, field in self.texts.items():
            fill(field, str(getattr(debrief, name)))
        self.questions.show_rows([(each.text, each.answered) for each in debrief.questions])
        self.spoken.show_text(debrief.spoken)
        self._show_asked()
        op = partial(read_practice, self._context.library)
        self._context.tasks.run(Task(op=op, on_success=self._on_practice, owner=self, lane=Lane.SIDE))

    @Slot()
    def _edited(self) -> None:
        debrief = self._presenter.debrief
        if debrief is not None:
            self._change(self._read(debrief))

    def _change(self, changed: Debrief) -> None:
        self._presenter.change(lambda before: with_debrief(before, changed))

    def _read(self, before: Debrief) -> Debrief:
        day, hour = read_day(self.day), read_hour(self.hour)
        held = before.held_at
        if day is not None and hour is not None:
            # The clock's own offset on that day, not today's.
            held = datetime.combine(day, hour, tzinfo=held.tzinfo)
        return replace(
            before,
            stage=Stage(str(self.stage.currentData())),
            held_at=held,
            people=named(self.people.text(), before.people),
            promised_on=read_day(self.promised),
            felt=self.texts["felt"].toPlainText(),
            cared=self.texts["cared"].toPlainText(),
            said=self.texts["said"].toPlainText(),
            next_step=self.texts["next_step"].toPlainText(),
            spoken=self.spoken.text.toPlainText(),
        )

    @Slot(object)
    def _on_questions(self, rows: tuple[Row, ...]) -> None:
        debrief = self._presenter.debrief
        if debrief is None:
            return
        kept = tuple(
            RealQuestion(text=str(text), answered=str(answered))
            for text, answered in rows
            if str(text).strip() or str(answered).strip()
        )
        self._change(replace(debrief, questions=kept))
        self._show_asked()

    @Slot(int, object)
    def _on_removed(self, place: int, row: Row) -> None:
        debrief = self._presenter.debrief
        if debrief is None or not any(str(each).strip() for each in row):
            return
        back = partial(self._put_back, debrief.id, place, row)
        said = message("ui.follow_up.question_removed")
        self._context.messages.say(said, action=message("ui.follow_up.undo"), on_action=back)

    def _put_back(self, debrief_id: str, place: int, row: Row) -> None:
        debrief = self._presenter.debrief
        if debrief is not None and debrief.id == debrief_id:
            self.questions.put_back(place, row)

    @Slot(str, str)
    def _on_sorted(self, name: str, words: str) -> None:
        debrief = self._presenter.debrief
        if debrief is None:
            return
        new = (
            tuple(each for each in names_said(words) if each not in self._people())
            if name == "people"
            else ()
        )
        if name == "questions":
            rows = [(line.strip(), "") for line in words.splitlines() if line.strip()]
            self.questions.show_rows([*self.questions.rows, *rows])
            self._on_questions(self.questions.rows)
        elif name == "people":
            self._put_people((*self._people(), *new))
        else:
            field = self.texts[name]
            before = field.toPlainText().strip()
            field.setPlainText(f"{before}\n{words}" if before else words)
        place = message("ui.follow_up.field.who" if name == "people" else f"ui.follow_up.field.{name}")
        said = message("ui.follow_up.spoken.put_into", place=place)
        back = partial(self._unsort, debrief.id, name, words, new)
        self._context.messages.say(said, action=message("ui.follow_up.undo"), on_action=back)

    def _unsort(self, debrief_id: str, name: str, words: str, new: tuple[str, ...]) -> None:
        """Put words back among those that are to be sorted; what was written since stays."""
        debrief = self._presenter.debrief
        if debrief is None or debrief.id != debrief_id:
            return
        if name == "questions":
            taken = {line.strip() for line in words.splitlines()}
            self.questions.show_rows([row for row in self.questions.rows if row[0] not in taken or row[1]])
            self._on_questions(self.questions.rows)
        elif name == "people":
            self._put_people(tuple(each for each in self._people() if each not in new))
        else:
            field = self.texts[name]
            field.setPlainText(field.toPlainText().replace(words, "", 1).strip())
        self.spoken.take_back(words)

    def _people(self) -> tuple[str, ...]:
        return tuple(person.name for person in named(self.people.text()))

    def _put_people(self, names: tuple[str, ...]) -> None:
        self.people.setText(", ".join(dict.fromkeys(names)))

    def _keep(self, *_clicked: object, practise: bool = False) -> None:
        debrief = self._presenter.debrief
        if debrief is not None:
            self._presenter.keep()
            self.keeper.keep(questions_of(debrief), practise=practise)

    def _on_practice(self, found: Practice) -> None:
        self._practice = found
        self._show_asked()

    def _show_asked(self) -> None:
        """Beside each question its newest scored answer, and what can be done with all of them."""
        rows = self.questions.edited
        texts = tuple(str(row.value[0]) for row in rows)
        for button in (self.keep, self.practise):
            button.setEnabled(any(text.strip() for text in texts))
        if self._practice is None:
            return
        say, words = self._context.say, self._context.words
        for row, found in zip(rows, self._practice.of(texts), strict=True):
            if found is None:
                row.say_about("")
            else:
                day = words.short_date(found.at)
                row.say_about(say("ui.follow_up.asked.practised", day=day, level=found.level))

    def _connect(self) -> None:
        self.stage.currentIndexChanged.connect(self._edited)
        for line in (self.day, self.hour, self.promised, self.people):
            line.textChanged.connect(self._edited)
        for field in self.texts.values():
            field.textChanged.connect(self._edited)
        self.questions.changed.connect(self._on_questions)
        self.questions.removed.connect(self._on_removed)
        self.spoken.edited.connect(self._edited)
        self.spoken.sorted.connect(self._on_sorted)

    def _assemble(self) -> None:
        say = self._context.say
        first = QGridLayout()
        first.setHorizontalSpacing(Space.M)
        first.setVerticalSpacing(Space.XS)
        fields = {"stage": self.stage, "day": self.day, "hour": self.hour, "promised": self.promised}
        for place, (name, field) in enumerate(fields.items()):
            caption = label_for(field, say(f"ui.follow_up.field.{name}"))
            caption.setProperty("role", "section")
            caption.setWordWrap(True)
            first.addWidget(caption, 0, place)
            first.addWidget(field, 1, place)
            first.setColumnStretch(place, 2 if name in ("stage", "promised") else 1)
        facts, notes = card(), card(heading=say("ui.follow_up.how_it_went"))
        self._captioned(facts, {"people": self.people}, above=first)
        self._captioned(notes, self.texts)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.practise)
        buttons.addStretch(1)
        asked = card(
            label(say("ui.follow_up.asked.hint"), "small", wrap=True),
            self.questions,
            heading=say("ui.follow_up.field.questions"),
        )
        below = asked.layout()
        if isinstance(below, QVBoxLayout):
            below.addLayout(buttons)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for each in (facts, self.spoken, asked, notes):
            column.addWidget(each)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))
        tab_order(*fields.values(), self.people, self.spoken.speak, self.spoken.text)
        tab_order(self.spoken.text, *self.spoken.places.values(), self.questions.add_button)
        tab_order(self.questions.add_button, self.keep, self.practise, *self.texts.values(), self.remove)

    def _captioned(
        self, panel: QFrame, widgets: Mapping[str, QWidget], above: QGridLayout | None = None
    ) -> None:
        inside = panel.layout()
        if not isinstance(inside, QVBoxLayout):
            return
        if above is not None:
            inside.addLayout(above)
        for name, widget in widgets.items():
            caption = label_for(widget, self._context.say(f"ui.follow_up.field.{name}"))
            caption.setProperty("role", "section")
            inside.addWidget(caption)
            inside.addWidget(widget)
