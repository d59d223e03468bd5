"""The answers of one interview on their way: recorded, transcribed, scored, and saved at each step."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from coach.analysis import LiveAnswer, Priority, ScoreJob, TranscribeJob
from coach.analysis import Scored as ScoredAnswer
from coach.audio.ports import NO_ANSWER, AudioInput, Recording
from coach.audio.ports import Recorded as RecordedSound
from coach.errors import AudioError, BugError, KnownError, WorkerError
from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.session import Answer, AnswerStatus
from coach.model.transcript import Transcript
from coach.practice.equipment import Equipment
from coach.practice.errands import Errands
from coach.practice.following import FollowUps
from coach.practice.values import (
    Failed,
    Interview,
    MicrophoneBack,
    MicrophoneMissing,
    MicrophoneStillGone,
    Recorded,
    Scored,
    Transcribed,
    Trouble,
    Turn,
)
from coach.scoring.requests import answer_request

SAID_S = 1.0
"""A recording that is shorter holds no word worth keeping when the question is left out."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Attempt:
    """What there is of one attempt so far.

    Args:
        answer: Its row as it began.
        recording: While it runs.
        live: What transcribes it while it is spoken; None when it is transcribed from its file.
        typed: What was typed; None when spoken.
        transcript: None until transcribed.
        scored: None until scored.
        share: How much of it is transcribed, 0.0 to 1.0.
        failure: Id of the message that says why it could not be finished; empty else.
    """

    answer: Answer
    recording: Recording | None = None
    live: LiveAnswer | None = None
    typed: str | None = None
    transcript: Transcript | None = None
    scored: ScoredAnswer | None = None
    share: float = 0.0
    failure: str = ""

    def as_answer(self) -> Answer:
        """The answer with what there is of it."""
        if self.failure:
            status = AnswerStatus.FAILED
        else:
            status = AnswerStatus.DONE if self.scored else AnswerStatus.RUNNING
        return replace(
            self.answer,
            status=status,
            failure=self.failure,
            duration_s=self.transcript.duration_s if self.transcript else None,
            transcript=self.transcript,
            score=self.scored.score if self.scored and not self.answer.follow_up_of else None,
            feedback=self.scored.feedback if self.scored and not self.answer.follow_up_of else None,
        )


