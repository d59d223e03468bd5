"""How much of an answer tells of things that happened, in measures without a judgement."""

from dataclasses import dataclass
from functools import lru_cache

from coach.language.clause_rules import shipped_rules
from coach.language.values import Clause, ClauseType, Door, Subject
from coach.scoring.context import AnswerContext
from coach.scoring.reading import word_count
from coach.scoring.rubric import story_rubric

_BELIEFS = (ClauseType.SELF_DESCRIPTION, ClauseType.OPINION)
_GENERIC = (*_BELIEFS, ClauseType.HABITUAL, ClauseType.HYPOTHETICAL)
_PASSING = (ClauseType.STATE, ClauseType.OBLIGATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """Measures of one answer.

    Args:
        words: In all clauses, fillers apart.
        events: Clauses with something that happened, each verb once; verbs that say little do not count.
        run: Longest row of such clauses, one other between them allowed.
        own: Clauses in which "I" or "we" did something particular.
        second_door_only: Whether every event was believed for its anchor and none for its tense.
        anchors: Clauses that place what is told.
        details: Names, numbers, times and places, each once, and a third of the different things named.
        passing: Clauses of past background or duty.
        absent: Clauses that say that there is nothing to tell.
        practice: Whether something was done again and again in the past ("in group projects we would …").
        shares: Words in clauses of each type, as a share of all words.
    """

    words: int
    events: tuple[Clause, ...]
    run: int
    own: int
    second_door_only: bool
    anchors: tuple[Clause, ...]
    details: int
    passing: tuple[Clause, ...]
    absent: tuple[Clause, ...]
    practice: bool
    shares: dict[ClauseType, float]

    @property
    def beliefs_share(self) -> float:
        """Share of words on what one is like or holds to be so."""
        return sum(self.shares[type_] for type_ in _BELIEFS)

    @property
    def generic_share(self) -> float:
        """Share of words on what one is, believes, always does or would do."""
        return sum(self.shares[type_] for type_ in _GENERIC)


@lru_cache(maxsize=2)  # structure, story and listening all ask for the same answer's
def happenings(context: AnswerContext) -> Happenings:
    """Measure an answer.

    Args:
        context: The answer.

    Returns:
        Its measures.
    """
    clauses = context.clauses
    words = [max(1, word_count(context.clause_text(clause))) for clause in clauses]
    total = sum(words)
    shares = {
        type_: sum(count for clause, count in zip(clauses, words, strict=True) if clause.type is type_)
        / max(1, total)
        for type_ in ClauseType
    }
    weak = shipped_rules().verbs.weak
    told = [clause for clause in clauses if clause.type is ClauseType.EVENT]
    return Happenings(
        words=total,
        events=_distinct(told),
        run=_longest_run(clauses),
        own=sum(clause.subject in (Subject.I, Subject.WE) for clause in told if clause.verb not in weak),
        second_door_only=bool(told) and all(clause.door is Door.ANCHOR for clause in told),
        anchors=tuple(
            clause for clause in clauses if clause.anchored and clause.type in (*_PASSING, ClauseType.EVENT)
        ),
        details=_details(context),
        passing=tuple(clause for clause in clauses if clause.type in _PASSING),
        absent=tuple(clause for clause in clauses if clause.type is ClauseType.ABSENT),
        practice=any(clause.type is ClauseType.HABITUAL and clause.past for clause in clauses),
        shares=shares,
    )


def too_short(measures: Happenings) -> bool:
    """Whether too little was said to score, in either direction.

    Args:
        measures: Of the answer.

    Returns:
        True when there are few words, hardly an event, and nothing that plainly is no story.
    """
    limits = story_rubric().evidence
    if measures.words >= limits.few_words or measures.absent:
        return False
    plainly_none = measures.generic_share + measures.shares[ClauseType.SHELL] >= 0.5
    return len(measures.events) < limits.fewest_events and not plainly_none


def _distinct(told: list[Clause]) -> tuple[Clause, ...]:
    """Each verb once; "tried", "worked" and the like are no event by themselves."""
    weak = shipped_rules().verbs.weak
    seen: set[str] = set()
    found: list[Clause] = []
    for clause in told:
        if clause.verb in seen or clause.verb in weak:
            continue
        seen.add(clause.verb)
        found.append(clause)
    return tuple(found)


def _longest_run(clauses: tuple[Clause, ...]) -> int:
    longest = run = gap = 0
    for clause in clauses:
        if clause.type is ClauseType.EVENT:
            run, gap = run + 1, 0
        else:
            gap += 1
            if gap > 1:
                run = 0
        longest = max(longest, run)
    return longest


def _details(context: AnswerContext) -> int:
    """Different names, numbers, times, places and things in clauses that tell of something."""
    kinds = story_rubric().details.entities
    telling = (ClauseType.EVENT, *_PASSING)
    labels = shipped_rules().shell.labels | shipped_rules().shell.empty
    found: set[str] = set()
    things: set[str] = set()
    for clause in context.clauses:
        if clause.type not in telling:
            continue
        tokens = context.parse.tokens[clause.tokens[0] : clause.tokens[1]]
        found.update(
            token.lemma
            for token in tokens
            if token.entity in kinds and token.pos not in ("DET", "ADP", "PUNCT")
        )
        # A lower-case transcript has no names for the parser to find, so things count as well, three for one.
        things.update(token.lemma for token in tokens if token.pos == "NOUN" and token.lemma not in labels)
    return len(found) + len(things - found) // 3
