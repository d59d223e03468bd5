"""The one change that is worth most."""

from coach.feedback.try_saying import find_try
from coach.model.feedback import NextStep
from coach.model.message import message
from coach.model.score import AnswerScore, Dimension

# At equal levels: a question that was not answered first, then whether there is a story at all,
# since a story's parts mean little without it; delivery never comes before content.
_ORDER = (
    Dimension.LISTENING,
    Dimension.STORY,
    Dimension.STAR,
    Dimension.RESEARCH,
    Dimension.FOCUS,
    Dimension.DELIVERY,
)

_TOP_LEVEL = 5


def find_next_step(score: AnswerScore) -> NextStep | None:
    """Choose the dimension that is worth most and say what would raise it.

    Args:
        score: The answer.

    Returns:
        The condition of the next level and a sentence to try; None when nothing was scored or all is at 5,
        and when only delivery could be named while some content was not scored.
    """
    open_ones = [
        name
        for name in _ORDER
        if score.dimension(name).applies and 0 < (score.dimension(name).level or 0) < _TOP_LEVEL
    ]
    if not open_ones:
        return None
    content = [name for name in open_ones if name is not Dimension.DELIVERY]
    if not content and not _content_is_at_its_best(score):
        return None
    chosen = min(content or open_ones, key=lambda name: score.dimension(name).level or 0)
    found = score.dimension(chosen)
    text = found.next_level or message(f"feedback.next.{chosen.value}")
    return NextStep(dimension=chosen, text=text, try_saying=find_try(score, chosen))


def _content_is_at_its_best(score: AnswerScore) -> bool:
    """Whether all content was scored and is at the top; only then is the sound of it worth most."""
    content = [score.dimension(name) for name in _ORDER if name is not Dimension.DELIVERY]
    levels = [found.level for found in content if found.applies]
    return all(level == _TOP_LEVEL for level in levels)
