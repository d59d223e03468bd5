"""The interviewer: speaks a question and knows when it is over."""

import threading
from collections.abc import Callable

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
        self._spoken: Callable[[], bool] | None = None
        self._quiet_at_s: float | None = None

    def ask(self, text: str, following: str | None) -> None:
        """Begin to ask; where nothing can be spoken, time to read passes instead.

        Args:
            text: The question.
            following: The question after it, made ready meanwhile; None for none.
        """
        self.stop()
        sound = self._speech(text)
        playback = self._play(sound) if sound is not None else None
        if playback is None:
            words = len(text.split())
            read_at_s = self._with.clock() + max(MIN_READING_S, words * 60.0 / READING_WPM)
        with self._lock:
            self._playback = playback
            self._spoken = playback.done if playback else lambda: self._with.clock() >= read_at_s
        if following is not None:
            self._speech(following)

    def stop(self) -> None:
        """Be silent at once."""
        with self._lock:
            playback, self._playback = self._playback, None
            self._spoken, self._quiet_at_s = None, None
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
            self._spoken, self._quiet_at_s = None, None
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
