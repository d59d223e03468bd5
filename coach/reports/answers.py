"""One answer as a section of a report."""

from pathlib import PurePosixPath

from coach.feedback.quotes import may_quote
from coach.model.joined import joined_answer, with_words
from coach.model.message import message
from coach.model.score import (
    AnswerScore,
    Dimension,
    DimensionScore,
    Heard,
    Measure,
    Span,
    StarPart,
)
from coach.model.session import Answer, AnswerStatus
from coach.model.transcript import Transcript
from coach.reports.choices import EVERYTHING, Choices
from coach.reports.document import AnswerSection, Passage, Quote, Row
from coach.reports.marking import amounts, answer_text, has_times, passages, stretches, strip
from coach.words import Words

_MAX_QUOTES = 2
_MAX_QUOTE_CHARACTERS = 160


def attempted(question: str, answer: Answer, words: Words) -> str:
    """A question as a heading, which tells a second attempt from the first.

    Args:
        question: As it is to be read.
        answer: The answer to it.
        words: The language.

    Returns:
        The question, with the attempt's number from the second on.
    """
    if answer.attempt == 1:
        return question
    return words.text(message("report.attempt", question=question, attempt=answer.attempt))


def build_section(
    answer: Answer, number: int, words: Words, choices: Choices = EVERYTHING, *, group: str = ""
) -> AnswerSection:
    """Word one answer.

    Args:
        answer: The answer, however far it came, with those to its follow-ups.
        number: Its number in the report, from 1.
        words: The language.
        choices: What is to be in it.
        group: Heading over it and those after it; empty for none.

    Returns:
        The section; with a status line where there is no transcript or no score.
    """
    labels = {part: words.text(message(f"part.{part.value}")) for part in StarPart}
    letters = {part: words.text(message(f"part.letter.{part.value}")) for part in StarPart}
    heading = attempted(answer.question.text, answer, words)
    marked = passages(answer, labels) if choices.transcript else ()
    score = answer.score
    found = stretches(score) if score is not None else ()
    return AnswerSection(
        number=number,
        heading=heading,
        status=_status(answer, words),
        strip=strip(score, found, letters) if score is not None else (),
        parts_line=_parts_line(score, words, labels) if score is not None else (),
        measures_line=_measures_line(score, joined_answer(answer).transcript, words)
        if score is not None
        else (),
        passages=marked,
        legend=_legend("drawn", marked, words),
        legend_plain=_legend("plain", marked, words),
        rows=(*_rows(answer, words), *_unanswered_rows(answer, words)),
        group=group,
        sound=_sound(answer, choices),
        sound_label=words.text(message("report.sound")) if _sound(answer, choices) else "",
    )


def _sound(answer: Answer, choices: Choices) -> str:
    """Address of the recording, when links are wanted and it lies in the data folder."""
    if choices.sounds is None or answer.sound_file is None:
        return ""
    below = PurePosixPath(answer.sound_file)
    if below.is_absolute() or ".." in below.parts:
        return ""
    return (choices.sounds.absolute() / below).as_uri()


def _unanswered_rows(answer: Answer, words: Words) -> tuple[Row, ...]:
    """Follow-ups that were asked, and of which there are no words to show."""
    shown = {one.id for one in with_words(answer)}
    return tuple(
        Row(
            heading=words.text(message("report.row.asked")),
            text=one.question.text,
            note=_status(one, words),
        )
        for one in answer.follow_ups
        if one.id not in shown
    )


def _status(answer: Answer, words: Words) -> str:
    if answer.status is AnswerStatus.SKIPPED:
        return words.text(message("report.status.skipped"))
    if answer.status is AnswerStatus.FAILED:
        failure = message(answer.failure)
        known = bool(answer.failure) and words.can_say(failure)
        return words.text(failure if known else message("report.status.failed"))
    if answer.status in (AnswerStatus.RECORDING, AnswerStatus.QUEUED, AnswerStatus.RUNNING):
        return words.text(message("report.status.waiting"))
    words_kept = answer.transcript is not None or answer.typed is not None
    if answer.score is not None and not answer.score.text and not words_kept:
        return words.text(message("library.scores_only"))
    if not answer_text(answer).strip():
        return words.text(message("report.status.nothing_heard"))
    return words.text(message("report.status.no_score")) if answer.score is None else ""


