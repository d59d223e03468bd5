"""Sessions as JSON, for people's own scripts: everything that is kept about them (docs/exports.md)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from coach.model.session import Session
from coach.reports.build import find_answer
from coach.reports.choices import EVERYTHING, Choices
from coach.reports.names import without_names
from coach.wire import SCHEMA, session_json
from coach.words import Words


def to_json(session: Session, words: Words, choices: Choices = EVERYTHING) -> str:
    """The session document.

    Args:
        session: The session with its answers.
        words: The language of its sentences.
        choices: What is to be in it; without the transcript every ``text`` and ``transcript`` of an answer is
            null, and offsets count in what was said all the same.

    Returns:
        JSON with two spaces of indentation and a line end.
    """
    return json.dumps(_session(session, words, choices), ensure_ascii=False, indent=2) + "\n"


def answer_to_json(session: Session, answer_id: str, words: Words, choices: Choices = EVERYTHING) -> str:
    """One answer with what it needs of its session.

    Args:
        session: Its session.
        answer_id: Which.
        words: The language of its sentences.
        choices: As for ``to_json``.

    Returns:
        The session document with that answer alone.

    Raises:
        NotFoundError: The session has no such answer.
    """
    return to_json(replace(session, answers=(find_answer(session, answer_id),)), words, choices)


def period_json(
    sessions: Iterable[Session], since: date, until: date, words: Words, choices: Choices = EVERYTHING
) -> Iterator[str]:
    """The document of a period, a session at a time, so that any number needs the memory of one.

    Args:
        sessions: In the order of time.
        since: The first day.
        until: The last day.
        words: The language of its sentences.
        choices: As for ``to_json``.

    Yields:
        Pieces of one JSON document, a session a line.
    """
    head = json.dumps({"schema": SCHEMA, "since": since.isoformat(), "until": until.isoformat()})
    yield head[:-1] + ', "sessions": [\n'
    between = ""
    for session in sessions:
        yield between + json.dumps(_session(session, words, choices), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _session(session: Session, words: Words, choices: Choices) -> dict[str, Any]:
    shown = session if choices.names else without_names(session, words)
    made = session_json(shown, words)
    if not choices.transcript:
        for entry in made["answers"]:
            for one in (entry, *entry["follow_ups"]):
                _leave_out_words(one)
    if choices.sounds is not None:
        made["data_folder"] = str(choices.sounds)
    return made


def _leave_out_words(answer: dict[str, Any]) -> None:
    answer["transcript"] = None
    answer["typed"] = None
    if answer["score"] is not None:
        answer["score"]["text"] = None
