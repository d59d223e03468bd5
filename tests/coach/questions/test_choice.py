"""The choice of questions: what is due, weak before strong, nothing alike in a row, a natural order."""
# ruff: noqa: S311 - chance that decides a question keeps no secret

import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import BankError
from coach.model.history import AskedBefore
from coach.model.question import Bank, PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import Dimension
from coach.questions.bank import Banks, load_banks
from coach.questions.choice import (
    FIRST_BANKS,
    OTHER_BANKS,
    STORY_BANKS,
    Past,
    Wanted,
    choose,
    choose_from_bank,
    competencies,
    leading,
)
from coach.questions.plan import PLANS, Need, Plan, find_plan
from coach.questions.prepared import requirement_question
from coach.resources import shipped_banks
from coach.words import Words

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NEW = Past(now=NOW)
SHIPPED = load_banks(shipped_banks())[0]
FIRST_INTERVIEW = SHIPPED.bank("first-interview")
STORY = QuestionKind.BEHAVIOURAL


def a_question(name: str, kind: QuestionKind = STORY, *names: str) -> Question:
    return Question(
        id=name,
        text="Why?",
        kind=kind,
        parts=(QuestionPart(PartKind.REASON, "why"),),
        competencies=names,
    )


def a_bank(*kinds: QuestionKind) -> Bank:
    questions = tuple(a_question(f"q{n}", kind) for n, kind in enumerate(kinds))
    return Bank(id="any", title="Any", description="Any.", language="en", questions=questions)


def own_banks(*questions: Question) -> Banks:
    own = Bank(id="mine", title="Mine", description="Mine.", language="en", questions=questions, own=True)
    return Banks((own,))


def answered(name: str, days_ago: float, level: int | None = None) -> AskedBefore:
    levels = ((Dimension.STAR, level), (Dimension.DELIVERY, 5)) if level else ()
    return AskedBefore(question_id=name, at=NOW - timedelta(days=days_ago), levels=levels)


def past(*asked: AskedBefore) -> Past:
    return Past(now=NOW, asked=asked)


def kinds_of(questions: tuple[Question, ...]) -> list[QuestionKind]:
    return [question.kind for question in questions]


def ids_of(questions: tuple[Question, ...]) -> list[str | None]:
    return [question.id for question in questions]


histories = st.lists(
    st.builds(
        answered,
        st.sampled_from([str(question.id) for question in SHIPPED.questions]),
        st.floats(0.01, 90),
        st.one_of(st.none(), st.integers(1, 5)),
    ),
    max_size=60,
).map(lambda asked: past(*asked))
asking = st.sampled_from([plan for plan in PLANS if not plan.needs])


@given(asking, st.integers(1, 20), histories, st.integers())
@settings(max_examples=60, deadline=None)
def test_every_plan_asks_different_questions_at_most_as_many_as_wanted_and_hands_over_last(
    plan: Plan, count: int, before: Past, seed: int
) -> None:
    chosen = choose(plan, SHIPPED, past=before, rng=random.Random(seed), wanted=Wanted(count=count))
    assert 1 <= len(chosen) <= count
    assert len(set(ids_of(chosen))) == len(chosen)
    closing = [kind is QuestionKind.CLOSING for kind in kinds_of(chosen)]
    assert closing == sorted(closing)
    assert chosen == choose(plan, SHIPPED, past=before, rng=random.Random(seed), wanted=Wanted(count=count))


@given(st.lists(st.sampled_from(QuestionKind), min_size=1, max_size=12), st.integers(), st.data())
@settings(deadline=None)
def test_a_bank_gives_as_many_different_questions_as_asked_for(
    kinds: list[QuestionKind], seed: int, data: st.DataObject
) -> None:
    n = data.draw(st.integers(1, len(kinds)))
    chosen = choose_from_bank(a_bank(*kinds), n, past=NEW, rng=random.Random(seed))
    assert len(set(ids_of(chosen))) == len(chosen) == n


