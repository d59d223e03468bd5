"""Learns whether a stretch of an answer says a fact that the person noted on the employer.

Usage: python -m benchmarks.learn_facts [--dry]

Learns from the answers with notes of the corpus that are for tuning and from those of writer S; the reader
learned from none of them. Prints, for each writer, what weights find that have not seen that writer; then
writes ``assets/rubric/fact_weights.toml``, learned from all answers.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.agreement import precision, recall
from benchmarks.labelled import Lab, RememberingParser, company_of, read_rows, shipped_paths
from benchmarks.reader_cases import lessons
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.model.company import Company, Fact
from coach.model.question import Question, QuestionKind
from coach.model.score import ScoringRequest
from coach.scoring.fact_head import NAMES, measures
from coach.scoring.reading import read_answer
from coach.scoring.research import asks_about_employer
from coach.scoring.research_match import cut_stretches, fact_terms, pair_up

WEIGHTS = Path("assets/rubric/fact_weights.toml")
NOTED = "S"
"""Who wrote whole answers beside notes."""
RIDGE = 2.0
STEPS = 30

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One fact held against one answer."""

    writer: str
    wanted: bool
    measures: tuple[float, ...]


Noted = tuple[str, str, Question, Company, frozenset[int]]


def noted() -> Iterator[Noted]:
    """Writer, answer, question, notes, and which of them are told."""
    for row in read_rows(shipped_paths())[0]:
        company = None if row["held_out"] else company_of(row)
        question = Question(text=row["question"], kind=QuestionKind(row["kind"]), parts=())
        if company is not None and company.facts and asks_about_employer(question, company):
            told = frozenset(row["labels"]["facts_heard"] or ())
            yield row["writer"], row["answer"], question, company, told
    for row in lessons("noted", NOTED, held_out=False):
        question = Question(text=row["question"], kind=QuestionKind(row["kind"]), parts=())
        company = Company(name=row["company"], facts=tuple(map(Fact, row["facts"])))
        yield NOTED, row["answer"], question, company, frozenset(row["facts_heard"])


def cases_of(lab: Lab, one: Noted) -> Iterator[Case]:
    """Every noted fact with the measures of the stretch that is most like it."""
    writer, text, question, company, told = one
    context = read_answer(
        ScoringRequest(id="case", text=text, question=question, company=company), lab.language
    )
    stretches = cut_stretches(context, company)
    if not stretches:
        return
    found = measures(pair_up(context, company, stretches, fact_terms(context, company)))
    for index, best in enumerate(most_like(found)):
        yield Case(writer, index in told, tuple(float(value) for value in found[index, best]))


def most_like(found: Numbers) -> list[int]:
    """The stretch that each fact is most likely said in, before anything is learned."""
    rough = found[:, :, 0] + 4.0 * found[:, :, 1] + 0.5 * found[:, :, 2]
    return [int(index) for index in rough.argmax(axis=1)]


def fit(cases: list[Case]) -> tuple[Numbers, Numbers, Numbers]:
    """Logistic regression by Newton's steps: means, spreads, weights with the bias last."""
    points = np.asarray([case.measures for case in cases])
    wanted = np.asarray([case.wanted for case in cases], np.float64)
    means, spreads = points.mean(axis=0), points.std(axis=0) + 1e-6
    given = np.c_[(points - means) / spreads, np.ones(len(points))]
    ridge = np.diag([RIDGE] * points.shape[1] + [0.0])
    weights = np.zeros(given.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (likely - wanted) + ridge @ weights
        weights -= np.linalg.solve(given.T @ (given * (likely * (1 - likely))[:, None]) + ridge, slope)
    return means, spreads, weights


def sums_of(model: tuple[Numbers, Numbers, Numbers], cases: list[Case]) -> Numbers:
    """Log odds of each case."""
    means, spreads, weights = model
    points = np.asarray([case.measures for case in cases])
    sums: Numbers = np.c_[(points - means) / spreads, np.ones(len(points))] @ weights
    return sums


def main() -> None:
    """Learn, print and write."""
    given = argparse.ArgumentParser(description="Learns about facts.")
    given.add_argument("--dry", action="store_true", help="write nothing")
    dry = given.parse_args().dry
    lab = Lab(RememberingParser(), MiniLmVectors(), MiniLmReader())
    cases = [case for one in noted() for case in cases_of(lab, one)]
    told = np.zeros(len(cases))
    for who in sorted({case.writer for case in cases}):
        unseen = np.asarray([case.writer == who for case in cases])
        others = [case for case in cases if case.writer != who]
        theirs = [case for case in cases if case.writer == who]
        told[unseen] = sums_of(fit(others), theirs)
        for least in (-1.0, 0.0, 1.0, 2.0):
            heard = [bool(one > least) for one in told[unseen]]
            pairs = [(case.wanted, one) for case, one in zip(theirs, heard, strict=True)]
            print(
                f"{who} above {least}: precision {precision(pairs):.2f} recall {recall(pairs):.2f}", end="; "
            )
        print(f"{sum(case.wanted for case in theirs)} of {len(theirs)} told")
    means, spreads, weights = fit(cases)
    print(dict(zip(NAMES, np.round(weights, 2).tolist(), strict=False)))

    def row(values: Numbers) -> str:
        return "[" + ", ".join(f"{value:.4f}" for value in values) + "]"

    if not dry:
        WEIGHTS.write_text(
            "# Learned, not written: what each measure of coach/scoring/fact_head.py says of a fact.\n"
            'made_by = "python -m benchmarks.learn_facts"\n'
            f"names = {json.dumps(NAMES)}\nmeans = {row(means)}\nspreads = {row(spreads)}\n"
            f"weights = {row(weights[:-1])}\nbias = {weights[-1]:.4f}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
