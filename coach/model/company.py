"""What a person noted about an employer before an interview."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the person found out about the company.

    Args:
        text: The fact in a sentence.
        kind: mission, values, strategy, product, news, people, culture, or ``other``.
        source: Where it was found; empty when it was not noted.
        found_on: When it was found or published, as noted; empty when it was not noted.
    """

    text: str
    kind: str = "other"
    source: str = ""
    found_on: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the company.

    Args:
        name: As it is written.
        said: How it is spoken, as noted by the person; empty when it is said as written.
        role: Their role; empty when unknown.
        cares: What they care about as an interviewer, in a few words; empty when unknown.
    """

    name: str
    said: str = ""
    role: str = ""
    cares: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """An employer as noted.

    Args:
        name: The company's name; empty when unknown.
        facts: What was found out.
        requirements: What the job asks for, one sentence each.
        people: Names that may be said.
        interview: Details of the interview as noted, as name and text.
    """

    name: str = ""
    facts: tuple[Fact, ...] = ()
    requirements: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    interview: tuple[tuple[str, str], ...] = ()
