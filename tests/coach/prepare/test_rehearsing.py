"""What a person noted of their own history is asked in the interview that is practised."""

import pytest

from coach.language.ports import Parser
from coach.model.preparation import Case, Gap, Preparation
from coach.model.question import QuestionKind
from coach.prepare.rehearsing import OVERQUALIFIED, case_questions
from coach.questions.bank import Banks, load_banks
from coach.questions.prepared import gap_question
from coach.resources import shipped_banks
from coach.scoring.question_reading import read_question


@pytest.fixture(scope="module")
def banks() -> Banks:
    return load_banks(shipped_banks())[0]


def test_each_gap_is_asked_about_in_its_own_words(banks: Banks) -> None:
    noted = ("A year out of work", "", "a year  out of work", "No Python")
    case = Case(gaps=tuple(Gap(text, "I looked after my father") for text in noted))
    first, second = case_questions(Preparation(id="p", case=case), banks)
    assert "come to: A year out of work." in first.text
    assert second.text.startswith("May I ask about this: No Python?")
    assert {first.kind, second.kind} == {QuestionKind.WEAKNESS}
    assert first.id == gap_question("A year out of work").id


def test_who_has_done_more_than_the_job_asks_is_asked_why_and_whether_they_stay(banks: Banks) -> None:
    made = case_questions(Preparation(id="p", case=Case(overqualified_stay="My children are here")), banks)
    assert tuple(question.id for question in made) == OVERQUALIFIED


def test_without_gaps_nothing_is_asked(banks: Banks) -> None:
    assert case_questions(Preparation(id="p", case=Case(gaps=(Gap("?!", ""), Gap("-", "")))), banks) == ()
    assert case_questions(Preparation(id="p", case=Case(pitch_30="I plan routes")), banks) == ()


@pytest.mark.models
@pytest.mark.parametrize("number", range(2))
def test_the_parts_are_those_that_the_question_reader_finds(number: int, parser: Parser) -> None:
    question = gap_question("no Python", number)
    read = read_question(question.text, parser)
    assert [(part.kind, part.text) for part in read.parts] == [
        (part.kind, part.text) for part in question.parts
    ]
