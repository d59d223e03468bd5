"""Which system libraries are installed how, and what is said where they cannot be."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def system(script: Callable[[str], ModuleType]) -> Any:
    return script("setup_system")


@pytest.fixture
def machine(system: ModuleType) -> Any:
    return system.Machine(
        platform="linux",
        is_root=True,
        has_apt=True,
        has_sudo=False,
        has_terminal=True,
        has_ensurepip=True,
        python=(3, 12),
    )


def everything_but(*missing: str) -> Callable[[Sequence[str]], set[str]]:
    return lambda names: set(names) - set(missing)


def test_nothing_is_run_where_everything_is_there(
    system: ModuleType, machine: Any, commands: Any, said: list[str]
) -> None:
    assert system.ensure_system("test", machine, commands, said.append, everything_but())
    assert commands.ran == []
    assert said == []


def test_root_installs_only_what_is_missing(
    system: ModuleType, machine: Any, commands: Any, said: list[str]
) -> None:
    missing = everything_but("libportaudio2", "libegl1")

    assert system.ensure_system("run", machine, commands, said.append, missing)

    apt = "env DEBIAN_FRONTEND=noninteractive apt-get"
    assert commands.ran == [
        f"{apt} update -qq",
        f"{apt} install -y --no-install-recommends -qq libegl1 libportaudio2",
    ]
    assert said == ["System libraries: installing 2 with apt-get (a minute or two): libegl1 libportaudio2"]


def test_sudo_is_used_without_root(system: ModuleType, machine: Any, commands: Any, said: list[str]) -> None:
    machine = replace(machine, is_root=False, has_sudo=True)
    assert system.ensure_system("run", machine, commands, said.append, everything_but("libegl1"))
    assert all(line.startswith("sudo env DEBIAN_FRONTEND") for line in commands.ran)


def test_sudo_asks_no_password_where_nobody_can_type_it(
    system: ModuleType, machine: Any, commands: Any, said: list[str]
) -> None:
    machine = replace(machine, is_root=False, has_sudo=True, has_terminal=False)
    system.ensure_system("run", machine, commands, said.append, everything_but("libegl1"))
    assert all(line.startswith("sudo -n env") for line in commands.ran)


def test_without_root_and_sudo_the_exact_command_is_printed(
    system: ModuleType, machine: Any, commands: Any, said: list[str]
) -> None:
    machine = replace(machine, is_root=False)

    assert not system.ensure_system("test", machine, commands, said.append, everything_but("xvfb", "libegl1"))

    assert commands.ran == []
    assert said[-1] == (
        "Run this as root, then make test again:\n"
        "  apt-get update && apt-get install -y --no-install-recommends libegl1 xvfb"
    )


def test_failed_apt_stops_with_the_command(
    system: ModuleType, machine: Any, commands: Any, said: list[str]
) -> None:
    commands.failing = ("install",)
    assert not system.ensure_system("run", machine, commands, said.append, everything_but("libegl1"))
    assert "apt-get install -y --no-install-recommends libegl1" in said[-1]


def test_old_package_list_is_not_the_end(
    system: ModuleType, machine: Any, commands: Any, said: list[str]
) -> None:
    commands.failing = ("update",)
    assert system.ensure_system("run", machine, commands, said.append, everything_but("libegl1"))


def test_python_without_venv_gets_its_package(
    system: ModuleType, machine: Any, commands: Any, said: list[str]
) -> None:
    machine = replace(machine, has_ensurepip=False)
    system.ensure_system("run", machine, commands, said.append, everything_but("python3.12-venv"))
    assert commands.ran[-1].endswith(" python3.12-venv")


def test_test_tools_are_not_asked_of_a_person_who_only_runs_it(system: ModuleType, machine: Any) -> None:
    assert "xvfb" not in system.wanted_packages("run", machine)
    assert "xvfb" in system.wanted_packages("test", machine)


def test_other_linux_is_told_what_it_needs_and_goes_on(
    system: ModuleType, machine: Any, commands: Any, said: list[str]
) -> None:
    assert system.ensure_system("run", replace(machine, has_apt=False), commands, said.append)
    assert commands.ran == []
    assert "libportaudio2" in said[-1]


def test_macos_needs_none(system: ModuleType, machine: Any, commands: Any, said: list[str]) -> None:
    assert system.ensure_system("run", replace(machine, platform="darwin"), commands, said.append)
    assert said == []


def test_dpkg_is_believed_only_for_what_is_installed(
    system: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "dpkg-query"
    fake.write_text("#!/bin/sh\necho 'libegl1 installed'\necho 'libgl1 config-files'\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert system.installed_packages(["libegl1", "libgl1", "xvfb"]) == {"libegl1"}
