"""Story: whether one particular occasion was told, and not what one is like or always does (F2).

Why: what somebody did once, told with its particulars, tells more than what they say of themselves.
Measures: different happenings, their longest row, anchors in time or place, particulars, and generalities.
Good: "One Saturday in March the ovens failed …" Weak: "I always stay calm under pressure."
Limits: about two in three readers agree on what is a story; a level next to the true one is no surprise.
"""

from coach.language.values import Clause, ClauseType
from coach.model.message import Message, message
from coach.model.score import Confidence, DimensionScore, Evidence, StarPart
from coach.scoring.context import AnswerContext
from coach.scoring.happenings import Happenings, happenings, too_short
from coach.scoring.level_head import level_measures, weighed_level
from coach.scoring.parts import label_parts
from coach.scoring.rubric import star_rubric, story_rubric
from coach.scoring.whole import read_whole


def score_story(context: AnswerContext) -> DimensionScore:
    """Score whether one particular occasion was told.

    Args:
        context: The answer.

    Returns:
        The level; what happened and what places it as evidence.
    """
    if not context.request.question.calls_for_story:
        return DimensionScore(applies=False, level=None, confidence=None, reason=message("story.reason.dash"))
    measures = happenings(context)
    if too_short(measures):
        return DimensionScore(applies=True, level=None, confidence=None, reason=message("scoring.too_short"))
    clauses = label_parts(context)
    ending = any(each.part is StarPart.RESULT for each in clauses)
    weighed = weighed_level(level_measures(clauses, measures, read_whole(context)), "story")
    level = story_level(measures, weighed)
    return DimensionScore(
        applies=True,
        level=level,
        confidence=_confidence(context, measures),
        reason=_reason(level, measures, ending=ending),
        missing=_missing(level, measures, ending=ending),
        next_level=_next_level(level, measures, ending=ending),
        evidence=_evidence(context, measures) if level > 1 else (),
    )


def story_level(measures: Happenings, weighed: int) -> int:
    """The level that the measures reach.

    Args:
        measures: Of the answer.
        weighed: What the measures come to together.

    Returns:
        1 to 5; at least 3 when all that speaks against a story is its grammar.
    """
    bands = story_rubric().levels
    events = len(measures.events)
    if measures.shares[ClauseType.HYPOTHETICAL] >= bands.hypothetical_share:
        return 1
    if not events:
        return _level_without_event(measures)
    if events == 1 and measures.absent:
        return 1
    if measures.second_door_only:
        return max(3, _level_of_story(measures, weighed))
    if events <= bands.passing_events and measures.generic_share >= bands.beliefs_share:
        practice = measures.shares[ClauseType.HABITUAL] >= bands.beliefs_share
        return 3 if practice and measures.practice else 2
    return _level_of_story(measures, weighed)


def _level_without_event(measures: Happenings) -> int:
    if measures.practice and measures.shares[ClauseType.HABITUAL] >= story_rubric().levels.beliefs_share:
        return 3
    if measures.absent or not (measures.passing or measures.own):
        return 1
    return 1 if measures.shares[ClauseType.SHELL] >= story_rubric().levels.beliefs_share else 2


def _level_of_story(measures: Happenings, weighed: int) -> int:
    """The weighed level; somebody else's story and one without particulars go no higher than 3."""
    unmet = _unmet_for_four(measures)
    capped = "own" in unmet or ("happenings" in unmet and "details" in unmet)
    return min(weighed, 3) if capped else weighed


def _unmet_for_four(measures: Happenings) -> list[str]:
    bands = story_rubric().levels
    events = len(measures.events)
    enough = events >= bands.four_events or (events >= bands.four_events_anchored and bool(measures.anchors))
    met = {
        "own": measures.own > 0,
        "happenings": enough,
        "generic": measures.generic_share <= bands.four_generic_share,
        "details": measures.details >= bands.four_details,
    }
    return [name for name, holds in met.items() if not holds]


def _unmet_for_five(measures: Happenings, *, ending: bool) -> list[str]:
    bands = story_rubric().levels
    met = {
        "anchor": bool(measures.anchors),
        "ending": ending,
        "happenings": len(measures.events) >= bands.five_events and measures.run >= bands.five_run,
        "details": measures.details >= bands.five_details,
    }
    return [name for name, holds in met.items() if not holds]


def _next_level(level: int, measures: Happenings, *, ending: bool) -> Message | None:
    if level == 5:
        return None
    if level == 4:
        unmet = _unmet_for_five(measures, ending=ending)
        return message(f"story.next.{unmet[0] if unmet else 'details'}")
    if level == 3:
        unmet = _unmet_for_four(measures)
        return message(f"story.next.{unmet[0] if unmet else 'particular'}")
    return message("story.next.occasion")


def _missing(level: int, measures: Happenings, *, ending: bool) -> tuple[str, ...]:
    if level <= 2:
        return ("occasion",)
    wanted = {"anchor": bool(measures.anchors), "ending": ending, "own": measures.own > 0}
    return tuple(name for name, heard in wanted.items() if not heard)


def _reason(level: int, measures: Happenings, *, ending: bool) -> Message:
    if level >= 4:
        # The level weighs everything at once; what is said of place and end holds of this answer.
        strong = level == 5 and ending and bool(measures.anchors)
        return message("story.reason.strong" if strong else "story.reason.told")
    if measures.absent and level == 1:
        return message("story.reason.absent")
    if measures.shares[ClauseType.HYPOTHETICAL] >= story_rubric().levels.hypothetical_share:
        return message("story.reason.hypothetical")
    if level <= 2:
        return message("story.reason.general" if level == 1 else "story.reason.passing")
    if measures.second_door_only:
        return message("story.reason.one_occasion")
    return message("story.reason.thin" if measures.own else "story.reason.others")


def _confidence(context: AnswerContext, measures: Happenings) -> Confidence:
    bands = star_rubric().confidence
    unsure = sum(span.end - span.start for span in context.unsure) / max(1, len(context.request.text))
    if unsure > bands.unsure_share:
        return Confidence.LOW
    if measures.absent and not measures.events:
        return Confidence.HIGH
    if measures.second_door_only:
        return Confidence.MEDIUM
    if measures.words < bands.few_words:
        return Confidence.LOW
    return Confidence.HIGH if len(measures.events) not in (2, 3) else Confidence.MEDIUM


def _evidence(context: AnswerContext, measures: Happenings) -> tuple[Evidence, ...]:
    """What happened and what places it; background where nothing happened."""
    labelled: dict[Clause, str] = dict.fromkeys(measures.events, "event")
    if not measures.events:
        labelled = dict.fromkeys(measures.passing, "background")
    labelled |= dict.fromkeys(measures.anchors, "anchor")
    return tuple(
        context.evidence(labelled[clause], clause.start, clause.end)
        for clause in context.clauses
        if clause in labelled and not context.is_unsure(clause)
    )
