"""The choice of what is asked next: a pure function of plan, questions, history, date and chance.

Which questions: those that are due before those that are new before those that are known well, weak before
strong (``history`` states the rule), as many competencies as there is room for.
In which order: an interview goes as interviewers go; a drill never asks for the same thing twice in a row
where the questions allow it.
"""

import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from coach.errors import BankError
from coach.model.history import AskedBefore
from coach.model.question import Bank, ConstraintKind, Question, QuestionKind
from coach.model.session import SessionStyle
from coach.questions.bank import Banks
from coach.questions.history import STRONG, Standing, standings
from coach.questions.plan import Need, Plan

USUAL = 5
"""Questions of a drill when nobody says how many."""

# The banks that anybody can be asked from, the best known questions first; role banks and banks for one
# situation in life are asked only where the person chose them.
FIRST_BANKS = ("first-interview", "more-first-questions", "strengths-goals-company")
STORY_BANKS = ("behavioural-people", "behavioural-self", "behavioural-work")
OTHER_BANKS = ("situational", "culture-and-fit", "closing")

# The order in which interviewers go, and the kinds that belong to each stretch.
_STAGES: tuple[frozenset[QuestionKind], ...] = (
    frozenset({QuestionKind.SELF}),
    frozenset({QuestionKind.COMPANY, QuestionKind.MOTIVATION}),
    frozenset({QuestionKind.STRENGTH, QuestionKind.WEAKNESS}),
    frozenset({QuestionKind.BEHAVIOURAL, QuestionKind.SITUATIONAL}),
    frozenset({QuestionKind.GOALS, QuestionKind.OTHER}),
    frozenset({QuestionKind.CLOSING}),
)
_OPENING, _MOTIVES, _TRAITS, _STORIES, _OUTLOOK, _CLOSING = range(len(_STAGES))

# What is asked first when there is room for few: an interview of three opens, asks for one story and
# hands over; about half of a longer one is stories, and it never has more than two openings.
_WANTED = (_STORIES, _OPENING, _CLOSING, _MOTIVES, _TRAITS, _STORIES, _OUTLOOK, _STORIES)
# A first call sorts people: who they are, why they apply, what they expect; stories come later.
_WANTED_ON_A_CALL = (_OPENING, _MOTIVES, _CLOSING, _OUTLOOK, _TRAITS, _STORIES)
# What the job asks for is the point of a prepared interview; it still opens and hands over.
_WANTED_PREPARED = (_OPENING, _CLOSING, _MOTIVES)
_THEN = (_STORIES, _TRAITS, _MOTIVES, _OUTLOOK, _STORIES, _OPENING, _CLOSING)

_LONG_PARTS = 3
_ENOUGH_TO_DRILL = 3
_DUE_WEAK, _NEW, _DUE, _NOT_YET = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the choice knows of the person.

    Args:
        now: The moment of the choice, with its offset from UTC.
        asked: What was asked before, in any order.
    """

    now: datetime
    asked: tuple[AskedBefore, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the person wants of a plan.

    Args:
        count: How many questions; None for as many as the plan has.
        competency: For a plan that needs one.
        prepared: What a prepared interview asks besides the usual: from the job's requirements and from the
            person's own real interviews.
    """

    count: int | None = None
    competency: str | None = None
    prepared: tuple[Question, ...] = ()


