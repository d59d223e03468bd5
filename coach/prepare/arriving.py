"""What an advert or a page about the company brings into a preparation."""

import re
from dataclasses import replace

from coach.model.company import Company, Fact
from coach.model.preparation import Preparation
from coach.prepare.advert import Advert
from coach.prepare.sheet import plain, sheet

_TITLE_WORDS = 8
_FACT_WORDS = (4, 60)
_MOST_FACTS = 30
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def with_advert(preparation: Preparation, text: str, advert: Advert) -> tuple[Preparation, int]:
    """Bring what an advert asks for into a preparation.

    Args:
        preparation: As it was.
        text: The advert.
        advert: As it was understood.

    Returns:
        The preparation with the new requirements behind those that it had, and how many are new.
        A title of the person's own stays; else the advert's first line is taken when it is a short one.
    """
    known = {_plain(each.text) for each in preparation.requirements}
    new = tuple(each for each in advert.requirements if _plain(each.text) not in known)
    leads = preparation.leads if advert.leads is None else advert.leads
    return (
        replace(
            preparation,
            advert=text,
            requirements=(*preparation.requirements, *new),
            leads=leads,
            job_title=preparation.job_title or _title(text, advert),
        ),
        len(new),
    )


def facts_from(text: str, source: str, company: Company, found_on: str = "") -> tuple[Fact, ...]:
    """Take lines of a page as facts, each with a guess at its kind.

    Args:
        text: The page's words, a line a paragraph.
        source: Its name; where it is empty, the first address in the text is taken.
        company: What was noted before.
        found_on: When it was found, as it is shown.

    Returns:
        Lines of 4 to 60 words that are not noted yet, 30 at most.
    """
    known = {_plain(fact.text) for fact in company.facts}
    least, most = _FACT_WORDS
    address = _ADDRESS.search(text)
    source = source or (address.group().rstrip(".,;)") if address is not None else "")
    lines = dict.fromkeys(line.strip("-\u2022* ").strip() for line in text.split("\n"))
    fitting = [
        line
        for line in lines
        if least <= len(line.split()) <= most and _plain(line) not in known and not _ADDRESS.fullmatch(line)
    ]
    return tuple(Fact(line, kind_of(line), source, found_on) for line in fitting[:_MOST_FACTS])


def kind_of(fact: str) -> str:
    """Guess what kind of fact a line is.

    Args:
        fact: The line.

    Returns:
        One of ``FACT_KINDS``, or ``other`` where nothing tells.
    """
    low = plain(fact)
    return next((kind for kind, phrases in sheet().kinds if phrases.search(low)), "other")


def _plain(text: str) -> str:
    return " ".join("".join(c for c in text.casefold() if c.isalnum() or c.isspace()).split())


def _title(text: str, advert: Advert) -> str:
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    asked = any(_plain(first) == _plain(each.text) for each in advert.requirements)
    short = 0 < len(first.split()) <= _TITLE_WORDS and not first.endswith((".", ":", "?", "!"))
    return first if short and not asked else ""
