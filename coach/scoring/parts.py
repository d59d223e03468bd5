"""Which part of a told story each clause belongs to: situation, task, action, result, or none.

Each clause gets a weight for each part from its type, its subject and its words; the best path through the
answer is found with Viterbi's algorithm, where a step back to an earlier part costs. A clause's place counts
little, so that a story that begins with its result, or that lacks a part, is still read rightly.
"""

from dataclasses import dataclass

from coach.language.clause_facts import plain
from coach.language.values import Clause, ClauseType, Parse, Subject, Token
from coach.model.score import StarPart
from coach.scoring.context import AnswerContext
from coach.scoring.reading import word_count
from coach.scoring.rubric import StarRubric, star_rubric

_PARTS = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)
_NEVER = (ClauseType.SHELL, ClauseType.ABSENT, ClauseType.HYPOTHETICAL, ClauseType.SELF_DESCRIPTION)
_SMALL_NUMBERS = frozenset({"one", "first", "second", "third", "once"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartClause:
    """A clause with its part.

    Args:
        clause: The clause.
        part: None when it has none.
        words: How many, fillers apart.
        act: What the speaker did, as a lemma with its object where the verb says little; empty for no act.
        reason: Whether it says why.
        concrete: For a result, whether something changed that one could point at.
        checkable: For a result, whether it is measured or could be checked.
        role: Whether it says that the speaker alone was in charge.
    """

    clause: Clause
    part: StarPart | None
    words: int
    act: str = ""
    reason: bool = False
    concrete: bool = False
    checkable: bool = False
    role: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cues:
    """What a clause's words say, apart from its place."""

    clause: Clause
    said: str
    words: int
    problem: bool
    scene: bool
    sequence: bool
    reason: bool
    concrete: bool
    vague: bool
    learned: bool
    close: bool
    number: bool
    checkable: bool
    role: bool
    owns: bool
    progressive: bool
    outcome_verb: bool
    reaction: bool
    act: str

    @property
    def own_event(self) -> bool:
        """Whether it tells of an act of the speaker, alone or with others."""
        return self.clause.type is ClauseType.EVENT and self.clause.subject in (Subject.I, Subject.WE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """A clause's place among the others.

    Args:
        place: Its middle, as a share of all words.
        after: Clauses since the first plain act; negative before it.
        later_acts: Whether a plain act follows.
        last: Whether it is the last clause.
    """

    place: float
    after: int
    later_acts: bool
    last: bool


def label_parts(context: AnswerContext) -> tuple[PartClause, ...]:
    """Give each clause its part.

    Args:
        context: The answer.

    Returns:
        One entry a clause, in order.
    """
    rubric = star_rubric()
    cues = [_cues(clause, context.parse, rubric) for clause in context.clauses]
    weights = _weigh(cues, rubric)
    path = _best_path(weights, rubric)
    return tuple(
        PartClause(
            clause=cue.clause,
            part=part,
            words=cue.words,
            act=cue.act if part is StarPart.ACTION else "",
            reason=cue.reason,
            concrete=part is StarPart.RESULT and _is_concrete(cue),
            checkable=part is StarPart.RESULT and _is_concrete(cue) and (cue.checkable or cue.number),
            role=cue.role,
        )
        for cue, part in zip(cues, path, strict=True)
    )


def _is_concrete(cue: _Cues) -> bool:
    if cue.clause.type is ClauseType.HABITUAL and not cue.number:
        return False
    return cue.concrete or cue.reaction or cue.outcome_verb or cue.number


def _cues(clause: Clause, parse: Parse, rubric: StarRubric) -> _Cues:
    tokens = parse.tokens[clause.tokens[0] : clause.tokens[1]]
    said = plain(parse.text, tokens)
    find = rubric.cues
    third = clause.subject in (Subject.SPECIFIC, Subject.GENERIC)
    return _Cues(
        clause=clause,
        said=said,
        words=max(1, word_count(said)),
        problem=bool(find.problem.search(said)),
        scene=bool(find.scene.search(said)),
        sequence=bool(find.sequence.search(said)),
        reason=bool(find.reason.search(said)),
        concrete=bool(find.concrete.search(said)),
        vague=bool(find.vague.search(said)),
        learned=bool(find.learned.search(said)),
        close=bool(find.close.search(said)),
        number=any(_is_amount(token) for token in tokens),
        checkable=bool(find.verifiable.search(said)),
        role=bool(find.role.search(said) or find.owns.search(said)),
        owns=bool(find.owns.search(said)),
        progressive=any(token.tag == "VBG" and token.lemma == clause.verb for token in tokens),
        outcome_verb=clause.verb in rubric.verbs.outcome,
        reaction=third and clause.type is ClauseType.EVENT and clause.verb in rubric.verbs.reaction,
        act=_act(clause, tokens, rubric),
    )


def _is_amount(token: Token) -> bool:
    if token.entity in ("DATE", "TIME", "ORDINAL") and token.entity != "TIME":
        return False
    if token.entity in ("PERCENT", "MONEY", "QUANTITY"):
        return True
    digits = any(character.isdigit() for character in token.text)
    return (digits or token.pos == "NUM") and token.text.lower() not in _SMALL_NUMBERS


def _act(clause: Clause, tokens: tuple[Token, ...], rubric: StarRubric) -> str:
    """What was done: the verb, with its object where the verb alone says little ("made a list")."""
    own = clause.subject in (Subject.I, Subject.WE)
    if clause.type is not ClauseType.EVENT or not own or clause.negated or clause.subordinate:
        return ""
    if clause.verb in rubric.verbs.empty_acts:
        return ""
    if clause.verb in ("make", "take", "use", "start", "keep", "give", "put", "set", "run", "hold"):
        things = [token.lemma for token in tokens if token.dep == "dobj" and token.pos in ("NOUN", "PROPN")]
        return f"{clause.verb} {things[0]}" if things else clause.verb
    return clause.verb


def _weigh(cues: list[_Cues], rubric: StarRubric) -> list[tuple[float, ...]]:
    total = sum(cue.words for cue in cues)
    first_act = next((index for index, cue in enumerate(cues) if _is_plain_act(cue)), len(cues))
    last_act = max((index for index, cue in enumerate(cues) if _is_plain_act(cue)), default=-1)
    weights: list[tuple[float, ...]] = []
    before = 0
    for index, cue in enumerate(cues):
        place = (before + cue.words / 2) / max(1, total)
        before += cue.words
        last = index == len(cues) - 1 and index > 0
        where = _Where(place=place, after=index - first_act, later_acts=index < last_act, last=last)
        weights.append(_weigh_one(cue, where, rubric))
    return weights


def _is_plain_act(cue: _Cues) -> bool:
    marked = cue.problem or cue.scene or cue.progressive or cue.clause.subordinate or cue.outcome_verb
    return cue.own_event and not marked and bool(cue.act)


def _weigh_one(cue: _Cues, where: _Where, rubric: StarRubric) -> tuple[float, ...]:
    """Weights for situation, task, action and result."""
    clause = cue.clause
    if clause.type in _NEVER and not (cue.learned and clause.type is ClauseType.HYPOTHETICAL):
        return (0.0, 0.0, 0.0, 0.0)
    if clause.type is ClauseType.OTHER and not (cue.learned or cue.close or cue.number):
        return (0.0, 0.0, 0.0, 0.0)
    if clause.type in (ClauseType.OPINION, ClauseType.HABITUAL):
        outcome = _result(cue, where, rubric) if cue.learned or cue.close or cue.number else 0.0
        background = clause.type is ClauseType.HABITUAL and where.after < 0
        return (rubric.limits.floor if background else 0.0, 0.0, 0.0, outcome)
    return (
        _situation(cue, where, rubric),
        _task(cue, rubric),
        _action(cue, where, rubric),
        _result(cue, where, rubric),
    )


def _sum(rubric: StarRubric, *named: tuple[str, float]) -> float:
    return sum(rubric.weights[name] * times for name, times in named if times)


def _situation(cue: _Cues, where: _Where, rubric: StarRubric) -> float:
    clause = cue.clause
    other = clause.type is ClauseType.EVENT and clause.subject is Subject.SPECIFIC
    words = _sum(
        rubric,
        ("situation_state", clause.type is ClauseType.STATE),
        ("situation_anchor", clause.anchored),
        ("situation_other_acts", other),
        ("situation_we", clause.type is ClauseType.EVENT and clause.subject is Subject.WE),
        ("situation_problem", cue.problem),
        ("situation_scene", cue.scene),
        ("situation_progressive", cue.progressive),
        ("situation_subordinate", clause.subordinate),
        ("situation_outcome_verb", _is_own_outcome(cue)),
    )
    if not words:
        return 0.0
    return words + _sum(
        rubric,
        ("situation_duty", clause.type is ClauseType.OBLIGATION),
        ("situation_before_acts", where.after < 0),
        ("situation_early", 1.0 - where.place),
    )


def _is_own_outcome(cue: _Cues) -> bool:
    """As in "we cut it from fifty minutes to nine"."""
    return cue.own_event and (cue.outcome_verb or (cue.concrete and (cue.number or cue.checkable)))


def _task(cue: _Cues, rubric: StarRubric) -> float:
    return _sum(
        rubric,
        ("task_duty", cue.clause.type is ClauseType.OBLIGATION),
        ("task_owns", cue.owns),
        ("task_takes_on", cue.clause.type is not ClauseType.STATE and cue.role),
    )


def _action(cue: _Cues, where: _Where, rubric: StarRubric) -> float:
    clause = cue.clause
    duty = clause.type is ClauseType.OBLIGATION and clause.subject in (Subject.I, Subject.WE)
    others = clause.type in (ClauseType.EVENT, ClauseType.STATE) and not cue.own_event
    if others and where.after > 0 and where.later_acts:
        return _sum(rubric, ("action_between", 1.0))
    if clause.negated or not (cue.own_event or duty):
        return 0.0
    return _sum(
        rubric,
        ("action_own", cue.own_event and clause.subject is Subject.I),
        ("action_we", cue.own_event and clause.subject is Subject.WE),
        ("action_duty", duty),
        ("action_reason", cue.reason),
        ("action_sequence", cue.sequence),
        ("action_outcome_verb", cue.outcome_verb),
        ("action_subordinate", clause.subordinate),
        ("action_learned", cue.learned),
        ("action_problem", cue.problem),
        ("action_anchor", clause.anchored),
        ("action_close", cue.close),
    )


def _result(cue: _Cues, where: _Where, rubric: StarRubric) -> float:
    clause = cue.clause
    own = cue.own_event
    words = _sum(
        rubric,
        ("result_concrete", cue.concrete),
        ("result_close", cue.close),
        ("result_learned", cue.learned),
        ("result_vague", cue.vague),
        ("result_reaction", cue.reaction),
        ("result_outcome_verb", cue.outcome_verb and clause.type is ClauseType.EVENT),
        ("result_number", cue.number),
        ("result_after_last", where.after > 0 and not where.later_acts and not own and not cue.scene),
    )
    if words < rubric.limits.result_words or clause.type is ClauseType.OBLIGATION:
        return 0.0
    return words + _sum(
        rubric,
        ("result_other_acts", clause.type is ClauseType.EVENT and not own),
        ("result_state", clause.type is ClauseType.STATE and where.after > 0),
        ("result_late", where.place),
        ("result_last", where.last),
        ("result_after_acts", where.after > 0),
        ("result_before_acts", where.after < 0 and not cue.close),
        ("result_headline", where.place < rubric.limits.headline_share and _is_own_outcome(cue)),
        ("result_between_acts", where.after > 0 and where.later_acts and not cue.close),
        ("result_own_unmarked", own and not (cue.close or cue.outcome_verb or cue.learned)),
    )


def _best_path(weights: list[tuple[float, ...]], rubric: StarRubric) -> list[StarPart | None]:
    """Viterbi over the clauses that have any part at all; the others are passed over."""
    placed = [index for index, row in enumerate(weights) if max(row) >= rubric.limits.floor]
    path: list[StarPart | None] = [None] * len(weights)
    if not placed:
        return path
    best = list(weights[placed[0]])
    came_from: list[list[int]] = []
    for index in placed[1:]:
        row: list[float] = []
        origins: list[int] = []
        for to, part in enumerate(_PARTS):
            reached = [best[at] + rubric.steps[_PARTS[at].value][part.value] for at in range(len(_PARTS))]
            origin = max(range(len(_PARTS)), key=reached.__getitem__)
            # A part for which nothing speaks is never passed through on the way to another.
            own = weights[index][to] if weights[index][to] > 0 else -9.0
            row.append(reached[origin] + own)
            origins.append(origin)
        best = row
        came_from.append(origins)
    at = max(range(len(_PARTS)), key=best.__getitem__)
    for step in range(len(placed) - 1, -1, -1):
        path[placed[step]] = _PARTS[at]
        if step:
            at = came_from[step - 1][at]
    return path
