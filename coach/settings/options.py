"""Kinds of option: what a value may be, and how it is read from text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from typing import Generic, TypeVar

from coach.errors import SettingsError
from coach.model.message import Message, message

T = TypeVar("T", bound="str | bool | int | float")


class OptionKind(StrEnum):
    """How an option is shown and read."""

    TEXT = "text"
    FLAG = "flag"
    WHOLE = "whole"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICE_OR_FOLDER = "choice_or_folder"
    FOLDER = "folder"


_FLAGS = {
    "on": True,
    "yes": True,
    "true": True,
    "1": True,
    "off": False,
    "no": False,
    "false": False,
    "0": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Generic[T]):
    """One option.

    Args:
        key: Table and name in the file, such as ``voice.speed``.
        kind: How it is shown and read.
        default: Its value until the person chooses another.
        unit: Of a number, such as "s"; empty when it has none.
        minimum: Smallest number; None when it is not a number.
        maximum: Largest number; None when it is not a number.
        choices: The values to choose from; empty when it is not a choice.
    """

    key: str
    kind: OptionKind
    default: T
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def title(self) -> Message:
        """Its name as shown."""
        return message(f"settings.{self.key}.title")

    @property
    def help(self) -> Message:
        """What it does."""
        return message(f"settings.{self.key}.help")

    def choice_title(self, choice: str) -> Message:
        """One of the choices, as shown.

        Args:
            choice: One of ``choices``.
        """
        return message(f"settings.{self.key}.choice.{choice.replace('.', '_')}")

    def allowed(self) -> Message:
        """What a value may be."""
        match self.kind:
            case OptionKind.WHOLE | OptionKind.NUMBER:
                # As text, since the numbers are to be read as they are typed.
                return message(
                    f"settings.allowed.{self.kind}",
                    minimum=f"{self.minimum:g}",
                    maximum=f"{self.maximum:g}",
                    unit=f" {self.unit}" if self.unit else "",
                )
            case OptionKind.CHOICE | OptionKind.CHOICE_OR_FOLDER:
                return message(f"settings.allowed.{self.kind}", choices=self.choices)
            case _:
                return message(f"settings.allowed.{self.kind}")

    def parse(self, text: str) -> T:
        """Read a value that a person typed.

        Args:
            text: Such as "1.1", "off" or "dark".

        Returns:
            The value.

        Raises:
            SettingsError: It is not allowed; the error names key, value and what is.
        """
        value: object = text.strip()
        try:
            if self.kind is OptionKind.FLAG:
                value = _FLAGS[text.strip().lower()]
            elif self.kind is OptionKind.WHOLE:
                value = int(text)
            elif self.kind is OptionKind.NUMBER:
                value = float(text)
        except (KeyError, ValueError):
            raise self._wrong(text) from None
        return self._checked(value, shown=text)

    def check(self, value: object) -> T:
        """Make sure that a value is allowed.

        Args:
            value: From a file or a page.

        Returns:
            The value; a whole number where a fraction is allowed becomes one.

        Raises:
            SettingsError: It is not allowed; the error names key, value and what is.
        """
        return self._checked(value, shown=value)

    def _checked(self, value: object, *, shown: object) -> T:
        if self.kind is OptionKind.NUMBER and type(value) is int:
            value = float(value)
        # type() and not isinstance(): True is an int to Python, and no number to a person.
        if type(value) is not type(self.default) or not self._fits(value):
            raise self._wrong(shown)
        return value

    def _fits(self, value: str | bool | int | float) -> bool:  # noqa: FBT001 - a value, not a switch
        if isinstance(value, bool):
            return True
        if isinstance(value, int | float):
            return (
                self.minimum is not None
                and self.maximum is not None
                and self.minimum <= value <= self.maximum
            )
        return _is_plain(value) and self._fits_text(value)

    def _fits_text(self, text: str) -> bool:
        match self.kind:
            case OptionKind.CHOICE:
                return text in self.choices
            case OptionKind.CHOICE_OR_FOLDER:
                return text in self.choices or _is_folder_path(text)
            case OptionKind.FOLDER:
                return text == "" or _is_folder_path(text)
            case _:
                return len(text) <= 500

    def _wrong(self, value: object) -> SettingsError:
        shown = "".join(char if _is_plain(char) else "?" for char in str(value)[:80])
        return SettingsError("error.settings.wrong_value", key=self.key, value=shown, allowed=self.allowed())


def _is_plain(text: str) -> bool:
    """Whether a text holds no control characters and no halves of characters."""
    return not any(unicodedata.category(char) in ("Cc", "Cs") for char in text)


def _is_folder_path(text: str) -> bool:
    """Whether a path means the same wherever the program is started from."""
    return text.startswith("~") or PurePosixPath(text).is_absolute() or PureWindowsPath(text).is_absolute()
