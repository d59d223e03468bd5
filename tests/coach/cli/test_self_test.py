"""The self-test's own judgement; the whole of it is run by ``make stress``, in source and in the package."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli.self_test import heard_share
from coach.cli.window import window_command

SPOKEN = "I rang the customer, and we agreed on a new day."


@pytest.mark.parametrize(
    ("heard", "share"),
    [
        (SPOKEN, 1.0),
        ("i rang the customer and we agreed on a new day", 1.0),
        ("I rang the customer.", 4 / 11),
        ("Thank you for watching.", 0.0),
        ("", 0.0),
    ],
)
def test_the_share_of_the_words_that_were_heard(heard: str, share: float) -> None:
    assert heard_share(SPOKEN, heard) == pytest.approx(share)


def test_a_word_that_is_heard_twice_counts_once() -> None:
    assert heard_share("no no yes", "yes yes yes") == pytest.approx(1 / 3)


def test_where_nothing_was_spoken_nothing_was_heard() -> None:
    assert heard_share("…", "…") == 0.0


@given(st.text(), st.text())
def test_a_share_is_between_none_and_all(spoken: str, heard: str) -> None:
    assert 0.0 <= heard_share(spoken, heard) <= 1.0


def test_a_packaged_terminal_opens_the_packaged_window_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(Path("bundle") / "coach"))
    assert window_command() == [str(Path("bundle") / "second-round")]


def test_from_source_the_window_is_a_module_of_this_python() -> None:
    assert window_command() == [sys.executable, "-m", "ui"]
