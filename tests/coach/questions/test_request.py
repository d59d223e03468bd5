"""What a person asks to practise, and the questions that answer it."""
# ruff: noqa: S311 - chance that decides a question keeps no secret

import random
from datetime import UTC, datetime

import pytest

from coach.errors import BankError
from coach.model.company import Company
from coach.model.message import Message
from coach.questions.bank import load_banks
from coach.questions.choice import Past, Wanted
from coach.questions.plan import PLANS, length_in_questions
from coach.questions.prepared import prepared_questions
from coach.questions.request import Request, questions_for, title_of
from coach.resources import shipped_banks
from coach.settings import declared

BANKS = load_banks(shipped_banks())[0]
PAST = Past(now=datetime(2026, 11, 22, 9, 0, tzinfo=UTC))


def ids(request: Request) -> list[str | None]:
    return [question.id for question in questions_for(request, BANKS, past=PAST, rng=random.Random(3))]


def test_named_questions_come_as_they_were_named() -> None:
    request = Request(plan="quick", question_ids=("why-us", "office-inbox"))
    assert ids(request) == ["why-us", "office-inbox"]


def test_a_bank_asks_as_many_as_are_usual_and_no_more_than_it_has() -> None:
    sales = {question.id for question in BANKS.bank("role-sales").questions}
    assert len(ids(Request(plan="quick", bank="role-sales", usual=4))) == 4
    assert set(ids(Request(plan="quick", bank="role-sales", usual=20))) == sales
    assert len(ids(Request(plan="quick", bank="role-sales", wanted=Wanted(count=2), usual=4))) == 2


def test_a_drill_has_the_usual_number_and_an_interview_its_own_or_the_set_length() -> None:
    assert len(ids(Request(plan="behavioural", usual=7))) == 7
    assert len(ids(Request(plan="first-interview", usual=7))) == 8
    assert len(ids(Request(plan="first-interview", length=12))) == 12
    assert len(ids(Request(plan="quick", length=12))) == 3


def test_a_set_length_is_a_number_of_questions() -> None:
    lengths = {choice: length_in_questions(choice) for choice in declared.PRACTICE_LENGTH.choices}
    assert lengths == {
        "planned": None,
        "q3": 3,
        "q5": 5,
        "q8": 8,
        "q12": 12,
        "min10": 4,
        "min20": 8,
        "min30": 12,
    }


def test_a_session_is_kept_under_its_bank_or_its_plan() -> None:
    assert Request(plan="quick").followed == "quick"
    assert Request(plan="quick", bank="closing").followed == "closing"
    assert title_of(Request(plan="quick", bank="closing"), BANKS) == "Closing, and your turn to ask"
    assert title_of(Request(plan="quick"), BANKS) == PLANS[3].title
    assert isinstance(PLANS[3].title, Message)


def test_a_prepared_interview_comes_from_the_company() -> None:
    prepared = prepared_questions(Company(requirements=("Stock control", "Forklift licence")))
    asked = ids(Request(plan="prepared", wanted=Wanted(prepared=prepared)))
    assert {question.id for question in prepared} <= set(asked)
    assert len(asked) == 8


@pytest.mark.parametrize(
    "request_",
    [
        Request(plan="nothing"),
        Request(plan="quick", bank="nothing"),
        Request(plan="quick", question_ids=("x",)),
    ],
)
def test_what_is_not_there_is_told(request_: Request) -> None:
    with pytest.raises(BankError):
        ids(request_)
