"""Which part of a told story each clause belongs to: situation, task, action, result, or none.

The parts are told by learned weights over the cues of a clause and of its neighbours (``part_head``).
What one would do, labels without content, and what one is like have no part whatever the weights say.
"""

from dataclasses import dataclass
from functools import lru_cache

from coach.language.values import Clause, ClauseType
from coach.model.score import StarPart
from coach.scoring.context import AnswerContext
from coach.scoring.part_cues import Cues, cues_of
from coach.scoring.part_head import heard_parts, part_chances
from coach.scoring.part_rules import NEVER, PARTS
from coach.scoring.rubric import star_rubric
from coach.scoring.whole import read_whole

_LEAST_NONE = 0.6
"""From here on a clause is talk between the parts."""

_LEAST_PART = 0.15
"""Below this a clause is none of the parts that were told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartClause:
    """A clause with its part.

    Args:
        clause: The clause.
        part: None when it has none.
        words: How many, fillers apart.
        act: What the speaker did, as a lemma with its object where the verb says little; empty for no act.
        reason: Whether it says why.
        concrete: For a result, whether something changed that one could point at.
        checkable: For a result, whether it is measured or could be checked.
        role: Whether it says that the speaker alone was in charge.
        vague: Whether it only says that it went well.
        chances: How likely it is each of the four parts, or none of them.
    """

    clause: Clause
    part: StarPart | None
    words: int
    act: str = ""
    reason: bool = False
    concrete: bool = False
    checkable: bool = False
    role: bool = False
    chances: tuple[float, ...] = ()
    vague: bool = False


@lru_cache(maxsize=2)  # structure, story and listening all ask for the same answer's parts
def label_parts(context: AnswerContext) -> tuple[PartClause, ...]:
    """Give each clause its part.

    Args:
        context: The answer.

    Returns:
        One entry a clause, in order.
    """
    rubric = star_rubric()
    cues = [cues_of(clause, context.parse, rubric) for clause in context.clauses]
    chances = part_chances(context.parse, cues, read_whole(context).pieces, rubric)
    path = _consistent(cues, chances)
    return tuple(
        PartClause(
            clause=cue.clause,
            part=part,
            words=cue.words,
            act=cue.act if part is StarPart.ACTION else "",
            reason=cue.reason,
            concrete=part is StarPart.RESULT and _is_concrete(cue),
            checkable=part is StarPart.RESULT and _is_concrete(cue) and (cue.checkable or cue.number),
            role=cue.role,
            chances=row,
            vague=cue.vague,
        )
        for cue, part, row in zip(cues, path, chances, strict=True)
    )


def _consistent(cues: list[Cues], chances: list[tuple[float, ...]]) -> list[StarPart | None]:
    """Each clause's likeliest part among those that were told at all, and a clause for each of those."""
    may = [not _has_none(cue) for cue in cues]
    placed = [index for index, row in enumerate(chances) if may[index] and row[-1] < 1]
    told = heard_parts([chances[index] for index in placed], sum(cues[index].words for index in placed))
    columns = [column for column, part in enumerate(PARTS) if part in told]
    path: list[StarPart | None] = [None] * len(cues)
    for index, row in enumerate(chances):
        best = max(columns, key=row.__getitem__, default=None)
        talk = row[-1] > _LEAST_NONE or best is None or row[best] < _LEAST_PART
        if may[index] and best is not None and not talk:
            path[index] = PARTS[best]
    for column in columns:
        open_to = [index for index, allowed in enumerate(may) if allowed]
        if PARTS[column] not in path and open_to:
            path[max(open_to, key=lambda index: chances[index][column])] = PARTS[column]
    return path


def _has_none(cue: Cues) -> bool:
    learned = cue.learned and cue.clause.type is ClauseType.HYPOTHETICAL
    return cue.clause.type in NEVER and not learned


def _is_concrete(cue: Cues) -> bool:
    if cue.clause.type is ClauseType.HABITUAL and not cue.number:
        return False
    return cue.concrete or cue.reaction or cue.outcome_verb or cue.number
