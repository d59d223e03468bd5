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
from coach.resources import asset_text

MAX_REQUIREMENTS = 40
_BULLET = re.compile(
    r"^\s*(?:[-*+>\u2022\u25cf\u25aa\u25a0\u25e6\u2013\u2014\u00b7\u2023\u00bb\u2713\u2714\u27a2\u2610\uf0b7o]"
    r"|\d{1,2}[.)]|[a-z]\)|\([a-z0-9]\))\s+"
)
_PAGE = re.compile(r"page \d+(?: of \d+)?|\d+ ?/ ?\d+|- ?\d+ ?-", re.IGNORECASE)
_TWO_WISHES = re.compile(r",? and |; ")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\u2022])")
_HEADING_NUMBER = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+", re.IGNORECASE)
_LONGEST_HEADING_WORDS, _LONGEST_ABOVE_A_LIST = 8, 12
_LEAST_WORDS, _MOST_WORDS = 2, 45
_SAME = 0.85


class Section(StrEnum):
    """What a stretch of an advert is about."""

    MUST = "must"
    NICE = "nice"
    DUTIES = "duties"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Rules:
    headings: tuple[tuple[Section, re.Pattern[str]], ...]
    telling: tuple[tuple[Section, re.Pattern[str]], ...]
    must: re.Pattern[str]
    nice: re.Pattern[str]
    never: re.Pattern[str]
    never_musts: re.Pattern[str]
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
    section: Section | None = None
    listed = False
    for line in _lines(text):
        heading = _heading(line, rules)
        if heading is not None:
            section, listed = heading, False
            continue
        if line.leads_on:
            continue  # it leads to what stands below it, and asks for nothing itself
        if line.begins or (listed and not line.bullet):
            section, listed = None, False  # a heading that is not known, or the list is over
        listed = listed or line.bullet
        for sentence in _asks(line.text, rules):
            need = _need(sentence, section, rules, bullet=line.bullet)
            if need is not None and _is_new(sentence, found):
                found.append(Requirement(text=_trimmed(sentence), need=need))
        if len(found) >= MAX_REQUIREMENTS:
            break
    return Advert(tuple(found[:MAX_REQUIREMENTS]), _leads(text, rules))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and how it stands.

    Args:
        text: Without its bullet.
        bullet: Whether it is an item of a list.
        leads_on: Whether it ends as what leads to a list does.
        begins: Whether it stands as a heading does: a short one in capitals, or one above a list.
    """

    text: str
    bullet: bool
    leads_on: bool
    begins: bool


def _lines(text: str) -> Iterator[_Line]:
    lines = list(_joined(text))
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        bullet = _BULLET.match(line) is not None
        plain = _BULLET.sub("", line)
        short = len(plain.split()) <= _LONGEST_HEADING_WORDS
        leads_on = short and line.endswith(":")
        above = _BULLET.match(following) is not None and not bullet
        heads = above and len(plain.split()) <= _LONGEST_ABOVE_A_LIST
        begins = not bullet and not line.endswith((".", ",", ";")) and (heads or (short and plain.isupper()))
        yield _Line(plain, bullet, leads_on, begins)


def _joined(text: str) -> Iterator[str]:
    """Lines as they were written: what a PDF broke in the middle of a sentence is joined again."""
    held = ""
    for line in text.split("\n"):
        plain = line.strip()
        if _PAGE.fullmatch(plain):
            continue
        goes_on = (
            held
            and plain
            and plain[0].islower()
            and not _BULLET.match(plain)
            and not held.endswith((".", ":", ";", "!", "?"))
        )
        if goes_on:
            held = f"{held.removesuffix('-') if held.endswith('-') else held + ' '}{plain}"
            continue
        if held:
            yield held
        held = plain
    if held:
        yield held


def _heading(line: _Line, rules: _Rules) -> Section | None:
    plain = re.sub(r"[^\w' ]+", " ", _HEADING_NUMBER.sub("", line.text).replace("\u2019", "'").lower())
    plain = " ".join(plain.split())
    longest = _LONGEST_ABOVE_A_LIST if line.begins else _LONGEST_HEADING_WORDS
    if not plain or len(plain.split()) > longest or line.text.endswith((".", ",", ";")):
        return None
    for section, pattern in rules.headings:
        if pattern.fullmatch(plain):
            return section
    if line.leads_on or line.begins or (not line.bullet and line.text.endswith(("?", "!"))):
        return next((section for section, pattern in rules.telling if pattern.search(plain)), None)
    return None


def _asks(line: str, rules: _Rules) -> Iterator[str]:
    """The sentences of a line; one that asks for two things in two clauses is two."""
    for sentence in _SENTENCE.split(line):
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
    low = clause.replace("\u2019", "'").lower()
    return bool(rules.whole.search(low))


def _need(sentence: str, section: Section | None, rules: _Rules, *, bullet: bool) -> Need | None:
    words = len(sentence.split())
    if (
        words < (1 if bullet and section in {Section.MUST, Section.NICE} else _LEAST_WORDS)
        or words > _MOST_WORDS
    ):
        return None
    # Work on such a day is asked for; leave on other days is offered.
    low = sentence.replace("\u2019", "'").lower().replace("bank holiday", "bank day")
    if section is Section.OTHER or rules.never.search(low):
        return None
    if rules.nice.search(low):
        return Need.NICE
    if rules.never_musts.search(low):
        return None
    # What is told of duties in sentences is the employer's own tale.
    item = bullet or (
        len(sentence.split()) <= _LONGEST_ABOVE_A_LIST and not sentence.endswith((".", "!", "?"))
    )
    listed = section in {Section.MUST, Section.NICE} or (section is Section.DUTIES and item)
    if listed or (section is not Section.DUTIES and rules.must.search(low)):
        return Need.NICE if section is Section.NICE else Need.MUST
    return None


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
    low = text.replace("\u2019", "'").lower()
    if rules.leads_not.search(low):
        return False
    return True if rules.leads.search(low) else None


@cache
def _rules() -> _Rules:
    lists = tomllib.loads(asset_text("rubric/advert.toml"))
    headings = [
        (section, re.compile("|".join(map(_heading_pattern, lists["headings"][section]))))
        for section in (Section.NICE, Section.OTHER, Section.MUST, Section.DUTIES)
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
