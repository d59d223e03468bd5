"""The choice of questions: natural order, variety, and nothing asked twice."""
# ruff: noqa: S311 - chance that decides a question keeps no secret

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import BankError
from coach.model.question import Bank, PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import SessionStyle
from coach.questions.bank import load_bank
from coach.questions.plan import PLANS, choose_questions, find_plan
from coach.resources import shipped_banks
from coach.words import Words

FIRST_INTERVIEW = load_bank(next(path for path in shipped_banks() if path.stem == "first-interview"))


def a_bank(*kinds: QuestionKind) -> Bank:
    questions = tuple(
        Question(id=f"q{n}", text="Why?", kind=kind, parts=(QuestionPart(PartKind.REASON, "why"),))
        for n, kind in enumerate(kinds)
    )
    return Bank(id="any", title="Any", description="Any.", language="en", questions=questions)


def kinds_of(questions: tuple[Question, ...]) -> list[QuestionKind]:
    return [question.kind for question in questions]


@given(st.lists(st.sampled_from(QuestionKind), min_size=1, max_size=12), st.integers(), st.data())
def test_it_gives_as_many_different_questions_as_asked_for(
    kinds: list[QuestionKind], seed: int, data: st.DataObject
) -> None:
    n = data.draw(st.integers(1, len(kinds)))
    chosen = choose_questions(a_bank(*kinds), n, rng=random.Random(seed))
    assert len({question.id for question in chosen}) == len(chosen) == n
    closing = [kind is QuestionKind.CLOSING for kind in kinds_of(chosen)]
    assert closing == sorted(closing), "the candidate's own questions come last"


@given(st.integers(), st.integers(1, 20))
def test_a_kind_never_follows_itself_where_the_bank_has_variety(seed: int, n: int) -> None:
    kinds = kinds_of(choose_questions(FIRST_INTERVIEW, n, rng=random.Random(seed)))
    assert all(one is not other for one, other in itertools.pairwise(kinds))


@given(st.integers())
def test_the_first_interview_opens_asks_for_motives_tells_stories_and_hands_over(seed: int) -> None:
    kinds = kinds_of(choose_questions(FIRST_INTERVIEW, 8, rng=random.Random(seed)))
    assert kinds[0] is QuestionKind.SELF
    assert kinds[1] in {QuestionKind.MOTIVATION, QuestionKind.COMPANY}
    assert kinds[-1] is QuestionKind.CLOSING
    assert sum(kind in {QuestionKind.BEHAVIOURAL, QuestionKind.SITUATIONAL} for kind in kinds) == 3


def test_the_same_state_gives_the_same_interview() -> None:
    one, same = (choose_questions(FIRST_INTERVIEW, 8, rng=random.Random(5)) for _ in range(2))
    assert one == same
    assert len({choose_questions(FIRST_INTERVIEW, 8, rng=random.Random(seed)) for seed in range(20)}) > 10


@given(st.integers())
def test_a_question_asked_lately_waits_until_the_others_of_its_stretch_were_asked(seed: int) -> None:
    bank = a_bank(*[QuestionKind.BEHAVIOURAL] * 4)
    rng = random.Random(seed)
    assert {q.id for q in choose_questions(bank, 2, rng=rng, asked_lately=["q0", "q2"])} == {"q1", "q3"}
    # When all were asked, the one asked longest ago comes again.
    (again,) = choose_questions(bank, 1, rng=rng, asked_lately=["q2", "q0", "q1", "q3"])
    assert again.id == "q2"


def test_two_of_a_kind_follow_each_other_when_there_is_nothing_else() -> None:
    story = QuestionKind.BEHAVIOURAL
    assert kinds_of(choose_questions(a_bank(story, story), 2, rng=random.Random(0))) == [story, story]


@pytest.mark.parametrize("n", [0, -1, 21])
def test_a_count_that_the_bank_cannot_give_is_told(n: int) -> None:
    with pytest.raises(BankError) as told:
        choose_questions(FIRST_INTERVIEW, n, rng=random.Random(0))
    assert Words.load().text(told.value.message) == (
        f"First interview can't give {n} questions; ask for 1 to 20."
    )


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
