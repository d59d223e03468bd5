"""The company: facts with their sources, what is still to look up, names, culture."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Slot

from coach.model.company import Fact, Person
from coach.prepare.kit import FACT_KINDS, empty_kinds
from ui.context import Context
from ui.pages.prepare.form import Form, Text
from ui.pages.prepare.section import Section
from ui.widgets.parts import card, label
from ui.widgets.row_editor import Column, ColumnKind, Row, RowEditor

_KINDS = (*FACT_KINDS, "other")


class CompanySection(Section):
    """What is known about them.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        self.facts = self.undoable(
            RowEditor(
                (
                    Column(
                        heading=say("ui.prepare.company.kind"),
                        kind=ColumnKind.CHOICE,
                        stretch=1,
                        choices=tuple((kind, say(f"ui.prepare.kind.{kind}")) for kind in _KINDS),
                    ),
                    Column(heading=say("ui.prepare.company.fact"), stretch=6),
                    Column(heading=say("ui.prepare.company.source"), stretch=3),
                    Column(heading=say("ui.prepare.company.found_on"), stretch=2),
                ),
                say("ui.prepare.company.add_fact"),
                say("ui.prepare.company.facts"),
                say,
            )
        )
        self.names = self.undoable(
            RowEditor(
                (
                    Column(heading=say("ui.prepare.company.name"), stretch=3),
                    Column(heading=say("ui.prepare.company.said"), stretch=3),
                    Column(heading=say("ui.prepare.company.role"), stretch=3),
                    Column(heading=say("ui.prepare.company.cares"), stretch=3),
                ),
                say("ui.prepare.company.add_name"),
                say("ui.prepare.company.names"),
                say,
            )
        )
        self.culture = Form(
            (
                Text("culture_suits", say("ui.prepare.company.suits"), 2),
                Text("culture_ask", say("ui.prepare.company.ask"), 2),
            ),
            context.theme,
        )
        self.facts.changed.connect(self._on_facts)
        self.names.changed.connect(self._on_names)
        self.culture.edited.connect(self._on_culture)
        self.look_up = label("", "muted", wrap=True)
        self._to_look_up = card(self.look_up, heading=say("ui.prepare.company.look_up"))
        self.column.addWidget(card(self.facts, heading=say("ui.prepare.company.facts")))
        self.column.addWidget(self._to_look_up)
        self.column.addWidget(card(self.names, heading=say("ui.prepare.company.names")))
        self.column.addWidget(card(self.culture, heading=say("ui.prepare.company.culture")))
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show what is known."""
        company, case = self.preparation.company, self.preparation.case
        self.facts.show_rows(
            [
                (fact.kind if fact.kind in _KINDS else "other", fact.text, fact.source, fact.found_on)
                for fact in company.facts
            ]
        )
        self.names.show_rows([(one.name, one.said, one.role, one.cares) for one in company.people])
        self.culture.show_texts({"culture_suits": case.culture_suits, "culture_ask": case.culture_ask})
        missing = empty_kinds(company)
        say = self.context.say
        self.look_up.setText(
            "\n".join(
                f"{say(f'ui.prepare.kind.{kind}')}: {say(f'prepare.look_up.{kind}')}" for kind in missing
            )
        )
        self._to_look_up.setVisible(bool(missing))

    @Slot(object)
    def _on_facts(self, rows: tuple[Row, ...]) -> None:
        facts = tuple(Fact(str(text), str(kind), str(source), str(on)) for kind, text, source, on in rows)
        self.change(company=replace(self.preparation.company, facts=facts))

    @Slot(object)
    def _on_names(self, rows: tuple[Row, ...]) -> None:
        people = tuple(Person(*map(str, row)) for row in rows)
        self.change(company=replace(self.preparation.company, people=people))

    @Slot(str, str)
    def _on_culture(self, name: str, text: str) -> None:
        changed: dict[str, Any] = {name: text}
        self.change(case=replace(self.preparation.case, **changed))
