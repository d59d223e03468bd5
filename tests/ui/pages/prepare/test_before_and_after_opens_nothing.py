"""Addresses in adverts, notes and links of calls are words: showing them opens and fetches nothing."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coach.library import Library
from coach.model.application import Application, Debrief, RealQuestion
from coach.model.company import Company, Fact, Person
from coach.model.preparation import InterviewDay, Preparation, Requirement, Stage, WorkSample
from ui.context import Context
from ui.pages.follow_up import FollowUpPage
from ui.pages.prepare import PreparePage
from ui.places import PageName, Place

ADDRESS = '<img src="https://example.org/a.png"> <a href="https://example.org">https://example.org</a>'
NOW = datetime(2026, 11, 26, 15, tzinfo=UTC)
PREPARED = Preparation(
    id="p1",
    job_title=ADDRESS,
    advert=ADDRESS,
    requirements=(Requirement(text=ADDRESS),),
    company=Company(name=ADDRESS, facts=(Fact(ADDRESS, source=ADDRESS),), people=(Person(ADDRESS),)),
    day=InterviewDay(starts_at=NOW, link="https://example.org/call", place=ADDRESS),
    to_ask=(ADDRESS,),
    samples=(WorkSample(title="Site", where="https://example.org/me"),),
)
HELD = Application(
    id="a1",
    company_name=ADDRESS,
    preparation_ids=("p1",),
    debriefs=(
        Debrief(
            id="d1",
            stage=Stage.FIRST,
            held_at=NOW,
            people=(Person(ADDRESS),),
            questions=(RealQuestion(text=ADDRESS),),
            felt=ADDRESS,
        ),
    ),
)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that the desktop is asked to open."""
    asked: list[str] = []

    def note(url: QUrl) -> bool:
        asked.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return asked


def plain(page: PreparePage | FollowUpPage) -> bool:
    """Whether every label shows an address as its letters, so that nothing can be loaded or clicked."""
    told = [each for each in page.findChildren(QLabel) if "example.org" in each.text()]
    assert told, "the title at least"
    return all(each.textFormat() is Qt.TextFormat.PlainText for each in told)


def test_preparing(context: Context, library: Library, qtbot: QtBot, opened: list[str]) -> None:
    library.papers.save(PREPARED)
    page = PreparePage(context)
    qtbot.addWidget(page)
    page.show()
    page.on_shown(Place(page=PageName.PREPARE))
    page.presenter.open(PREPARED)
    for tab in page.opened.tabs.values():
        tab.click()
        assert plain(page)
    page.on_hidden()
    assert opened == []


def test_following_up(context: Context, library: Library, qtbot: QtBot, opened: list[str]) -> None:
    for paper in (PREPARED, HELD):
        library.papers.save(paper)
    page = FollowUpPage(context, now=lambda: NOW)
    qtbot.addWidget(page)
    page.show()
    page.on_shown(Place(page=PageName.FOLLOW_UP))
    for chip in page.chips.values():
        chip.click()
        assert plain(page)
    page.on_hidden()
    assert opened == []