class AnswerDesk:
    """Takes attempts from the microphone to the library.

    The methods in the first half run on ``hands``; the others return at once.

    Args:
        session_id: The session that they are saved in.
        interview: What is asked, and by whom.
        equipment: What the interview is held with.
        errands: Tells what happened.
        company: What the person noted about the employer.
    """

    def __init__(
        self,
        session_id: str,
        interview: Interview,
        equipment: Equipment,
        errands: Errands,
        company: Company | None,
    ) -> None:
        self._session_id = session_id
        self._interview = interview
        self._with = equipment
        self._errands = errands
        self._company = company
        self._attempts: dict[Turn, Attempt] = {}
        words = equipment.words if interview.follow_ups else None
        self._follow_ups = FollowUps(words.text, company) if words is not None else None

    def attempt(self, turn: Turn) -> Attempt | None:
        """What there is of an attempt.

        Args:
            turn: Which.

        Returns:
            The attempt; None when it was not begun or was dropped.
        """
        return self._attempts.get(turn)

    def whole(self, turn: Turn) -> Answer | None:
        """An answer with what was said to its follow-ups.

        Args:
            turn: The attempt, or one of its follow-ups.

        Returns:
            The answer as far as it is there; None when there is none.
        """
        attempt = self._attempts.get(turn.first)
        if attempt is None:
            return None
        after = [one for one in sorted(self._attempts) if one.first == turn.first and one.follow_up]
        return replace(
            attempt.as_answer(), follow_ups=tuple(self._attempts[one].as_answer() for one in after)
        )

    def recordings(self) -> tuple[Turn, ...]:
        """The attempts whose recording runs."""
        return tuple(turn for turn, attempt in self._attempts.items() if attempt.recording is not None)

    # On hands.

    def open_microphone(self, turn: Turn) -> None:
        """Begin an attempt: its row first, then its recording, which keeps nothing yet.

        Args:
            turn: Which.
        """
        store, microphone = self._with.store, self._with.microphone
        if microphone is None:
            self._errands.post(MicrophoneMissing(message("practice.typed")))
            return
        answer = self._add(turn)
        live = self._with.listening.listen() if self._with.listening else None
        try:
            path = store.sound_path(answer)
            recording = microphone.record(
                path,
                device=self._with.microphone_name,
                on_block=live.hear if live else None,
                paused=True,
            )
        except KnownError as error:
            if live is not None:
                live.cancel()
            store.remove_answer(answer.id)
            if not isinstance(error, AudioError):
                raise
            self._errands.post(MicrophoneMissing(error.message))
            return
        self._attempts[turn] = Attempt(answer, recording=recording, live=live)

    def listen(self, turn: Turn, *, keep: bool) -> None:
        """Keep what the microphone hears, or leave it out.

        Args:
            turn: Which attempt.
            keep: Whether.
        """
        attempt = self._attempts.get(turn)
        if attempt is None or attempt.recording is None:
            return
        if keep:
            attempt.recording.resume()
        else:
            attempt.recording.pause()

    def reconnect(self, turn: Turn) -> None:
        """Go on recording an attempt whose microphone was lost: with the chosen one, the usual one, or any.

        Args:
            turn: Which.
        """
        attempt, microphone = self._attempts.get(turn), self._with.microphone
        if attempt is None or attempt.recording is None or microphone is None:
            return
        still_gone = "practice.microphone_gone"
        for name in _candidates(self._with.microphone_name, microphone):
            try:
                found = attempt.recording.go_on(device=name)
            except AudioError as error:
                if error.message.id == NO_ANSWER:
                    still_gone = "practice.sound_system_gone"
            else:
                _log.info("answer %s goes on with another microphone", attempt.answer.id)
                self._errands.post(MicrophoneBack(turn, message("practice.microphone_back", device=found)))
                return
        self._errands.post(MicrophoneStillGone(turn, message(still_gone)))

    def close_microphone(self, turn: Turn, repeats: int = 0) -> None:
        """Finish an attempt's recording; it waits in the library from then on.

        Args:
            turn: Which.
            repeats: How often its question was heard again.
        """
        attempt = self._attempts.get(turn)
        if attempt is None or attempt.recording is None:
            self._errands.post(Failed(turn, message("practice.nothing_recorded")))
            return
        recording, attempt.recording = attempt.recording, None
        attempt.answer = replace(attempt.answer, repeats=repeats)
        self._save_recording(attempt, recording.stop())
        self._errands.post(Recorded(turn))

    def _save_recording(self, attempt: Attempt, kept: RecordedSound) -> None:
        self._with.store.save_recording(
            attempt.answer.id,
            duration_s=float(kept.duration_s),
            dropouts=kept.dropouts,
            repeats=attempt.answer.repeats,
        )
        if kept.dropouts:
            self._errands.post(Trouble(message("practice.dropouts", n=kept.dropouts)))

    def drop(self, turn: Turn) -> None:
        """Forget an attempt to which nothing was said.

        Args:
            turn: Which.
        """
        attempt = self._attempts.pop(turn, None)
        if attempt is None:
            return
        if attempt.live is not None:
            attempt.live.cancel()
        if attempt.recording is not None:
            attempt.recording.discard()
        self._with.store.remove_answer(attempt.answer.id)

    def skip(self, turn: Turn) -> None:
        """Leave a question out to which something may have been said already: that stays, unscored.

        Args:
            turn: Which attempt.
        """
        attempt = self._attempts.get(turn)
        if attempt is None or attempt.recording is None or attempt.recording.elapsed_s < SAID_S:
            self.drop(turn)
            self.save_skipped(turn)
            return
        recording, attempt.recording = attempt.recording, None
        if attempt.live is not None:
            attempt.live.cancel()
        self._save_recording(attempt, recording.stop())
        self._with.store.set_status(attempt.answer.id, AnswerStatus.SKIPPED)
        del self._attempts[turn]

    def save_typed(self, turn: Turn, text: str, repeats: int = 0) -> None:
        """Save a typed answer.

        Args:
            turn: Which attempt.
            text: The answer.
            repeats: How often its question was heard again.
        """
        self._attempts[turn] = Attempt(self._add(turn, typed=text, repeats=repeats), typed=text)
        self._errands.post(Transcribed(turn))

    def save_skipped(self, turn: Turn) -> None:
        """Note that a question was left out.

        Args:
            turn: Which attempt.
        """
        self._add(turn, status=AnswerStatus.SKIPPED)

    def save_failure(self, turn: Turn, trouble: Message) -> None:
        """Note that an attempt could not be finished; its sound stays.

        Args:
            turn: Which.
            trouble: Why.
        """
        attempt = self._attempts.get(turn)
        if attempt is not None:
            attempt.failure = trouble.id
            self._with.store.set_status(attempt.answer.id, AnswerStatus.FAILED, failure=trouble.id)

    def _add(
        self,
        turn: Turn,
        *,
        status: AnswerStatus = AnswerStatus.RECORDING,
        typed: str | None = None,
        repeats: int = 0,
    ) -> Answer:
        question, follow_up_of = self._interview.questions[turn.position], None
        if turn.follow_up and self._follow_ups is not None:
            question = self._follow_ups.question(turn, question)
            follow_up_of = self._attempts[turn.first].answer.id
        return self._with.store.add_answer(
            self._session_id,
            question,
            position=turn.position,
            attempt=turn.attempt,
            status=status,
            typed=typed,
            follow_up_of=follow_up_of,
            asker=replace(self._interview, turn=turn).asker,
            repeats=repeats,
        )

    # At once; results come home on the analysis's own thread, and are saved on hands.

    def transcribe(self, turn: Turn) -> None:
        """Have an attempt's sound turned into words.

        Args:
            turn: Which.
        """
        attempt = self._attempts[turn]
        answer = attempt.answer
        self._errands.by_hand(lambda: self._with.store.set_status(answer.id, AnswerStatus.RUNNING), turn)

        def advance(share: float) -> None:
            attempt.share = share

        def save(transcript: Transcript) -> None:
            self._with.store.save_transcript(answer.id, transcript)
            attempt.transcript = transcript
            self._errands.post(Transcribed(turn))

        future = self._transcript(attempt, self._with.store.sound_path(answer), advance)
        self._errands.follow(future, turn, lambda done: self._errands.by_hand(lambda: save(done), turn))

    def _transcript(
        self, attempt: Attempt, path: Path, on_progress: Callable[[float], None]
    ) -> "Future[Transcript]":
        """The transcript to come: what was heard live, or else the file."""
        live, attempt.live = attempt.live, None
        if live is not None:
            try:
                return live.finish(path, on_progress)
            except WorkerError:
                # Another process may have taken over since, as when another model was chosen.
                _log.info("answer %s is transcribed from its file", attempt.answer.id)
        return self._with.analysis.submit(
            TranscribeJob(path), priority=Priority.SPOKEN, on_progress=on_progress
        )

    def score(self, turn: Turn) -> None:
        """Have an answer scored, together with what was said to its follow-ups so far.

        Args:
            turn: The attempt that was just transcribed or typed.
        """
        whole = self.whole(turn)
        if whole is None:
            raise BugError(f"nothing to score in {turn}")
        others = tuple(one.as_answer() for one in self._attempts.values())
        request = answer_request(whole, company=self._company, others=others)
        attempt, first = self._attempts[turn], self._attempts[turn.first]

        def save(scored: ScoredAnswer) -> None:
            self._with.store.save_score(first.answer.id, scored.score, scored.feedback)
            if attempt is not first:
                self._with.store.set_status(attempt.answer.id, AnswerStatus.DONE)
            first.scored = attempt.scored = scored
            follow_up = self._follow_ups.after(turn, scored.score) if self._follow_ups else None
            self._errands.post(Scored(turn, follow_up))

        future = self._with.analysis.submit(ScoreJob(request), priority=Priority.SPOKEN)
        self._errands.follow(future, turn, lambda done: self._errands.by_hand(lambda: save(done), turn))


def _candidates(chosen: str | None, microphone: AudioInput) -> tuple[str | None, ...]:
    """Microphones to go on with: the chosen one, the system's default, then whatever else is there."""
    try:
        others = tuple(device.name for device in microphone.devices())
    except AudioError:
        others = ()
    return tuple(dict.fromkeys((chosen, None, *others)))
