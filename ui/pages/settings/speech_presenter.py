"""Between the settings page and the model store: fetching on a click, and a folder of the person's own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from coach.errors import KnownError
from coach.model.message import Message, message
from coach.settings import declared
from coach.speech.own import OwnModel, inspect, shown_name
from coach.speech.store import InstalledModel, ModelStore
from coach.words import Words
from ui.context import Context
from ui.tasks import Job, Lane, Task, Ticket

MakeStore = Callable[[], ModelStore]

_SURE_SHARE = 0.02
"""From here on the time that is left can be told."""
_SURE_S = 3.0


def coming(words: Words, model: InstalledModel, share: float, since_begin_s: float, first: float) -> Message:
    """Say how far a model is.

    Args:
        words: The language, for the time that is left.
        model: What comes.
        share: The share that is here.
        since_begin_s: How long it has been coming this time.
        first: The share that was here already.

    Returns:
        The sentence, with the time that is left once it can be told.
    """
    values: dict[str, str | int] = {
        "name": model.name,
        "percent": int(100 * share),
        "megabytes": model.bytes // 10**6,
    }
    gained = share - first
    if gained < _SURE_SHARE or since_begin_s < _SURE_S:
        return message("ui.settings.speech.coming", **values)
    left_s = since_begin_s / gained * (1.0 - share)
    return message("ui.settings.speech.coming_left", left=words.duration(left_s), **values)


class SpeechPresenter(QObject):
    """Does one thing at a time, and says what came of it; reaches out only in ``get``.

    Signals:
        working(bool): Whether something is being done.
        progress(float): The share that is done.
        told(Message): How far it is, or what came of it.
        came(): Another model is there.

    Args:
        context: What it may use.
        parent: Its page.
        make_store: Makes the store from the settings as they are; None for the real one.
        clock: Seconds that only grow.
    """

    working = Signal(bool)
    progress = Signal(float)
    told = Signal(object)
    came = Signal()

    def __init__(
        self,
        context: Context,
        parent: QObject,
        make_store: MakeStore | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._make_store = make_store or self._real_store
        self._clock = clock
        self._job: Job | None = None
        self._begun_s = 0.0
        self._first: float | None = None

    def get(self, model: InstalledModel) -> None:
        """Fetch a model, because the person pressed its button.

        Args:
            model: Which.
        """
        if self._job is not None:
            return
        ticket = Ticket()
        self._begun_s, self._first = self._clock(), None
        self._begin(message("ui.settings.speech.beginning", name=model.name))
        self._run(
            Task(
                op=partial(_get, self._make_store(), model.name, ticket),
                on_success=partial(self._got, model),
                on_failure=self._failed,
                on_progress=partial(self._tell_progress, model),
                owner=self,
                lane=Lane.LONG,
                note=message("ui.work.fetch"),
                on_stop=self.stop,
                ticket=ticket,
            )
        )

    def look_at(self, folder: Path) -> None:
        """Look at a folder of the person's own, and ask whether it is to be used.

        Args:
            folder: The folder.
        """
        if self._job is not None:
            return
        self._begin(message("ui.settings.speech.reading"))
        task = Task(
            op=partial(inspect, folder),
            on_success=self._looked,
            on_failure=self._failed,
            owner=self,
            lane=Lane.SIDE,
        )
        self._run(task)

    def stop(self) -> None:
        """Stop what is being done; what has come is kept."""
        if self._job is not None:
            self._job.cancel()
            self._over()
            self.told.emit(message("ui.settings.speech.stopped"))

    def _real_store(self) -> ModelStore:
        folder = self._context.settings.value(declared.SPEECH_MODEL_FOLDER)
        return ModelStore(self._context.folders.cache, Path(folder) if folder else None)

    def _begin(self, text: Message) -> None:
        self.working.emit(True)  # noqa: FBT003 - a signal takes no names
        self.told.emit(text)

    def _run(self, task: Task[Any]) -> None:
        job = self._context.tasks.run(task)
        self._job = None if job.over else job

    def _over(self) -> None:
        self._job = None
        self.working.emit(False)  # noqa: FBT003 - a signal takes no names

    def _failed(self, error: KnownError) -> None:
        self._over()
        self.told.emit(error.message)

    def _tell_progress(self, model: InstalledModel, share: float) -> None:
        if self._first is None:
            self._begun_s, self._first = self._clock(), share
        since_s = self._clock() - self._begun_s
        self.progress.emit(share)
        self.told.emit(coming(self._context.words, model, share, since_s, self._first))

    def _got(self, model: InstalledModel, _path: object) -> None:
        self._over()
        self.told.emit(message("ui.settings.speech.came", name=model.name))
        self.came.emit()

    def _looked(self, found: object) -> None:
        self._over()
        if not isinstance(found, OwnModel):
            raise TypeError(found)
        if found.known:
            self._use(found)
            return
        # Both here and in the bar, so that the answer is where the question was asked.
        question = message("speech.own_question", folder=str(found.folder))
        self.told.emit(question)
        self._context.messages.say(
            question, action=message("ui.settings.speech.own_yes"), on_action=partial(self._use, found)
        )

    def _use(self, found: OwnModel) -> None:
        agree = partial(self._make_store().agree, found)
        done = partial(self._used, found)
        self._context.tasks.run(Task(op=agree, on_success=done, on_failure=self._failed, owner=self))

    def _used(self, found: OwnModel, _nothing: None) -> None:
        self._context.settings.set(declared.SPEECH_MODEL, str(found.folder))
        name = found.known or shown_name(str(found.folder))
        self.told.emit(message(f"ui.settings.speech.{'known' if found.known else 'own_used'}", name=name))
        self.came.emit()


def _get(store: ModelStore, name: str, ticket: Ticket) -> Path:
    return store.get(name, on_progress=ticket.report, should_stop=lambda: ticket.cancelled)
