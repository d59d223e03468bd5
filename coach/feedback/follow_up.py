"""What an interviewer would ask next, when something was not heard."""

from coach.feedback.try_saying import MISSING_ORDER
from coach.model.message import Message, message
from coach.model.question import QuestionKind
from coach.model.score import Answered, AnswerScore, Dimension, Heard

_STORY_USABLE = 3


def find_follow_up(score: AnswerScore) -> Message | None:
    """Choose the follow-up.

    Args:
        score: The answer.

    Returns:
        The question's own probe for what is missing, or a general one; None when nothing is missing or
        nothing was scored.
    """
    if all(score.dimension(name).level is None for name in Dimension if name is not Dimension.DELIVERY):
        return None
    if score.listening.off_topic and score.listening.level is not None:
        return message("feedback.follow_up.again", question=score.question.text)
    return _for_story(score) or _for_star(score) or _for_parts(score) or _for_research(score)


def _for_story(score: AnswerScore) -> Message | None:
    """A story that was not heard is asked for before any part of it."""
    story = score.story
    if not story.applies or story.level is None or story.level >= _STORY_USABLE:
        return None
    return _probe(score, "situation") or message("feedback.follow_up.occasion")


def _for_star(score: AnswerScore) -> Message | None:
    if not score.star.applies or score.star.level is None:
        return None
    missing = next((part for part in MISSING_ORDER if part in score.star.missing), None)
    if missing is None:
        return None
    return _probe(score, missing.value) or message(f"feedback.follow_up.{missing.value}")


def _for_parts(score: AnswerScore) -> Message | None:
    if not score.listening.applies or score.listening.level is None:
        return None
    parts = score.question.parts
    for entry in score.listening.parts:
        if entry.answered is Answered.NO and entry.part < len(parts):
            part = parts[entry.part]
            own = _probe(score, f"part_{entry.part + 1}")
            return own or message(f"feedback.follow_up.part.{part.kind.value}", part=part.text)
    return None


def _for_research(score: AnswerScore) -> Message | None:
    research = score.research
    if not research.applies or research.level is None or score.question.kind is QuestionKind.CLOSING:
        return None
    if any(note.heard is Heard.YES for note in (*research.facts, *research.requirements)):
        return None
    return message("feedback.follow_up.research")


def _probe(score: AnswerScore, missing: str) -> Message | None:
    """The follow-up that the question's author wrote."""
    text = next((probe.text for probe in score.question.probes if probe.missing == missing), None)
    return message("feedback.follow_up.probe", text=text) if text else None
