"""A whole first interview with everything real: sound card, voice, recorder, live Whisper, scores, database.

Answers are spoken into a virtual microphone; one leaves its outcome out and is asked for it, one question is
heard twice, one is left out, and at the end the person asks something that is about the person.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest
from sound_lab import SoundLab

from coach.analysis import AnalysisConfig, AnalysisProcess, WarmJob
from coach.analysis.services import model_services
from coach.audio.files import write_wav
from coach.audio.sounddevice_io import real_ports
from coach.folders import default_folders
from coach.library import Library
from coach.model.company import Company, Person
from coach.model.joined import joined_answer
from coach.model.score import Answered
from coach.model.session import Answer, AnswerStatus, Mode
from coach.model.sound import Sound
from coach.practice.equipment import Equipment
from coach.practice.from_plan import Manner, askers_of, interview_from
from coach.practice.runner import Runner
from coach.practice.script import write_script
from coach.practice.values import Begin, Done, Event, Repeat, Skip, State, Turn
from coach.questions.bank import load_bank
from coach.questions.plan import find_plan
from coach.voice.choice import best_voice
from coach.voice.hibari_voice import HibariVoice
from coach.voice.ports import Voice
from coach.words import Words

DEADLINE_S = 60.0

ANSWERS = {
    "about-yourself": "I work nights at a small bakery in Leeds and I bake bread and rolls. "
    "I am here because I would like to lead a team of bakers.",
    "why-us": "I want this job because I like to teach people how to bake. "
    "And I want to work for you because Globex trains its own bakers.",
    "greatest-strength": "My strength is that I stay calm. Last March both ovens went out, and I rang the "
    "bakery next door and borrowed theirs, and every loaf went out on time.",
    "disagreement": "Last spring I disagreed with a colleague about the early van. He wanted to send it half "
    "empty, and it was my job to plan the round. So I rang the customer and I asked him to wait an hour.",
    "failure": "Last summer I ordered the wrong flour and it was my mistake. I rang the mill and I "
    "drove there myself that night. In the end we lost one hour, and I learned to read each order twice.",
    "five-years": "In five years I would like to lead a night shift of ten people. This job leads there "
    "because I would train the new bakers.",
    "your-questions": "How much is the pay, and how many days of holiday do I get?",
}
OUTCOME = "In the end both orders went out together, and the customer has stayed with us for two years."
NO_MORE = "No, that is all. Thank you."
SKIPPED = "pressure"
ASKED = (
    "about-yourself",
    "why-us",
    "greatest-strength",
    "disagreement",
    SKIPPED,
    "failure",
    "five-years",
    "your-questions",
)
COMPANY = Company(name="Globex", people=(Person("Sam Lee", role="Hiring manager", cares="customers"),))


@dataclass
class Told:
    """The interviewer's own voice, and what was said with it."""

    voice: Voice
    said: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.voice.name

    def speak(self, text: str) -> Sound:
        self.said.append(text)
        return self.voice.speak(text)


class Candidate:
    """Somebody who answers: speaks into the microphone when it is their turn."""

    def __init__(self, runner: Runner, lab: SoundLab, folder: Path) -> None:
        self._runner = runner
        self._lab = lab
        self._folder = folder
        self._voice = HibariVoice(1.15)
        self._repeated = False

    def hold(self) -> None:
        """Answer until the interview is over."""
        self._runner.post(Begin())
        turns: set[Turn] = set()
        while not self._runner.settled:
            self._until({State.ASKING, State.RECORDING, State.ENDED})
            interview = self._runner.interview
            if interview.state is State.ASKING:
                # Questions are cut short, so that the test is.
                self._post(Done() if interview.question.id != SKIPPED else Skip())
            elif (
                interview.state is State.RECORDING
                and interview.question.id == "why-us"
                and not self._repeated
            ):
                self._repeated = True
                self._post(Repeat())
            elif interview.state is State.RECORDING and interview.turn not in turns:
                turns.add(interview.turn)
                self._answer()

    def _answer(self) -> None:
        interview = self._runner.interview
        question_id = interview.question.id or ""
        text: str | None = ANSWERS[question_id]
        if interview.turn.follow_up:
            text = {"disagreement": OUTCOME, "your-questions": NO_MORE}.get(question_id)
            text = text if interview.turn.follow_up == 1 else None
        if text is None:
            self._post(Skip())
            return
        path = self._folder / f"{question_id}-{interview.turn.follow_up}.wav"
        write_wav(path, self._voice.speak(text))
        talking = self._lab.begin_to_say(path)
        give_up_s = monotonic() + DEADLINE_S
        while talking.poll() is None:
            self._runner.pump()
            assert monotonic() < give_up_s, "the answer does not end"
            sleep(0.02)
        self._post(Done())

    def _post(self, event: Event) -> None:
        before = self._runner.interview
        self._runner.post(event)
        self._until(set(State), unless=(before.state, before.turn))

    def _until(self, states: set[State], unless: tuple[State, Turn] | None = None) -> None:
        give_up_s = monotonic() + DEADLINE_S
        while True:
            self._runner.pump()
            state, turn = self._runner.interview.state, self._runner.interview.turn
            if (state in states and (state, turn) != unless) or self._runner.settled:
                return
            assert monotonic() < give_up_s, f"still {state} at {turn}"
            sleep(0.02)


