"""How long the real window's event loop ever stood still while a person used it, by what was done.

One round of everything takes some two minutes; ``SECOND_ROUND_GAPS_S=600`` goes round for ten.
``python -m benchmarks.window_gaps FOLDER SECONDS`` is the window that is used.
Everything is real but the microphone, which hears a file as fast as it was spoken, and the loudspeaker.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.answers import spoken_answer
from benchmarks.figure import Figure
from benchmarks.window import child_env

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
SOUGHT = "a rounding problem, so I fixed that"
"""Said in the sample sessions of ``coach.testing``."""
PATIENCE_S = 120.0
"""For one thing to happen; a story that waits longer breaks off and says for what."""
AIM_S = 0.05

AIMS = {
    "recording": "50 ms",
    "transcribing and scoring": "50 ms",
    "exporting": "50 ms",
    "searching": "50 ms",
    "making pages ahead": "",
    "first visits": "",
    "visiting again": "",
    "another look": "",
    "beginning": "",
}
"""What is done while gaps are looked for, and the aim."""

Until = Callable[[], bool]


@dataclass(slots=True)
class Longest:
    """How long the loop ever stood still while one thing was done.

    The work says what the window itself takes: another program may have had the processor.

    Args:
        gap_s: The longest gap.
        work_s: The most seconds that the main thread worked in one gap.
        gaps: How many gaps were longer than the aim.
        works: In how many the main thread worked for longer than the aim.
        lasted_s: How long this was done altogether.
    """

    gap_s: float = 0.0
    work_s: float = 0.0
    gaps: int = 0
    works: int = 0
    lasted_s: float = 0.0

    def note(self, gap_s: float, work_s: float) -> None:
        """Note one gap.

        Args:
            gap_s: How long it was.
            work_s: How long the main thread worked in it.
        """
        self.gap_s, self.work_s = max(self.gap_s, gap_s), max(self.work_s, work_s)
        self.gaps += gap_s > AIM_S
        self.works += work_s > AIM_S
        self.lasted_s += gap_s


class Gaps:
    """Looks for gaps of the loop from now on."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest: dict[str, Longest] = {}
        self._phase = "starting"
        self._beat, self._work = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(PROBE_MS)

    @property
    def phase(self) -> str:
        """What is done now."""
        return self._phase

    def enter(self, phase: str) -> None:
        """Something else is done now.

        Args:
            phase: What.
        """
        self._tick()
        self._phase = phase

    def _tick(self) -> None:
        beat, work = time.perf_counter(), time.thread_time()
        self.longest.setdefault(self._phase, Longest()).note(beat - self._beat, work - self._work)
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
        self._since_s = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._step)
        self._timer.start(STEP_MS)

    def _step(self) -> None:
        if self._until():
            until, self._since_s = next(self._steps, None), time.perf_counter()
            if until is not None:
                self._until = until
                return
        elif time.perf_counter() - self._since_s < PATIENCE_S:
            return
        else:
            sys.stderr.write(f"waited in vain: {self._gaps.phase}\n")
        self._timer.stop()
        self._window.close()

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
        from coach.settings import declared
        from ui.pages.practice import PracticePage
        from ui.places import PageName, Place

        self._gaps.enter("beginning")
        # Nobody would answer a follow-up.
        self._whole.context.settings.set(declared.PRACTICE_FOLLOW_UPS, False)  # noqa: FBT003 - a value
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
        yield self._after(VISIT_S)
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
    # More than one a round: on a busy machine the microphone may seem lost, and is opened again.
    openings = 5 * (1 + int(seconds / ANSWER_S))
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
    ui.app.real_sound = lambda: SoundPorts(FileInput([answer] * openings, real_time=True), SilentOutput())
    status = ui.start.main()
    print(json.dumps({phase: asdict(longest) for phase, longest in gaps[0].longest.items()}))
    return status if stories[0].over else 1


def measure() -> list[Figure]:
    """Use the real window in a process of its own, and read its probe."""
    seconds = float(os.environ.get("SECOND_ROUND_GAPS_S", "0"))
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.window_gaps", folder, str(seconds)],
            env=child_env(Path(folder)),
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds + 900,
        )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    found = {name: Longest(**told) for name, told in json.loads(done.stdout.splitlines()[-1]).items()}
    rest = found["at rest"]
    return [figure for name, aim in AIMS.items() for figure in _figures(name, aim, found[name], rest)]


def _figures(name: str, aim: str, longest: Longest, rest: Longest) -> Iterator[Figure]:
    told = (
        ("longest gap of the event loop", 1000 * longest.gap_s, "ms", 1000 * rest.gap_s, aim),
        ("most work of the window in one gap", 1000 * longest.work_s, "ms", 1000 * rest.work_s, ""),
        ("gaps over 50 ms", longest.gaps, "", rest.gaps, "none" if aim else ""),
        ("gaps with over 50 ms of the window's work", longest.works, "", rest.works, ""),
    )
    for kind, value, unit, reference, wanted in told:
        yield Figure(
            name=f"{kind}, {name}, {longest.lasted_s:.0f} s",
            value=value,
            unit=unit,
            runs=1,
            reference=reference,
            reference_name="the same window at rest",
            aim=wanted,
        )


if __name__ == "__main__":  # the analysis process imports this module too
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
