"""Tries whether learned weights find the noted facts in an answer better than the rules of F3 do.

Usage: python -m benchmarks.learn_facts

Reads the part of the corpus for tuning and prints, for each writer, what weights find that have not seen that
writer, beside the rules. Nothing is written: the gain was too small for the product so far (DECISIONS.md).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.agreement import precision, recall
from benchmarks.labelled import Lab, RememberingParser, Row, company_of, read_rows, shipped_paths
from coach.language.onnx_vectors import MiniLmVectors
from coach.model.company import Company
from coach.model.question import Question, QuestionKind
from coach.model.score import Heard, ScoringRequest
from coach.scoring.reading import read_answer
from coach.scoring.research import asks_about_employer
from coach.scoring.research_match import (
    _heard_term,
    _own_terms,
    _somebody_else,
    _unnamed,
    cut_stretches,
    distinctive,
    match_facts,
    research_rules,
)

RIDGE = 1.0
STEPS = 30
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8)
UNRELATED = 8
"""Measures in a case; the two that need facts of other companies stand last."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One fact held against one answer."""

    writer: str
    wanted: bool
    rules: bool
    differs: bool
    measures: tuple[float, ...]


def cases_of(lab: Lab, row: Row, company: Company, others: NDArray[np.float32]) -> list[Case]:
    """Every noted fact of a row with the measures of the stretch that is most like it."""
    question = Question(text=row["question"], kind=QuestionKind(row["kind"]), parts=())
    if not asks_about_employer(question, company):
        return []
    request = ScoringRequest(id=row["id"], text=row["answer"], question=question, company=company)
    context = read_answer(request, lab.parser, lab.vectors)
    stretches = cut_stretches(context, company)
    said = {hit.index: hit.heard for hit in match_facts(context, company, stretches)}
    vectors = lab.vectors.encode([_unnamed(fact.text, company) for fact in company.facts])
    terms = _own_terms([distinctive(lab.parser.parse(fact.text).tokens, company) for fact in company.facts])
    praise = lab.vectors.encode(research_rules().praise.prototypes)
    cases: list[Case] = []
    for index in range(len(company.facts)):
        found = [(-9.0, (0.0,) * UNRELATED)]
        for stretch in stretches:
            if _somebody_else(context, stretch, company):
                continue
            near = vectors @ stretch.vector
            own = float(near[index])
            shared = sum(_heard_term(term, stretch.terms) for term in terms[index])
            over_praise = own - float(np.max(praise @ stretch.vector))
            rest = np.delete(near, index)
            afar = others @ stretch.vector
            measures = (
                own, float(min(shared, 3)), shared / max(1, len(terms[index])),
                own - float(rest.max() if rest.size else 0.0), over_praise, float(stretch.asks),
                own - float(afar.max()), (own - float(afar.mean())) / (float(afar.std()) + 0.02),
            )  # fmt: skip
            found.append((own + 0.1 * shared + 0.3 * over_praise, measures))
        heard = said.get(index)
        wanted = index in (row["labels"]["facts_heard"] or ())
        best = max(found)[1]
        cases.append(Case(row["writer"], wanted, heard is Heard.YES, heard is Heard.DIFFERS, best))
    return cases


def learned(points: Numbers, wanted: Numbers, unseen: Numbers) -> Numbers:
    """Logistic regression by Newton's steps, and how likely it takes points that it has not seen."""
    middle, spread = points.mean(axis=0), points.std(axis=0) + 1e-6
    given = np.c_[(points - middle) / spread, np.ones(len(points))]
    ridge = np.diag([RIDGE] * points.shape[1] + [0.0])
    weights = np.zeros(given.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (likely - wanted) + ridge @ weights
        weights -= np.linalg.solve(given.T @ (given * (likely * (1 - likely))[:, None]) + ridge, slope)
    told: Numbers = 1 / (1 + np.exp(-np.c_[(unseen - middle) / spread, np.ones(len(unseen))] @ weights))
    return told


def report(name: str, cases: list[Case], said: list[bool]) -> None:
    """Precision and recall of each writer's facts and of all."""
    line = []
    for who in (*sorted({case.writer for case in cases}), "all"):
        pairs = [(c.wanted, s) for c, s in zip(cases, said, strict=True) if who in (c.writer, "all")]
        heard = sum(wanted for wanted, _ in pairs)
        line.append(f"{who} {precision(pairs):.2f} {recall(pairs):.2f} ({heard} of {len(pairs)} told)")
    print(f"{name:20}", "; ".join(line))


def main() -> None:
    """Measure and print."""
    lab = Lab(RememberingParser(), MiniLmVectors())
    rows = [(row, company_of(row)) for row in read_rows(shipped_paths())[0] if not row["held_out"]]
    noted = [(row, company) for row, company in rows if company is not None and company.facts]
    everyone = {(c.name, fact.text): _unnamed(fact.text, c) for _, c in noted for fact in c.facts}
    cases: list[Case] = []
    for row, company in noted:
        others = lab.vectors.encode([text for (name, _), text in everyone.items() if name != company.name])
        cases += cases_of(lab, row, company, others)
    print("precision and recall, company facts heard, tuning part; weights have not seen the writer")
    report("rules", cases, [case.rules for case in cases])
    points = np.asarray([case.measures for case in cases])
    wanted = np.asarray([case.wanted for case in cases], dtype=np.float64)
    for size, name in ((UNRELATED - 2, "learned"), (UNRELATED, "with other facts")):
        told = np.zeros(len(cases))
        for who in {case.writer for case in cases}:
            unseen = np.asarray([case.writer == who for case in cases])
            told[unseen] = learned(points[~unseen, :size], wanted[~unseen], points[unseen, :size])
        for least in THRESHOLDS:
            said = [bool(one > least) and not c.differs for one, c in zip(told, cases, strict=True)]
            report(f"{name} {least}", cases, said)


if __name__ == "__main__":
    main()
