"""A good bank as plain data, and a way to write and check it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from coach.questions.bank import BankCheck, check_bank
from coach.words import Words


def good_question(**changes: Any) -> dict[str, Any]:
    """A question without a problem, with some keys changed."""
    question: dict[str, Any] = {
        "id": "late-bus",
        "text": "Tell me about a time you were late. What did you do?",
        "kind": "behavioural",
        "competencies": ["honesty"],
        "target_s": [60, 120],
        "parts": [{"kind": "instance", "text": "a time"}, {"kind": "method", "text": "what you did"}],
        "sample_openings": ["The bus broke down.", "In May I overslept."],
        "probes": {"result": "And then?", "part_2": "What did you do yourself?"},
        "strong": "One time, and what was done.",
        "traps": ["Blaming the bus."],
    }
    return question | changes


def good_bank(*questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A bank without a problem, with some keys changed."""
    bank: dict[str, Any] = {
        "schema": 1,
        "id": "buses",
        "title": "Buses",
        "description": "About buses.",
        "language": "en",
        "question": list(questions) or [good_question()],
    }
    return bank | changes


@pytest.fixture
def question() -> Callable[..., dict[str, Any]]:
    return good_question


@pytest.fixture
def bank() -> Callable[..., dict[str, Any]]:
    return good_bank


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a bank, given as data, as text or as bytes."""

    def written(content: dict[str, Any] | str | bytes, name: str = "bank.toml") -> Path:
        path = tmp_path / name
        if isinstance(content, dict):
            content = tomli_w.dumps(content)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def told() -> Callable[[BankCheck], list[tuple[str | None, str | None, str]]]:
    """The problems of a check as a person reads them: question, key, message id.

    Every sentence is worded too, so that one with a missing value or an unknown id fails.
    """
    words = Words.load()

    def read(check: BankCheck) -> list[tuple[str | None, str | None, str]]:
        for problem in check.problems:
            assert words.text(problem.text)
        return [
            (p.question, p.key, p.text.id.removeprefix("error.bank.").removeprefix("error.toml."))
            for p in check.problems
        ]

    return read


@pytest.fixture
def problems(
    write: Callable[..., Path], told: Callable[[BankCheck], list[tuple[str | None, str | None, str]]]
) -> Callable[..., list[tuple[str | None, str | None, str]]]:
    """Check a bank with one question that differs from a good one."""

    def found(**changes: Any) -> list[tuple[str | None, str | None, str]]:
        return told(check_bank(write(good_bank(good_question(**changes)))))

    return found
