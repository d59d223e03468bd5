"""Carries out what the machine says.

Whoever owns a runner calls ``pump`` often (a terminal in a loop, a window from a timer).
What may take a moment runs on ``hands``, so that ``pump`` never waits.
"""

from functools import partial

from coach.audio.ports import SLEPT, Level, Recording
from coach.errors import KnownError, MicrophoneLostError
from coach.model.company import Company
from coach.model.session import Answer
from coach.model.transcript import Caption
from coach.practice.answers import AnswerDesk
from coach.practice.asking import Interviewer
from coach.practice.equipment import Equipment
from coach.practice.errands import Errands
from coach.practice.lines import Lines
from coach.practice.machine import step
from coach.practice.script import Script
from coach.practice.values import (
    Acknowledge,
    Ask,
    Asked,
    CloseMicrophone,
    CloseSession,
    Command,
    Done,
    DropRecording,
    Event,
    Failed,
    Farewell,
    Hold,
    Interview,
    Listen,
    MicrophoneLost,
    OpenMicrophone,
    PatienceOver,
    Reconnect,
    RecordingBroken,
    SaveSkipped,
    SaveTyped,
    Score,
    SkipRecording,
    State,
    StopAsking,
    Think,
    ThinkingOver,
    Transcribe,
    Trouble,
    Turn,
    WaitForWords,
)


