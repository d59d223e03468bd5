"""The person's choices, and the TOML file that keeps them.

Only what differs from a default is written, so that a better default reaches everybody who did not choose.
What a newer version wrote and this one does not know is kept and written back.
"""

import copy
import errno
import os
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import tomli_w

from coach.errors import DiskFullError, SettingsError
from coach.model.message import Message, message
from coach.settings.declared import OPTIONS, option
from coach.settings.options import Option

FILE = "settings.toml"
Value = str | bool | int | float
T = TypeVar("T", bound=Value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person chose; for the rest, the defaults.

    Args:
        chosen: Key and value of each option that differs from its default, sorted by key.
        unknown: The part of the file that this version does not know, as nested tables.
    """

    chosen: tuple[tuple[str, Value], ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def value(self, wanted: Option[T]) -> T:
        """The value of an option.

        Args:
            wanted: One of ``coach.settings.declared``.

        Returns:
            What was chosen, or the default.
        """
        return wanted.check(dict(self.chosen).get(wanted.key, wanted.default))

    def by_key(self, key: str) -> Value:
        """The value of an option, by its key.

        Args:
            key: Such as ``voice.speed``.

        Returns:
            What was chosen, or the default.

        Raises:
            SettingsError: There is no such option.
        """
        return dict(self.chosen).get(key, option(key).default)

    def with_value(self, key: str, text: str) -> "Settings":
        """The same settings but for one value, given as a person types it.

        Args:
            key: Such as ``voice.speed``.
            text: Such as "1.1".

        Returns:
            The new settings.

        Raises:
            SettingsError: There is no such option, or the value is not allowed.
        """
        return self._with(key, option(key).parse(text))

    def with_option(self, wanted: Option[T], value: T) -> "Settings":
        """The same settings but for one value.

        Args:
            wanted: One of ``coach.settings.declared``.
            value: The new value.

        Returns:
            The new settings.

        Raises:
            SettingsError: The value is not allowed.
        """
        return self._with(wanted.key, wanted.check(value))

    def _with(self, key: str, value: Value) -> "Settings":
        chosen = dict(self.chosen) | {key: value}
        return replace(self, chosen=_differing(chosen))


def _differing(chosen: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted((key, value) for key, value in chosen.items() if value != option(key).default))


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Settings as read.

    Args:
        settings: The settings.
        notes: What the person should know: a damaged file, or one with settings of another version.
    """

    settings: Settings
    notes: tuple[Message, ...] = ()


def load(folder: Path) -> Loaded:
    """Read the settings.

    Args:
        folder: The person's config folder; no file in it means that nothing was chosen yet.

    Returns:
        The settings; the defaults, and a note, when the file is not TOML: it is kept aside then.

    Raises:
        SettingsError: A value is not allowed, or the file can't be read.
    """
    path = folder / FILE
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return Loaded(settings=Settings())
    # Thousands of nested brackets or digits, which no program writes, raise the other two.
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        aside = _keep_aside(path)
        return Loaded(
            settings=Settings(), notes=(message("error.settings.damaged", file=str(path), kept=str(aside)),)
        )
    except OSError as error:
        raise SettingsError("error.settings.unreadable", file=str(path)) from error
    return _read(content, path)


def _keep_aside(path: Path) -> Path:
    aside = path.with_name(path.name + ".bad")
    try:
        path.replace(aside)
    except OSError as error:
        raise SettingsError("error.settings.unreadable", file=str(path)) from error
    return aside


def _read(content: dict[str, Any], path: Path) -> Loaded:
    unknown = content
    chosen: dict[str, Value] = {}
    for each in OPTIONS:
        table, name = each.key.split(".")
        group = unknown.get(table, {})
        if not isinstance(group, dict):
            raise SettingsError("error.settings.not_a_table", key=table, file=str(path))
        if name in group:
            chosen[each.key] = each.check(group.pop(name))
        if table in unknown and not group:
            del unknown[table]
    keys = _leaves(unknown)
    notes = (message("error.settings.unknown_kept", file=str(path), keys=keys),) if keys else ()
    settings = Settings(chosen=_differing(chosen), unknown=MappingProxyType(unknown))
    return Loaded(settings=settings, notes=notes)


def _leaves(table: Mapping[str, Any], before: str = "") -> tuple[str, ...]:
    found: list[str] = []
    for key, value in table.items():
        nested = isinstance(value, dict) and bool(value)
        found += _leaves(value, f"{before}{key}.") if nested else [f"{before}{key}"]
    return tuple(found)


def save(settings: Settings, folder: Path) -> None:
    """Write the settings, whole or not at all, for the person alone.

    Args:
        settings: What to write.
        folder: The person's config folder; it is made when it is not there.

    Raises:
        DiskFullError: There is no room.
        SettingsError: The file can't be written.
    """
    content: dict[str, Any] = copy.deepcopy(dict(settings.unknown))
    for key, value in settings.chosen:
        table, name = key.split(".")
        content.setdefault(table, {})[name] = value
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(folder / FILE, tomli_w.dumps(content).encode("utf-8"))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError("error.settings.disk_full", folder=str(folder)) from error
        raise SettingsError("error.settings.not_writable", file=str(folder / FILE)) from error


def _replace(path: Path, content: bytes) -> None:
    # mkstemp makes the file with 0600.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".settings-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
