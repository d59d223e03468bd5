"""STAR structure: whether the situation, the task, the acts and the result of one occasion were heard (F1).

Why: an interviewer who heard all four can retell the story and judge it; labels alone say nothing.
Measures: the parts by clause (``parts``), the speaker's own acts, their share, and what kind of result it is.
Good: "… I rang the driver, moved the pallets and … so we lost no order." Weak: "The action was effective."
Limits: parts are read off wording; a listener who knows the trade may hear more. Bands are convention.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coach.language.values import Clause, ClauseType, Subject
from coach.model.message import Message, message
from coach.model.score import Confidence, DimensionScore, Evidence, StarPart
from coach.scoring.context import AnswerContext
from coach.scoring.happenings import Happenings, happenings, too_short
from coach.scoring.level_head import level_measures, weighed_level
from coach.scoring.part_head import LABELS
from coach.scoring.parts import PartClause, label_parts
from coach.scoring.rubric import StarLevels, star_rubric
from coach.scoring.whole import read_whole

_RESULT = LABELS.index(StarPart.RESULT.value)
_ORDER = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What was heard of a story's structure.

    Args:
        clauses: With their parts.
        events: Clauses with something that happened.
        told: Clauses with something that happened or was to be done.
        heard: Parts that were heard.
        acts: The speaker's own different acts.
        not_done: Different acts that the speaker tells they did not do.
        shared_acts: Different acts of the speaker with others.
        own_share: Of all acts, those with "I".
        shares: Words in each part, as a share of all words with a part.
        reasoned: Whether an act comes with its reason.
        concrete: Whether a result changed something that one could point at.
        checkable: Whether a result is measured or could be checked.
        result_chance: How likely the likeliest result is one.
        shell_share: Words in labels without content, as a share of all words.
        not_realised_share: Words on what one would or always does, as a share of all words.
        practice: Whether mainly something done again and again in the past is told.
        story: Whether one occasion is told at all, after the story dimension's lowest bands.
    """

    clauses: tuple[PartClause, ...]
    events: int
    told: int
    heard: frozenset[StarPart]
    acts: int
    not_done: int
    shared_acts: int
    own_share: float
    shares: dict[StarPart, float]
    reasoned: bool
    concrete: bool
    checkable: bool
    result_chance: float
    shell_share: float
    not_realised_share: float
    story: bool
    practice: bool

    @property
    def before_share(self) -> float:
        """Share of scene and task together."""
        return self.shares[StarPart.SITUATION] + self.shares[StarPart.TASK]


def score_star(context: AnswerContext) -> DimensionScore:
    """Score the structure of a told story.

    A short answer is scored when something that happened, or that there is nothing to tell, was heard in it;
    else too little was said to score.

    Args:
        context: The answer.

    Returns:
        The level with every clause that was given a part as evidence; ``missing`` names the parts not heard.
    """
    if not context.request.question.calls_for_story:
        return DimensionScore(applies=False, level=None, confidence=None, reason=message("star.reason.dash"))
    measures = happenings(context)
    if too_short(measures):
        return DimensionScore(applies=True, level=None, confidence=None, reason=message("scoring.too_short"))
    clauses = label_parts(context)
    structure = read_structure(clauses, measures)
    level = _level(structure, weighed_level(level_measures(clauses, measures, read_whole(context)), "star"))
    missing = tuple(part.value for part in _ORDER if part not in structure.heard)
    return DimensionScore(
        applies=True,
        level=level,
        confidence=_confidence(context, measures, structure),
        reason=_reason(level, structure, measures),
        missing=missing,
        next_level=_next_level(level, structure),
        evidence=_evidence(context, structure) if level > 1 else (),
    )


