"""Views of the Practice page that nobody sees at first; made when they are asked for, or in a calm moment.

What they need takes as long to load as all the rest of the page, so the first picture does not wait for it.
"""

from collections.abc import Callable
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.pages.practice.banks.room import BanksRoom
    from ui.pages.practice.ended import EndedView
    from ui.pages.practice.feedback import FeedbackView
    from ui.pages.practice.first_start import FirstStartView
    from ui.pages.practice.interview import InterviewView
    from ui.pages.practice.page import PracticePage
    from ui.pages.practice.ready import ReadyView

V = TypeVar("V", bound=QWidget)

CALM_MS = 100
"""Before each view, so that a key or a press never waits for more than one."""
LATER = ("ready", "interview", "feedback", "banks", "ended", "first_start")
"""In the order in which they are likely to be wanted."""


def later(
    module: str,
    name: str,
    connect: "Callable[[PracticePage, V], None]",
    given: "Callable[[PracticePage], tuple[object, ...]] | None" = None,
) -> "cached_property[V]":
    """A view that is made when it is first asked for, connected and on the page.

    Args:
        module: Where its class is; loaded then.
        name: The class.
        connect: Connects it with its page.
        given: What it is made with; None for the context alone.

    Returns:
        For the page's class.
    """

    def make(page: "PracticePage") -> "V":
        kind = getattr(import_module(module), name)
        made: V = kind(*(given(page) if given is not None else (page.context,)))
        connect(page, made)
        page.views.addWidget(made)
        return made

    return cached_property(make)


def connect_ready(page: "PracticePage", view: "ReadyView") -> None:
    """A plan, before it begins."""
    view.chosen.connect(page.start_plan)
    view.left.connect(page.show_choose)


def connect_first_start(page: "PracticePage", view: "FirstStartView") -> None:
    """The first start, and the microphone check."""
    view.left.connect(page.welcome.leave)


def connect_interview(page: "PracticePage", view: "InterviewView") -> None:
    """An interview that is held."""
    page.conduct.lead(view)


def connect_banks(page: "PracticePage", view: "BanksRoom") -> None:
    """The question banks."""
    view.chosen.connect(page.start_bank)
    view.left.connect(page.show_choose)


def connect_feedback(page: "PracticePage", view: "FeedbackView") -> None:
    """One answer and its scores."""
    view.try_again.clicked.connect(page.presenter.does.try_again)
    view.next.clicked.connect(page.presenter.does.go_on)
    view.rows.agreed.connect(page.presenter.does.end)


def connect_ended(page: "PracticePage", view: "EndedView") -> None:
    """An interview that is over."""
    view.again.clicked.connect(page.show_choose)


def with_keys(page: "PracticePage") -> tuple[object, ...]:
    """What the interview's view is made with."""
    from ui.pages.practice.interview_keys import InterviewKeys  # noqa: PLC0415 - after the first picture

    return page.context, InterviewKeys(page.context)


def with_check(page: "PracticePage") -> tuple[object, ...]:
    """What the first start is made with."""
    return page.context, page.check


def with_shelf(page: "PracticePage") -> tuple[object, ...]:
    """What the question banks are shown with."""
    return page.context, page.shelf


def shown(page: "PracticePage") -> str:
    """Which view is shown.

    Args:
        page: Whose.

    Returns:
        Its name, such as ``interview``; views that are not made yet stay so.
    """
    view = page.view
    return next((name for name in ("choose", *LATER) if vars(page).get(name) is view), "")


def stop_playing(page: "PracticePage") -> None:
    """Let what is heard again stop.

    Args:
        page: Whose views.
    """
    for name in ("feedback", "ended"):
        if name in vars(page):  # what was never made is quiet
            vars(page)[name].panel.stop()


def make_in_calm(page: "PracticePage") -> None:
    """Make what is not there yet, one view at a time, and dress it in a turn of its own.

    Args:
        page: Whose views.
    """
    if page.presenter.busy:
        return  # nothing may hold up a recording; what is wanted is made when it is wanted
    made = [name for name in LATER if name in vars(page)]
    undressed = [view for name in made if not (view := getattr(page, name)).styleSheet()]
    if undressed:
        page.context.theme.dress(undressed[0])
    elif len(made) < len(LATER):
        getattr(page, next(name for name in LATER if name not in made))
    else:
        return
    QTimer.singleShot(CALM_MS, page, partial(make_in_calm, page))
