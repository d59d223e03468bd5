"""Focus on them (the rubric's F5): what the candidate asks, in which order, and what is taken for granted."""

import re
from dataclasses import dataclass, replace

from coach.language.ports import Language
from coach.model.message import Message, message
from coach.model.question import QuestionKind
from coach.model.score import AskClass, AskedQuestion, Confidence, Evidence, FocusScore, Span, Strictness
from coach.scoring.context import AnswerContext
from coach.scoring.focus_asked import (
    Asked,
    expects_plans,
    find_presumption,
    find_questions,
    is_clarifying,
    understand,
)
from coach.scoring.focus_sheet import focus_rules
from coach.scoring.patterns import plain

_ABOUT_THEM = frozenset({AskClass.WORK, AskClass.TEAM, AskClass.CUSTOMER, AskClass.GROWTH, AskClass.OTHER})
"""A question that no class fits is given the benefit of the doubt, with low confidence."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    level: int
    reason: Message
    next_level: Message | None


def score_focus(context: AnswerContext, strictness: Strictness = Strictness.GENTLE) -> FocusScore:
    """Judge the questions that a candidate asks.

    Args:
        context: The answer, read once.
        strictness: How strongly to advise against questions about pay, leave and benefits.

    Returns:
        Every question found in any answer; a level where it was the candidate's turn to ask, or where
        the candidate asked.
    """
    question = context.request.question
    turn = question.kind is QuestionKind.CLOSING and bool(
        re.search(r"questions?|\bask\b|know about us|tell you|answer", plain(question.text))
    )
    text = context.request.text
    spans = find_questions(text, asked_for=turn)
    asked = [understand(text, span, context.language) for span in spans if turn or not _clarifies(text, span)]
    slips = [] if expects_plans(question.text) else _slips(text, asked if turn else [])
    asked = [_invited(one, question.text) for one in asked]
    return _score(
        text,
        [_advised(one, strictness) for one in asked],
        slips,
        turn=turn,
        context=context,
        strictness=strictness,
    )


def judge_questions(text: str, language: Language, strictness: Strictness = Strictness.GENTLE) -> FocusScore:
    """Judge what a candidate would ask.

    Args:
        text: One or more questions as they would be spoken.
        language: The models.
        strictness: How strongly to advise against questions about pay, leave and benefits.

    Returns:
        Every question found, and words that take the offer for granted.
    """
    spans = find_questions(text, asked_for=True)
    asked = [understand(text, span, language) for span in spans]
    if not spans and re.search(r"\w", text):
        # "Nobody has mentioned money yet." asks as well, though it has no question's form.
        whole = understand(text, (len(text) - len(text.lstrip()), len(text.rstrip())), language)
        asked = [whole] if whole.self_focused or whole.presumes else []
    slips = _slips(text, asked)
    asked = [_advised(one, strictness) for one in asked]
    return _score(text, asked, slips, turn=True, context=None, strictness=strictness)


def _slips(text: str, asked: list[Asked]) -> list[tuple[int, int, bool]]:
    """Words that take the job for granted: known phrases, and questions like others that do."""
    slips = find_presumption(text)
    for one in asked:
        if one.presumes and not any(one.start <= start < one.end for start, _, _ in slips):
            softened = focus_rules().presumption.softened.search(plain(text[one.start : one.end]))
            slips.append((one.start, one.end, softened is not None))
    return sorted(slips)


def _advised(one: Asked, strictness: Strictness) -> Asked:
    """With no advice wanted, what the job gives is as fine to ask as anything practical."""
    if strictness is Strictness.OFF and one.self_focused:
        return replace(one, exempt=True)
    return one


def _clarifies(text: str, span: tuple[int, int]) -> bool:
    return is_clarifying(text[span[0] : span[1]])


def _invited(one: Asked, question: str) -> Asked:
    """A practical question is no slip when the interviewer's own question raised the matter."""
    rules = focus_rules().beneficiary
    if one.self_focused and (rules.strong.search(plain(question)) or "package" in plain(question)):
        return replace(one, self_focused=False, exempt=True)
    return one


