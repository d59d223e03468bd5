"""Reading an answer once, for all dimensions: what is the speaker's own, said once, and heard clearly."""

import re
from dataclasses import replace
from itertools import pairwise

from coach.language.clauses import read_clauses
from coach.language.ports import Language
from coach.language.spoken import FILLER
from coach.language.values import Clause
from coach.model.message import Message, message
from coach.model.score import ScoringRequest, Span
from coach.model.transcript import Word
from coach.scoring.context import AnswerContext
from coach.scoring.present import placed_in_time
from coach.scoring.rubric import scoring_rubric

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def read_answer(request: ScoringRequest, language: Language) -> AnswerContext:
    """Parse an answer, find its clauses, and place in time what is told of one occasion.

    Args:
        request: What is to be scored.
        language: The models; the reader reads an answer that may tell of an occasion.

    Returns:
        What every dimension is given.
    """
    return placed_in_time(cut_answer(request, language))


def cut_answer(request: ScoringRequest, language: Language) -> AnswerContext:
    """Parse an answer and find its clauses, typed by their grammar alone.

    What only repeats the question is left out, and so is what was said before: neither may raise a score.

    Args:
        request: What is to be scored.
        language: Its parser parses it, once; the rest is handed on.

    Returns:
        What every dimension is given.
    """
    parse = language.parser.parse(request.text, _pause_breaks(request.words))
    clauses = read_clauses(parse, skip=echoes(request.question.text, request.text))
    return AnswerContext(
        request=request,
        parse=parse,
        clauses=_said_once(clauses, request.text),
        language=language,
        unsure=unsure_spans(request.words),
    )


def not_reliable(request: ScoringRequest) -> Message | None:
    """Why nothing that was said can be scored.

    Args:
        request: The answer.

    Returns:
        The reason: nothing was said, or the recogniser was too unsure; None when it can be scored.
        How short is too short is for each dimension, since "I can't think of one" is an answer to some.
    """
    limits = scoring_rubric().reliable
    if not [match for match in _WORD.finditer(request.text) if not FILLER.fullmatch(match.group())]:
        return message("scoring.nothing_said")
    words = [word for word in request.words or () if not word.filler]
    if words:
        mean = sum(word.probability for word in words) / len(words)
        unsure = sum(word.unsure for word in words) / len(words)
        if mean < limits.mean_probability or unsure > limits.unsure_share:
            return message("scoring.not_reliable")
    return None


def word_count(text: str) -> int:
    """Words in a text, fillers apart.

    Args:
        text: Any text.

    Returns:
        How many.
    """
    return sum(1 for match in _WORD.finditer(text) if not FILLER.fullmatch(match.group()))


def unsure_spans(words: tuple[Word, ...] | None) -> tuple[Span, ...]:
    """Stretches that the recogniser was unsure of.

    Args:
        words: Of the answer; None when it was typed.

    Returns:
        In order; neighbours are joined.
    """
    spans: list[Span] = []
    previous: Word | None = None
    for word in words or ():
        if word.unsure:
            if spans and previous is not None and previous.unsure:
                spans[-1] = replace(spans[-1], end=word.end, end_s=word.end_s)
            else:
                spans.append(Span(start=word.start, end=word.end, start_s=word.start_s, end_s=word.end_s))
        previous = word
    return tuple(spans)


def echoes(question: str, answer: str) -> tuple[tuple[int, int], ...]:
    """Stretches of an answer that say the question again.

    Args:
        question: As asked.
        answer: As given.

    Returns:
        First and past-the-last character of runs of four or more words that both have.
    """
    longest = scoring_rubric().echo.run_words
    asked = [match.group().lower() for match in _WORD.finditer(question)]
    said = list(_WORD.finditer(answer))
    grams = {tuple(asked[at : at + longest]) for at in range(len(asked) - longest + 1)}
    found: list[tuple[int, int]] = []
    for at in range(len(said) - longest + 1):
        if tuple(match.group().lower() for match in said[at : at + longest]) in grams:
            start, end = said[at].start(), said[at + longest - 1].end()
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return tuple(_whole_clauses_only(found, answer))


def _whole_clauses_only(spans: list[tuple[int, int]], answer: str) -> list[tuple[int, int]]:
    """An echo that runs on into the speaker's own words ("A time I failed was when …") is kept as theirs."""
    share = scoring_rubric().echo.clause_share
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        stop = re.search(r"[.?!]", answer[end:])
        rest = answer[end : end + stop.start()] if stop else answer[end:]
        echoed = word_count(answer[start:end])
        if echoed >= share * (echoed + word_count(rest)):
            kept.append((start, end))
    return kept


def _pause_breaks(words: tuple[Word, ...] | None) -> list[int]:
    """Where a silence begins a sentence that has no punctuation."""
    silence = scoring_rubric().pauses.break_s
    return [
        after.start
        for before, after in pairwise(words or ())
        if after.start_s - before.end_s >= silence and before.text[-1:].isalnum() and not before.filler
    ]


def _said_once(clauses: tuple[Clause, ...], text: str) -> tuple[Clause, ...]:
    """Leave out clauses that were said before, word for word."""
    least = scoring_rubric().repeats.words
    heard: set[tuple[str, ...]] = set()
    kept: list[Clause] = []
    for clause in clauses:
        said = text[clause.start : clause.end]
        words = tuple(
            match.group().lower() for match in _WORD.finditer(said) if not FILLER.fullmatch(match.group())
        )
        bare = words[1:] if words[:1] in (("and",), ("so",), ("but",), ("then",)) else words
        if len(bare) >= least and bare in heard:
            continue
        heard.add(bare)
        kept.append(clause)
    return tuple(kept)
