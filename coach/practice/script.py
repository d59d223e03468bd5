"""What the interviewer says besides the questions: pure, and the same for the same seed.

Nothing here is worded: every entry is a message of the catalogue, which holds several of each kind.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from coach.model.company import Company, Person
from coach.model.message import Message, message
from coach.model.question import QuestionKind
from coach.model.session import SessionStyle
from coach.practice.values import Interview

MOST_ON_A_PANEL = 3

VARIANTS = 3
"""Sentences of each kind in the catalogue."""

_ASKS_FIRST = ("hiring manager", "interviewer", "recruiter")
"""Roles of somebody who is sure to ask, also when it is not noted what they care about."""

_LEADS = {
    QuestionKind.SELF: "opening",
    QuestionKind.COMPANY: "motives",
    QuestionKind.MOTIVATION: "motives",
    QuestionKind.BEHAVIOURAL: "story",
    QuestionKind.SITUATIONAL: "situation",
    QuestionKind.CLOSING: "closing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is said in one interview besides its questions.

    Args:
        leads: What is said before each question, by its position; the greeting is part of the first.
        acknowledgements: What is said when an answer is over, in turn.
        farewell: What is said after the last answer; None for nothing.
    """

    leads: tuple[tuple[Message, ...], ...]
    acknowledgements: tuple[Message, ...]
    farewell: Message | None


def panel_of(company: Company | None) -> tuple[Person, ...]:
    """Who asks, as far as the person has noted it.

    Args:
        company: The notes; None for none.

    Returns:
        Up to three people of whom it is noted what they care about; else the one who is sure to ask by role.
    """
    if company is None:
        return ()
    caring = tuple(one for one in company.people if one.cares.strip() and one.name.strip())
    if caring:
        return caring[:MOST_ON_A_PANEL]
    asks = (one for one in company.people if any(role in one.role.lower() for role in _ASKS_FIRST))
    return tuple(asks)[:1]


def write_script(interview: Interview, company: Company | None = None, *, rng: random.Random) -> Script:
    """Write what is said besides the questions.

    Args:
        interview: What is asked, and by whom; only one in the style of an interview is led through.
        company: What the person noted about the employer.
        rng: Decides among sentences of a kind; the same state gives the same script.

    Returns:
        The script; of two sentences of a kind in a row none is the same as the one before.
    """
    questions, choose = interview.questions, _Chooser(rng)
    acknowledgements = choose.several("practice.says.heard")
    if interview.style is not SessionStyle.INTERVIEW:
        return Script(leads=((),) * len(questions), acknowledgements=acknowledgements, farewell=None)
    people = _asking(interview, company)
    shared = len(people) > 1
    leads: list[tuple[Message, ...]] = []
    for number, question in enumerate(questions):
        said = [_greeting(company, people, choose)] if number == 0 else []
        said.append(choose.one(f"practice.says.lead.{_LEADS.get(question.kind, 'next')}"))
        if shared:
            said.append(choose.one("practice.says.asker", name=_spoken(people[number % len(people)])))
        leads.append(tuple(said))
    return Script(
        leads=tuple(leads),
        acknowledgements=acknowledgements,
        farewell=choose.one("practice.says.farewell"),
    )


def _asking(interview: Interview, company: Company | None) -> tuple[Person, ...]:
    """Those who ask, each once, in the order in which they begin."""
    noted = {person.name: person for person in company.people} if company is not None else {}
    return tuple(noted.get(name, Person(name)) for name in dict.fromkeys(interview.askers) if name)


def _greeting(company: Company | None, people: Sequence[Person], choose: "_Chooser") -> Message:
    name = company.name.strip() if company is not None else ""
    if len(people) > 1:
        names = tuple(_spoken(one) for one in people)
        if name:
            return choose.one("practice.says.greeting.panel_company", names=names, company=name)
        return choose.one("practice.says.greeting.panel", names=names)
    if people and name:
        return choose.one("practice.says.greeting.named_company", name=_spoken(people[0]), company=name)
    if people:
        return choose.one("practice.says.greeting.named", name=_spoken(people[0]))
    if name:
        return choose.one("practice.says.greeting.company", company=name)
    return choose.one("practice.says.greeting.plain")


def _spoken(person: Person) -> str:
    return person.said.strip() or person.name.strip()


class _Chooser:
    """Chooses among sentences of a kind, never the one that was chosen last of that kind."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._last: dict[str, int] = {}

    def one(self, kind: str, **values: str | tuple[str, ...]) -> Message:
        free = [number for number in range(1, VARIANTS + 1) if number != self._last.get(kind)]
        self._last[kind] = self._rng.choice(free)
        return message(f"{kind}_{self._last[kind]}", **values)

    def several(self, kind: str) -> tuple[Message, ...]:
        numbers = self._rng.sample(range(1, VARIANTS + 1), VARIANTS)
        return tuple(message(f"{kind}_{number}") for number in numbers)
