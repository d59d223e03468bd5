"""Answers as a table for spreadsheets: one row an answer.

A cell that a spreadsheet would take for a formula begins with an apostrophe, which it shows as text
(OWASP, "CSV Injection").
"""

import csv
import io
from collections.abc import Iterable, Iterator

from coach.model.score import Dimension
from coach.model.session import Answer, Session
from coach.reports.choices import EVERYTHING, Choices
from coach.reports.marking import answer_text
from coach.reports.names import without_names
from coach.reports.plain import plain
from coach.words import Words

MEASURES = (
    *("pace_wpm", "fillers", "words", "crutch_words", "long_pauses", "pitch_sd_st"),
    *("start_delay_s", "length_s"),
)
COLUMNS = (
    *("session_id", "session", "started_at", "answer_id", "number", "attempt", "follow_ups", "question_id"),
    *("question", "kind", "status", "recorded_at", "duration_s"),
    *(str(name) for name in Dimension),
    *MEASURES,
    *("star_missing", "worked", "next_step", "text"),
)
"""Stable: new ones come at the end. A dash stands for a dimension that the question does not call for."""

_FORMULA = frozenset("=+-@\t\r\n|%")
DASH = "–"


def csv_lines(sessions: Iterable[Session], words: Words, choices: Choices = EVERYTHING) -> Iterator[str]:
    """The table, a row at a time, so that any number of sessions needs the memory of one.

    Args:
        sessions: In the order of the rows.
        words: The language of the sentences.
        choices: What is to be in it; without the transcript the last column is empty.

    Yields:
        Lines with their ends, the header first.
    """
    yield _line(COLUMNS)
    for session in sessions:
        shown = session if choices.names else without_names(session, words)
        for answer in shown.answers:
            yield _line(_cells(shown, answer, words, choices))


def neutral(cell: str) -> str:
    """A cell that no spreadsheet runs.

    Args:
        cell: Any text.

    Returns:
        The text on one line, with an apostrophe before it where it would begin a formula.
    """
    text = plain(cell)
    begins = {text.lstrip()[:1], cell[:1]}
    return f"'{text}" if begins & _FORMULA else text


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _cells(session: Session, answer: Answer, words: Words, choices: Choices) -> Iterator[str]:
    score, feedback = answer.score, answer.feedback
    worked = feedback.worked if feedback is not None else None
    step = feedback.next_step if feedback is not None else None
    yield from (neutral(session.id), neutral(session.title), session.started_at.isoformat())
    yield from (neutral(answer.id), str(answer.position + 1), str(answer.attempt))
    yield from (str(len(answer.follow_ups)), neutral(answer.question.id or ""), neutral(answer.question.text))
    yield from (str(answer.question.kind), str(answer.status), answer.recorded_at.isoformat())
    yield _number(answer.duration_s)
    for name in Dimension:
        found = score.dimension(name) if score is not None else None
        dash = DASH if found is not None and not found.applies else ""
        yield str(found.level) if found is not None and found.level is not None else dash
    measures = {each.name: each.value for each in score.delivery.measures} if score is not None else {}
    for measure in MEASURES:
        yield _number(measures.get(measure))
    yield neutral(" ".join(score.star.missing)) if score is not None else ""
    quoted = score.text[worked.span.start : worked.span.end] if score is not None and worked else ""
    yield neutral(quoted)
    yield neutral(words.text(step.text)) if step is not None else ""
    yield neutral(answer_text(answer)) if choices.transcript else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")
