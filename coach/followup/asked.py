"""Questions that were really asked: a bank of the person's own, and the practised answers to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median_low

from coach.model.application import Application, Debrief
from coach.model.history import Measured
from coach.model.question import Bank, Question
from coach.model.score import Dimension
from coach.questions.bank import Banks
from coach.questions.naming import free, question_id
from coach.questions.own import with_question
from coach.questions.taken import ReadQuestion, bare_question, pasted, understood

BANK_ID = "really-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """The newest practised answer to a question that was really asked.

    Args:
        answer_id: The answer.
        at: When it was given.
        level: The middle of its levels without delivery, the lower of two.
    """

    answer_id: str
    at: datetime
    level: int


def questions_of(debrief: Debrief) -> tuple[str, ...]:
    """The questions of an interview as a bank takes them.

    Args:
        debrief: What was noted.

    Returns:
        Each once, ended with a question mark or a full stop.
    """
    found = pasted("\n".join(" ".join(each.text.split()) for each in debrief.questions)).questions
    once = {plain(text): text for text in reversed(found)}
    return tuple(reversed(once.values()))


def grown(banks: Banks, title: str, texts: Sequence[str], read: ReadQuestion) -> Bank:
    """The bank of questions that were really asked, with more of them.

    Args:
        banks: All banks; the bank is among them or is begun.
        title: What it is called when it is begun.
        texts: Questions; those that it has already are left as they are.
        read: Understands a question from its text.

    Returns:
        The bank, to be saved.
    """
    bank = next((each for each in banks.banks if each.id == BANK_ID and each.own), None)
    if bank is None:
        bank = Bank(id=BANK_ID, title=title, description="", language="en", questions=(), own=True)
    had = {plain(question.text) for question in bank.questions}
    taken = {str(question.id) for question in banks.questions}
    for text in texts:
        if plain(text) in had:
            continue
        had.add(plain(text))
        name = free(question_id(bank.id, text), taken)
        taken.add(name)
        bank = with_question(bank, replace(understood(bare_question(text), read), id=name))
    return bank


def asked_by(company: str, applications: Sequence[Application], banks: Banks) -> tuple[Question, ...]:
    """What an employer really asked the person before.

    Args:
        company: Its name; case and spaces do not matter.
        applications: All of them.
        banks: All banks; only questions that were put into the bank of really asked ones are understood.

    Returns:
        The questions, in the order of their bank; empty for an employer without a name.
    """
    asked = {
        plain(text)
        for application in applications
        if company.strip() and plain(application.company_name) == plain(company)
        for debrief in application.debriefs
        for text in questions_of(debrief)
    }
    kept = (bank for bank in banks.banks if bank.id == BANK_ID and bank.own)
    return tuple(question for bank in kept for question in bank.questions if plain(question.text) in asked)


def practised(texts: Sequence[str], measured: Sequence[Measured]) -> tuple[Practised | None, ...]:
    """The newest scored answer to each question.

    Args:
        texts: Questions.
        measured: Scored answers, oldest first.

    Returns:
        One a question; None where it was not practised, or has no level.
    """
    newest: dict[str, Practised] = {}
    for answer in measured:
        levels = [level for name, level in answer.levels if name is not Dimension.DELIVERY]
        if levels:
            found = Practised(answer_id=answer.answer_id, at=answer.at, level=median_low(levels))
            newest[plain(answer.question)] = found
    return tuple(newest.get(plain(text)) for text in texts)


def plain(text: str) -> str:
    """A question without what does not tell it from another: case, spaces, and the mark at its end.

    Args:
        text: As it was asked.

    Returns:
        To compare.
    """
    return " ".join(text.casefold().replace("\u2019", "'").split()).rstrip("?.!: ")
