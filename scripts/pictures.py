"""`make pictures`: draws every page of the window with fixed data, and checks that nothing is cut off.

Light and dark, empty and full, at three sizes, into build/pictures; with `--readme` also the few pictures that
the README shows, into docs/pictures. Draws offscreen unless QT_QPA_PLATFORM says otherwise.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from PySide6.QtCore import QPoint, QRect, qInstallMessageHandler
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from coach.analysis import AnalysisConfig, InlineAnalysis
from coach.analysis.jobs import Scored
from coach.feedback import make_feedback
from coach.folders import home_folders
from coach.library import Library
from coach.model.score import ScoringRequest
from coach.model.transcript import Transcript
from coach.settings import Settings
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import FileInput, SilentOutput
from coach.testing.kept import keep_sessions, some_sessions
from coach.testing.scored import spoken
from coach.testing.sessions import DISAGREEMENT, disagreement_score
from coach.words import Words
from ui.app import App
from ui.context import PageName, Place, SoundPorts
from ui.errors import Messages
from ui.main_window import MainWindow
from ui.page_list import PAGES
from ui.pages.sessions import SessionsPage
from ui.settings_store import SettingsStore
from ui.tasks import Tasks
from ui.theme import Theme

OUT = Path("build") / "pictures"
README_OUT = Path("docs") / "pictures"
SIZES = ((960, 640), (1280, 800), (2560, 1440))
NOW = datetime(2026, 11, 21, 16, 0, tzinfo=timezone(timedelta(hours=1)))
LIMIT_S = 20.0
README_BYTES = 150_000


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

    def close(self) -> None:
        """Nothing runs."""


@dataclass(frozen=True)
class Scene:
    """One thing to draw.

    Args:
        name: Of the file.
        set_up: Brings the window there; a generator may yield to let it work.
        full: Whether there are sessions.
        readme: Whether the README shows it.
    """

    name: str
    set_up: Callable[[MainWindow], None]
    full: bool = True
    readme: str = ""


def go(page: PageName, window: MainWindow) -> None:
    """Show a page."""
    window.go(Place(page=page))
    settle()


def answer(window: MainWindow, index: int = 2) -> None:
    """Open an answer of the newest session."""
    go(PageName.SESSIONS, window)
    page = window.page
    assert isinstance(page, SessionsPage)
    page.browse.session.table.chosen.emit(index)


def settle(until: Callable[[], bool] | None = None) -> None:
    """Let the window work until nothing is under way."""
    app = QApplication.instance()
    assert app is not None
    end = datetime.now(UTC) + timedelta(seconds=LIMIT_S)
    quiet = 0
    while quiet < 5:
        app.processEvents()
        if until is None or until():
            quiet += 1
        if datetime.now(UTC) > end:
            raise TimeoutError("the window did not come to rest")


SCENES = (
    Scene("practice_empty", partial(go, PageName.PRACTICE), full=False),
    Scene("practice", partial(go, PageName.PRACTICE), readme="practice"),
    Scene("sessions_empty", partial(go, PageName.SESSIONS), full=False),
    Scene("sessions", partial(go, PageName.SESSIONS), readme="sessions"),
    Scene("sessions_answer", answer, readme="answer"),
    Scene("sessions_failed", partial(answer, index=5)),
    Scene("progress", partial(go, PageName.PROGRESS)),
    Scene("prepare", partial(go, PageName.PREPARE)),
    Scene("follow_up", partial(go, PageName.FOLLOW_UP)),
    Scene("settings", partial(go, PageName.SETTINGS)),
)


def troubles(window: QWidget) -> Iterator[str]:
    """What is cut off, or lies where nobody sees it.

    Args:
        window: What to look through.

    Yields:
        One line each.
    """
    whole = window.rect()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        said = _said(widget)
        if isinstance(widget, QLabel) and widget.text() and _is_cut(widget):
            yield f"cut off: {said}"
        if isinstance(widget, QAbstractButton) and widget.width() < widget.minimumSizeHint().width():
            yield f"cut off: {said} ({widget.width()} of {widget.minimumSizeHint().width()} px)"
        if isinstance(widget, QAbstractButton | QLabel | QLineEdit | QComboBox | QAbstractItemView):
            box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            inside = _scrolled_in(widget)
            across = box.left() >= whole.left() and box.right() <= whole.right()
            down = box.top() >= whole.top() and box.bottom() <= whole.bottom()
            if not across or not (down or inside):
                yield f"outside the window: {said} at {box.getRect()}"


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height()
    return label.sizeHint().width() > label.width() or label.sizeHint().height() > label.height()


def _said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else widget.accessibleName()
    return f"{type(widget).__name__} “{text[:60]}”"


def _scrolled_in(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea | QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


class Studio:
    """Makes windows with fixed data.

    Args:
        app: The application.
        folder: For their libraries; removed by the caller.
    """

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app = app
        self._words = Words.load()
        self._folders = {full: home_folders(folder / str(full)).make() for full in (True, False)}
        last = NOW.replace(hour=14, minute=20)
        keep_sessions(self._folders[True].data, some_sessions(5, last))

    def open(self, theme: Theme, *, full: bool) -> App:
        """A window on a library with sessions, or on an empty one."""
        folders = self._folders[full]
        tasks, messages = Tasks(), Messages()
        whole = App(
            self._app,
            folders=folders,
            words=self._words,
            theme=theme,
            tasks=tasks,
            messages=messages,
            settings=SettingsStore(Settings(), folders.config, tasks),
            library=Library.open(folders.data),
            sound=SoundPorts(FileInput([]), SilentOutput()),
            make_analysis=Closable,
            pages={**PAGES, PageName.SESSIONS: partial(SessionsPage, now=lambda: NOW)},
        )
        whole.window.setWindowTitle("Second Round")
        return whole


def draw(scenes: tuple[Scene, ...], *, readme: bool) -> list[str]:
    """Draw scenes in every look and size.

    Args:
        scenes: Which.
        readme: Whether the README's pictures are written too.

    Returns:
        Troubles, each with its picture.
    """
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(app, Path(folder))
        theme = Theme(app, choice="light")
        for scene in scenes:
            for size in SIZES:
                whole = studio.open(theme, full=scene.full)
                whole.window.resize(*size)
                whole.window.show()
                scene.set_up(whole.window)
                settle(lambda whole=whole: whole.context.tasks.running == 0)
                for look in ("light", "dark"):
                    theme.set_choice(look)
                    settle()
                    name = f"{scene.name}_{size[0]}x{size[1]}_{look}.png"
                    picture = whole.window.grab()
                    picture.save(str(OUT / name))
                    found += [f"{name}: {trouble}" for trouble in troubles(whole.window)]
                    if readme and scene.readme and size == SIZES[1] and look == "light":
                        target = README_OUT / f"{scene.readme}.png"
                        picture.save(str(target), "PNG", 0)
                        if target.stat().st_size > README_BYTES:
                            found.append(f"{target}: {target.stat().st_size} bytes are too many")
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
