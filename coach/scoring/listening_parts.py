"""Whether each part of a question was answered, and where (the rubric's F4, step 3)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from coach.language.values import Clause, ClauseType, Subject
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import Answered
from coach.scoring.context import AnswerContext
from coach.scoring.patterns import Phrases, Sheet, plain, read_sheet
from coach.scoring.topic import Topic, Windows

_ITEM = r"(?!and\b)[\w'-]+(?: (?!and\b)[\w'-]+)?"
_ROW = re.compile(rf"{_ITEM}(?:(?:, (?:and )?| and ){_ITEM})+")
_ASKS = re.compile(
    r"(?<!\w)(?:what|how|who|why|where|when|which|whether|ask|asking|wonder\w*|curious|"
    r"questions? (?:is|about)|"
    r"(?:is|are|was|do|does|did|can|could|will|would|have|has) (?:there|you|the|it|they|your|i|we))(?!\w)"
)
_TOUCHES = 0.2
"""From this cosine on, a stretch touches a part's topic."""

_SHOWN_WORDS = 25
"""As much as is shown of a part: what a person can take in at a glance."""

_SHORT_WORDS = 12
"""So short an answer to a question of fact need not be like it: "On the first of March."."""

_NEAR = 0.35
"""From this cosine on, a stretch is about a part even where no word of the theme was heard."""

_EMPTY = frozenset({ClauseType.SHELL, ClauseType.ABSENT})
_OWN = frozenset({Subject.I, Subject.WE})


class Cues(Sheet):
    """Phrases that tell what a stretch of an answer does."""

    reason: Phrases
    outcome: Phrases
    learned: Phrases
    plan: Phrases
    preference: Phrases
    role: Phrases
    another: Phrases
    occasion: Phrases
    closest: Phrases
    clarify: Phrases
    unanswered: Phrases
    introduces: Phrases


class _Theme(Sheet):
    name: str
    asked: Phrases
    heard: Phrases


class _Brief(Sheet):
    most_words: int
    sentence_words: int


class Overruling(Sheet):
    """How far what was learned may overrule the rules; the data file says what each decides."""

    doubt: float
    brief: float
    partly_doubt: float
    lift: float
    lift_full: float
    restore: float
    short_words: int
    short_doubt: float


class _Place(Sheet):
    studies: Phrases
    work: Phrases


class ListeningRules(Sheet):
    """The data of F4."""

    topic: Topic
    reading: Overruling
    brief: _Brief
    cues: Cues
    theme: tuple[_Theme, ...]
    place: _Place


@cache
def listening_rules() -> ListeningRules:
    """The data of F4, read once.

    Returns:
        The checked data.
    """
    return read_sheet("listening.toml", ListeningRules)


@dataclass(frozen=True, slots=True)
class Found:
    """How a part was answered.

    Args:
        answered: Whether.
        span: Start and end of the words to show for it, whole clauses up to about a sentence; None when none.
        reach: Where the last of its words ends.
    """

    answered: Answered
    span: tuple[int, int] | None = None
    reach: int = 0


