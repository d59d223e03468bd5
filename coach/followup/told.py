"""What the company said about an interview, beside what the person noted: agrees, contradicts, or is new.

Two sentences speak of the same when they share telling words; they agree or contradict when both say how it
was, good or less good. Where one of them does not say so, nothing is claimed but that both speak of it.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from coach.followup.note_words import stem, telling
from coach.model.application import Application, Debrief
from coach.model.message import Message, message
from coach.resources import asset_text

_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")
_TURN = re.compile(r",?\s+\b(?:but|although|though|however|yet|while|whereas)\b[\s,]*", re.IGNORECASE)
_NAME = re.compile(r"[A-Z]{2,}")
"""Such as "SQL": short, and telling all the same."""
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_NEGATION_REACH = 3
"""A "not" turns what stands at most this many words behind it."""
_WHO = frozenset({"i", "you"})
_SHARE = 0.3
"""Of the smaller sentence's telling words; with fewer shared, the two may well speak of different things."""


class Relation(StrEnum):
    """How a sentence of theirs stands to the person's notes."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    SAME = "same"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One sentence of theirs and what the person noted about the same.

    Args:
        theirs: What they said.
        own: What the person noted; empty when it is new.
        relation: How the two stand to each other.
    """

    theirs: str
    own: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class _Tone:
    good: frozenset[str]
    less: frozenset[str]
    negations: frozenset[str]
    alike: tuple[frozenset[str], ...]


@cache
def _tone() -> _Tone:
    lists = tomllib.loads(asset_text("rubric/follow_up.toml"))["tone"]
    return _Tone(
        good=frozenset(stem(word) for word in lists["good"]),
        less=frozenset(stem(word) for word in lists["less"]),
        negations=frozenset(lists["negations"]),
        alike=tuple(frozenset(stem(word) for word in group) for group in lists["alike"]),
    )


def beside(feedback: str, debrief: Debrief) -> tuple[Beside, ...]:
    """Lay what they said beside what the person noted.

    Args:
        feedback: In the company's words.
        debrief: What the person noted of the same interview.

    Returns:
        One a sentence of theirs that says anything, in order.
    """
    own = [sentence for text in _notes(debrief) for sentence in _sentences(text)]
    found: list[Beside] = []
    for theirs in _sentences(feedback):
        near = max(own, key=lambda each: _shared(theirs, each), default="")
        if not near or not _shared(theirs, near):
            found.append(Beside(theirs=theirs, own="", relation=Relation.NEW))
            continue
        one, other = tone(theirs), tone(near)
        if not one or not other:
            relation = Relation.SAME
        else:
            relation = Relation.AGREES if one == other else Relation.CONTRADICTS
        found.append(Beside(theirs=theirs, own=near, relation=relation))
    return tuple(found)


def tone(sentence: str) -> int:
    """Whether a sentence says that something was good.

    Args:
        sentence: Plain text.

    Returns:
        1 for good, -1 for less good, 0 where it says neither or both.
    """
    lists = _tone()
    words = [word.lower().replace("\u2019", "'") for word in _WORD.findall(sentence)]
    signs: set[int] = set()
    for place, word in enumerate(words):
        rough = stem(word)
        sign = 1 if rough in lists.good else -1 if rough in lists.less else 0
        before = words[max(0, place - _NEGATION_REACH) : place]
        signs.add(-sign if any(_negates(each, lists) for each in before) else sign)
    signs.discard(0)
    if not signs and _failed(words, lists):
        return -1
    return signs.pop() if len(signs) == 1 else 0


def _negates(word: str, lists: _Tone) -> bool:
    return word in lists.negations or word.endswith("n't")


def _failed(words: Sequence[str], lists: _Tone) -> bool:
    """Whether somebody who was in the interview is said not to have done something."""
    return any(
        _negates(word, lists) and _WHO & set(words[max(0, place - _NEGATION_REACH) : place])
        for place, word in enumerate(words)
    )


def feedback_request(application: Application, person: str) -> tuple[Message, ...]:
    """A polite request for feedback, to start from.

    Args:
        application: Which was turned down.
        person: Whom it is written to; empty when nobody was noted.

    Returns:
        Paragraphs.
    """
    greeting = (
        message("followup.request.dear", name=person.split(" ", maxsplit=1)[0])
        if person
        else message("followup.request.hello")
    )
    job, company = application.job_title, application.company_name
    thanks = (
        message("followup.request.thanks_job", job=job, company=company)
        if job
        else message("followup.request.thanks", company=company)
    )
    return (
        greeting,
        thanks,
        message("followup.request.ask"),
        message("followup.request.short"),
        message("followup.note.start.end"),
    )


def _notes(debrief: Debrief) -> tuple[str, ...]:
    asked = (f"{each.text.rstrip('?. ')}: {each.answered}" for each in debrief.questions if each.answered)
    return (debrief.felt, debrief.cared, debrief.said, debrief.next_step, *asked)


def _sentences(text: str) -> list[str]:
    whole = (match.group().strip() for match in _SENTENCE.finditer(text))
    parts = (part.strip() for sentence in whole for part in _TURN.split(sentence))
    return [part for part in parts if _topic(part)]


def _topic(sentence: str) -> frozenset[str]:
    """Its telling words without those that only praise or blame; words that mean the same are one."""
    lists = _tone()
    words = telling(sentence) | {word.lower() for word in _WORD.findall(sentence) if _NAME.fullmatch(word)}
    grouped = {_one_of(lists.alike, stem(word.lower())) for word in _WORD.findall(sentence)}
    alike = {word for word in grouped if word.startswith("=")}
    known = words - lists.good - lists.less - lists.negations
    return frozenset(alike | {_one_of(lists.alike, word) for word in known})


def _one_of(groups: tuple[frozenset[str], ...], word: str) -> str:
    return next((f"={place}" for place, group in enumerate(groups) if word in group), word)


def _shared(one: str, other: str) -> float:
    first, second = _topic(one), _topic(other)
    both = len(first & second)
    share = both / min(len(first), len(second))
    return both + share if share >= _SHARE else 0.0
