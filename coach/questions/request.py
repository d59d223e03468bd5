"""What a person asks to practise, and the questions that answer it; shared by the window and the terminal."""

import random
from dataclasses import dataclass, field, replace

from coach.model.message import Message
from coach.model.question import Question
from coach.model.session import SessionStyle
from coach.questions.bank import Banks
from coach.questions.choice import Past, Wanted, choose, choose_from_bank
from coach.questions.plan import Plan, find_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asks to practise.

    Args:
        plan: Id of a plan; also says how a session from a bank goes from question to question.
        bank: Id of a bank that all questions come from; None for the plan's own choice.
        question_ids: These questions, in this order, whatever bank they are in; empty to have them chosen.
        wanted: How many, about what, and what was prepared.
        usual: Questions of a drill or a bank where nobody says how many.
        length: Questions of an interview, as the person has it set; None for as many as the plan has.
    """

    plan: str
    bank: str | None = None
    question_ids: tuple[str, ...] = ()
    wanted: Wanted = field(default_factory=Wanted)
    usual: int = 5
    length: int | None = None

    @property
    def followed(self) -> str:
        """Id under which the session is kept: the bank's, or the plan's."""
        return self.bank or self.plan


def title_of(request: Request, banks: Banks) -> Message | str:
    """What a session is called.

    Args:
        request: What is asked for.
        banks: Where banks are.

    Returns:
        The bank's own title, or the plan's.

    Raises:
        BankError: There is no such plan or bank.
    """
    return banks.bank(request.bank).title if request.bank else find_plan(request.plan).title


def questions_for(request: Request, banks: Banks, *, past: Past, rng: random.Random) -> tuple[Question, ...]:
    """The questions of a session.

    Args:
        request: What is asked for.
        banks: Where questions come from.
        past: What was asked before.
        rng: Decides among equals.

    Returns:
        In the order in which they are asked; a bank with fewer questions than are usual gives all of them.

    Raises:
        BankError: A plan, a bank or a question is not there, or the plan needs something that is missing.
    """
    if request.question_ids:
        return tuple(banks.question(each) for each in request.question_ids)
    wanted, plan = request.wanted, find_plan(request.plan)
    if request.bank is not None:
        bank = banks.bank(request.bank)
        count = wanted.count if wanted.count is not None else min(request.usual, len(bank.questions))
        return choose_from_bank(bank, count, past=past, rng=rng)
    if wanted.count is None:
        wanted = replace(wanted, count=_usual(plan, request))
    return choose(plan, banks, past=past, rng=rng, wanted=wanted)


def _usual(plan: Plan, request: Request) -> int | None:
    if plan.questions is None:
        return request.usual
    return request.length if plan.style is SessionStyle.INTERVIEW else None
