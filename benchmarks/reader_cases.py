"""What the reader learns from: labelled texts as the product would hand them to it.

Each answer is kept as its clauses, with and without its punctuation, and each clause with the part of a story
that it was labelled as. ``benchmarks.learn_reader`` turns these into a network.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.labelled import Row, read_rows, shipped_paths
from coach.language.ports import Language, Parser
from coach.language.values import Clause
from coach.model.question import Question, QuestionKind
from coach.model.score import ScoringRequest
from coach.scoring.reading import cut_answer
from coach.scoring.research_match import unnamed
from coach.scoring.whole import read_pieces

LESSONS = Path("tests/corpus/lessons")
LEARNED_FROM = "DFGHIJKLMNOPQ"
"""Writers of lessons whose rows are learned from; those of writer E are for measuring only."""
LABELS = ("situation", "task", "action", "result", "none")
ANSWERED = {"no": 0, "partly": 1, "yes": 2}
CLASSES = ("work", "team", "customer", "growth", "process", "practical", "other")
_ANOTHER = re.compile(r"\b(?:other|another|astray)\b")

Pieces = tuple[tuple[str, int | None], ...]
"""Clauses, each with the index of its label; None where nobody labelled it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with what is known of it; None where nobody said.

    Args:
        id: Of its row.
        writer: Who wrote it.
        question: What was asked.
        parts: What the question asks for; empty where nobody said.
        written: Its clauses as written.
        spoken: Its clauses when it is read without marks and capitals.
        answered: For each part 0 for no, 1 for partly, 2 for yes.
        listening: The level, 1 to 5.
        star: The level.
        story: The level.
        off_topic: Whether it is to another question.
    """

    id: str
    writer: str
    question: str
    parts: tuple[str, ...]
    written: Pieces
    spoken: Pieces
    answered: tuple[int, ...] | None = None
    listening: int | None = None
    star: int | None = None
    story: int | None = None
    off_topic: bool | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A noted fact and a text that says it or does not."""

    writer: str
    note: str
    text: str
    said: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A candidate's question."""

    writer: str
    text: str
    self_focused: bool
    presumption: bool
    class_: int
    decoy: bool


@dataclass(frozen=True, slots=True)
class Cases:
    """Everything that is learned from, or measured."""

    answers: tuple[Answer, ...]
    notes: tuple[Note, ...]
    asked: tuple[Asked, ...]


def gather(parser: Parser, writers: Sequence[str], *, held_out: bool = False) -> Cases:
    """Read the corpus.

    Args:
        parser: Parses the answers.
        writers: Letters of the writers whose rows are wanted; those of the first corpus are A, B and C.
        held_out: Whether the rows that are kept aside are wanted, or the others.

    Returns:
        The cases.
    """
    answers: list[Answer] = []
    asked: list[Asked] = []
    rows, questions = read_rows(shipped_paths())
    answers += [
        _of_corpus(parser, row)
        for row in rows
        if row["writer"] in writers and bool(row["held_out"]) is held_out
    ]
    asked += [
        _asked(row["writer"], row)
        for row in questions
        if row["writer"] in writers and bool(row["held_out"]) is held_out
    ]
    for row in lessons("parts", writers, held_out=held_out):
        answers += _of_question(parser, row)
    for row in lessons("stories", writers, held_out=held_out):
        answers.append(_of_story(parser, row))
    asked += [_asked(_writer(row), row) for row in lessons("asked", writers, held_out=held_out)]
    notes = [note for row in lessons("facts", writers, held_out=held_out) for note in _notes(row)]
    return Cases(tuple(answers), tuple(notes), tuple(asked))


