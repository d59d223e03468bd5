"""Names that were noted, looked for in an answer: people, and the employer's own (the rubric's F3)."""

from rapidfuzz import fuzz

from coach.model.company import Company, Person
from coach.model.score import Heard
from coach.scoring.context import AnswerContext
from coach.scoring.patterns import plain
from coach.scoring.research_match import research_rules


def match_person(context: AnswerContext, person: Person) -> tuple[Heard, tuple[int, int] | None]:
    """Find whether a name was said, or nearly.

    Args:
        context: The answer.
        person: The name as it is written, and as it is said.

    Returns:
        ``WRONG`` with its place for a near miss; ``NO`` without a place when nothing like it was heard.
    """
    names = [name for name in (plain(person.name), plain(person.said)) if name]
    near: tuple[float, tuple[int, int]] | None = None
    for name in names:
        heard, ratio, place = _best_place(context, name)
        if heard:
            return Heard.YES, place
        if place is not None and (near is None or ratio > near[0]):
            near = (ratio, place)
    if near is not None:
        return Heard.WRONG, near[1]
    return _piece_of_name(context, names)


def _best_place(context: AnswerContext, name: str) -> tuple[bool, float, tuple[int, int] | None]:
    """The words most like a whole name: whether they are it, how like, and where; no place when unlike."""
    limits = research_rules().match
    tokens, size = context.parse.tokens, len(name.split())
    best: tuple[float, tuple[int, int] | None] = (0.0, None)
    for first in range(len(tokens) - size + 1):
        group = tokens[first : first + size]
        place = (group[0].start, group[-1].end)
        ratio = fuzz.ratio(name, plain(context.request.text[place[0] : place[1]]))
        named = all(token.pos == "PROPN" for token in group) and len(name) >= 4
        if ratio > best[0] and (ratio >= limits.same_name or (named and ratio >= limits.near_name)):
            best = (ratio, place)
    return best[0] >= limits.same_name, best[0], best[1]


def _piece_of_name(context: AnswerContext, names: list[str]) -> tuple[Heard, tuple[int, int] | None]:
    """A first or last name alone is right; beside another name than the noted one it is wrong."""
    tokens = context.parse.tokens
    pieces = {piece for name in names for piece in name.split() if len(piece) >= 4}
    for index, token in enumerate(tokens):
        if not any(
            fuzz.ratio(piece, plain(token.text)) >= research_rules().match.same_name for piece in pieces
        ):
            continue
        beside = [
            tokens[i] for i in (index - 1, index + 1) if 0 <= i < len(tokens) and tokens[i].pos == "PROPN"
        ]
        title = {"mr", "mrs", "ms", "miss", "dr", "mr.", "mrs.", "ms.", "dr.", "professor"}
        other = [one for one in beside if plain(one.text) not in title]
        heard = Heard.WRONG if other else Heard.YES
        ends = [token, *other]
        return heard, (min(one.start for one in ends), max(one.end for one in ends))
    return Heard.NO, None


def find_name(context: AnswerContext, company: Company) -> tuple[int, int] | None:
    """Find where the company's name is said, as the recogniser may have spelt it.

    Args:
        context: The answer.
        company: The notes.

    Returns:
        The first place; None when it was not said or is not noted.
    """
    if not company.name:
        return None
    place = match_person(context, Person(name=company.name))
    return place[1] if place[0] in (Heard.YES, Heard.WRONG) else None
