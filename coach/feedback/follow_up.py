"""What an interviewer would ask next, when something was not heard."""

from coach.feedback.quotes import first_own, of_part
from coach.feedback.try_saying import MISSING_ORDER
from coach.model.message import Message, message
from coach.model.question import QuestionKind
from coach.model.score import Answered, AnswerScore, Dimension, Heard, StarPart

_STORY_USABLE = 3


def find_follow_up(score: AnswerScore) -> Message | None:
    """Choose the follow-up.

    Args:
        score: The answer.

    Returns:
        The question's own probe for what is missing, or a general one; None when nothing is missing or
        nothing was scored.
    """
    return next(iter(find_follow_ups(score)), None)


def find_follow_ups(score: AnswerScore, *, own_words: bool = False) -> tuple[Message, ...]:
    """Everything that an interviewer might ask next.

    Args:
        score: The answer.
        own_words: Whether to build on the answer's own words where they may be quoted, as in talk.

    Returns:
        What matters most first; empty when nothing is missing or nothing was scored.
    """
    if all(score.dimension(name).level is None for name in Dimension if name is not Dimension.DELIVERY):
        return ()
    if score.listening.off_topic and score.listening.level is not None:
        return (message("feedback.follow_up.again", question=score.question.text),)
    built = _from_own_words(score) if own_words else None
    story = _for_story(score)
    candidates = (
        story,
        None if story else built,
        *_for_star(score),
        *_for_parts(score),
        _for_research(score),
    )
    return tuple(dict.fromkeys(one for one in candidates if one is not None))


def _from_own_words(score: AnswerScore) -> Message | None:
    """For an outcome that was not heard: what was done is said back, and asked on from there."""
    if not score.star.applies or score.star.level is None or StarPart.RESULT not in score.star.missing:
        return None
    if StarPart.ACTION in score.star.missing:
        return None
    acts = [span for span in of_part(score, StarPart.ACTION) if _is_own_act(score.text[span.start :])]
    words = first_own(score, reversed(acts))
    return message("feedback.follow_up.own_result", words=words) if words else None


def _is_own_act(text: str) -> bool:
    """Whether it can be said back after "You said": a whole clause that begins with its speaker."""
    return text.lstrip().startswith(("I ", "We "))


def _for_story(score: AnswerScore) -> Message | None:
    """A story that was not heard is asked for before any part of it."""
    story = score.story
    if not story.applies or story.level is None or story.level >= _STORY_USABLE:
        return None
    return _probe(score, "situation") or message("feedback.follow_up.occasion")


def _for_star(score: AnswerScore) -> list[Message]:
    if not score.star.applies or score.star.level is None:
        return []
    return [
        _probe(score, part.value) or message(f"feedback.follow_up.{part.value}")
        for part in MISSING_ORDER
        if part in score.star.missing
    ]


def _for_parts(score: AnswerScore) -> list[Message]:
    if not score.listening.applies or score.listening.level is None:
        return []
    found: list[Message] = []
    parts = score.question.parts
    for entry in score.listening.parts:
        if entry.answered is Answered.NO and entry.part < len(parts):
            part = parts[entry.part]
            own = _probe(score, f"part_{entry.part + 1}")
            found.append(own or message(f"feedback.follow_up.part.{part.kind.value}", part=part.text))
    return found


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