def choose(
    plan: Plan, banks: Banks, *, past: Past, rng: random.Random, wanted: Wanted | None = None
) -> tuple[Question, ...]:
    """Choose the questions of a session.

    Args:
        plan: Which session.
        banks: Where questions come from; the person's own are part of every drill.
        past: What was asked before.
        rng: Decides among equals; the same state gives the same session.
        wanted: What the person wants; None for the plan as it is.

    Returns:
        Different questions, in the order in which they are asked; fewer than wanted where there are no more.

    Raises:
        BankError: The plan needs something that is not there, or the count is below one.
    """
    wanted = wanted or Wanted()
    n = wanted.count if wanted.count is not None else plan.questions or USUAL
    if n < 1:
        raise BankError("error.question.none_wanted")
    ranking = _Ranking(past, rng)
    if plan.style is SessionStyle.INTERVIEW or plan.id == "quick":
        return _interview(plan, banks, n, ranking, wanted)
    if Need.HISTORY in plan.needs:
        weakest = _weakest(_flat(bank.questions for bank in banks.banks), past)[:n]
        if not weakest:
            raise BankError("error.question.needs_history")
        return tuple(weakest)
    chosen = _most_urgent(ranking.ranked(_drill_pool(plan, banks, wanted)), n, ranking)
    return _varied(chosen, without=wanted.competency)


def choose_from_bank(bank: Bank, n: int, *, past: Past, rng: random.Random) -> tuple[Question, ...]:
    """Choose questions of one bank, in the order of an interview.

    Args:
        bank: Where they come from.
        n: How many.
        past: What was asked before; a stretch of the interview repeats a question that is not due,
            the one due soonest, only when it has no other.
        rng: Decides among equals; the same state gives the same interview.

    Returns:
        Different questions, the candidate's own last; two of one kind follow each other only
        when nothing else is left to put between them.

    Raises:
        BankError: The number is below one or above the number of questions.
    """
    if not 1 <= n <= len(bank.questions):
        raise BankError("error.question.count", wanted=n, bank=bank.title, limit=len(bank.questions))
    ranking = _Ranking(past, rng)
    stages = _staged(ranking.ranked([bank.questions]))
    return _natural_order(_filled(stages, n, _WANTED, ranking))


def competencies(banks: Banks) -> tuple[tuple[str, int], ...]:
    """The competencies that can be practised on their own.

    Args:
        banks: Where questions come from.

    Returns:
        Name and number of questions; those first that most questions are mainly about, and all that at
        least three questions look into.
    """
    questions = _flat(_general(banks))
    counts = Counter(name for question in questions for name in dict.fromkeys(question.competencies))
    mainly = Counter(leading(question) for question in questions if question.kind is QuestionKind.BEHAVIOURAL)
    found = ((name, times) for name, times in counts.items() if times >= _ENOUGH_TO_DRILL)
    return tuple(sorted(found, key=lambda each: (-mainly[each[0]], -each[1], each[0])))


class _Ranking:
    """Which question is more urgent than another.

    Args:
        past: What was asked before.
        rng: Decides among equals.
    """

    def __init__(self, past: Past, rng: random.Random) -> None:
        self._now = past.now
        self._rng = rng
        self._standings = standings(past.asked)
        self._places: dict[str | None, tuple[int, float]] = {}

    def ranked(self, tiers: Sequence[Sequence[Question]]) -> list[Question]:
        """The questions, the most urgent first; new ones in the order of their tiers."""
        for tier, group in reversed(list(enumerate(tiers))):
            self._places.update({question.id: self._urgency(question, tier) for question in group})
        mixed = _flat(tiers)
        self._rng.shuffle(mixed)
        return sorted(mixed, key=lambda question: self._places[question.id])

    def equals(self, ranked: Sequence[Question]) -> list[Question]:
        """Those at the beginning that are as urgent as the first."""
        first = self._places[ranked[0].id]
        return list(itertools.takewhile(lambda question: self._places[question.id] == first, ranked))

    def _urgency(self, question: Question, tier: int) -> tuple[int, float]:
        known = self._standings.get(str(question.id))
        if known is None:
            return _NEW, tier
        if known.due_at > self._now:
            return _NOT_YET, known.due_at.timestamp()
        if known.box == 1 and (known.grade is None or known.grade < STRONG):
            return _DUE_WEAK, known.grade or STRONG
        return _DUE, known.box


