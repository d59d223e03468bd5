"""Values to and from the JSON that people's scripts read and write (interfaces, schema 1).

Every field that the interface names is always present, ``None`` where there is nothing to say.
Sentences are worded here, so that a script reads what a person reads.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TypeAlias

from coach.model.feedback import Feedback
from coach.model.message import Message
from coach.model.question import Question
from coach.model.score import (
    AnswerScore,
    AskedQuestion,
    DeliveryScore,
    DimensionScore,
    Evidence,
    FocusScore,
    HeardNote,
    ListeningScore,
    ResearchScore,
    Span,
)
from coach.model.search import Hit
from coach.model.session import Answer, Session, SessionSummary
from coach.model.transcript import Transcript
from coach.words import Words

SCHEMA = 1

Json: TypeAlias = dict[str, Any]


def _text(words: Words, message: Message | None) -> str | None:
    return None if message is None else words.text(message)


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "start_s": span.start_s, "end_s": span.end_s}


def _place(span: Span | None) -> Json:
    return {"start": span.start, "end": span.end} if span else {"start": None, "end": None}


def _evidence(evidence: Evidence) -> Json:
    return {"label": evidence.label, **_span(evidence.span)}


def _heard(notes: Iterable[HeardNote], key: str) -> list[Json]:
    return [{key: note.index, "heard": str(note.heard), **_place(note.span)} for note in notes]


def _asked(question: AskedQuestion, words: Words) -> Json:
    return {
        **_place(question.span),
        "class": str(question.ask_class),
        "self_focused": question.self_focused,
        "early": question.early,
        "instead": _text(words, question.instead),
    }


def _dimension(score: DimensionScore, words: Words) -> Json:
    return {
        "applies": score.applies,
        "level": score.level,
        "confidence": None if score.confidence is None else str(score.confidence),
        "reason": words.text(score.reason),
        "missing": list(score.missing),
        "next_level": _text(words, score.next_level),
        "evidence": [_evidence(item) for item in score.evidence],
    }


def _research(score: ResearchScore, words: Words) -> Json:
    return {
        **_dimension(score, words),
        "facts": _heard(score.facts, "fact"),
        "requirements": _heard(score.requirements, "requirement"),
        "people": _heard(score.people, "person"),
        "unverified": [_span(span) for span in score.unverified],
        "praise": [_span(span) for span in score.praise],
    }


def _listening(score: ListeningScore, words: Words) -> Json:
    return {
        **_dimension(score, words),
        "off_topic": score.off_topic,
        "off_topic_score": score.off_topic_score,
        "parts": [
            {"part": part.part, "answered": str(part.answered), **_place(part.span)} for part in score.parts
        ],
        "constraints": [
            {"kind": str(constraint.kind), "text": constraint.text, "kept": constraint.kept}
            for constraint in score.constraints
        ],
    }


def focus_json(score: FocusScore, words: Words) -> Json:
    """The two lists of the focus dimension, as ``coach ask`` prints them.

    Args:
        score: What was found.
        words: The catalogue.

    Returns:
        ``questions`` and ``presumption``.
    """
    return {
        "questions": [_asked(question, words) for question in score.questions],
        "presumption": [_span(span) for span in score.presumption],
    }


def _delivery(score: DeliveryScore, words: Words) -> Json:
    measures = {
        measure.name: {"value": measure.value, "level": measure.level, "unit": measure.unit}
        for measure in score.measures
    }
    noticed = [
        {
            "name": one.name,
            "text": words.text(one.text),
            "confidence": str(one.confidence),
            "spans": [_span(span) for span in one.spans],
        }
        for one in score.noticed
    ]
    return {**_dimension(score, words), "measures": measures, "noticed": noticed}


def question_json(question: Question) -> Json:
    """A question as it was understood.

    Args:
        question: The question.

    Returns:
        Its id, text, kind, parts and constraints.
    """
    return {
        "id": question.id,
        "text": question.text,
        "kind": str(question.kind),
        "parts": [{"kind": str(part.kind), "text": part.text} for part in question.parts],
        "constraints": [
            {"kind": str(constraint.kind), "text": constraint.text} for constraint in question.constraints
        ],
    }


def score_json(score: AnswerScore, feedback: Feedback, words: Words, *, row_id: object = None) -> Json:
    """One score line.

    Args:
        score: The answer's scores.
        feedback: What the person reads first.
        words: The catalogue.
        row_id: The caller's id, given back as it came; None to take the score's own.

    Returns:
        The document as the interface names it.
    """
    worked, step = feedback.worked, feedback.next_step
    return {
        "schema": SCHEMA,
        "id": row_id if row_id is not None else (score.id or None),
        "text": score.text,
        "question": question_json(score.question),
        "scores": {
            "star": _dimension(score.star, words),
            "story": _dimension(score.story, words),
            "research": _research(score.research, words),
            "listening": _listening(score.listening, words),
            "focus": {**_dimension(score.focus, words), **focus_json(score.focus, words)},
            "delivery": _delivery(score.delivery, words),
        },
        "worked": None if worked is None else {"text": words.text(worked.text), **_span(worked.span)},
        "next_step": None
        if step is None
        else {
            "dimension": str(step.dimension),
            "text": words.text(step.text),
            "try": _text(words, step.try_saying),
        },
        "follow_up": _text(words, feedback.follow_up),
        "pieces": [asdict(piece) for piece in score.pieces],
        "cared": None
        if score.cared is None
        else {
            "person": score.cared.person,
            "cares": score.cared.cares,
            "heard": None if score.cared.span is None else _span(score.cared.span),
        },
        "unsure": [_span(span) for span in score.unsure],
        "filtered": [asdict(item) for item in score.filtered],
    }


def error_json(row_id: object, error: str) -> Json:
    """The line that stands in the place of a row that could not be scored.

    Args:
        row_id: The caller's id; None when it could not be read.
        error: What is wrong and what to do.

    Returns:
        The document.
    """
    return {"schema": SCHEMA, "id": row_id, "error": error}


def transcript_json(transcript: Transcript) -> Json:
    """One transcript.

    Args:
        transcript: The words of a recording.

    Returns:
        The document as the interface names it, with what else was measured.
    """
    data = asdict(transcript)
    data["fillers"] = [{**item, "source": str(item["source"])} for item in data["fillers"]]
    data["options"] = dict(transcript.options)
    if data["timing"] is None:
        data["timing"] = {"load_s": None, "transcribe_s": None, "after_end_s": None}
    return {"schema": SCHEMA, **data}


def summary_json(summary: SessionSummary) -> Json:
    """One line in the list of sessions.

    Args:
        summary: The session in short.

    Returns:
        The document.
    """
    return {
        "id": summary.id,
        "title": summary.title,
        "started_at": summary.started_at.isoformat(),
        "plan": summary.plan,
        "answers": summary.answers,
        "duration_s": summary.duration_s,
        "profile": {str(dimension): level for dimension, level in summary.profile},
    }


def hit_json(hit: Hit) -> Json:
    """One line of a search.

    Args:
        hit: What was found.

    Returns:
        The document; ``start`` and ``end`` are offsets into the text that ``in`` names: what was ``said``
        in the answer, its ``question``, its ``note``, or the session's ``title``.
    """
    return {
        "session_id": hit.session_id,
        "answer_id": hit.answer_id,
        "start": hit.start,
        "end": hit.end,
        "start_s": hit.start_s,
        "snippet": hit.snippet,
        "in": str(hit.where),
        "title": hit.title,
        "at": hit.at.isoformat(),
        "question": hit.question or None,
    }


def _answer(answer: Answer, words: Words) -> Json:
    scored = answer.score is not None and answer.feedback is not None
    return {
        "id": answer.id,
        "position": answer.position,
        "attempt": answer.attempt,
        "question": question_json(answer.question),
        "status": str(answer.status),
        "recorded_at": answer.recorded_at.isoformat(),
        "duration_s": answer.duration_s,
        "sound_file": answer.sound_file,
        "failure": words.text(Message(answer.failure)) if answer.failure else None,
        "asker": answer.asker or None,
        "repeats": answer.repeats,
        "follow_ups": [_answer(one, words) for one in answer.follow_ups],
        "transcript": None if answer.transcript is None else transcript_json(answer.transcript),
        "score": score_json(answer.score, answer.feedback, words, row_id=answer.id)
        if scored and answer.score and answer.feedback
        else None,
        "typed": answer.typed,
        "note": answer.note or None,
        "starred": answer.starred,
        "corrected": answer.corrected,
    }


def session_json(session: Session, words: Words) -> Json:
    """The session document: everything that is kept about one session.

    Args:
        session: The session with its answers.
        words: The catalogue.

    Returns:
        The document.
    """
    return {
        "schema": SCHEMA,
        "id": session.id,
        "title": session.title,
        "plan": session.plan,
        "mode": str(session.mode),
        "started_at": session.started_at.isoformat(),
        "ended_at": None if session.ended_at is None else session.ended_at.isoformat(),
        "company": None if session.company is None else asdict(session.company),
        "note": session.note or None,
        "starred": session.starred,
        "in_trends": session.in_trends,
        "answers": [_answer(answer, words) for answer in session.answers],
    }
