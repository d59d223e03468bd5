"""What the interviewer answers when the person asks: from the notes, or honestly nothing."""

import re

from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.score import AskClass, AskedQuestion, FocusScore

_WORD = re.compile(r"[a-z]{4,}")
_EMPTY_WORDS = (
    "about also been being company could does doing from have here into like make many more most much other "
    "over role some team than that their them there these they this time very want what when where which "
    "while will with work would your job your yours tell know look looks next take year years"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


def reply_to(text: str, focus: FocusScore, company: Company | None, *, after: int = 0) -> Message | None:
    """Answer the questions that the person asked.

    Args:
        text: All that the person said.
        focus: What was found in it.
        company: What the person noted about the employer.
        after: Character offset; what was asked before it has been answered already.

    Returns:
        A short answer to the last question; None when nothing was asked.
    """
    asked = [one for one in focus.questions if one.span.start >= after]
    if not asked:
        return None
    last = asked[-1]
    words = text[last.span.start : last.span.end]
    if last.early or last.self_focused:
        return message("practice.says.reply.at_the_offer")
    fact = _noted(words, company)
    if fact is not None:
        return message("practice.says.reply.fact", fact=fact)
    return message(f"practice.says.reply.{_about(last)}")


def _noted(words: str, company: Company | None) -> str | None:
    if company is None:
        return None
    name = set(_WORD.findall(company.name.lower()))
    asked = {_stem(one) for one in set(_WORD.findall(words.lower())) - _EMPTY - name}
    best: tuple[int, str] | None = None
    for fact in company.facts:
        own = {_stem(one) for one in set(_WORD.findall(fact.text.lower())) - _EMPTY - name}
        shared = len(asked & own)
        if shared and (best is None or shared > best[0]):
            best = (shared, fact.text.strip())
    return best[1] if best is not None else None


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|ing|ers?|ed|es|s)$", "", word)


def _about(asked: AskedQuestion) -> str:
    known = {AskClass.WORK: "work", AskClass.TEAM: "team", AskClass.CUSTOMER: "customer"}
    known |= {AskClass.GROWTH: "growth", AskClass.PROCESS: "process"}
    return known.get(asked.ask_class, "on_the_day")