_NO = Found(Answered.NO)


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """An answer as the part checks see it."""

    context: AnswerContext
    question: Question
    windows: Windows
    texts: tuple[str, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The answer's clauses."""
        return self.context.clauses

    def says(self, clause: Clause) -> bool:
        """Whether a clause has content and is no question back, which answers nothing."""
        asked = self.context.request.text[clause.end :].lstrip("\"\u201d' ").startswith("?")
        return clause.type not in _EMPTY and not (asked and self.question.kind is not QuestionKind.CLOSING)

    def of(self, *types: ClauseType) -> list[Clause]:
        """Clauses of these types."""
        return [clause for clause in self.clauses if clause.type in types]

    def with_cue(self, pattern: re.Pattern[str]) -> list[Clause]:
        """Clauses with content in which a phrase is heard."""
        return [
            clause
            for clause, text in zip(self.clauses, self.texts, strict=True)
            if self.says(clause) and pattern.search(text)
        ]

    def solid(self) -> list[Clause]:
        """Clauses that say something."""
        return [clause for clause in self.clauses if self.says(clause) and clause.verb]

    def told(self) -> list[Clause]:
        """Clauses that tell what happened."""
        return self.of(ClauseType.EVENT)

    def near(self, part: QuestionPart) -> tuple[float, tuple[int, int]]:
        """The stretch that is most like a part, with its cosine."""
        likeness = self.windows.vectors @ self.context.vectors.encode([part.text])[0]
        best = int(likeness.argmax())
        return float(likeness[best]), self.windows.spans[best]

    def found(self, answered: Answered, clauses: list[Clause]) -> Found:
        """A part with its words: the first of its clauses, and those that follow at once, up to a length."""
        last = start = self.clauses.index(clauses[0])
        room = _SHOWN_WORDS - len(self.texts[start].split())
        while last + 1 < len(self.clauses) and self.clauses[last + 1] in clauses:
            room -= len(self.texts[last + 1].split())
            if room < 0:
                break
            last += 1
        return Found(answered, (clauses[0].start, self.clauses[last].end), clauses[-1].end)

    def found_at(self, answered: Answered, place: tuple[int, int]) -> Found:
        """A part with the words of a place."""
        inside = [clause for clause in self.clauses if place[0] <= clause.start < place[1]]
        return self.found(answered, inside) if inside else Found(answered, place, place[1])


def material(context: AnswerContext, windows: Windows) -> Material:
    """Prepare an answer for the part checks.

    Args:
        context: The answer.
        windows: Its stretches.

    Returns:
        What the checks read.
    """
    texts = tuple(plain(context.clause_text(clause)) for clause in context.clauses)
    return Material(context, context.request.question, windows, texts)


def answer_part(answer: Material, part: QuestionPart) -> Found:
    """Whether one part was answered: the kind of answer that was asked for, on the theme that was asked.

    Args:
        answer: The answer.
        part: The part.

    Returns:
        Whether, and where.
    """
    found = _CHECKS[part.kind](answer, part)
    if found.answered is Answered.NO:
        return found
    return _on_theme(answer, part, found)


def theme_heard(answer: Material) -> bool | None:
    """Whether the themes that the question names were heard.

    Args:
        answer: The answer.

    Returns:
        None when the question names no theme that we know.
    """
    low = plain(answer.question.text)
    asked = [theme for theme in listening_rules().theme if theme.asked.search(low)]
    return all(answer.with_cue(theme.heard) for theme in asked) if asked else None


def _yes(answer: Material, clauses: list[Clause], *, enough: bool = True) -> Found:
    return answer.found(Answered.YES if enough else Answered.PARTLY, clauses) if clauses else _NO


def _on_theme(answer: Material, part: QuestionPart, found: Found) -> Found:
    """Take back a "yes" when the theme that was asked for was not heard, in words or by meaning."""
    low = plain(part.text)
    for theme in listening_rules().theme:
        if not theme.asked.search(low):
            continue
        heard = answer.with_cue(theme.heard)
        if heard:
            if part.kind in (PartKind.FACT, PartKind.LIST):
                return answer.found(Answered.YES, heard[:2])
            continue
        if answer.near(part)[0] < _NEAR:
            return replace(found, answered=Answered.PARTLY) if part.kind is PartKind.INSTANCE else _NO
    return found


# ------------------------------------------------------------------ one check a kind


def _instance(answer: Material, part: QuestionPart) -> Found:
    told = answer.told()
    verbs = {clause.verb for clause in told}
    if len(verbs) >= 3 and not any(clause.subject in _OWN for clause in told):
        # What somebody else did is no time of the speaker's own.
        return _yes(answer, told, enough=False)
    if len(verbs) >= 3 or (len(verbs) == 2 and any(clause.anchored for clause in answer.clauses)):
        return _yes(answer, told)
    if told:
        return _yes(answer, told, enough=False)
    other = answer.of(ClauseType.HABITUAL, ClauseType.HYPOTHETICAL, ClauseType.OPINION, ClauseType.STATE)
    on_topic = len(other) >= 2 and answer.near(part)[0] >= _TOUCHES
    return _yes(answer, other, enough=False) if on_topic else _NO


def _reason(answer: Material, _part: QuestionPart) -> Found:
    given = answer.with_cue(listening_rules().cues.reason)
    if given:
        return _yes(
            answer, given, enough=sum(len(answer.context.clause_text(one).split()) for one in given) >= 4
        )
    own = [clause for clause in answer.solid() if clause.type in (ClauseType.OPINION, ClauseType.STATE)]
    return _yes(answer, own, enough=False)


def _method(answer: Material, part: QuestionPart) -> Found:
    low = plain(part.text)
    if re.search(r"\b(?:role|part|responsibility)\b", low):
        return _yes(answer, answer.with_cue(listening_rules().cues.role))
    hypothetical = answer.question.kind is QuestionKind.SITUATIONAL or " would " in f" {low} "
    past = bool(re.search(r"\b(?:did|you \w+ed|you (?:dealt|went|said|got|made|took|led|coped))\b", low))
    acts = [
        clause
        for clause in answer.solid()
        if clause.type not in (ClauseType.STATE, ClauseType.OPINION, ClauseType.SELF_DESCRIPTION)
        and (clause.subject in _OWN or clause.subject is Subject.NONE or not past)
    ]
    told = answer.told()
    fitting = [
        clause
        for clause in acts
        if not past
        or hypothetical
        or clause in told
        or clause.type in (ClauseType.EVENT, ClauseType.OBLIGATION, ClauseType.OTHER)
    ]
    if fitting:
        return _yes(answer, fitting, enough=len(_verbs(answer, fitting)) >= 2)
    return _yes(answer, acts, enough=False)


def _verbs(answer: Material, clauses: list[Clause]) -> set[str]:
    """Distinct verbs in clauses; a long clause without punctuation may hold several."""
    tokens = answer.context.parse.tokens
    inside = (token for clause in clauses for token in tokens[clause.tokens[0] : clause.tokens[1]])
    return {token.lemma for token in inside if token.pos == "VERB"} | {clause.verb for clause in clauses}


def _outcome(answer: Material, part: QuestionPart) -> Found:
    cues = listening_rules().cues
    if re.search(r"learn|lesson|taught|teach|take|gain|took", plain(part.text)):
        heard = answer.with_cue(cues.learned)
        return _yes(
            answer, heard, enough=any(len(answer.context.clause_text(one).split()) >= 4 for one in heard)
        )
    told = answer.told()
    heard = [clause for clause in answer.with_cue(cues.outcome) if not told or clause.start >= told[0].start]
    if told:
        heard = [clause for clause in heard if clause.start > told[0].start] or heard[-1:]
    if heard:
        return _yes(answer, heard[-2:], enough=len(told) >= 2 or len(answer.clauses) <= 4)
    return _NO


def _plan(answer: Material, _part: QuestionPart) -> Found:
    heard = answer.with_cue(listening_rules().cues.plan)
    return _yes(answer, heard, enough=any(len(answer.context.clause_text(one).split()) >= 3 for one in heard))


def _preference(answer: Material, _part: QuestionPart) -> Found:
    heard = answer.with_cue(listening_rules().cues.preference)
    if heard:
        return _yes(answer, heard)
    return _yes(
        answer, [clause for clause in answer.solid() if clause.type is ClauseType.OPINION], enough=False
    )


def _list(answer: Material, part: QuestionPart) -> Found:
    wanted = next(
        (one.amount for one in answer.question.constraints if one.amount and one.kind == "count"), None
    )
    solid = answer.solid() or [clause for clause in answer.clauses if clause.type not in _EMPTY]
    if not solid:
        return _NO
    if answer.question.kind is QuestionKind.CLOSING:
        text = answer.context.request.text
        marked = any("?" in text[clause.end : clause.end + 3] for clause in answer.clauses)
        if not marked and not _ASKS.search(" ".join(answer.texts)):
            return _NO
        return answer.found(Answered.YES, solid)
    enough = count_items(answer) >= (wanted or 1)
    likeness, place = answer.near(part)
    if likeness >= _NEAR or listening_rules().cues.another.search(" ".join(answer.texts)):
        return answer.found_at(Answered.YES if enough else Answered.PARTLY, place)
    return _yes(answer, solid, enough=enough)


def _fact(answer: Material, part: QuestionPart) -> Found:
    solid = [clause for clause in answer.clauses if answer.says(clause)]
    if not solid:
        return _NO
    likeness, place = answer.near(part)
    if likeness >= _TOUCHES or sum(len(text.split()) for text in answer.texts) <= _SHORT_WORDS:
        return answer.found_at(Answered.YES, place)
    return answer.found_at(Answered.PARTLY, place)


_CHECKS: dict[PartKind, Callable[[Material, QuestionPart], Found]] = {
    PartKind.INSTANCE: _instance,
    PartKind.REASON: _reason,
    PartKind.METHOD: _method,
    PartKind.OUTCOME: _outcome,
    PartKind.PLAN: _plan,
    PartKind.PREFERENCE: _preference,
    PartKind.LIST: _list,
    PartKind.FACT: _fact,
}


def count_items(answer: Material) -> int:
    """How many things an answer gives: by words that number them, or by a row of things.

    Args:
        answer: The answer.

    Returns:
        At least 1 for any answer with words.
    """
    text = " ".join(answer.texts)
    marks = len({match.group() for match in listening_rules().cues.another.finditer(text)})
    rows = [match.group() for match in _ROW.finditer(text)]
    longest = max((len(re.split(r",\s*(?:and )?|\sand\s", row)) for row in rows), default=1)
    return max(1 + marks, longest)
