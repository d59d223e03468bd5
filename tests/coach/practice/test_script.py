"""What the interviewer says besides the questions."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.company import Company, Person
from coach.model.message import Message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import SessionStyle
from coach.practice.script import VARIANTS, Script, panel_of
from coach.practice.script import write_script as write
from coach.practice.values import Interview
from coach.words import Words

WORDS = Words.load()


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - what is said is no secret


def asked(kind: QuestionKind) -> Question:
    return Question(text="What do you think?", kind=kind, parts=(QuestionPart(PartKind.FACT, "it"),))


KINDS = (
    QuestionKind.SELF,
    QuestionKind.BEHAVIOURAL,
    QuestionKind.BEHAVIOURAL,
    QuestionKind.BEHAVIOURAL,
    QuestionKind.SITUATIONAL,
    QuestionKind.GOALS,
    QuestionKind.CLOSING,
)
QUESTIONS = tuple(asked(kind) for kind in KINDS)
SAM, ANA, JO, KIM = (
    Person("Sam Lee", cares="customers"),
    Person("Siobhan Ruiz", said="shi-VAWN Ruiz", cares="cost"),
    Person("Jo Park", cares="safety"),
    Person("Kim Roe", cares="speed"),
)
COMPANIES = st.sampled_from(
    [
        None,
        Company(name="Globex"),
        Company(people=(SAM,)),
        Company(name="Globex", people=(SAM,)),
        Company(people=(SAM, ANA)),
        Company(name="Globex", people=(SAM, ANA, JO, KIM)),
    ]
)


def write_script(
    questions: tuple[Question, ...],
    *,
    rng: random.Random,
    company: Company | None = None,
    style: SessionStyle = SessionStyle.INTERVIEW,
) -> Script:
    askers = tuple(person.name for person in panel_of(company))
    in_turn = tuple(askers[number % len(askers)] for number in range(len(questions))) if askers else ()
    return write(Interview(questions=questions, style=style, askers=in_turn), company, rng=rng)


@given(st.integers(), COMPANIES)
def test_no_two_leads_of_a_kind_in_a_row_are_the_same(seed: int, company: Company | None) -> None:
    script = write_script(QUESTIONS, company=company, rng=seeded(seed))
    assert len(script.leads) == len(QUESTIONS)
    stories = [script.leads[number][1 if number == 0 else 0] for number in (1, 2, 3)]
    assert stories[0] != stories[1] != stories[2]


@given(st.integers(), COMPANIES)
def test_every_line_has_its_sentence(seed: int, company: Company | None) -> None:
    script = write_script(QUESTIONS, company=company, rng=seeded(seed))
    said = [one for lead in script.leads for one in lead] + list(script.acknowledgements)
    assert script.farewell is not None
    for one in (*said, script.farewell):
        assert WORDS.text(one)


def test_the_same_seed_gives_the_same_script() -> None:
    scripts = [write_script(QUESTIONS, rng=seeded(7)) for _ in range(2)]
    assert scripts[0] == scripts[1]
    others = {write_script(QUESTIONS, rng=seeded(seed)).leads for seed in range(20)}
    assert len(others) > 5


def test_the_greeting_names_company_and_interviewer() -> None:
    company = Company(name="Globex", people=(SAM,))
    for seed in range(6):
        greeting = WORDS.text(write_script(QUESTIONS, company=company, rng=seeded(seed)).leads[0][0])
        assert "Globex" in greeting
        assert "Sam Lee" in greeting


def test_a_panel_has_three_at_most_who_ask_in_turn() -> None:
    company = Company(people=(SAM, Person("Al Orr"), ANA, JO, KIM))
    assert panel_of(company) == (SAM, ANA, JO)
    script = write_script(QUESTIONS, company=company, rng=seeded(1))
    assert "shi-VAWN Ruiz" in WORDS.text(script.leads[1][-1])
    assert all(name in WORDS.text(script.leads[0][0]) for name in ("Sam Lee", "shi-VAWN Ruiz", "Jo Park"))


def test_somebody_who_is_only_mentioned_does_not_ask() -> None:
    assert panel_of(Company(people=(Person("Al Orr", role="founder"),))) == ()
    manager = Person("Dana Ruiz", role="Hiring manager")
    assert panel_of(Company(people=(Person("Al Orr"), manager))) == (manager,)
    assert panel_of(None) == ()


@pytest.mark.parametrize("style", [one for one in SessionStyle if one is not SessionStyle.INTERVIEW])
def test_a_drill_goes_straight_to_the_questions(style: SessionStyle) -> None:
    script = write_script(QUESTIONS, style=style, rng=seeded(1))
    assert set(script.leads) == {()}
    assert script.farewell is None


def test_acknowledgements_praise_nobody() -> None:
    for number in range(1, VARIANTS + 1):
        said = WORDS.text(Message(f"practice.says.heard_{number}"))
        assert len(said.split()) <= 4
        assert not {"good", "great", "excellent", "interesting"} & set(said.lower().strip(".").split())
