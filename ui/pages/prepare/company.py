"""The company: facts with their sources, what is still to look up, names, culture."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from coach.model.company import Fact, Person
from coach.prepare.kit import FACT_KINDS, empty_kinds
from ui.context import Context
from ui.pages.prepare.form import Form, Text
from ui.pages.prepare.section import Section
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import card, label
from ui.widgets.row_editor import Column, ColumnKind, Row, RowEditor

_KINDS = (*FACT_KINDS, "other")


class CompanySection(Section):
    """What is known about them.

    Signals:
        text_pasted(str): What was copied elsewhere is to be taken as facts.
        file_asked(): The person would like to choose a document about them.

    Args:
        context: What it may use.
    """

    text_pasted = Signal(str)
    file_asked = Signal()

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
        self.paste = QPushButton(say("ui.prepare.company.paste"))
        self.paste.clicked.connect(self._on_paste)
        self.file = QPushButton(say("ui.prepare.company.file"))
        self.file.clicked.connect(self.file_asked)
        self.look_up: dict[str, QPushButton] = {}
        self._questions: dict[str, QLabel] = {}
        self._to_look_up = card(self._look_up_list(), heading=say("ui.prepare.company.look_up"))
        self.column.addWidget(card(self.facts, self._tools(), heading=say("ui.prepare.company.facts")))
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
        for kind, button in self.look_up.items():
            for widget in (button, self._questions[kind]):
                widget.setVisible(kind in missing)
        self._to_look_up.setVisible(bool(missing))

    def _tools(self) -> QWidget:
        tools = QWidget()
        line = FlowLayout(Space.S, tools)
        for widget in (self.paste, self.file, label(self.context.say("ui.prepare.company.drop"), "small")):
            line.addWidget(widget)
        return tools

    def _look_up_list(self) -> QWidget:
        """A question a kind, and beside it where its answer is noted."""
        say = self.context.say
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(0, 1)
        for place, kind in enumerate(FACT_KINDS):
            name = say(f"ui.prepare.kind.{kind}")
            question = label(f"{name}: {say(f'prepare.look_up.{kind}')}", "muted", wrap=True)
            button = QPushButton(say("ui.prepare.company.note"))
            button.setProperty("kind", "link")
            button.setAccessibleName(say("ui.prepare.company.note_of", kind=name))
            button.clicked.connect(partial(self._on_note, kind))
            grid.addWidget(question, place, 0)
            grid.addWidget(button, place, 1)
            self._questions[kind], self.look_up[kind] = question, button
        return made

    @Slot()
    def _on_paste(self) -> None:
        self.text_pasted.emit(QGuiApplication.clipboard().text())

    def _on_note(self, kind: str) -> None:
        """A line of this kind, ready to be written; for people, a name."""
        if kind == "people":
            self.names.add_row()
            return
        self.facts.put_back(len(self.facts.edited), (kind, "", "", ""))
        self.facts.edited[-1].focus()

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
