"""Reading an answer clause by clause: what happened, what was to be done, what one would or always does.

The types are tested in the order of the rubric's F0, but for absence, which goes before the shell
("I don't have a situation like that" names a label), and for duties, which go before events
("I was asked to" has a past tense of doing). There are two doors to ``EVENT``: a past tense, or an
anchor heard before ("last summer", "one customer") and a verb of doing with a particular subject. The second
keeps stories in the historic present, in a second language or in dialects from being lost; a tense alone
would judge grammar and not content.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from coach.language.clause_facts import Facts, Tense, facts_of
from coach.language.clause_rules import ClauseRules, shipped_rules
from coach.language.clause_split import Splitter
from coach.language.values import Clause, ClauseType, Door, Parse, Subject

# Being given one particular thing to do begins an episode as an event does.
_ORDERS = frozenset({"ask", "tell", "give", "assign", "hand"})


# "I ask the owner and he goes, no idea" is a tale in which somebody else has none.
_REPORTED = re.compile(
    r"\b(?:he|she|they|who|(?:the|my|our|his|her|their) \w+) (?:just |only )?"
    r"(?:goes|says|said|went|answered|tells me|told me|shrugs)\b"
)


class Episode(IntEnum):
    """Whether one particular occasion is being told."""

    NONE = 0
    PERIOD = 1
    HEARD = 2
    OPEN = 3


def read_clauses(
    parse: Parse, rules: ClauseRules | None = None, *, skip: Sequence[tuple[int, int]] = ()
) -> tuple[Clause, ...]:
    """Split an answer into clauses and find what each does.

    Args:
        parse: The answer, parsed.
        rules: Word lists and patterns; None for the shipped ones.
        skip: Stretches of the original text that are not the speaker's own words; a clause that begins in
            one is left out, and no anchor is heard in it.

    Returns:
        Clauses in order, which do not overlap; punctuation and fillers between them belong to none.
        What one would do is ``HYPOTHETICAL`` whatever was asked; whether that is right is for the dimensions.
    """
    rules = rules or shipped_rules()
    splitter = Splitter(parse, rules.verbs)
    reader = _Reader(rules)
    clauses: list[Clause] = []
    previous: Facts | None = None
    starts = {first for first, _ in parse.sentences}
    for piece in splitter.pieces():
        facts = _continued(facts_of(piece, parse, splitter, rules), previous, begins=piece.first in starts)
        words = [token for token in facts.tokens if token.pos not in ("PUNCT", "SPACE")]
        if not words or any(start <= words[0].start < end for start, end in skip):
            continue
        previous = facts
        type_, door = reader.read(facts)
        clauses.append(
            Clause(
                start=words[0].start,
                end=words[-1].end,
                tokens=(piece.first, piece.last),
                type=type_,
                subject=facts.subject,
                verb=facts.verb,
                door=door,
                negated=facts.negated,
                anchored=reader.is_anchored(facts),
                subordinate=piece.host is not None,
                past=facts.tense is Tense.PAST
                or (type_ is ClauseType.HABITUAL and facts.tense is Tense.MODAL),
            )
        )
    return tuple(_with_conditions(_opened_late(clauses, reader.opened_late), parse))


def _continued(facts: Facts, previous: Facts | None, *, begins: bool) -> Facts:
    """A verb joined on without a subject ("…, swapped the parcels") goes on with the subject before it.

    At the beginning of a sentence the speaker drops "I" or "we" ("Rang the driver."), and nobody else.
    """
    piece = facts.piece
    named = piece.subject is not None and piece.first <= piece.subject < piece.last
    opening = next((token for token in facts.tokens if token.pos not in ("CCONJ", "ADV", "PUNCT")), None)
    verb_first = opening is not None and opening.pos == "VERB" and opening.tag in ("VBD", "VBN", "VBP", "VBZ")
    if (
        named
        or not verb_first
        or previous is None
        or previous.subject is Subject.NONE
        or piece.host is not None
    ):
        return facts
    if begins and previous.subject is not Subject.WE:
        return facts
    return replace(facts, subject=previous.subject)


def _opened_late(clauses: list[Clause], opened: list[tuple[int, int]]) -> list[Clause]:
    """What was done in the present before "he take her" showed that it is one occasion, is what happened."""
    found = list(clauses)
    for first, last in opened:
        for clause in found:
            told = first <= clause.tokens[0] < last and clause.type is ClauseType.HABITUAL and not clause.past
            if told and clause.subject in (Subject.I, Subject.WE, Subject.SPECIFIC):
                found[found.index(clause)] = replace(clause, type=ClauseType.EVENT, door=Door.ANCHOR)
    return found


def _with_conditions(clauses: list[Clause], parse: Parse) -> list[Clause]:
    """What depends on an "if" or a "whenever" is as hypothetical or habitual as that itself."""
    found = list(clauses)
    for index, clause in enumerate(clauses[:-1]):
        following = clauses[index + 1]
        conditional = clause.subordinate and clause.type is ClauseType.HYPOTHETICAL
        opening = parse.text[clause.start : clause.end].lower()
        if opening.startswith(("whenever", "every time", "each time")) and following.type is ClauseType.EVENT:
            found[index + 1] = replace(following, type=ClauseType.HABITUAL, door=None)
        if conditional and following.type in (ClauseType.HABITUAL, ClauseType.OTHER):
            found[index + 1] = replace(following, type=ClauseType.HYPOTHETICAL)
    return found


@dataclass(slots=True)
class _Reader:
    """Types clauses in order, since an anchor opens the second door for those after it."""

    rules: ClauseRules
    episode: Episode = Episode.NONE
    period_since: int = 0
    opened_late: list[tuple[int, int]] = field(default_factory=list)

    def read(self, facts: Facts) -> tuple[ClauseType, Door | None]:
        """The type of the next clause, and why it is an event."""
        self._hear_anchor(facts)
        found = self._by_wording(facts)
        if found is not None:
            return found, None
        door = self._door(facts)
        if door is not None:
            self._hear_event(facts, door)
            return ClauseType.EVENT, door
        return self._without_event(facts), None

    def is_anchored(self, facts: Facts) -> bool:
        """Whether a clause places what is told."""
        anchor = self.rules.anchor
        return bool(anchor.strong.search(facts.said) or anchor.weak.search(facts.said)) or any(
            token.entity in ("GPE", "LOC", "FAC", "ORG", "EVENT") and token.dep == "pobj"
            for token in facts.tokens
        )

    def _hear_anchor(self, facts: Facts) -> None:
        anchor = self.rules.anchor
        if anchor.strong.search(facts.said):
            period = facts.verb in anchor.period_verbs and facts.subject in (Subject.I, Subject.WE)
            # "Last year we were short of people" tells how things stood then, and not for how long.
            stood = facts.verb == "be" and any(token.dep == "acomp" for token in facts.tokens)
            period = period and not stood and not anchor.occasion.search(facts.said)
            self.episode = max(self.episode, Episode.PERIOD if period else Episode.OPEN)
        elif anchor.weak.search(facts.said):
            if self.episode is Episode.NONE:
                self.period_since = facts.piece.first
            self.episode = max(self.episode, Episode.PERIOD)

    def _hear_event(self, facts: Facts, door: Door) -> None:
        if door is Door.ANCHOR:
            if self.episode in (Episode.PERIOD, Episode.HEARD):
                self.opened_late.append((self.period_since, facts.piece.first))
            self.episode = Episode.OPEN
        elif facts.verb not in self.rules.anchor.period_verbs and self.episode < Episode.HEARD:
            self.period_since = facts.piece.first
            self.episode = max(self.episode, Episode.HEARD)

    def _by_wording(self, facts: Facts) -> ClauseType | None:  # noqa: PLR0911 - one line a type, in order
        """The types that come before ``EVENT``, and duties, whose passive ("was asked to") looks like one."""
        rules = self.rules
        absent = rules.absent.patterns.search(facts.said)
        if absent is not None and not _REPORTED.search(facts.said[: absent.start()]):
            return ClauseType.ABSENT
        if self._is_shell(facts):
            return ClauseType.SHELL
        if self._is_hypothetical(facts):
            return ClauseType.HYPOTHETICAL
        if rules.self_description.patterns.match(facts.said) and facts.tense in (Tense.PRESENT, Tense.MODAL):
            self.episode = min(self.episode, Episode.PERIOD)
            return ClauseType.SELF_DESCRIPTION
        if self._is_habitual(facts):
            return ClauseType.HABITUAL
        if (
            rules.obligation.patterns.search(facts.said)
            and facts.tense is not Tense.NONE
            and self._owns(facts)
        ):
            if facts.tense is Tense.PAST and facts.verb in _ORDERS:
                self.period_since = facts.piece.first
                self.episode = max(self.episode, Episode.HEARD)
            return ClauseType.OBLIGATION
        return None

    def _owns(self, facts: Facts) -> bool:
        """A duty in the present tells of one occasion only once an anchor was heard."""
        return facts.tense in (Tense.PAST, Tense.PERFECT) or self.episode >= Episode.PERIOD

    def _is_shell(self, facts: Facts) -> bool:
        shell = self.rules.shell
        if shell.patterns.fullmatch(facts.said):
            return True
        words = [
            token for token in facts.tokens if token.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "AUX")
        ]
        if any(token.pos == "NUM" or token.text[0].isdigit() for token in words):
            return False
        if not any(token.lemma in shell.labels and token.pos == "NOUN" for token in words):
            return False
        return all(
            token.pos == "ADJ" or token.lemma in shell.labels or token.lemma in shell.empty for token in words
        )

    def _is_hypothetical(self, facts: Facts) -> bool:
        rules = self.rules.hypothetical
        if rules.openers.match(facts.said) and facts.tense is not Tense.PAST:
            return True
        words = facts.said.split()
        if "if" in words[:3] and facts.piece.host is not None and facts.tense is not Tense.PAST:
            return True
        if facts.tense is not Tense.MODAL or rules.not_patterns.search(facts.said):
            return False
        if facts.modal in ("would", "'d") and self._adverbs(facts) & self.rules.habitual.past_adverbs:
            return False
        return facts.modal in rules.modals

    def _is_habitual(self, facts: Facts) -> bool:
        rules = self.rules.habitual
        if rules.patterns.search(facts.lead):
            # Within one occasion "every time we walked I …" is a part of what was done.
            told = facts.tense is Tense.PAST and facts.subject is Subject.I and self.episode >= Episode.HEARD
            return not (told and "every time" in facts.lead)
        if facts.subject is Subject.YOU and facts.tense is not Tense.NONE:
            return True
        adverbs = rules.past_adverbs if facts.tense in (Tense.PAST, Tense.MODAL) else rules.adverbs
        about_verb = self._adverbs(facts)
        if about_verb & adverbs:
            return not (
                facts.tense is Tense.PRESENT and about_verb & {"never"} and self.episode >= Episode.HEARD
            )
        present = facts.tense in (Tense.PRESENT, Tense.PERFECT)
        if present and rules.present_patterns.search(facts.said):
            return True
        return facts.subject is Subject.GENERIC and facts.tense is Tense.PRESENT and facts.dynamic

    @staticmethod
    def _adverbs(facts: Facts) -> set[str]:
        return {token.text.lower() for token in facts.tokens if token.pos == "ADV"}

    def _door(self, facts: Facts) -> Door | None:
        if not facts.dynamic or facts.tense in (Tense.NONE, Tense.MODAL):
            return None
        if facts.subject in (Subject.NONE, Subject.YOU, Subject.GENERIC):
            return None
        if facts.tense is Tense.PAST:
            return Door.PAST
        sudden = bool(self.rules.anchor.sudden.search(facts.said))
        third = facts.subject is Subject.SPECIFIC
        person = third and self._is_person(facts)
        enough = {
            Episode.NONE: False,
            Episode.PERIOD: facts.tense is Tense.PRESENT and (sudden or (person and not facts.progressive)),
            Episode.HEARD: third or facts.definite or sudden,
            Episode.OPEN: True,
        }
        return Door.ANCHOR if enough[self.episode] else None

    @staticmethod
    def _is_person(facts: Facts) -> bool:
        """As in "he leave", "then she shouts", "the manager he leave"."""
        words = facts.lead.split()
        return bool({"he", "she"} & set(words[:4]))

    def _without_event(self, facts: Facts) -> ClauseType:  # noqa: PLR0911 - one line a type, in order
        """What is left: background, opinions, and what one is like."""
        if facts.tense is Tense.NONE:
            return ClauseType.STATE if self.is_anchored(facts) else ClauseType.OTHER
        refused = facts.tense is Tense.MODAL and self.rules.hypothetical.not_patterns.search(facts.said)
        if refused or facts.tense in (Tense.PAST, Tense.PERFECT):
            return ClauseType.STATE
        if self.rules.opinion.patterns.search(facts.said):
            return ClauseType.OPINION
        if facts.dynamic and facts.tense is Tense.PRESENT:
            return ClauseType.HABITUAL
        if self.episode >= Episode.PERIOD and facts.subject is not Subject.GENERIC:
            return ClauseType.STATE
        first = next((token for token in facts.tokens if token.pos == "VERB"), None)
        if facts.subject is Subject.I:
            opinion = first is not None and first.lemma in self.rules.opinion.matrix
            return ClauseType.OPINION if opinion else ClauseType.SELF_DESCRIPTION
        return ClauseType.OPINION if facts.verb == "be" else ClauseType.OTHER
