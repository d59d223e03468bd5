"""The person's case: pitches, goals, why this job, gaps, and the overqualified case."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from coach.model.preparation import Gap
from coach.prepare.evidence import Evidence
from coach.prepare.kit import Verdict, kit_checks
from ui.context import Context
from ui.pages.prepare.form import Form, Text
from ui.pages.prepare.section import Section
from ui.widgets.parts import card, label
from ui.widgets.row_editor import Column, Row, RowEditor

_PITCHES = ("pitch_30", "pitch_60")
_NOTED = {"pitch_30": "pitch_30", "pitch_60": "pitch_60", "why": "why_this_job", "goals": "goals_long",
          "overqualified": "overqualified_stay"}  # fmt: skip
"""Below which field each check is said."""


class CaseSection(Section):
    """Why this person for this job.

    Signals:
        practise_asked(str): The plan to practise, such as "pitch-30".

    Args:
        context: What it may use.
    """

    practise_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        self._evidence: tuple[Evidence, ...] = ()
        self.practise: dict[str, QPushButton] = {}
        groups: dict[str, tuple[Text, ...]] = {
            "pitch_30": (Text("pitch_30", say("ui.prepare.case.pitch_30"), 4),),
            "pitch_60": (Text("pitch_60", say("ui.prepare.case.pitch_60"), 6),),
            "why": (Text("why_this_job", say("ui.prepare.case.why_this_job"), 3),),
            "goals": (
                Text("goals_short", say("ui.prepare.case.goals_short"), 2),
                Text("goals_long", say("ui.prepare.case.goals_long"), 2),
            ),
            "over": (
                Text("overqualified_wish", say("ui.prepare.case.overqualified_wish"), 2),
                Text("overqualified_stay", say("ui.prepare.case.overqualified_stay"), 2),
            ),
        }
        headings = {"goals": say("ui.prepare.case.goals"), "over": say("ui.prepare.case.overqualified")}
        self.forms = {name: Form(texts, context.theme) for name, texts in groups.items()}
        self.gaps = self.undoable(
            RowEditor(
                (
                    Column(heading=say("ui.prepare.case.gap"), stretch=2),
                    Column(heading=say("ui.prepare.case.answer"), stretch=3),
                ),
                say("ui.prepare.case.add_gap"),
                say("ui.prepare.case.gaps"),
                say,
            )
        )
        self.gap_note = label("", "small", wrap=True)
        self.gaps.changed.connect(self._on_gaps)
        for name, form in self.forms.items():
            form.edited.connect(self._on_text)
            panel = card(form, heading=headings.get(name, ""))
            if name in _PITCHES:
                inside = panel.layout()
                button = QPushButton(say("ui.prepare.case.practise"))
                button.setAccessibleName(
                    say("ui.prepare.case.practise_of", title=say(f"ui.prepare.case.{name}"))
                )
                button.clicked.connect(partial(self._on_practise, name.replace("_", "-")))
                self.practise[name] = button
                if isinstance(inside, QVBoxLayout):
                    inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            if name == "over":
                self.column.addWidget(card(self.gap_note, self.gaps, heading=say("ui.prepare.case.gaps")))
            self.column.addWidget(panel)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the case and how it stands."""
        case = self.preparation.case
        for form in self.forms.values():
            form.show_texts({name: getattr(case, name) for name in form.fields})
        self.gaps.show_rows([(gap.text, gap.answer) for gap in case.gaps])
        self._show_checks()

    def show_evidence(self, found: tuple[Evidence, ...]) -> None:
        """Look at the gaps anew.

        Args:
            found: One a requirement.
        """
        self._evidence = found
        self._show_checks()

    def _show_checks(self) -> None:
        notes = dict.fromkeys(_NOTED.values(), "")
        for check in kit_checks(self.preparation, self._evidence):
            said = self.context.say.message(check.found)
            if check.id == "gaps":
                self.gap_note.setText(said)
            elif check.id in _NOTED:
                notes[_NOTED[check.id]] = said
                if check.verdict is Verdict.NO and check.id in _PITCHES:
                    notes[_NOTED[check.id]] = ""
        for form in self.forms.values():
            for name in form.fields:
                if name in notes:
                    form.say_about(name, notes[name])

    @Slot(str, str)
    def _on_text(self, name: str, text: str) -> None:
        changed: dict[str, Any] = {name: text}
        self.change(case=replace(self.preparation.case, **changed))

    @Slot(object)
    def _on_gaps(self, rows: tuple[Row, ...]) -> None:
        gaps = tuple(Gap(str(text), str(answer)) for text, answer in rows)
        self.change(case=replace(self.preparation.case, gaps=gaps))

    def _on_practise(self, plan: str) -> None:
        self.practise_asked.emit(plan)