@given(st.integers(), st.integers(1, 20))
@settings(deadline=None)
def test_a_kind_never_follows_itself_where_the_bank_has_variety(seed: int, n: int) -> None:
    kinds = kinds_of(choose_from_bank(FIRST_INTERVIEW, n, past=NEW, rng=random.Random(seed)))
    assert all(one is not other for one, other in itertools.pairwise(kinds))


@given(st.integers(), histories)
@settings(max_examples=60, deadline=None)
def test_the_first_interview_opens_asks_for_motives_tells_stories_and_hands_over(
    seed: int, before: Past
) -> None:
    chosen = choose(find_plan("first-interview"), SHIPPED, past=before, rng=random.Random(seed))
    kinds = kinds_of(chosen)
    assert len(kinds) == 8
    assert kinds[0] is QuestionKind.SELF
    assert kinds[1] in {QuestionKind.MOTIVATION, QuestionKind.COMPANY}
    assert kinds[-1] is QuestionKind.CLOSING
    assert sum(kind in {STORY, QuestionKind.SITUATIONAL} for kind in kinds) == 3
    assert all(one is not other for one, other in itertools.pairwise(kinds))


@given(st.integers())
@settings(deadline=None)
def test_a_person_who_is_new_gets_the_best_known_questions(seed: int) -> None:
    chosen = choose(find_plan("first-interview"), SHIPPED, past=NEW, rng=random.Random(seed))
    assert set(ids_of(chosen)) <= {question.id for question in FIRST_INTERVIEW.questions}


@given(st.integers())
@settings(deadline=None)
def test_a_screening_call_is_four_questions_without_stories(seed: int) -> None:
    kinds = kinds_of(choose(find_plan("screening-call"), SHIPPED, past=NEW, rng=random.Random(seed)))
    assert len(kinds) == 4
    assert kinds[0] is QuestionKind.SELF
    assert kinds[-1] is QuestionKind.CLOSING
    assert STORY not in kinds


def test_the_same_state_gives_the_same_interview_and_another_mostly_another() -> None:
    plan = find_plan("first-interview")
    every = {choose(plan, SHIPPED, past=NEW, rng=random.Random(seed)) for seed in range(20)}
    assert len(every) > 10


@given(st.integers())
@settings(deadline=None)
def test_weak_answers_come_first_then_new_questions_then_known_ones_then_what_is_not_due(seed: int) -> None:
    drill, rng = find_plan("behavioural"), random.Random(seed)
    banks = own_banks(*(a_question(name) for name in ("today", "strong", "new", "weak", "weakest")))
    before = past(
        answered("weak", 5, 2),
        answered("weakest", 5, 1),
        answered("strong", 20, 4),
        answered("today", 0.2, 1),
    )
    orders = [
        set(ids_of(choose(drill, banks, past=before, rng=rng, wanted=Wanted(count=count))))
        for count in range(1, 6)
    ]
    added = [now - earlier for earlier, now in itertools.pairwise([set(), *orders])]
    assert added == [{"weakest"}, {"weak"}, {"new"}, {"strong"}, {"today"}]


@given(st.integers(), st.lists(st.integers(1, 5), max_size=8))
@settings(deadline=None)
def test_a_strong_answer_never_makes_a_question_come_sooner(seed: int, levels: list[int]) -> None:
    """Of two questions with the same past, the one that was answered weakly at last comes first."""
    days = range(100, 100 - len(levels), -1)
    both = [
        answered(name, day, level) for name in ("up", "down") for day, level in zip(days, levels, strict=True)
    ]
    before = past(*both, answered("up", 40, 5), answered("down", 40, 1))
    (first,) = choose(
        find_plan("behavioural"),
        own_banks(a_question("up"), a_question("down")),
        past=before,
        rng=random.Random(seed),
        wanted=Wanted(count=1),
    )
    assert first.id == "down"


@given(st.integers())
@settings(deadline=None)
def test_a_question_asked_lately_waits_until_the_others_of_its_stretch_were_asked(seed: int) -> None:
    bank, rng = a_bank(*[STORY] * 4), random.Random(seed)
    lately = past(answered("q0", 0.1), answered("q2", 0.2))
    assert set(ids_of(choose_from_bank(bank, 2, past=lately, rng=rng))) == {"q1", "q3"}
    every = past(*(answered(name, age) for name, age in (("q2", 0.4), ("q0", 0.3), ("q1", 0.2), ("q3", 0.1))))
    assert ids_of(choose_from_bank(bank, 1, past=every, rng=rng)) == ["q2"], "the one asked longest ago"


