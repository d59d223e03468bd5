"""A candidate's own questions: where they are, what each is about, and who would have the benefit.

Phrases (``assets/rubric/focus.toml``) find the questions; what each is about is judged by ``asked_head``.
"""

import re
from dataclasses import dataclass

from coach.language.ports import Language
from coach.model.score import AskClass
from coach.scoring.asked_head import lean
from coach.scoring.focus_sheet import focus_rules
from coach.scoring.patterns import plain

_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!]+(?=\w)[^.?!\n]*)*[.?!]*")
_QUOTED = re.compile(r"[\"\u201c][^\"\u201d]{2,}[\"\u201d]")
_LEAD_IN = re.compile(
    r"(?:[\s,;:\u2013\u2014-]|(?:my (?:\w+ )?question (?:is|would be|for you is)|(?:yes )?i (?:do )?have "
    r"(?:a|an|one|two|three|a few|a couple of|some) (?:\w+ )?questions?|and|so|but|also|or|then|well|okay|ok|"
    r"yes|yeah|no|right|great|thanks|thank you|lovely|sure|first|firstly|second|secondly|third|finally|"
    r"lastly|next|another question|um|uh|er|erm|maybe|just|please|actually|otherwise|sorry|hello|"
    r"hi|absolutely|definitely|of course|one more thing|the other thing is|and then)\b)*"
)
_TAIL = re.compile(r"[\s,;:]*(?:(?<![\w'])(?:and|or|but|also|then|plus|so))?[\s,;:]*$", re.IGNORECASE)
_COORDINATED = re.compile(r"(?:(?:^|[\s,;])(?:and|or|but|also|then|plus|so)|[,;:\u2013\u2014])[\s,]*$")
_AUXILIARIES = "(?:do|does|did|is|are|was|were|will|would|can|could|should|has|have|had|may|might)"
LEAST_OWN = 0.5
"""From here on a question is about what the job gives; the best balance on writers not learned from."""

PHRASE_WEIGHT = 0.8
"""What each phrase of a class adds to its log odds; a fifth of what likeness can say, as before the blend."""

LEAST_PRESUMED = 1.0
"""From here on a question takes the job for granted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as found and understood.

    Args:
        start: Character offset into the text.
        end: Character offset, exclusive.
        ask_class: What it is about.
        self_focused: Whether it asks what the job gives the candidate.
        presumes: Whether it takes the job or the next round for granted.
        exempt: Whether it is practical and always fine to ask.
        topic: For a practical question, which better question to offer; empty else.
        generic: Whether any employer could be asked it.
        built_on: Whether it rests on something heard or read.
        basic: Whether it asks what the company does.
    """

    start: int
    end: int
    ask_class: AskClass
    self_focused: bool
    presumes: bool
    exempt: bool
    topic: str
    generic: bool
    built_on: bool
    basic: bool


def find_questions(text: str, *, asked_for: bool) -> list[tuple[int, int]]:
    """Find what the candidate asks.

    Args:
        text: The answer.
        asked_for: Whether it was the candidate's turn to ask; if not, only what is plainly put to the
            interviewer counts, so that a story's "and what did I do?" does not.

    Returns:
        Start and end of each question, in order, without overlaps.
    """
    low = plain(text)
    quoted = [match.span() for match in _QUOTED.finditer(text)] if not asked_for else []
    found: list[tuple[int, int]] = []
    unmarked = asked_for and "?" not in low
    for sentence in _SENTENCE.finditer(low):
        if any(start <= sentence.start() < end or start <= sentence.end() - 1 < end for start, end in quoted):
            continue
        found.extend(_questions_in(low, sentence.span(), asked_for=asked_for, run_on=unmarked))
    return [_trimmed(text, start, end) for start, end in found if re.search(r"\w", text[start:end])]


