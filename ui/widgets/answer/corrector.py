"""Corrects what was heard in an answer, and has it scored anew."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from coach.analysis import Priority, ScoreJob
from coach.analysis.jobs import Scored
from coach.errors import KnownError
from coach.library import Library
from coach.model.joined import with_words
from coach.model.message import message
from coach.model.score import ScoringRequest
from coach.model.session import Answer
from coach.model.transcript import Transcript, WordEdit
from coach.scoring.requests import answer_request
from coach.speech.correcting import corrected
from ui.context import Context
from ui.tasks import Task


@dataclass(frozen=True, slots=True)
class _Before:
    """What can be gone back to: the words of one recording; None for what was heard."""

    answer_id: str
    transcript: Transcript | None


class Corrector(QObject):
    """Keeps corrections in the library and asks the analysis for new scores; one at a time.

    The library lets the answer wait for its scores from the moment of the correction, so that nothing is lost
    when the program ends in between.

    Signals:
        working(bool): The answer is being scored again, or no longer.
        changed(Answer): The answer as it is now.
        raw_read(Transcript): What was heard, for the answer that was asked about.

    Args:
        context: What it may use.
        parent: Whoever shows the answer.
    """

    working = Signal(bool)
    changed = Signal(object)
    raw_read = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._steps: list[_Before] = []
        self._shown = ""
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether an answer is being scored again."""
        return self._busy

    @property
    def can_undo(self) -> bool:
        """Whether there is a correction of this answer to go back from."""
        return bool(self._steps) and not self._busy

    def look_at(self, answer: Answer) -> None:
        """Another answer is shown: what was done to the one before can't be undone from here any more.

        Args:
            answer: The answer.
        """
        if answer.id != self._shown:
            self._shown = answer.id
            self._steps.clear()

    def correct(self, answer: Answer, first: int, last: int, text: str) -> None:
        """Replace words.

        Args:
            answer: With its follow-ups.
            first: Index of the first word among those of the answer and its follow-ups, joined.
            last: Of the last one, exclusive; in the same recording.
            text: What was said instead; empty to take them out.
        """
        if self._busy:
            return
        at = 0
        for one in with_words(answer):
            heard = one.transcript
            if heard is None:
                continue
            if at <= first and last <= at + len(heard.words):
                made = corrected(heard, [WordEdit(first - at, last - at, text)])
                self._steps.append(_Before(one.id, heard if one.corrected else None))
                self._begin(answer, one.id, made)
                return
            at += len(heard.words)

    def undo(self, answer: Answer) -> None:
        """Take the last correction back.

        Args:
            answer: As it is.
        """
        if self.can_undo:
            step = self._steps.pop()
            self._begin(answer, step.answer_id, step.transcript)

    def revert(self, answer: Answer) -> None:
        """Go back to what was heard, in every recording of the answer; this can be undone as well.

        Args:
            answer: As it is.
        """
        for one in () if self._busy else with_words(answer):
            if one.corrected:
                self._steps.append(_Before(one.id, one.transcript))
                self._begin(answer, one.id, None)
                return

    def read_raw(self, answer: Answer) -> None:
        """Ask for what was heard in an answer's own recording.

        Args:
            answer: The answer.
        """
        op = partial(self._context.library.review.raw_transcript, answer.id)
        self._context.tasks.run(Task(op=op, on_success=self._tell_raw, owner=self))

    def score_again(self, answer: Answer) -> None:
        """Score an answer anew with the words that it has.

        Args:
            answer: As it is.
        """
        if not self._busy:
            self._set_busy(busy=True)
            self._run(partial(_request, self._context.library, answer.id), answer)

    def _begin(self, answer: Answer, answer_id: str, transcript: Transcript | None) -> None:
        self._set_busy(busy=True)
        self._run(partial(_keep, self._context.library, answer_id, transcript), answer)

    def _run(self, op: "partial[ScoringRequest]", answer: Answer) -> None:
        self._context.tasks.run(
            Task(
                op=op,
                on_success=partial(self._score, answer),
                on_failure=self._failed,
                owner=self,
                note=message("ui.answer.scoring"),
                finish=True,
            )
        )

    def _score(self, answer: Answer, request: ScoringRequest) -> None:
        future = self._context.analysis.submit(ScoreJob(request), priority=Priority.TYPED)
        self._context.tasks.watch(
            future,
            Task(
                on_success=partial(self._keep_score, answer),
                on_failure=self._failed,
                owner=self,
                note=message("ui.answer.scoring"),
            ),
        )

    def _keep_score(self, answer: Answer, scored: Scored) -> None:
        self._context.tasks.run(
            Task(
                op=partial(_keep_score, self._context.library, scored),
                on_success=partial(self._tell, answer),
                on_failure=self._failed,
                owner=self,
                finish=True,
            )
        )

    def _tell(self, _before: Answer, after: Answer) -> None:
        self._set_busy(busy=False)
        self.changed.emit(after)

    def _tell_raw(self, heard: Transcript | None) -> None:
        if heard is not None:
            self.raw_read.emit(heard)

    def _failed(self, error: KnownError) -> None:
        self._set_busy(busy=False)
        self._context.messages.problem(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.working.emit(busy)


def _keep(library: Library, answer_id: str, transcript: Transcript | None) -> ScoringRequest:
    if transcript is None:
        scored_id = library.review.revert_correction(answer_id)
    else:
        scored_id = library.review.save_correction(answer_id, transcript)
    return _request(library, scored_id)


def _request(library: Library, answer_id: str) -> ScoringRequest:
    session = library.session(library.review.session_of(answer_id))
    whole = library.answer(answer_id)
    return answer_request(whole, company=session.company, others=session.answers)


def _keep_score(library: Library, scored: Scored) -> Answer:
    library.save_score(scored.score.id, scored.score, scored.feedback)
    return library.answer(scored.score.id)
