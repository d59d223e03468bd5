"""The Prepare page: all interviews being prepared, and one of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from coach.model.preparation import Preparation, Story
from coach.prepare.documents import SUFFIXES
from coach.prepare.evidence import Evidence
from ui.context import Context
from ui.pages.base import Page
from ui.pages.prepare.bringing_in import BringingIn
from ui.pages.prepare.handing_out import HandingOut
from ui.pages.prepare.opened import OpenedView
from ui.pages.prepare.presenter import Kept, PreparePresenter
from ui.pages.prepare.shelf import ShelfView
from ui.places import PageName, Place
from ui.theme import Space
from ui.widgets.parts import CONTENT_WIDTH


class PreparePage(Page):
    """Before an interview.

    Args:
        context: What it may use.
    """

    name: ClassVar[PageName] = PageName.PREPARE

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = PreparePresenter(context, self)
        self.bringing = BringingIn(context, self.presenter)
        self.handing = HandingOut(context, self.presenter)
        self.shelf = ShelfView(context)
        self.opened = OpenedView(context)
        self._views = QStackedWidget()
        self._views.addWidget(self.shelf)
        self._views.addWidget(self.opened)
        inner = QWidget()
        inner.setMaximumWidth(CONTENT_WIDTH)
        column = QHBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._views)
        around = QHBoxLayout(self)
        around.setContentsMargins(Space.PAGE, Space.XXL, Space.PAGE - Space.S, 0)
        around.addWidget(inner, 1000)
        around.addStretch(1)
        self.setAcceptDrops(True)
        self._connect()

    @property
    def view(self) -> QWidget | None:
        """The view that is shown."""
        return self._views.currentWidget()

    def on_shown(self, place: Place) -> None:  # noqa: ARG002 - there is one place on this page
        """Read everything again; what is open stays open."""
        self.presenter.refresh()

    def on_hidden(self) -> None:
        """Keep what waits."""
        self.presenter.flush()

    def on_closing(self) -> bool | None:
        """Keep what waits."""
        self.presenter.flush()
        return None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A document may be dropped."""
        if _dropped(event) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """An advert; under "The company", a page about them. Words that are dragged here are as good."""
        paths, text = _dropped(event), event.mimeData().text().strip()
        if paths:
            event.acceptProposedAction()
            self.take_file(paths[0])
        elif text:
            event.acceptProposedAction()
            _bring(self, partial(self.bringing.facts_text, text), partial(self.bringing.advert_text, text))

    def take_file(self, path: Path) -> None:
        """Read a document.

        Args:
            path: A text, PDF, Word or HTML file.
        """
        _bring(self, partial(self.bringing.facts_file, path), partial(self.bringing.advert_file, path))

    def _connect(self) -> None:
        presenter, opened, shelf = self.presenter, self.opened, self.shelf
        presenter.listed.connect(self._on_listed)
        presenter.changed.connect(self._on_changed)
        presenter.stories_changed.connect(self._on_stories)
        presenter.looker.evidence_found.connect(self._on_evidence)
        presenter.looker.asks_judged.connect(opened.show_asks)
        shelf.opened.connect(presenter.open)
        shelf.deleted.connect(presenter.delete)
        shelf.new_asked.connect(self._on_new)
        shelf.file_asked.connect(self._choose_file)
        opened.edited.connect(presenter.take)
        opened.left.connect(self._on_left)
        opened.practise_asked.connect(self.handing.practise)
        opened.job.advert_read.connect(self.bringing.advert_text)
        opened.job.file_asked.connect(self._choose_file)
        opened.company.text_pasted.connect(self.bringing.facts_text)
        opened.company.file_asked.connect(self._choose_file)
        opened.day.calendar_asked.connect(self._choose_calendar)
        opened.day.card_asked.connect(self._choose_card)
        stories = opened.stories
        stories.story_edited.connect(presenter.take_story)
        stories.story_deleted.connect(presenter.delete_story)
        stories.new_asked.connect(self._on_new_story)
        stories.answer_chosen.connect(self.bringing.story_from)
        self.bringing.taken.connect(stories.open)

    @Slot(object)
    def _on_listed(self, kept: Kept) -> None:
        self.shelf.show_kept(kept)
        self.opened.stories.show_answers(self.presenter.offered)

    @Slot(object)
    def _on_changed(self, preparation: Preparation) -> None:
        self.opened.show_preparation(preparation)
        self._views.setCurrentWidget(self.opened)

    @Slot(object)
    def _on_stories(self, stories: tuple[Story, ...]) -> None:
        self.opened.stories.show_stories(stories, self.presenter.practised)

    @Slot(object)
    def _on_evidence(self, found: tuple[Evidence, ...]) -> None:
        self.opened.show_evidence(found, self.presenter.stories)

    @Slot()
    def _on_new(self) -> None:
        self.presenter.create()
        self.opened.open_advert()

    @Slot()
    def _on_new_story(self) -> None:
        self.opened.stories.open(self.presenter.new_story())

    @Slot()
    def _on_left(self) -> None:
        self.presenter.close()
        self._views.setCurrentWidget(self.shelf)
        self.presenter.refresh()

    @Slot()
    def _choose_file(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        wanted = self.context.say("ui.prepare.documents", suffixes=kinds)
        about_them = self.view is self.opened and self.opened.tab == "company"
        title = "ui.prepare.company.file" if about_them else "ui.prepare.from_file"
        name, _ = QFileDialog.getOpenFileName(self, self.context.say(title), "", wanted)
        if name:
            self.take_file(Path(name))

    @Slot()
    def _choose_calendar(self) -> None:
        name = self._where("calendar", "interview.ics")
        if name:
            self.handing.calendar(Path(name))

    @Slot()
    def _choose_card(self) -> None:
        name = self._where("card", "interview.pdf")
        if name:
            self.handing.card(Path(name))

    def _where(self, what: str, usual: str) -> str:
        say = self.context.say
        title, kinds = say(f"ui.prepare.day.{what}"), say(f"ui.prepare.day.{what}_files")
        name, _ = QFileDialog.getSaveFileName(self, title, usual, kinds)
        return name


def _bring(page: PreparePage, as_facts: Callable[[], None], as_advert: Callable[[], None]) -> None:
    """What comes in under "The company" is about them; everywhere else it is an advert."""
    if page.view is page.opened and page.opened.tab == "company":
        as_facts()
        return
    if page.view is page.shelf:
        page.presenter.close()
    as_advert()


def _dropped(event: QDropEvent) -> list[Path]:
    data = event.mimeData()
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
