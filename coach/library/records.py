"""Model values to and from the JSON that the database keeps.

What comes out of the file is not trusted: it is checked against the model's types, strictly.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from coach.errors import BugError, InputError, LibraryCorruptError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a class; mypy can't say "hashable class"
    """Built once a class, at its first use: it takes a tenth of a second."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - loading it would hold up the first picture

    return TypeAdapter(kind)


def dump(value: object) -> str:
    """Turn a model value into JSON and make sure that it will be read back as the same value.

    Args:
        value: A frozen dataclass of ``coach.model``.

    Returns:
        The JSON text.

    Raises:
        InputError: A text in it is not valid Unicode, so that no file can hold it.
        BugError: The value would not be read back the same.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - loading it would hold up the first picture
    from pydantic_core import PydanticSerializationError  # noqa: PLC0415 - loading it would hold up the first picture

    kind: Any = type(value)
    adapter = _adapter(kind)
    try:
        data = adapter.dump_json(value, warnings="error")
    except PydanticSerializationError as error:
        if "surrogates" in str(error):
            raise InputError("error.library.bad_text") from None
        # Without the cause: its text quotes the value, and answers do not belong into logs.
        raise BugError(f"a {type(value).__name__} holds what its type does not allow") from None
    try:
        same = adapter.validate_json(data, strict=True) == value
    except ValidationError:
        same = False
    if not same:
        raise BugError(f"a {type(value).__name__} would not be read back as it was")
    return data.decode("utf-8")


def load(kind: type[T], text: str, *, where: str) -> T:
    """Read a model value.

    Args:
        kind: Its class.
        text: The JSON text.
        where: Id of the session or answer that it belongs to, for the error.

    Returns:
        The value.

    Raises:
        LibraryCorruptError: The text is not such a value; the error names only the id.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - loading it would hold up the first picture

    wanted: Any = kind
    try:
        value: T = _adapter(wanted).validate_json(text, strict=True)
    except (ValidationError, UnicodeError, TypeError):
        raise LibraryCorruptError("error.library.damaged_record", id=where) from None
    return value


def digest(text: str) -> str:
    """Name a text by its content.

    Args:
        text: Any.

    Returns:
        Its SHA-256 in hexadecimal.
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
