"""Learns whether a part of a question was answered, from the part of the corpus that is for tuning.

Usage: python -m benchmarks.learn_listening

Writes ``assets/rubric/listening_weights.toml``: two logistic regressions over
``coach.scoring.part_features``, whether a part was answered at all and whether in full. Cases are the
labelled answers, the same without punctuation, the same with their results or acts left out, and the same
under other questions, where no part is answered. To be run again when the features or the corpus change.
Prints what answers that were not learned from give, by question and by writer.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.agreement import area_under_curve, f1, quadratic_kappa
from benchmarks.labelled import ANSWERS, Lab, RememberingParser, Row, read_rows
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.model.question import PartKind, Question, QuestionKind
from coach.scoring.listening import part_features_of
from coach.scoring.reading import read_answer

WEIGHTS = Path("assets/rubric/listening_weights.toml")
RIDGE = 300.0
SWAPS = 3
UNLIKE = 0.5
"""Questions less alike than this have answers that do not fit both."""

SHARES = {"own": 1.0, "spoken": 0.6, "cut": 0.6, "swapped": 0.1}
"""What a case of each sort weighs beside a labelled answer as it is."""

LABELS = {"no": 0, "partly": 1, "yes": 2}

Numbers = NDArray[np.float64]


@dataclass
class Case:
    """An answer under a question: its features by part, and the label of each part."""

    row: Row
    sort: str
    question: Question
    features: list[dict[str, float]]
    labels: list[int]


def variants(row: Row, question: Question) -> Iterator[tuple[str, str, list[int]]]:
    """The answer as it is, without punctuation, and with its results or its acts left out."""
    labels = [LABELS[label] for label in row["labels"]["parts_answered"]]
    yield "own", row["answer"], labels
    yield "spoken", re.sub(r"[^\w\s'-]", "", row["answer"].lower()), labels
    segments = row["labels"].get("segments") or []
    if question.kind is not QuestionKind.BEHAVIOURAL or len({part for part, _ in segments}) < 2:
        return
    for part, kind in (("result", PartKind.OUTCOME), ("action", PartKind.METHOD)):
        text = row["answer"]
        for name, words in segments:
            text = text.replace(words, " ", 1) if name == part else text
        if text != row["answer"] and len(text.split()) > 8:
            without = [
                0 if one.kind is kind else label for one, label in zip(question.parts, labels, strict=True)
            ]
            yield "cut", " ".join(text.split()), without


def gather(lab: Lab, rows: list[Row]) -> list[Case]:
    """Every case of every row whose question is read with as many parts as were labelled."""
    questions = {question.text: question for question in lab.bank.values()}
    questions |= {row["question"]: lab.question(row) for row in rows}
    texts = sorted(questions)
    vectors = lab.vectors.encode(texts)
    cases: list[Case] = []

    def add(row: Row, sort: str, question: Question, text: str, labels: list[int]) -> None:
        context = read_answer(lab.request(row, question, text), lab.language)
        found = part_features_of(context)
        if found is not None:
            cases.append(Case(row, sort, question, found, labels))

    for row in rows:
        question = questions[row["question"]]
        if len(question.parts) != len(row["labels"]["parts_answered"]):
            continue
        for sort, text, labels in variants(row, question):
            add(row, sort, question, text, labels)
        if not row["labels"]["off_topic"]:
            alike = vectors @ lab.vectors.encode([row["question"]])[0]
            far = [text for text, cosine in zip(texts, alike, strict=True) if cosine < UNLIKE]
            for other in random.Random(row["id"]).sample(far, SWAPS):  # noqa: S311 - a choice, not a secret
                add(row, "swapped", questions[other], row["answer"], [0] * len(questions[other].parts))
    return cases


def fit(x: Numbers, y: Numbers, shares: Numbers) -> tuple[Numbers, float]:
    """Ridge logistic regression by Newton's method."""
    z = np.c_[x, np.ones(len(x))]
    weights = np.zeros(z.shape[1])
    ridge = RIDGE * np.r_[np.ones(len(weights) - 1), 0.0]
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (shares * (p - y)) + ridge * weights
        bend = (z * (shares * p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return weights[:-1], float(weights[-1])


@dataclass
class Table:
    """All parts of all cases as rows."""

    names: list[str]
    x: Numbers
    y: Numbers
    shares: Numbers
    whose: list[Case]
    means: Numbers
    spreads: Numbers


def tabulate(cases: list[Case]) -> Table:
    """One row a part, its features scaled as the product scales them."""
    names = sorted({name for case in cases for one in case.features for name in one})
    raw = np.asarray([[one.get(name, 0.0) for name in names] for case in cases for one in case.features])
    means, spreads = raw.mean(axis=0).round(4), np.maximum(raw.std(axis=0), 0.05).round(4)
    return Table(
        names=names,
        x=np.clip((raw - means) / spreads, -4, 4),
        y=np.asarray([label for case in cases for label in case.labels], np.float64),
        shares=np.asarray([SHARES[case.sort] for case in cases for _ in case.labels]),
        whose=[case for case in cases for _ in case.labels],
        means=means,
        spreads=spreads,
    )


def learn(table: Table, rows: NDArray[np.bool_]) -> list[tuple[Numbers, float]]:
    """Both regressions: answered at all; and in full, of what was answered."""
    heard = rows & (table.y > 0)
    return [
        fit(table.x[rows], (table.y[rows] > 0).astype(np.float64), table.shares[rows]),
        fit(table.x[heard], (table.y[heard] > 1).astype(np.float64), table.shares[heard]),
    ]


def check(table: Table, fold_of: Callable[[Case], int], title: str) -> None:
    """Print what each fold gives that was not learned from."""
    folds = np.asarray([fold_of(case) for case in table.whose])
    chances = np.zeros((len(table.y), 2))
    for fold in sorted(set(folds.tolist())):
        for column, (weights, bias) in enumerate(learn(table, folds != fold)):
            unseen = table.x[folds == fold] @ weights + bias
            chances[folds == fold, column] = 1 / (1 + np.exp(-unseen))
    own = np.asarray([case.sort == "own" for case in table.whose])
    heard, full = chances[own, 0], chances[own, 1]
    labels = table.y[own]
    order = area_under_curve(
        [(bool(label == 0), -float(one)) for label, one in zip(labels, heard, strict=True)]
    )
    print(f"{title}: {int(own.sum())} parts, AUC of a part not answered {order:.3f}")
    for least in (0.4, 0.45, 0.5, 0.55, 0.6):
        answered = f1(
            [(bool(label > 0), bool(one >= least)) for label, one in zip(labels, heard, strict=True)]
        )
        missed = f1([(bool(label == 0), bool(one < least)) for label, one in zip(labels, heard, strict=True)])
        kappas = [
            f"{quadratic_kappa(_levels(table, own, heard >= least, full >= enough)):.2f}"
            for enough in (0.45, 0.55, 0.65, 0.75)
        ]
        print(f"  heard from {least:.2f}: answered F1 {answered:.3f}, not answered F1 {missed:.3f},", end=" ")
        print(f"level kappa with full from 0.45, 0.55, 0.65, 0.75: {', '.join(kappas)}")


def _levels(
    table: Table, own: NDArray[np.bool_], heard: NDArray[np.bool_], full: NDArray[np.bool_]
) -> list[tuple[int, int]]:
    """Labelled levels beside those that follow from the parts alone."""
    parts: dict[str, list[int]] = {}
    labels: dict[str, int] = {}
    cases = [case for case, mine in zip(table.whose, own, strict=True) if mine]
    for case, some, all_of_it in zip(cases, heard, full, strict=True):
        parts.setdefault(case.row["id"], []).append(0 if not some else 2 if all_of_it else 1)
        labels[case.row["id"]] = case.row["labels"]["listening"]
    return [
        (labels[who], 2 if own[0] == 0 else 3 if own[0] == 1 or 0 in own else 4 if 1 in own else 5)
        for who, own in parts.items()
    ]


def main() -> None:
    """Learn, print and write."""
    lab = Lab(RememberingParser(), MiniLmVectors(), MiniLmReader())
    rows: list[Row] = []
    for path in sorted(ANSWERS.glob("*.jsonl")):
        writer = path.name[0] if path.name[1] == "_" else "a"
        rows += [{**row, "writer": writer} for row in read_rows([path])[0] if not row["held_out"]]
    cases = gather(lab, rows)
    print(f"{len(rows)} answers, cases: {dict(Counter(case.sort for case in cases))}")
    store(tabulate(cases))


def store(table: Table) -> None:
    """Check, learn from everything, and write."""
    check(table, lambda case: sum(map(ord, case.question.text)) % 5, "by question")
    check(table, lambda case: "abc".index(case.row["writer"]), "by writer")
    (heard, heard_bias), (full, full_bias) = learn(table, np.ones(len(table.y), dtype=bool))

    def row(values: Numbers) -> str:
        return "[" + ", ".join(f"{value:.4f}" for value in values) + "]"

    WEIGHTS.write_text(
        "# Learned, not written: how much each feature of coach/scoring/part_features.py speaks for a part\n"
        "# being answered at all, and for its being answered in full.\n"
        'made_by = "python -m benchmarks.learn_listening"\n'
        f"names = {json.dumps(table.names)}\nmeans = {row(table.means)}\nspreads = {row(table.spreads)}\n"
        f"heard = {row(heard)}\nheard_bias = {heard_bias:.4f}\n"
        f"full = {row(full)}\nfull_bias = {full_bias:.4f}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
