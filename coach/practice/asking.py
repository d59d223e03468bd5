"""The interviewer: speaks, and knows when a question is over."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from coach.audio.ports import Playback
from coach.errors import AudioError, KnownError
from coach.model.message import Message
from coach.model.sound import Sound
from coach.practice.equipment import Equipment

ECHO_GUARD_S = 0.4
"""From the end of the question to the recording: a loudspeaker ends later than its player says."""

READING_WPM = 220.0
"""Silent reading when the question is not spoken; a little below the mean of 238 in Brysbaert (2019)."""

MIN_READING_S = 1.5

GAP_S = 0.35
"""Between what leads to a question and the question."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is said when it is the interviewer's turn.

    Args:
        text: The question.
        lead: What leads to it; empty for nothing.
    """

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class _Speaking:
    """A question that is being spoken.

    Args:
        began_s: When its first word was due, on the clock.
        length_s: How long it takes; 0.0 when it is read.
    """

    began_s: float
    length_s: float


class Interviewer:
    """Asks one question at a time, aloud where there is a voice and a loudspeaker.

    Args:
        equipment: What the interview is held with.
        tell: Gets what went wrong, once each, when a question can't be spoken and is only shown.
    """

    def __init__(self, equipment: Equipment, tell: Callable[[Message], None]) -> None:
        self._with = equipment
        self._tell = tell
        self._told: set[str] = set()
        self._lock = threading.Lock()  # ``ask`` and ``stop`` run on hands, ``just_finished`` does not
        self._playback: Playback | None = None
        self._speaking: _Speaking | None = None
        self._spoken: Callable[[], bool] | None = None
        self._quiet_at_s: float | None = None

    def ask(self, line: Line, following: Line | None) -> None:
        """Begin to ask; where nothing can be spoken, time to read passes instead.

        A word that shows that the answer was heard is said to its end before.

        Args:
            line: The question.
            following: The one after it, made ready meanwhile; None for none.
        """
        self._let_finish()
        sound, offset_s = self._line(line)
        playback = self._play(sound) if sound is not None else None
        now_s = self._with.clock()
        if playback is None or sound is None:
            words = len(line.text.split())
            read_at_s = now_s + max(MIN_READING_S, words * 60.0 / READING_WPM)
            speaking = _Speaking(now_s, 0.0)
        else:
            speaking = _Speaking(now_s + offset_s, sound.duration_s - offset_s)
        with self._lock:
            self._playback = playback
            self._speaking = speaking
            self._spoken = playback.done if playback else lambda: self._with.clock() >= read_at_s
        if following is not None:
            self._line(following)

    def say(self, text: str) -> None:
        """Say something that is no question; nothing follows from its end.

        Args:
            text: What.
        """
        self.stop()
        sound = self._speech(text)
        if sound is not None:
            playback = self._play(sound)
            with self._lock:
                self._playback = playback

    def prepare(self, *texts: str) -> None:
        """Have speech made ahead of need.

        Args:
            *texts: What will be said.
        """
        for text in texts:
            self._speech(text)

    @property
    def speaking(self) -> bool:
        """Whether anything is being said."""
        with self._lock:
            playback = self._playback
        return playback is not None and not playback.done()

    @property
    def can_speak(self) -> bool:
        """Whether questions can be heard, as far as is known."""
        return self._with.voice is not None and self._with.speaker is not None and not self._told

    def share(self) -> float:
        """How much of the question has been spoken, 0.0 to 1.0; all of it when it is only read."""
        with self._lock:
            speaking = self._speaking
        if speaking is None:
            return 0.0
        if speaking.length_s <= 0.0:
            return 1.0
        return min(1.0, max(0.0, (self._with.clock() - speaking.began_s) / speaking.length_s))

    def _let_finish(self) -> None:
        """Wait for a short word; a question that is still being spoken is cut."""
        with self._lock:
            short = self._playback if self._speaking is None else None
            self._playback = None if short is not None else self._playback
        if short is not None:
            try:
                short.wait()
            except AudioError as error:
                self._only_shown(error)
        self.stop()

    def _line(self, line: Line) -> tuple[Sound | None, float]:
        """The sound of a question with what leads to it, and where in it the question begins."""
        question = self._speech(line.text)
        lead = self._speech(line.lead) if line.lead and question is not None else None
        if question is None or lead is None or lead.rate_hz != question.rate_hz:
            return question, 0.0
        gap = np.zeros(round(GAP_S * lead.rate_hz), np.float32)
        whole = np.concatenate([lead.samples, gap, question.samples])
        return Sound(whole, question.rate_hz), lead.duration_s + GAP_S

    def stop(self) -> None:
        """Be silent at once."""
        with self._lock:
            playback, self._playback = self._playback, None
            self._spoken, self._quiet_at_s, self._speaking = None, None, None
        if playback is not None:
            playback.stop()

    def just_finished(self) -> bool:
        """Whether the question is over and the loudspeaker quiet; True once for each question."""
        with self._lock:
            if self._spoken is None:
                return False
            now_s = self._with.clock()
            if self._quiet_at_s is None and self._spoken():
                self._quiet_at_s = now_s + (ECHO_GUARD_S if self._playback is not None else 0.0)
            if self._quiet_at_s is None or now_s < self._quiet_at_s:
                return False
            self._spoken, self._quiet_at_s, self._speaking = None, None, None
            self._playback = None
            return True

    def _play(self, sound: Sound) -> Playback | None:
        if self._with.speaker is None:
            return None
        try:
            return self._with.speaker.play(sound, device=self._with.speaker_name)
        except AudioError as error:
            self._only_shown(error)
            return None

    def _speech(self, text: str) -> Sound | None:
        if self._with.voice is None:
            return None
        try:
            return self._with.voice.speak(text)
        except KnownError as error:
            self._only_shown(error)
            return None

    def _only_shown(self, error: KnownError) -> None:
        """The question is on the screen as well, so the interview goes on."""
        if error.message.id not in self._told:
            self._told.add(error.message.id)
            self._tell(error.message)
