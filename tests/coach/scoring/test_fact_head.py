"""Facts beside stretches, weighed."""

import numpy as np
import pytest

from coach.language.ports import Language
from coach.model.company import Company, Fact
from coach.model.question import Question, QuestionKind
from coach.model.score import Heard, ScoringRequest
from coach.scoring.fact_head import NAMES, Pairs, fact_weights, measures, weigh
from coach.scoring.reading import read_answer
from coach.scoring.research import score_research

ASKED = Question(text="What do you know about us?", kind=QuestionKind.COMPANY, parts=())
ONE = Company(name="Oakham Mills", facts=(Fact("Oakham Mills has a shop in Leeds."),))


def pairs(facts: int, stretches: int) -> Pairs:
    shape = (facts, stretches)
    return Pairs(
        read=np.full(shape, 0.2),
        near=np.full(shape, 0.1),
        shared=np.zeros(shape),
        terms=np.ones(facts),
        over_praise=np.full(shape, 0.05),
        asks=np.zeros(stretches),
    )


def test_the_weights_are_of_the_measures_that_there_are() -> None:
    assert fact_weights().names == NAMES
    assert measures(pairs(3, 4)).shape == (3, 4, len(NAMES))


@pytest.mark.parametrize("facts", [1, 2, 4])
def test_what_is_unlike_a_fact_does_not_say_it_however_few_facts_there_are(facts: int) -> None:
    assert (weigh(measures(pairs(facts, 2))) < 0).all()


@pytest.mark.models
@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("You have a shop in Leeds, I go past it every morning.", Heard.YES),
        ("I've been to the Oakham Mills shop in Leeds every week.", Heard.YES),
        ("You seem to be busy at the moment.", Heard.NO),
        ("I like to work with people and I learn quickly.", Heard.NO),
    ],
)
def test_a_fact_that_is_noted_alone(said: str, heard: Heard, language: Language) -> None:
    context = read_answer(ScoringRequest(id="a", text=said, question=ASKED, company=ONE), language)
    assert [fact.heard for fact in score_research(context).facts] == [heard]


@pytest.mark.models
def test_a_company_without_facts_is_scored(language: Language) -> None:
    request = ScoringRequest(
        id="a", text="You make flour and bread.", question=ASKED, company=Company(name="Oakham Mills")
    )
    assert score_research(read_answer(request, language)).facts == ()
