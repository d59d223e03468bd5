"""People who can help, work to show, and what can be found about the person."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from coach.model.preparation import Contact, ContactKind, Preparation, WorkSample
from coach.prepare.kit import CHECK_LIST, reference_step
from ui.context import Context
from ui.pages.prepare.section import Section
from ui.widgets.parts import card, label
from ui.widgets.row_editor import Column, ColumnKind, Row, RowEditor

_TICKS = ("told", "briefed", "debriefed", "thanked")


class PeopleSection(Section):
    """Connections, references, samples, and the check-list.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        ticks = [Column(heading=say(f"ui.prepare.people.{name}"), kind=ColumnKind.TICK) for name in _TICKS]
        kinds = tuple((kind.value, say(f"ui.prepare.contact.{kind}")) for kind in ContactKind)
        self.contacts = self.undoable(
            RowEditor(
                (
                    Column(heading=say("ui.prepare.people.name"), stretch=3),
                    Column(
                        heading=say("ui.prepare.people.kind"),
                        kind=ColumnKind.CHOICE,
                        stretch=2,
                        choices=kinds,
                    ),
                    Column(heading=say("ui.prepare.people.note"), stretch=3),
                    *ticks,
                ),
                say("ui.prepare.people.add"),
                say("ui.prepare.people.contacts"),
                say,
            )
        )
        self.samples = self.undoable(
            RowEditor(
                (
                    Column(heading=say("ui.prepare.people.sample"), stretch=3),
                    Column(heading=say("ui.prepare.people.where"), stretch=3),
                    Column(heading=say("ui.prepare.people.packed"), kind=ColumnKind.TICK),
                ),
                say("ui.prepare.people.add_sample"),
                say("ui.prepare.people.samples"),
                say,
            )
        )
        self.lines = {name: QCheckBox(say(f"prepare.check.{name}")) for name in CHECK_LIST}
        self.contacts.changed.connect(self._on_contacts)
        self.samples.changed.connect(self._on_samples)
        for line in self.lines.values():
            line.toggled.connect(self._on_lines)
        note = label(say("ui.prepare.people.profile_note"), "muted", wrap=True)
        self.column.addWidget(card(self.contacts, heading=say("ui.prepare.people.contacts")))
        self.column.addWidget(card(self.samples, heading=say("ui.prepare.people.samples")))
        self.column.addWidget(card(note, *self.lines.values(), heading=say("ui.prepare.people.profile")))
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show them."""
        made = self.preparation
        self.contacts.show_rows([_row(one) for one in made.contacts])
        self.samples.show_rows([(one.title, one.where, one.packed) for one in made.samples])
        for name, line in self.lines.items():
            before = line.blockSignals(True)  # noqa: FBT003 - Qt's own argument
            line.setChecked(name in made.checked)
            line.blockSignals(before)
        held = _is_held(made)
        for row, contact in zip(self.contacts.edited, made.contacts, strict=True):
            step = reference_step(contact, held=held) if contact.name.strip() else ""
            row.say_about(self.context.say(f"ui.prepare.next.{step}", name=contact.name) if step else "")

    @Slot(object)
    def _on_contacts(self, rows: tuple[Row, ...]) -> None:
        made = []
        for name, kind, note, *ticks in rows:
            told, briefed, debriefed, thanked = map(bool, ticks)
            made.append(
                Contact(
                    name=str(name),
                    kind=ContactKind(str(kind)),
                    note=str(note),
                    told=told,
                    briefed=briefed,
                    debriefed=debriefed,
                    thanked=thanked,
                )
            )
        self.change(contacts=tuple(made))

    @Slot(object)
    def _on_samples(self, rows: tuple[Row, ...]) -> None:
        self.change(samples=tuple(WorkSample(title=str(a), where=str(b), packed=bool(c)) for a, b, c in rows))

    @Slot()
    def _on_lines(self) -> None:
        self.change(checked=tuple(name for name, line in self.lines.items() if line.isChecked()))


def _row(contact: Contact) -> Row:
    return (contact.name, contact.kind.value, contact.note, *(getattr(contact, name) for name in _TICKS))


def _is_held(preparation: Preparation) -> bool:
    starts = preparation.day.starts_at
    return starts is not None and starts < datetime.now().astimezone()
