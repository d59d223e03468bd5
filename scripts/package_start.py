"""Where both packaged programs begin: the window, or the terminal when the file is called ``coach``."""

import ctypes.util
import multiprocessing
import sys
from pathlib import Path


def find_packaged_portaudio() -> None:
    """Let sounddevice find the PortAudio that lies in the package.

    It asks ``ctypes.util.find_library``, which asks the system's compiler or its list of libraries; on a
    computer without PortAudio neither knows the package's own.
    """
    packaged = Path(getattr(sys, "_MEIPASS", "")) / "libportaudio.so.2"
    if not packaged.is_file():
        return
    asked = ctypes.util.find_library

    def find(name: str) -> str | None:
        return str(packaged) if name == "portaudio" else asked(name)

    ctypes.util.find_library = find


def main() -> None:
    """Start the program that the file is named after."""
    if Path(sys.executable).stem == "coach":
        from coach.cli import main as terminal

        terminal()
    else:
        from ui.__main__ import start

        sys.exit(start())


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the analysis is this same file, started as a child
    find_packaged_portaudio()
    main()
