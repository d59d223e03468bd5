"""``make desktop``: puts Second Round into the menu of a Linux desktop, for this person alone.

``python -m scripts.desktop_entry [FOLDER]`` writes the entry and the icon below the folder of applications
(``$XDG_DATA_HOME``, usual ``~/.local/share``); ``--remove`` takes both away.
"""

import os
import shlex
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
ENTRY = Path("applications/second-round.desktop")
ICON = Path("icons/hicolor/scalable/apps/second-round.svg")


def data_folder() -> Path:
    """Where a desktop looks for a person's own applications.

    Returns:
        The folder, as the XDG base directory specification has it.
    """
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if named.startswith("/") else Path.home() / ".local" / "share"


def write(folder: Path, program: Path) -> list[Path]:
    """Write the entry and the icon.

    Args:
        folder: The folder of data.
        program: What the entry starts.

    Returns:
        The files that were written.
    """
    # The specification quotes with double quotes and gives four characters a backslash.
    quoted = "".join(f"\\{each}" if each in '"`$\\' else each for each in str(program))
    command = str(program) if shlex.quote(str(program)) == str(program) else f'"{quoted}"'
    template = (HERE / "assets" / "desktop" / "second-round.desktop").read_text(encoding="utf-8")
    entry = "\n".join(
        f"Exec={command}" if line.startswith("Exec=") else line for line in template.splitlines()
    )
    for name, content in (
        (ENTRY, entry + "\n"),
        (ICON, (HERE / "assets/icons/second-round.svg").read_text("utf-8")),
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return [folder / ENTRY, folder / ICON]


def remove(folder: Path) -> None:
    """Take the entry and the icon away.

    Args:
        folder: The folder of data.
    """
    for name in (ENTRY, ICON):
        (folder / name).unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    """Run.

    Args:
        arguments: A folder, ``--remove``, both or nothing.

    Returns:
        0.
    """
    folder = next((Path(each) for each in arguments if not each.startswith("--")), data_folder())
    if "--remove" in arguments:
        remove(folder)
        return 0
    for file in write(folder, HERE / ".venv" / "bin" / "coach"):
        sys.stdout.write(f"{file}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
