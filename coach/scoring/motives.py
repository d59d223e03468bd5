"""What is listened for in answers on goals, weaknesses and reasons, beside the parts of the question.

Goals fit the job and the person stays; a weakness is real, and none that the job cannot bear; "why you" says
how the employer is helped; somebody with more experience than is needed explains the wish and the stay; and
the reasons are for this job rather than for any job at all.
"""

from dataclasses import dataclass
from functools import cache

from coach.language.values import Clause, ClauseType
from coach.model.question import QuestionKind
from coach.scoring.context import AnswerContext
from coach.scoring.patterns import Phrases, Sheet, plain, read_sheet

_EMPTY = (ClauseType.SHELL, ClauseType.ABSENT)


class _Check(Sheet):
    name: str
    kinds: frozenset[QuestionKind]
    asked: Phrases
    heard: Phrases
    against: Phrases
    wanted: bool


class _Motives(Sheet):
    check: tuple[_Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Motive:
    """One thing that was listened for.

    Args:
        name: Which, as in ``assets/rubric/motives.toml``.
        heard: Clauses that show it.
        against: Clauses that speak against it.
        wanted: Whether not hearing it costs anything.
    """

    name: str
    heard: tuple[Clause, ...]
    against: tuple[Clause, ...]
    wanted: bool

    @property
    def spoken_against(self) -> bool:
        """Whether something speaks against it and nothing at all for it outweighs that."""
        return bool(self.against) and len(self.heard) <= len(self.against)

    @property
    def missing(self) -> bool:
        """Whether it is wanted and was not heard."""
        return self.wanted and not self.heard


@cache
def _checks() -> tuple[_Check, ...]:
    return read_sheet("motives.toml", _Motives).check


def motive_names() -> tuple[str, ...]:
    """Everything that can be listened for.

    Returns:
        The names, in the order of the data.
    """
    return tuple(check.name for check in _checks())


def motives(context: AnswerContext) -> tuple[Motive, ...]:
    """Listen for what questions on goals, weaknesses and reasons want beside their parts.

    Args:
        context: The answer, read once.

    Returns:
        One entry for each check that the question calls for.
    """
    question = context.request.question
    asked = plain(question.text)
    said = [
        (clause, plain(context.clause_text(clause)))
        for clause in context.clauses
        if clause.type not in _EMPTY
    ]
    return tuple(
        Motive(
            name=check.name,
            heard=tuple(clause for clause, text in said if check.heard.search(text)),
            against=tuple(clause for clause, text in said if check.against.search(text)),
            wanted=check.wanted,
        )
        for check in _checks()
        if question.kind in check.kinds and check.asked.search(asked)
    )
