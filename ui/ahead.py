"""Pages that nobody has asked for yet, made in calm moments, so that their first visits wait for little."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot

from ui.main_window import MainWindow
from ui.page_list import LaterPage
from ui.places import PageName

BEGIN_MS = 1_500
"""After the window is there: what the page that is shown makes behind its first picture comes first."""
STEP_MS = 80
"""Between two steps, so that a key or a press never waits for more than one."""
LOOK_AGAIN_MS = 5_000
"""While something must not be disturbed."""


class Ahead(QObject):
    """Loads, makes and dresses the pages, one small step at a time; never in an interview.

    Args:
        window: Whose pages; filled already.
        parent: Whoever lives as long as the window.
    """

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._steps = self._all_steps()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.step)

    def begin(self) -> None:
        """Begin in a moment."""
        self._timer.start(BEGIN_MS)

    def end(self) -> None:
        """Make no more."""
        self._timer.stop()

    @Slot()
    def step(self) -> None:
        """Do the next step, if nothing is disturbed by it."""
        if self._window.occupied():
            self._timer.start(LOOK_AGAIN_MS)
            return
        step = next(self._steps, None)
        if step is not None:
            # First, since a page that can't be made costs no other page.
            self._timer.start(STEP_MS)
            step()

    def _all_steps(self) -> Iterator[Callable[[], object]]:
        # Worked out as it goes on, since the person may come to a page first.
        for name in PageName:
            if self._window.has(name):
                continue
            maker = self._window.maker(name)
            if isinstance(maker, LaterPage):
                for module in maker.modules:
                    yield partial(import_module, module)
            if not self._window.has(name):
                yield partial(self._window.make, name)
            if self._window.has(name):
                yield self._window.make(name).dress
