"""From a session, an answer or a period to a document."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from coach.errors import NotFoundError
from coach.model.message import Message, message
from coach.model.score import Dimension, DimensionScore
from coach.model.session import Answer, AnswerStatus, Session
from coach.reports.answers import attempted, build_section
from coach.reports.choices import EVERYTHING, Choices
from coach.reports.document import AnswerSection, Document, LevelsRow, LevelsTable
from coach.reports.highlights import highlights
from coach.reports.names import without_names
from coach.reports.summary import build_summary, low_median
from coach.words import Words

_SHORT_QUESTION = 72


def build_document(session: Session, words: Words, choices: Choices = EVERYTHING) -> Document:
    """Word a session.

    Args:
        session: The session, with any number of answers in any state.
        words: The language.
        choices: What is to be in it.

    Returns:
        The document; the same session gives the same document.
    """
    shown = session if choices.names else without_names(session, words)
    answers = shown.answers
    levels = _levels_table(answers, words)
    sections = () if choices.one_page else tuple(
        build_section(answer, index, words, choices) for index, answer in enumerate(answers, start=1)
    )  # fmt: skip
    return Document(
        title=_title(shown, words),
        language=words.language,
        author=words.text(message("report.author")),
        created=session.started_at,
        subtitle=_subtitle(shown, words),
        summary=build_summary(answers, words),
        levels=levels,
        scale=words.text(message("report.scale")) if levels is not None else "",
        answers=sections,
        footer=words.text(message("report.footer", author=message("report.author"))),
        page_line=words.text(message("report.page", page="{page}", pages="{pages}")),
        note=_note(choices, words),
        rows=highlights(answers, words) if choices.one_page else (),
    )


def build_answer_document(
    session: Session, answer_id: str, words: Words, choices: Choices = EVERYTHING
) -> Document:
    """Word one answer of a session.

    Args:
        session: Its session.
        answer_id: Which answer, or one to a follow-up of it.
        words: The language.
        choices: What is to be in it.

    Returns:
        The document.

    Raises:
        NotFoundError: The session has no such answer.
    """
    return build_document(replace(session, answers=(find_answer(session, answer_id),)), words, choices)


def find_answer(session: Session, answer_id: str) -> Answer:
    """An answer of a session.

    Args:
        session: Its session.
        answer_id: The answer's id, or that of an answer to a follow-up of it.

    Returns:
        The answer with its follow-ups.

    Raises:
        NotFoundError: The session has no such answer.
    """
    for answer in session.answers:
        if answer_id == answer.id or any(answer_id == one.id for one in answer.follow_ups):
            return answer
    raise NotFoundError("error.library.no_answer", id=answer_id)


def build_period_document(
    sessions: Sequence[Session], since: date, until: date, words: Words, choices: Choices = EVERYTHING
) -> Document:
    """Word the sessions of a period.

    Args:
        sessions: In the order of time.
        since: Its first day.
        until: Its last day.
        words: The language.
        choices: What is to be in it.

    Returns:
        The document: a line a session, then all answers under their session's heading.
    """
    companies = tuple(session.company for session in sessions if session.company is not None)
    shown = [one if choices.names else without_names(one, words, companies) for one in sessions]
    answers = tuple(answer for session in shown for answer in session.answers)
    levels = _sessions_table(shown, words)
    days = {"since": words.short_date(since), "until": words.short_date(until)}
    begun = datetime.combine(since, time(12))
    count = words.text(message("report.answers", n=sum(map(_is_given, answers))))
    return Document(
        title=words.text(message("report.period.title", **days)),
        language=words.language,
        author=words.text(message("report.author")),
        created=(sessions[-1].started_at if sessions else begun).astimezone(),
        subtitle=words.text(message("report.period.subtitle", n=len(sessions), answers=count)),
        summary=build_summary(answers, words),
        levels=levels,
        scale=words.text(message("report.period.scale")) if levels is not None else "",
        answers=() if choices.one_page else tuple(_grouped(shown, words, choices)),
        footer=words.text(message("report.footer", author=message("report.author"))),
        page_line=words.text(message("report.page", page="{page}", pages="{pages}")),
        note=_note(choices, words),
        rows=highlights(answers, words) if choices.one_page else (),
    )


def _grouped(sessions: Sequence[Session], words: Words, choices: Choices) -> list[AnswerSection]:
    made: list[AnswerSection] = []
    for session in sessions:
        group = words.text(
            message("report.period.session", day=words.date(session.started_at), title=_title(session, words))
        )
        for answer in session.answers:
            made.append(build_section(answer, len(made) + 1, words, choices, group=group))
            group = ""
    return made


def _title(session: Session, words: Words) -> str:
    return " ".join(session.title.split()) or words.text(message("report.untitled"))


def _note(choices: Choices, words: Words) -> str:
    return "" if choices.names else words.text(message("report.names_left_out"))


def _is_given(answer: Answer) -> bool:
    return answer.status is not AnswerStatus.SKIPPED


def _subtitle(session: Session, words: Words) -> str:
    day = words.date(session.started_at)
    count = words.text(message("report.answers", n=sum(map(_is_given, session.answers))))
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


def _columns(answers: Sequence[Answer]) -> list[Dimension]:
    """A dimension that no question called for has no column."""
    scored = [answer.score for answer in answers if answer.score is not None]
    return [name for name in Dimension if any(score.dimension(name).applies for score in scored)]


def _table(
    heading: Message, shown: list[Dimension], rows: Sequence[LevelsRow], words: Words
) -> LevelsTable | None:
    if not shown:
        return None
    return LevelsTable(
        heading=words.text(heading),
        columns=tuple(words.text(message(f"dimension.short.{name.value}")) for name in shown),
        rows=tuple(rows),
    )


def _levels_table(answers: tuple[Answer, ...], words: Words) -> LevelsTable | None:
    shown = _columns(answers)
    rows = [_levels_row(answer, index, shown, words) for index, answer in enumerate(answers, start=1)]
    return _table(message("report.question"), shown, rows, words)


def _levels_row(answer: Answer, number: int, shown: list[Dimension], words: Words) -> LevelsRow:
    question = attempted(_short(answer.question.text), answer, words)
    if answer.score is None:
        note = words.text(message("level.none" if _is_given(answer) else "level.skipped"))
        return LevelsRow(number=number, question=question, cells=(), note=note)
    cells = tuple(_cell(answer.score.dimension(name), words) for name in shown)
    return LevelsRow(number=number, question=question, cells=cells)


def _sessions_table(sessions: Sequence[Session], words: Words) -> LevelsTable | None:
    """The middle level of each session, the lower one of two."""
    shown = _columns([answer for session in sessions for answer in session.answers])
    rows = [_session_row(session, number, shown, words) for number, session in enumerate(sessions, start=1)]
    return _table(message("report.period.sessions"), shown, rows, words)


def _session_row(session: Session, number: int, shown: list[Dimension], words: Words) -> LevelsRow:
    day = words.short_date(session.started_at)
    title = words.text(message("report.period.session", day=day, title=_title(session, words)))
    scores = [answer.score for answer in session.answers if answer.score is not None]
    cells: list[str] = []
    for name in shown:
        levels = [found.level for found in (score.dimension(name) for score in scores) if found.applies]
        known = [level for level in levels if level is not None]
        dash = words.text(message("level.dash"))
        cells.append(str(low_median(known)) if known else dash)
    return LevelsRow(number=number, question=title, cells=tuple(cells))


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
