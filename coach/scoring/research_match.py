"""What was noted about an employer, looked for in an answer (the rubric's F3)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from coach.language.values import ClauseType, Subject, Token
from coach.model.company import Company
from coach.model.score import Heard
from coach.scoring.context import AnswerContext
from coach.scoring.fact_head import Pairs, measures, weigh
from coach.scoring.patterns import Phrases, Sheet, plain, read_sheet

_CLEARLY = 1.0
"""A stretch that says another fact so much more surely (log odds) does not say this one."""

_LEAST = -0.75
"""From here on (log odds) a fact was said; levels agree best with readers' about here (tuning part)."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_TOLD = re.compile(
    r"\bi(?:'ve)? (?:also )?(?:read|saw|seen|heard|noticed|understand|know|gather)\b|"
    r"\byou (?:said|told|mentioned)\b"
)
_THEIRS = re.compile(r"\b(?:you|your|you're|you've|they|their|them|the (?:company|firm|place)|here)\b")
_MARK = re.compile(r"[.?!]")
_NEGATION = re.compile(r"(?<!\w)(?:not|no|never|none|nobody|without|\w+n't)(?!\w)")


class _Match(Sheet):
    common: frozenset[str]
    same_name: float
    near_name: float
    terms: int
    weak_cosine: float
    requirement_cosine: float


class _Tie(Sheet):
    phrases: Phrases
    linked: Phrases


class _Claims(Sheet):
    about: frozenset[str]
    checkable: Phrases
    not_claims: Phrases


class _Praise(Sheet):
    margin_words: Phrases
    cosine: float
    prototypes: tuple[str, ...]


class _Asked(Sheet):
    not_about_them: Phrases
    about_them: Phrases
    why_you: Phrases


class ResearchRules(Sheet):
    """The data of F3."""

    number_words: dict[str, str]
    match: _Match
    tie: _Tie
    claims: _Claims
    praise: _Praise
    asked: _Asked


@cache
def research_rules() -> ResearchRules:
    """The data of F3, read once.

    Returns:
        The checked data.
    """
    return read_sheet("research.toml", ResearchRules)


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """One clause, or two in a row, of an answer.

    Args:
        first: Index of its first clause.
        last: Index of its last clause.
        start: Character offset.
        end: Character offset, exclusive.
        terms: Lemmas and words in it, in lower case.
        numbers: Numbers in it.
        negated: Whether it says "not".
        asks: Whether it is a question, which tells less of what is known than a statement.
        vector: Its vector.
    """

    first: int
    last: int
    start: int
    end: int
    terms: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    asks: bool
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """A note that was heard."""

    index: int
    heard: Heard
    stretch: Stretch


def cut_stretches(context: AnswerContext, company: Company) -> tuple[Stretch, ...]:
    """Cut an answer into clauses of some length and pairs of neighbours.

    Args:
        context: The answer.
        company: Whose name is left out of the likeness.

    Returns:
        The stretches with their vectors, in order.
    """
    places: list[tuple[int, int]] = []
    clauses = context.clauses
    for index, clause in enumerate(clauses):
        if clause.type is ClauseType.SHELL:
            continue
        places.append((index, index))
        if index + 1 < len(clauses) and clauses[index + 1].start - clause.end <= 8:
            places.append((index, index + 1))
    texts = [
        unnamed(context.request.text[clauses[first].start : clauses[last].end], company.name)
        for first, last in places
    ]
    vectors = context.vectors.encode(texts)
    return tuple(
        _stretch(context, first, last, vector) for (first, last), vector in zip(places, vectors, strict=True)
    )


def _stretch(context: AnswerContext, first: int, last: int, vector: NDArray[np.float32]) -> Stretch:
    tokens = context.parse.tokens[context.clauses[first].tokens[0] : context.clauses[last].tokens[1]]
    start, end = context.clauses[first].start, context.clauses[last].end
    text = plain(context.request.text[start:end])
    terms = frozenset(word for token in tokens for word in (plain(token.lemma), plain(token.text)))
    asks = _is_asked(context.request.text, start, end) and not _TOLD.search(text)
    negated = _NEGATION.search(text) is not None
    return Stretch(first, last, start, end, terms, numbers_in(text), negated, asks, vector)


