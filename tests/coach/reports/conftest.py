"""A session to report on, and answers that are made of any text."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.feedback import make_feedback
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import Session
from coach.testing.scored import assemble, evidence, scored, spoken
from coach.testing.sessions import sample_session
from coach.words import Words


@pytest.fixture(scope="session")
def words() -> Words:
    return Words.load("en")


@pytest.fixture(scope="session")
def session() -> Session:
    return sample_session()


@pytest.fixture(scope="session")
def session_of() -> Callable[[str], Session]:
    """A session of one answer whose question, title, quotes and transcript are all made of one text."""

    def make(text: str) -> Session:
        question = Question(
            text=text, kind=QuestionKind.OTHER, parts=(QuestionPart(PartKind.FACT, text or "part"),)
        )
        heard = spoken(text)
        found = (evidence(heard, "part", text),) if text else ()
        score = assemble(question, heard, listening=scored(4, text, next_level=text, evidence=found))
        whole = sample_session()
        answer = replace(
            whole.answers[0], question=question, transcript=heard, score=score, feedback=make_feedback(score)
        )
        return replace(whole, title=text, answers=(answer,))

    return make
