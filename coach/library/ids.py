"""Ids: short, safe in file names and addresses, and sorted by time."""

import secrets
from datetime import datetime

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0, 1, i, l and o, which are mistaken for each other when read out."""


def new_session_id(started_at: datetime) -> str:
    """Make an id such as ``20261122-1432-k7f3``.

    Args:
        started_at: When the session began; the id has it as the person's clock showed it.

    Returns:
        An id whose last four characters are random: 920,000 of them a minute.
    """
    tail = "".join(secrets.choice(_ALPHABET) for _ in range(4))
    return f"{started_at:%Y%m%d-%H%M}-{tail}"


def new_paper_id(made_at: datetime) -> str:
    """Make an id such as ``p20261122-k7f3wq``.

    Args:
        made_at: When the paper was begun.

    Returns:
        An id whose last six characters are random: 800 million of them a day.
    """
    tail = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"p{made_at:%Y%m%d}-{tail}"


def answer_id(session_id: str, number: int) -> str:
    """Name an answer after its session.

    Args:
        session_id: The session's id.
        number: Of the answer in its session, from 1.

    Returns:
        An id such as ``20261122-1432-k7f3-01``.
    """
    return f"{session_id}-{number:02d}"
