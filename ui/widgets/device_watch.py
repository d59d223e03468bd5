"""Which microphones or loudspeakers are there, looked at again while somebody can see it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from coach.audio.ports import Device
from coach.errors import KnownError
from ui.context import Context
from ui.tasks import Job, Lane, Task

LOOK_EVERY_MS = 2_000
"""A look takes 0.03 s of a core; Qt's own notices would need Qt Multimedia with a second FFmpeg."""


def _never() -> bool:
    return False


class DeviceWatch(QObject):
    """Tells the devices, and tells them again when they change: one plugged in or out, another default.

    Signals:
        changed(tuple[Device, ...]): What is there now, the default first.
        failed(Message): Why it can't be listed.

    Args:
        context: What it may use.
        devices: Lists them; may block.
        page: Looked at again only while this is shown.
        quiet: Whether to leave the sound system alone, as while somebody is recorded.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        context: Context,
        devices: Callable[[], tuple[Device, ...]],
        page: QWidget,
        quiet: Callable[[], bool] = _never,
    ) -> None:
        super().__init__(page)
        self._context = context
        self._devices = devices
        self._quiet = quiet
        self._told: object = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        page.installEventFilter(self)

    def tell(self) -> None:
        """Look now, and tell also what has not changed."""
        self._told = None
        self._job = None  # an answer that is on its way may be older than the question
        self.look()

    @Slot()
    def look(self) -> None:
        """Look now, and tell what has changed."""
        if self._quiet() or (self._job is not None and not self._job.over):
            return
        self._job = self._context.tasks.run(
            Task(
                op=self._devices,
                on_success=self._found,
                on_failure=self._not_found,
                owner=self,
                lane=Lane.SIDE,
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look again while the page is shown."""
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return super().eventFilter(watched, event)

    def _found(self, devices: tuple[Device, ...]) -> None:
        if devices != self._told:
            self._told = devices
            self.changed.emit(devices)

    def _not_found(self, error: KnownError) -> None:
        if error.message != self._told:
            self._told = error.message
            self.failed.emit(error.message)
