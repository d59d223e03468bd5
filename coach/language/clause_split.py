"""Cutting sentences into clauses, each with the verb that it is about.

A verb begins a clause of its own when it has a subject of its own or is joined to another clause's verb;
what is said, thought or known stays in the clause of the verb of saying, and so do relative clauses with a
gap and reasons ("because …"), since they are quoted together with what they explain.
"""

from dataclasses import dataclass

from coach.language.clause_rules import VerbRules
from coach.language.values import Parse, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_NOMINATIVE = frozenset({"i", "we", "he", "she", "they"})
_TIME_MARKS = frozenset(
    {
        "when",
        "while",
        "after",
        "before",
        "if",
        "once",
        "until",
        "till",
        "as",
        "although",
        "though",
        "whenever",
        "unless",
        "because",
        "since",
        "cause",
    }
)
_KEPT_MARKS = frozenset({"because", "since", "cause", "that", "so", "than", "whether", "as"})
_ASKING = frozenset({"ask", "check", "see", "know", "wonder", "tell", "decide", "test", "show", "say"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "what", "how", "why", "when"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of tokens with its verb.

    Args:
        first: Index of its first token in the parse.
        last: Past its last token.
        verb: Index of the verb; None when it has none.
        subject: Index of the verb's subject, its own or that of the clause it is joined to; None for none.
        host: Index of the verb that it depends on as a time or condition ("when I got there"); None else.
    """

    first: int
    last: int
    verb: int | None
    subject: int | None
    host: int | None = None


class Splitter:
    """Splits one parse.

    Args:
        parse: What to split.
        verbs: Kinds of verbs.
    """

    def __init__(self, parse: Parse, verbs: VerbRules) -> None:
        self._tokens = parse.tokens
        self._sentences = parse.sentences
        self._verbs = verbs
        self._children: list[list[int]] = [[] for _ in parse.tokens]
        for index, token in enumerate(parse.tokens):
            if token.head != index:
                self._children[token.head].append(index)

    def pieces(self) -> list[Piece]:
        """All clauses in order.

        Returns:
            Pieces that together cover every token once.
        """
        found: list[Piece] = []
        for first, last in self._sentences:
            found.extend(self._sentence(first, last))
        return found

    def children(self, index: int) -> list[Token]:
        """The tokens that hang on a token.

        Args:
            index: Of the token.

        Returns:
            In order.
        """
        return [self._tokens[child] for child in self._children[index]]

    def below(self, index: int) -> tuple[int, ...]:
        """The places of the tokens that hang on a token.

        Args:
            index: Of the token.

        Returns:
            Indices in order.
        """
        return tuple(self._children[index])

    def subject_of(self, index: int) -> int | None:
        """The subject of a verb, or of the verb that it is joined to.

        Args:
            index: Of the verb.

        Returns:
            Index of the subject; None when nobody is named.
        """
        at, seen = index, 0
        while seen < 12:
            own = [child for child in self._children[at] if self._tokens[child].dep in _SUBJECTS]
            if own:
                named = [child for child in own if self._tokens[child].dep != "expl"]
                return (named or own)[-1]
            token = self._tokens[at]
            if token.head == at or token.dep not in ("conj", "xcomp", "dep", "advcl", "ccomp"):
                return None
            at, seen = token.head, seen + 1
        return None

    def _sentence(self, first: int, last: int) -> list[Piece]:
        heads = [index for index in range(first, last) if self._begins_clause(index)]
        if not heads:
            return [Piece(first=first, last=last, verb=self._any_verb(first, last), subject=None)]
        owner = [self._owner(index, set(heads)) for index in range(first, last)]
        _fill(owner, heads[0])
        self._hand_on_joints(owner, first)
        _flatten(owner)
        runs: list[tuple[int, int, int]] = []
        for offset, head in enumerate(heads[0] if each is None else each for each in owner):
            if runs and runs[-1][2] == head:
                runs[-1] = (runs[-1][0], first + offset + 1, head)
            else:
                runs.append((first + offset, first + offset + 1, head))
        return [self._piece(*run) for run in runs]

    def _piece(self, first: int, last: int, head: int) -> Piece:
        verb: int | None = head if first <= head < last else self._any_verb(first, last)
        subject = None if verb is None else self.subject_of(verb)
        token = self._tokens[head]
        host = (
            token.head
            if token.dep == "advcl" and verb is not None and self._mark(head) in _TIME_MARKS
            else None
        )
        return Piece(first=first, last=last, verb=verb, subject=subject, host=host)

    def _any_verb(self, first: int, last: int) -> int | None:
        verbs = [index for index in range(first, last) if self._tokens[index].pos in ("VERB", "AUX")]
        return verbs[0] if verbs else None

    def _owner(self, index: int, heads: set[int]) -> int | None:
        at = index
        for _ in range(200):
            if at in heads:
                return at
            if self._tokens[at].head == at:
                return None
            at = self._tokens[at].head
        return None

    def _begins_clause(self, index: int) -> bool:  # noqa: PLR0911 - one line a case, in order
        token = self._tokens[index]
        if token.head == index:
            return True
        if token.pos not in ("VERB", "AUX") or token.dep in (
            "aux",
            "auxpass",
            "xcomp",
            "pcomp",
            "csubj",
            "amod",
        ):
            return False
        children = self.children(index)
        if any(child.tag == "TO" for child in children):
            return False
        own = [child for child in children if child.dep in _SUBJECTS]
        if token.dep == "conj":
            return bool(own) or self._joins_clause(index)
        if not own:
            return False
        if token.dep == "advcl":
            asked = self._mark(index) == "if" and self._tokens[token.head].lemma in _ASKING
            return not asked and not (self._mark(index) in _KEPT_MARKS and token.head < index)
        if token.dep in ("ccomp", "dep", "parataxis"):
            return self._stands_alone(index, children)
        if token.dep in ("relcl", "acl"):
            return self._is_false_relative(index, own, children)
        return own[0].text.lower() in _NOMINATIVE and token.dep not in ("acl", "pcomp")

    def _joins_clause(self, index: int) -> bool:
        """A joined verb counts when the verb that it is joined to is finite and not inside a complement."""
        token, head = self._tokens[index], self._tokens[self._tokens[index].head]
        if token.tag in ("VBG", "VBN") and head.tag != token.tag:
            return token.tag == "VBN" and head.tag in ("VBD", "VBP", "VBZ")
        if token.tag in ("VBG", "VBN", "VB"):
            return False
        return head.pos in ("VERB", "AUX")

    def _stands_alone(self, index: int, children: list[Token]) -> bool:
        """A run-on sentence is often parsed as the complement of the next; a real one follows its verb."""
        token = self._tokens[index]
        head = self._tokens[token.head]
        if any(child.dep == "mark" for child in children) or any(
            child.text.lower() in _RELATIVE and child.dep not in _SUBJECTS for child in children
        ):
            return False
        if head.lemma in self._verbs.frames and not self._is_past(token.head):
            return False
        if token.head > index:
            return True
        between = self._tokens[token.head + 1 : index]
        return any(part.text in (",", ";", "-", "–", "—") for part in between) and head.lemma != "say"

    def _is_false_relative(self, index: int, own: list[Token], children: list[Token]) -> bool:
        """As in "the manager he leave" (beside its noun) and "the plan I call him" (nothing is left open)."""
        words = {self._tokens[at].text.lower() for at in self._subtree(index)}
        subject = own[0].text.lower()
        if subject == "which" and self._tokens[self._first(index) - 1].text == ",":
            return True
        if subject not in _NOMINATIVE or words & _RELATIVE:
            return False
        head = self._tokens[index].head
        if subject in ("he", "she", "they") and self._tokens[head + 1].text.lower() == subject:
            return True
        following = [at for at in self._children[index] if self._tokens[at].dep == "xcomp"]
        objects = [*children, *(child for at in following for child in self.children(at))]
        return any(child.dep in ("dobj", "ccomp", "dative") for child in objects)

    def _subtree(self, index: int) -> list[int]:
        found, todo = [], [index]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self._children[at])
        return found

    def _first(self, index: int) -> int:
        return min(self._subtree(index))

    def _is_past(self, index: int) -> bool:
        return self._tokens[index].tag == "VBD" or any(child.tag == "VBD" for child in self.children(index))

    def _mark(self, index: int) -> str:
        """The word that ties a clause to another, such as "when"."""
        for child in self.children(index):
            if child.dep in ("mark", "advmod") and child.text.lower() in _TIME_MARKS | _KEPT_MARKS:
                return child.text.lower()
        return ""

    def _hand_on_joints(self, owner: list[int | None], first: int) -> None:
        """Give "and", "so" and "then" to the clause that they open, and a comma to the one that it closes."""
        for offset in range(len(owner) - 1, 0, -1):
            token = self._tokens[first + offset]
            if token.pos == "PUNCT":
                owner[offset] = None
            elif token.dep == "cc" or token.text.lower() in ("so", "then", "but", "and"):
                following = owner[offset + 1] if offset + 1 < len(owner) else None
                if following is not None and following != owner[offset] and following >= first + offset:
                    owner[offset] = following
        _fill(owner, owner[0] if owner[0] is not None else first)


def _fill(owner: list[int | None], default: int) -> None:
    """Give what nobody owns to the clause before it."""
    for offset, head in enumerate(owner):
        if head is None:
            owner[offset] = owner[offset - 1] if offset else default


def _flatten(owner: list[int | None]) -> None:
    """Dissolve a clause that stands inside another, so that every clause is one stretch."""
    changed = True
    while changed:
        changed = False
        spans: dict[int, list[int]] = {}
        for offset, head in enumerate(owner):
            if head is not None:
                spans.setdefault(head, []).append(offset)
        for head, places in spans.items():
            stretch = range(places[0], places[-1] + 1)
            if len(stretch) != len(places):
                for offset in stretch:
                    owner[offset] = head
                changed = True
                break
