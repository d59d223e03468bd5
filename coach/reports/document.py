"""A report before it has a format: finished sentences in the order of reading.

Renderers lay out and escape; they word nothing and compute nothing.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece of a paragraph.

    Args:
        text: The words.
        strong: Whether they are the point of it.
    """

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsRow:
    """One answer in the table of levels.

    Args:
        number: Of the answer, from 1.
        question: In short.
        cells: One entry a column: a level, a dash, or a word for "not scored"; empty without any score.
        note: Stands for the cells where there are none, such as "skipped".
    """

    number: int
    question: str
    cells: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsTable:
    """Levels of every answer.

    Args:
        heading: Of the first column.
        columns: Names of the dimensions.
        rows: One a shown answer.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[LevelsRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of the strip.

    Args:
        part: A STAR part, or empty for what belongs to none.
        letter: Its first letter; empty for none.
        share: Of the strip, 0.0 to 1.0; all shares of a strip sum to 1.0.
    """

    part: str
    letter: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of a transcript with one look.

    Args:
        text: Verbatim; all runs of an answer joined are its text.
        filler: Whether it is a filled pause.
        unsure: Whether it was hard to hear.
    """

    text: str
    filler: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a transcript that belongs together.

    Args:
        part: A STAR part, or empty.
        label: The part's name as shown; empty for none.
        runs: Its words.
        asked: The follow-up question that it answers, when it is the first words of one; empty else.
    """

    part: str
    label: str
    runs: tuple[Run, ...]
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the answer shown as evidence.

    Args:
        text: Verbatim.
        at: Position in the sound, such as "0:42"; empty when it is not known.
        label: What it shows; empty when the row says it already.
        start_s: The same position in seconds, to be played; None when it is not known.
        end_s: Where the words end; None when it is not known.
    """

    text: str
    at: str = ""
    label: str = ""
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of what was found in an answer.

    Args:
        heading: Such as "What worked" or "Listening 4".
        text: The finding; empty when the quotes say it all.
        quotes: Evidence.
        note: What would come next, in a quieter voice; empty for none.
        quote_first: Whether the quote is the point and stands before the text.
        spare: Whether it says what the table of levels shows too, so that a printed page leaves it out.
    """

    heading: str
    text: str = ""
    quotes: tuple[Quote, ...] = ()
    note: str = ""
    quote_first: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSection:
    """One answer.

    Args:
        number: From 1.
        heading: The question.
        status: Why there is no transcript or no score; empty when there is.
        strip: Shares of the parts in the order in which they were told; empty for none.
        parts_line: "Situation 21 s", "Task 11 s", ...; empty for none.
        measures_line: "148 words a minute", ...; empty for none.
        passages: The transcript, marked; empty for none.
        legend: What the marks of a set page mean; empty when there are none.
        legend_plain: The same for plain text.
        rows: Findings.
        group: Heading over this answer and those after it, such as its session's; empty for none.
        sound: Address of its recording; empty for none.
        sound_label: What leads there.
    """

    number: int
    heading: str
    status: str = ""
    strip: tuple[Segment, ...] = ()
    parts_line: tuple[str, ...] = ()
    measures_line: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    legend: str = ""
    legend_plain: str = ""
    rows: tuple[Row, ...] = ()
    group: str = ""
    sound: str = ""
    sound_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report.

    Args:
        title: The session's.
        language: ISO 639-1 code.
        author: What made it.
        created: When the session began; a report of the same session is the same to the byte.
        subtitle: Kind, day, length.
        summary: One paragraph.
        levels: None when there is no answer.
        scale: What the numbers mean; empty when there are none.
        answers: In order.
        footer: At the foot of every page.
        page_line: Pattern with ``{page}`` and ``{pages}``.
        note: What was left out; empty for nothing.
        rows: Findings over all answers, in a report on one page.
    """

    title: str
    language: str
    author: str
    created: datetime
    subtitle: str
    summary: tuple[Inline, ...]
    levels: LevelsTable | None
    scale: str
    answers: tuple[AnswerSection, ...]
    footer: str
    page_line: str
    note: str = ""
    rows: tuple[Row, ...] = ()