def _is_asked(text: str, start: int, end: int) -> bool:
    """Whether a question mark stands in a stretch, or ends the sentence that it stops in."""
    mark = _MARK.search(text, end)
    return "?" in text[start:end] or (mark is not None and mark.group() == "?")


def numbers_in(text: str) -> frozenset[str]:
    """Numbers in a text, in figures or as a word.

    Args:
        text: In lower case.

    Returns:
        Figures without separators.
    """
    figures = {re.sub(r"[,.](?=\d{3}\b)", "", number) for number in re.findall(r"\d+(?:[.,]\d+)*", text)}
    words = research_rules().number_words
    return frozenset(figures | {words[word] for word in re.findall(r"[a-z]+", text) if word in words})


def distinctive(tokens: tuple[Token, ...], company: Company) -> frozenset[str]:
    """The words of a note that do not stand in any answer: no common words, not the company's name.

    Args:
        tokens: The note, parsed.
        company: Whose name to leave out.

    Returns:
        Lemmas in lower case.
    """
    common = research_rules().match.common
    name = set(plain(company.name).split())
    return frozenset(
        plain(token.lemma)
        for token in tokens
        if token.pos in _CONTENT and len(token.text) >= 3 and plain(token.lemma) not in common | name
    )


def match_facts(context: AnswerContext, company: Company, stretches: tuple[Stretch, ...]) -> tuple[Hit, ...]:
    """Find which noted facts were said, in the same or in other words.

    Args:
        context: The answer.
        company: The notes.
        stretches: The answer, cut.

    Returns:
        A hit a fact that was heard; ``DIFFERS`` where its number or its "not" is another.
    """
    theirs = [
        stretch
        for stretch in stretches
        if not _somebody_else(context, stretch, company)
        and not _asked_for_oneself(context, stretch)
        and not _told_of_oneself(context, stretch, company)
    ]
    if not theirs or not company.facts:
        return ()
    terms = fact_terms(context, company)
    strengths = weigh(measures(pair_up(context, company, theirs, terms)))
    return tuple(
        Hit(index, _agreement(plain(company.facts[index].text), theirs[place], terms[index]), theirs[place])
        for index, place in choose(strengths, theirs, terms).items()
    )


def choose(
    strengths: NDArray[np.float64], stretches: Sequence[Stretch], terms: Sequence[frozenset[str]]
) -> dict[int, int]:
    """Choose where each fact was said, the surest first, so that one saying counts once.

    Args:
        strengths: How surely each stretch says each fact, log odds; shape ``(facts, stretches)``.
        stretches: Of the answer.
        terms: Own words of each fact.

    Returns:
        The index of a stretch for each fact that was heard, in the order of the facts.
    """
    ahead = (strengths >= strengths.max(axis=0) - _CLEARLY) & (strengths > _LEAST)
    likely = np.argwhere(ahead)
    chosen: dict[int, int] = {}
    for at in np.argsort(-strengths[ahead], kind="stable"):
        fact, place = (int(one) for one in likely[at])
        surer = [stretches[other] for other in chosen.values()]
        if fact not in chosen and not _told(stretches[place], terms[fact], surer):
            chosen[fact] = place
    return dict(sorted(chosen.items()))


def _told(stretch: Stretch, terms: frozenset[str], surer: Sequence[Stretch]) -> bool:
    """Whether its words are a surer fact's already, and none of this one's own words is among them."""
    return not any(heard_term(term, stretch.terms) for term in terms) and any(
        stretch.first <= other.last and other.first <= stretch.last for other in surer
    )


def fact_terms(context: AnswerContext, company: Company) -> list[frozenset[str]]:
    """The words of each fact that no other fact has.

    Args:
        context: Whose parser is used.
        company: The notes.

    Returns:
        Lemmas in lower case, for each fact.
    """
    return _own_terms(
        [distinctive(context.parser.parse(fact.text).tokens, company) for fact in company.facts]
    )