def _parts_line(score: AnswerScore, words: Words, labels: dict[StarPart, str]) -> tuple[str, ...]:
    """Amounts such as "Situation 21 s", in the order of STAR; a part that was not heard is said so."""
    if score.star.level is None:
        return ()
    found = stretches(score)
    held = amounts(score, found)
    timed = has_times(found)
    line: list[str] = []
    for part in StarPart:
        amount = sum(one for stretch, one in zip(found, held, strict=True) if stretch.part is part)
        if amount <= 0.0:
            if part in score.star.missing:
                line.append(words.text(message("report.part.not_heard", part=labels[part])))
            continue
        if timed:
            line.append(
                words.text(
                    message("report.part.amount", part=labels[part], amount=words.duration(max(amount, 1)))
                )
            )
        else:
            line.append(words.text(message("report.part.words", part=labels[part], n=round(amount))))
    return tuple(line)


def _measures_line(score: AnswerScore, transcript: Transcript | None, words: Words) -> tuple[str, ...]:
    by_name: dict[str, Measure] = {entry.name: entry for entry in score.delivery.measures}
    line: list[str] = []
    pace = by_name.get("pace_wpm")
    if pace is not None and pace.value is not None:
        line.append(words.text(message("report.measure.pace", n=round(pace.value))))
    fillers, spoken = by_name.get("fillers"), by_name.get("words")
    if fillers is not None and fillers.value is not None and spoken is not None and spoken.value:
        count, total = round(fillers.value), round(spoken.value)
        line.append(
            words.text(
                message("report.measure.fillers_in", n=count, words=total)
                if count
                else message("report.measure.no_fillers", n=total)
            )
        )
    pause = _longest_pause_s(transcript)
    if pause is not None:
        line.append(words.text(message("report.measure.pause", seconds=words.number(pause, 1))))
    return tuple(line)


def _longest_pause_s(transcript: Transcript | None) -> float | None:
    """The longest silence inside the answer; thinking before it and silence after it are none."""
    if transcript is None:
        return None
    begin = transcript.speech_start_s or 0.0
    end = transcript.duration_s if transcript.speech_end_s is None else transcript.speech_end_s
    inside = [
        pause.end_s - pause.start_s
        for pause in transcript.pauses
        if pause.start_s >= begin and pause.end_s <= end
    ]
    return max(inside, default=None)


def _legend(kind: str, marked: tuple[Passage, ...], words: Words) -> str:
    runs = [run for passage in marked for run in passage.runs]
    said = []
    if any(run.filler for run in runs):
        said.append(words.text(message(f"report.legend.{kind}.filler")))
    if any(run.unsure for run in runs):
        said.append(words.text(message(f"report.legend.{kind}.unsure")))
    return " ".join(said)


def _rows(answer: Answer, words: Words) -> tuple[Row, ...]:
    score = answer.score
    if score is None:
        return ()
    rows = list(_feedback_rows(answer, score, words))
    step = answer.feedback.next_step if answer.feedback is not None else None
    next_shown = step.dimension if step is not None else None
    rows += [
        _dimension_row(score, name, next_shown, words) for name in Dimension if score.dimension(name).applies
    ]
    dashes = tuple(
        words.text(message(f"dimension.{name.value}"))
        for name in Dimension
        if not score.dimension(name).applies
    )
    if dashes:
        rows.append(Row(heading=words.text(message("report.row.dash")), text=words.list(dashes), spare=True))
    rows += _asked_rows(answer, score, words)
    return tuple(rows)


