"""The questions that a person wants to ask, judged before an interview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.model.message import Message, message
from coach.model.preparation import Stage
from coach.model.score import AskClass, AskedQuestion, FocusScore
from coach.prepare.kit import KitCheck, Verdict
from coach.prepare.sheet import plain, sheet

_ENOUGH = 2


class AskVerdict(StrEnum):
    """What is thought of one question."""

    GOOD = "good"
    PRESSING = "pressing"
    EARLY = "early"
    PRESUMES = "presumes"
    NO_QUESTION = "no_question"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedAsk:
    """One question to ask.

    Args:
        text: As it was written.
        verdict: What is thought of it; unknown until it was judged.
        about: What it is about; None when it is no question.
        remark: What is said beside it; None for nothing.
    """

    text: str
    verdict: AskVerdict
    about: AskClass | None = None
    remark: Message | None = None


def judged(text: str, focus: FocusScore | None, stage: Stage) -> JudgedAsk:
    """Say what is thought of one question.

    Args:
        text: As it was written.
        focus: What ``judge_questions`` found in it; None while that is not known.
        stage: Which interview it is for: with an offer on the table, pay may be talked about.

    Returns:
        The verdict. Pay and leave before an offer first, then what goes to a problem of theirs.
    """
    if focus is None:
        return JudgedAsk(text=text, verdict=AskVerdict.UNKNOWN)
    first: AskedQuestion | None = next(iter(focus.questions), None)
    if focus.presumption:
        about = first.ask_class if first is not None else None
        remark = message("cli.ask.presumption")
        return JudgedAsk(text=text, verdict=AskVerdict.PRESUMES, about=about, remark=remark)
    if first is None:
        remark = message("prepare.ask.no_question")
        return JudgedAsk(text=text, verdict=AskVerdict.NO_QUESTION, remark=remark)
    early = next((each for each in focus.questions if each.early), None)
    if early is not None and stage is not Stage.OFFER:
        remark = message("prepare.ask.early")
        return JudgedAsk(text=text, verdict=AskVerdict.EARLY, about=early.ask_class, remark=remark)
    if _pressing(text, first):
        remark = message("prepare.ask.pressing")
        return JudgedAsk(text=text, verdict=AskVerdict.PRESSING, about=first.ask_class, remark=remark)
    return JudgedAsk(text=text, verdict=AskVerdict.GOOD, about=first.ask_class)


def ask_check(asks: Sequence[JudgedAsk]) -> KitCheck:
    """Look at all questions together.

    Args:
        asks: Each with its verdict.

    Returns:
        What to do next: one on a pressing problem of theirs at least, none on pay or leave.
    """
    if any(each.verdict is AskVerdict.UNKNOWN for each in asks):
        return KitCheck(id="ask", verdict=Verdict.BEGUN, found=message("prepare.ask.check.waiting"))
    fine = [each for each in asks if each.verdict in {AskVerdict.GOOD, AskVerdict.PRESSING}]
    early = sum(each.verdict is AskVerdict.EARLY for each in asks)
    if early:
        return KitCheck(id="ask", verdict=Verdict.BEGUN, found=message("prepare.ask.check.early", n=early))
    if not fine:
        return KitCheck(id="ask", verdict=Verdict.NO, found=message("prepare.ask.check.none"))
    if not any(each.verdict is AskVerdict.PRESSING for each in asks):
        return KitCheck(id="ask", verdict=Verdict.BEGUN, found=message("prepare.ask.check.no_problem"))
    if len(fine) < _ENOUGH:
        return KitCheck(id="ask", verdict=Verdict.BEGUN, found=message("prepare.ask.check.one_more"))
    return KitCheck(id="ask", verdict=Verdict.YES, found=message("prepare.ask.check.good"))


def judged_all(texts: Sequence[str], known: Mapping[str, FocusScore], stage: Stage) -> tuple[JudgedAsk, ...]:
    """Judge several.

    Args:
        texts: In their order.
        known: What was found so far, by text.
        stage: Which interview they are for.

    Returns:
        One each.
    """
    return tuple(judged(text, known.get(text), stage) for text in texts)


def _pressing(text: str, asked: AskedQuestion) -> bool:
    if asked.self_focused or asked.ask_class in {AskClass.PRACTICAL, AskClass.PROCESS}:
        return False
    return sheet().pressing.search(plain(text)) is not None
