"""What can be read off one clause by itself: its verb, tense, subject and words."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from coach.language.clause_rules import ClauseRules
from coach.language.clause_split import Piece, Splitter
from coach.language.values import Parse, Subject, Token

_NOT_WITHOUT_APOSTROPHE = re.compile(
    r"(?<=\bdo|\bca|\bwo)nt\b|(?<=\bdid|\bhad|\bwas|\bhas)nt\b|(?<=\bhave|\bwere|\bdoes)nt\b|(?<=\bcould|\bwould)nt\b"
)


class Tense(StrEnum):
    """What the verb's form says about when."""

    PAST = "past"
    PERFECT = "perfect"
    PRESENT = "present"
    MODAL = "modal"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A clause before it has a type.

    Args:
        piece: Where it stands and its verb.
        said: Its words in lower case, without fillers.
        lead: The same up to two words past the verb; what comes later is about something else.
        tokens: Its tokens.
        verb: Lemma of the verb that carries the meaning; empty for none.
        tense: Of its finite verb.
        subject: Who it is about.
        definite: Whether its subject or an object is one particular person or thing.
        modal: The modal word in lower case; empty for none.
        negated: Whether the verb is negated.
        progressive: Whether it was going on ("was driving").
        dynamic: Whether something happens in it.
    """

    piece: Piece
    said: str
    lead: str
    tokens: tuple[Token, ...]
    verb: str
    tense: Tense
    subject: Subject
    definite: bool
    modal: str
    negated: bool
    progressive: bool
    dynamic: bool


_FIRST = frozenset({"i", "me", "myself"})
_THIRD = frozenset(
    {"he", "she", "they", "it", "this", "that", "these", "those", "who", "which", "there", "him"}
)
_GENERIC = frozenset({"one", "everyone", "everybody", "someone", "somebody", "anyone", "anybody"})
_DEFINITE_BEFORE = frozenset({"the", "this", "that", "these", "those", "both"})
_SEEM = frozenset({"look", "sound", "smell", "taste", "get", "go", "turn"})
_FRONTED = frozenset({"thing", "step", "bit", "move", "what", "all"})
# The same in the past as in the base form, or taken for it by the parser where a sentence begins.
_ALIKE = frozenset({"sat", "put", "set", "cut", "shut", "let", "hit", "quit", "split", "spread", "rang"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "attr"})
_NEGATIVES = frozenset({"never", "not", "n't", "nobody", "no-one", "none", "hardly", "barely"})


def facts_of(piece: Piece, parse: Parse, splitter: Splitter, rules: ClauseRules) -> Facts:
    """Read one clause.

    Args:
        piece: The clause.
        parse: The whole parse.
        splitter: Of the same parse.
        rules: Kinds of verbs.

    Returns:
        What its words say by themselves.
    """
    tokens = parse.tokens[piece.first : piece.last]
    said = plain(parse.text, tokens)
    if piece.verb is None:
        return Facts(
            piece=piece,
            said=said,
            lead=said,
            tokens=tokens,
            verb="",
            tense=Tense.NONE,
            subject=Subject.NONE,
            definite=False,
            modal="",
            negated=False,
            progressive=False,
            dynamic=False,
        )
    finite = _framed(piece.verb, splitter, parse, rules)
    subject_at = piece.subject if finite == piece.verb else splitter.subject_of(finite)
    tense, modal = _tense(finite, splitter, parse)
    verb = _meaning(finite, splitter, parse, rules)
    hanging = sorted({*splitter.below(finite), *splitter.below(piece.verb)})
    around = [parse.tokens[finite], *(parse.tokens[index] for index in hanging)]
    subject = _subject(subject_at, splitter, parse, tense)
    if subject is Subject.NONE and _opens(tokens, parse.tokens[finite]):
        if tense is Tense.PRESENT and parse.tokens[finite].text.lower() in _ALIKE:
            tense = Tense.PAST
        if tense is Tense.PAST:
            subject = Subject.I
    facts = Facts(
        piece=piece,
        said=said,
        lead=plain(parse.text, parse.tokens[piece.first : min(piece.last, max(piece.verb, finite) + 3)]),
        tokens=tokens,
        verb=verb,
        tense=tense,
        subject=subject,
        definite=(subject is Subject.SPECIFIC and _is_definite(subject_at, splitter, parse))
        or any(
            _names_one(index, splitter, parse) for index in hanging if parse.tokens[index].dep in _OBJECTS
        ),
        modal=modal,
        negated=any(child.dep == "neg" or child.text.lower() in _NEGATIVES for child in around),
        progressive=_is_progressive(finite, splitter, parse),
        dynamic=bool(verb)
        and verb not in rules.verbs.stative
        and not (verb in _SEEM and any(token.dep == "acomp" for token in around))
        and parse.tokens[finite].pos in ("VERB", "AUX"),
    )
    return _unfronted(facts, parse, rules)


def _unfronted(facts: Facts, parse: Parse, rules: ClauseRules) -> Facts:
    """As "the first thing I did was ask Anna" and "what we did was move it" are what the speaker did."""
    words = [token.text.lower() for token in facts.tokens]
    did = next(
        (
            at
            for at, token in enumerate(facts.tokens[:8])
            if at
            and token.lemma == "do"
            and words[at] != "do"
            and set(words[max(0, at - 4) : at]) & {"i", "we"}
        ),
        None,
    )
    if did is None or not set(words[:did]) & _FRONTED:
        return facts
    be = next(
        (at for at in range(did + 1, min(did + 6, len(words))) if words[at] in ("was", "is", "were")), None
    )
    if be is None:
        return facts
    verb = next((token for token in facts.tokens[be + 1 : be + 5] if token.pos in ("VERB", "AUX")), None)
    if verb is None or words[be + 1] in ("not", "n't", "very", "so"):
        return facts
    own = any(word == "i" for word in words[:did])
    return replace(
        facts,
        verb=verb.lemma,
        tense=Tense.PRESENT if words[be] == "is" else Tense.PAST,
        subject=Subject.I if own else Subject.WE,
        modal="",
        negated=False,
        progressive=False,
        dynamic=verb.lemma not in rules.verbs.stative,
        lead=plain(parse.text, facts.tokens[be + 1 :]),
    )


def plain(text: str, tokens: tuple[Token, ...]) -> str:
    """The words of some tokens, for patterns.

    Args:
        text: The original text.
        tokens: Neighbours in order.

    Returns:
        Lower case, one blank where there was any gap, straight apostrophes, no sentence marks at the ends.
    """
    parts: list[str] = []
    end = tokens[0].start if tokens else 0
    for token in tokens:
        word = token.text if text[token.start : token.end] == "i" else text[token.start : token.end]
        if " " in word or "\n" in word:
            word = token.text
        parts.append((" " if token.start > end else "") + word)
        end = token.end
    words = "".join(parts).lower().replace("’", "'").strip(" .,;:!?-–—")
    return _NOT_WITHOUT_APOSTROPHE.sub("n't", words)


def _framed(verb: int, splitter: Splitter, parse: Parse, rules: ClauseRules) -> int:
    """As "I think we fixed it" and "the result was that we fixed it" are both about fixing."""
    token = parse.tokens[verb]
    headed = token.lemma == "be" and any(
        child.dep in ("nsubj", "dep") and child.lemma in rules.shell.labels
        for child in splitter.children(verb)
    )
    if headed or (token.lemma in rules.verbs.frames and token.tag in ("VBP", "VBZ", "VB")):
        inner = [
            index for index in splitter.below(verb) if index > verb and parse.tokens[index].dep == "ccomp"
        ]
        negated = any(child.dep in ("neg", "aux") for child in splitter.children(verb))
        if inner and not negated and splitter.subject_of(inner[0]) is not None:
            return inner[0]
    return verb


def _meaning(finite: int, splitter: Splitter, parse: Parse, rules: ClauseRules) -> str:
    """The lemma that carries the meaning: "managed to reach him" is about reaching."""
    at = finite
    for _ in range(3):
        token = parse.tokens[at]
        if token.lemma not in rules.verbs.light:
            break
        below = splitter.below(at)
        able = [
            child for index in below if parse.tokens[index].lemma == "able" for child in splitter.below(index)
        ]
        inner = [index for index in (*below, *able) if parse.tokens[index].dep == "xcomp"]
        inner = [index for index in inner if parse.tokens[index].pos == "VERB"]
        if not inner:
            break
        at = inner[0]
    return parse.tokens[at].lemma


def _tense(  # noqa: PLR0911 - one line a form, in order
    finite: int, splitter: Splitter, parse: Parse
) -> tuple[Tense, str]:
    token = parse.tokens[finite]
    helpers = [child for child in splitter.children(finite) if child.dep in ("aux", "auxpass")]
    first = helpers[0] if helpers else None
    for helper in helpers:
        if helper.text.lower() in ("'d", "’d") and token.tag in ("VBN", "VBD"):
            return Tense.PAST, ""
        if helper.tag == "MD" or (helper.text.lower() in ("'d", "’d") and token.tag == "VB"):
            return Tense.MODAL, helper.text.lower().replace("’", "'")
    if first is not None:
        if first.tag == "VBD" or first.text.lower() in ("did", "was", "were", "had", "'d", "’d"):
            return Tense.PAST, ""
        if first.lemma == "have" and token.tag in ("VBN", "VBD"):
            return Tense.PERFECT, ""
        if first.text.lower() in ("been", "done"):
            return Tense.PAST, ""
        return Tense.PRESENT, ""
    if token.tag == "MD":
        return Tense.MODAL, token.text.lower()
    if token.tag == "VBD" or (
        token.tag == "VBN" and (token.dep == "ROOT" or splitter.subject_of(finite) is not None)
    ):
        return Tense.PAST, ""
    if token.tag in ("VBZ", "VBP", "VB", "VBG"):
        return Tense.PRESENT, ""
    return Tense.NONE, ""


def _is_progressive(finite: int, splitter: Splitter, parse: Parse) -> bool:
    return parse.tokens[finite].tag == "VBG" and any(
        child.lemma == "be" for child in splitter.children(finite)
    )


def _opens(tokens: tuple[Token, ...], verb: Token) -> bool:
    """Speech drops "I" at the start: "Rang the driver, swapped the parcels"."""
    for token in tokens:
        if token == verb:
            return True
        if token.pos not in ("CCONJ", "ADV", "PUNCT", "INTJ", "SCONJ"):
            return False
    return False


def _subject(  # noqa: PLR0911 - one line a kind, in order
    at: int | None, splitter: Splitter, parse: Parse, tense: Tense
) -> Subject:
    if at is None:
        return Subject.NONE
    token = parse.tokens[at]
    word = token.text.lower()
    joined = [child.text.lower() for child in splitter.children(at) if child.dep == "conj"]
    before = parse.tokens[max(0, at - 2) : at]
    beside = len(before) == 2 and before[1].lemma == "and" and before[0].dep == "nsubj"
    if word in _FIRST and beside and before[0].head == token.head:
        return Subject.WE
    if joined and (word in _FIRST or set(joined) & _FIRST):
        return Subject.WE
    simple = {"we": Subject.WE, "us": Subject.WE, "you": Subject.YOU}
    if word in _FIRST:
        return Subject.I
    if word in simple:
        return simple[word]
    if word in _GENERIC:
        return Subject.SPECIFIC if tense is Tense.PAST and word != "one" else Subject.GENERIC
    if word in _THIRD or tense is Tense.PAST or _is_definite(at, splitter, parse):
        return Subject.SPECIFIC
    return Subject.GENERIC


def _is_definite(at: int | None, splitter: Splitter, parse: Parse) -> bool:
    if at is None:
        return False
    token = parse.tokens[at]
    if token.pos == "PROPN" or token.text.lower() in ("he", "she", "him", "her"):
        return True
    return any(
        child.dep == "poss" or child.text.lower() in _DEFINITE_BEFORE or child.dep == "nummod"
        for child in splitter.children(at)
    )


def _names_one(at: int, splitter: Splitter, parse: Parse) -> bool:
    """Whether an object is one particular person or thing."""
    token = parse.tokens[at]
    if token.pos == "PROPN" or token.text.lower() in ("him", "her", "them", "it"):
        return True
    return any(
        child.dep in ("poss", "nummod") or child.text.lower() in _DEFINITE_BEFORE
        for child in splitter.children(at)
    )
