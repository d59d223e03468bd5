"""The job: its advert, what it asks for, and the stories that answer it."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach.model.preparation import Need, Requirement, Story
from coach.prepare.asking import AskVerdict, JudgedAsk
from coach.prepare.evidence import Cover, Evidence, beside_the_point
from ui.a11y import label_for
from ui.context import Context
from ui.pages.prepare.advert_card import AdvertCard
from ui.pages.prepare.section import Section
from ui.pages.prepare.short_list import Short, ShortList
from ui.theme import Space, set_state
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import card, label
from ui.widgets.row_editor import Column, ColumnKind, Row, RowEditor

_BESIDE = 860
"""From this width on the two summaries stand beside the table."""

_NEED, _STORY, _LEVEL = 1, 2, 3
_LEADS = {"unknown": None, "leading": True, "not_leading": False}


class JobSection(Section):
    """What they ask for and the person's evidence, with what else is known at a glance.

    Signals:
        advert_read(str): The text of an advert is to be understood.
        file_asked(): The person would like to choose a file.
        stories_asked(): The stories are to be opened.

    Args:
        context: What it may use.
    """

    advert_read = Signal(str)
    stories_asked = Signal()
    file_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        self._stories: tuple[Story, ...] = ()
        self._evidence: tuple[Evidence, ...] = ()
        self.advert = AdvertCard(context)
        self.advert.read_asked.connect(self.advert_read)
        self.advert.file_asked.connect(self.file_asked)
        self.company, self.title, self.leads = QLineEdit(), QLineEdit(), QComboBox()
        for name in _LEADS:
            self.leads.addItem(say(f"ui.prepare.leads.{name}"), name)
        self.company.textChanged.connect(self._on_head)
        self.title.textChanged.connect(self._on_head)
        self.leads.currentIndexChanged.connect(self._on_head)
        self.table = self.undoable(
            RowEditor(
                (
                    Column(heading=say("ui.prepare.job.requirement"), stretch=5),
                    Column(
                        heading=say("ui.prepare.job.need"),
                        kind=ColumnKind.CHOICE,
                        choices=tuple((need.value, say(f"ui.prepare.need.{need}")) for need in Need),
                    ),
                    Column(
                        heading=say("ui.prepare.job.story"),
                        kind=ColumnKind.CHOICE,
                        stretch=3,
                        choices=(("", say("ui.prepare.job.no_story")),),
                    ),
                    Column(heading=say("ui.prepare.job.practised"), kind=ColumnKind.SHOWN),
                ),
                say("ui.prepare.job.add"),
                say("ui.prepare.job.evidence"),
                say,
            )
        )
        self.table.changed.connect(self._on_rows)
        self.summary = label("", "small", wrap=True)
        self.beside = label("", "wrong", wrap=True)
        self.to_stories = QPushButton(say("ui.prepare.job.to_stories"))
        self.to_stories.clicked.connect(self.stories_asked)
        self.known, self.ask = ShortList(say), ShortList(say)
        self._assemble()

    def refresh(self) -> None:
        """Show the job."""
        made = self.preparation
        for field, text in ((self.company, made.company.name), (self.title, made.job_title)):
            if field.text() != text:
                before = field.blockSignals(True)  # noqa: FBT003 - Qt's own argument
                field.setText(text)
                field.setCursorPosition(0)
                field.blockSignals(before)
        before = self.leads.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.leads.setCurrentIndex(list(_LEADS.values()).index(made.leads))
        self.leads.blockSignals(before)
        self.advert.show_text(made.advert)
        self.table.show_rows([self._row(number, each) for number, each in enumerate(made.requirements)])
        self._show_stories()
        say = self.context.say
        facts = [
            Short(fact.text, before=say(f"ui.prepare.kind.{fact.kind}"))
            for fact in made.company.facts
            if fact.text.strip()
        ]
        people = tuple(one.name for one in made.company.people if one.name.strip())
        if people:
            facts.append(Short(self.context.words.list(people), before=say("ui.prepare.kind.people")))
        self.known.show_lines(facts, say("ui.prepare.job.nothing_known"))
        if not made.to_ask:
            self.show_asks(())

    def show_evidence(self, found: tuple[Evidence, ...], stories: tuple[Story, ...]) -> None:
        """Show which story answers which requirement.

        Args:
            found: One a requirement.
            stories: The story bank.
        """
        self._evidence, self._stories = found, stories
        if len(found) == len(self.preparation.requirements):
            self._show_stories()

    def show_asks(self, asks: tuple[JudgedAsk, ...]) -> None:
        """Show the questions to ask in short.

        Args:
            asks: Each with what is thought of it.
        """
        lines = []
        for each in asks:
            early = each.verdict is AskVerdict.EARLY and each.remark is not None
            remark = self.context.say.message(each.remark) if early and each.remark else ""
            lines.append(Short(each.text, remark=remark))
        kept = [line for line in lines if line.text.strip()]
        self.ask.show_lines(kept, self.context.say("ui.prepare.job.nothing_to_ask"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The summaries stand below the table where there is little room."""
        super().resizeEvent(event)
        wide = self.width() >= self.context.theme.scaled(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)

    def _row(self, number: int, each: Requirement) -> Row:
        found = self._evidence[number] if number < len(self._evidence) else None
        level = str(found.level) if found is not None and found.level is not None else "\u2013"
        return (each.text, each.need.value, each.story_ids[0] if each.story_ids else "", level)

    def _show_stories(self) -> None:
        say = self.context.say
        titles = {story.id: story.title for story in self._stories}
        self.table.set_choices(_STORY, [("", say("ui.prepare.job.no_story")), *titles.items()])
        beside: dict[str, None] = {}
        for row, each, found in zip(
            self.table.edited, self.preparation.requirements, self._evidence, strict=False
        ):
            first = say("ui.prepare.job.no_story")
            if found.story is not None and not found.chosen:
                thin = found.cover is Cover.THIN
                first = say("ui.prepare.job.thin", title=found.story.title) if thin else found.story.title
            row.set_choices(_STORY, [("", first), *titles.items()])
            shown = self._row(self.preparation.requirements.index(each), each)
            row.show_value(shown)
            # Without any story there is one thing to do, and not as many mistakes as there are lines.
            bare = bool(self._stories) and found.cover is Cover.NONE
            set_state(row.fields[_STORY], "state", "wrong" if bare else "")
            lacks = [say(f"ui.prepare.lacks.{lack}") for lack in found.lacks]
            row.say_about("; ".join(lacks)[:1].upper() + "; ".join(lacks)[1:])
            if found.story is not None and beside_the_point(self.preparation, found.story):
                beside[say("ui.prepare.job.beside", title=found.story.title)] = None
        self._show_summary()
        first_steps = bool(self.preparation.requirements) and not self._stories
        self._hint.setVisible(first_steps)
        self.beside.setText("\n".join(beside))
        self.beside.setVisible(bool(beside))

    def _show_summary(self) -> None:
        """How much is covered; nothing while there is no story, which is said by itself."""
        known = self._evidence if len(self._evidence) == len(self.preparation.requirements) else ()
        counts = {cover.value: sum(one.cover is cover for one in known) for cover in Cover}
        self.summary.setText(self.context.say("ui.prepare.job.summary", **counts))
        self.summary.setVisible(bool(known and self._stories))

    @Slot()
    def _on_head(self) -> None:
        company = replace(self.preparation.company, name=self.company.text())
        leads = _LEADS[str(self.leads.currentData())]
        self.change(company=company, job_title=self.title.text(), leads=leads)

    @Slot(object)
    def _on_rows(self, rows: tuple[Row, ...]) -> None:
        made = [
            Requirement(
                text=str(row[0]),
                need=Need(str(row[_NEED])),
                story_ids=(str(row[_STORY]),) if row[_STORY] else (),
            )
            for row in rows
        ]
        self.change(requirements=tuple(made))

    def _assemble(self) -> None:
        say = self.context.say
        head = QGridLayout()
        head.setHorizontalSpacing(Space.M)
        head.setVerticalSpacing(Space.XS)
        fields = {"company": self.company, "title": self.title, "leads": self.leads}
        for place, (name, field) in enumerate(fields.items()):
            caption = label_for(field, say(f"ui.prepare.job.{name}"))
            caption.setProperty("role", "section")
            head.addWidget(caption, 0, place)
            head.addWidget(field, 1, place)
            head.setColumnStretch(place, 3 if field is not self.leads else 2)
        self.advert.hide()
        self.beside.hide()
        self.summary.hide()
        self._hint = QWidget()
        line = FlowLayout(Space.M, self._hint)
        line.addWidget(label(say("ui.prepare.job.no_stories"), "muted", wrap=True))
        line.addWidget(self.to_stories)
        self._hint.hide()
        left = card(self.summary, self.beside, self._hint, self.table, heading=say("ui.prepare.job.evidence"))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(card(self.known, heading=say("ui.prepare.job.known")))
        column.addWidget(card(self.ask, heading=say("ui.prepare.job.ask")))
        column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(Space.L)
        self._columns.addWidget(left, 2)
        self._columns.addWidget(right, 1)
        self.column.addWidget(self.advert)
        self.column.addLayout(head)
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