def pair_up(
    context: AnswerContext, company: Company, stretches: Sequence[Stretch], terms: Sequence[frozenset[str]]
) -> Pairs:
    """Hold every fact against every stretch.

    Args:
        context: The answer.
        company: The notes.
        stretches: Of the answer, at least one.
        terms: Own words of each fact.

    Returns:
        What is measured of each pair.
    """
    facts = [unnamed(fact.text, company.name) for fact in company.facts]
    texts = [unnamed(context.request.text[one.start : one.end], company.name) for one in stretches]
    heard = np.stack([stretch.vector for stretch in stretches])
    praise = (heard @ context.vectors.encode(research_rules().praise.prototypes).T).max(axis=1)
    near = (context.vectors.encode(facts) @ heard.T).astype(np.float64)
    shape = (len(facts), len(texts))
    return Pairs(
        read=context.reader.says(facts, texts),
        near=near,
        shared=np.asarray(
            [[sum(heard_term(term, one.terms) for term in own) for one in stretches] for own in terms],
            np.float64,
        ).reshape(shape),
        terms=np.asarray([len(own) for own in terms], np.float64),
        over_praise=near - praise,
        asks=np.asarray([stretch.asks for stretch in stretches], np.float64),
    )


def unnamed(text: str, name: str) -> str:
    """Leave an employer's name out: alone it makes a sentence like every fact about them.

    Args:
        text: Any text.
        name: The employer's; empty for none.

    Returns:
        The text with "the company" in its place, and in place of its longer words.
    """
    if not name:
        return text
    names = [re.escape(name), *(re.escape(part) for part in name.split() if len(part) >= 5)]
    return re.sub(rf"\b(?:{'|'.join(names)})\b", "the company", text, flags=re.IGNORECASE)


def _own_terms(terms: list[frozenset[str]]) -> list[frozenset[str]]:
    """Each note's words without those that stand in several notes, since they tell none of them apart."""
    return [
        own - frozenset(word for other, words in enumerate(terms) if other != index for word in words)
        for index, own in enumerate(terms)
    ]


def heard_term(term: str, heard: frozenset[str]) -> bool:
    """Tell whether a word was said, or one so like it that it is the same.

    Args:
        term: In lower case.
        heard: Words that were said, in lower case.

    Returns:
        True for the word and for its other forms.
    """
    if term in heard:
        return True
    limit = research_rules().match.same_name
    return len(term) >= 5 and any(len(word) >= 5 and fuzz.ratio(term, word) >= limit for word in heard)


def _agreement(fact: str, stretch: Stretch, terms: frozenset[str]) -> Heard:
    """Whether number or "not" are another's; only where the fact's own words were said, and no paraphrase."""
    shared = sum(1 for term in terms if heard_term(term, stretch.terms))
    if not shared or (stretch.first != stretch.last and shared < research_rules().match.terms):
        return Heard.YES
    numbers = numbers_in(fact)
    if numbers and stretch.numbers and not numbers & stretch.numbers:
        return Heard.DIFFERS
    return Heard.DIFFERS if (_NEGATION.search(fact) is not None) != stretch.negated else Heard.YES


def _asked_for_oneself(context: AnswerContext, stretch: Stretch) -> bool:
    """Whether it asks what the speaker gets or may do, which tells nothing of the employer."""
    clauses = [clause for clause in context.clauses[stretch.first : stretch.last + 1] if clause.verb]
    return stretch.asks and all(clause.subject in (Subject.I, Subject.WE) for clause in clauses)


def _told_of_oneself(context: AnswerContext, stretch: Stretch, company: Company) -> bool:
    """Whether it tells how the speaker is or lives, with no word on the employer: "I live in Leeds"."""
    clauses = [clause for clause in context.clauses[stretch.first : stretch.last + 1] if clause.verb]
    text = plain(unnamed(context.request.text[stretch.start : stretch.end], company.name))
    return (
        bool(clauses)
        and all(clause.subject is Subject.I for clause in clauses)
        and not _TOLD.search(text)
        and not _THEIRS.search(text)
    )


def _somebody_else(context: AnswerContext, stretch: Stretch, company: Company) -> bool:
    """Whether another name than the employer's is the one that acts, such as a competitor's."""
    first, last = context.clauses[stretch.first], context.clauses[stretch.last]
    known = plain(" ".join([company.name, *(fact.text for fact in company.facts)]))
    return any(
        token.pos == "PROPN"
        and token.dep.startswith("nsubj")
        and fuzz.partial_ratio(plain(token.text), known) < research_rules().match.near_name
        for token in context.parse.tokens[first.tokens[0] : last.tokens[1]]
    )