def _feedback_rows(answer: Answer, score: AnswerScore, words: Words) -> list[Row]:
    feedback = answer.feedback
    if feedback is None:
        return []
    rows: list[Row] = []
    if feedback.worked is not None:
        rows.append(
            Row(
                heading=words.text(message("report.row.worked")),
                text=words.text(feedback.worked.text),
                quotes=(quote_of(score, feedback.worked.span, words),),
                quote_first=True,
            )
        )
    if feedback.next_step is not None:
        tried = feedback.next_step.try_saying
        rows.append(
            Row(
                heading=words.text(message("report.row.next")),
                text=words.text(feedback.next_step.text),
                note=words.text(tried) if tried is not None else "",
            )
        )
    if feedback.follow_up is not None:
        rows.append(
            Row(heading=words.text(message("report.row.follow_up")), text=words.text(feedback.follow_up))
        )
    return rows


def _asked_rows(answer: Answer, score: AnswerScore, words: Words) -> list[Row]:
    """Whether what the asker cares about was heard, and how often the question was heard again."""
    rows: list[Row] = []
    cared = score.cared
    if cared is not None:
        heard = cared.span is not None and may_quote(score, cared.span)
        kind = "heard" if cared.span is not None else "not_heard"
        rows.append(
            Row(
                heading=words.text(message("report.row.cared", person=cared.person)),
                text=words.text(message(f"report.cared.{kind}", cares=cared.cares)),
                quotes=(quote_of(score, cared.span, words),) if heard and cared.span is not None else (),
            )
        )
    if answer.repeats:
        rows.append(
            Row(
                heading=words.text(message("report.row.repeats")),
                text=words.text(message("report.repeats", n=answer.repeats)),
            )
        )
    return rows


def _dimension_row(score: AnswerScore, name: Dimension, next_shown: Dimension | None, words: Words) -> Row:
    """A level with its reason; its next level too, unless that is the answer's next step already."""
    found = score.dimension(name)
    title = words.text(message(f"dimension.{name.value}"))
    if found.level is None:
        # Reasons mostly begin with "not scored" themselves; the heading need not say it again.
        said_already = words.text(found.reason).lower().startswith(words.text(message("level.none")))
        heading = title if said_already else words.text(message("level.not_scored_heading", dimension=title))
        return Row(heading=heading, text=_sentence(words.text(found.reason)))
    note = ""
    if found.next_level is not None and name is not next_shown:
        note = words.text(
            message("level.next", level=found.level + 1, condition=words.text(found.next_level))
        )
    if name is Dimension.DELIVERY:
        noticed = (words.text(one.text) for one in score.delivery.noticed)
        note = " ".join(one for one in (note, *noticed) if one)
    return Row(
        heading=words.text(message("level.heading", dimension=title, level=found.level)),
        text=_sentence(words.text(found.reason)),
        quotes=tuple(quote_of(score, span, words) for span in _evidence(score, name, found)),
        note=note,
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _evidence(score: AnswerScore, name: Dimension, found: DimensionScore) -> tuple[Span, ...]:
    """What is quoted beside a level; STAR's evidence is the marked transcript itself."""
    if name is Dimension.STAR:
        return ()
    spans: list[Span] = [entry.span for entry in found.evidence if may_quote(score, entry.span)]
    if name is Dimension.RESEARCH:
        heard = [note.span for note in score.research.facts if note.heard is Heard.YES and note.span]
        spans = [span for span in heard if may_quote(score, span)] or spans
    if name is Dimension.DELIVERY:
        rests_on = [span for one in score.delivery.noticed for span in one.spans]
        spans = [span for span in rests_on if may_quote(score, span)] + spans
    distinct: list[Span] = []
    for span in spans:
        if all(span.start >= other.end or span.end <= other.start for other in distinct):
            distinct.append(span)
    return tuple(distinct[:_MAX_QUOTES])


def quote_of(score: AnswerScore, span: Span, words: Words) -> Quote:
    """Words of an answer as evidence.

    Args:
        score: The answer.
        span: Which words.
        words: The language.

    Returns:
        The quote, cut after 160 characters.
    """
    text = score.text[span.start : span.end].strip()
    if len(text) > _MAX_QUOTE_CHARACTERS:
        text = text[:_MAX_QUOTE_CHARACTERS].rsplit(" ", 1)[0].rstrip(" ,;") + " …"
    return Quote(
        text=text,
        at=words.clock(span.start_s) if span.start_s is not None else "",
        start_s=span.start_s,
        end_s=span.end_s,
    )
