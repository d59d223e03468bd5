"""How the window was left: its size and its page, in a small file beside the settings."""

import json
import logging
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ui.places import PageName

FILE = "window.json"
SMALLEST = (960, 640)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowState:
    """How the window was left.

    Args:
        width: In pixels that do not depend on the screen's density.
        height: Likewise.
        maximised: Whether it filled the screen.
        page: The page that was shown.
    """

    width: int = 1280
    height: int = 800
    maximised: bool = False
    page: PageName = PageName.PRACTICE


def load(folder: Path) -> WindowState:
    """Read how the window was left.

    Args:
        folder: The person's config folder.

    Returns:
        The state; the usual one when there is none or when it can't be read, since nothing is lost with it.
    """
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return WindowState(
            width=min(max(int(found["width"]), SMALLEST[0]), 16_384),
            height=min(max(int(found["height"]), SMALLEST[1]), 16_384),
            maximised=found["maximised"] is True,
            page=PageName(found["page"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return WindowState()


def save(state: WindowState, folder: Path) -> None:
    """Write how the window was left, whole or not at all; a full disk costs only this.

    Args:
        state: What to write.
        folder: The person's config folder.
    """
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".window-", suffix=".part")
        part = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(state), file)
        part.replace(folder / FILE)
    except OSError as error:
        log.info("the window's size was not kept: %s", type(error).__name__)
        if part is not None:
            with suppress(OSError):
                part.unlink()
