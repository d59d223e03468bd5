"""A session without the names that the person noted, so that it can be shown to somebody else.

Names are replaced in the session and not in the finished report, so that every format follows, and all
offsets still fit. Each word of a name is replaced by one word, and a transcript
keeps its words and times.
Names that were said and never noted stay: nothing here guesses.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.session import Answer, Session
from coach.words import Words

T = TypeVar("T")

_KEPT = frozenset(
    {
        *("id", "answer_id", "follow_up_of", "label", "unit", "model", "language", "options", "versions"),
        *("missing", "sound_file", "file", "failure", "plan", "kind", "competencies", "reason_id"),
    }
)
"""Fields that hold ids, not words of the person."""

_COMMON = frozenset(
    {
        *("and", "the", "of", "for", "group", "holding", "holdings", "limited", "ltd", "llc", "inc", "plc"),
        *("gmbh", "company", "corporation", "corp", "international", "services", "solutions", "systems"),
        *("technologies", "technology", "partners", "university", "college", "hospital", "bank", "school"),
        *("council", "trust", "studio", "studios", "labs", "lab", "north", "south", "east", "west", "new"),
        *("city", "national"),
    }
)
"""Words of a company's name that say nothing alone."""

_SHORTEST_ALONE = 3


@dataclass(frozen=True, slots=True)
class _Name:
    pattern: str
    label: str


def without_names(session: Session, words: Words, known: Iterable[Company] = ()) -> Session:
    """Replace names.

    Args:
        session: Any session.
        words: The language of what stands in their place.
        known: What was noted in other sessions too, such as of the same report.

    Returns:
        The session with all texts, offsets and messages made anew; its title is that of its kind.
    """
    noted = tuple(company for company in (session.company, *known) if company is not None)
    replaced = _Replacer(tuple(_names(noted, session, words)))
    made = replaced.of(session)
    return replace(made, title=words.text(message("report.untitled")), company=made.company, note="")


def _names(noted: Iterable[Company], session: Session, words: Words) -> Iterable[_Name]:
    """The patterns to look for, whole names before their parts."""
    company = words.text(message("report.name.company"))
    person = words.text(message("report.name.person"))
    people = {one.name for each in noted for one in each.people}
    people |= {one.said for each in noted for one in each.people if one.said}
    people |= {answer.asker for answer in session.answers if answer.asker}
    companies = {each.name for each in noted if each.name.strip()}
    for name in sorted(companies, key=len, reverse=True):
        yield _Name(_whole(name), company)
    for name in sorted(people, key=len, reverse=True):
        if name.strip():
            yield _Name(_whole(name), person)
    for name in sorted(companies):
        yield from (_Name(_alone(part), company) for part in name.split() if _tells(part))
    for name in sorted(people):
        # A part alone counts only with its capital: "will" is a word, "Will" may be a name.
        yield from (_Name(_alone(part), person) for part in name.split() if _tells(part))


def _whole(name: str) -> str:
    joined = r"\s+".join(re.escape(part) for part in name.split())
    return rf"(?<!\w)(?i:{joined})(?!\w)"


def _alone(part: str) -> str:
    core = part.strip(".,;:()'\"")
    return rf"(?<!\w)(?:{re.escape(core[:1].upper() + core[1:])}|{re.escape(core.upper())})(?!\w)"


def _tells(part: str) -> bool:
    core = part.strip(".,;:()'\"")
    return len(core) >= _SHORTEST_ALONE and core.casefold() not in _COMMON


@dataclass(frozen=True, slots=True)
class _Changed:
    """A text with names replaced, and where its letters went."""

    text: str
    cuts: tuple[tuple[int, int, int, int], ...]
    """Start and end before, start and end after, in order."""

    def place(self, offset: int, *, end: bool) -> int:
        index = bisect_right(self.cuts, offset, key=lambda cut: cut[0]) - 1
        if index < 0:
            return offset
        _, old_end, new_start, new_end = self.cuts[index]
        if offset < old_end:
            # Inside a name: all of it or nothing.
            return new_end if end and offset > self.cuts[index][0] else new_start
        return new_end + offset - old_end


class _Replacer:
    def __init__(self, names: tuple[_Name, ...]) -> None:
        self._names = names

    def text(self, text: str) -> _Changed:
        """Replace names in one text, word by word."""
        taken: list[tuple[int, int, str]] = []
        for name in self._names:
            for match in re.finditer(name.pattern, text):
                for word in re.finditer(r"\S+", match.group()):
                    start, end = match.start() + word.start(), match.start() + word.end()
                    if all(end <= other[0] or start >= other[1] for other in taken):
                        taken.append((start, end, name.label))
        made: list[str] = []
        cuts: list[tuple[int, int, int, int]] = []
        at = length = 0
        for start, end, label in sorted(taken):
            made += [text[at:start], label]
            length += start - at
            cuts.append((start, end, length, length + len(label)))
            length += len(label)
            at = end
        made.append(text[at:])
        return _Changed("".join(made), tuple(cuts))

    def of(self, value: T) -> T:
        """Replace names in a value and all that lies in it."""
        return cast("T", self._any(value, None))

    def _any(self, value: Any, base: _Changed | None) -> Any:  # noqa: ANN401 - a walk over any model value
        if type(value) is str:
            return self.text(value).text
        if isinstance(value, Message):
            return Message(value.id, tuple((name, self._any(each, None)) for name, each in value.values))
        if isinstance(value, tuple):
            return tuple(self._any(each, base) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value, base)
        return value

    def _record(self, value: Any, base: _Changed | None) -> Any:  # noqa: ANN401 - as above
        own = {field.name: getattr(value, field.name) for field in fields(value)}
        # An answer's score and transcript each have a text of their own, to which the offsets below refer;
        # feedback quotes the score's.
        below = self.text(own["text"]) if isinstance(own.get("text"), str) and "start" not in own else base
        made: dict[str, Any] = {}
        for name, each in own.items():
            if name in _KEPT:
                made[name] = each
            elif name in ("start", "end") and isinstance(each, int) and base is not None:
                made[name] = base.place(each, end=name == "end")
            elif name == "feedback" and isinstance(value, Answer) and value.score is not None:
                made[name] = self._any(each, self.text(value.score.text))
            else:
                made[name] = self._any(each, below)
        if "start" in made and isinstance(own.get("text"), str) and base is not None:
            made["text"] = base.text[made["start"] : made["end"]]
        return replace(value, **made)
