"""Uses the real window as a person would, and prints how long its event loop stood still, by what was done.

For ``window.py``; ``python -m benchmarks.window_gaps FOLDER SECONDS`` goes round for at least so long.
Everything is real but the microphone, which hears a file as fast as it was spoken, and the loudspeaker.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.answers import spoken_answer

if TYPE_CHECKING:
    import ui.app
    from ui.errors import Notice
    from ui.pages.practice import PracticePage

ANSWER_S = 30.0
REST_S = 3.0
VISIT_S = 0.7
PROBE_MS = 1
STEP_MS = 50
SESSIONS = 100
SOUGHT = "the customer and the rounding problem"

Until = Callable[[], bool]


class Gaps:
    """How long the loop ever stood still: seconds, and how many of them the main thread worked.

    The second says what the window itself takes: another program may have had the processor.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest: dict[str, tuple[float, float]] = {}
        self._phase = "starting"
        self._beat, self._work = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(PROBE_MS)

    def enter(self, phase: str) -> None:
        """Something else is done now.

        Args:
            phase: What.
        """
        self._tick()
        self._phase = phase

    def _tick(self) -> None:
        beat, work = time.perf_counter(), time.thread_time()
        gap, worked = self.longest.get(self._phase, (0.0, 0.0))
        self.longest[self._phase] = max(gap, beat - self._beat), max(worked, work - self._work)
        self._beat, self._work = beat, work


class Story:
    """Does what a person would, one step after the other; each waits until it can be done.

    Args:
        whole: The product's application, shown.
        gaps: Told of what is done.
        folder: For reports.
        seconds: How long to go round at least.

    Attributes:
        over: Whether it was done to its end.
    """

    def __init__(self, whole: "ui.app.App", gaps: Gaps, folder: Path, seconds: float) -> None:
        from PySide6.QtCore import QTimer

        self._whole = whole
        self._window = whole.window
        self.over = False
        self._gaps = gaps
        self._report = folder / "report.pdf"
        self._until_s = time.perf_counter() + seconds
        self._steps = self._all()
        self._until: Until = lambda: True
        self._timer = QTimer()
        self._timer.timeout.connect(self._step)
        self._timer.start(STEP_MS)

    def _step(self) -> None:
        if self._until():
            until = next(self._steps, None)
            if until is None:
                self._timer.stop()
                self._window.close()
            else:
                self._until = until

    def _after(self, seconds: float) -> Until:
        end = time.perf_counter() + seconds
        return lambda: time.perf_counter() >= end and self._whole.context.tasks.running == 0

    def _all(self) -> Iterator[Until]:
        from ui.places import PageName

        yield self._after(1.0)
        self._gaps.enter("making pages ahead")
        yield lambda: all(self._window.has(name) for name in PageName)
        yield self._after(1.0)
        self._gaps.enter("at rest")
        yield self._after(REST_S)
        self._gaps.enter("first visits")
        yield from self._visits()
        self._gaps.enter("visiting again")
        yield from self._visits()
        self._gaps.enter("another look")
        yield from self._looks()
        while True:
            yield from self._practise()
            yield from self._look_back()
            if time.perf_counter() > self._until_s:
                self.over = True
                return

    def _visits(self) -> Iterator[Until]:
        from ui.places import PageName, Place

        for name in reversed(PageName):
            self._whole.context.go(Place(page=name))
            yield self._after(VISIT_S)

    def _looks(self) -> Iterator[Until]:
        from coach.settings import declared

        settings = self._whole.context.settings
        for look in ("dark", "light"):
            settings.set(declared.THEME, look)
            yield self._after(VISIT_S)
        for percent in (110, 100):
            settings.set(declared.TEXT_SCALE, percent)
            yield self._after(VISIT_S)

    def _practise(self) -> Iterator[Until]:
        from ui.pages.practice import PracticePage
        from ui.places import PageName, Place

        self._gaps.enter("beginning")
        self._whole.context.go(Place(page=PageName.PRACTICE))
        page = self._window.page
        if not isinstance(page, PracticePage):
            raise TypeError(page)
        page.show_choose()
        yield self._after(VISIT_S)
        page.choose.how.after_each.click()
        page.presenter.start(page.choose.setup_for(plan="quick", question_ids=("disagreement",)))
        yield partial(_answering, page)
        self._gaps.enter("recording")
        end = time.perf_counter() + ANSWER_S
        yield lambda: time.perf_counter() >= end
        self._gaps.enter("transcribing and scoring")
        page.presenter.does.done()
        yield lambda: "feedback" in vars(page) and page.view is page.feedback
        yield self._after(VISIT_S)
        self._gaps.enter("ending")
        page.presenter.does.go_on()
        yield lambda: not page.presenter.busy

    def _look_back(self) -> Iterator[Until]:
        from ui.pages.sessions import SessionsPage
        from ui.places import PageName, Place

        self._whole.context.go(Place(page=PageName.SESSIONS))
        page = self._window.page
        if not isinstance(page, SessionsPage):
            raise TypeError(page)
        yield self._after(VISIT_S)
        self._gaps.enter("searching")
        page.search.bar.enter()
        for letters in range(1, len(SOUGHT) + 1):
            page.search.bar.field.setText(SOUGHT[:letters])
            yield lambda: True
        yield self._after(VISIT_S)
        yield lambda: page.search.hits.hits.rowCount() > 0
        self._gaps.enter("exporting")
        self._report.unlink(missing_ok=True)
        page.exporting.write(self._whole.context.library.sessions()[0].id, self._report, "pdf")
        yield self._after(VISIT_S)
        yield self._report.exists
        page.search.bar.field.setText("")
        self._gaps.enter("ending")


