"""Set-up of Second Round: system libraries, virtual environment, locked packages, weights.

Runs on a bare Python 3.11 with the standard library only; started by setup.sh.
Whatever is done is stamped inside the environment, so that a second run has nothing to do
and an interrupted one goes on where it stopped.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from setup_packages import Step, plan
from setup_system import Machine, ensure_system, this_machine

ROOT = Path(__file__).resolve().parent.parent
SPACE_MB = 2600  # the environment with the weights, and pip's copies while it works
KEPT = "What is done is kept: the same command goes on from here."
SHOWN_MB = 5.0  # smaller files are not worth a line of their own


@dataclass(frozen=True, slots=True)
class Pip:
    """Runs pip in the environment, quietly enough to read.

    Args:
        log: Where pip's own words go when there is no terminal to show its progress bars.
        say: Shows a line to the person.
        terminal: Whether standard output is a terminal.
    """

    log: Path
    say: Callable[[str], None]
    terminal: bool

    def __call__(self, command: Sequence[str]) -> int:
        """Run one command.

        Returns:
            Its exit status.
        """
        environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
        self.log.parent.mkdir(exist_ok=True)
        if self.terminal:
            return subprocess.run(command, env=environment, check=False).returncode
        with (
            self.log.open("w", encoding="utf-8") as log,
            subprocess.Popen(
                command,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            ) as child,
        ):
            for line in child.stdout or ():
                log.write(line)
                shown = download_line(line)
                if shown:
                    self.say(shown)
        if child.returncode != 0:
            self.say(f"    pip's last words (all of them: {self.log}):")
            for line in self.log.read_text(encoding="utf-8").splitlines()[-8:]:
                self.say(f"    | {line}")
        return child.returncode


def download_line(line: str) -> str | None:
    """Turn pip's line about a large download into ours; None for every other line."""
    found = re.match(r"\s*Downloading (\S+) \(([\d.]+) MB\)", line)
    if found is None or float(found[2]) < SHOWN_MB:
        return None
    return f"    loading {found[1].rsplit('/', 1)[-1].split('-')[0]}, {float(found[2]):.0f} MB"


