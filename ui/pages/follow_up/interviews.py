"""The interviews of the application that is open: the one that is shown, a new one, and taking one away."""

from functools import partial, reduce
from typing import Protocol

from coach.followup.changes import (
    last_debrief,
    prepared_for,
    with_debrief,
    with_note,
    without_debrief,
)
from coach.model.application import Application, Debrief, ThankYouNote
from coach.model.message import message
from coach.model.preparation import Stage
from ui.context import Context
from ui.pages.follow_up.desk import Change, Desk, Now

HELD = (Stage.SCREENING, Stage.FIRST, Stage.SECOND, Stage.FINAL)
"""Interviews, in their order."""


class Home(Protocol):
    """What holds the application."""

    context: Context
    now: Now
    desk: Desk

    @property
    def application(self) -> Application | None:
        """The one that is open."""

    def change_any(self, application_id: str, how: Change) -> None:
        """Change an application; it is kept soon."""

    def keep(self) -> None:
        """Write what is not written yet."""

    def tell(self) -> None:
        """Have everything shown anew."""


class Interviews:
    """Which interview is open; the newest until another one is chosen.

    Args:
        home: Holds the application.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._chosen = ""

    @property
    def shown(self) -> Debrief | None:
        """The one that was chosen, else the newest; None before the first."""
        application = self._home.application
        debriefs = application.debriefs if application else ()
        return next((each for each in debriefs if each.id == self._chosen), self.newest)

    @property
    def newest(self) -> Debrief | None:
        """The newest; None before the first."""
        application = self._home.application
        return last_debrief(application) if application else None

    def forget(self) -> None:
        """Another application is open."""
        self._chosen = ""

    def open(self, debrief_id: str) -> None:
        """Open another one.

        Args:
            debrief_id: Which.
        """
        if self.shown is None or debrief_id != self.shown.id:
            self._home.keep()
            self._chosen = debrief_id
            self._home.tell()

    def begin(self) -> None:
        """Begin the notes of an interview that was held now, with the people and the stage as prepared."""
        application = self._home.application
        if application is None:
            return
        prepared = prepared_for(application, self._home.desk.preparations)
        day = prepared[0].day if prepared else None
        numbers = [int(each.id[1:]) for each in application.debriefs if each.id[1:].isdigit()]
        now = self._home.now().replace(second=0, microsecond=0)
        was = day.starts_at if day and day.starts_at and day.starts_at <= now else None
        debrief = Debrief(
            id=f"d{max(numbers, default=0) + 1}",
            stage=_stage(application, day.stage if day else application.stage),
            held_at=was or now,
            people=tuple(each for one in prepared for each in one.company.people if each.name.strip()),
        )
        self._put(application.id, debrief)

    def remove(self) -> None:
        """Take away what was noted of the interview that is shown; it can be brought back."""
        application, debrief = self._home.application, self.shown
        if application is None or debrief is None:
            return
        self._home.change_any(application.id, lambda before: without_debrief(before, debrief.id))
        self._chosen = ""
        self._home.keep()
        self._home.tell()
        context = self._home.context
        stage = message(f"prepare.stage.{debrief.stage}")
        told = message(
            "ui.follow_up.debrief_removed", stage=stage, day=context.words.day_and_month(debrief.held_at)
        )
        notes = tuple(each for each in application.notes if each.debrief_id == debrief.id)
        back = partial(self._put, application.id, debrief, notes)
        context.messages.say(told, action=message("ui.follow_up.undo"), on_action=back)

    def _put(self, application_id: str, debrief: Debrief, notes: tuple[ThankYouNote, ...] = ()) -> None:
        self._home.change_any(
            application_id, lambda now: reduce(with_note, notes, with_debrief(now, debrief))
        )
        opened = self._home.application
        if opened is not None and opened.id == application_id:
            self._chosen = debrief.id
        self._home.keep()
        self._home.tell()


def _stage(application: Application, likely: Stage) -> Stage:
    """Which interview it was: as prepared, else the one behind those that are noted."""
    held = [HELD.index(debrief.stage) for debrief in application.debriefs if debrief.stage in HELD]
    if likely in HELD and HELD.index(likely) not in held:
        return likely
    return HELD[min(max(held) + 1, len(HELD) - 1)] if held else Stage.FIRST
