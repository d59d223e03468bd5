"""Listening to the question (the rubric's F4): every part answered, directions kept, and this question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coach.language.values import Clause, ClauseType
from coach.model.message import Message, message
from coach.model.question import ConstraintKind, PartKind, QuestionKind
from coach.model.score import (
    Answered,
    Confidence,
    Evidence,
    KeptConstraint,
    ListenedFor,
    ListeningScore,
    PartAnswer,
)
from coach.scoring.constraints import kept_constraint
from coach.scoring.context import AnswerContext
from coach.scoring.listening_parts import (
    Found,
    Material,
    answer_part,
    listening_rules,
    material,
    theme_heard,
)
from coach.scoring.motives import Motive, motives
from coach.scoring.part_features import Features, part_features
from coach.scoring.part_reader import Reading, read_part
from coach.scoring.patterns import plain
from coach.scoring.reading import word_count
from coach.scoring.topic import PartsHeard, cut_windows, off_topic_score, topic_features
from coach.scoring.whole import with_content

_OFF_TOPIC = 0.5
_INTRODUCED = 2
"""So many things said of oneself are the beginning of an introduction."""


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
    motives: tuple[Motive, ...]


_AGAINST = {
    "goals_stay": (message("listening.reason.goals_stay"), message("listening.next.goals_stay")),
    "weakness_real": (message("listening.reason.weakness_real"), message("listening.next.weakness_real")),
    "weakness_fits_job": (
        message("listening.reason.weakness_fits_job"),
        message("listening.next.weakness_fits_job"),
    ),
    "overqualified_stay": (
        message("listening.reason.overqualified_stay"),
        message("listening.next.overqualified_stay"),
    ),
    "this_job": (message("listening.reason.this_job"), message("listening.next.this_job")),
}
"""What is said of a level 3, and what would lift it, where something speaks against what is listened for."""


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
    ruled = tuple(answer_part(answer, part) for part in parts)
    features = _features(answer, ruled)
    found = _read(answer, ruled, features)
    score = off_topic_score(features, rules.topic)
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
        listened_for=tuple(_listened_for(context, one) for one in judged.motives),
    )


def _listened_for(context: AnswerContext, motive: Motive) -> ListenedFor:
    shown = motive.against if motive.spoken_against else motive.heard
    return ListenedFor(
        name=motive.name,
        heard=bool(motive.heard) and not motive.spoken_against,
        span=context.span(shown[0].start, shown[0].end) if shown else None,
        against=motive.spoken_against,
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


def part_features_of(context: AnswerContext) -> list[Features] | None:
    """What the reading of parts is learned from.

    Args:
        context: The answer, read once.

    Returns:
        The features of each part; None when nothing is left of the answer.
    """
    windows = cut_windows(context, listening_rules().topic)
    if windows is None:
        return None
    answer = material(context, windows)
    ruled = tuple(answer_part(answer, part) for part in answer.question.parts)
    return part_features(answer, ruled, _features(answer, ruled))


def _read(answer: Material, ruled: tuple[Found, ...], topic: Features) -> tuple[Found, ...]:
    """What the rules find of each part, overruled where what was learned speaks clearly against it."""
    found: list[Found] = []
    for index, features in enumerate(part_features(answer, ruled, topic)):
        rule, part = ruled[index], answer.question.parts[index]
        answered = _overruled(answer, rule.answered, read_part(features))
        if part.kind is PartKind.INSTANCE and rule.answered is Answered.PARTLY and answered is Answered.YES:
            # What is only in part an occasion of the speaker's own is never a whole one.
            answered = Answered.PARTLY
        if answered is Answered.NO:
            found.append(Found(Answered.NO))
        elif rule.span is not None:
            found.append(replace(rule, answered=answered))
        else:
            found.append(answer.found_at(answered, answer.near(part)[1]))
    return tuple(found)


def _overruled(answer: Material, rule: Answered, reading: Reading) -> Answered:
    limits = listening_rules().reading
    said = with_content(answer.context)
    short = sum(len(answer.context.clause_text(one).split()) for one in said) < limits.short_words
    if rule is Answered.YES:
        if reading.heard < (limits.short_doubt if short else limits.doubt):
            return Answered.NO
        return Answered.PARTLY if reading.full < limits.brief and not short else Answered.YES
    if rule is Answered.PARTLY:
        if reading.heard < (limits.short_doubt if short else limits.partly_doubt):
            return Answered.NO
        full = reading.heard > limits.lift and reading.full > limits.lift_full
        return Answered.YES if full else Answered.PARTLY
    return Answered.PARTLY if reading.heard > limits.restore else Answered.NO


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
    if alone:
        # Who asks what was meant has answered nothing yet.
        parts = tuple(Found(Answered.NO) for _ in parts)
    introduced = [] if alone else _introduced(answer)
    if introduced and parts[0].answered is Answered.NO:
        parts = (answer.found(Answered.PARTLY, introduced), *parts[1:])
    return _Judged(
        parts=parts,
        kept=tuple(kept_constraint(answer, one) for one in answer.question.constraints),
        off_topic=off_topic and not (clarifying or closest or absent or introduced),
        sure=sure,
        clarifying=alone,
        closest=closest,
        unanswered=absent and not told and not any(found.answered is Answered.YES for found in parts),
        ends_on_point=_ends_on_point(answer, parts),
        motives=motives(answer.context),
    )


def _introduced(answer: Material) -> list[Clause]:
    """Where somebody who was asked about themselves says who they are; nothing where it is said but once."""
    if answer.question.kind is not QuestionKind.SELF:
        return []
    cue = listening_rules().cues.introduces
    said = [
        clause for clause, text in zip(answer.clauses, answer.texts, strict=True) if cue.search(plain(text))
    ]
    return said if len(cue.findall(plain(answer.context.request.text))) >= _INTRODUCED else []


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
    """The level of an answer whose main part was heard: by the first flaw, or 5."""
    return next(_flaws(answer, judged), (5, message("listening.reason.complete"), None))


def _flaws(answer: Material, judged: _Judged) -> Iterator[tuple[int, Message, Message]]:
    """What keeps an answer from the highest level, the weightiest first."""
    for index, found in enumerate(judged.parts):
        if found.answered is Answered.NO:
            part = _part(answer, index)
            yield (
                3,
                message("listening.reason.part_missing", part=part),
                message("listening.next.part", part=part),
            )
    for motive in judged.motives:
        if motive.spoken_against and motive.name in _AGAINST:
            yield 3, *_AGAINST[motive.name]
    broken = [one for one in judged.kept if one.kept is False]
    for one in broken:
        if one.kind is ConstraintKind.COUNT:
            yield 3, *_direction(one.text)
    for index, found in enumerate(judged.parts):
        if found.answered is Answered.PARTLY:
            part = _part(answer, index)
            yield (
                4,
                message("listening.reason.part_brief", part=part),
                message("listening.next.part", part=part),
            )
    for one in broken:
        yield 4, *_direction(one.text)
    if judged.closest:
        yield 4, message("listening.reason.closest"), message("listening.next.exact")
    if not judged.ends_on_point:
        yield 4, message("listening.reason.wanders"), message("listening.next.end")


def _direction(words: str) -> tuple[Message, Message]:
    return message("listening.reason.direction", words=words), message(
        "listening.next.direction", words=words
    )


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