@dataclass(frozen=True, slots=True)
class Environment:
    """The virtual environment of one checkout, with the stamps of what was done in it."""

    root: Path

    @property
    def folder(self) -> Path:
        """The environment's folder."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        inside = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
        return self.folder / inside

    @property
    def notes(self) -> Path:
        """The folder of stamps and logs."""
        return self.folder / ".second-round"

    def trouble(self) -> str | None:
        """Say why the environment cannot be used; None when it can or does not exist."""
        if not self.folder.exists() and not self.folder.is_symlink():
            return None
        try:
            made_by = re.search(
                r"^version\w* *= *(\d+\.\d+)", (self.folder / "pyvenv.cfg").read_text(encoding="utf-8"), re.M
            )
            question = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
            answer = subprocess.run(
                [self.python, "-I", "-c", question], capture_output=True, text=True, check=False
            )
            pip = next(self.python.parent.glob("pip*")).read_bytes()[:1000]
        except (OSError, StopIteration, UnicodeDecodeError):
            return "it is incomplete"
        if answer.returncode != 0 or made_by is None:
            return "its Python does not work any more"
        if made_by[1] != answer.stdout.strip():
            return f"it was made by Python {made_by[1]}, which is now {answer.stdout.strip()}"
        if sys.platform != "win32" and os.fsencode(self.python.parent) not in pip:
            return "the folder has moved since"
        return None

    def is_done(self, step: Step) -> bool:
        """Whether the step was done with the same content."""
        try:
            return (self.notes / step.key).read_text(encoding="utf-8") == step.digest
        except OSError:
            return False

    def stamp(self, step: Step) -> None:
        """Note that the step is done."""
        self.notes.mkdir(exist_ok=True)
        (self.notes / step.key).write_text(step.digest, encoding="utf-8")


def pip_command(environment: Environment, step: Step) -> list[str]:
    """Give the command that does a step; its requirements are written where pip reads them."""
    command = [str(environment.python), "-I", "-m", "pip", "install", "--no-deps", "--no-input"]
    if not step.requirements:
        return [*command, "--no-build-isolation", "--editable", str(environment.root)]
    environment.notes.mkdir(exist_ok=True)
    listed = environment.notes / f"{step.key}.txt"
    listed.write_text("".join(f"{r.text}\n" for r in step.requirements), encoding="utf-8")
    return [*command, "--require-hashes", "--requirement", str(listed)]


def install(
    environment: Environment,
    steps: Sequence[Step],
    run: Callable[[Sequence[str]], int],
    say: Callable[[str], None],
) -> bool:
    """Do the steps that are not done yet.

    Args:
        environment: Where to.
        steps: All steps, done or not.
        run: Runs a command and gives its exit status.
        say: Shows a line to the person.

    Returns:
        Whether the program can start; weights that could not be had are said and do not count.
    """
    todo = [step for step in steps if not environment.is_done(step)]
    left_mb = sum(step.mb for step in todo)
    for number, step in enumerate(todo, start=1):
        size = f", about {step.mb} MB (still to load in all: about {left_mb} MB)" if step.mb else ""
        say(f"[{number} of {len(todo)}] {step.title}{size}")
        left_mb -= step.mb
        if run(pip_command(environment, step)) == 0:
            environment.stamp(step)
        elif step.cost:
            package = step.requirements[0].name
            say(f"    {step.title} ({package}) could not be installed: {step.cost}.")
            say("    Everything else goes on; the next start tries it again.")
        else:
            say(f"    {step.title} could not be installed. {KEPT}")
            return False
    return True


def set_up(
    root: Path,
    purpose: str,
    machine: Machine,
    *,
    run: Callable[[Sequence[str]], int],
    pip: Callable[[Sequence[str]], int],
    say: Callable[[str], None],
) -> bool:
    """Bring a checkout to where it can run or be tested.

    Args:
        root: The checkout's top folder.
        purpose: "run" or "test".
        machine: What is known about the machine.
        run: Runs a system command and gives its exit status.
        pip: Runs a pip command and gives its exit status.
        say: Shows a line to the person.

    Returns:
        Whether all is ready.
    """
    if os.environ.get("SECOND_ROUND_SKIP_SYSTEM") != "1" and not ensure_system(purpose, machine, run, say):
        return False
    environment = Environment(root)
    trouble = environment.trouble()
    if trouble:
        say(f"The environment in .venv cannot be used ({trouble}); making it anew.")
        if environment.folder.is_symlink():
            environment.folder.unlink()
        else:
            shutil.rmtree(environment.folder)
    steps = plan(root, purpose)
    todo = [step for step in steps if not environment.is_done(step)]
    if not todo:
        return True
    steps_left = "1 step" if len(todo) == 1 else f"{len(todo)} steps"
    if not enough_space(root, sum(step.mb for step in todo), say):
        return False
    say(f"Setting up Second Round: {steps_left}; done steps are kept if you stop it.")
    if not environment.folder.exists():
        say(f"Making the virtual environment in {environment.folder}")
        if run((sys.executable, "-m", "venv", str(environment.folder))) != 0:
            say("Python could not make it; its own words are above.")
            return False
    return install(environment, steps, pip, say)


def enough_space(root: Path, load_mb: int, say: Callable[[str], None]) -> bool:
    """Check that the disk can take what is still to load, which unpacks to about three times its size."""
    needed_mb = min(SPACE_MB, 4 * load_mb)
    free_mb = shutil.disk_usage(root).free // 1_000_000
    if free_mb >= needed_mb:
        return True
    say(f"Set-up needs about {needed_mb} MB of free disk; {root} has {free_mb} MB. Please make room first.")
    return False


def _run(command: Sequence[str]) -> int:
    # apt-get tells of every file that it unpacks: that is worth watching, and not worth keeping in a log.
    shown = None if sys.stderr.isatty() else subprocess.DEVNULL
    return subprocess.run(command, stdout=shown, check=False).returncode


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    """Read the purpose and set up; gives the exit status."""
    parser = argparse.ArgumentParser(description="Set up Second Round in this checkout.")
    parser.add_argument("purpose", choices=["run", "test"], help="run: to use it; test: with its tests")
    purpose = parser.parse_args().purpose
    pip = Pip(log=Environment(ROOT).notes / "pip.log", say=_say, terminal=sys.stderr.isatty())
    try:
        ready = set_up(ROOT, purpose, this_machine(), run=_run, pip=pip, say=_say)
    except KeyboardInterrupt:
        _say(f"\nStopped. {KEPT}")
        return 130
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
