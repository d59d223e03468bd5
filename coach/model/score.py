"""Scores: a level for each dimension, with the words of the answer that led to it.

``applies=False`` is the dash: the question does not call for the dimension.
``applies=True, level=None`` is "not scored", and ``reason`` says why.
"""

from dataclasses import dataclass
from enum import StrEnum

from coach.model.company import Company, Person
from coach.model.message import Message
from coach.model.question import ConstraintKind, Question
from coach.model.transcript import Filler, Filtered, Pause, Word


class Dimension(StrEnum):
    """What is scored, in the order in which it is shown."""

    STAR = "star"
    STORY = "story"
    RESEARCH = "research"
    LISTENING = "listening"
    FOCUS = "focus"
    DELIVERY = "delivery"


class StarPart(StrEnum):
    """The parts of a told story."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"


class Confidence(StrEnum):
    """How sure a level is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Answered(StrEnum):
    """Whether a part of the question was answered."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Heard(StrEnum):
    """Whether a noted fact, requirement or name was heard; ``differs`` is for facts, ``wrong`` for names."""

    YES = "yes"
    NO = "no"
    DIFFERS = "differs"
    WRONG = "wrong"


class Strictness(StrEnum):
    """How strongly questions about pay, leave and benefits are advised to be kept for later."""

    GENTLE = "gentle"
    STRICT = "strict"
    OFF = "off"


class AskClass(StrEnum):
    """What a candidate's own question is about."""

    WORK = "work"
    TEAM = "team"
    CUSTOMER = "customer"
    GROWTH = "growth"
    PROCESS = "process"
    PRACTICAL = "practical"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the answer.

    Args:
        start: Character offset into the answer's text.
        end: Character offset, exclusive.
        start_s: Seconds from the start of the sound; None when there are no times.
        end_s: Seconds from the start of the sound; None when there are no times.
    """

    start: int
    end: int
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of the answer and what it shows.

    It is no kind of ``Span``, so that one cannot be kept where the other is expected.

    Args:
        label: A STAR part for STAR; for the other dimensions a short id of what it shows.
        start: Character offset into the answer's text.
        end: Character offset, exclusive.
        start_s: Seconds from the start of the sound; None when there are no times.
        end_s: Seconds from the start of the sound; None when there are no times.
    """

    label: str
    start: int
    end: int
    start_s: float | None = None
    end_s: float | None = None

    @property
    def span(self) -> Span:
        """The stretch alone."""
        return Span(start=self.start, end=self.end, start_s=self.start_s, end_s=self.end_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """One dimension's score.

    Args:
        applies: Whether the question calls for the dimension.
        level: 1 to 5; None for a dash or "not scored".
        confidence: How sure the level is; None without a level.
        reason: Why this level, why the dash, or why not scored.
        missing: What was not heard; for STAR the parts by name.
        next_level: The one condition that would reach the next level; None at 5 or without a level.
        evidence: What was heard; at least one entry for any level above 1.
    """

    applies: bool
    level: int | None
    confidence: Confidence | None
    reason: Message
    missing: tuple[str, ...] = ()
    next_level: Message | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardNote:
    """Whether one noted fact, requirement or person was heard.

    Args:
        index: Position in the person's notes, from 0.
        heard: Whether, and whether it differed from the note.
        span: Where; None when it was not heard.
    """

    index: int
    heard: Heard
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchScore(DimensionScore):
    """Company research.

    Args:
        facts: One entry a noted fact.
        requirements: One entry a noted requirement.
        people: One entry a noted person.
        unverified: Claims about the company that are not in the notes.
        praise: Praise that would fit any employer.
    """

    facts: tuple[HeardNote, ...] = ()
    requirements: tuple[HeardNote, ...] = ()
    people: tuple[HeardNote, ...] = ()
    unverified: tuple[Span, ...] = ()
    praise: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAnswer:
    """How one part of the question was answered.

    Args:
        part: Position among the question's parts, from 0.
        answered: Whether.
        span: Where; None when it was not.
    """

    part: int
    answered: Answered
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConstraint:
    """Whether a direction in the question was followed.

    Args:
        kind: Which form was asked for.
        text: The question's words that ask for it.
        kept: Whether the answer has it; None when it cannot be told, such as a time limit without sound.
        span: The words that show it; None where no words do, as for a length.
    """

    kind: ConstraintKind
    text: str
    kept: bool | None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenedFor:
    """What interviewers listen for in answers on goals, weaknesses and reasons, beside the question's parts.

    Args:
        name: Which, such as ``goals_stay``; ``coach.scoring.motives`` has them all.
        heard: Whether it was heard; False also when something was said against it.
        span: The words that show it or speak against it; None when there are none.
        against: Whether something was said against it.
    """

    name: str
    heard: bool
    span: Span | None = None
    against: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningScore(DimensionScore):
    """Listening to the question.

    Args:
        off_topic: Whether the answer seems to answer another question.
        off_topic_score: 0.0 certainly this question, 1.0 certainly another; None when not judged.
        parts: One entry a part of the question, in order.
        constraints: One entry a direction in the question.
        listened_for: What the kind of question wants beside its parts.
    """

    off_topic: bool = False
    off_topic_score: float | None = None
    parts: tuple[PartAnswer, ...] = ()
    constraints: tuple[KeptConstraint, ...] = ()
    listened_for: tuple[ListenedFor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question that the candidate asked.

    Args:
        span: Where.
        ask_class: What it is about.
        self_focused: Whether it asks what the job gives the candidate.
        early: Whether it comes before an offer, so that it is better kept for later.
        instead: A better question to ask; None when it is fine.
    """

    span: Span
    ask_class: AskClass
    self_focused: bool
    early: bool
    instead: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusScore(DimensionScore):
    """Focus on them rather than on what one gets.

    Args:
        questions: Every question that the candidate asked, in any answer.
        presumption: Words that take the offer or the next round for granted.
    """

    questions: tuple[AskedQuestion, ...] = ()
    presumption: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measured property of the delivery.

    Args:
        name: pace_wpm, fillers, words, crutch_words, long_pauses, pitch_sd_st, start_delay_s, or length_s.
        value: None when it could not be measured.
        unit: Such as "words/min".
        level: 1 to 5; None for measures that are told but not scored.
    """

    name: str
    value: float | None
    unit: str
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Something about the delivery that is told and never scored.

    Args:
        name: ``learnt`` (the same words as in an earlier attempt) or ``read_aloud``.
        text: What is told.
        confidence: How sure it is.
        spans: The words that it rests on.
    """

    name: str
    text: Message
    confidence: Confidence
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryScore(DimensionScore):
    """How the answer was delivered.

    Args:
        measures: Always all eight, in the order of ``Measure.name``'s documentation.
        noticed: What is told beside the level and does not change it.
    """

    measures: tuple[Measure, ...] = ()
    noticed: tuple[Noticed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One recording, or one typed text, of an answer that was completed by follow-ups.

    The texts are joined by a space, the recordings are laid end to end.

    Args:
        answer_id: The answer that was recorded.
        start: Character offset of its text in the joint text.
        end: Character offset, exclusive.
        start_s: Where its sound begins in the joint sound; None when it was typed.
        end_s: Where its sound ends; None when it was typed.
    """

    answer_id: str
    start: int
    end: int
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cared:
    """Whether an answer spoke to what the interviewer who asked cares about.

    Args:
        person: The interviewer's name.
        cares: What they care about, as noted.
        span: Where it was heard; None when it was not.
    """

    person: str
    cares: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringRequest:
    """What is to be scored.

    Args:
        text: The answer.
        question: What was asked.
        id: The caller's own id; empty for none.
        company: What the person noted about the employer; None for nothing.
        words: Words with times, offsets into ``text``; None when there was no sound.
        pauses: Silences; None when not measured.
        fillers: Filled pauses; None when not measured.
        filtered: What the recogniser took out.
        duration_s: Length of the sound; None when there was none.
        start_delay_s: Silence before the first word; None to take it from the words.
        pitch_sd_st: Spread of the pitch in semitones; None when not measured.
        pieces: What the answer was joined from, the first answer first; empty when it is one.
        asker: Who asked, of a panel; None when it was one interviewer.
        earlier: What was said in earlier attempts at the same question.
    """

    text: str
    question: Question
    id: str = ""
    company: Company | None = None
    words: tuple[Word, ...] | None = None
    pauses: tuple[Pause, ...] | None = None
    fillers: tuple[Filler, ...] | None = None
    filtered: tuple[Filtered, ...] = ()
    duration_s: float | None = None
    start_delay_s: float | None = None
    pitch_sd_st: float | None = None
    pieces: tuple[Piece, ...] = ()
    asker: Person | None = None
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScore:
    """Everything that was found in one answer.

    Args:
        id: The caller's own id; empty for none.
        text: The answer's text, to which all spans refer.
        question: What was asked, as understood.
        star: Structure of a told story.
        story: Whether one particular occasion was told.
        research: What was heard about the company.
        listening: Whether the question was answered.
        focus: What the candidate asked for.
        delivery: How it was spoken.
        unsure: Stretches that the recogniser was unsure of.
        filtered: What the recogniser took out.
        versions: Name and version of what made the scores.
        pieces: Which recording each part of text and time belongs to; empty when there is only one.
        cared: Whether it spoke to what the interviewer who asked cares about; None when that is not known.
    """

    id: str
    text: str
    question: Question
    star: DimensionScore
    story: DimensionScore
    research: ResearchScore
    listening: ListeningScore
    focus: FocusScore
    delivery: DeliveryScore
    unsure: tuple[Span, ...] = ()
    filtered: tuple[Filtered, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    pieces: tuple[Piece, ...] = ()
    cared: Cared | None = None

    def dimension(self, name: Dimension) -> DimensionScore:
        """The score of one dimension.

        Args:
            name: Which.

        Returns:
            That dimension's score.
        """
        by_name: dict[Dimension, DimensionScore] = {
            Dimension.STAR: self.star,
            Dimension.STORY: self.story,
            Dimension.RESEARCH: self.research,
            Dimension.LISTENING: self.listening,
            Dimension.FOCUS: self.focus,
            Dimension.DELIVERY: self.delivery,
        }
        return by_name[name]
