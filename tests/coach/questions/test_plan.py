"""The sessions that are offered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import BankError
from coach.model.session import SessionStyle
from coach.questions.plan import PLANS, find_plan, minutes_for, questions_in
from coach.words import Words


def test_every_plan_is_found_by_its_id_and_says_what_it_is() -> None:
    words = Words.load()
    assert {plan.style for plan in PLANS} == set(SessionStyle)
    for plan in PLANS:
        assert find_plan(plan.id) is plan
        assert words.text(plan.title)[0].isupper()
        assert words.text(plan.about).endswith(".")
    assert words.text(find_plan("first-interview").about) == (
        "8 questions, about 20 minutes: yourself, why this job, a few stories, your turn to ask."
    )


def test_a_plan_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(BankError) as told:
        find_plan("long")
    sentence = Words.load().text(told.value.message)
    assert sentence.startswith("There is no plan called long; the plans are first-interview, screening-call")


@given(st.integers(1, 20))
@settings(deadline=None)
def test_a_number_of_questions_and_its_minutes_belong_together(questions: int) -> None:
    assert abs(questions_in(minutes_for(questions)) - questions) <= 1


def test_a_screening_call_of_ten_minutes_has_four_questions_and_a_first_interview_of_twenty_eight() -> None:
    assert (questions_in(10), questions_in(20), questions_in(1)) == (4, 8, 1)