def _answering(page: "PracticePage") -> bool:
    """Whether the answer is recorded; what is said and thought before it is cut short."""
    from coach.practice.values import State

    interview = page.presenter.interview
    if interview is None or interview.state is State.RECORDING:
        return interview is not None
    if interview.state in {State.ASKING, State.THINKING}:
        page.presenter.does.done()
    return False


def _tell(notice: "Notice") -> None:
    """What the window says goes to stderr, so that a story that breaks off says why."""
    sys.stderr.write(f"{notice.text} {notice.report}\n")


def main(folder: Path, seconds: float) -> int:
    """Run.

    Args:
        folder: For the answer's file; the window's own folders are where the environment says.
        seconds: How long to go round at least; one round is done anyhow.

    Returns:
        0 when all was measured; the last line of stdout is a JSON object: by what was done, seconds of the
        longest gap and the most that the main thread worked in one.
    """
    import ui.app
    import ui.start
    from coach.folders import default_folders
    from coach.testing.audio import FileInput, SilentOutput
    from coach.testing.kept import keep_sessions, some_sessions
    from ui.context import SoundPorts
    from ui.places import PageName, Place

    answer = spoken_answer(folder, ANSWER_S + 10.0)
    rounds = 1 + int(seconds / ANSWER_S)
    gaps: list[Gaps] = []
    stories: list[Story] = []

    class Measured(ui.app.App):
        """The product's application with somebody at it."""

        def show(self) -> None:
            super().show()
            self.context.messages.posted.connect(_tell)
            self.context.go(Place(page=PageName.PRACTICE))
            gaps.append(Gaps())
            stories.append(Story(self, gaps[0], folder, seconds))

    keep_sessions(default_folders().make().data, some_sessions(SESSIONS), sounds=False)
    ui.app.App = Measured  # type: ignore[misc]
    ui.app.real_sound = lambda: SoundPorts(FileInput([answer] * rounds, real_time=True), SilentOutput())
    status = ui.start.main()
    print(json.dumps(gaps[0].longest))
    return status if stories[0].over else 1


if __name__ == "__main__":  # the analysis process imports this module too
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
