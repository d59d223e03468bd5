"""Understanding a question that a person typed: what it calls for, its parts, and its directions.

Rules over phrases (``assets/rubric/questions.toml``); the parser is used only to word a part ("What did you
learn?" becomes "what you learned"). Where phrases do not tell the kind, like questions do (``kind_head``).
"""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from coach.language.ports import Parser, Vectors
from coach.language.values import Parse
from coach.model.question import Constraint, ConstraintKind, PartKind, Question, QuestionKind, QuestionPart
from coach.scoring.kind_head import settled_kind
from coach.scoring.patterns import Phrases, Sheet, plain, read_sheet

_SENTENCE_END = re.compile(r"[?!]+|\.(?!\w)|[\n;:]+|\s[-\u2013\u2014]\s")
_LONGEST_PART_WORDS = 16
_LISTED = re.compile(r",\s+(?=(?:what|how|why|who (?:did|do|had))(?!\w))")
"""A question that goes on after a comma: "What did you plan, what went wrong"."""

_STATED = re.compile(
    r"(?!(?:please |so |well |now |and |then |briefly |also |just |first )*"
    r"(?:tell|describe|give|walk|talk|explain|share|name|list|discuss|outline|introduce|summari[sz]e|think|"
    r"take|start|begin|show|choose|pick|compare|try|i'd|i would|we'd|we would|i'm|we're|could|can|would|will|"
    r"what|how|why|when|where|which|who|whose|do|does|did|have|has|are|is|was|were|if you|any|your|"
    r"strengths?|weakness\w*|"
    r"an? (?:time|example|situation|\w+ (?:you|that)))(?!\w))"
)
"""A sentence that states how things are and asks nothing."""

_TOLD_OF_YOU = re.compile(
    r"(?:you've|you have|you had|you were|this (?:would|is)|it says|your (?:cv|last|present))(?!\w)"
)
"""What is told of the person is no scene to imagine."""


class _KindRule(Sheet):
    kind: QuestionKind
    phrases: Phrases


class _PartRule(Sheet):
    kind: PartKind
    phrases: Phrases
    unless: Phrases = re.compile(r"(?!)")


class _Split(Sheet):
    coordinated: Phrases
    asking: Phrases
    governing: frozenset[str]


class _Constraints(Sheet):
    numbers: dict[str, float]
    count: Phrases
    time: Phrases
    place: Phrases
    brief: Phrases
    order: Phrases


class _Rules(Sheet):
    requests: Phrases
    asks: Phrases
    scenes: Phrases
    asides: Phrases
    past: dict[str, str]
    pairs: Phrases
    kind: tuple[_KindRule, ...]
    part: tuple[_PartRule, ...]
    split: _Split
    constraints: _Constraints


@cache
def _rules() -> _Rules:
    return read_sheet("questions.toml", _Rules)


def read_question(text: str, parser: Parser, vectors: Vectors | None = None) -> Question:
    """Find kind, parts and constraints of a question that a person typed.

    Args:
        text: The question, with or without punctuation and capitals.
        parser: Words the parts.
        vectors: Tell what like questions are; None to go by phrases alone.

    Returns:
        The question as understood, with at least one part; its id is None.
    """
    rules = _rules()
    found = constraints_in(text)
    scene, request = _without_scene(text)
    segments = _segments(request, rules)
    asking = [segment for segment in segments if _asks(segment, rules)] or segments or [text.strip()]
    parts: list[QuestionPart] = []
    for segment in asking:
        for part in _parts_of(segment, rules, parser):
            if part not in parts:
                parts.append(part)
    kind = _kind(text, asking, rules)
    if kind in (QuestionKind.OTHER, QuestionKind.GOALS) and _is_scene(scene) and _calls_for_acts(asking):
        kind = QuestionKind.SITUATIONAL
    if kind is QuestionKind.OTHER and any(part.kind is PartKind.INSTANCE for part in parts):
        kind = QuestionKind.BEHAVIOURAL
    if vectors is not None:
        kind = settled_kind(text, kind, vectors)
    if kind is QuestionKind.BEHAVIOURAL and {part.kind for part in parts[:1]} == {PartKind.FACT}:
        parts[0] = replace(parts[0], kind=PartKind.INSTANCE)
    return Question(
        text=text,
        kind=kind,
        parts=tuple(parts) or (QuestionPart(PartKind.FACT, text.strip()),),
        constraints=tuple(
            one for one in found if one.kind is not ConstraintKind.PLACE or kind is QuestionKind.BEHAVIOURAL
        ),
    )


