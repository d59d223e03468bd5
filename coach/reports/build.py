"""From a session to a document."""

from coach.model.message import message
from coach.model.score import Dimension, DimensionScore
from coach.model.session import Answer, AnswerStatus, Session
from coach.reports.answers import build_section
from coach.reports.document import Document, LevelsRow, LevelsTable
from coach.reports.summary import build_summary
from coach.words import Words

_SHORT_QUESTION = 72


def build_document(session: Session, words: Words) -> Document:
    """Word a session.

    Args:
        session: The session, with any number of answers in any state.
        words: The language.

    Returns:
        The document; the same session gives the same document.
    """
    answers = session.answers
    levels = _levels_table(answers, words)
    return Document(
        title=" ".join(session.title.split()) or words.text(message("report.untitled")),
        language=words.language,
        author=words.text(message("report.author")),
        created=session.started_at,
        subtitle=_subtitle(session, words),
        summary=build_summary(session, words),
        levels=levels,
        scale=words.text(message("report.scale")) if levels is not None else "",
        answers=tuple(build_section(answer, index, words) for index, answer in enumerate(answers, start=1)),
        footer=words.text(message("report.footer", author=message("report.author"))),
        page_line=words.text(message("report.page", page="{page}", pages="{pages}")),
    )


def _subtitle(session: Session, words: Words) -> str:
    given = sum(1 for answer in session.answers if answer.status is not AnswerStatus.SKIPPED)
    day = words.date(session.started_at)
    count = words.text(message("report.answers", n=given))
    length_s = _length_s(session)
    if length_s < 1.0:
        return words.text(message("report.subtitle_untimed", day=day, answers=count))
    return words.text(
        message("report.subtitle", day=day, length=words.long_duration(length_s), answers=count)
    )


def _length_s(session: Session) -> float:
    if session.ended_at is not None:
        return max(0.0, (session.ended_at - session.started_at).total_seconds())
    return sum(answer.duration_s or 0.0 for answer in session.answers)


def _levels_table(answers: tuple[Answer, ...], words: Words) -> LevelsTable | None:
    """Levels of all answers; a dimension that no question called for has no column."""
    scored = [answer.score for answer in answers if answer.score is not None]
    shown = [name for name in Dimension if any(score.dimension(name).applies for score in scored)]
    if not shown:
        return None
    return LevelsTable(
        heading=words.text(message("report.question")),
        columns=tuple(words.text(message(f"dimension.short.{name.value}")) for name in shown),
        rows=tuple(_levels_row(answer, index, shown, words) for index, answer in enumerate(answers, start=1)),
    )


def _levels_row(answer: Answer, number: int, shown: list[Dimension], words: Words) -> LevelsRow:
    question = _short(answer.question.text)
    if answer.score is None:
        skipped = answer.status is AnswerStatus.SKIPPED
        note = words.text(message("level.skipped" if skipped else "level.none"))
        return LevelsRow(number=number, question=question, cells=(), note=note)
    cells = tuple(_cell(answer.score.dimension(name), words) for name in shown)
    return LevelsRow(number=number, question=question, cells=cells)


def _cell(found: DimensionScore, words: Words) -> str:
    if not found.applies:
        return words.text(message("level.dash"))
    return words.text(message("level.none")) if found.level is None else str(found.level)


def _short(question: str) -> str:
    """A question's first sentence, or its first words when that is long."""
    text = " ".join(question.split())
    for mark in ("? ", ". "):
        head, found, _ = text.partition(mark)
        if found:
            text = head + mark.strip()
    if len(text) <= _SHORT_QUESTION:
        return text
    return text[:_SHORT_QUESTION].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
