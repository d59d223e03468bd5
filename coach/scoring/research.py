"""Company research (the rubric's F3): what the speaker found out, and what it has to do with them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.language.values import Clause
from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.question import Question, QuestionKind
from coach.model.score import Confidence, Evidence, Heard, HeardNote, ResearchScore, Span
from coach.scoring.context import AnswerContext
from coach.scoring.patterns import plain
from coach.scoring.reading import word_count
from coach.scoring.research_match import (
    Hit,
    cut_stretches,
    match_facts,
    research_rules,
)
from coach.scoring.research_names import find_name, match_person
from coach.scoring.research_requirements import match_requirements

_TIE_REACH = 2
"""A tie counts when it stands within this many clauses of the fact (F3)."""

_KEYWORD_ROW = 3
"""So many requirements met by one and the same clause are a list of the advert's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    facts: tuple[Hit, ...]
    requirements: tuple[Hit, ...]
    tied: tuple[int, ...]
    ties: tuple[Clause, ...]
    claims: tuple[Clause, ...]
    praise: tuple[Clause, ...]
    name: tuple[int, int] | None
    keyword_row: bool
    noted: bool


def score_research(context: AnswerContext) -> ResearchScore:
    """Judge what an answer shows of the employer.

    Args:
        context: The answer, read once.

    Returns:
        What was heard of each note, claims that are not noted, praise that fits anybody, and the level.
    """
    request = context.request
    company = request.company or Company()
    if not asks_about_employer(request.question, company):
        return ResearchScore(
            applies=False, level=None, confidence=None, reason=message("research.reason.not_asked")
        )
    if not word_count(request.text):
        return ResearchScore(
            applies=True, level=None, confidence=None, reason=message("research.reason.nothing_said")
        )
    found = _find(context, company)
    level, reason, next_level = _level(found)
    if not found.noted:
        reason = message("research.reason.no_notes", judged=reason)
    people = _people(context, company)
    reason = _with_wrong_name(context, company, people, reason)
    return ResearchScore(
        applies=True,
        level=level,
        confidence=_confidence(found),
        reason=reason,
        missing=_missing(found),
        next_level=next_level,
        evidence=_evidence(context, found),
        facts=_notes(context, len(company.facts), found.facts),
        requirements=_notes(context, len(company.requirements), found.requirements),
        people=people,
        unverified=tuple(_span(context, clause) for clause in found.claims),
        praise=tuple(_span(context, clause) for clause in found.praise),
    )


def asks_about_employer(question: Question, company: Company) -> bool:
    """Whether a question calls for company research.

    Args:
        question: What was asked.
        company: The notes; the candidate's own questions are held against them only when there are facts.

    Returns:
        True for questions about the company, for "why you", which asks how the employer is helped, and about
        motivation unless they are about the speaker's past.
    """
    if question.kind is QuestionKind.COMPANY:
        return True
    if question.kind is QuestionKind.CLOSING:
        return bool(company.facts) and "add" not in plain(question.text).split()
    asked = research_rules().asked
    low = plain(question.text)
    if question.kind is QuestionKind.STRENGTH:
        return asked.why_you.search(low) is not None
    if question.kind is not QuestionKind.MOTIVATION:
        return False
    named = bool(company.name) and plain(company.name) in low
    return named or asked.about_them.search(low) is not None or asked.not_about_them.search(low) is None


def _span(context: AnswerContext, clause: Clause) -> Span:
    return context.span(clause.start, clause.end)


# ------------------------------------------------------------------ what is there


def _find(context: AnswerContext, company: Company) -> _Found:
    stretches = cut_stretches(context, company)
    facts = match_facts(context, company, stretches)
    requirements = match_requirements(context, company, stretches)
    matched = {index for hit in facts for index in range(hit.stretch.first, hit.stretch.last + 1)}
    ties = {hit.index: _tie_of(context, hit) for hit in facts if hit.heard is Heard.YES}
    praise = _praise(context, matched)
    claims = _claims(context, matched, company, praise)
    return _Found(
        facts=facts,
        requirements=requirements,
        tied=tuple(index for index, tie in ties.items() if tie is not None),
        ties=tuple(tie for tie in ties.values() if tie is not None),
        claims=claims,
        praise=praise,
        name=find_name(context, company),
        keyword_row=_is_keyword_row(requirements),
        noted=bool(company.facts or company.requirements),
    )


def _tie_of(context: AnswerContext, hit: Hit) -> Clause | None:
    """The speaker's own clause near a fact that says what it has to do with them."""
    rules = research_rules().tie
    first = max(0, hit.stretch.first - _TIE_REACH)
    near = context.clauses[first : hit.stretch.last + _TIE_REACH + 1]
    for clause in near:
        low = plain(context.clause_text(clause))
        if rules.phrases.search(low) and _first_person(low):
            return clause
    return None


def _first_person(low: str) -> bool:
    return bool(
        {"i", "i'm", "i've", "i'd", "i'll", "im", "ive", "me", "my", "we"}
        & set(low.replace(",", " ").split())
    )


def _is_keyword_row(requirements: tuple[Hit, ...]) -> bool:
    at = [hit.stretch.first for hit in requirements if hit.stretch.first == hit.stretch.last]
    return any(at.count(place) >= _KEYWORD_ROW for place in at)


def _about_them(context: AnswerContext, clause: Clause, company: Company) -> bool:
    """Whether a clause's subject is the employer: "you", "your ...", or its name."""
    about = research_rules().claims.about - {"they", "their"}
    tokens = context.parse.tokens
    name = set(plain(company.name).split())
    for index in range(*clause.tokens):
        token = tokens[index]
        if not token.dep.startswith("nsubj"):
            continue
        owner = any(
            plain(tokens[other].text) == "your" and tokens[other].head == index
            for other in range(*clause.tokens)
        )
        the_firm = plain(token.text) in {"company", "firm", "business", "organisation"}
        if plain(token.text) in about or owner or the_firm or plain(token.text) in name:
            return True
    return False


