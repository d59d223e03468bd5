"""Files that may come from anybody: read within limits before a parser sees them."""

import tomllib
from pathlib import Path
from typing import Any

from coach.errors import InputError

MAX_DOTS = 100
"""Full stops in a line: ``tomllib`` keeps every prefix of a dotted key, so 200 KB of them take gigabytes."""

_MAX_SHOWN = 200


def read_toml(path: Path, *, max_bytes: int) -> dict[str, Any]:
    """Read a TOML file that may be hostile.

    Args:
        path: The file.
        max_bytes: Larger files are refused unread.

    Returns:
        The document.

    Raises:
        InputError: It is no ordinary file, can't be read, is too large, is not UTF-8, or is not sane TOML.
    """
    text = read_text(path, max_bytes=max_bytes)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_DOTS:
            raise InputError("error.toml.too_deep", line=number)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError("error.toml.not_toml", reason=_shown(str(error))) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, or thousands of brackets inside each other.
        raise InputError("error.toml.too_wild") from error


def read_text(path: Path, *, max_bytes: int) -> str:
    """Read a text file that may be hostile.

    Args:
        path: The file.
        max_bytes: Larger files are refused unread.

    Returns:
        The text, without a byte order mark.

    Raises:
        InputError: It is no ordinary file, can't be read, is too large, or is not UTF-8.
    """
    try:
        return read_bytes(path, max_bytes=max_bytes).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("error.toml.not_utf8", byte=error.start) from error


def read_bytes(path: Path, *, max_bytes: int) -> bytes:
    """Read a file that may be hostile.

    Args:
        path: The file.
        max_bytes: Larger files are refused unread.

    Returns:
        Its content.

    Raises:
        InputError: It is no ordinary file, can't be read, or is too large.
    """
    try:
        if not path.is_file():  # a pipe would be waited for
            raise InputError("error.toml.no_file")
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError("error.toml.unreadable", reason=error.strerror or type(error).__name__) from error
    if len(raw) > max_bytes:
        raise InputError("error.toml.too_large", limit_kb=max_bytes // 1024)
    return raw


def _shown(text: str) -> str:
    """The parser's own words on one line, without what a terminal would obey."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(plain.split())[:_MAX_SHOWN]
