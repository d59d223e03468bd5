"""The person's choices while the window is open: changed at once, written in the background."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from coach import settings as kept
from coach.settings import Option, Settings
from ui.tasks import Task, Tasks

T = TypeVar("T", bound="str | bool | int | float")


class SettingsStore(QObject):
    """The settings, and their file.

    Signals:
        changed(str): The key of the option that has another value now.

    Args:
        settings: As they were read.
        folder: Where they are kept.
        tasks: What writes them.
        save: How they are written; tests hand in another.
    """

    changed = Signal(str)

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        tasks: Tasks,
        save: Callable[[Settings, Path], None] = kept.save,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._folder = folder
        self._tasks = tasks
        self._save = save

    @property
    def settings(self) -> Settings:
        """All of them, as a value."""
        return self._settings

    def value(self, wanted: Option[T]) -> T:
        """The value of an option.

        Args:
            wanted: One of ``coach.settings.declared``.

        Returns:
            What was chosen, or the default.
        """
        return self._settings.value(wanted)

    def set(self, wanted: Option[T], value: T) -> None:
        """Choose a value: everybody hears of it at once, and it is written in the background.

        Args:
            wanted: One of ``coach.settings.declared``.
            value: The new value.

        Raises:
            SettingsError: The value is not allowed; nothing has changed.
        """
        changed = self._settings.with_option(wanted, value)
        if changed == self._settings:
            return
        self._settings = changed
        self._tasks.run(Task(op=partial(self._save, changed, self._folder), finish=True))
        self.changed.emit(wanted.key)
