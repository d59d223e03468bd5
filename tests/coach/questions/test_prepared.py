"""Questions from what a job asks for, whatever form the note has."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.language.ports import Parser
from coach.model.company import Company
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.questions.prepared import LONGEST_REQUIREMENT, prepared_questions, requirement_question
from coach.scoring.question_reading import read_question

REAL = Question(
    text="Why did you leave Otley?",
    kind=QuestionKind.OTHER,
    parts=(QuestionPart(PartKind.REASON, "why you left Otley"),),
)


def test_each_requirement_becomes_a_question_for_an_example_of_it() -> None:
    company = Company(
        requirements=("Forklift licence", "  You talk clearly to customers.", "Forklift licence")
    )
    licence, customers = prepared_questions(company)
    assert licence.text == (
        "The job asks for this: Forklift licence. Can you give me an example of that from your own work, "
        "and tell me how it turned out?"
    )
    assert "You talk clearly to customers. Tell me about" in customers.text
    assert licence.competencies == ("Forklift licence",)


def test_real_questions_come_first_and_are_known_again() -> None:
    company = Company(requirements=("Stock control",))
    real, required = prepared_questions(company, [REAL, REAL])
    assert real.text == REAL.text
    assert (real.id, required.id) == tuple(q.id for q in prepared_questions(company, [REAL]))
    assert prepared_questions(None) == prepared_questions(Company(requirements=(" \u200b", ""))) == ()


@given(st.text(max_size=400), st.integers(0, 5))
@settings(deadline=None)
def test_whatever_is_noted_the_question_is_one_clean_line(noted: str, number: int) -> None:
    for question in prepared_questions(Company(requirements=(noted,))):
        assert question.text.isprintable()
        assert len(question.text) < LONGEST_REQUIREMENT + 200
        assert question.text.endswith("?")
        assert question.id == requirement_question(noted, number).id


@pytest.mark.models
@pytest.mark.parametrize("number", range(3))
def test_the_parts_are_those_that_the_question_reader_finds(number: int, parser: Parser) -> None:
    question = requirement_question("experience with stock control", number)
    read = read_question(question.text, parser)
    assert read.kind is question.kind
    assert [part.kind for part in read.parts] == [part.kind for part in question.parts]
