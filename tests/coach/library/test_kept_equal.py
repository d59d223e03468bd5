"""Laws: whatever is saved is read back equal, and the list of sessions agrees with a plain model of it."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from math import floor
from pathlib import Path
from statistics import median

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from coach.library import Library
from coach.library.records import dump, load
from coach.model.company import Company
from coach.model.feedback import Feedback
from coach.model.message import Message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import (
    AnswerScore,
    DeliveryScore,
    Dimension,
    DimensionScore,
    FocusScore,
    ListeningScore,
    ResearchScore,
)
from coach.model.session import AnswerStatus
from coach.model.transcript import Transcript

SPOKEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "👩🏽‍🏫 e\u0301",
        "שלום עולם",
        "مرحبا \u200f١٢٣",
        "日本語",
        "a\u202eb\u202c",
        "' ; DROP TABLE answers; --",
        "%_",
    ]
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(str, SPOKEN)
st.register_type_strategy(float, NUMBERS)
st.register_type_strategy(
    Message,
    st.recursive(
        st.builds(Message, SPOKEN, st.just(())),
        lambda inner: st.builds(
            Message,
            SPOKEN,
            st.lists(
                st.tuples(
                    SPOKEN,
                    SPOKEN | st.integers(-(2**60), 2**60) | NUMBERS | inner | st.tuples(SPOKEN, inner),
                ),
                max_size=3,
            ).map(tuple),
        ),
        max_leaves=4,
    ),
)

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(
    st.from_type(Question)
    | st.from_type(Company)
    | st.from_type(Transcript)
    | st.from_type(AnswerScore)
    | st.from_type(Feedback)
)
def test_a_value_comes_back_equal(value: object) -> None:
    assert load(type(value), dump(value), where="x") == value


@FEW
@given(
    title=SPOKEN,
    typed=SPOKEN,
    company=st.none() | st.from_type(Company),
    moment=st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)),  # noqa: DTZ001 - the offset comes next
    offset_min=st.integers(-14 * 60, 14 * 60),
)
def test_a_session_comes_back_equal(
    title: str, typed: str, company: Company | None, moment: datetime, offset_min: int
) -> None:
    now = moment.replace(tzinfo=timezone(timedelta(minutes=offset_min)))
    question = Question(text=typed, kind=QuestionKind.OTHER, parts=(QuestionPart(PartKind.FACT, title),))
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), now=lambda: now) as library:
        session = library.new_session(title=title, plan=typed, company=company)
        answer = library.add_answer(session.id, question, position=0, typed=typed)
        read = library.session(session.id)
        assert read == replace(session, answers=(answer,))
        assert read.started_at.utcoffset() == now.utcoffset()


LEVELS = st.none() | st.integers(1, 5)


def _score(star: int | None, focus: int | None) -> AnswerScore:
    dash = {"applies": False, "level": None, "confidence": None, "reason": Message("dash")}
    given = {"applies": True, "confidence": None, "reason": Message("given")}
    question = Question(text="Why?", kind=QuestionKind.OTHER, parts=())
    return AnswerScore(
        id="",
        text="text",
        question=question,
        star=DimensionScore(**given, level=star),  # type: ignore[arg-type]
        story=DimensionScore(**dash),  # type: ignore[arg-type]
        research=ResearchScore(**dash),  # type: ignore[arg-type]
        listening=ListeningScore(**dash),  # type: ignore[arg-type]
        focus=FocusScore(**given, level=focus),  # type: ignore[arg-type]
        delivery=DeliveryScore(**dash),  # type: ignore[arg-type]
    )


class ListOfSessions(RuleBasedStateMachine):
    """Does to a library and to a dictionary the same, and compares the lists."""

    sessions = Bundle("sessions")
    answers = Bundle("answers")

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.time = datetime(2026, 1, 1, tzinfo=UTC)
        self.library = Library.open(Path(self.folder.name), now=self.now)
        self.titles: dict[str, str] = {}
        self.given: dict[str, dict[str, tuple[bool, float, int | None, int | None]]] = {}

    def now(self) -> datetime:
        self.time += timedelta(seconds=20)
        return self.time

    @rule(target=sessions, title=SPOKEN)
    def begin(self, title: str) -> str:
        session = self.library.new_session(title=title)
        self.titles[session.id] = title
        self.given[session.id] = {}
        return session.id

    @rule(target=answers, session=sessions)
    def answer(self, session: str) -> tuple[str, str]:
        question = Question(text="Why?", kind=QuestionKind.OTHER, parts=())
        answer = self.library.add_answer(session, question, position=0)
        self.given[session][answer.id] = (False, 0.0, None, None)
        return session, answer.id

    @rule(answer=answers, duration_s=st.integers(0, 300))
    def record(self, answer: tuple[str, str], duration_s: int) -> None:
        session, name = answer
        if session in self.given:
            self.library.save_recording(name, duration_s=float(duration_s))
            _, _, star, focus = self.given[session][name]
            self.given[session][name] = (True, float(duration_s), star, focus)

    @rule(answer=answers, star=LEVELS, focus=LEVELS)
    def score(self, answer: tuple[str, str], star: int | None, focus: int | None) -> None:
        session, name = answer
        if session in self.given:
            self.library.save_score(name, _score(star, focus))
            _, duration_s, _, _ = self.given[session][name]
            self.given[session][name] = (True, duration_s, star, focus)

    @rule(answer=answers)
    def skip(self, answer: tuple[str, str]) -> None:
        session, name = answer
        if session in self.given:
            self.library.set_status(name, AnswerStatus.SKIPPED)
            _, duration_s, star, focus = self.given[session][name]
            self.given[session][name] = (False, duration_s, star, focus)

    @rule(session=sessions, title=SPOKEN)
    def rename(self, session: str, title: str) -> None:
        self.library.rename(session, title)
        self.titles[session] = title

    @rule(session=consumes(sessions))
    def delete(self, session: str) -> None:
        self.library.delete_session(session)
        del self.titles[session], self.given[session]

    @rule()
    def close_and_open(self) -> None:
        self.library.close()
        self.library = Library.open(Path(self.folder.name), now=self.now)

    @rule()
    def compare(self) -> None:
        listed = self.library.sessions()
        assert [s.id for s in listed] == list(reversed(self.titles))
        for summary in listed:
            answers = list(self.given[summary.id].values())
            assert summary.title == self.titles[summary.id]
            assert summary.answers == sum(given for given, *_ in answers)
            assert summary.duration_s == sum(duration_s for given, duration_s, *_ in answers if given)
            wanted = {}
            for dimension, place in ((Dimension.STAR, 2), (Dimension.FOCUS, 3)):
                levels = [a[place] for a in answers if a[place] is not None]
                if levels:
                    wanted[dimension] = floor(median(levels))  # type: ignore[type-var]
            assert dict(summary.profile) == wanted

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()


TestListOfSessions = ListOfSessions.TestCase
TestListOfSessions.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
