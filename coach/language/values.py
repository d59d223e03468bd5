"""What reading an answer gives: tokens, sentences, and clauses with a type.

All offsets are into the answer's original text, also where fillers were left out before parsing.
"""

from dataclasses import dataclass
from enum import StrEnum


class ClauseType(StrEnum):
    """What a clause does in an answer (the rubric's F0)."""

    SHELL = "shell"
    ABSENT = "absent"
    HYPOTHETICAL = "hypothetical"
    HABITUAL = "habitual"
    EVENT = "event"
    OBLIGATION = "obligation"
    STATE = "state"
    OPINION = "opinion"
    SELF_DESCRIPTION = "self_description"
    OTHER = "other"


class Subject(StrEnum):
    """Who a clause is about; ``SPECIFIC`` is a named, definite or pronoun third person."""

    I = "i"  # noqa: E741 - the pronoun
    WE = "we"
    YOU = "you"
    SPECIFIC = "specific"
    GENERIC = "generic"
    NONE = "none"


class Door(StrEnum):
    """Why a clause counts as something that happened: a past tense, an anchor before it, or the whole."""

    PAST = "past"
    ANCHOR = "anchor"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token of the parser.

    Args:
        text: As written.
        lemma: Lower-case base form.
        pos: Universal part of speech, such as "VERB".
        tag: Fine tag, such as "VBD".
        dep: Dependency label, such as "nsubj".
        head: Index of the head in the parse; its own index for a root.
        start: Character offset into the original text.
        end: Character offset, exclusive.
        entity: Entity type, such as "ORG"; empty for none.
    """

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    entity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """A parsed text.

    Args:
        text: The original text.
        tokens: In order; fillers and removed restarts have none.
        sentences: First and past-the-last token index of each sentence.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause and what it does.

    Args:
        start: Character offset into the original text.
        end: Character offset, exclusive.
        tokens: First and past-the-last token index in the parse.
        type: What it does.
        subject: Who it is about.
        verb: Lemma of its main verb; empty for none.
        door: Why it is an event; None for other types.
        negated: Whether its verb is negated.
        anchored: Whether it names a time, a place or one occasion.
        subordinate: Whether it only gives another clause its time or condition, such as "when I got there".
        past: Whether its verb has a past form, or tells what one "would" do again and again.
    """

    start: int
    end: int
    tokens: tuple[int, int]
    type: ClauseType
    subject: Subject
    verb: str
    door: Door | None = None
    negated: bool = False
    anchored: bool = False
    subordinate: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReading:
    """What a reader makes of an answer to a question.

    Args:
        parts: For each part of the question how likely it is not, partly and fully answered; three numbers
            that add up to one.
        pieces: For each piece of the answer how likely it is situation, task, action, result and none of
            them; five numbers that add up to one.
        nearness: How near the answer lies to the question, a cosine.
        off_topic: How likely the answer is to another question, 0 to 1.
        listening: The level for listening as read off the whole, 1 to 5, with a fraction.
        star: The same for the structure of a told story.
        story: The same for being a story.
    """

    parts: tuple[tuple[float, ...], ...]
    pieces: tuple[tuple[float, ...], ...]
    nearness: float
    off_topic: float
    listening: float
    star: float
    story: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedReading:
    """What a reader makes of a candidate's question.

    Args:
        self_focused: Log odds that it is about what the job gives the speaker.
        presumption: Log odds that it takes the job or the next round for granted.
        classes: For work, team, customer, growth, process, practical and other, how likely each is; they add
            up to one.
    """

    self_focused: float
    presumption: float
    classes: tuple[float, ...]