def read_structure(clauses: tuple[PartClause, ...], measures: Happenings) -> Structure:
    """Gather what the clauses and their parts say about the whole.

    Args:
        clauses: With their parts.
        measures: Of the same answer.

    Returns:
        What was heard.
    """
    by_part = {part: [each for each in clauses if each.part is part] for part in _ORDER}
    words = sum(each.words for each in clauses if each.part is not None)
    acts = by_part[StarPart.ACTION]
    own = [each for each in acts if each.clause.subject is Subject.I]
    shared = [each for each in acts if each.clause.subject is Subject.WE]
    heard = {part for part in _ORDER if by_part[part]}
    results = by_part[StarPart.RESULT]
    return Structure(
        clauses=clauses,
        events=sum(each.clause.type is ClauseType.EVENT for each in clauses),
        told=sum(each.clause.type in (ClauseType.EVENT, ClauseType.OBLIGATION) for each in clauses),
        heard=frozenset(heard),
        acts=len({each.act for each in own if each.act}),
        not_done=len(
            {
                each.clause.verb
                for each in clauses
                if each.clause.negated
                and not each.clause.subordinate
                and each.clause.type is ClauseType.EVENT
                and each.clause.subject is Subject.I
            }
        ),
        shared_acts=len({each.act for each in shared if each.act}),
        own_share=len(own) / max(1, len(own) + len(shared)),
        shares={part: sum(each.words for each in by_part[part]) / max(1, words) for part in _ORDER},
        reasoned=any(each.reason for each in acts),
        concrete=any(each.concrete for each in results),
        checkable=any(each.checkable for each in results),
        result_chance=max((each.chances[_RESULT] for each in results if not each.vague), default=0.0),
        shell_share=measures.shares[ClauseType.SHELL],
        not_realised_share=measures.shares[ClauseType.HYPOTHETICAL] + measures.shares[ClauseType.HABITUAL],
        practice=measures.practice
        and measures.shares[ClauseType.HABITUAL] > star_rubric().levels.not_realised_share,
        story=bool(measures.events) and measures.own > 0,
    )


_Condition = tuple[str, Callable[[Structure, StarLevels], bool]]

_FOR_TWO: tuple[_Condition, ...] = (
    ("occasion", lambda s, b: s.practice or s.told >= b.two_events),
    ("realised", lambda s, b: s.practice or s.not_realised_share <= b.two_not_realised_share),
    ("parts", lambda s, _: s.practice or len(s.heard) >= 2),
)
_FOR_THREE: tuple[_Condition, ...] = (
    ("occasion", lambda s, _: s.story),
    ("realised", lambda s, b: s.not_realised_share <= b.not_realised_share),
    ("content", lambda s, b: s.shell_share <= b.shell_share),
    ("action", lambda s, _: StarPart.ACTION in s.heard),
    (
        "result",
        lambda s, b: (
            StarPart.RESULT in s.heard or (len(s.heard) == 3 and s.acts >= b.full_acts_without_result)
        ),
    ),
    ("situation", lambda s, _: StarPart.SITUATION in s.heard or len(s.heard) == 3),
    ("steps", lambda s, b: s.events >= b.three_events),
)
_FOR_FOUR: tuple[_Condition, ...] = (
    ("result", lambda s, _: StarPart.RESULT in s.heard),
    ("situation", lambda s, _: StarPart.SITUATION in s.heard),
    ("own", lambda s, b: s.own_share >= b.four_own_share and s.acts >= 1),
    ("task", lambda s, _: StarPart.TASK in s.heard),
    ("acts", lambda s, b: s.acts >= b.four_own_acts),
    ("concrete", lambda s, _: s.concrete),
    (
        "balance",
        lambda s, b: (
            s.shares[StarPart.ACTION] >= b.four_action_share and s.before_share <= b.four_before_share
        ),
    ),
)
_FOR_FIVE: tuple[_Condition, ...] = (
    ("more_acts", lambda s, b: s.acts >= b.five_own_acts),
    ("reason", lambda s, _: s.reasoned),
    ("checkable", lambda s, _: s.checkable),
    (
        "balance",
        lambda s, b: (
            s.before_share <= b.five_before_share and s.shares[StarPart.ACTION] >= b.five_action_share[0]
        ),
    ),
    (
        "ending",
        lambda s, b: (
            s.shares[StarPart.RESULT] >= b.five_result_share
            and s.shares[StarPart.ACTION] <= b.five_action_share[1]
        ),
    ),
)
_LADDER = (_FOR_TWO, _FOR_THREE, _FOR_FOUR, _FOR_FIVE)


def _unmet(conditions: tuple[_Condition, ...], structure: Structure) -> list[str]:
    bands = star_rubric().levels
    return [name for name, holds in conditions if not holds(structure, bands)]


