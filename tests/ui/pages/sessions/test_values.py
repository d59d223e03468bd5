"""What the list and a session say, before any widget."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from coach.model.score import Dimension
from coach.model.session import AnswerStatus, SessionSummary
from coach.testing.sessions import sample_session
from coach.words import Words
from ui.pages.sessions.values import flags, open_session, session_line, when_text

TODAY = date(2026, 11, 21)
ZONE = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 11, 21, 14, 20, tzinfo=ZONE), "today 14:20"),
        (datetime(2026, 11, 20, 23, 59, tzinfo=ZONE), "yesterday"),
        (datetime(2026, 11, 18, 9, 0, tzinfo=ZONE), "18 Nov"),
        (datetime(2025, 11, 18, 9, 0, tzinfo=ZONE), "18 Nov 2025"),
        # A clock that was wrong, or a journey: a day to come is told by its date.
        (datetime(2026, 11, 22, 9, 0, tzinfo=ZONE), "22 Nov"),
    ],
)
def test_days_are_told_as_people_tell_them(words: Words, moment: datetime, told: str) -> None:
    assert when_text(moment, TODAY, words) == told


def test_a_line_has_a_place_for_every_dimension(words: Words) -> None:
    summary = SessionSummary(
        id="1",
        title="Two\nlines",
        started_at=datetime(2026, 11, 20, 9, 0, tzinfo=ZONE),
        plan="",
        answers=1,
        duration_s=60.0,
        profile=((Dimension.STAR, 3), (Dimension.FOCUS, 5)),
    )
    line = session_line(summary, TODAY, words)
    assert line.title == "Two lines"
    assert line.about == "1 answer · yesterday"
    assert line.profile == tuple(
        (name, {Dimension.STAR: 3, Dimension.FOCUS: 5}.get(name)) for name in Dimension
    )
    assert "STAR structure 3" in line.spoken
    assert "Focus on them 5" in line.spoken


def test_a_session_tells_what_became_of_each_answer(words: Words) -> None:
    found = open_session(sample_session(), date(2026, 11, 21), words)
    notes = {row.number: row.note for row in found.rows if row.note}
    assert notes == {6: "could not be written down", 7: "skipped"}
    assert found.about == "21 min · 7 answers"
    assert not found.unfinished


def test_a_session_of_which_nothing_is_scored_still_lists_its_questions(words: Words) -> None:
    session = sample_session()
    waiting = tuple(
        replace(answer, status=AnswerStatus.QUEUED, score=None, transcript=None, feedback=None)
        for answer in session.answers
    )
    found = open_session(replace(session, answers=waiting), TODAY, words)
    assert found.unfinished
    assert found.document.levels is None
    assert {row.note for row in found.rows} == {"waiting to be written down"}
    assert found.rows[0].question == "Tell me about yourself."


def test_questions_about_what_the_job_gives_are_flagged(words: Words) -> None:
    (flag,) = flags(sample_session(), words)
    assert flag.answer == 7
    assert flag.quote == "how many days can I work from home?"
    assert flag.start_s is not None
    assert flag.at == words.clock(flag.start_s)
    assert "How does the team work together" in flag.instead
    assert "you" not in flag.heading.lower().split()
