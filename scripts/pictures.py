"""`make pictures`: draws every page of the window with fixed data, and checks that nothing is cut off.

Light and dark, empty and full, at three sizes, into build/pictures; with `--readme` also the few pictures
that the README shows, into docs/pictures. Draws offscreen unless QT_QPA_PLATFORM says otherwise.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

import numpy as np
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from coach.analysis import AnalysisConfig, InlineAnalysis
from coach.analysis.jobs import Scored
from coach.audio.files import write_wav
from coach.audio.ports import Device
from coach.feedback import make_feedback
from coach.folders import home_folders
from coach.library import Library
from coach.model.score import ScoringRequest
from coach.model.transcript import Transcript
from coach.practice.values import State
from coach.settings import Settings, declared
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import FileInput, SilentOutput
from coach.testing.kept import keep_sessions, murmur, some_sessions
from coach.testing.scored import spoken
from coach.testing.sessions import DISAGREEMENT, disagreement_score
from coach.words import Words
from scripts import picture_banks, picture_interview, picture_sessions
from scripts.picture_checks import troubles
from ui.app import App
from ui.context import SoundPorts
from ui.errors import Messages
from ui.main_window import MainWindow
from ui.page_list import PAGES
from ui.pages.practice import PracticePage
from ui.pages.practice.first_time import remember
from ui.pages.sessions import SessionsPage
from ui.places import PageName, Place
from ui.settings_store import SettingsStore
from ui.tasks import Tasks
from ui.theme import Theme

OUT = Path("build") / "pictures"
README_OUT = Path("docs") / "pictures"
README_SIZE = (1280, 800)
SIZES = ((960, 640), (1280, 800), (2560, 1440))
NOW = datetime(2026, 11, 21, 16, 0, tzinfo=timezone(timedelta(hours=1)))
QUESTIONS = ("about-yourself", "disagreement", "your-questions")
LIMIT_S = 20.0
SPOKEN_S = 4.0
README_BYTES = 150_000


T = TypeVar("T")


class Sample(ScriptedServices):
    """Hears and scores the sample answer, whatever is recorded."""

    def transcribe(self, path: Path, on_progress: Callable[[float], None], should_stop: object) -> Transcript:
        """The sample's words."""
        del path, on_progress, should_stop
        return spoken(DISAGREEMENT)

    def score(self, request: ScoringRequest) -> Scored:
        """The sample's scores."""
        del request
        score = disagreement_score()
        return Scored(score, make_feedback(score))


class Closable(InlineAnalysis):
    """The analysis in this process."""

    def __init__(self, config: AnalysisConfig) -> None:
        super().__init__(Sample())
        self.config = config

    def listen(self) -> None:
        """Answers are transcribed from their files."""

    def close(self) -> None:
        """Nothing runs."""


class Microphone(FileInput):
    """A microphone with the name of one."""

    def devices(self) -> tuple[Device, ...]:
        """One headset."""
        return (Device("Headset (USB)", "files", is_default=True),)


@dataclass(frozen=True)
class Scene:
    """One thing to draw.

    Args:
        name: Of the file.
        set_up: Brings the window there; a generator may yield to let it work.
        full: Whether there are sessions.
        live: Whether the microphone hears as fast as somebody speaks; else all of the answer at once.
        readme: Whether the README shows it.
    """

    name: str
    set_up: Callable[[MainWindow], None]
    full: bool = True
    live: bool = False
    readme: str = ""


def only(found: object, kind: type[T]) -> T:
    """What was found, which is of the kind that is wanted."""
    if not isinstance(found, kind):
        raise TypeError(f"{type(found).__name__} where {kind.__name__} is wanted")
    return found


def go(page: PageName, window: MainWindow) -> None:
    """Show a page."""
    window.go(Place(page=page))
    settle()


def answer(window: MainWindow, index: int = 2) -> None:
    """Open an answer of the newest session."""
    go(PageName.SESSIONS, window)
    page = only(window.page, SessionsPage)
    page.browse.session.table.chosen.emit(index)


def practice(window: MainWindow) -> PracticePage:
    """The Practice page."""
    go(PageName.PRACTICE, window)
    return only(window.page, PracticePage)


def plan(window: MainWindow, plan_id: str) -> None:
    """Look at a plan before it begins."""
    practice(window).choose.plan_opened.emit(plan_id)


def banks(window: MainWindow) -> PracticePage:
    """All question banks."""
    page = practice(window)
    page.choose.banks_row.click()
    return page


