"""No part of these pages is a window of its own, not even for a moment: it would take keys from who types."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from coach.library import Library
from coach.model.application import Application, Debrief, RealQuestion
from coach.model.company import Company, Fact, Person
from coach.model.preparation import Preparation, Requirement, Stage, Story
from ui.context import Context
from ui.pages.follow_up import FollowUpPage
from ui.pages.prepare import PreparePage
from ui.places import PageName, Place

NOW = datetime(2026, 11, 26, 15, tzinfo=UTC)
DEBRIEF = Debrief(
    id="d1", stage=Stage.FIRST, held_at=NOW, people=(Person("Dana"),), questions=(RealQuestion(text="Why?"),)
)
HELD = Application(id="a1", company_name="Globex", debriefs=(DEBRIEF, replace(DEBRIEF, id="d2")))
PREPARED = Preparation(
    id="p1",
    requirements=(Requirement(text="Python"),),
    company=Company(name="Globex", facts=(Fact("Robots"),), people=(Person("Dana"),)),
    to_ask=("What is hard?",),
)


class Windows(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, QMenu | FollowUpPage | PreparePage)
        ):
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    watching = Windows()
    qapp.installEventFilter(watching)
    yield watching
    qapp.removeEventFilter(watching)


def test_following_up(context: Context, library: Library, qtbot: QtBot, windows: Windows) -> None:
    for paper in (PREPARED, HELD):
        library.papers.save(paper)
    page = FollowUpPage(context, now=lambda: NOW)
    qtbot.addWidget(page)
    page.show()
    page.on_shown(Place(page=PageName.FOLLOW_UP))
    for chip in page.chips.values():
        chip.click()
    page.chips["debrief"].click()
    qtbot.keyClicks(page.debrief.people, ", Priya Nair")
    page.debrief.questions.add_row()
    page.chips["steps"].click()
    page.note.start.click()
    page.show_new()
    page.on_hidden()
    assert windows.seen == []


def test_preparing(context: Context, library: Library, qtbot: QtBot, windows: Windows) -> None:
    for paper in (PREPARED, Story(id="s1", title="Nights")):
        library.papers.save(paper)
    page = PreparePage(context)
    qtbot.addWidget(page)
    page.show()
    page.on_shown(Place(page=PageName.PREPARE))
    page.presenter.open(PREPARED)
    for tab in page.opened.tabs.values():
        tab.click()
    page.opened.job.table.add_row()
    page.opened.company.facts.add_row()
    page.opened.stories.new.click()
    page.on_hidden()
    assert windows.seen == []
