"""What a report says about who asked and how often a question was heard."""

from dataclasses import replace

from coach.model.score import Cared, Span
from coach.model.session import Answer
from coach.reports.answers import build_section
from coach.reports.document import Row
from coach.testing.sessions import sample_session
from coach.words import Words

WORDS = Words.load()


def rows_of(answer: Answer) -> dict[str, Row]:
    return {row.heading: row for row in build_section(answer, 1, WORDS).rows}


def scored() -> Answer:
    return next(answer for answer in sample_session().answers if answer.score is not None)


def test_what_the_asker_cares_about_is_quoted_where_it_was_heard() -> None:
    answer = scored()
    assert answer.score is not None
    text = answer.score.text
    end = text.index(" ", 30)
    cared = Cared(person="Sam Lee", cares="looking after customers", span=Span(start=0, end=end))
    row = rows_of(replace(answer, score=replace(answer.score, cared=cared)))["What Sam Lee cares about"]
    assert row.text == "This was heard: looking after customers."
    assert [quote.text for quote in row.quotes] == [text[:end].strip()]


def test_what_was_not_heard_is_said_so_and_nothing_is_quoted() -> None:
    answer = scored()
    assert answer.score is not None
    cared = Cared(person="Sam Lee", cares="keeping costs down")
    row = rows_of(replace(answer, score=replace(answer.score, cared=cared)))["What Sam Lee cares about"]
    assert row.text == "I didn't hear anything on keeping costs down."
    assert row.quotes == ()


def test_repeats_are_told_and_only_where_there_were_any() -> None:
    answer = scored()
    assert "Heard again" not in rows_of(answer)
    assert rows_of(replace(answer, repeats=1))["Heard again"].text == "The question was heard once more."
    assert rows_of(replace(answer, repeats=3))["Heard again"].text == "The question was heard 3 more times."
