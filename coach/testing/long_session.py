"""A session of ten answers of a minute and a half each: for the length and the speed of reports."""

from dataclasses import replace

from coach.feedback import make_feedback
from coach.model.session import Answer, Session
from coach.testing.scored import spoken
from coach.testing.sessions import DISAGREEMENT, sample_session

ANSWERS = 10
WORDS = 190
"""A minute and a half at 127 words a minute."""


def ten_answers() -> Session:
    """The sample's scored answers, each made as long as a real one, until there are ten.

    Returns:
        A session of about 1,900 words; scores and evidence are those of the sample.
    """
    whole = sample_session()
    scored = [answer for answer in whole.answers if answer.score is not None]
    answers = tuple(_longer(scored[place % len(scored)], place) for place in range(ANSWERS))
    return replace(whole, answers=answers)


def _longer(answer: Answer, place: int) -> Answer:
    if answer.score is None:
        return answer
    words = answer.score.text.split()
    more = (DISAGREEMENT.split() * 2)[: max(0, WORDS - len(words))]
    heard = spoken(" ".join([*words, *more]))
    score = replace(answer.score, text=heard.text)
    return replace(
        answer,
        id=f"long-{place}",
        position=place,
        transcript=heard,
        duration_s=heard.duration_s,
        score=score,
        feedback=make_feedback(score),
    )
