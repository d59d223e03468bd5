"""What the analysis thinks of a preparation: stories against requirements, and questions to ask."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from coach.analysis.jobs import JudgeJob, LikenessJob, Priority
from coach.errors import KnownError
from coach.model.preparation import Preparation, Story
from coach.model.score import FocusScore
from coach.prepare.asking import judged_all
from coach.prepare.evidence import compared, evidence
from ui.context import Context
from ui.tasks import Task

_LEAST_WORDS = 2


class Looker(QObject):
    """Asks the analysis process, keeps what it said, and tells what follows from it.

    Signals:
        evidence_found(tuple[Evidence, ...]): One a requirement.
        asks_judged(tuple[JudgedAsk, ...]): One a question to ask.
        looking_changed(bool): Whether something is still being looked at.

    Args:
        context: What it may use.
        parent: Its presenter.
    """

    evidence_found = Signal(object)
    asks_judged = Signal(object)
    looking_changed = Signal(bool)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._likeness: dict[tuple[str, str], float] = {}
        self._focus: dict[str, FocusScore] = {}
        self._asked: set[str] = set()
        self._preparation = Preparation(id="")
        self._stories: tuple[Story, ...] = ()
        self._practised: Mapping[str, int] = {}

    def look(self, preparation: Preparation, stories: Sequence[Story], practised: Mapping[str, int]) -> None:
        """Look at everything again; what is known already is told at once.

        Args:
            preparation: As it is now.
            stories: The story bank.
            practised: How answers went, by their id.
        """
        self._preparation, self._stories, self._practised = preparation, tuple(stories), practised
        left, right = compared(preparation.requirements, stories)
        new_left = tuple(one for one in left if any((one, other) not in self._likeness for other in right))
        new_right = tuple(
            one for one in right if any((other, one) not in self._likeness for other in new_left)
        )
        self._tell()
        if new_left and new_right:
            self.looking_changed.emit(True)  # noqa: FBT003 - a value
            future = self._context.analysis.submit(LikenessJob(new_left, new_right), priority=Priority.TYPED)
            done = partial(self._compared, new_left, new_right)
            self._context.tasks.watch(future, Task(on_success=done, on_failure=self._failed, owner=self))
        for text in preparation.to_ask:
            if text not in self._focus and text not in self._asked and len(text.split()) >= _LEAST_WORDS:
                self._asked.add(text)
                asked = self._context.analysis.submit(JudgeJob(text), priority=Priority.TYPED)
                heard = partial(self._judged, text)
                self._context.tasks.watch(asked, Task(on_success=heard, on_failure=self._failed, owner=self))

    def _compared(
        self, left: tuple[str, ...], right: tuple[str, ...], table: tuple[tuple[float, ...], ...]
    ) -> None:
        for one, row in zip(left, table, strict=True):
            for other, cosine in zip(right, row, strict=True):
                self._likeness[one, other] = cosine
        self._tell()
        self.looking_changed.emit(False)  # noqa: FBT003 - a value

    def _judged(self, text: str, focus: FocusScore) -> None:
        self._focus[text] = focus
        self._tell()

    def _failed(self, error: KnownError) -> None:
        self.looking_changed.emit(False)  # noqa: FBT003 - a value
        self._context.messages.problem(error)

    def _tell(self) -> None:
        made = self._preparation
        self.evidence_found.emit(evidence(made.requirements, self._stories, self._likeness, self._practised))
        self.asks_judged.emit(judged_all(made.to_ask, self._focus, made.day.stage))