def own_banks(window: MainWindow, shown: str = "") -> None:
    """The same with many of the person's own, or one of them."""
    picture_banks.many(practice(window), settle, shown)
    window.messages.hide()


def own_question(window: MainWindow) -> None:
    """One of the person's own questions."""
    picture_banks.question(practice(window), settle)
    window.messages.hide()


def own_list(window: MainWindow) -> None:
    """A list that is being pasted."""
    picture_banks.a_list(banks(window))


def interview(window: MainWindow, reach: State = State.RECORDING) -> PracticePage:
    """Hold an interview up to its second question."""
    page = practice(window)

    def state() -> State | None:
        running = page.presenter.interview
        return running.state if running is not None and running.turn.position == 1 else None

    page.choose.how.after_each.click()
    page.presenter.start(page.choose.setup_for(plan="first-interview", question_ids=QUESTIONS))
    settle(lambda: page.presenter.interview is not None)
    page.presenter.does.skip()
    settle(lambda: state() is not None)
    if state() is State.ASKING:
        page.presenter.does.done()
    settle(lambda: state() is State.RECORDING)
    if reach is not State.RECORDING:
        page.presenter.does.done()
        settle(lambda: page.view is page.feedback)
    return page


def ended(window: MainWindow) -> None:
    """Hold an interview to its end."""
    page = interview(window, State.REVIEWED)
    page.presenter.does.end()
    settle(lambda: page.view is page.ended)


def feedback(window: MainWindow) -> None:
    """Hold an interview up to its first feedback."""
    interview(window, State.REVIEWED)


def recording(window: MainWindow) -> None:
    """Hold an interview while it is recorded, until there is a wave to be seen."""
    page = interview(window)
    elapsed_s: list[float] = []
    page.presenter.ticked.connect(lambda live: elapsed_s.append(live.elapsed_s))
    settle(lambda: bool(elapsed_s) and elapsed_s[-1] >= SPOKEN_S)


def settle(until: Callable[[], bool] | None = None) -> None:
    """Let the window work until nothing is under way."""
    app = only(QApplication.instance(), QApplication)
    end = datetime.now(UTC) + timedelta(seconds=LIMIT_S)
    quiet = 0
    while quiet < 5:
        app.processEvents()
        if until is None or until():
            quiet += 1
        if datetime.now(UTC) > end:
            raise TimeoutError("the window did not come to rest")


def bringing(window: MainWindow) -> None:
    """Sessions, with two recordings about to be brought in."""
    go(PageName.SESSIONS, window)
    page = only(window.page, SessionsPage)
    page.bring.offer([Path("Interview at Globex.m4a"), Path("voice note 14.mp3")])


def moment(window: MainWindow, show: Callable[[PracticePage], None]) -> None:
    """A moment of an interview."""
    show(practice(window))


def again(window: MainWindow) -> None:
    """Feedback on a second attempt."""
    picture_interview.second_attempt(interview(window, State.REVIEWED))


def searching(window: MainWindow) -> None:
    """Sessions, with hits and filters."""
    go(PageName.SESSIONS, window)
    picture_sessions.search(only(window.page, SessionsPage), settle)


SCENES = (
    Scene("practice_first_start", partial(go, PageName.PRACTICE), full=False),
    Scene("practice", partial(go, PageName.PRACTICE), readme="practice"),
    Scene("practice_plan", partial(plan, plan_id="competency")),
    Scene("practice_banks", banks, full=False),
    Scene("practice_banks_own", own_banks),
    Scene("practice_bank_own", partial(own_banks, shown="bakery-counter")),
    Scene("practice_list", own_list),
    Scene("practice_question", own_question),
    Scene("practice_interview", recording, live=True, readme="interview"),
    Scene("practice_feedback", feedback, readme="feedback"),
    Scene("practice_asking", partial(moment, show=picture_interview.asking)),
    Scene("practice_follow_up", partial(moment, show=picture_interview.follow_up)),
    Scene("practice_hidden", partial(moment, show=picture_interview.hidden)),
    Scene("practice_pitch", partial(moment, show=picture_interview.pitch)),
    Scene("practice_again", again),
    Scene("practice_ended", ended),
    Scene("sessions_empty", partial(go, PageName.SESSIONS), full=False),
    Scene("sessions", partial(go, PageName.SESSIONS), readme="sessions"),
    Scene("sessions_search", searching),
    Scene("sessions_answer", answer, readme="answer"),
    Scene("sessions_bring", bringing),
    Scene("sessions_failed", partial(answer, index=5)),
    Scene("progress", partial(go, PageName.PROGRESS)),
    Scene("prepare", partial(go, PageName.PREPARE)),
    Scene("follow_up", partial(go, PageName.FOLLOW_UP)),
    Scene("settings", partial(go, PageName.SETTINGS)),
)


