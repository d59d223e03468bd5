"""A session as JSON: everything that is kept about it, for people's own scripts."""

import json

from coach.model.session import Session
from coach.wire import session_json
from coach.words import Words


def to_json(session: Session, words: Words) -> str:
    """The session document.

    Args:
        session: The session with its answers.
        words: The language of its sentences.

    Returns:
        JSON with two spaces of indentation and a line end.
    """
    return json.dumps(session_json(session, words), ensure_ascii=False, indent=2) + "\n"
