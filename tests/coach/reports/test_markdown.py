"""Markdown: the golden file, and that nothing of the person's becomes markup."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.session import Session
from coach.reports import build_document
from coach.reports.markdown import escape, escape_inside, to_markdown
from coach.reports.plain import plain
from coach.words import Words


def test_golden(session: Session, words: Words, repo: Path) -> None:
    """A wanted change is taken over by writing ``made`` to the file, and is then seen in the diff."""
    made = to_markdown(build_document(session, words))
    assert made == (repo / "tests" / "golden" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("12) no list", r"12\) no list"),
        ("+ no list", r"\+ no list"),
        ("> no quote", r"\> no quote"),
        ("a_b *c* `d`", r"a\_b \*c\* \`d\`"),
        ("[a](b) <c>", r"\[a\](b) \<c\>"),
        ("a | b", r"a \| b"),
        ("AT&amp;T", r"AT\&amp;T"),
        ("two\nlines\tand\x00more", "two lines and more"),
        ("back\\slash", r"back\\slash"),
        ("half \ud800 pair", "half � pair"),
        ("plain, with - a dash.", "plain, with - a dash."),
    ],
)
def test_escape(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_unescaping_gives_the_text_back(text: str) -> None:
    made = escape_inside(text)
    assert "\n" not in made
    assert re.sub(r"\\(.)", r"\1", made) == plain(text)


def test_hostile_words_stay_in_their_line(session_of: Callable[[str], Session], words: Words) -> None:
    made = to_markdown(build_document(session_of("# x | y\n\n---\n<script>alert(1)</script> [a](b)"), words))
    assert "<script>" not in re.sub(r"\\[<>]", "", made)
    lines = [line for line in made.splitlines() if line.startswith("#")]
    assert len(lines) == 2, "title and one question"
