"""What references are told and thanked for; ticked under Follow up, it is ticked under Prepare too."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from coach.followup.changes import prepared_for, ticked, with_references
from coach.followup.references import reference_note
from coach.followup.steps import TELL_REFERENCES, THANK_REFERENCES, Step
from coach.model.message import message
from ui.tasks import Task

if TYPE_CHECKING:
    from coach.model.preparation import Preparation
    from ui.pages.follow_up.presenter import FollowUpPresenter


class References:
    """The references of the application that is open.

    Args:
        presenter: Holds the application.
    """

    def __init__(self, presenter: FollowUpPresenter) -> None:
        self._presenter = presenter

    def copy_text(self) -> None:
        """Copy a few lines to them: who interviewed, and what they seemed to care about."""
        presenter = self._presenter
        application, debrief, context = presenter.application, presenter.interviews.newest, presenter.context
        if application is not None and debrief is not None:
            parts = reference_note(application, debrief, context.words)
            QGuiApplication.clipboard().setText("\n\n".join(context.say.message(each) for each in parts))
            context.messages.say(message("ui.follow_up.copied"))

    def tick(self, step: Step, *, done: bool) -> tuple[Preparation, ...]:
        """Keep that a step about them is done, or open again.

        Args:
            step: Any step; others change nothing.
            done: Whether it is done.

        Returns:
            The preparations as they were, for ``untick``.
        """
        presenter = self._presenter
        application = presenter.application
        before = prepared_for(application, presenter.desk.preparations) if application is not None else ()
        if step.id.endswith(TELL_REFERENCES):
            self._keep(tuple(with_references(each, debriefed=done) for each in before))
        elif step.id.endswith(THANK_REFERENCES):
            self._keep(tuple(with_references(each, thanked=done) for each in before))
        return before

    def untick(self, application_id: str, step: Step, before: tuple[Preparation, ...]) -> None:
        """Take back that a step is done.

        Args:
            application_id: Whose step.
            step: Any.
            before: What ``tick`` gave.
        """
        self._keep(before)
        self._presenter.change_any(application_id, lambda now: ticked(now, step.id, done=False))

    def _keep(self, preparations: tuple[Preparation, ...]) -> None:
        presenter = self._presenter
        known = {each.id: each for each in presenter.desk.preparations}
        for each in preparations:
            if known.get(each.id, each) != each:
                known[each.id] = each
                op = partial(presenter.context.library.papers.save, each)
                presenter.context.tasks.run(Task(op=op, owner=presenter, finish=True))
        presenter.desk = replace(presenter.desk, preparations=tuple(known.values()))
