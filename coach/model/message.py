"""A sentence before it has a language: an id in the catalogue and the values that go into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | int | float | Message | tuple[str | Message, ...]"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to the person, by its id in ``assets/words/``.

    Args:
        id: Dotted path of the sentence in the catalogue, such as ``star.reason.no_result``.
        values: Name and value of each placeholder, sorted by name.
            A nested message is worded first; a tuple becomes a list such as "a, b and c".
    """

    id: str
    values: tuple[tuple[str, Value], ...] = ()


def message(message_id: str, /, **values: Value) -> Message:
    """Build a message from keyword values.

    Args:
        message_id: Dotted path of the sentence in the catalogue.
        **values: The sentence's placeholders by name.

    Returns:
        The message, with its values sorted by name so that equal messages compare equal.
    """
    return Message(message_id, tuple(sorted(values.items(), key=lambda item: item[0])))