_SURE = 0.9
"""So likely an ending counts for the upper levels though nothing in it can be pointed at."""

_SEVERAL = 2
"""From so many acts that were not done on, a tale may be one of what was not done."""

_CAPS = (
    (_FOR_TWO, {"realised": 1, "occasion": 2, "parts": 2}),
    (_FOR_THREE, {"occasion": 2, "realised": 2, "content": 2, "action": 2}),
    (_FOR_FOUR, {"result": 3, "task": 3, "own": 3}),
)
"""Without these an answer goes no higher, whatever else is in it."""


def _level(structure: Structure, weighed: int) -> int:
    """The weighed level under the caps, and at least the highest rung reached with all rungs below it.

    A tale that is mostly of what was not done is at most 2, whatever it reached.
    """
    ladder = 1
    for conditions in _LADDER:
        if _unmet(conditions, structure):
            break
        ladder += 1
    caps = [
        caps[name] for conditions, caps in _CAPS for name in _unmet(conditions, structure) if name in caps
    ]
    if not structure.concrete and structure.result_chance < _SURE:
        caps.append(3)
    level = max(ladder, min([weighed, *caps]))
    return min(level, 2) if _mostly_not_done(structure) else level


def _mostly_not_done(structure: Structure) -> bool:
    return structure.not_done >= _SEVERAL and structure.not_done > structure.acts + structure.shared_acts


def _next_level(level: int, structure: Structure) -> Message | None:
    if level == 5:
        return None
    share = round(100 * structure.before_share)
    # What a lower rung lacks is advised where nothing is lacking on the next.
    lacking = (unmet[0] for rung in reversed(_LADDER[:level]) if (unmet := _unmet(rung, structure)))
    # A tale of what was not done may lack nothing but acts.
    name = next(lacking, "action")
    return message("star.next.balance", percent=share) if name == "balance" else message(f"star.next.{name}")


def _reason(  # noqa: PLR0911 - one line a reason, in order
    level: int, structure: Structure, measures: Happenings
) -> Message:
    if measures.absent and not structure.story:
        return message("star.reason.absent")
    if structure.shell_share > star_rubric().levels.shell_share and level <= 2:
        return message("star.reason.shell")
    if structure.not_realised_share > star_rubric().levels.not_realised_share and level <= 2:
        return message("star.reason.not_realised")
    heard = tuple(message(f"star.part.{part.value}") for part in _ORDER if part in structure.heard)
    missing = tuple(message(f"star.part.{part.value}") for part in _ORDER if part not in structure.heard)
    if not heard or level == 1:
        return message("star.reason.nothing")
    if _mostly_not_done(structure):
        return message("star.reason.not_done")
    if missing:
        return message("star.reason.missing", heard=heard, missing=missing)
    if level == 5:
        return message("star.reason.strong")
    return message("star.reason.thin" if level == 3 else "star.reason.solid")


def _confidence(context: AnswerContext, measures: Happenings, structure: Structure) -> Confidence:
    bands = star_rubric().confidence
    unsure = sum(span.end - span.start for span in context.unsure) / max(1, len(context.request.text))
    if unsure > bands.unsure_share:
        return Confidence.LOW
    plainly_none = bool(measures.absent) and not measures.events
    if plainly_none or structure.shell_share > 0.5 or structure.not_realised_share > 0.7:
        return Confidence.HIGH
    if measures.words < bands.few_words:
        return Confidence.LOW
    if measures.second_door_only or measures.words < bands.clear_words:
        return Confidence.MEDIUM
    return Confidence.HIGH if structure.events >= bands.clear_events else Confidence.MEDIUM


def _evidence(context: AnswerContext, structure: Structure) -> tuple[Evidence, ...]:
    """Every clause with a part, neighbours of one part joined; nothing that was not heard clearly."""
    runs: list[tuple[StarPart, Clause, Clause]] = []
    follows = False
    for each in structure.clauses:
        if each.part is None or context.is_unsure(each.clause):
            follows = False
            continue
        if follows and runs[-1][0] is each.part:
            runs[-1] = (each.part, runs[-1][1], each.clause)
        else:
            runs.append((each.part, each.clause, each.clause))
        follows = True
    return tuple(context.evidence(part.value, first.start, last.end) for part, first, last in runs)
