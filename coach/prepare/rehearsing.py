"""What of a preparation becomes questions of a practice interview, beside what the job asks for."""

from collections.abc import Iterator

from coach.model.preparation import Preparation
from coach.model.question import Question
from coach.questions.bank import Banks
from coach.questions.prepared import gap_question

OVERQUALIFIED = ("path-overqualified-why", "path-overqualified-manager")
"""Questions of the shipped banks that somebody hears who has done more than the job asks."""


def case_questions(preparation: Preparation, banks: Banks) -> tuple[Question, ...]:
    """The questions that a person expects because of their own history.

    Args:
        preparation: The interview being prepared.
        banks: The shipped banks.

    Returns:
        One a noted gap, and those on being overqualified where something was written on it.
    """
    return tuple(_questions(preparation, banks))


def _questions(preparation: Preparation, banks: Banks) -> Iterator[Question]:
    case = preparation.case
    noted = (" ".join(gap.text.split()) for gap in reversed(case.gaps))
    # A note without a word would be a question about nothing.
    once = {gap.casefold(): gap for gap in noted if any(map(str.isalnum, gap))}
    for number, gap in enumerate(reversed(once.values())):
        yield gap_question(gap, number)
    if case.overqualified_wish.strip() or case.overqualified_stay.strip():
        known = {question.id: question for question in banks.questions}
        yield from (known[each] for each in OVERQUALIFIED if each in known)