def _flat(tiers: Iterable[Sequence[Question]]) -> list[Question]:
    """Every question once, the first of equal ids."""
    return list({question.id: question for tier in tiers for question in tier}.values())


def _tiers(banks: Banks, ids: Iterable[str]) -> list[tuple[Question, ...]]:
    by_id = {bank.id: bank.questions for bank in banks.banks if not bank.own}
    return [by_id[bank_id] for bank_id in ids if bank_id in by_id]


def _own(banks: Banks) -> list[tuple[Question, ...]]:
    return [bank.questions for bank in banks.banks if bank.own]


def _general(banks: Banks) -> list[tuple[Question, ...]]:
    return [*_own(banks), *_tiers(banks, (*FIRST_BANKS, *STORY_BANKS, *OTHER_BANKS))]


def _interview(plan: Plan, banks: Banks, n: int, ranking: _Ranking, wanted: Wanted) -> tuple[Question, ...]:
    call = plan.id == "screening-call"
    tiers = _tiers(banks, FIRST_BANKS[:2] if call else (*FIRST_BANKS, *STORY_BANKS))
    stages = _staged(ranking.ranked(tiers))
    if Need.PREPARED not in plan.needs:
        return _natural_order(_filled(stages, n, _WANTED_ON_A_CALL if call else _WANTED, ranking))
    if not wanted.prepared:
        raise BankError("error.question.needs_prepared")
    frame = _filled(stages, min(n - 1, len(_WANTED_PREPARED)), _WANTED_PREPARED, ranking) if n > 1 else []
    prepared = _most_urgent(ranking.ranked([wanted.prepared]), n - len(frame), ranking)
    taken = {question.id for question in (*frame, *prepared)}
    left = {stage: [q for q in waiting if q.id not in taken] for stage, waiting in stages.items()}
    more = _filled(left, n - len(frame) - len(prepared), (_STORIES, _TRAITS), ranking)
    return _natural_order([*frame, *prepared, *more])


def _drill_pool(plan: Plan, banks: Banks, wanted: Wanted) -> list[list[Question]]:
    general = _general(banks)
    if Need.COMPETENCY in plan.needs:
        name = wanted.competency or ""
        found = _where(general, lambda question: name in question.competencies)
        if not _flat(found):
            known = tuple(each for each, _ in competencies(banks))
            raise BankError("error.question.unknown_competency", name=name, known=known)
        return found
    found = _where(general, partial(_KEEPS[plan.style], plan=plan))
    if not _flat(found):
        raise BankError("error.question.nothing_for_plan", plan=plan.title)
    return found


def _where(tiers: Iterable[Sequence[Question]], keep: Callable[[Question], bool]) -> list[list[Question]]:
    return [[question for question in tier if keep(question)] for tier in tiers]


def _is_story(question: Question, *, plan: Plan) -> bool:  # noqa: ARG001 - as the others
    return question.kind is QuestionKind.BEHAVIOURAL


def _is_long(question: Question, *, plan: Plan) -> bool:  # noqa: ARG001 - as the others
    return len(question.parts) >= _LONG_PARTS and question.kind is not QuestionKind.CLOSING


def _is_invitation(question: Question, *, plan: Plan) -> bool:  # noqa: ARG001 - as the others
    # "Is there anything you'd like to add?" closes an interview too, and asks for no question.
    return question.kind is QuestionKind.CLOSING and "interest" in question.competencies


def _is_pitch(question: Question, *, plan: Plan) -> bool:
    return question.kind in {QuestionKind.SELF, QuestionKind.STRENGTH, QuestionKind.MOTIVATION} and any(
        one.kind is ConstraintKind.TIME and one.amount == plan.limit_s for one in question.constraints
    )


_KEEPS: dict[SessionStyle, Callable[..., bool]] = {
    SessionStyle.DRILL: _is_story,
    SessionStyle.LISTENING: _is_long,
    SessionStyle.YOUR_TURN: _is_invitation,
    SessionStyle.PITCH: _is_pitch,
}