def _questions_in(
    low: str, place: tuple[int, int], *, asked_for: bool, run_on: bool
) -> list[tuple[int, int]]:
    asking = focus_rules().asking
    start, end = place
    sentence = low[start:end]
    marked = sentence.rstrip().endswith("?")
    places = _openings(sentence, loose=asked_for, run_on=run_on)
    if not asked_for and not _put_to_interviewer(sentence, marked=marked, places=places):
        return []
    if not places:
        short = len(sentence.split()) <= 12
        return [(start, end)] if marked and (asked_for and short) else []
    if not marked and not asked_for and not asking.indirect.match(sentence, places[0]):
        return []
    stops = [*places[1:], len(sentence)]
    return [(start + a, start + b) for a, b in zip(places, stops, strict=True)]


def _put_to_interviewer(sentence: str, *, marked: bool, places: list[int]) -> bool:
    asking = focus_rules().asking
    if not places:
        return False
    before, rest = sentence[: places[0]], sentence[places[0] :]
    if asking.reported.search(before) or asking.talk.search(rest.rstrip(" ?.!")):
        return False
    indirect = asking.indirect.match(rest) is not None
    return (marked or indirect) and asking.toward.search(rest) is not None


def _openings(sentence: str, *, loose: bool, run_on: bool) -> list[int]:
    """Where a question begins in a sentence: at its head, after "and", or anywhere in a run-on one."""
    asking = focus_rules().asking
    candidates = sorted(
        {
            (match.start(), pattern is asking.indirect)
            for pattern in (asking.direct, asking.turned, asking.indirect)
            for match in pattern.finditer(sentence)
        }
    )
    lead_in = _LEAD_IN.match(sentence)
    head = lead_in.end() if lead_in is not None else 0
    if loose and asking.loose.match(sentence, head) and all(place > head for place, _ in candidates):
        candidates.insert(0, (head, False))
    places: list[int] = []
    open_indirect = -1
    for place, indirect in candidates:
        before = sentence[:place]
        if place > head and not _COORDINATED.search(before) and not (run_on and _stands_alone(before)):
            continue
        if places and _goes_on(sentence[places[-1] : place], sentence[place:], indirect=open_indirect >= 0):
            continue
        places.append(place)
        open_indirect = place if indirect else -1
    return places


def _goes_on(begun: str, rest: str, *, indirect: bool) -> bool:
    """Whether an opening only continues the question before it: "how many days of holiday | do I get"."""
    if len(begun.split()) < (9 if indirect else 3):
        return True
    words = begun.split()
    asks_how = words[0] in {"what", "which", "how", "whose", "who", "why", "where", "when"}
    verbless = asks_how and not re.search(rf"\b(?:{_AUXILIARIES}|'s)\b", " ".join(words[1:]))
    return verbless and re.match(_AUXILIARIES, rest) is not None


def _stands_alone(before: str) -> bool:
    """Whether a question may begin here in a sentence without punctuation."""
    words = before.split()
    return len(words) >= 2 and words[-1] not in focus_rules().asking.governing


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    head = len(piece) - len(piece.lstrip(" ,;:\t\r\n-\u2013\u2014"))
    body = _TAIL.sub("", piece)
    return start + head, start + max(len(body), head + 1)


def is_clarifying(question: str) -> bool:
    """Whether a question only asks what the interviewer meant.

    Args:
        question: Its words.

    Returns:
        True for "do you mean ...?" and the like.
    """
    return focus_rules().asking.clarifying.match(plain(question)) is not None


