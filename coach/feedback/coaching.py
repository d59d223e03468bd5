"""One answer's score becomes one answer's feedback."""

from coach.feedback.follow_up import find_follow_up
from coach.feedback.next_step import find_next_step
from coach.feedback.worked import find_worked
from coach.model.feedback import Feedback
from coach.model.score import AnswerScore


def make_feedback(score: AnswerScore) -> Feedback:
    """Choose what to say about an answer.

    Args:
        score: The answer's scores.

    Returns:
        What worked (never without a quote), the one next step, and the follow-up; each None where there is
        nothing to say.
    """
    return Feedback(
        worked=find_worked(score), next_step=find_next_step(score), follow_up=find_follow_up(score)
    )
