"""The script, worded: what is said at each turn of an interview."""

from coach.practice.asking import Line
from coach.practice.script import Script
from coach.practice.values import Interview, Turn
from coach.words import Words


class Lines:
    """Words the interviewer's turns.

    Args:
        script: What is said besides the questions; None for nothing.
        words: The language; None to say nothing but the questions.
    """

    def __init__(self, script: Script | None, words: Words | None) -> None:
        self._script = script if words is not None else None
        self._words = words
        self._heard = 0

    def of(self, interview: Interview, turn: Turn) -> Line:
        """What is said at a turn; what leads to a question is said only once.

        Args:
            interview: Where it is.
            turn: Which attempt.

        Returns:
            The question or follow-up, with what leads to it.
        """
        if interview.follow_up is not None and self._words is not None:
            return Line(self._words.text(interview.follow_up))
        again = turn.attempt > 1 or interview.repeats > 0
        return self._question(interview, turn.position, again=again)

    def after(self, interview: Interview, turn: Turn) -> Line | None:
        """What comes next, so that it can be made ready.

        Args:
            interview: Where it is.
            turn: The attempt that is being opened.

        Returns:
            The next question; None after the last one.
        """
        following = turn.position + 1
        return (
            self._question(interview, following, again=False)
            if following < len(interview.questions)
            else None
        )

    def soon(self, interview: Interview) -> tuple[str, ...]:
        """What may be said when the answer is over, so that it can be made ready.

        Args:
            interview: Where it is.

        Returns:
            Acknowledgements, the question's own follow-ups, and after the last question the farewell.
        """
        if self._words is None:
            return ()
        said = [self.farewell] if interview.is_last and self.farewell else []
        if interview.follow_ups:
            said += [probe.text for probe in interview.question.probes]
            if self._script is not None:
                said += [self._words.text(one) for one in self._script.acknowledgements]
        return tuple(said)

    def acknowledgement(self) -> str:
        """What is said when an answer is over; another one each time."""
        if self._script is None or self._words is None:
            return ""
        self._heard += 1
        heard = self._script.acknowledgements
        return self._words.text(heard[self._heard % len(heard)])

    @property
    def farewell(self) -> str:
        """What is said after the last answer; empty for nothing."""
        if self._script is None or self._words is None or self._script.farewell is None:
            return ""
        return self._words.text(self._script.farewell)

    def _question(self, interview: Interview, position: int, *, again: bool) -> Line:
        text = interview.questions[position].text
        if self._script is None or self._words is None or again:
            return Line(text)
        return Line(text, " ".join(self._words.text(one) for one in self._script.leads[position]))
