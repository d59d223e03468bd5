"""Opens the window: a child process, since the terminal program knows no Qt."""

import os
import subprocess
import sys
from collections.abc import Mapping


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


def open_window() -> int:
    """Open the window and wait until it is closed.

    Returns:
        Its exit status.
    """
    child = subprocess.Popen([sys.executable, "-m", "ui"])
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # The window was interrupted too, and is putting things in order.
