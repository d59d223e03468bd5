"""Where it stops: all applications with stage and outcome, what can be said of them, and what to practise."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.followup.fits import NOTHING_ASKED, asked_at, what_fits
from coach.followup.stops import StageCount, WhereItStops, where_it_stops
from coach.model.application import Application, Outcome, Reason
from coach.model.message import Message
from coach.model.preparation import Stage
from ui.a11y import tab_order
from ui.pages.follow_up.desk import Practice, read_practice
from ui.pages.follow_up.lines import Lines
from ui.pages.follow_up.presenter import FollowUpPresenter
from ui.places import PageName, Place
from ui.tasks import Lane, Task
from ui.theme import Space
from ui.widgets.parts import card, label, scrolled
from ui.widgets.row_editor import Column, ColumnKind, Row, RowEditor


class StopsView(QWidget):
    """All applications together.

    Args:
        presenter: Holds them.
    """

    def __init__(self, presenter: FollowUpPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._context = context = presenter.context
        say = context.say
        self._shown: tuple[str, ...] = ()
        self._practice: Practice | None = None
        self.says, self.fits = Lines(""), Lines("muted")
        self.practise = QPushButton(say("ui.follow_up.stops.practise"))
        self.practise.setProperty("kind", "primary")
        self.practise.clicked.connect(self._to_practice)
        self.counts: tuple[QLabel, ...] = ()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.XL)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(4, 1)
        self.rows = RowEditor(self._columns(), "", say("ui.follow_up.stops.applications"), say)
        self.rows.add_button.hide()
        self.rows.changed.connect(self._on_rows)
        self.rows.removed.connect(self._on_removed)
        self._assemble()

    def show_application(self) -> None:
        """Show all applications."""
        applications = self._presenter.desk.applications
        self._shown = tuple(each.id for each in applications)
        self.rows.show_rows([_row(each) for each in applications])
        self._show_found()
        op = partial(read_practice, self._context.library)
        self._context.tasks.run(Task(op=op, on_success=self._on_practice, owner=self, lane=Lane.SIDE))

    @property
    def found(self) -> WhereItStops:
        """What the applications say."""
        return where_it_stops(self._presenter.desk.applications)

    def _on_practice(self, found: Practice) -> None:
        self._practice = found
        self._show_found()

    def _show_found(self) -> None:
        found, say = self.found, self._context.say
        self.says.show_lines([say.message(each) for each in found.says])
        self.fits.show_lines([say.message(each) for each in self._fits(found)])
        interview = found.stage is not None and found.stage is not Stage.APPLIED
        self.practise.setVisible(interview)
        self._show_counts(found.stages)

    def _fits(self, found: WhereItStops) -> tuple[Message, ...]:
        if self._practice is None:
            return ()
        applications = self._presenter.desk.applications
        there = asked_at(found.stage, applications, self._practice.measured) if found.stage else NOTHING_ASKED
        return what_fits(found, self._practice.progress, there)

    def _show_counts(self, stages: tuple[StageCount, ...]) -> None:
        say = self._context.say
        for old in self.counts:
            old.hide()
            old.deleteLater()
        made: list[QLabel] = []
        for column, name in enumerate(("stage", "reached", "ended", "out_of_hands")):
            made.append(label(say(f"ui.follow_up.stops.{name}"), "section"))
            self._grid.addWidget(made[-1], 0, column)
        for line, count in enumerate(stages, start=1):
            texts = (
                say(f"prepare.stage.{count.stage}"),
                str(count.reached),
                str(count.ended),
                str(count.out_of_hands),
            )
            for column, text in enumerate(texts):
                made.append(label(text, ""))
                self._grid.addWidget(made[-1], line, column)
        self.counts = tuple(made)

    @Slot(object)
    def _on_rows(self, rows: tuple[Row, ...]) -> None:
        if len(rows) != len(self._shown):
            return  # a row was taken out, which is told by itself
        today = self._presenter.now().date()
        for application_id, row in zip(self._shown, rows, strict=True):
            self._presenter.change_any(application_id, partial(_changed, row=row, today=today))
        self._show_found()

    @Slot(int, object)
    def _on_removed(self, place: int, _row: Row) -> None:
        removed = self._shown[place]
        self._shown = tuple(each for each in self._shown if each != removed)
        self._presenter.remove(removed)

    def _to_practice(self) -> None:
        self._context.go(Place(page=PageName.PRACTICE, plan="weakest"))

    def _columns(self) -> tuple[Column, ...]:
        say = self._context.say
        stages = tuple((each.value, say(f"prepare.stage.{each}")) for each in Stage)
        outcomes = tuple((each.value, say(f"followup.outcome.{each}")) for each in Outcome)
        reasons = tuple((each.value, say(f"followup.reason.{each}")) for each in Reason)
        choice = ColumnKind.CHOICE
        return (
            Column(heading=say("ui.follow_up.field.company"), stretch=3),
            Column(heading=say("ui.follow_up.field.job"), stretch=3),
            Column(heading=say("ui.follow_up.stops.stage"), kind=choice, stretch=3, choices=stages),
            Column(heading=say("ui.follow_up.stops.outcome"), kind=choice, stretch=2, choices=outcomes),
            Column(heading=say("ui.follow_up.stops.why"), kind=choice, stretch=3, choices=reasons),
        )

    def _assemble(self) -> None:
        say = self._context.say
        findings = card(
            self.says, self.fits, self.practise, heading=say("ui.follow_up.stops.heading"), first=True
        )
        inside = findings.layout()
        if isinstance(inside, QVBoxLayout):
            inside.setAlignment(self.practise, Qt.AlignmentFlag.AlignLeft)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(findings)
        column.addWidget(card(self._table, heading=say("ui.follow_up.stops.counts")))
        column.addWidget(card(self.rows, heading=say("ui.follow_up.stops.applications")))
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))
        tab_order(self.practise, self.rows)


def _row(application: Application) -> Row:
    return (
        application.company_name,
        application.job_title,
        application.stage.value,
        application.outcome.value,
        application.reason.value,
    )


def _changed(before: Application, *, row: Row, today: date) -> Application:
    company, job, stage, outcome, reason = (str(each) for each in row)
    still_open = outcome == Outcome.OPEN
    return replace(
        before,
        company_name=company,
        job_title=job,
        stage=Stage(stage),
        outcome=Outcome(outcome),
        reason=Reason(reason),
        ended_on=None if still_open else (before.ended_on or today),
    )
