"""The interviewer's turn: lead and question in one breath, and when each word of it is due."""

import numpy as np
import pytest

from coach.audio.ports import Device
from coach.errors import VoiceError
from coach.model.message import Message
from coach.model.sound import Sound
from coach.practice.asking import ECHO_GUARD_S, GAP_S, Interviewer, Line
from coach.practice.equipment import Equipment
from coach.units import Hertz

RATE = Hertz(1000)


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class Speaks:
    """A tenth of a second a word."""

    name = "words"

    def __init__(self) -> None:
        self.said: list[str] = []

    def speak(self, text: str) -> Sound:
        self.said.append(text)
        if text == "silence":
            raise VoiceError("error.voice.missing")
        return Sound(np.full(100 * len(text.split()), 0.5, np.float32), RATE)


class Playing:
    def __init__(self, clock: Clock, until_s: float) -> None:
        self._clock, self._until_s, self.waited = clock, until_s, False

    def done(self) -> bool:
        return self._clock.now_s >= self._until_s

    def wait(self) -> None:
        self.waited = True
        self._clock.now_s = max(self._clock.now_s, self._until_s)

    def stop(self) -> None:
        self._until_s = self._clock.now_s


class Plays:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.played: list[tuple[Sound, Playing]] = []

    def devices(self) -> tuple[Device, ...]:
        return ()

    def play(self, sound: Sound, *, device: str | None = None) -> Playing:
        assert device is None
        self.played.append((sound, Playing(self._clock, self._clock.now_s + sound.duration_s)))
        return self.played[-1][1]


class Room:
    """An interviewer with a voice, a loudspeaker and a clock that the test moves."""

    def __init__(self) -> None:
        self.clock, self.voice, self.told = Clock(), Speaks(), list[Message]()
        self.speaker = Plays(self.clock)
        equipment = Equipment(
            store=None,  # type: ignore[arg-type]
            analysis=None,  # type: ignore[arg-type]
            hands=None,  # type: ignore[arg-type]
            clock=self.clock,
            voice=self.voice,
            speaker=self.speaker,
        )
        self.interviewer = Interviewer(equipment, self.told.append)


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_question_follows_its_lead_in_one_breath_and_its_words_are_due_one_by_one(room: Room) -> None:
    room.interviewer.ask(Line("one two three four five", "let us begin"), None)
    ((sound, _),) = room.speaker.played
    assert sound.duration_s == pytest.approx(0.3 + GAP_S + 0.5)
    room.clock.now_s = 0.3
    assert room.interviewer.share() == 0.0
    room.clock.now_s = 0.3 + GAP_S + 0.25
    assert room.interviewer.share() == pytest.approx(0.5)
    room.clock.now_s = 1.2
    assert not room.interviewer.just_finished(), "the loudspeaker ends a little later"
    room.clock.now_s = 1.2 + ECHO_GUARD_S
    assert room.interviewer.just_finished()
    assert not room.interviewer.just_finished()


def test_what_comes_next_is_made_ready_while_the_question_is_asked(room: Room) -> None:
    room.interviewer.ask(Line("one"), Line("two", "lead"))
    assert set(room.voice.said) == {"one", "two", "lead"}


def test_a_short_word_is_said_to_its_end_before_the_question(room: Room) -> None:
    room.interviewer.say("thank you")
    room.interviewer.ask(Line("and then"), None)
    (_, word), (_, question) = room.speaker.played
    assert word.waited
    assert room.clock.now_s == pytest.approx(0.2)
    assert not question.done()


def test_a_question_that_is_asked_again_cuts_the_first(room: Room) -> None:
    room.interviewer.ask(Line("one two three"), None)
    room.interviewer.ask(Line("one two three"), None)
    (_, first), (_, second) = room.speaker.played
    assert not first.waited
    assert first.done()
    assert not second.done()


def test_a_farewell_is_being_said_until_it_is_over(room: Room) -> None:
    assert not room.interviewer.speaking
    room.interviewer.say("good bye")
    assert room.interviewer.speaking
    room.clock.now_s = 0.2
    assert not room.interviewer.speaking
    assert not room.interviewer.just_finished(), "nothing follows from its end"


def test_what_can_not_be_spoken_is_read_and_never_only_heard(room: Room) -> None:
    assert room.interviewer.can_speak
    room.interviewer.ask(Line("silence"), None)
    assert [one.id for one in room.told] == ["error.voice.missing"]
    assert not room.interviewer.can_speak
    assert room.interviewer.share() == 1.0
    room.clock.now_s = 60.0
    assert room.interviewer.just_finished()
