"""Rubric data: phrases written by people, compiled once, found in spoken text.

A phrase is a regular expression in lower case with two comforts for speech:
a space stands for any white space (a comma may stand before it), and an apostrophe may be missing.
It matches whole words only.
"""

import re
import tomllib
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from coach.errors import BugError
from coach.resources import asset_text

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc`", "'"))


def plain(text: str) -> str:
    """Lower-case a text with straight apostrophes, keeping every character's place.

    Args:
        text: Any text.

    Returns:
        A text of the same length.
    """
    straight = text.translate(_APOSTROPHES)
    low = straight.lower()
    # Two capitals grow or change with their neighbours when a whole text is lowered.
    if len(low) == len(text) and "\u03a3" not in text and "\u0130" not in text:
        return low
    return "".join(_plain_character(character) for character in text)


def _plain_character(character: str) -> str:
    if character in "\u2019\u2018\u02bc`":
        return "'"
    lower = character.lower()
    return lower if len(lower) == 1 else character


def compile_phrases(phrases: object) -> object:
    """Compile a list of phrases into one pattern that finds any of them.

    Args:
        phrases: Regular expressions as described at the head of this module.

    Returns:
        The pattern; whatever is no list of texts is handed back for pydantic to refuse.
    """
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
        return phrases
    spoken = [phrase.replace("'", "'?").replace(" ", r",?\s+") for phrase in phrases]
    alternatives = "|".join(f"(?:{phrase})" for phrase in spoken) or r"(?!)"
    return re.compile(rf"(?<![\w'])(?:{alternatives})(?!(?<=\w)\w)")


Phrases = Annotated[re.Pattern[str], BeforeValidator(compile_phrases)]
"""A list of phrases in the data, one compiled pattern here."""


class Sheet(BaseModel):
    """One table of rubric data: fixed, with no key that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


SheetType = TypeVar("SheetType", bound=Sheet)


def read_sheet(name: str, sheet: type[SheetType]) -> SheetType:
    """Read and check one file of rubric data.

    Args:
        name: File below ``assets/rubric/``.
        sheet: What it must look like.

    Returns:
        The checked data.

    Raises:
        BugError: A shipped file is not as it must be.
    """
    try:
        return sheet.model_validate(tomllib.loads(asset_text(f"rubric/{name}")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise BugError(f"rubric data is broken: {name}: {error}") from error
