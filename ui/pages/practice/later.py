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
    from ui.pages.practice.page import PracticePage

CALM_MS = 100
"""Before each view, so that a key or a press never waits for more than one."""


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


def make_in_calm(page: "PracticePage") -> None:
    """Make what is not there yet, one view at a time.

    Args:
        page: Whose views.
    """
    wanted = ("banks", "feedback", "ended")
    missing = [name for name in wanted if name not in vars(page)]
    if missing:
        getattr(page, missing[0])
        QTimer.singleShot(CALM_MS, page, partial(make_in_calm, page))