def lessons(kind: str, writers: Sequence[str], *, held_out: bool) -> Iterable[Row]:
    """Rows that were written to learn from.

    Args:
        kind: "parts", "stories", "asked" or "facts".
        writers: Whose.
        held_out: Whether those kept aside are wanted, or the others.

    Yields:
        The rows in the order of files and lines.
    """
    for path in sorted(LESSONS.glob(f"{kind}_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row: Row = json.loads(line)
            if _writer(row) in writers and bool(row.get("held_out")) is held_out:
                yield row


def without_marks(text: str) -> str:
    """A text as a plain transcript has it, as long as before."""
    return re.sub(r"[^\w\s'-]", " ", text.lower()) if text.lower().isascii() else text.lower()


def _writer(row: Row) -> str:
    return str(row["id"])[0].upper()


def _of_corpus(parser: Parser, row: Row) -> Answer:
    labels = row["labels"]
    spans: list[tuple[int, int, str]] | None = None
    if labels.get("star") is not None and labels.get("segments"):
        spans, at = [], 0
        for part, words in labels["segments"]:
            start = row["answer"].find(words, at)
            at = start + len(words)
            spans.append((start, at, part))
    written, spoken = _both(parser, row["question"], row["answer"], spans)
    answered = tuple(ANSWERED[one] for one in labels["parts_answered"])
    parts = tuple(labels.get("question_parts") or [row["question"]])
    return Answer(
        id=row["id"],
        writer=row["writer"],
        question=row["question"],
        parts=parts,
        written=written,
        spoken=spoken,
        answered=answered if len(answered) == len(parts) else None,
        listening=labels["listening"],
        star=labels.get("star"),
        story=labels.get("story"),
        off_topic=bool(labels["off_topic"]),
    )


def _of_question(parser: Parser, row: Row) -> Iterable[Answer]:
    parts = tuple(part["text"] for part in row["parts"])
    for index, one in enumerate(row["answers"]):
        if len(one["parts"]) != len(parts):
            continue
        answered = tuple(ANSWERED[label] for label in one["parts"])
        astray = one.get("off_topic")
        if astray is None:
            # Earlier writers said so in words; an answer that is none need not be one to another question.
            nothing = one["level"] == 1 and not any(answered)
            astray = (True if _ANOTHER.search(one["way"]) else None) if nothing else False
        written, spoken = _both(parser, row["question"], one["text"], None)
        yield Answer(
            id=f"{row['id']}-{index}",
            writer=_writer(row),
            question=row["question"],
            parts=parts,
            written=written,
            spoken=spoken,
            answered=answered,
            listening=one["level"],
            off_topic=astray,
        )


def _of_story(parser: Parser, row: Row) -> Answer:
    text, spans = "", []
    for part, words in row["pieces"]:
        text += " " if text else ""
        spans.append((len(text), len(text) + len(words), part))
        text += words
    written, spoken = _both(parser, row["question"], text, spans)
    return Answer(
        id=row["id"],
        writer=_writer(row),
        question=row["question"],
        parts=(),
        written=written,
        spoken=spoken,
        star=row["star"],
        story=row["story"],
    )


def _both(
    parser: Parser, question: str, text: str, spans: list[tuple[int, int, str]] | None
) -> tuple[Pieces, Pieces]:
    return _pieces(parser, question, text, spans), _pieces(parser, question, without_marks(text), spans)


def _pieces(parser: Parser, question: str, text: str, spans: list[tuple[int, int, str]] | None) -> Pieces:
    asked = Question(text=question, kind=QuestionKind.BEHAVIOURAL, parts=())
    request = ScoringRequest(id="case", text=text, question=asked)
    unused: Any = None
    context = cut_answer(request, Language(parser, unused, unused))
    return tuple(
        (words, None if spans is None else _label(context.clauses[index], spans))
        for index, words in read_pieces(context)
    )


def _label(clause: Clause, spans: list[tuple[int, int, str]]) -> int:
    """The label that most of a clause has."""
    shares = [0] * len(LABELS)
    for start, end, part in spans:
        shares[LABELS.index(part)] += max(0, min(end, clause.end) - max(start, clause.start))
    shares[-1] += max(0, clause.end - clause.start - sum(shares))
    return shares.index(max(shares))


def _notes(row: Row) -> Iterable[Note]:
    # The note's own words say it too; near misses often have nearly all of them, and sayings few.
    for said, texts in ((True, [row["fact"], *row["said"]]), (False, row["not_said"])):
        for text in texts:
            yield Note(
                _writer(row), unnamed(row["fact"], row["company"]), unnamed(text, row["company"]), said
            )


def _asked(writer: str, row: Row) -> Asked:
    class_ = CLASSES.index(row["class"]) if row["class"] in CLASSES else len(CLASSES) - 1
    return Asked(writer, row["text"], row["self_focused"], row["presumption"], class_, bool(row.get("decoy")))