def understand(text: str, span: tuple[int, int], language: Language) -> Asked:
    """Class one question and find who would have the benefit (F5).

    Args:
        text: The whole answer; what stands just before a question may excuse it.
        span: The question's place.
        language: The models, for what no rule knows.

    Returns:
        The question, understood.
    """
    start, end = span
    rules = focus_rules().beneficiary
    low = plain(text[start:end])
    near = _with_statement(text, start, end)
    leaning = lean(near, language)
    exempt = rules.exempt.search(near) is not None
    neutral = rules.neutral.search(low) is not None
    invited = rules.invited.search(near) is not None
    excused = exempt or neutral or invited
    # A piece such as "or do they pay a little" is about somebody who is named before it.
    within = min(leaning.self_focused, lean(_with_rest(text, start, end), language).self_focused)
    own = within > LEAST_OWN and not excused
    practical = own or (excused and _names_practical(low))
    ask_class = _class_of(low, leaning.classes, own=own)
    return Asked(
        start=start,
        end=end,
        ask_class=AskClass.PROCESS if neutral else ask_class,
        self_focused=own,
        presumes=leaning.presumption > LEAST_PRESUMED,
        exempt=not own and practical,
        topic=_topic(low) if practical else "",
        generic=rules.generic.search(low.rstrip(" ?.!")) is not None,
        built_on=rules.built_on.search(near) is not None,
        basic=rules.what_you_do.search(low.rstrip(" ?.!")) is not None,
    )


def _with_rest(text: str, start: int, end: int) -> str:
    """A question with the statement before it and its whole sentence."""
    first = max(text.rfind(mark, 0, start) for mark in ".?!\n") + 1
    before = text[:first].rstrip()
    if before.endswith("."):
        first = max(before.rfind(mark, 0, -1) for mark in ".?!\n") + 1
    ends = [at for at in (text.find(mark, max(end - 1, 0)) for mark in ".?!\n") if at >= 0]
    return plain(text[first : min(ends, default=len(text)) + 1])


def _with_statement(text: str, start: int, end: int) -> str:
    """A question with the statement just before it: "I care for my mother. Could I have set hours?"."""
    before = text[:start].rstrip()
    if not before.endswith((".", ",", ";")):
        return plain(text[start:end])
    return plain(text[max(before.rfind(mark, 0, -1) for mark in ".?!\n") + 1 : end])


def _names_practical(low: str) -> bool:
    rules = focus_rules().beneficiary
    return bool(rules.strong.search(low) or rules.weak.search(low) or rules.exempt.search(low))


def _class_of(low: str, leanings: dict[AskClass, float], *, own: bool) -> AskClass:
    """The class that a question leans to most; what the job gives is growth at most, never work or team."""
    allowed = {AskClass.PRACTICAL, AskClass.GROWTH, AskClass.OTHER} if own else set(AskClass)
    classes = focus_rules().classes
    scores = {
        one: leanings[one] + PHRASE_WEIGHT * len({match.group() for match in classes[one].finditer(low)})
        for one in AskClass
        if one in allowed
    }
    return max(scores, key=scores.__getitem__)


def _topic(low: str) -> str:
    for name, pattern in focus_rules().practical.items():
        if pattern.search(low):
            return name
    return "other"


def find_presumption(text: str) -> list[tuple[int, int, bool]]:
    """Find words that take the offer or the next round for granted.

    Args:
        text: The answer.

    Returns:
        Start, end, and whether the tone of the same sentence takes it back ("if we go forward").
    """
    rules = focus_rules().presumption
    low = plain(text)
    found: list[tuple[int, int, bool]] = []
    for sentence in _SENTENCE.finditer(low):
        clause = sentence.group()
        softened = rules.softened.search(clause) is not None
        for match in rules.phrases.finditer(clause):
            before = clause[: match.start()]
            if re.search(r"\b(?:if|should|were|would|could|might)\b[^,;]*$", before):
                continue
            place = sentence.start() + match.start()
            found.append((place, sentence.start() + match.end(), softened))
    return found


def expects_plans(question: str) -> bool:
    """Whether a question itself supposes that the candidate is hired, so that answering in kind is right.

    Args:
        question: The interviewer's question.

    Returns:
        True for "what will you do in your first 90 days?" and the like.
    """
    return focus_rules().presumption.expected.search(plain(question)) is not None
