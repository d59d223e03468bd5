"""The word lists and patterns of the clause reader, as checked data from ``assets/rubric/clauses.toml``."""

import re
import tomllib
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator

from coach import resources


def _alternation(value: object) -> re.Pattern[str]:
    """One pattern out of a list of them, at word boundaries."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value) or not value:
        raise ValueError("a list of at least one pattern is needed")
    return re.compile(r"(?<![\w'])(?:" + "|".join(f"(?:{item})" for item in value) + r")(?:(?<=\s)|(?!\w))")


Patterns = Annotated[re.Pattern[str], BeforeValidator(_alternation)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class ShellRules(_Table):
    """Labels of a story, and the words that say nothing about it."""

    labels: frozenset[str]
    empty: frozenset[str]
    patterns: Patterns


class PatternRules(_Table):
    """A clause type known by its wording alone."""

    patterns: Patterns


class HypotheticalRules(_Table):
    """What one would do."""

    modals: frozenset[str]
    not_patterns: Patterns
    openers: Patterns


class HabitualRules(_Table):
    """What one always does."""

    adverbs: frozenset[str]
    past_adverbs: frozenset[str]
    patterns: Patterns
    present_patterns: Patterns


class OpinionRules(_Table):
    """What one holds to be so."""

    matrix: frozenset[str]
    patterns: Patterns


class AnchorRules(_Table):
    """What places a story in time or space."""

    strong: Patterns
    occasion: Patterns
    weak: Patterns
    period_verbs: frozenset[str]
    sudden: Patterns


class VerbRules(_Table):
    """Kinds of verbs, by lemma."""

    stative: frozenset[str]
    weak: frozenset[str]
    light: frozenset[str]
    frames: frozenset[str]


class ClauseRules(_Table):
    """Everything that the clause reader looks for."""

    version: str
    shell: ShellRules
    absent: PatternRules
    hypothetical: HypotheticalRules
    habitual: HabitualRules
    obligation: PatternRules
    self_description: PatternRules
    opinion: OpinionRules
    anchor: AnchorRules
    verbs: VerbRules

    @field_validator("version")
    @classmethod
    def _not_empty(cls, value: str) -> str:
        if not value:
            raise ValueError("a version is needed")
        return value


@cache
def shipped_rules() -> ClauseRules:
    """The rules that come with the program, read once.

    Returns:
        The rules; they cannot be changed.
    """
    return ClauseRules.model_validate(tomllib.loads(resources.asset_text("rubric/clauses.toml")))
