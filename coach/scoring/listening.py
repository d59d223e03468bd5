"""Listening to the question (the rubric's F4): every part answered, directions kept, and this question."""

import re
from dataclasses import dataclass

from coach.language.values import ClauseType
from coach.model.message import Message, message
from coach.model.question import Constraint, ConstraintKind
from coach.model.score import Answered, Confidence, Evidence, KeptConstraint, ListeningScore, PartAnswer
from coach.scoring.context import AnswerContext
from coach.scoring.listening_parts import (
    Found,
    Material,
    answer_part,
    count_items,
    listening_rules,
    material,
    theme_heard,
)
from coach.scoring.patterns import plain
from coach.scoring.reading import word_count
from coach.scoring.topic import PartsHeard, cut_windows, off_topic_score, topic_features

_OFF_TOPIC = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    parts: tuple[Found, ...]
    kept: tuple[KeptConstraint, ...]
    off_topic: bool
    sure: bool
    clarifying: bool
    closest: bool
    unanswered: bool
    ends_on_point: bool


def score_listening(context: AnswerContext) -> ListeningScore:
    """Judge whether the question that was asked was answered.

    Args:
        context: The answer, read once.

    Returns:
        One entry a part and a direction, and the level; not scored when nothing was said.
    """
    request = context.request
    rules = listening_rules()
    windows = cut_windows(context, rules.topic)
    parts = request.question.parts
    if windows is None or not word_count(request.text):
        said = word_count(request.text) > 0
        unheard = tuple(PartAnswer(part=index, answered=Answered.NO) for index in range(len(parts)))
        return ListeningScore(
            applies=True,
            level=1 if said else None,
            confidence=Confidence.MEDIUM if said else None,
            reason=message("listening.reason.only_echo" if said else "listening.reason.nothing_said"),
            next_level=message("listening.next.answer") if said else None,
            missing=tuple(f"part_{index + 1}" for index in range(len(parts))),
            parts=unheard,
            constraints=tuple(
                KeptConstraint(kind=one.kind, text=one.text, kept=None)
                for one in request.question.constraints
            ),
        )
    answer = material(context, windows)
    found = tuple(answer_part(answer, part) for part in parts)
    score = off_topic_score(_features(answer, found), rules.topic)
    judged = _judge(answer, found, off_topic=score >= _OFF_TOPIC, sure=score >= rules.topic.sure)
    level, reason, next_level = _level(answer, judged)
    evidence = _evidence(context, judged)
    if level > 1 and not evidence:
        evidence = (context.evidence("said", windows.spans[0][0], windows.spans[-1][1]),)
    return ListeningScore(
        applies=True,
        level=level,
        confidence=_confidence(answer, judged, score),
        reason=reason,
        missing=tuple(
            f"part_{index + 1}" for index, found in enumerate(judged.parts) if found.answered is Answered.NO
        ),
        next_level=next_level,
        evidence=evidence,
        off_topic=judged.off_topic,
        off_topic_score=score,
        parts=tuple(
            PartAnswer(
                part=index, answered=found.answered, span=context.span(*found.span) if found.span else None
            )
            for index, found in enumerate(judged.parts)
        ),
        constraints=judged.kept,
    )


def off_topic_features(context: AnswerContext) -> dict[str, float] | None:
    """What speaks for and against an answer being to its question, as the weights are learned from.

    Args:
        context: The answer, read once.

    Returns:
        Features by name; None when nothing is left of the answer.
    """
    windows = cut_windows(context, listening_rules().topic)
    if windows is None:
        return None
    answer = material(context, windows)
    return _features(answer, tuple(answer_part(answer, part) for part in answer.question.parts))


def _features(answer: Material, parts: tuple[Found, ...]) -> dict[str, float]:
    said = [part.answered for part in parts]
    heard = PartsHeard(
        no=said.count(Answered.NO) / len(said),
        yes=said.count(Answered.YES) / len(said),
        main_no=said[0] is Answered.NO,
        theme=theme_heard(answer),
    )
    return topic_features(answer.context, answer.question, answer.windows, heard, listening_rules().topic)


def _judge(answer: Material, parts: tuple[Found, ...], *, off_topic: bool, sure: bool) -> _Judged:
    cues = listening_rules().cues
    text = answer.context.request.text
    absent = (
        bool(answer.of(ClauseType.ABSENT)) or cues.unanswered.search(" ".join(answer.texts[:2])) is not None
    )
    told = answer.told()
    closest = absent and bool(told) and cues.closest.search(plain(text)) is not None
    clarifying = _asks_back(text)
    short = word_count(text) <= 40
    alone = clarifying and short and len(told) < 2
    if absent and not told and not clarifying:
        parts = tuple(
            found if found.answered is not Answered.YES or len(answer.solid()) > 3 else Found(Answered.NO)
            for found in parts
        )
    return _Judged(
        parts=parts,
        kept=tuple(_kept(answer, one) for one in answer.question.constraints),
        off_topic=off_topic and not (clarifying or closest or absent),
        sure=sure,
        clarifying=alone,
        closest=closest,
        unanswered=absent and not told and not any(found.answered is Answered.YES for found in parts),
        ends_on_point=_ends_on_point(answer, parts),
    )


_PREAMBLE = re.compile(r"^\W*(?:(?:sorry|so|well|okay|ok|sure|um|uh|and|before i (?:start|answer))\W+)*")


def _asks_back(text: str) -> bool:
    """Whether the speaker asks what was meant; a short answer may lack its question mark."""
    clarify = listening_rules().cues.clarify
    asked = re.findall(r"[^.?!]+\?", text) or ([text] if word_count(text) <= 25 else [])
    return any(clarify.match(_PREAMBLE.sub("", plain(sentence))) for sentence in asked)