competency = st.sampled_from(["teamwork", "conflict", "pressure", "ethics"])


@given(st.lists(competency, min_size=1, max_size=12), st.integers())
@settings(deadline=None)
def test_a_drill_never_asks_for_the_same_twice_in_a_row_where_an_order_without_that_exists(
    names: list[str], seed: int
) -> None:
    banks = own_banks(*(a_question(f"q{n}", STORY, name) for n, name in enumerate(names)))
    chosen = choose(
        find_plan("behavioural"),
        banks,
        past=NEW,
        rng=random.Random(seed),
        wanted=Wanted(count=len(names)),
    )
    about = [leading(question) for question in chosen]
    most = max(about.count(name) for name in about)
    if most <= (len(about) + 1) // 2:
        assert all(one != other for one, other in itertools.pairwise(about))


@given(st.integers())
@settings(deadline=None)
def test_five_stories_cover_five_competencies(seed: int) -> None:
    chosen = choose(
        find_plan("behavioural"), SHIPPED, past=NEW, rng=random.Random(seed), wanted=Wanted(count=5)
    )
    assert {question.kind for question in chosen} == {STORY}
    assert len({leading(question) for question in chosen}) == 5


@pytest.mark.parametrize("name", [name for name, _ in competencies(SHIPPED)])
def test_one_competency_is_asked_from_several_sides(name: str) -> None:
    chosen = choose(
        find_plan("competency"),
        SHIPPED,
        past=NEW,
        rng=random.Random(1),
        wanted=Wanted(count=3, competency=name),
    )
    assert len(chosen) == 3
    assert all(name in question.competencies for question in chosen)


def test_a_competency_that_nobody_asks_about_is_told_with_those_that_are() -> None:
    with pytest.raises(BankError) as told:
        choose(
            find_plan("competency"), SHIPPED, past=NEW, rng=random.Random(0), wanted=Wanted(competency="luck")
        )
    sentence = Words.load().text(told.value.message)
    assert sentence.startswith("No question looks into “luck”; those that can be practised are ")
    assert "teamwork" in sentence


def test_the_weakest_questions_come_worst_first_from_any_bank() -> None:
    before = past(
        answered("pressure", 3, 3),
        answered("failure", 2, 1),
        answered("retail-busy-till", 1, 2),
        answered("teamwork", 1, 5),
        answered("gone-from-the-banks", 1, 1),
        answered("why-us", 1),
    )
    chosen = choose(find_plan("weakest"), SHIPPED, past=before, rng=random.Random(0))
    assert ids_of(chosen) == ["failure", "retail-busy-till", "pressure"]


@pytest.mark.parametrize("before", [NEW, past(answered("teamwork", 1, 5)), past(answered("teamwork", 1))])
def test_without_an_answer_that_left_something_the_weakest_are_not_known(before: Past) -> None:
    with pytest.raises(BankError, match="needs_history"):
        choose(find_plan("weakest"), SHIPPED, past=before, rng=random.Random(0))


@pytest.mark.parametrize(("plan", "limit_s"), [("pitch-30", 30), ("pitch-60", 60)])
def test_a_pitch_is_one_question_that_gives_its_time(plan: str, limit_s: int) -> None:
    (asked,) = choose(find_plan(plan), SHIPPED, past=NEW, rng=random.Random(0))
    assert [one.amount for one in asked.constraints] == [limit_s]


def test_at_your_turn_every_question_is_an_invitation_to_ask() -> None:
    chosen = choose(find_plan("your-turn"), SHIPPED, past=NEW, rng=random.Random(0))
    assert len(chosen) == 5
    assert "close-anything-add" not in ids_of(chosen)
    assert set(kinds_of(chosen)) == {QuestionKind.CLOSING}


