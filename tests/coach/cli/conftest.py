"""The terminal program, run in this process."""

import json
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from coach.cli import main


@dataclass(frozen=True)
class Run:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON document; anything else in it fails."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def coach(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run ``coach`` with arguments and give its exit status and what it wrote."""
    monkeypatch.setattr(logging, "basicConfig", lambda **_options: None)

    def run(*arguments: str | Path) -> Run:
        monkeypatch.setattr(sys, "argv", ["coach", *map(str, arguments)])
        capfd.readouterr()
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        written = capfd.readouterr()
        return Run(code, written.out, written.err)

    return run


@pytest.fixture(scope="session")
def conforms() -> Callable[[Any, str], None]:
    """Check a document against a part of the interfaces' schema."""
    path = Path(__file__).with_name("interfaces.schema.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    registry = Registry().with_resource("interfaces", Resource.from_contents(schema))

    def check(document: Any, part: str) -> None:
        validator = Draft202012Validator({"$ref": f"interfaces#/$defs/{part}"}, registry=registry)
        problems = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]
        assert not problems, "\n".join(problems[:10])

    return check
