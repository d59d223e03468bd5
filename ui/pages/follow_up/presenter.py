"""Between the Follow up page and the core: holds the application that is open, and keeps its changes."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coach.followup.changes import contacts_for, ticked
from coach.followup.dates import follow_up_events
from coach.followup.steps import Step, steps
from coach.model.application import Application, Debrief
from coach.model.message import message
from coach.model.preparation import Contact, Preparation
from coach.reports.calendar import write_calendar
from coach.reports.write import write_bytes
from ui.context import Context
from ui.pages.follow_up.desk import Change, Desk, Now, read_desk
from ui.pages.follow_up.interviews import Interviews
from ui.pages.follow_up.references import References
from ui.tasks import Lane, Task

SAVE_AFTER_MS = 500


class FollowUpPresenter(QObject):
    """Holds what is open; every change is kept half a second after the last key, and when the page is left.

    Signals:
        listed(Desk): What there is; also when another application is open now.
        changed(): The application that is open is otherwise.

    Args:
        context: What it may use.
        now: The clock.
        parent: Its page.
    """

    listed = Signal(object)
    changed = Signal()

    def __init__(self, context: Context, now: Now, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.now = now
        self.desk = Desk()
        self._open_id: str | None = None
        self.interviews = Interviews(self)
        self.references = References(self)
        self._unsaved: dict[str, Application] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def application(self) -> Application | None:
        """The one that is open."""
        return next((each for each in self.desk.applications if each.id == self._open_id), None)

    @property
    def debrief(self) -> Debrief | None:
        """The interview that is shown: the one that was chosen, else the newest."""
        return self.interviews.shown

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Connections and references of the application that is open."""
        return contacts_for(self.application, self.desk.preparations) if self.application else ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is to be done."""
        return steps(self.application, self.contacts, self.now()) if self.application else ()

    def refresh(self) -> None:
        """Read everything again."""
        self.keep()
        op = partial(read_desk, self.context.library)
        self.context.tasks.run(Task(op=op, on_success=self._show, owner=self))

    def open(self, application_id: str) -> None:
        """Open another application.

        Args:
            application_id: Which.
        """
        if application_id != self._open_id:
            self.keep()
            self._open_id = application_id
            self.interviews.forget()
            self.listed.emit(self.desk)

    def tell(self) -> None:
        """Have everything shown anew."""
        self.listed.emit(self.desk)

    def begin(self, company: str, job: str, preparation: Preparation | None) -> None:
        """Note a new application, and open it.

        Args:
            company: The employer.
            job: As the advert has it.
            preparation: The interview that was prepared for it; None for none.
        """
        self.keep()
        made = Application(
            id=self.context.library.papers.new_id(),
            company_name=company,
            job_title=job,
            preparation_ids=(preparation.id,) if preparation else (),
        )
        self._put(made)
        self._open_id = made.id
        self.interviews.forget()
        self.keep()
        self.listed.emit(self.desk)

    def change(self, how: Change) -> None:
        """Change the application that is open.

        Args:
            how: Gives the changed one.
        """
        if self.application is not None:
            self.change_any(self.application.id, how)

    def change_any(self, application_id: str, how: Change) -> None:
        """Change an application; it is kept soon.

        Args:
            application_id: Which.
            how: Gives the changed one.
        """
        before = next((each for each in self.desk.applications if each.id == application_id), None)
        if before is None:
            return
        after = how(before)
        if after != before:
            self._put(after)
            self._timer.start()
            self.changed.emit()

    def tick(self, step: Step, *, done: bool) -> None:
        """Mark a step as done, or as open again; it can be undone.

        Args:
            step: Which.
            done: Whether it is done.
        """
        application = self.application
        if application is None:
            return
        before = self.references.tick(step, done=done)
        self.change(lambda now: ticked(now, step.id, done=done))
        if done:
            back = partial(self.references.untick, application.id, step, before)
            told = message("ui.follow_up.ticked", what=step.what)
            self.context.messages.say(told, action=message("ui.follow_up.undo"), on_action=back)

    def remove(self, application_id: str) -> None:
        """Take an application away; it can be brought back.

        Args:
            application_id: Which.
        """
        removed = next((each for each in self.desk.applications if each.id == application_id), None)
        if removed is None:
            return
        self.keep()
        left = tuple(each for each in self.desk.applications if each.id != application_id)
        self.desk = replace(self.desk, applications=left)
        self.context.tasks.run(
            Task(op=partial(self.context.library.papers.delete, application_id), owner=self, finish=True)
        )
        self._choose()
        self.listed.emit(self.desk)
        told = message("ui.follow_up.removed", what=removed.company_name)
        back = partial(self._bring_back, removed)
        self.context.messages.say(told, action=message("ui.follow_up.undo"), on_action=back)

    @Slot()
    def keep(self) -> None:
        """Write what is not written yet."""
        self._timer.stop()
        unsaved, self._unsaved = tuple(self._unsaved.values()), {}
        for paper in unsaved:
            op = partial(self.context.library.papers.save, paper)
            self.context.tasks.run(Task(op=op, owner=self, finish=True))

    def write_calendar(self, path: Path, _kind: str) -> None:
        """Write the dates of the open application as a calendar file.

        Args:
            path: Where to.
        """
        if self.application is None:
            return
        events = follow_up_events(self.application, self.contacts, self.now(), self.context.words)
        op = partial(_written, path, write_calendar(events, made_at=self.now()))
        self.context.tasks.run(Task(op=op, on_success=self._on_written, owner=self, lane=Lane.SIDE))

    def _on_written(self, path: Path) -> None:
        self.context.messages.say(message("ui.follow_up.calendar_written", path=str(path)))

    def _bring_back(self, removed: Application) -> None:
        self._put(removed)
        self._open_id = removed.id
        self.keep()
        self.listed.emit(self.desk)

    def _put(self, application: Application) -> None:
        self._unsaved[application.id] = application
        known = {each.id: each for each in self.desk.applications}
        fresh = () if application.id in known else (application,)
        rest = tuple((known | {application.id: application})[key] for key in known)
        self.desk = replace(self.desk, applications=(*fresh, *rest))

    def _choose(self) -> None:
        if self.application is None:
            self._open_id = self.desk.applications[0].id if self.desk.applications else None

    def _show(self, desk: Desk) -> None:
        # What was changed while the library was read is newer than what it gave.
        self.desk = desk
        for paper in tuple(self._unsaved.values()):
            self._put(paper)
        self._choose()
        self.listed.emit(self.desk)


def _written(path: Path, content: bytes) -> Path:
    write_bytes(content, path)
    return path
