"""What was noted about an employer, looked for in an answer (the rubric's F3)."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from coach.language.values import ClauseType, Subject, Token
from coach.model.company import Company
from coach.model.score import Heard
from coach.scoring.context import AnswerContext
from coach.scoring.patterns import Phrases, Sheet, plain, read_sheet

_CLEARLY = 0.25
"""A stretch that says another fact so much more surely does not say this one."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_TOLD = re.compile(
    r"\bi(?:'ve)? (?:also )?(?:read|saw|seen|heard|noticed|understand|know|gather)\b|"
    r"\byou (?:said|told|mentioned)\b"
)
_MARK = re.compile(r"[.?!]")
_NEGATION = re.compile(r"(?<!\w)(?:not|no|never|none|nobody|without|\w+n't)(?!\w)")


class _Match(Sheet):
    common: frozenset[str]
    same_name: float
    near_name: float
    terms: int
    cosine: float
    praise_margin: float
    weak_cosine: float
    term_cosine: float
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
        _unnamed(context.request.text[clauses[first].start : clauses[last].end], company)
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
    praise = context.vectors.encode(research_rules().praise.prototypes)
    vectors = context.vectors.encode([_unnamed(fact.text, company) for fact in company.facts])
    terms = _own_terms(
        [distinctive(context.parser.parse(fact.text).tokens, company) for fact in company.facts]
    )
    theirs = [
        stretch
        for stretch in stretches
        if not _somebody_else(context, stretch, company) and not _asked_for_oneself(context, stretch)
    ]
    hits: list[Hit] = []
    for index, fact in enumerate(company.facts):
        best: tuple[float, Stretch] | None = None
        for stretch in theirs:
            strengths = [_strength(stretch, vectors[i], terms[i], praise) for i in range(len(company.facts))]
            own = strengths[index]
            if own > 0 and max(strengths) - own < _CLEARLY and (best is None or own > best[0] + 0.02):
                best = (own, stretch)
        if best is not None:
            hits.append(Hit(index, _agreement(plain(fact.text), best[1], terms[index]), best[1]))
    return tuple(hits)


def _unnamed(text: str, company: Company) -> str:
    """The name alone makes a sentence like every fact about the employer, so likeness is taken without it."""
    names = [re.escape(company.name), *(re.escape(part) for part in company.name.split() if len(part) >= 5)]
    if not company.name:
        return text
    return re.sub(rf"\b(?:{'|'.join(names)})\b", "the company", text, flags=re.IGNORECASE)


def _own_terms(terms: list[frozenset[str]]) -> list[frozenset[str]]:
    """Each note's words without those that stand in several notes, since they tell none of them apart."""
    return [
        own - frozenset(word for other, words in enumerate(terms) if other != index for word in words)
        for index, own in enumerate(terms)
    ]


def _strength(
    stretch: Stretch, fact: NDArray[np.float32], terms: frozenset[str], praise: NDArray[np.float32]
) -> float:
    """How surely a stretch says a fact; 0.0 for not at all (F3, rules a to d)."""
    limits = research_rules().match
    cosine = float(stretch.vector @ fact)
    shared = len({term for term in terms if _heard_term(term, stretch.terms)})
    over_praise = cosine - float(np.max(praise @ stretch.vector))
    enough_terms = shared >= limits.terms and cosine >= limits.term_cosine
    meant = cosine >= limits.cosine and over_praise >= limits.praise_margin
    both = cosine >= limits.weak_cosine and shared >= 1 and over_praise >= 0
    if stretch.asks:
        both = False
        meant = meant and shared >= limits.terms
    return cosine + 0.1 * shared if enough_terms or meant or both else 0.0


def _heard_term(term: str, heard: frozenset[str]) -> bool:
    if term in heard:
        return True
    limit = research_rules().match.same_name
    return len(term) >= 5 and any(len(word) >= 5 and fuzz.ratio(term, word) >= limit for word in heard)


def _agreement(fact: str, stretch: Stretch, terms: frozenset[str]) -> Heard:
    """Whether number or "not" are another's; only where the fact's own words were said, and no paraphrase."""
    shared = sum(1 for term in terms if _heard_term(term, stretch.terms))
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


def match_requirements(
    context: AnswerContext, company: Company, stretches: tuple[Stretch, ...]
) -> tuple[Hit, ...]:
    """Find which requirements the speaker answers with something that they do or did.

    Args:
        context: The answer.
        company: The notes.
        stretches: The answer, cut.

    Returns:
        A hit a requirement; a mere row of the advert's words is none, for want of a verb of one's own.
    """
    limits = research_rules().match
    hits: list[Hit] = []
    for index, requirement in enumerate(company.requirements):
        vector = context.vectors.encode([requirement])[0]
        terms = distinctive(context.parser.parse(requirement).tokens, company)
        best: tuple[float, Stretch] | None = None
        for stretch in stretches:
            if stretch.asks or not _own_deed(context, stretch):
                continue
            cosine = float(stretch.vector @ vector)
            shared = sum(1 for term in terms if _heard_term(term, stretch.terms))
            fits = (
                cosine >= limits.requirement_cosine
                or (shared >= limits.terms and cosine >= 0.2)
                or (shared >= 1 and cosine >= limits.weak_cosine)
            )
            if fits and (best is None or cosine > best[0]):
                best = (cosine, stretch)
        if best is not None:
            hits.append(Hit(index, Heard.YES, best[1]))
    return tuple(hits)


def _own_deed(context: AnswerContext, stretch: Stretch) -> bool:
    clauses = context.clauses[stretch.first : stretch.last + 1]
    return any(
        clause.verb and clause.subject in (Subject.I, Subject.WE) and not clause.negated
        and clause.type not in (ClauseType.ABSENT, ClauseType.SHELL)
        for clause in clauses
    )  # fmt: skip
