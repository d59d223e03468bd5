"""Rules that hold for every file of the repository."""

import ast
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_METHODS = 400, 60, 20

# Written in pieces, so that this file does not find itself.
ADDRESSES = re.compile(
    "|".join(
        (
            "pypi" + r"\.org",
            "pythonhosted" + r"\.org",
            "--(?:extra-)?index-" + "url[= ]",
            "--find-" + "links[= ]",
        )
    )
)
MACHINE_PATHS = re.compile(r"(?<![\w.\-/}~*])/(?:work|root|home|Users|tmp|opt)/\w|\b[A-Z]:\\Users\\")
# Made-up paths are data of these files; nothing is ever read there.
MAKES_UP_PATHS = ("tests/setup/test_repository.py",)


def tracked_files(repo: Path) -> list[Path]:
    """Give what git tracks, or every file but the tools' own where this is no git checkout."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={repo}", "-C", str(repo), "ls-files", "-z"],
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        files = [repo / name for name in listed.stdout.split("\0") if name]
    else:
        files = [
            file
            for file in repo.rglob("*")
            if not any(part.startswith(".") and part != ".ci" for part in file.relative_to(repo).parts)
        ]
    return [file for file in files if file.is_file()]


def hits(repo: Path, pattern: re.Pattern[str]) -> list[str]:
    """Give `file:line: text` for every line of a text file where the pattern stands."""
    found = []
    for file in tracked_files(repo):
        data = file.read_bytes()
        if b"\0" in data:
            continue
        for number, line in enumerate(data.decode("utf-8", errors="replace").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{file.relative_to(repo)}:{number}: {line.strip()[:100]}")
    return found


def test_no_file_names_a_package_registry(repo: Path) -> None:
    assert hits(repo, ADDRESSES) == []


def test_no_file_names_a_path_of_a_machine(repo: Path) -> None:
    found = hits(repo, MACHINE_PATHS)
    assert [line for line in found if not line.startswith(MAKES_UP_PATHS)] == []


@pytest.mark.parametrize(
    ("text", "is_path"),
    [
        ('open("/home/ada/notes")', True),
        ("/Users/ada/x", True),
        ("see /tmp/x.wav", True),
        (r"C:\Users\ada", True),
        ("https://example.org/home/ada", False),
        ("assets/home/ada", False),
        ("$HOME/work/ada", False),
        ("/path/to/python3", False),
    ],
)
def test_machine_paths_are_told_from_others(text: str, is_path: bool) -> None:
    assert bool(MACHINE_PATHS.search(text)) is is_path


def oversized(path: str, source: str) -> Iterator[tuple[str, str]]:
    """Give the key and the finding for everything in a file that is larger than the house asks."""
    lines = source.count("\n")
    if lines > MAX_FILE_LINES:
        yield path, f"{lines} lines"

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, str]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (child.end_lineno or child.lineno) - child.lineno + 1
                if length > MAX_FUNCTION_LINES:
                    yield f"{path}:{prefix}{child.name}", f"{length} lines"
                yield from walk(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.ClassDef):
                methods = sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in child.body)
                if methods > MAX_METHODS:
                    yield f"{path}:{prefix}{child.name}", f"{methods} methods"
                yield from walk(child, f"{prefix}{child.name}.")
            else:
                yield from walk(child, prefix)

    yield from walk(ast.parse(source), "")


def test_sizes_are_kept_or_explained(repo: Path) -> None:
    with (repo / "tests/setup/sizes.toml").open("rb") as file:
        allowed = tomllib.load(file)["allowed"]
    found = {
        key: finding
        for folder in ("coach", "ui", "scripts", "benchmarks")
        for path in sorted((repo / folder).rglob("*.py"))
        for key, finding in oversized(path.relative_to(repo).as_posix(), path.read_text(encoding="utf-8"))
    }

    assert {key: finding for key, finding in found.items() if key not in allowed} == {}
    assert [key for key in allowed if key not in found] == [], "these need no reason any more"
    assert all(len(reason) > 20 for reason in allowed.values()), "a reason is a sentence"


def test_sizes_are_counted_as_a_reader_would() -> None:
    method = "    def m{0}(self) -> None:\n        pass\n"
    source = "class Wide:\n" + "".join(method.format(number) for number in range(21))
    source += "def long() -> None:\n" + "    pass\n" * 60
    assert dict(oversized("x.py", source)) == {"x.py:Wide": "21 methods", "x.py:long": "61 lines"}


@pytest.mark.skipif(os.environ.get("SECOND_ROUND_NO_NETWORK") != "1", reason="started without a namespace")
def test_tests_run_without_any_network() -> None:
    interfaces = Path("/proc/net/dev").read_text(encoding="utf-8").splitlines()[2:]
    assert [line.split(":")[0].strip() for line in interfaces] == ["lo"]
