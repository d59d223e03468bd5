"""The phrases of F5, as checked data from ``assets/rubric/focus.toml``."""

from functools import cache

from coach.model.score import AskClass
from coach.scoring.patterns import Phrases, Sheet, read_sheet


class _Asking(Sheet):
    direct: Phrases
    loose: Phrases
    turned: Phrases
    indirect: Phrases
    talk: Phrases
    clarifying: Phrases
    reported: Phrases
    toward: Phrases
    governing: frozenset[str]


class _Beneficiary(Sheet):
    strong: Phrases
    weak: Phrases
    frames: Phrases
    paraphrases: Phrases
    business: Phrases
    own_person: Phrases
    not_theirs: Phrases
    exempt: Phrases
    invited: Phrases
    neutral: Phrases
    bargaining: Phrases
    what_you_do: Phrases
    generic: Phrases
    built_on: Phrases


class _Presumption(Sheet):
    phrases: Phrases
    softened: Phrases
    expected: Phrases


class FocusRules(Sheet):
    """The phrases of F5."""

    asking: _Asking
    beneficiary: _Beneficiary
    practical: dict[str, Phrases]
    presumption: _Presumption
    classes: dict[AskClass, Phrases]


@cache
def focus_rules() -> FocusRules:
    """The phrases of F5, read once.

    Returns:
        The checked data.
    """
    return read_sheet("focus.toml", FocusRules)