def _ends_on_point(answer: Material, parts: tuple[Found, ...]) -> bool:
    """Whether the last third of a longer answer still belongs to a part."""
    start, end = answer.clauses[0].start, answer.clauses[-1].end
    if word_count(answer.context.request.text) < 60:
        return True
    third = start + (end - start) * 2 / 3
    return any(found.span is not None and found.reach > third for found in parts)


def _level(answer: Material, judged: _Judged) -> tuple[int, Message, Message | None]:
    """F4's ladder, from what cannot be lifted to what lacks nothing."""
    main = judged.parts[0].answered
    if judged.clarifying:
        return 3, message("listening.reason.asked_back"), message("listening.next.then_answer")
    if judged.unanswered:
        return 2, message("listening.reason.said_so"), message("listening.next.closest")
    if main is Answered.NO:
        level = 1 if judged.off_topic or not answer.solid() else 2
        reason = "listening.reason.another_question" if judged.off_topic else "listening.reason.main_missing"
        return (
            level,
            message(reason, part=_part(answer, 0)),
            message("listening.next.main", part=_part(answer, 0)),
        )
    if judged.off_topic:
        level = (3 if main is Answered.YES else 2) - judged.sure
        reason = "listening.reason.another_question" if judged.sure else "listening.reason.maybe_another"
        return level, message(reason), message("listening.next.main", part=_part(answer, 0))
    if main is Answered.PARTLY:
        return (
            3,
            message("listening.reason.main_partly", part=_part(answer, 0)),
            message("listening.next.main", part=_part(answer, 0)),
        )
    return _level_with_main(answer, judged)


def _level_with_main(answer: Material, judged: _Judged) -> tuple[int, Message, Message | None]:
    open_parts = [index for index, found in enumerate(judged.parts) if found.answered is Answered.NO]
    partly = [index for index, found in enumerate(judged.parts) if found.answered is Answered.PARTLY]
    broken = [one for one in judged.kept if one.kept is False]
    if open_parts:
        part = _part(answer, open_parts[0])
        return (
            3,
            message("listening.reason.part_missing", part=part),
            message("listening.next.part", part=part),
        )
    if partly:
        part = _part(answer, partly[0])
        return 4, message("listening.reason.part_brief", part=part), message("listening.next.part", part=part)
    if broken:
        words = broken[0].text
        return (
            4,
            message("listening.reason.direction", words=words),
            message("listening.next.direction", words=words),
        )
    if judged.closest:
        return 4, message("listening.reason.closest"), message("listening.next.exact")
    if not judged.ends_on_point:
        return 4, message("listening.reason.wanders"), message("listening.next.end")
    return 5, message("listening.reason.complete"), None


def _part(answer: Material, index: int) -> str:
    return answer.question.parts[index].text


def _confidence(answer: Material, judged: _Judged, score: float) -> Confidence:
    unsure_topic = 0.25 < score < 0.75
    if word_count(answer.context.request.text) < 25 or (unsure_topic and judged.off_topic):
        return Confidence.LOW
    partly = any(found.answered is Answered.PARTLY for found in judged.parts)
    return Confidence.MEDIUM if partly or unsure_topic or judged.off_topic else Confidence.HIGH


def _evidence(context: AnswerContext, judged: _Judged) -> tuple[Evidence, ...]:
    found = [
        context.evidence(f"part_{index + 1}", *part.span)
        for index, part in enumerate(judged.parts)
        if part.span is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.label)))


# ------------------------------------------------------------------ directions


def _kept(answer: Material, constraint: Constraint) -> KeptConstraint:
    checks = {
        ConstraintKind.COUNT: _count_kept,
        ConstraintKind.TIME: _time_kept,
        ConstraintKind.PLACE: _place_kept,
        ConstraintKind.BRIEF: _brief_kept,
        ConstraintKind.ORDER: _order_kept,
    }
    return KeptConstraint(
        kind=constraint.kind, text=constraint.text, kept=checks[constraint.kind](answer, constraint)
    )


def _count_kept(answer: Material, constraint: Constraint) -> bool | None:
    return None if constraint.amount is None else count_items(answer) >= constraint.amount


def _time_kept(answer: Material, constraint: Constraint) -> bool | None:
    words = answer.context.request.words
    if constraint.amount is None or not words:
        return None
    # A tenth over is what a listener would not notice.
    return words[-1].end_s - words[0].start_s <= constraint.amount * 1.1


def _place_kept(answer: Material, constraint: Constraint) -> bool | None:
    places = listening_rules().place
    text = " ".join(answer.texts)
    wanted = plain(constraint.text)
    if wanted.startswith(("outside", "not ")):
        return None
    if places.studies.search(wanted):
        asked, other = places.studies, places.work
    elif places.work.search(wanted):
        asked, other = places.work, places.studies
    else:
        return None
    if asked.search(text):
        return True
    return False if other.search(text) else None


def _brief_kept(answer: Material, constraint: Constraint) -> bool | None:
    brief = listening_rules().brief
    count = word_count(answer.context.request.text)
    limit = brief.sentence_words if re.search(r"sentence|word", plain(constraint.text)) else brief.most_words
    return count <= limit


def _order_kept(answer: Material, constraint: Constraint) -> bool | None:
    if not re.search(r"result|outcome|end", plain(constraint.text)):
        return None
    first = answer.texts[: max(1, min(2, len(answer.texts) // 3 + 1))]
    return any(listening_rules().cues.outcome.search(text) for text in first)
