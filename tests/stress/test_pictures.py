"""Every picture is drawn, nothing in one is cut off, and all that it shows is heard and reached by keyboard.

The pictures are in build/pictures afterwards, to be looked at.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from a11y_walk import Flashes, everything_wrong
from PySide6.QtWidgets import QApplication

from scripts.picture_scenes import SCENES, Scene, settle
from scripts.picture_studio import Studio
from scripts.pictures import OUT, SIZES
from ui.theme import Theme

LIMIT_S = 3600
LOOKS = ("light", "dark")
SIZE = (1280, 800)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.mark.timeout(LIMIT_S + 60)
def test_nothing_is_cut_off_in_any_picture(repo: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.pictures"],
        cwd=repo,
        env=dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((repo / OUT).glob("*.png"))) == len(SCENES) * len(SIZES) * len(LOOKS)


@pytest.fixture(scope="module")
def studio(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return Studio(qapp, tmp_path_factory.mktemp("studio"))


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, choice="light")
    yield made
    made.deleteLater()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_everything_is_heard_and_reached(
    qapp: QApplication, studio: Studio, theme: Theme, scene: Scene
) -> None:
    flashes = Flashes(qapp)
    whole = studio.open(theme, sessions=scene.sessions, live=scene.live)
    window = whole.window
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    scene.set_up(window)
    settle(lambda: whole.context.tasks.running == 0)
    wrong = everything_wrong(window, window.page)
    whole.end()
    window.deleteLater()
    settle()
    flashes.end()
    assert not wrong, "\n".join(wrong)
    assert not flashes.seen, "parts that were windows of their own for a moment"