class Studio:
    """Makes windows with fixed data.

    Args:
        app: The application.
        folder: For their libraries; removed by the caller.
    """

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._count = 0
        self._words = Words.load()
        full = home_folders(folder / "full").make()
        keep_sessions(full.data, some_sessions(5, NOW.replace(hour=14, minute=20)))
        remember(full.config)
        home_folders(folder / "empty").make()
        self._answer = folder / "answer.wav"
        write_wav(self._answer, murmur(spoken(DISAGREEMENT), 46.0))

    def open(self, theme: Theme, scene: Scene) -> App:
        """A window on a library of its own, with sessions or empty."""
        self._count += 1
        home = self._folder / str(self._count)
        shutil.copytree(self._folder / ("full" if scene.full else "empty"), home)
        folders = home_folders(home)
        tasks, messages = Tasks(), Messages()
        # Without the voice, so that the pictures need no weights.
        chosen = Settings().with_option(declared.VOICE_ENABLED, False)  # noqa: FBT003 - a value
        whole = App(
            self._app,
            folders=folders,
            words=self._words,
            theme=theme,
            tasks=tasks,
            messages=messages,
            settings=SettingsStore(chosen, folders.config, tasks),
            library=Library.open(folders.data),
            sound=SoundPorts(Microphone([self._answer] * 3, real_time=scene.live), SilentOutput()),
            make_analysis=Closable,
            pages={**PAGES, PageName.SESSIONS: partial(SessionsPage, now=lambda: NOW)},
        )
        whole.window.setWindowTitle("Second Round")
        return whole


def keep_for_readme(picture: QPixmap, target: Path) -> list[str]:
    """Write a picture small: 256 colours are enough for the window.

    Args:
        picture: What to keep.
        target: The file.

    Returns:
        A line when it is too large all the same.
    """
    whole = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(whole.constBits(), np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    table = [int(colour) for colour in colours[np.argsort(-counts)][:256]]
    few = whole.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    few.save(str(target), "PNG", 0)
    size = target.stat().st_size
    return [f"{target}: {size} bytes are too many"] if size > README_BYTES else []


def draw(scenes: tuple[Scene, ...], *, readme: bool) -> list[str]:
    """Draw scenes in every look and size.

    Args:
        scenes: Which.
        readme: Whether the README's pictures are written too.

    Returns:
        Troubles, each with its picture.
    """
    app = only(QApplication.instance() or QApplication([sys.argv[0]]), QApplication)
    app.setQuitOnLastWindowClosed(False)
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(app, Path(folder))
        theme = Theme(app, choice="light")
        for scene in scenes:
            whole = studio.open(theme, scene)
            whole.window.resize(*SIZES[-1])
            whole.window.show()
            scene.set_up(whole.window)
            settle(lambda whole=whole: whole.context.tasks.running == 0)
            for look in ("light", "dark"):
                theme.set_choice(look)
                for size in SIZES:
                    whole.window.resize(*size)
                    settle()
                    name = f"{scene.name}_{size[0]}x{size[1]}_{look}.png"
                    whole.window.grab().save(str(OUT / name))
                    found += [f"{name}: {trouble}" for trouble in troubles(whole.window)]
                    if readme and scene.readme and size == README_SIZE and look == "light":
                        found += keep_for_readme(whole.window.grab(), README_OUT / f"{scene.readme}.png")
            theme.set_choice("light")
            whole.end()
            whole.window.deleteLater()
            settle()
    return found


def main() -> int:
    """Draw, and say what is wrong.

    Returns:
        0 when nothing is cut off.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", help="only these")
    parser.add_argument("--readme", action="store_true", help="write docs/pictures too")
    given = parser.parse_args()
    qInstallMessageHandler(_quiet)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    README_OUT.mkdir(parents=True, exist_ok=True)
    scenes = tuple(scene for scene in SCENES if not given.scenes or scene.name in given.scenes)
    found = draw(scenes, readme=given.readme)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")
    for trouble in found:
        print(trouble, file=sys.stderr)
    return 1 if found else 0


def _quiet(_kind: object, _context: object, text: str) -> None:
    # The offscreen platform can't do it and says so for every window.
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
