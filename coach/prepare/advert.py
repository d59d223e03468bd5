"""What a job asks for, found in its advert.

An advert is read line by line: a heading says what stands below it, and a line without one says it itself.
Headings and cues are in ``assets/rubric/advert.toml``; nothing is added that the advert does not say.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from coach.model.preparation import Need, Requirement
from coach.prepare.advert_lines import LONGEST_ABOVE_A_LIST, LONGEST_HEADING_WORDS, Line, lines_of
from coach.resources import asset_text

MAX_REQUIREMENTS = 40
_NAMED = re.compile(
    r"[A-Z]\S*(?: [A-Z&]\S*)* (?:is|are|was|were|has|have|had|will|can|offers?|provides?|runs?)\b"
)
_TWO_WISHES = re.compile(r",? and |; ")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\u2022])")
_HEADING_NUMBER = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+", re.IGNORECASE)
_LEAST_WORDS, _LEAST_TALK_WORDS, _MOST_WORDS = 2, 4, 45
"""Of an item, of a sentence outside lists, and of either."""
_LONGEST_BETWEEN_WISHES = 5
"""Words of an unknown heading among wishes; a longer line is likelier another wish."""
_SAME = 0.85


class Section(StrEnum):
    """What a stretch of an advert is about."""

    MUST = "must"
    NICE = "nice"
    DUTIES = "duties"
    OTHER = "other"


_ASKED = frozenset({Section.MUST, Section.NICE})


@dataclass(frozen=True, slots=True)
class _Rules:
    headings: tuple[tuple[Section, re.Pattern[str]], ...]
    telling: tuple[tuple[Section, re.Pattern[str]], ...]
    must: re.Pattern[str]
    nice: re.Pattern[str]
    never: re.Pattern[str]
    never_musts: re.Pattern[str]
    formal: re.Pattern[str]
    employer: re.Pattern[str]
    seeks: re.Pattern[str]
    label: re.Pattern[str]
    talker: re.Pattern[str]
    whole: re.Pattern[str]
    leads: re.Pattern[str]
    leads_not: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Advert:
    """An advert as it was understood.

    Args:
        requirements: What it asks for, in its order.
        leads: Whether the job leads people; None where it does not say.
    """

    requirements: tuple[Requirement, ...]
    leads: bool | None


def read_advert(text: str) -> Advert:
    """Find what an advert asks for.

    Args:
        text: The advert, a line a paragraph, as ``read_document`` gives it or as it was pasted.

    Returns:
        Its requirements, at most 40, each in the advert's own words; wishes are told from musts.
    """
    rules = _rules()
    found: list[Requirement] = []
    place = _Place()
    for line in lines_of(text):
        heading = _heading(line, rules)
        if heading is not None:
            place = _Place(heading)
            continue
        if _leads_elsewhere(line, place, rules):
            place = _Place()
            continue
        if line.leads_on:
            continue  # it leads to what stands below it, and asks for nothing itself
        over = not line.bullet and (place.listed or (line.apart and _talks(line) and not place.talks))
        if line.begins or over:
            place = _Place()  # a heading that is not known, or the list is over
        place = _Place(place.section, listed=place.listed or line.bullet, begun=True, talks=_talks(line))
        for sentence in _asks(line.text, rules):
            need = _need(sentence, place.section, rules, bullet=line.bullet)
            if need is not None and _is_new(sentence, found):
                found.append(Requirement(text=_trimmed(sentence), need=need))
        if len(found) >= MAX_REQUIREMENTS:
            break
    return Advert(tuple(found[:MAX_REQUIREMENTS]), _leads(text, rules))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in an advert a line stands.

    Args:
        section: What the heading above it says; None for no heading, or one that is not known.
        listed: Whether a list has begun below that heading.
        begun: Whether anything has.
        talks: Whether the line before is a sentence.
    """

    section: Section | None = None
    listed: bool = False
    begun: bool = False
    talks: bool = True


def _talks(line: Line) -> bool:
    return not line.bullet and line.text.endswith((".", "!", "?"))


def _leads_elsewhere(line: Line, place: _Place, rules: _Rules) -> bool:
    """Whether a line that is no known heading ends what the heading above said."""
    if line.leads_on:
        return place.section is Section.OTHER
    low = _low(line.text)
    asked = place.section in _ASKED
    asks = rules.must.search(low) or rules.nice.search(low)
    short = not asked or len(line.text.split()) <= _LONGEST_BETWEEN_WISHES
    if line.parts and place.begun and short and not asks:
        return True
    told = asked and not line.bullet
    return told and (rules.label.match(low) is not None or _is_employer(low, rules))


def _heading(line: Line, rules: _Rules) -> Section | None:
    plain = re.sub(r"[^\w' ]+", " ", _low(_HEADING_NUMBER.sub("", line.text)))
    plain = " ".join(plain.split())
    longest = LONGEST_ABOVE_A_LIST if line.begins else LONGEST_HEADING_WORDS
    if not plain or line.text.endswith((".", ",", ";")):
        return None
    known = len(plain.split()) <= longest
    for section, pattern in rules.headings:
        if known and pattern.fullmatch(plain):
            return section
    if line.bullet and not line.leads_on:
        return None
    asks = rules.must.search(plain) or rules.nice.search(plain)
    stands = line.begins or line.text.endswith(("?", "!")) or (line.parts and not asks)
    if line.leads_on or (known and stands):
        return next((section for section, pattern in rules.telling if pattern.search(plain)), None)
    return None


