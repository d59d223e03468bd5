"""A practice session as it is kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coach.model.company import Company
from coach.model.feedback import Feedback
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.transcript import Transcript


class AnswerStatus(StrEnum):
    """How far an answer is on its way from sound to score."""

    RECORDING = "recording"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


class Mode(StrEnum):
    """When feedback is given: after the whole interview, or after each answer."""

    INTERVIEW = "interview"
    COACH = "coach"


class SessionStyle(StrEnum):
    """How a session goes from question to question.

    - ``interview``: as in life: a greeting, one question leading to the next, a closing.
    - ``drill``: one question after the other, without the words between them.
    - ``pitch``: one short speech against the clock.
    - ``your_turn``: the person asks, and the interviewer answers briefly.
    - ``listening``: long questions whose text is hidden; how often each is heard is counted.
    """

    INTERVIEW = "interview"
    DRILL = "drill"
    PITCH = "pitch"
    YOUR_TURN = "your_turn"
    LISTENING = "listening"


class Keep(StrEnum):
    """How much of a session is kept, once nothing of it waits any more.

    - ``sound``: everything.
    - ``text``: what was said and its scores; the recordings are deleted.
    - ``scores``: levels and measures; nothing that was said, and no quotation of it.
    """

    SOUND = "sound"
    TEXT = "text"
    SCORES = "scores"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One attempt at one question.

    Args:
        id: Unique over the library.
        position: Of the question in the session, from 0.
        attempt: Of this question, from 1.
        question: As it was asked.
        status: How far it is.
        recorded_at: When, with its offset from UTC.
        sound_file: Path below the data folder; None when typed or when the sound was not kept.
        duration_s: Length of the sound; None when typed.
        transcript: None until transcribed; None when typed.
        score: None until scored.
        feedback: None until scored.
        failure: Id of the error message when it failed; empty else.
        dropouts: Times that the sound card reported lost samples.
        typed: What the person typed instead of speaking; None when spoken.
        repeats: How often the question was heard again.
        asker: Name of who asked, in a panel; empty else.
        follow_up_of: Id of the answer that this one completes; None for an answer to a question of the plan.
        follow_ups: Answers to the follow-ups that were asked after this one, in order; each has its own
            recording and transcript, and the score of this answer is that of all of them together.
        note: What the person wrote beside it; empty for nothing.
        starred: Whether the person marked it.
        corrected: Whether the transcript is the person's correction of what was heard.
    """

    id: str
    position: int
    attempt: int
    question: Question
    status: AnswerStatus
    recorded_at: datetime
    sound_file: str | None = None
    duration_s: float | None = None
    transcript: Transcript | None = None
    score: AnswerScore | None = None
    feedback: Feedback | None = None
    failure: str = ""
    dropouts: int = 0
    typed: str | None = None
    repeats: int = 0
    asker: str = ""
    follow_up_of: str | None = None
    follow_ups: tuple["Answer", ...] = ()
    note: str = ""
    starred: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One practice.

    Args:
        id: Unique over the library.
        title: As shown.
        plan: Id of the plan or bank that it followed.
        mode: When feedback was given.
        started_at: When, with its offset from UTC.
        ended_at: None while it runs, or when it was cut off.
        company: What was noted about the employer; None for nothing.
        answers: By position, then attempt; those to follow-ups lie in the answers that they complete.
        note: What the person wrote beside it; empty for nothing.
        starred: Whether the person marked it.
        in_trends: Whether it counts in trends.
        keep: How much of it is to be kept.
        kept: How much of it is still there.
    """

    id: str
    title: str
    plan: str
    mode: Mode
    started_at: datetime
    ended_at: datetime | None = None
    company: Company | None = None
    answers: tuple[Answer, ...] = ()
    note: str = ""
    starred: bool = False
    in_trends: bool = True
    keep: Keep = Keep.SOUND
    kept: Keep = Keep.SOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """One line in the list of sessions.

    Args:
        id: Unique over the library.
        title: As shown.
        started_at: When, with its offset from UTC.
        plan: Id of the plan or bank that it followed.
        answers: How many were given.
        duration_s: Sum of the answers' sound.
        profile: For each dimension that applied at least once, the median level of its answers,
            rounded half down so that it is never flattered.
        starred: Whether the person marked it.
        in_trends: Whether it counts in trends.
    """

    id: str
    title: str
    started_at: datetime
    plan: str
    answers: int
    duration_s: float
    profile: tuple[tuple[Dimension, int], ...] = ()
    starred: bool = False
    in_trends: bool = True