def _weakest(questions: Iterable[Question], past: Past) -> list[Question]:
    known = standings(past.asked)

    def place(question: Question) -> tuple[int, datetime]:
        standing: Standing = known[str(question.id)]
        return standing.grade or 0, standing.last_at

    scored = [q for q in questions if q.id in known and (known[q.id].grade or STRONG + 1) <= STRONG]
    return sorted(scored, key=place)


def _most_urgent(ranked: list[Question], n: int, ranking: _Ranking) -> list[Question]:
    chosen: list[Question] = []
    waiting = list(ranked)
    while waiting and len(chosen) < n:
        chosen.append(_take(waiting, chosen, ranking))
    return chosen


def _take(waiting: list[Question], chosen: Sequence[Question], ranking: _Ranking) -> Question:
    """Take the most urgent question; among equals, the one whose competencies were seen least."""
    seen = Counter(name for question in chosen for name in question.competencies)
    best = min(ranking.equals(waiting), key=lambda one: sum(seen[name] for name in one.competencies[:2]))
    waiting.remove(best)
    return best


def _staged(ranked: Sequence[Question]) -> dict[int, list[Question]]:
    return {stage: [q for q in ranked if q.kind in kinds] for stage, kinds in enumerate(_STAGES)}


def _filled(
    stages: dict[int, list[Question]], n: int, wanted: Sequence[int], ranking: _Ranking
) -> list[Question]:
    waiting = {stage: list(questions) for stage, questions in stages.items()}
    chosen: list[Question] = []
    for stage in itertools.chain(wanted, itertools.cycle(_THEN)):
        if len(chosen) >= n or not any(waiting.values()):
            break
        if waiting[stage]:
            chosen.append(_take(waiting[stage], chosen, ranking))
    return chosen


def _natural_order(chosen: Sequence[Question]) -> tuple[Question, ...]:
    waiting = sorted(chosen, key=_stage)
    last = [question for question in waiting if question.kind is QuestionKind.CLOSING]
    waiting = [question for question in waiting if question.kind is not QuestionKind.CLOSING]
    ordered: list[Question] = []
    while waiting:
        ordered.append(_next(waiting, ordered[-1].kind if ordered else None))
        waiting.remove(ordered[-1])
    return (*ordered, *last)


def _next(waiting: Sequence[Question], before: QuestionKind | None) -> Question:
    kind, times = Counter(question.kind for question in waiting).most_common(1)[0]
    # A kind that fills more than half of what is left must be asked now, or it will meet itself later.
    crowded = times * 2 > len(waiting)
    opening = before is None and waiting[0].kind is QuestionKind.SELF
    if crowded and kind is not before and not opening:
        return next(question for question in waiting if question.kind is kind)
    return next((question for question in waiting if question.kind is not before), waiting[0])


def _stage(question: Question) -> int:
    return next(stage for stage, kinds in enumerate(_STAGES) if question.kind in kinds)


def leading(question: Question, *, without: str | None = None) -> str:
    """What a question is mainly about; two questions with the same are alike.

    Args:
        question: Any.
        without: A competency that does not count, since all questions share it.

    Returns:
        The first of its competencies that counts; empty without one.
    """
    return next((name for name in question.competencies if name != without), "")


def _varied(chosen: Sequence[Question], *, without: str | None) -> tuple[Question, ...]:
    """As chosen, but with no two alike in a row wherever an order without that exists."""
    waiting = list(chosen)
    ordered: list[Question] = []
    while waiting:
        before = leading(ordered[-1], without=without) if ordered else None
        counts = Counter(leading(question, without=without) for question in waiting)
        others = [question for question in waiting if leading(question, without=without) != before]
        must = [q for q in others if counts[leading(q, without=without)] * 2 > len(waiting)]
        ordered.append((must or others or waiting)[0])
        waiting.remove(ordered[-1])
    return tuple(ordered)