@given(st.integers(), histories)
@settings(max_examples=40, deadline=None)
def test_the_listening_drill_has_questions_in_three_parts(seed: int, before: Past) -> None:
    chosen = choose(find_plan("listening"), SHIPPED, past=before, rng=random.Random(seed))
    assert len(chosen) == 5
    assert all(len(question.parts) >= 3 for question in chosen)


REQUIREMENTS = ("Forklift licence", "You talk to customers.", "Stock control", "Early shifts", "Excel")


@given(st.integers(), st.integers(1, 10), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_a_prepared_interview_asks_for_the_requirements_between_opening_and_closing(
    seed: int, count: int, noted: int
) -> None:
    prepared = tuple(requirement_question(text, n) for n, text in enumerate(REQUIREMENTS[:noted]))
    chosen = choose(
        find_plan("prepared"),
        SHIPPED,
        past=NEW,
        rng=random.Random(seed),
        wanted=Wanted(count=count, prepared=prepared),
    )
    assert len(chosen) == count
    asked = set(ids_of(chosen)) & set(ids_of(prepared))
    assert len(asked) == min(noted, max(1, count - 3))
    if count >= 4:
        assert chosen[0].kind is QuestionKind.SELF
        assert chosen[-1].kind is QuestionKind.CLOSING


def test_the_requirement_answered_weakly_is_asked_again_before_the_others() -> None:
    prepared = tuple(requirement_question(text, n) for n, text in enumerate(REQUIREMENTS))
    before = past(*(answered(str(q.id), 4, 2 if q is prepared[3] else 5) for q in prepared))
    chosen = choose(
        find_plan("prepared"),
        SHIPPED,
        past=before,
        rng=random.Random(0),
        wanted=Wanted(count=4, prepared=prepared),
    )
    assert prepared[3] in chosen


@pytest.mark.parametrize(
    ("plan", "wanted", "told"),
    [
        ("prepared", Wanted(), "needs_prepared"),
        ("competency", Wanted(), "unknown_competency"),
        ("quick", Wanted(count=0), "none_wanted"),
    ],
)
def test_a_plan_that_misses_something_says_what(plan: str, wanted: Wanted, told: str) -> None:
    with pytest.raises(BankError, match=told):
        choose(find_plan(plan), SHIPPED, past=NEW, rng=random.Random(0), wanted=wanted)


def test_without_the_shipped_banks_a_drill_says_so() -> None:
    with pytest.raises(BankError, match="nothing_for_plan"):
        choose(find_plan("listening"), Banks(), past=NEW, rng=random.Random(0))


def test_own_questions_are_part_of_every_drill_and_no_part_of_a_first_interview() -> None:
    own = own_banks(a_question("mine-1", STORY, "teamwork"))
    both = Banks((*SHIPPED.banks, *own.banks))
    drill = choose(find_plan("behavioural"), both, past=NEW, rng=random.Random(0), wanted=Wanted(count=3))
    interview = choose(find_plan("first-interview"), both, past=NEW, rng=random.Random(0))
    assert "mine-1" in ids_of(drill)
    assert "mine-1" not in ids_of(interview)


def test_two_of_a_kind_follow_each_other_when_there_is_nothing_else() -> None:
    chosen = choose_from_bank(a_bank(STORY, STORY), 2, past=NEW, rng=random.Random(0))
    assert kinds_of(chosen) == [STORY, STORY]


@pytest.mark.parametrize("n", [0, -1, 21])
def test_a_count_that_the_bank_cannot_give_is_told(n: int) -> None:
    with pytest.raises(BankError) as told:
        choose_from_bank(FIRST_INTERVIEW, n, past=NEW, rng=random.Random(0))
    assert Words.load().text(told.value.message) == (
        f"First interview can't give {n} questions; ask for 1 to 20."
    )


def test_the_banks_that_plans_take_from_are_shipped() -> None:
    assert {*FIRST_BANKS, *STORY_BANKS, *OTHER_BANKS} <= {bank.id for bank in SHIPPED.banks}
    assert {need for plan in PLANS for need in plan.needs} == set(Need)
