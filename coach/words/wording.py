"""Says a message in a language; and dates, durations, numbers and lists as that language writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from coach.errors import BugError
from coach.model.message import Message, Value, message
from coach.words.catalogue import PLACEHOLDER, Catalogue, load_catalogue

if TYPE_CHECKING:
    from coach.words.formats import Formats

# The catalogue's English is British, and so are its dates and lists ("a, b and c").
_LOCALES = {"en": "en_GB"}

_MINUTE_S = 60
_HOUR_S = 3600


class Words:
    """One language's way to say things.

    Args:
        catalogue: Its sentences.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _formats(self) -> Formats:
        # Babel takes its time, and the first picture of the window needs no number.
        from coach.words.formats import Formats  # noqa: PLC0415

        return Formats(_LOCALES.get(self._catalogue.language, self._catalogue.language))

    @classmethod
    def load(cls, language: str = "en") -> Words:
        """Read a shipped language.

        Args:
            language: ISO 639-1 code.

        Returns:
            The words.

        Raises:
            BugError: The language is not shipped, or its file is broken.
        """
        return cls(load_catalogue(language))

    @property
    def language(self) -> str:
        """ISO 639-1 code."""
        return self._catalogue.language

    @property
    def catalogue(self) -> Catalogue:
        """The sentences behind the words."""
        return self._catalogue

    def text(self, message: Message) -> str:
        """Say a message.

        Args:
            message: What is to be said. A whole number is grouped ("1,200"), any other number rounded to
                a whole one (a decimal is given as text, by ``number``); a tuple becomes "a, b and c".

        Returns:
            The sentence. Values are put in as they are, never read as patterns.

        Raises:
            BugError: The id is unknown, or a placeholder has no value.
        """
        sentence = self._catalogue.sentence(message.id)
        values = dict(message.values)
        category = "other"
        if sentence.plural:
            category = self._formats.plural(_count(values.get("n"), message.id))

        def put_in(match: re.Match[str]) -> str:
            name = match.group(1)
            if name not in values:
                raise BugError(f"message {message.id!r} has no value for {{{name}}}")
            return self._say(values[name])

        return PLACEHOLDER.sub(put_in, sentence.pattern(category))

    def can_say(self, message: Message) -> bool:
        """Whether a message from outside, such as an id kept in the library, can be said.

        Args:
            message: The message.

        Returns:
            Whether its id is known and every placeholder has a value.
        """
        sentence = self._catalogue.sentences.get(message.id)
        return sentence is not None and sentence.placeholders <= dict(message.values).keys()

    def list(self, items: tuple[str, ...]) -> str:
        """Say several things, as "a, b and c".

        Args:
            items: Any number of them.

        Returns:
            One text.
        """
        return self._formats.list(items) if items else ""

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number.

        Args:
            value: The number.
            decimals: How many places to write, always all of them.

        Returns:
            Such as "1,200" or "1.4".
        """
        places = "." + "0" * decimals if decimals else ""
        return self._formats.decimal(value, f"#,##0{places}")

    def percent(self, share: float) -> str:
        """Write a share.

        Args:
            share: 0.0 to 1.0.

        Returns:
            Whole percent, such as "58%".
        """
        return self._formats.percent(share)

    def short_date(self, day: date) -> str:
        """A day for a table.

        Args:
            day: The day.

        Returns:
            Such as "21 Nov 2026".
        """
        return self._formats.date(day, "d MMM y")

    def date(self, day: date) -> str:
        """Write a day.

        Args:
            day: A date or a moment; a moment's own date is taken.

        Returns:
            Such as "Saturday 21 November 2026".
        """
        return self._formats.date(day, "EEEE d MMMM y")

    def day_and_month(self, day: datetime) -> str:
        """A day of the year that is meant anyway.

        Args:
            day: The day.

        Returns:
            Such as "21 Nov".
        """
        return self._formats.date(day, "d MMM")

    def time_of_day(self, moment: datetime) -> str:
        """When on its day something was.

        Args:
            moment: With its own offset from UTC, which is the time that is told.

        Returns:
            Such as "14:20".
        """
        return self._formats.time_of_day(moment.time())

    def clock(self, seconds: float) -> str:
        """Write a position in a sound.

        Args:
            seconds: From its start, 0 or more.

        Returns:
            Such as "0:42" or "1:02:05"; begun seconds don't count.
        """
        whole = int(seconds)
        hours, minutes, rest = whole // _HOUR_S, whole % _HOUR_S // _MINUTE_S, whole % _MINUTE_S
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

    def duration(self, seconds: float) -> str:
        """Write a length of time in short.

        Args:
            seconds: 0 or more.

        Returns:
            Such as "21 s", "2 min 5 s" or "1 h 3 min".
        """
        whole = round(seconds)
        hours, minutes, rest = whole // _HOUR_S, whole % _HOUR_S // _MINUTE_S, whole % _MINUTE_S
        shown = [("unit.hour", hours), ("unit.minute", minutes), ("unit.second", 0 if hours else rest)]
        said = [self.text(message(unit, amount=amount)) for unit, amount in shown if amount]
        return " ".join(said) or self.text(message("unit.second", amount=0))

    def long_duration(self, seconds: float) -> str:
        """Write a length of time in words.

        Args:
            seconds: 0 or more.

        Returns:
            Whole minutes from one minute and a half on, such as "21 minutes"; else seconds.
        """
        if seconds < 1.5 * _MINUTE_S:
            return self.text(message("unit.seconds", n=round(seconds)))
        return self.text(message("unit.minutes", n=round(seconds / _MINUTE_S)))

    def _say(self, value: Value) -> str:
        if isinstance(value, Message):
            return self.text(value)
        if isinstance(value, tuple):
            return self.list(tuple(self._say(item) for item in value))
        if isinstance(value, int | float):
            return self.number(round(value))
        return value


def _count(value: Value | None, message_id: str) -> int | float:
    if isinstance(value, int | float):
        return value
    raise BugError(f"message {message_id!r} is a plural and has no number n")
