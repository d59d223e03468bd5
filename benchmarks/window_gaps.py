"""Holds one answer in the real window, searches and exports; prints how long its event loop ever stood still.

For ``window.py``.
Everything is real but the microphone, which hears a file as fast as it was spoken, and the loudspeaker.
"""

import json
import sys
import time
from pathlib import Path

from benchmarks.answers import spoken_answer

SECONDS = 30.0
IDLE_S = 3.0
PROBE_MS = 1
STEP_MS = 100
SESSIONS = 100
SOUGHT = "the customer and the rounding problem"


def main(folder: Path) -> int:
    """Run.

    Args:
        folder: For the answer's file; the window's own folders are where the environment says.

    Returns:
        0 when all was measured; the last line of stdout is a JSON object of seconds by phase.
    """
    from PySide6.QtCore import QObject, QTimer

    import ui.app
    import ui.start
    from coach.folders import default_folders
    from coach.practice.values import State
    from coach.testing.audio import FileInput, SilentOutput
    from coach.testing.kept import keep_sessions, some_sessions
    from ui.context import SoundPorts
    from ui.pages.practice import PracticePage
    from ui.pages.sessions import SessionsPage
    from ui.places import PageName, Place

    answer = spoken_answer(folder, SECONDS + 10.0)

    class Driver(QObject):
        """Does what a person would, and keeps the longest gap of each phase."""

        def __init__(self, whole: ui.app.App) -> None:
            super().__init__(whole)
            self.longest_s: dict[str, float] = {}
            self._whole = whole
            self._phase = "starting"
            self._since = self._last = time.perf_counter()
            self._probe = QTimer(self)
            self._probe.timeout.connect(self._tick)
            self._probe.start(PROBE_MS)
            self._steps = QTimer(self)
            self._steps.timeout.connect(self._step)
            self._steps.start(STEP_MS)

        def _enter(self, phase: str) -> None:
            self._phase, self._since = phase, time.perf_counter()

        def _tick(self) -> None:
            now = time.perf_counter()
            self.longest_s[self._phase] = max(self.longest_s.get(self._phase, 0.0), now - self._last)
            self._last = now

        def _step(self) -> None:
            page, spent_s = self._whole.window.page, time.perf_counter() - self._since
            if isinstance(page, PracticePage):
                self._practise(page, spent_s)
            elif isinstance(page, SessionsPage):
                self._look_back(page, spent_s)

        def _practise(self, page: PracticePage, spent_s: float) -> None:
            whole = self._whole
            running = page.presenter.interview
            if self._phase == "starting" and whole.context.tasks.running == 0 and spent_s > 1.0:
                self._enter("idle")
            elif self._phase == "idle" and spent_s > IDLE_S:
                self._enter("asking")
                page.choose.how.after_each.click()
                page.presenter.start(page.choose.setup_for(plan="quick", question_ids=("disagreement",)))
            elif self._phase == "asking" and running is not None and running.state is State.ASKING:
                page.presenter.does.done()
            elif self._phase == "asking" and running is not None and running.state is State.RECORDING:
                self._enter("recording")
            elif self._phase == "recording" and spent_s > SECONDS:
                self._enter("done to feedback")
                page.presenter.does.done()
            elif self._phase == "done to feedback" and page.view is page.feedback:
                self._enter("opening Sessions")
                whole.context.go(Place(page=PageName.SESSIONS))

        def _look_back(self, page: SessionsPage, spent_s: float) -> None:
            rests = self._whole.context.tasks.running == 0
            if self._phase == "opening Sessions" and rests and spent_s > 1.0:
                self._enter("searching")
                page.search.bar.toggle.click()
            elif self._phase == "searching" and (typed := page.search.bar.field.text()) != SOUGHT:
                page.search.bar.field.setText(SOUGHT[: len(typed) + 1])
            elif self._phase == "searching" and rests and page.search.hits.hits.rowCount() > 0:
                self._enter("exporting")
                page.exporting.write(
                    self._whole.context.library.sessions()[0].id, folder / "report.pdf", "pdf"
                )
            elif self._phase == "exporting" and rests and (folder / "report.pdf").exists() and spent_s > 1.0:
                self._enter("closing")
                self._whole.window.close()

    class Measured(ui.app.App):
        """The product's application with a driver."""

        def show(self) -> None:
            super().show()
            self.context.go(Place(page=PageName.PRACTICE))
            drivers.append(Driver(self))

    keep_sessions(default_folders().make().data, some_sessions(SESSIONS), sounds=False)
    drivers: list[Driver] = []
    ui.app.App = Measured  # type: ignore[misc]
    ui.app.real_sound = lambda: SoundPorts(FileInput([answer], real_time=True), SilentOutput())
    status = ui.start.main()
    print(json.dumps(drivers[0].longest_s))
    return status


if __name__ == "__main__":  # the analysis process imports this module too
    sys.exit(main(Path(sys.argv[1])))