@contextmanager
def held(library: Library, voice: Told, session_id: str) -> Iterator[Runner]:
    by_id = {question.id: question for question in load_bank(first_bank()).questions}
    questions = tuple(by_id[question_id] for question_id in ASKED)
    manner = Manner(mode=Mode.INTERVIEW, askers=askers_of(COMPANY, panel=False))
    # A busy machine must not turn a follow-up into none.
    interview = replace(
        interview_from(find_plan("first-interview"), questions, manner), patience_s=DEADLINE_S
    )
    microphone, speaker = real_ports()
    analysis = AnalysisProcess(model_services, AnalysisConfig(cache=default_folders().make().cache))
    try:
        analysis.submit(WarmJob()).result(DEADLINE_S)
        with ThreadPoolExecutor(max_workers=1) as hands:
            equipment = Equipment(
                store=library,
                analysis=analysis,
                hands=hands,
                clock=monotonic,
                microphone=microphone,
                speaker=speaker,
                voice=voice,
                listening=analysis,
                words=Words.load(),
            )
            script = write_script(interview, COMPANY, rng=Random(3))  # noqa: S311 - no secret
            yield Runner(interview, session_id, equipment, COMPANY, script)
    finally:
        analysis.close()


def first_bank() -> Path:
    return Path(__file__).resolve().parents[2] / "question_banks" / "first-interview.toml"


@pytest.mark.story
@pytest.mark.sound
@pytest.mark.models
@pytest.mark.timeout(400)
def test_a_first_interview_from_the_greeting_to_the_farewell(lab: SoundLab, tmp_path: Path) -> None:
    own = best_voice(tmp_path)
    assert own is not None
    voice = Told(own)
    with Library.open(tmp_path / "data") as library:
        session_id = library.new_session(title="Story", mode=Mode.INTERVIEW, company=COMPANY).id
        with held(library, voice, session_id) as runner:
            Candidate(runner, lab, tmp_path).hold()
        session = library.session(session_id)
        answers = {answer.question.id: answer for answer in session.answers}
        sounds = {one.id: library.sound_path(one).is_file() for one in session.answers if one.sound_file}

    # The whole of it is kept, in order.
    assert session.ended_at is not None
    assert tuple(answer.question.id for answer in session.answers) == ASKED
    assert all(sounds.values())
    assert {answer.asker for answer in session.answers} == {"Sam Lee"}

    # The interviewer greeted by name, led on, and said goodbye.
    said = " ".join(voice.said)
    assert "Sam Lee" in said
    assert "Globex" in said
    assert any(text in said for text in ("Thank you for your time.", "today.", "Thank you for coming in."))

    # One follow-up, because the outcome was missing; told to it, it counts.
    disagreement = answers["disagreement"]
    following = disagreement.follow_ups[0]
    assert (following.status, following.follow_up_of) == (AnswerStatus.DONE, disagreement.id)
    assert following.sound_file not in {None, disagreement.sound_file}
    assert "both orders" in text_of(following)
    assert "both orders" not in text_of(disagreement)
    score = disagreement.score
    assert score is not None
    assert "result" not in score.star.missing
    results = [one for one in score.star.evidence if one.label == "result"]
    assert {place(disagreement, one.start) for one in results} == {following.id}
    assert all(part.answered is not Answered.NO for part in score.listening.parts)
    whole = joined_answer(disagreement)
    assert whole.transcript is not None
    assert whole.transcript.text == score.text

    # One question was heard twice, one was left out; both are noted, and nothing else is.
    assert {answer.question.id: answer.repeats for answer in session.answers if answer.repeats} == {
        "why-us": 1
    }
    assert answers[SKIPPED].status is AnswerStatus.SKIPPED
    done = [answer.question.id for answer in session.answers if answer.status is AnswerStatus.DONE]
    assert done == [question_id for question_id in ASKED if question_id != SKIPPED]

    # In the closing round pay and holidays were asked for, which is told; then nothing more.
    closing = answers["your-questions"]
    assert closing.score is not None
    assert any(one.self_focused or one.early for one in closing.score.focus.questions)
    assert closing.score.focus.level is not None
    assert closing.score.focus.level <= 2
    assert "That is usually settled once there is an offer. What else would you like to ask?" in voice.said
    assert [one.status for one in closing.follow_ups] == [AnswerStatus.DONE]


def text_of(answer: Answer) -> str:
    assert answer.transcript is not None
    return answer.transcript.text


def place(answer: Answer, start: int) -> str:
    """The recording that a character of the joint text comes from."""
    assert answer.score is not None
    return next(one.answer_id for one in answer.score.pieces if one.start <= start < one.end)
