"""Between an interview that is held and the views that show it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coach.model.message import message
from coach.model.session import Session
from coach.practice.values import Interview
from ui.pages.practice.later import shown, stop_playing
from ui.pages.practice.presenter import is_review
from ui.pages.practice.setup import Begun

if TYPE_CHECKING:
    from ui.pages.practice.interview import InterviewView
    from ui.pages.practice.page import PracticePage


class Conduct(QObject):
    """Hands on what the person presses, and shows what comes of it.

    Args:
        page: The page with the views and the presenter.
    """

    def __init__(self, page: "PracticePage") -> None:
        super().__init__(page)
        self._page = page
        presenter = page.presenter
        presenter.begun.connect(self._on_begun)
        presenter.changed.connect(self._on_changed)
        presenter.finished.connect(self._on_finished)
        presenter.nothing_kept.connect(self._on_nothing_kept)

    def lead(self, view: "InterviewView") -> None:
        """Connect the view of an interview, once it is made.

        Args:
            view: Which.
        """
        presenter, does, keys = self._page.presenter, self._page.presenter.does, view.keys
        for button, action in (
            (keys.done, does.done),
            (keys.repeat, does.repeat),
            (keys.start_over, does.start_over),
            (keys.skip, does.skip),
            (keys.pause, does.pause),
        ):
            button.clicked.connect(action)
        view.typed.connect(does.done_typing)
        keys.end_agreed.connect(does.end)
        presenter.ticked.connect(view.show_live)

    @Slot(object)
    def _on_begun(self, begun: Begun) -> None:
        self._page.check.stop()
        self._page.interview.begin(begun)

    @Slot(object)
    def _on_changed(self, interview: Interview) -> None:
        page = self._page
        if is_review(interview):
            answer = page.presenter.result()
            if shown(page) != "feedback" and answer is not None:
                page.feedback.show_answer(answer, interview, page.presenter.earlier())
                page.show_view(page.feedback, page.feedback.next)
            return
        stop_playing(page)
        page.show_view(page.interview)
        page.interview.show_interview(interview)

    @Slot(object)
    def _on_finished(self, session: Session) -> None:
        page = self._page
        stop_playing(page)
        page.ended.show_session(session)
        page.show_view(page.ended, page.ended.again)

    @Slot()
    def _on_nothing_kept(self) -> None:
        self._page.context.messages.say(message("ui.practice.ended.nothing"))
        self._page.show_choose()