def constraints_in(text: str) -> tuple[Constraint, ...]:
    """Find the directions that a question gives about the form of its answer.

    Args:
        text: The question.

    Returns:
        One constraint for each direction, in the order of ``ConstraintKind``.
    """
    data = _rules().constraints
    low = plain(text)
    found: list[Constraint] = []
    for kind, pattern in (
        (ConstraintKind.COUNT, data.count),
        (ConstraintKind.TIME, data.time),
        (ConstraintKind.PLACE, data.place),
        (ConstraintKind.BRIEF, data.brief),
        (ConstraintKind.ORDER, data.order),
    ):
        for match in pattern.finditer(low):
            words = text[match.start() : match.end()].strip()
            found.append(Constraint(kind, words, _amount(kind, match, data.numbers)))
    return tuple(found)


def _amount(kind: ConstraintKind, match: re.Match[str], numbers: dict[str, float]) -> float | None:
    if kind not in (ConstraintKind.COUNT, ConstraintKind.TIME):
        return None
    words = re.findall(r"forty-five|[a-z]+|\d+", match.group())
    values = [float(word) if word.isdigit() else numbers.get(word, 0.0) for word in words]
    amount = 0.5 if "half" in words else max(values, default=0.0)
    if any(word.startswith("min") for word in words):
        amount *= 60.0
    return amount or None


# ------------------------------------------------------------------ segments


def _without_scene(text: str) -> tuple[str, str]:
    """Take off the sentences that only say how things stand, where a question follows: they are no part."""
    ends = [match.end() for match in re.finditer(r"\.(?=\s)", text)]
    cut = 0
    for end in ends:
        sentence = plain(text[cut:end]).strip()
        if "?" in sentence or not _STATED.match(sentence) or not re.search(r"\w", text[end:]):
            break
        cut = end
    return text[:cut], text[cut:]


def _is_scene(stated: str) -> bool:
    """Whether what was said before the question is something to imagine oneself in."""
    return bool(stated.strip()) and not _TOLD_OF_YOU.match(plain(stated).strip())


def _calls_for_acts(asking: list[str]) -> bool:
    pattern = (
        r"(?:what|how|where|who)(?:'d| do| would| should| will) (?:you|we)|(?:what|how) you(?:'d| would)"
    )
    return any(re.search(pattern, plain(segment)) for segment in asking)


def _segments(text: str, rules: _Rules) -> list[str]:
    """Cut a question where a new request begins: a sentence, "and what ...", or a bare "what did you"."""
    cuts = {0, len(text)}
    cuts.update(match.end() for match in _SENTENCE_END.finditer(text))
    low = plain(text)
    cuts.update(match.start() for match in rules.split.coordinated.finditer(low))
    asked = re.compile(r"(?<!\w)(?:what|how|why|who)(?!\w)")
    for match in _LISTED.finditer(low):
        if asked.search(re.split(r"[.?!]", low[: match.start()])[-1]):
            cuts.add(match.end())
    for match in rules.split.asking.finditer(low):
        before = re.findall(r"[\w']+", low[: match.start()])
        if before and before[-1] not in rules.split.governing:
            cuts.add(match.start())
    places = sorted(cuts)
    pieces = [text[start:end] for start, end in pairwise(places)]
    trimmed = (re.sub(r"^[\s,.;:?!\u2013\u2014-]+|[\s,.;:?!\u2013\u2014-]+$", "", piece) for piece in pieces)
    return [piece for piece in trimmed if re.search(r"\w", piece)]


def _asks(segment: str, rules: _Rules) -> bool:
    low = plain(segment)
    if rules.asides.match(low) and not rules.split.asking.search(low):
        return False
    scene = rules.scenes.match(low)
    if scene is not None and not re.search(
        r"(?<!\w)(?:what|how|would you|who|where)(?!\w)", low[scene.end() :]
    ):
        return False
    match = rules.asks.search(low)
    return match is not None and (match.start() == 0 or _follows_opening(low[: match.start()]))


def _follows_opening(before: str) -> bool:
    """Whether what stands before an asking word leaves it the head of the request, not a relative clause."""
    last = re.findall(r"[\w']+", before)
    return bool(last) and last[-1] not in {
        "that",
        "people",
        "customers",
        "someone",
        "those",
        "he",
        "she",
        "they",
    }


# ------------------------------------------------------------------ kind


def _kind(text: str, asking: list[str], rules: _Rules) -> QuestionKind:
    low = plain(text)
    if _is(QuestionKind.SITUATIONAL, low, rules) and not _is(
        QuestionKind.BEHAVIOURAL, plain(asking[0]), rules
    ):
        specific = _first_kind(plain(asking[0]), rules)
        if specific in (None, QuestionKind.SITUATIONAL, QuestionKind.BEHAVIOURAL):
            return QuestionKind.SITUATIONAL
    for segment in [*asking, low]:
        kind = _first_kind(plain(segment), rules)
        if kind is not None:
            return kind
    return QuestionKind.OTHER


def _first_kind(low: str, rules: _Rules) -> QuestionKind | None:
    return next((rule.kind for rule in rules.kind if rule.phrases.search(low)), None)


def _is(kind: QuestionKind, low: str, rules: _Rules) -> bool:
    return any(rule.kind is kind and rule.phrases.search(low) for rule in rules.kind)


