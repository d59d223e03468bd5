"""Opens the window: a child process, since the terminal program knows no Qt."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PACKAGED = "second-round"
"""The window's program in a package, beside the terminal's; `scripts/package.spec` gives both their names."""


def has_screen(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> bool:
    """Whether a window could be seen.

    Args:
        environment: Environment variables; None for this process's own.
        platform: As ``sys.platform`` names it.

    Returns:
        Whether there is a screen; always so on macOS and Windows.
    """
    known = os.environ if environment is None else environment
    if platform in {"darwin", "win32"}:
        return True
    return bool(known.get("DISPLAY") or known.get("WAYLAND_DISPLAY"))


def window_command() -> list[str]:
    """What opens the window.

    Returns:
        The packaged window where this is a packaged program, else this Python with the window's module.
    """
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable).with_name(PACKAGED))]
    return [sys.executable, "-m", "ui"]


def open_window() -> int:
    """Open the window and wait until it is closed.

    Returns:
        Its exit status.
    """
    child = subprocess.Popen(window_command())  # noqa: S603 - this program's own window
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # The window was interrupted too, and is putting things in order.
