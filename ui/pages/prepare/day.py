"""The interview day: when, where, whom to ask for, what to bring."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QDate, QDateTime, QTime, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from coach.model.preparation import Stage
from ui.a11y import label_for
from ui.context import Context
from ui.pages.prepare.form import Form, Text
from ui.pages.prepare.section import Section
from ui.theme import Space
from ui.widgets.parts import card, number_box
from ui.widgets.row_editor import Column, Row, RowEditor

_STAGES = (Stage.SCREENING, Stage.FIRST, Stage.SECOND, Stage.FINAL, Stage.OFFER)
_USUAL_MIN, _LONGEST_MIN = 60, 600
_TEXTS = ("place", "link", "entrance", "contact", "instructions")


class DaySection(Section):
    """The day, its calendar file and its card.

    Signals:
        calendar_asked(): It is to be saved for a calendar.
        card_asked(): The card is to be printed.

    Args:
        context: What it may use.
    """

    calendar_asked = Signal()
    card_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        self.stage = QComboBox()
        for stage in _STAGES:
            self.stage.addItem(say(f"prepare.stage.{stage}"), stage.value)
        self.known = QCheckBox(say("ui.prepare.day.known"))
        self.starts = QDateTimeEdit()
        self.starts.setCalendarPopup(True)
        self.starts.setDisplayFormat("ddd d MMM yyyy, HH:mm")
        self.length = number_box(5, _LONGEST_MIN, 5)
        self.form = Form(
            [
                Text(name, say(f"ui.prepare.day.{name}"), 3 if name == "instructions" else 1)
                for name in _TEXTS
            ],
            context.theme,
        )
        self.bring = self.undoable(
            RowEditor(
                (Column(heading=say("ui.prepare.day.thing"), stretch=1),),
                say("ui.prepare.day.add_thing"),
                say("ui.prepare.day.bring"),
                say,
            )
        )
        self.calendar = QPushButton(say("ui.prepare.day.calendar"))
        self.calendar.clicked.connect(self.calendar_asked)
        self.card = QPushButton(say("ui.prepare.day.card"))
        self.card.clicked.connect(self.card_asked)
        self._assemble()
        self.stage.currentIndexChanged.connect(self._on_day)
        self.known.toggled.connect(self._on_day)
        self.starts.dateTimeChanged.connect(self._on_day)
        self.length.valueChanged.connect(self._on_day)
        self.form.edited.connect(self._on_text)
        self.bring.changed.connect(self._on_bring)

    def refresh(self) -> None:
        """Show the day."""
        day = self.preparation.day
        fields: tuple[QWidget, ...] = (self.stage, self.known, self.starts, self.length)
        before = [field.blockSignals(True) for field in fields]  # noqa: FBT003 - Qt's own argument
        self.stage.setCurrentIndex(max(0, self.stage.findData(day.stage.value)))
        self.known.setChecked(day.starts_at is not None)
        self.starts.setEnabled(day.starts_at is not None)
        self.calendar.setEnabled(day.starts_at is not None)
        shown = day.starts_at or _soon()
        wanted = QDateTime(QDate(shown.year, shown.month, shown.day), QTime(shown.hour, shown.minute))
        if day.starts_at is not None or not self.starts.dateTime().isValid() or not before[2]:
            self.starts.setDateTime(wanted)
        self.length.setValue(day.duration_min or _USUAL_MIN)
        for field, state in zip(fields, before, strict=True):
            field.blockSignals(state)
        self.form.show_texts({name: getattr(day, name) for name in _TEXTS})
        self.bring.show_rows([(thing,) for thing in day.bring])

    @Slot()
    def _on_day(self) -> None:
        starts: datetime | None = None
        if self.known.isChecked():
            date, time = self.starts.date(), self.starts.time()
            written = datetime(date.year(), date.month(), date.day(), time.hour(), time.minute())  # noqa: DTZ001
            starts = written.astimezone()
        stage = Stage(str(self.stage.currentData()))
        self.change(
            day=replace(self.preparation.day, stage=stage, starts_at=starts, duration_min=self.length.value())
        )

    @Slot(str, str)
    def _on_text(self, name: str, text: str) -> None:
        changed: dict[str, Any] = {name: text}
        self.change(day=replace(self.preparation.day, **changed))

    @Slot(object)
    def _on_bring(self, rows: tuple[Row, ...]) -> None:
        self.change(day=replace(self.preparation.day, bring=tuple(str(row[0]) for row in rows)))

    def _assemble(self) -> None:
        say = self.context.say
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        fields = {"stage": self.stage, "starts": self.starts, "length": self.length}
        for place, (name, field) in enumerate(fields.items()):
            caption = label_for(field, say(f"ui.prepare.day.{name}"))
            caption.setProperty("role", "section")
            grid.addWidget(caption, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 2 if field is not self.length else 1)
        grid.addWidget(self.known, 2, 1)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.calendar)
        row.addWidget(self.card)
        row.addStretch(1)
        self.column.addWidget(card(head, self.form, heading=say("ui.prepare.day.heading")))
        self.column.addWidget(card(self.bring, heading=say("ui.prepare.day.bring")))
        self.column.addWidget(buttons)
        self.column.addStretch(1)


def _soon() -> datetime:
    """A week from now at ten, as something to start from."""
    week = datetime.now().astimezone() + timedelta(days=7)
    return week.replace(hour=10, minute=0, second=0, microsecond=0)
