"""One interview being prepared: its head, and its parts behind tabs."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from coach.model.preparation import Preparation, Story
from coach.prepare.asking import JudgedAsk
from coach.prepare.day import title_of
from coach.prepare.evidence import Evidence
from ui.context import Context
from ui.pages.prepare.ask import AskSection
from ui.pages.prepare.case import CaseSection
from ui.pages.prepare.company import CompanySection
from ui.pages.prepare.day import DaySection
from ui.pages.prepare.job import JobSection
from ui.pages.prepare.people import PeopleSection
from ui.pages.prepare.section import Section
from ui.pages.prepare.shelf import day_line
from ui.pages.prepare.stories import StoriesSection
from ui.theme import Space, set_state
from ui.widgets.chips import Chips
from ui.widgets.folding import FoldingRow
from ui.widgets.parts import TITLE_WIDTH, beside, label, scrolled

TABS = ("job", "company", "ask", "day", "case", "stories", "people")


class OpenedView(QWidget):
    """Everything about one interview.

    Signals:
        edited(Preparation): The person changed something.
        left(): Back to all of them.
        practise_asked(str): The plan to practise.

    Args:
        context: What it may use.
    """

    edited = Signal(object)
    left = Signal()
    practise_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say = context.say
        self.job, self.company, self.ask = JobSection(context), CompanySection(context), AskSection(context)
        self.day, self.case, self.people = DaySection(context), CaseSection(context), PeopleSection(context)
        self.stories = StoriesSection(context)
        self.sections: tuple[Section, ...] = (
            self.job,
            self.company,
            self.ask,
            self.day,
            self.case,
            self.people,
        )
        self.back = QPushButton("\u2039 " + say("ui.prepare.all"))
        self.back.setProperty("kind", "link")
        self.back.clicked.connect(self.left)
        self.when = label("", "small", wrap=True)
        self.title = label("", "title", wrap=True)
        self.paste = QPushButton(say("ui.prepare.paste"))
        self.paste.clicked.connect(self.open_advert)
        self.practise = QPushButton(say("ui.prepare.practise"))
        self.practise.setProperty("kind", "primary")
        self.practise.clicked.connect(partial(self.practise_asked.emit, "prepared"))
        self.chips = Chips({name: say(f"ui.prepare.tab.{name}") for name in TABS}, say("ui.prepare.sections"))
        self.tabs = self.chips.buttons
        self.chips.chosen.connect(self.show_tab)
        self._views = QStackedWidget()
        for section in self.sections:
            section.edited.connect(self.edited)
        self.ask.practise_asked.connect(self.practise_asked)
        self.case.practise_asked.connect(self.practise_asked)
        self.job.stories_asked.connect(self._to_stories)
        self._assemble()

    def show_preparation(self, preparation: Preparation) -> None:
        """Show it as it is now.

        Args:
            preparation: Which.
        """
        self.when.setText(day_line(self._context, preparation))
        self.title.setText(title_of(preparation, self._context.words))
        # Before anything is known of the job, reading its advert is what to do.
        set_state(self.practise, "kind", "primary" if preparation.requirements else "")
        for section in self.sections:
            section.show_preparation(preparation)
        self.stories.show_preparation(preparation)

    def show_evidence(self, found: tuple[Evidence, ...], stories: tuple[Story, ...]) -> None:
        """Show which story answers what.

        Args:
            found: One a requirement.
            stories: The story bank.
        """
        self.job.show_evidence(found, stories)
        self.case.show_evidence(found)

    @Slot(object)
    def show_asks(self, asks: tuple[JudgedAsk, ...]) -> None:
        """Show what is thought of the questions to ask.

        Args:
            asks: One a question.
        """
        self.job.show_asks(asks)
        self.ask.show_asks(asks)

    @Slot(str)
    def show_tab(self, name: str) -> None:
        """Show a part.

        Args:
            name: One of ``TABS``.
        """
        self.chips.show_chosen(name)
        self._views.setCurrentIndex(TABS.index(name))

    @property
    def tab(self) -> str:
        """The part that is shown."""
        return TABS[self._views.currentIndex()]

    @Slot()
    def _to_stories(self) -> None:
        self.show_tab("stories")
        self.stories.new.setFocus()

    @Slot()
    def open_advert(self) -> None:
        """Show where an advert is pasted."""
        self.show_tab("job")
        self.job.advert.open()

    def _assemble(self) -> None:
        names = QVBoxLayout()
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(Space.XS)
        names.addWidget(self.when)
        names.addWidget(self.title)
        titles = QWidget()
        titles.setLayout(names)
        titles.setMinimumWidth(self._context.theme.scaled(TITLE_WIDTH))
        head = FoldingRow(Space.M)
        head.add(titles)
        head.add(beside(self.paste, self.practise, spacing=Space.L), 0)
        views = {
            "job": self.job,
            "company": self.company,
            "ask": self.ask,
            "day": self.day,
            "case": self.case,
            "stories": self.stories,
            "people": self.people,
        }
        for name in TABS:
            self._views.addWidget(scrolled(views[name]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.M)
        back = QHBoxLayout()
        back.addWidget(self.back)
        back.addStretch(1)
        layout.addLayout(back)
        layout.addWidget(head)
        layout.addWidget(self.chips)
        layout.addWidget(self._views, 1)
