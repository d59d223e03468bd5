"""Dates, numbers and lists as a language writes them: the one importer of Babel."""

from collections.abc import Sequence
from datetime import date, time

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent


class Formats:
    """One locale's way to write things.

    Args:
        locale: Such as ``en_GB``.
    """

    def __init__(self, locale: str) -> None:
        self._locale = Locale.parse(locale)

    def plural(self, number: float) -> str:
        """The CLDR category that a number takes.

        Args:
            number: The number.

        Returns:
            Such as ``one`` or ``other``.
        """
        return str(self._locale.plural_form(number))

    def list(self, items: Sequence[str]) -> str:
        """Several things, as "a, b and c".

        Args:
            items: At least one.

        Returns:
            One text.
        """
        return format_list(list(items), locale=self._locale)

    def decimal(self, value: float, pattern: str) -> str:
        """A number.

        Args:
            value: The number.
            pattern: CLDR's, such as ``#,##0.0``.

        Returns:
            The number as it is written.
        """
        return format_decimal(value, format=pattern, locale=self._locale)

    def percent(self, share: float) -> str:
        """A share in whole percent.

        Args:
            share: 0.0 to 1.0.

        Returns:
            Such as "58%".
        """
        return format_percent(share, format="#,##0%", locale=self._locale)

    def date(self, day: date, pattern: str) -> str:
        """A day.

        Args:
            day: A date or a moment.
            pattern: CLDR's, such as ``d MMM y``.

        Returns:
            The day as it is written.
        """
        return format_date(day, pattern, locale=self._locale)

    def time_of_day(self, clock: time) -> str:
        """A time of the day.

        Args:
            clock: The time.

        Returns:
            Such as "14:20".
        """
        return format_time(clock, "short", locale=self._locale)