_LONGEST_SENTENCE = 2_000
"""In characters; above 45 words nothing is a requirement anyway."""


def _asks(line: str, rules: _Rules) -> Iterator[str]:
    """The sentences of a line; one that asks for two things in two clauses is two."""
    for sentence in _SENTENCE.split(line):
        if len(sentence) > _LONGEST_SENTENCE:
            continue  # no sentence of an advert; looking for two wishes in it would take its length squared
        cut = next(
            (
                match
                for match in _TWO_WISHES.finditer(sentence)
                if all(_cue(part, rules) for part in (sentence[: match.start()], sentence[match.end() :]))
            ),
            None,
        )
        if cut is None:
            yield sentence
        else:
            yield from (sentence[: cut.start()], sentence[cut.end() :])


def _cue(clause: str, rules: _Rules) -> bool:
    return bool(rules.whole.search(_low(clause)))


def _need(sentence: str, section: Section | None, rules: _Rules, *, bullet: bool) -> Need | None:
    words = len(sentence.split())
    asked = section in _ASKED
    # Work on such a day is asked for; leave on other days is offered.
    low = _low(sentence).replace("bank holiday", "bank day")
    # What is told of duties in sentences is the employer's own tale.
    short = words <= LONGEST_ABOVE_A_LIST and not sentence.endswith((".", "!", "?"))
    item = bullet or short or (section is Section.DUTIES and not _tells(sentence, low, rules))
    talk = not (item and (asked or section is Section.DUTIES))
    least = _LEAST_TALK_WORDS if talk else 1 if bullet and asked else _LEAST_WORDS
    if section is Section.OTHER or not least <= words <= _MOST_WORDS:
        return None
    if rules.never.search(low) or rules.label.match(low) or (talk and _is_formal(sentence, low, rules)):
        return None
    if rules.nice.search(low):
        return Need.NICE
    cued = section is not Section.DUTIES and rules.must.search(low) is not None
    if rules.never_musts.search(low) or not (asked or cued or not talk):
        return None
    return Need.NICE if section is Section.NICE else Need.MUST


def _tells(sentence: str, low: str, rules: _Rules) -> bool:
    """Whether somebody does something in a sentence; an item of a list begins with what is done."""
    return rules.talker.match(low) is not None or _NAMED.match(sentence) is not None


def _is_formal(sentence: str, low: str, rules: _Rules) -> bool:
    """Whether a sentence asks nothing of the work: a question, the way to apply, or what they are like."""
    return sentence.endswith("?") or rules.formal.search(low) is not None or _is_employer(low, rules)


def _is_employer(low: str, rules: _Rules) -> bool:
    """Whether a sentence tells what the employer is or does, and seeks nobody."""
    return rules.employer.match(low) is not None and rules.seeks.search(low) is None


def _low(text: str) -> str:
    return text.replace("\u2019", "'").lower()


def _is_new(sentence: str, found: Sequence[Requirement]) -> bool:
    words = set(re.findall(r"\w+", sentence.lower()))
    for requirement in found:
        other = set(re.findall(r"\w+", requirement.text.lower()))
        if len(words & other) >= _SAME * max(len(words), len(other)):
            return False
    return True


def _trimmed(sentence: str) -> str:
    plain = " ".join(sentence.split()).strip(" ;,")
    return plain.removesuffix(".")


def _leads(text: str, rules: _Rules) -> bool | None:
    low = _low(text)
    if rules.leads_not.search(low):
        return False
    return True if rules.leads.search(low) else None


@cache
def _rules() -> _Rules:
    lists = tomllib.loads(asset_text("rubric/advert.toml"))
    headings = [
        (section, re.compile("|".join(map(_heading_pattern, kept))))
        for any_words in (False, True)
        for section in (Section.NICE, Section.MUST, Section.OTHER, Section.DUTIES)
        if (kept := [each for each in lists["headings"][section] if ("*" in each) is any_words])
    ]
    telling = [
        (section, _any(lists["telling"][section]))
        for section in (Section.NICE, Section.OTHER, Section.MUST, Section.DUTIES)
    ]
    return _Rules(
        headings=tuple(headings),
        telling=tuple(telling),
        must=_any(lists["cues"]["must"]),
        nice=_any(lists["cues"]["nice"]),
        never=_any(lists["cues"]["never"]),
        never_musts=_any(lists["cues"]["never_musts"]),
        formal=_any(lists["cues"]["formal"]),
        employer=re.compile(rf"(?:[^,.]{{0,80}}, )?{_any(lists['cues']['employer']).pattern}"),
        seeks=_any(lists["cues"]["seeks"]),
        talker=re.compile(rf"{_any(lists['cues']['talker']).pattern}(?!\w)"),
        label=re.compile(rf"{_any(lists['cues']['label']).pattern}\s*:"),
        whole=_any(lists["cues"]["whole"]),
        leads=_any(lists["leads"]["yes"]),
        leads_not=_any(lists["leads"]["no"]),
    )


def _heading_pattern(heading: str) -> str:
    escaped = re.escape(heading)
    return re.sub(r"^\\\*\\ ", "(?:.* )?", re.sub(r"\\ \\\*$", "(?: .*)?", escaped)).replace(r"\*", ".*")


def _any(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})")
