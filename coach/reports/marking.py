"""An answer's words, marked: its STAR parts, its fillers, and what was hard to hear."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coach.model.joined import join, joined_answer, with_words
from coach.model.score import AnswerScore, Evidence, StarPart
from coach.model.session import Answer
from coach.reports.document import Passage, Run, Segment

_JOINT_WORDS = 3
"""Words between two parts that are taken for a joint ("and so, um") and not for a stretch of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Consecutive words of one part.

    Args:
        part: None for what belongs to none.
        start: Character offset.
        end: Character offset, exclusive.
        start_s: Seconds; None when not known.
        end_s: Seconds; None when not known.
    """

    part: StarPart | None
    start: int
    end: int
    start_s: float | None = None
    end_s: float | None = None


def answer_text(answer: Answer) -> str:
    """What was said or typed, corrected if it was.

    Args:
        answer: The answer.

    Returns:
        Its text; empty when there is none.
    """
    if answer.score is not None:
        return answer.score.text
    whole = joined_answer(answer)
    if whole.transcript is not None:
        return whole.transcript.text
    return whole.typed or ""


def stretches(score: AnswerScore) -> tuple[Stretch, ...]:
    """Cut an answer into its STAR parts.

    Args:
        score: The answer.

    Returns:
        In order, without a gap or an overlap, the whole text; neighbours of one part are one stretch, and a
        joint of a few words goes to the part that follows it.
    """
    text = score.text
    cut: list[Stretch] = []
    position = 0
    for entry in _parts_in_order(score):
        start = max(entry.start, position)
        if start >= entry.end:
            continue
        part = StarPart(entry.label)
        gap = text[position:start]
        if len(gap.split()) > _JOINT_WORDS:
            cut.append(Stretch(part=None, start=position, end=start))
            position = start
        end = _with_punctuation(text, entry.end)
        if cut and cut[-1].part is part:
            cut[-1] = replace(cut[-1], end=end, end_s=entry.end_s)
        else:
            cut.append(Stretch(part=part, start=position, end=end, start_s=entry.start_s, end_s=entry.end_s))
        position = end
    if position < len(text):
        tail = text[position:]
        if cut and len(tail.split()) <= _JOINT_WORDS:
            cut[-1] = replace(cut[-1], end=len(text))
        else:
            cut.append(Stretch(part=None, start=position, end=len(text)))
    return tuple(cut)


def _with_punctuation(text: str, end: int) -> int:
    """The end of a clause together with the marks that close it."""
    while end < len(text) and text[end] in ".,;:!?…”’)":
        end += 1
    return end


def _parts_in_order(score: AnswerScore) -> list[Evidence]:
    if score.star.level is None:
        return []
    known = [
        entry
        for entry in score.star.evidence
        if entry.label in set(StarPart) and 0 <= entry.start < entry.end <= len(score.text)
    ]
    return sorted(known, key=lambda entry: (entry.start, entry.end))


def has_times(found: tuple[Stretch, ...]) -> bool:
    """Whether every part's seconds are known.

    Args:
        found: Stretches of one answer.

    Returns:
        Whether shares can be told by time.
    """
    parts = [one for one in found if one.part is not None]
    return bool(parts) and all(one.start_s is not None and one.end_s is not None for one in parts)


def amounts(score: AnswerScore, found: tuple[Stretch, ...]) -> tuple[float, ...]:
    """How much each stretch holds.

    Args:
        score: The answer.
        found: Its stretches.

    Returns:
        Seconds when times are known (0.0 for what belongs to no part), else words.
    """
    if has_times(found):
        return tuple(
            one.end_s - one.start_s if one.start_s is not None and one.end_s is not None else 0.0
            for one in found
        )
    return tuple(float(len(score.text[one.start : one.end].split())) for one in found)


def strip(
    score: AnswerScore, found: tuple[Stretch, ...], letters: dict[StarPart, str]
) -> tuple[Segment, ...]:
    """The strip of an answer's parts.

    Args:
        score: The answer.
        found: Its stretches.
        letters: Each part's first letter as shown.

    Returns:
        Shares in the order in which the parts were told; by time they sum to 1.0 without what belongs to no
        part, since its seconds are not known. Empty when no part was heard.
    """
    if not any(one.part for one in found):
        return ()
    held = amounts(score, found)
    total = sum(held)
    if total <= 0.0:
        return ()
    return tuple(
        Segment(part=one.part or "", letter=letters[one.part] if one.part else "", share=amount / total)
        for one, amount in zip(found, held, strict=True)
        if amount > 0.0
    )


def passages(answer: Answer, labels: dict[StarPart, str]) -> tuple[Passage, ...]:
    """The marked transcript.

    Args:
        answer: Any answer with a text.
        labels: Each part's name as shown.

    Returns:
        Passages whose runs, joined, are the answer's text.
    """
    text = answer_text(answer)
    if not text:
        return ()
    whole = (Stretch(part=None, start=0, end=len(text)),)
    found = stretches(answer.score) if answer.score is not None else whole
    marks = _marks(answer, text)
    asked = _asked(answer, text)
    return tuple(
        Passage(
            part=one.part or "",
            label=labels[one.part] if one.part else "",
            runs=_runs(text, one.start, one.end, marks),
            asked=asked.get(one.start, ""),
        )
        for one in _cut_at(found, sorted(asked))
    )


def _asked(answer: Answer, text: str) -> dict[int, str]:
    """Where the answers to follow-ups begin, and what was asked there."""
    pieces = answer.score.pieces if answer.score is not None else join(with_words(answer)).pieces
    questions = {one.id: one.question.text for one in answer.follow_ups}
    return {
        piece.start: questions[piece.answer_id]
        for piece in pieces
        if piece.answer_id in questions and piece.start < piece.end <= len(text)
    }


def _cut_at(found: tuple[Stretch, ...], places: list[int]) -> Iterator[Stretch]:
    """The same stretches, with a new one at each place."""
    for one in found:
        edges = [one.start, *(place for place in places if one.start < place < one.end), one.end]
        for start, end in itertools.pairwise(edges):
            yield replace(one, start=start, end=end)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    filler: bool


def _marks(answer: Answer, text: str) -> list[_Mark]:
    """Fillers and unsure stretches; a word's offsets count only while its text is the one that is shown."""
    marks: list[_Mark] = []
    heard = joined_answer(answer).transcript
    if heard is not None and heard.text == text:
        marks += [_Mark(word.start, word.end, filler=True) for word in heard.words if word.filler]
        marks += [
            _Mark(word.start, word.end, filler=False)
            for word in heard.words
            if word.unsure and not word.filler
        ]
    if answer.score is not None:
        marks += [_Mark(span.start, span.end, filler=False) for span in answer.score.unsure]
    return marks


def _runs(text: str, start: int, end: int, marks: list[_Mark]) -> tuple[Run, ...]:
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    edges = {start, end}
    for mark in inside:
        edges |= {max(mark.start, start), min(mark.end, end)}
    runs: list[Run] = []
    points = sorted(edges)
    for left, right in itertools.pairwise(points):
        over = [mark for mark in inside if mark.start < right and mark.end > left]
        filler = any(mark.filler for mark in over)
        run = Run(text=text[left:right], filler=filler, unsure=bool(over) and not filler)
        if runs and (runs[-1].filler, runs[-1].unsure) == (run.filler, run.unsure):
            run = Run(text=runs[-1].text + run.text, filler=run.filler, unsure=run.unsure)
            runs.pop()
        runs.append(run)
    return tuple(runs)
