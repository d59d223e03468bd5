"""What the interviewer asks after an answer: for what is missing, or on with what the person asked."""

from collections.abc import Callable

from coach.errors import BugError
from coach.feedback.follow_up import find_follow_ups
from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import AnswerScore
from coach.practice.replies import reply_to
from coach.practice.values import Turn

MOST_FOLLOW_UPS = 2
MOST_ASKED = 12
"""Questions of the person's own that are answered one after the other; nobody asks more."""


class FollowUps:
    """Chooses follow-ups and remembers what was asked.

    Args:
        wording: Turns a message into what is said.
        company: What the person noted about the employer.
    """

    def __init__(self, wording: Callable[[Message], str], company: Company | None) -> None:
        self._wording = wording
        self._company = company
        self._asked: dict[Turn, str] = {}

    def question(self, turn: Turn, first: Question) -> Question:
        """A follow-up as the question that was asked.

        Args:
            turn: Which attempt.
            first: The question that it follows.

        Returns:
            The follow-up, as it is kept with its answer.

        Raises:
            BugError: No such follow-up was chosen.
        """
        if turn not in self._asked:
            raise BugError(f"no follow-up was chosen for {turn}")
        text = self._asked[turn]
        return Question(text=text, kind=first.kind, parts=(QuestionPart(PartKind.FACT, text),))

    def after(self, turn: Turn, score: AnswerScore) -> Message | None:
        """Choose what to ask when an answer has been scored.

        Args:
            turn: The attempt that was just given.
            score: Of the first answer together with those to the follow-ups so far.

        Returns:
            What to ask; None when there is nothing more.
        """
        chosen = (
            self._invitation(score)
            if score.question.kind is QuestionKind.CLOSING
            else self._missing(turn, score)
        )
        if chosen is not None:
            self._asked[Turn(turn.position, turn.attempt, turn.follow_up + 1)] = self._wording(chosen)
        return chosen

    def _missing(self, turn: Turn, score: AnswerScore) -> Message | None:
        """The first thing that is missing and was not asked for yet."""
        before = {text for one, text in self._asked.items() if one.first == turn.first}
        candidates = find_follow_ups(score, own_words=True)
        return next((one for one in candidates if self._wording(one) not in before), None)

    def _invitation(self, score: AnswerScore) -> Message | None:
        """The interviewer's answer, and the floor to the person again."""
        after = score.pieces[-1].start if score.pieces else 0
        reply = reply_to(score.text, score.focus, self._company, after=after)
        return message("practice.says.invitation", reply=reply) if reply is not None else None
