"""What the Sessions page shows, worded: lines of the list, and one session."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from coach.model.joined import join, with_words
from coach.model.message import message
from coach.model.score import Dimension
from coach.model.search import Hit, HitIn
from coach.model.session import AnswerStatus, Session, SessionSummary
from coach.reports import Document, build_document
from coach.reports.document import LevelsRow
from coach.words import Words

UNFINISHED = frozenset({AnswerStatus.RECORDING, AnswerStatus.QUEUED, AnswerStatus.RUNNING})


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One line of the list.

    Args:
        id: Of the session.
        title: As shown.
        about: How many answers, and when.
        profile: Level of each dimension in the usual order; None for one that did not apply.
        spoken: The whole line as a screen reader says it.
        starred: Whether the person marked it.
    """

    id: str
    title: str
    about: str
    profile: tuple[tuple[Dimension, int | None], ...]
    spoken: str
    starred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    """One line of what a search found.

    Args:
        hit: What was found.
        about: In which session, when, and at which second or where else.
        spoken: The whole line as a screen reader says it.
    """

    hit: Hit
    about: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A question that asked what the job gives, with what to ask instead.

    Args:
        answer: Position of the answer that holds it in the session, from 0.
        heading: What is the matter with it.
        quote: The question, verbatim.
        at: Where in the answer's sound, such as "0:42"; empty when it is not known.
        start_s: The same in seconds.
        instead: A better question; empty for none.
    """

    answer: int
    heading: str
    quote: str
    at: str
    start_s: float | None
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """One session, worded.

    Args:
        session: As kept.
        document: Its report.
        rows: Of the table of levels, each unscored answer with what has become of it.
        when: "today 14:20".
        about: How long, and how many answers.
        flags: Questions that asked what the job gives.
    """

    session: Session
    document: Document
    rows: tuple[LevelsRow, ...]
    when: str
    about: str
    flags: tuple[Flag, ...]

    @property
    def unfinished(self) -> bool:
        """Whether an answer of it is still being worked on, or waits for that."""
        return any(answer.status in UNFINISHED for answer in self.session.answers)


def when_text(moment: datetime, today: date, words: Words) -> str:
    """Say when a session was, as people say it.

    Args:
        moment: When it began, with its own offset from UTC.
        today: The day that it is now.
        words: The language.

    Returns:
        Such as "today 14:20", "yesterday", "18 Nov" or "18 Nov 2025".
    """
    days = (today - moment.date()).days
    if days == 0:
        return words.text(message("ui.sessions.when.today", time=words.time_of_day(moment)))
    if days == 1:
        return words.text(message("ui.sessions.when.yesterday"))
    if moment.year == today.year:
        return words.day_and_month(moment)
    return words.short_date(moment.date())


def session_line(summary: SessionSummary, today: date, words: Words) -> SessionLine:
    """Word a line of the list.

    Args:
        summary: The session.
        today: The day that it is now.
        words: The language.

    Returns:
        The line.
    """
    levels = dict(summary.profile)
    count = words.text(message("ui.sessions.answers", n=summary.answers))
    when = when_text(summary.started_at, today, words)
    about = words.text(message("ui.sessions.about", count=count, when=when))
    told = tuple(
        words.text(message("level.heading", dimension=message(f"dimension.{name.value}"), level=level))
        for name, level in summary.profile
    )
    title = one_line(summary.title, words)
    said = words.text(message("ui.sessions.line_spoken", title=title, about=about))
    if told:
        said = words.text(message("ui.sessions.line_levels", line=said, levels=told))
    if summary.starred:
        said = words.text(message("ui.sessions.line_starred", line=said))
    return SessionLine(
        id=summary.id,
        title=title,
        about=about,
        profile=tuple((name, levels.get(name)) for name in Dimension),
        spoken=said,
        starred=summary.starred,
    )


def hit_line(hit: Hit, today: date, words: Words) -> HitLine:
    """Word a hit of a search.

    Args:
        hit: What was found.
        today: The day that it is now.
        words: The language.

    Returns:
        The line.
    """
    parts = [one_line(hit.title, words), when_text(hit.at, today, words)]
    if hit.where is HitIn.SAID and hit.start_s is not None:
        parts.append(words.clock(hit.start_s))
    elif hit.where is not HitIn.SAID:
        parts.append(words.text(message(f"ui.sessions.search.in.{hit.where}")))
    about = " · ".join(parts)
    spoken = words.text(message("ui.sessions.line_spoken", title=hit.snippet, about=", ".join(parts)))
    return HitLine(hit=hit, about=about, spoken=spoken)


def one_line(title: str, words: Words) -> str:
    """A title as it can be shown.

    Args:
        title: As kept.
        words: The language.

    Returns:
        The title without line breaks; the report's stand-in when it is empty.
    """
    return " ".join(title.split()) or words.text(message("report.untitled"))


def open_session(session: Session, today: date, words: Words) -> OpenSession:
    """Word a session.

    Args:
        session: The session.
        today: The day that it is now.
        words: The language.

    Returns:
        What is shown of it.
    """
    given = sum(answer.status is not AnswerStatus.SKIPPED for answer in session.answers)
    spoken_s = sum(answer.duration_s or 0.0 for answer in session.answers)
    length_s = (session.ended_at - session.started_at).total_seconds() if session.ended_at else spoken_s
    count = words.text(message("ui.sessions.answers", n=given))
    about = count
    if length_s >= 1.0:
        length = words.duration(max(60, 60 * round(length_s / 60)) if length_s >= 60 else length_s)
        about = words.text(message("ui.sessions.length", length=length, count=count))
    document = build_document(session, words)
    return OpenSession(
        session=session,
        document=document,
        rows=_rows(session, document, words),
        when=when_text(session.started_at, today, words),
        about=about,
        flags=flags(session, words),
    )


def place_in(session: Session, answer_id: str | None, at_s: float | None) -> tuple[int | None, float | None]:
    """Where an answer is shown: one to a follow-up is shown in the answer that it completes.

    Args:
        session: The session.
        answer_id: The answer; None for none.
        at_s: Seconds from the start of its own sound; None for no place in it.

    Returns:
        Position of the answer in the session, None when it is not in it; seconds from the start of what is
        played there.
    """
    for index, answer in enumerate(session.answers):
        if answer.id == answer_id:
            return index, at_s
        for piece in join(with_words(answer)).pieces:
            if piece.answer_id == answer_id:
                start_s = piece.start_s
                return index, at_s + start_s if at_s is not None and start_s is not None else None
    return None, None


def _rows(session: Session, document: Document, words: Words) -> tuple[LevelsRow, ...]:
    told = document.levels.rows if document.levels is not None else ()
    rows: list[LevelsRow] = []
    for index, answer in enumerate(session.answers):
        row = told[index] if told else LevelsRow(number=index + 1, question=answer.question.text, cells=())
        state = "" if row.cells else words.text(message(f"ui.sessions.state.{answer.status}"))
        rows.append(replace(row, note=state))
    return tuple(rows)


def flags(session: Session, words: Words) -> tuple[Flag, ...]:
    """The questions of a session that asked what the job gives.

    Args:
        session: The session.
        words: The language.

    Returns:
        In the order in which they were asked, in any answer.
    """
    found: list[Flag] = []
    for number, answer in enumerate(session.answers):
        score = answer.score
        if score is None:
            continue
        for asked in score.focus.questions:
            if not asked.self_focused:
                continue
            start_s = asked.span.start_s
            found.append(
                Flag(
                    answer=number,
                    heading=words.text(
                        message("ui.sessions.flag.early" if asked.early else "ui.sessions.flag.own")
                    ),
                    quote=score.text[asked.span.start : asked.span.end].strip(),
                    at=words.clock(start_s) if start_s is not None else "",
                    start_s=start_s,
                    instead=words.text(message("ui.sessions.flag.instead", question=asked.instead))
                    if asked.instead is not None
                    else "",
                )
            )
    return tuple(found)
