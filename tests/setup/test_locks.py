"""The lock files: complete, hashed, in step with each other, and free of addresses."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-weights.lock")


@pytest.fixture
def read_lock(script: Callable[[str], ModuleType], repo: Path) -> Callable[[str], Any]:
    """Read a lock file of this repository into its entries."""
    packages = script("setup_packages")
    return lambda name: packages.read_lock((repo / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_has_a_version_and_a_hash(read_lock: Callable[[str], Any], name: str) -> None:
    entries = read_lock(name)
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.!+-]+( ; .+)? \\\n +--hash=sha256:[0-9a-f]{64}\b", entry.text), (
            entry.text
        )


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_stands_in_a_lock_file(repo: Path, name: str) -> None:
    text = (repo / name).read_text(encoding="utf-8")
    assert not re.search(r"://|file:|^-", text, re.MULTILINE)


def test_dev_lock_holds_the_run_lock_with_the_same_versions(read_lock: Callable[[str], Any]) -> None:
    def pins(name: str) -> set[tuple[str, str]]:
        return {(entry.name, entry.text.split(" \\")[0]) for entry in read_lock(name)}

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_every_dependency_is_locked(
    read_lock: Callable[[str], Any], script: Callable[[str], ModuleType], repo: Path
) -> None:
    normal = script("setup_packages").normal_name
    with (repo / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]

    def names(requirements: list[str]) -> set[str]:
        return {normal(re.split(r"[^\w.-]", requirement)[0]) for requirement in requirements}

    run = {entry.name for entry in read_lock("requirements.lock")}
    dev = {entry.name for entry in read_lock("requirements-dev.lock")}
    assert names(project["dependencies"]) - run == set()
    assert names(project["optional-dependencies"]["build"]) - run == set()
    assert names(project["optional-dependencies"]["dev"]) - dev == set()


def test_every_weights_package_has_its_size_and_cost(
    read_lock: Callable[[str], Any], script: Callable[[str], ModuleType]
) -> None:
    locked = {entry.name for entry in read_lock("requirements-weights.lock")}
    assert set(script("setup_packages").WEIGHTS) == locked


def test_what_is_no_lock_entry_is_refused(script: Callable[[str], ModuleType]) -> None:
    read = script("setup_packages").read_lock
    with pytest.raises(ValueError, match="not a pinned requirement"):
        read("rich>=13\n")
    with pytest.raises(ValueError, match="cannot begin"):
        read("    --hash=sha256:00\n")


def test_every_package_is_named_in_the_third_party_notices(
    read_lock: Callable[[str], Any], repo: Path
) -> None:
    notices = (repo / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| ([\w.-]+) \|", notices, re.MULTILINE)) - {"Package", "What"}
    locked = {
        entry.name for name in ("requirements.lock", "requirements-weights.lock") for entry in read_lock(name)
    }
    assert locked - named == set(), "not named in THIRD_PARTY_NOTICES.md"
    assert named - locked == set(), "named, and not installed any more"
