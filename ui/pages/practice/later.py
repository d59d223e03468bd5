"""Views of the Practice page that nobody sees at first; made when they are asked for, or in a calm moment.

What they need takes as long to load as all the rest of the page, so the first picture does not wait for it.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from ui.pages.practice.banks.room import BanksRoom
    from ui.pages.practice.ended import EndedView
    from ui.pages.practice.feedback import FeedbackView
    from ui.pages.practice.first_start import FirstStartView
    from ui.pages.practice.interview import InterviewView
    from ui.pages.practice.page import PracticePage
    from ui.pages.practice.ready import ReadyView

CALM_MS = 100
"""Before each view, so that a key or a press never waits for more than one."""
LATER = ("ready", "interview", "feedback", "banks", "ended", "first_start")
"""In the order in which they are likely to be wanted."""


def ready_view(page: "PracticePage") -> "ReadyView":
    """Make the view of a plan before it begins.

    Args:
        page: Whose it is.

    Returns:
        The view, connected and on the page.
    """
    from ui.pages.practice.ready import ReadyView  # noqa: PLC0415 - after the first picture

    made = ReadyView(page.context)
    made.chosen.connect(page.start_plan)
    made.left.connect(page.show_choose)
    page.views.addWidget(made)
    return made


def first_start_view(page: "PracticePage") -> "FirstStartView":
    """Make the view of the first start and the microphone check.

    Args:
        page: Whose it is.

    Returns:
        The view, connected and on the page.
    """
    from ui.pages.practice.first_start import FirstStartView  # noqa: PLC0415 - after the first picture

    made = FirstStartView(page.context, page.check)
    made.left.connect(page.welcome.leave)
    page.views.addWidget(made)
    return made


def interview_view(page: "PracticePage") -> "InterviewView":
    """Make the view of an interview that is held.

    Args:
        page: Whose it is.

    Returns:
        The view, connected and on the page.
    """
    from ui.pages.practice.interview import InterviewView  # noqa: PLC0415 - after the first picture
    from ui.pages.practice.interview_keys import InterviewKeys  # noqa: PLC0415 - with it

    made = InterviewView(page.context, InterviewKeys(page.context))
    page.conduct.lead(made)
    page.views.addWidget(made)
    return made


def banks_room(page: "PracticePage") -> "BanksRoom":
    """Make the view of the question banks.

    Args:
        page: Whose it is.

    Returns:
        The view, connected and on the page.
    """
    from ui.pages.practice.banks.room import BanksRoom  # noqa: PLC0415 - after the first picture

    made = BanksRoom(page.context, page.shelf)
    made.chosen.connect(page.start_bank)
    made.left.connect(page.show_choose)
    page.views.addWidget(made)
    return made


def feedback_view(page: "PracticePage") -> "FeedbackView":
    """Make the view of one answer and its scores.

    Args:
        page: Whose it is.

    Returns:
        The view, connected and on the page.
    """
    from ui.pages.practice.feedback import FeedbackView  # noqa: PLC0415 - after the first picture

    made = FeedbackView(page.context)
    made.try_again.clicked.connect(page.presenter.does.try_again)
    made.next.clicked.connect(page.presenter.does.go_on)
    made.rows.agreed.connect(page.presenter.does.end)
    page.views.addWidget(made)
    return made


def ended_view(page: "PracticePage") -> "EndedView":
    """Make the view of an interview that is over.

    Args:
        page: Whose it is.

    Returns:
        The view, connected and on the page.
    """
    from ui.pages.practice.ended import EndedView  # noqa: PLC0415 - after the first picture

    made = EndedView(page.context)
    made.again.clicked.connect(page.show_choose)
    page.views.addWidget(made)
    return made


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