def _claims(
    context: AnswerContext, matched: set[int], company: Company, praise: tuple[Clause, ...]
) -> tuple[Clause, ...]:
    rules = research_rules().claims
    return tuple(
        clause
        for index, clause in enumerate(context.clauses)
        if index not in matched
        and clause not in praise
        and _about_them(context, clause, company)
        and rules.checkable.search(plain(context.clause_text(clause)))
        and not rules.not_claims.search(plain(context.clause_text(clause)))
    )


def _praise(context: AnswerContext, matched: set[int]) -> tuple[Clause, ...]:
    """Praise that would fit any employer: its words, and near to what everybody says."""
    rules = research_rules().praise
    candidates = [
        clause
        for index, clause in enumerate(context.clauses)
        if index not in matched and rules.margin_words.search(plain(context.clause_text(clause)))
    ]
    if not candidates:
        return ()
    prototypes = context.vectors.encode(rules.prototypes)
    vectors = context.vectors.encode([context.clause_text(clause) for clause in candidates])
    near = np.max(vectors @ prototypes.T, axis=1)
    return tuple(clause for clause, cosine in zip(candidates, near, strict=True) if cosine >= rules.cosine)


def _notes(context: AnswerContext, count: int, hits: tuple[Hit, ...]) -> tuple[HeardNote, ...]:
    by_index = {hit.index: hit for hit in hits}
    notes: list[HeardNote] = []
    for index in range(count):
        hit = by_index.get(index)
        if hit is None:
            notes.append(HeardNote(index=index, heard=Heard.NO))
        else:
            notes.append(
                HeardNote(index=index, heard=hit.heard, span=context.span(hit.stretch.start, hit.stretch.end))
            )
    return tuple(notes)


def _people(context: AnswerContext, company: Company) -> tuple[HeardNote, ...]:
    notes: list[HeardNote] = []
    for index, person in enumerate(company.people):
        heard, place = match_person(context, person)
        notes.append(HeardNote(index=index, heard=heard, span=context.span(*place) if place else None))
    return tuple(notes)


def _with_wrong_name(
    context: AnswerContext, company: Company, people: Sequence[HeardNote], reason: Message
) -> Message:
    """Tell the first name that was heard otherwise than it is noted; the recogniser may have misheard it."""
    wrong = next((note for note in people if note.heard is Heard.WRONG), None)
    if wrong is None or wrong.span is None:
        return reason
    person = company.people[wrong.index]
    heard = context.request.text[wrong.span.start : wrong.span.end]
    name = "research.reason.name_said" if person.said else "research.reason.name"
    return message(name, judged=reason, heard=heard, noted=person.name, said=person.said)


# ------------------------------------------------------------------ the level


def _level(found: _Found) -> tuple[int, Message, Message | None]:
    """F3's ladder: particulars, then what ties them to the speaker."""
    facts = [hit for hit in found.facts if hit.heard is Heard.YES]
    if found.keyword_row:
        return 2, message("research.reason.keywords"), message("research.next.particular")
    if len(facts) >= 2 and len(found.tied) == len(facts):
        return 5, message("research.reason.tied", n=len(facts)), None
    if found.tied and (len(facts) >= 2 or found.requirements):
        return 4, message("research.reason.particulars"), message("research.next.tie_each")
    if facts:
        more = "research.next.second" if found.tied else "research.next.tie"
        return 3, message("research.reason.one_particular", n=len(facts)), message(more)
    if len(found.requirements) >= 2:
        return 3, message("research.reason.requirements"), message("research.next.particular")
    return _without_facts(found)


def _without_facts(found: _Found) -> tuple[int, Message, Message | None]:
    next_level = message("research.next.particular")
    differing = any(hit.heard is Heard.DIFFERS for hit in found.facts)
    if differing:
        return 2, message("research.reason.differs"), message("research.next.check")
    if found.claims:
        return 2, message("research.reason.claims"), message("research.next.check")
    if found.praise:
        return 2, message("research.reason.praise"), next_level
    if found.requirements:
        return 2, message("research.reason.one_requirement"), next_level
    if found.name is not None:
        return 2, message("research.reason.name_only"), next_level
    return 1, message("research.reason.nothing"), next_level


def _confidence(found: _Found) -> Confidence:
    if not found.noted:
        return Confidence.LOW
    if any(hit.heard is Heard.DIFFERS for hit in found.facts) or found.claims:
        return Confidence.MEDIUM
    return Confidence.HIGH


def _missing(found: _Found) -> tuple[str, ...]:
    missing = [] if any(hit.heard is Heard.YES for hit in found.facts) else ["particular"]
    if not found.tied:
        missing.append("tie")
    return tuple(missing)


def _evidence(context: AnswerContext, found: _Found) -> tuple[Evidence, ...]:
    labelled = [
        *(("fact", hit.stretch.start, hit.stretch.end) for hit in found.facts),
        *(("requirement", hit.stretch.start, hit.stretch.end) for hit in found.requirements),
        *(("tie", clause.start, clause.end) for clause in found.ties),
        *(("claim", clause.start, clause.end) for clause in found.claims),
        *(("praise", clause.start, clause.end) for clause in found.praise),
    ]
    if found.name is not None and not labelled:
        labelled.append(("company_name", *found.name))
    ordered = sorted(set(labelled), key=lambda entry: (entry[1], entry[2], entry[0]))
    return tuple(context.evidence(label, start, end) for label, start, end in ordered)