def _score(
    text: str,
    asked: list[Asked],
    slips: list[tuple[int, int, bool]],
    *,
    turn: bool,
    context: AnswerContext | None,
    strictness: Strictness,
) -> FocusScore:
    def span(start: int, end: int) -> Span:
        return context.span(start, end) if context is not None else Span(start=start, end=end)

    def evidence(label: str, start: int, end: int) -> Evidence:
        if context is not None:
            return context.evidence(label, start, end)
        return Evidence(label=label, start=start, end=end)

    questions = tuple(
        AskedQuestion(
            span=span(one.start, one.end),
            ask_class=one.ask_class,
            self_focused=one.self_focused,
            early=one.self_focused and not one.exempt,
            instead=_instead(one),
        )
        for one in asked
    )
    presumption = tuple(span(start, end) for start, end, _ in slips)
    if not turn and not asked:
        return FocusScore(
            applies=False,
            level=None,
            confidence=None,
            reason=message("focus.reason.not_asked"),
            presumption=presumption,
        )
    if not re.search(r"\w", text):
        reason = message("focus.reason.nothing_said")
        return FocusScore(applies=True, level=None, confidence=None, reason=reason)
    verdict = _verdict(text, asked, slips, strict=strictness is Strictness.STRICT)
    found = [evidence(_label(one), one.start, one.end) for one in asked]
    found += [evidence("presumption", start, end) for start, end, _ in slips]
    if not found and verdict.level > 1:
        found = [evidence("no_question", len(text) - len(text.lstrip()), len(text.rstrip()))]
    return FocusScore(
        applies=True,
        level=verdict.level,
        confidence=_confidence(asked),
        reason=verdict.reason,
        missing=() if any(one.ask_class in _ABOUT_THEM for one in asked) else ("question_about_them",),
        next_level=verdict.next_level,
        evidence=tuple(sorted(found, key=lambda one: (one.start, one.end))),
        questions=questions,
        presumption=presumption,
    )


def _label(one: Asked) -> str:
    if one.self_focused and not one.exempt:
        return "self_focused"
    return "built_on" if one.built_on and one.ask_class in _ABOUT_THEM else str(one.ask_class.value)


def _confidence(asked: list[Asked]) -> Confidence:
    if any(one.ask_class is AskClass.OTHER for one in asked):
        return Confidence.LOW
    return Confidence.HIGH if asked and not any(one.exempt for one in asked) else Confidence.MEDIUM


def _instead(one: Asked) -> Message | None:
    if one.basic:
        return message("focus.instead.what_you_do")
    return message(f"focus.instead.{one.topic}") if one.self_focused and not one.exempt else None


def _verdict(text: str, asked: list[Asked], slips: list[tuple[int, int, bool]], *, strict: bool) -> _Verdict:
    """The level before and after what is taken for granted."""
    verdict = _asked_verdict(text, asked, strict=strict)
    plain_slips = [slip for slip in slips if not slip[2]]
    if plain_slips and verdict.level > 2:
        return _Verdict(2, message("focus.reason.presumption"), message("focus.next.presumption"))
    if slips and verdict.level > 4:
        return _Verdict(4, message("focus.reason.mild_presumption"), message("focus.next.presumption"))
    return verdict


def _asked_verdict(text: str, asked: list[Asked], *, strict: bool) -> _Verdict:
    own = [one for one in asked if one.self_focused and not one.exempt]
    if focus_rules().beneficiary.bargaining.search(plain(text)):
        return _Verdict(1, message("focus.reason.bargaining"), message("focus.next.work_first"))
    if any(one.basic for one in asked):
        return _Verdict(1, message("focus.reason.what_you_do"), message("focus.next.read_up"))
    if not asked:
        return _Verdict(2, message("focus.reason.no_question"), message("focus.next.ask_two"))
    if own and len(own) == len([one for one in asked if not one.exempt]):
        return _Verdict(1, message("focus.reason.only_own"), message("focus.next.work_first"))
    if own:
        return _mixed(asked, own, strict=strict)
    return _about_them(asked)


def _mixed(asked: list[Asked], own: list[Asked], *, strict: bool) -> _Verdict:
    others = [one for one in asked if one not in own and not one.exempt]
    if len(own) > len(others):
        return _Verdict(2, message("focus.reason.mostly_own"), message("focus.next.more_work"))
    if len(own) == 1 and len(others) >= 2 and own[0].start > others[-1].start:
        return _Verdict(3 if strict else 4, message("focus.reason.own_last"), message("focus.next.leave_own"))
    return _Verdict(2 if strict else 3, message("focus.reason.mix"), message("focus.next.own_last"))


def _about_them(asked: list[Asked]) -> _Verdict:
    theirs = [one for one in asked if one.ask_class in _ABOUT_THEM]
    particular = [one for one in theirs if not one.generic or one.built_on]
    if len(theirs) >= 2 and any(one.built_on for one in theirs):
        return _Verdict(5, message("focus.reason.built_on"), None)
    if particular:
        more = "focus.next.build_on" if len(theirs) >= 2 else "focus.next.second_question"
        return _Verdict(4, message("focus.reason.about_them", n=len(particular)), message(more))
    if theirs:
        return _Verdict(3, message("focus.reason.generic"), message("focus.next.particular"))
    if all(one.exempt for one in asked):
        return _Verdict(3, message("focus.reason.only_practical_needs"), message("focus.next.ask_work"))
    return _Verdict(3, message("focus.reason.only_process"), message("focus.next.ask_work"))
