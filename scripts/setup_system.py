"""The system libraries that Second Round needs, and how they come to the machine.

Standard library only: this runs before anything is installed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Run = Callable[[Sequence[str]], int]

# What the bundled Qt 6.11, PortAudio and libpulse load at run time; found by reading what the wheels' shared
# libraries ask for and leaving out what these packages bring along.
RUN_PACKAGES = (
    "fontconfig",
    "libasound2-plugins",
    "libdbus-1-3",
    "libegl1",
    "libgl1",
    "libportaudio2",
    "libpulse0",
    "libwayland-cursor0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
)
TEST_PACKAGES = (
    "imagemagick",
    "openbox",
    "poppler-utils",
    "pulseaudio",
    "pulseaudio-utils",
    "xauth",
    "xdotool",
    "xvfb",
)
APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")


@dataclass(frozen=True, slots=True)
class Machine:
    """What set-up needs to know about this machine.

    Args:
        platform: As `sys.platform`.
        is_root: May change the system without asking.
        has_apt: Has apt-get and dpkg-query.
        has_sudo: Has sudo.
        has_terminal: A person can answer sudo's question.
        has_ensurepip: This Python can make a virtual environment.
        python: The running Python's version, as (3, 11).
    """

    platform: str
    is_root: bool
    has_apt: bool
    has_sudo: bool
    has_terminal: bool
    has_ensurepip: bool
    python: tuple[int, int]


def this_machine() -> Machine:
    """Look at the machine that this runs on."""
    return Machine(
        platform=sys.platform,
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        has_apt=shutil.which("apt-get") is not None and shutil.which("dpkg-query") is not None,
        has_sudo=shutil.which("sudo") is not None,
        has_terminal=sys.stdin.isatty(),
        has_ensurepip=_can_import("ensurepip"),
        python=(sys.version_info.major, sys.version_info.minor),
    )


def _can_import(name: str) -> bool:
    try:
        __import__(name)
    except ImportError:
        return False
    return True


def installed_packages(names: Sequence[str]) -> set[str]:
    """Give those of `names` that dpkg has installed."""
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\\n", *names],
        capture_output=True,
        text=True,
        check=False,  # it fails when one is unknown, and still lists the others
    )
    lines = (line.split() for line in answer.stdout.splitlines())
    return {words[0] for words in lines if words[1:] == ["installed"]}


def wanted_packages(purpose: str, machine: Machine) -> tuple[str, ...]:
    """Give the Debian packages for "run" or "test" on this machine."""
    wanted = RUN_PACKAGES + (TEST_PACKAGES if purpose == "test" else ())
    if not machine.has_ensurepip:
        wanted += (f"python{machine.python[0]}.{machine.python[1]}-venv",)
    return wanted


def ensure_system(
    purpose: str,
    machine: Machine,
    run: Run,
    say: Callable[[str], None],
    installed: Callable[[Sequence[str]], set[str]] = installed_packages,
) -> bool:
    """Install the missing system libraries, or say what to do.

    Args:
        purpose: "run" or "test".
        machine: The machine.
        run: Runs a command and gives its exit status.
        say: Shows a line to the person.
        installed: Tells which of the named packages are there.

    Returns:
        Whether set-up can go on.
    """
    if machine.platform != "linux":
        return True
    wanted = wanted_packages(purpose, machine)
    if not machine.has_apt:
        return _elsewhere(wanted, machine, say)
    present = installed(wanted)
    missing = [name for name in wanted if name not in present]
    if not missing:
        return True
    by_hand = f"apt-get update && {' '.join(APT_INSTALL)} {' '.join(missing)}"
    if machine.is_root:
        prefix: tuple[str, ...] = ()
    elif machine.has_sudo:
        prefix = ("sudo",) if machine.has_terminal else ("sudo", "-n")
    else:
        say("These system libraries are missing, and installing them needs the administrator (root).")
        say(f"Run this as root, then make {purpose} again:\n  {by_hand}")
        return False
    say(f"System libraries: installing {len(missing)} with apt-get (a minute or two): {' '.join(missing)}")
    apt = (*prefix, "env", "DEBIAN_FRONTEND=noninteractive")
    run((*apt, "apt-get", "update", "-qq"))  # an old list may still do, so its failure is not the end
    if run((*apt, *APT_INSTALL, "-qq", *missing)) == 0:
        return True
    say("apt-get could not install them; its own words are above.")
    say(f"Run this as root, then make {purpose} again:\n  {by_hand}")
    return False


def _elsewhere(wanted: Sequence[str], machine: Machine, say: Callable[[str], None]) -> bool:
    if not machine.has_ensurepip:
        say("This Python has no venv module (ensurepip); install it from your system's packages.")
        return False
    say("This system has no apt-get, so its libraries are yours to install; by their Debian names:")
    say("  " + " ".join(wanted))
    return True