class Runner:
    """One interview under way.

    Args:
        interview: At its start.
        session_id: The session that it is saved in.
        equipment: What it is held with.
        company: What the person noted about the employer.
        script: What is said besides the questions; None for nothing.
    """

    def __init__(
        self,
        interview: Interview,
        session_id: str,
        equipment: Equipment,
        company: Company | None = None,
        script: Script | None = None,
    ) -> None:
        self.interview = interview
        self.session_id = session_id
        self._with = equipment
        self._errands = Errands(equipment.hands)
        self._interviewer = Interviewer(equipment, lambda trouble: self.post(Trouble(trouble)))
        self._answers = AnswerDesk(session_id, interview, equipment, self._errands, company)
        self._lines = Lines(script, equipment.words)
        self._think_until_s: float | None = None
        self._patience: tuple[Turn, float] | None = None

    def post(self, event: Event) -> None:
        """Say that something happened; from any thread.

        Args:
            event: What.
        """
        self._errands.post(event)

    def pump(self) -> bool:
        """Carry on: look at sound and clock, and follow up on what happened.

        Returns:
            Whether the interview changed.

        Raises:
            KnownError: The interview can't go on, such as on a full disk; what was recorded is kept.
        """
        self._watch()
        before = self.interview
        while (event := self._errands.next_event()) is not None:
            self.interview, commands = step(self.interview, event)
            if isinstance(event, Failed):
                self._note_failure(event)
            for command in commands:
                self._carry_out(command)
        return self.interview is not before

    @property
    def settled(self) -> bool:
        """Whether the interview has ended and nothing of it is still being done or said."""
        ended = self.interview.state is State.ENDED and self._errands.idle
        return ended and not self._interviewer.speaking

    def level(self) -> Level | None:
        """Loudness of the running recording; None when nothing is recorded."""
        recording = self._recording()
        return recording.level() if recording else None

    def elapsed_s(self) -> float:
        """Seconds recorded of the current attempt."""
        recording = self._recording()
        return float(recording.elapsed_s) if recording else 0.0

    @property
    def lead(self) -> str:
        """What leads to the question that is being asked; empty for nothing."""
        return self._lines.of(self.interview, self.interview.turn).lead

    @property
    def only_heard(self) -> bool:
        """Whether the question is to be heard and not read; never so where nothing can be spoken."""
        return self.interview.hidden and self._interviewer.can_speak

    def spoken_share(self) -> float:
        """How much of the question has been spoken, 0.0 to 1.0."""
        return self._interviewer.share() if self.interview.state is State.ASKING else 1.0

    def caption(self) -> Caption:
        """What was understood so far of the answer that is being spoken."""
        attempt = self._answers.attempt(self.interview.turn)
        return attempt.live.caption if attempt is not None and attempt.live is not None else Caption()

    def thinking_left_s(self) -> float:
        """Seconds left to think."""
        return max(0.0, (self._think_until_s or 0.0) - self._with.clock())

    def transcribed_share(self, turn: Turn) -> float:
        """How much of an attempt is transcribed.

        Args:
            turn: Which attempt.

        Returns:
            0.0 to 1.0.
        """
        attempt = self._answers.attempt(turn)
        return attempt.share if attempt else 0.0

    def result(self, turn: Turn) -> Answer | None:
        """What there is of an attempt.

        Args:
            turn: Which attempt.

        Returns:
            The answer with its transcript and scores as far as they are there, and with what was said to
            its follow-ups; None for no attempt.
        """
        return self._answers.whole(turn)

    def close(self) -> None:
        """Let go of sound: stop speaking, and keep what is being recorded as a finished file.

        Blocks until the file is safe; the answer waits in the library to be transcribed.
        An attempt to which nothing was said yet is forgotten.
        """
        self._with.hands.submit(self._interviewer.stop).result()
        for turn in self._answers.recordings():
            self._with.hands.submit(partial(self._put_down, turn)).result()

    def _put_down(self, turn: Turn) -> None:
        attempt = self._answers.attempt(turn)
        if attempt is not None and attempt.recording is not None and not attempt.recording.elapsed_s:
            self._answers.drop(turn)
            return
        self._answers.close_microphone(turn)
        if attempt is not None and attempt.live is not None:
            # It waits in the library now and is transcribed from its file, perhaps on another day.
            attempt.live.cancel()

    def _recording(self) -> Recording | None:
        attempt = self._answers.attempt(self.interview.turn)
        return attempt.recording if attempt else None

    def _watch(self) -> None:
        if self._interviewer.just_finished():
            self.post(Asked())
        if self._think_until_s is not None and self._with.clock() >= self._think_until_s:
            self._think_until_s = None
            self.post(ThinkingOver())
        if self._patience is not None and self._with.clock() >= self._patience[1]:
            self.post(PatienceOver(self._patience[0]))
            self._patience = None
        recording = self._recording()
        answering = self.interview.state in {State.RECORDING, State.PAUSED} and not self.interview.lost
        if recording is not None and answering:
            limit_s, turn = self.interview.limit_s, self.interview.turn
            if limit_s is not None and not turn.follow_up and recording.elapsed_s >= limit_s:
                self.post(Done())
            try:
                recording.check()
            except MicrophoneLostError as error:
                # Who comes back to a computer that slept may not want to be recorded at once.
                self.post(MicrophoneLost(error.message, at_once=error.message.id != SLEPT))
            except KnownError as error:
                self.post(RecordingBroken(error.message))

    def _note_failure(self, event: Failed) -> None:
        attempt = self._answers.attempt(event.turn)
        if attempt is not None:
            attempt.failure = event.trouble.id  # before it is shown, which does not wait for the disk
        self._errands.by_hand(lambda: self._answers.save_failure(event.turn, event.trouble))

    def _carry_out(self, command: Command) -> None:  # noqa: PLR0912 - one line a command is the table
        by_hand, answers, turn = self._errands.by_hand, self._answers, self.interview.turn
        match command:
            case OpenMicrophone(opened):
                by_hand(lambda: answers.open_microphone(opened))
            case Ask(asked):
                line, following = (
                    self._lines.of(self.interview, asked),
                    self._lines.after(self.interview, asked),
                )
                by_hand(lambda: self._interviewer.ask(line, following))
                by_hand(lambda: self._interviewer.prepare(*self._lines.soon(self.interview)))
            case Acknowledge():
                self._say(self._lines.acknowledgement())
            case Farewell():
                self._say(self._lines.farewell)
            case WaitForWords(awaited, wait_s):
                self._patience = (awaited, self._with.clock() + wait_s)
            case StopAsking():
                by_hand(self._interviewer.stop)
            case Listen():
                by_hand(lambda: answers.listen(turn, keep=True))
            case Hold():
                by_hand(lambda: answers.listen(turn, keep=False))
            case Reconnect(lost):
                by_hand(lambda: answers.reconnect(lost), lost)
            case Think(think_s):
                self._think_until_s = self._with.clock() + think_s
            case CloseMicrophone(closed, repeats):
                by_hand(lambda: answers.close_microphone(closed, repeats), closed)
            case DropRecording(dropped):
                by_hand(lambda: answers.drop(dropped))
            case SkipRecording(left_out):
                by_hand(lambda: answers.skip(left_out), left_out)
            case SaveTyped(typed, text, repeats):
                by_hand(lambda: answers.save_typed(typed, text, repeats), typed)
            case SaveSkipped(skipped):
                by_hand(lambda: answers.save_skipped(skipped))
            case Transcribe(spoken):
                answers.transcribe(spoken)
            case Score(ready):
                answers.score(ready)
            case CloseSession():
                by_hand(lambda: self._with.store.end_session(self.session_id))

    def _say(self, text: str) -> None:
        if text:
            self._errands.by_hand(lambda: self._interviewer.say(text))
