"""`make pictures`: draws every page of the window with fixed data, and checks that nothing is cut off.

Light and dark, empty and full, at three sizes, and once with text of twice the size, into build/pictures;
with `--readme` also the few pictures that the README shows, into docs/pictures.
Draws offscreen unless QT_QPA_PLATFORM says otherwise.
What is drawn stands in `scripts.picture_scenes`.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

import numpy as np
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from scripts.picture_checks import troubles
from scripts.picture_scenes import SCENES, Scene, only, settle
from scripts.picture_studio import Studio
from ui.theme import Theme

OUT = Path("build") / "pictures"
README_OUT = Path("docs") / "pictures"
README_SIZE = (1280, 800)
SIZES = ((960, 640), (1280, 800), (2560, 1440))
README_BYTES = 150_000
LARGE_PERCENT = 200
"""The largest text that the settings give; drawn in one look, since colours move nothing."""
LARGE_SIZE = (1280, 800)


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
            whole = studio.open(theme, sessions=scene.sessions, live=scene.live)
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
            found += draw_large(whole.window, theme, scene.name)
            whole.end()
            whole.window.deleteLater()
            settle()
    return found


def draw_large(window: QWidget, theme: Theme, name: str) -> list[str]:
    """Draw what is shown once more with the largest text.

    Args:
        window: The window.
        theme: Its look; as it was afterwards.
        name: Of what is shown.

    Returns:
        Troubles, each with its picture.
    """
    theme.set_text_scale(LARGE_PERCENT)
    window.resize(*LARGE_SIZE)
    settle()
    picture = f"{name}_{LARGE_SIZE[0]}x{LARGE_SIZE[1]}_large.png"
    window.grab().save(str(OUT / picture))
    # A hint in an empty line that has no room ends in dots, which is left so where text is as large as this.
    seen = (trouble for trouble in troubles(window) if not trouble.startswith("cut off: QLineEdit"))
    found = [f"{picture}: {trouble}" for trouble in seen]
    theme.set_text_scale(100)
    settle()
    return found


def main() -> int:
    """Draw, and say what is wrong; with names only those scenes, and what was drawn before stays.

    Returns:
        0 when nothing is cut off.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", help="only these")
    parser.add_argument("--readme", action="store_true", help="write docs/pictures too")
    given = parser.parse_args()
    qInstallMessageHandler(_quiet)
    if not given.scenes:
        shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True, exist_ok=True)
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
