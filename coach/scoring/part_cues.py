"""What the words of each clause say about its part of a story, apart from its place."""

from dataclasses import dataclass

from coach.language.clause_facts import plain
from coach.language.values import Clause, ClauseType, Parse, Subject, Token
from coach.scoring.reading import word_count
from coach.scoring.rubric import StarRubric

_SMALL_NUMBERS = frozenset({"one", "first", "second", "third", "once"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What a clause's words say, apart from its place; each field one kind of cue of ``star.toml``."""

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


def cues_of(clause: Clause, parse: Parse, rubric: StarRubric) -> Cues:
    """Find the cues of a clause.

    Args:
        clause: The clause.
        parse: The whole parse.
        rubric: The words to look for.

    Returns:
        What was found.
    """
    tokens = parse.tokens[clause.tokens[0] : clause.tokens[1]]
    said = plain(parse.text, tokens)
    find = rubric.cues
    third = clause.subject in (Subject.SPECIFIC, Subject.GENERIC)
    return Cues(
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
    if token.entity in ("DATE", "ORDINAL"):
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


def is_plain_act(cue: Cues) -> bool:
    """Whether a clause tells of an act of the speaker, and of nothing else.

    Args:
        cue: Its cues.

    Returns:
        False for a problem, a scene, what was going on, and an outcome.
    """
    marked = cue.problem or cue.scene or cue.progressive or cue.clause.subordinate or cue.outcome_verb
    return cue.own_event and not marked and bool(cue.act)
