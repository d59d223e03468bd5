"""The pages of the window, and where on them one can go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.model.company import Company
    from coach.model.question import Question


class PageName(StrEnum):
    """The pages, in the order of the rail."""

    PRACTICE = "practice"
    SESSIONS = "sessions"
    PROGRESS = "progress"
    PREPARE = "prepare"
    FOLLOW_UP = "follow_up"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to go in the window.

    Args:
        page: Which page.
        session_id: The session to open there; None for none in particular.
        answer_id: The answer in it.
        at_s: Where in the answer's sound.
        plan: Under Practice, the plan to get ready for; empty for none.
        bank: Under Practice, the bank to open; empty for none.
        check: Under Practice, whether to go to the microphone check.
        company: The employer that is practised for; None for none in particular.
        real: Questions from the person's own real interviews with them, and those expected for their history.
    """

    page: PageName
    session_id: str | None = None
    answer_id: str | None = None
    at_s: float | None = None
    plan: str = ""
    bank: str = ""
    check: bool = False
    company: Company | None = None
    real: tuple[Question, ...] = ()
