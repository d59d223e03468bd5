"""Ids made of texts, and what a question of a person's own is when nobody said more than its text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from coach.model.question import Bank, PartKind, Question, QuestionPart

_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 60
_LONGEST_PART = 200


def slug(text: str) -> str:
    """An id made of a text.

    Args:
        text: Any.

    Returns:
        Small letters, digits and single hyphens, at most 60.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_AN_ID.sub("-", plain).strip("-")[:_LONGEST_ID].strip("-") or "questions"


def free(wanted: str, taken: Iterable[str]) -> str:
    """An id that nobody has.

    Args:
        wanted: The id that would be liked.
        taken: Those that are in use.

    Returns:
        It, or it with a number behind.
    """
    used = set(taken)
    found, number = wanted, 1
    while found in used:
        number += 1
        tail = f"-{number}"
        found = wanted[: _LONGEST_ID - len(tail)].rstrip("-") + tail
    return found


def question_id(bank_id: str, text: str) -> str:
    """The id of a question that was given none.

    Args:
        bank_id: Of its bank.
        text: The question.

    Returns:
        An id that tells both, and fits.
    """
    return f"{bank_id[:20].strip('-')}-{slug(text)[:36].strip('-')}"


def as_one_part(text: str) -> QuestionPart:
    """A question as a single part, for when nobody can read it.

    Args:
        text: The question.

    Returns:
        A fact that is asked for.
    """
    return QuestionPart(PartKind.FACT, text.rstrip("?. ").strip()[:_LONGEST_PART] or "it")


def whole(bank: Bank) -> Bank:
    """A bank whose questions all have an id and a part, as the rest of the program takes for granted.

    Args:
        bank: Of the person's own, perhaps written by hand with nothing but texts.

    Returns:
        The bank; ids are made of the texts, and are the same each time.
    """
    taken = {question.id for question in bank.questions if question.id}
    questions: list[Question] = []
    for question in bank.questions:
        name = question.id or free(question_id(bank.id, question.text), map(str, taken))
        taken.add(name)
        questions.append(replace(question, id=name, parts=question.parts or (as_one_part(question.text),)))
    return replace(bank, questions=tuple(questions))
