"""CSV: one row an answer, and no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.session import Session
from coach.reports.choices import Choices
from coach.reports.csv_report import COLUMNS, DASH, csv_lines, neutral
from coach.words import Words


def rows_of(lines: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


def test_one_row_an_answer_with_levels_and_measures(session: Session, words: Words) -> None:
    rows = rows_of(csv_lines((session, session), words))
    assert len(rows) == 2 * len(session.answers)
    third = rows[2]
    assert list(third) == list(COLUMNS)
    assert (third["star"], third["story"], third["research"], third["listening"]) == ("4", "5", DASH, "4")
    assert third["words"] == "104"
    assert third["text"].startswith("So, um, in my last role")
    assert rows[5]["status"] == "failed"
    assert rows[5]["star"] == ""


def test_without_the_transcript_the_words_are_gone(session: Session, words: Words) -> None:
    rows = rows_of(csv_lines((session,), words, Choices(transcript=False)))
    assert {row["text"] for row in rows} == {""}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "|x", "%x", "\n@x"])
def test_what_a_spreadsheet_would_run_is_made_text(cell: str) -> None:
    assert neutral(cell).startswith("'")


def test_plain_words_stay_as_they_are() -> None:
    assert neutral("I said 1+1 = 2, no more") == "I said 1+1 = 2, no more"
    assert neutral("") == ""


@given(st.text())
def test_no_cell_begins_a_formula(cell: str) -> None:
    made = neutral(cell)
    assert made.lstrip()[:1] not in set("=+-@|%\t\r\n") or made == ""
    assert not set(made) & set("\r\n\t\x00")


def test_hostile_words_stay_in_their_cell(session_of: Callable[[str], Session], words: Words) -> None:
    hostile = "=cmd|' /C calc'!A0, \"quoted\",\r\n;x"
    said = replace(session_of(" ".join(hostile.split())), title=hostile)
    (row,) = rows_of(csv_lines((said,), words))
    assert row["session"].startswith("'=cmd")
    assert row["question"].startswith("'=cmd")
    assert row["text"].startswith("'=cmd")
