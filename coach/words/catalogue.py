"""The sentences of one language, read from TOML and checked while they are read."""

import re
import tomllib
from dataclasses import dataclass

from coach.errors import BugError
from coach.resources import asset_text

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")

PLURAL_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
"""CLDR's names (Unicode Technical Standard 35, part 3, "Language Plural Rules")."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One entry of the catalogue.

    Args:
        forms: The pattern of each plural category; only ``other`` when the sentence knows no number.
        plural: Whether the form is chosen by the value ``n``.
    """

    forms: tuple[tuple[str, str], ...]
    plural: bool

    @property
    def placeholders(self) -> frozenset[str]:
        """Names of the values that the sentence needs; with ``n`` when it is a plural."""
        names = {name for _, pattern in self.forms for name in PLACEHOLDER.findall(pattern)}
        return frozenset(names | {"n"} if self.plural else names)

    def pattern(self, category: str) -> str:
        """The pattern for a plural category.

        Args:
            category: A CLDR category.

        Returns:
            That category's pattern, or the one of ``other`` where there is none of its own.
        """
        forms = dict(self.forms)
        return forms.get(category, forms["other"])


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every sentence of one language.

    Args:
        language: ISO 639-1 code.
        sentences: By message id.
    """

    language: str
    sentences: dict[str, Sentence]

    def sentence(self, message_id: str) -> Sentence:
        """The sentence of an id.

        Args:
            message_id: Dotted path.

        Returns:
            The sentence.

        Raises:
            BugError: There is none.
        """
        try:
            return self.sentences[message_id]
        except KeyError:
            raise BugError(f"no sentence for message id {message_id!r} in {self.language}.toml") from None


def read_catalogue(text: str, language: str) -> Catalogue:
    """Read a catalogue.

    Args:
        text: TOML, as explained in the head of ``assets/words/en.toml``.
        language: ISO 639-1 code.

    Returns:
        The catalogue.

    Raises:
        BugError: It is no TOML, or an entry is neither a sentence nor a table of plurals.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BugError(f"assets/words/{language}.toml is broken: {error}") from error
    return Catalogue(language, dict(_entries(tables, "")))


def load_catalogue(language: str) -> Catalogue:
    """Read a shipped catalogue.

    Args:
        language: ISO 639-1 code.

    Returns:
        The catalogue.

    Raises:
        BugError: There is none for the language, or it is broken.
    """
    return read_catalogue(asset_text(f"words/{language}.toml"), language)


def _entries(table: dict[str, object], prefix: str) -> list[tuple[str, Sentence]]:
    entries: list[tuple[str, Sentence]] = []
    for key, value in table.items():
        path = f"{prefix}{key}"
        if isinstance(value, str):
            entries.append((path, Sentence((("other", _checked(value, path)),), plural=False)))
        elif isinstance(value, dict) and _is_plural(value):
            forms = tuple((category, _checked(str(form), path)) for category, form in value.items())
            entries.append((path, Sentence(forms, plural=True)))
        elif isinstance(value, dict):
            entries.extend(_entries(value, f"{path}."))
        else:
            raise BugError(f"{path} is neither a sentence nor a table")
    return entries


def _is_plural(table: dict[str, object]) -> bool:
    return (
        "other" in table
        and len(table) > 1
        and table.keys() <= PLURAL_CATEGORIES
        and all(isinstance(form, str) for form in table.values())
    )


def _checked(pattern: str, path: str) -> str:
    rest = PLACEHOLDER.sub("", pattern)
    if not pattern.strip() or "{" in rest or "}" in rest:
        raise BugError(f"{path} is empty or has a brace that is no placeholder: {pattern!r}")
    return pattern