# ------------------------------------------------------------------ parts


def _parts_of(segment: str, rules: _Rules, parser: Parser) -> list[QuestionPart]:
    low = plain(segment)
    both = rules.pairs.search(low)
    if both is None:
        return [QuestionPart(_part_kind(low, rules), _wording(segment, rules, parser))]
    group = both.groupdict()
    if group["a"]:
        return [_quality(group["a"]), _quality(group["b"])]
    if group["c"]:
        return [QuestionPart(PartKind.PLAN, f"your {_term(group[name])} goals") for name in ("c", "d")]
    return [QuestionPart(PartKind.REASON, f"why {group[name]}") for name in ("e", "f")]


def _term(words: str) -> str:
    return f"{words.split('-', maxsplit=1)[0].split(maxsplit=1)[0]}-term"


def _quality(noun: str) -> QuestionPart:
    kind = PartKind.LIST if noun.endswith("s") and noun != "weakness" else PartKind.FACT
    return QuestionPart(kind, f"your {noun}")


def _part_kind(low: str, rules: _Rules) -> PartKind:
    for rule in rules.part:
        if rule.phrases.search(low) and not rule.unless.search(low):
            return rule.kind
    return PartKind.FACT


def _wording(segment: str, rules: _Rules, parser: Parser) -> str:
    """Word a part as a phrase: without the request before it, and in the order of a statement."""
    words = re.sub(r"^(?:and|but|so|then|or|also|plus)[ ,]+", "", segment, flags=re.IGNORECASE)
    for _ in range(3):
        request = rules.requests.match(plain(words))
        rest = words[request.end() :].lstrip(" ,") if request is not None else ""
        if request is None or not re.search(r"\w", rest):
            break
        words = rest
    words = _statement_order(words, rules, parser)
    shortened = " ".join(words.split()[:_LONGEST_PART_WORDS])
    return (
        shortened[:1].lower() + shortened[1:] if not re.match(r"I(?:\W|$)|[A-Z]{2}", shortened) else shortened
    )


def _statement_order(words: str, rules: _Rules, parser: Parser) -> str:
    """Turn "what did you learn" into "what you learned"; anything it is not sure of stays as it is."""
    if not re.match(r"(?:what|how|why|when|where|which|who)\b", plain(words)):
        return words
    parse = parser.parse(words)
    place = _inversion(parse)
    if place is None:
        return words
    aux, subject_end = place
    tokens = parse.tokens
    before = words[: tokens[aux].start].strip()
    subject = words[tokens[aux + 1].start : tokens[subject_end - 1].end]
    rest = words[tokens[subject_end - 1].end :].strip()
    auxiliary = words[tokens[aux].start : tokens[aux].end]
    if tokens[aux].lemma != "do" or tokens[aux].dep != "aux":
        return f"{before} {subject} {auxiliary} {rest}".strip()
    if plain(auxiliary) == "do":
        return f"{before} {subject} {rest}".strip()
    verb = next((token for token in tokens[subject_end:] if token.tag == "VB"), None)
    if verb is None or plain(auxiliary) != "did":
        return words
    between = words[tokens[subject_end - 1].end : verb.start].strip()
    pieces = (before, subject, between, _past(verb.text, rules), words[verb.end :].strip())
    return " ".join(piece for piece in pieces if piece)


def _inversion(parse: Parse) -> tuple[int, int] | None:
    """Where an auxiliary stands before its subject: its token, and the token past the subject."""
    tokens = parse.tokens
    for index, token in enumerate(tokens[:-1]):
        if token.pos not in ("AUX", "VERB") or token.lemma not in {
            "do",
            "be",
            "have",
            "would",
            "will",
            "can",
            "could",
            "should",
            "might",
        }:
            continue
        if token.text.startswith(("'", "\u2019")) or index == 0:
            return None
        verb = token.head if token.dep in ("aux", "auxpass") else index
        subject = next(
            (
                i
                for i in range(index + 1, len(tokens))
                if tokens[i].dep in ("nsubj", "nsubjpass") and tokens[i].head == verb
            ),
            None,
        )
        if subject is None:
            return None
        inside = [i for i in range(len(tokens)) if _under(parse, i, subject)]
        if inside[0] != index + 1 or inside[-1] - inside[0] + 1 != len(inside):
            return None
        return index, inside[-1] + 1
    return None


def _under(parse: Parse, index: int, top: int) -> bool:
    for _ in range(len(parse.tokens)):
        if index == top:
            return True
        head = parse.tokens[index].head
        if head == index:
            return False
        index = head
    return False


def _past(verb: str, rules: _Rules) -> str:
    low = plain(verb)
    if low in rules.past:
        return rules.past[low]
    if low.endswith("e"):
        return f"{low}d"
    if re.search(r"[^aeiou]y$", low):
        return f"{low[:-1]}ied"
    return f"{low}ed"
