"""What an advert asks for, looked for in what the speaker does and did (the rubric's F3)."""

from coach.language.values import ClauseType, Subject
from coach.model.company import Company
from coach.model.score import Heard
from coach.scoring.context import AnswerContext
from coach.scoring.research_match import Hit, Stretch, distinctive, heard_term, research_rules


def match_requirements(
    context: AnswerContext, company: Company, stretches: tuple[Stretch, ...]
) -> tuple[Hit, ...]:
    """Find which requirements the speaker answers with something that they do or did.

    Args:
        context: The answer.
        company: The notes.
        stretches: The answer, cut.

    Returns:
        A hit a requirement; a mere row of the advert's words is none, for want of a verb of one's own.
    """
    limits = research_rules().match
    hits: list[Hit] = []
    for index, requirement in enumerate(company.requirements):
        vector = context.vectors.encode([requirement])[0]
        terms = distinctive(context.parser.parse(requirement).tokens, company)
        best: tuple[float, Stretch] | None = None
        for stretch in stretches:
            if stretch.asks or not _own_deed(context, stretch):
                continue
            cosine = float(stretch.vector @ vector)
            shared = sum(1 for term in terms if heard_term(term, stretch.terms))
            fits = (
                cosine >= limits.requirement_cosine
                or (shared >= limits.terms and cosine >= 0.2)
                or (shared >= 1 and cosine >= limits.weak_cosine)
            )
            if fits and (best is None or cosine > best[0]):
                best = (cosine, stretch)
        if best is not None:
            hits.append(Hit(index, Heard.YES, best[1]))
    return tuple(hits)


def _own_deed(context: AnswerContext, stretch: Stretch) -> bool:
    clauses = context.clauses[stretch.first : stretch.last + 1]
    return any(
        clause.verb and clause.subject in (Subject.I, Subject.WE) and not clause.negated
        and clause.type not in (ClauseType.ABSENT, ClauseType.SHELL)
        for clause in clauses
    )  # fmt: skip
