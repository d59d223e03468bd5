"""Learns what kind of question a person typed.

Usage: python -m benchmarks.learn_kinds

Learns from the shipped questions, from those that the phrases are tested with, from those of the corpus that
are for tuning, and from the lessons. Prints for each writer how many are read as labelled by phrases and by
what was learned of the other writers; then writes ``assets/models/kinds.npz``, learned from all. To be run
again when phrases, encoder or texts change.
"""

import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled import read_rows, shipped_paths
from benchmarks.reader_cases import LEARNED_FROM, lessons
from coach.language.onnx_vectors import MiniLmVectors
from coach.language.spacy_parser import SpacyParser
from coach.model.question import QuestionKind
from coach.questions.bank import load_bank
from coach.resources import shipped_banks
from coach.scoring.kind_head import KINDS, inputs, settle
from coach.scoring.question_reading import read_question

HEAD = Path("assets/models/kinds.npz")
PHRASED = Path("tests/coach/scoring/questions.toml")
RIDGE = 3e-4
STEPS = 300
RATE = 0.1

Numbers = NDArray[np.float64]


def labelled() -> dict[str, tuple[str, QuestionKind]]:
    """Each question with its writer and its kind."""
    found: dict[str, tuple[str, QuestionKind]] = {}
    for row in read_rows(shipped_paths())[0]:
        if not row["held_out"]:
            found[row["question"]] = (row["writer"], QuestionKind(row["kind"]))
    for row in lessons("parts", LEARNED_FROM, held_out=False):
        found[row["question"]] = (row["id"][0].upper(), QuestionKind(row["kind"]))
    for row in tomllib.loads(PHRASED.read_text(encoding="utf-8"))["question"]:
        found[row["ask"]] = ("phrases", QuestionKind(row["kind"]))
    for path in shipped_banks():
        for question in load_bank(path).questions:
            found[question.text] = ("banks", question.kind)
    return found


def fit(points: Numbers, wanted: NDArray[np.intp]) -> Numbers:
    """Multinomial logistic regression by Adam's steps, rare kinds weighing more."""
    weights = np.zeros((points.shape[1], len(KINDS)))
    aims = np.eye(len(KINDS))[wanted]
    counts = np.maximum(np.bincount(wanted, minlength=len(KINDS)), 1)
    shares = np.sqrt(len(wanted) / len(KINDS) / counts)[wanted][:, None]
    ridge = RIDGE * np.r_[np.ones(points.shape[1] - 1), 0.0][:, None]
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        chances = _softmax(points @ weights)
        slope = points.T @ ((chances - aims) * shares) / len(wanted) + ridge * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def _softmax(sums: Numbers) -> Numbers:
    grown = np.exp(sums - sums.max(axis=1, keepdims=True))
    found: Numbers = grown / grown.sum(axis=1, keepdims=True)
    return found


def main() -> None:
    """Learn, print and write."""
    rows, parser = labelled(), SpacyParser()
    texts = list(rows)
    ruled = [read_question(text, parser).kind for text in texts]
    points = inputs(MiniLmVectors().encode(texts), ruled)
    wanted = np.asarray([KINDS.index(kind) for _, kind in rows.values()])
    writers = np.asarray([writer for writer, _ in rows.values()])
    said = np.asarray([KINDS.index(kind) for kind in ruled])
    for who in sorted(set(writers.tolist())):
        unseen = writers == who
        sums = points[unseen] @ fit(points[~unseen], wanted[~unseen])
        theirs = [kind for kind, mine in zip(ruled, unseen, strict=True) if mine]
        found = np.asarray([KINDS.index(settle(row, kind)) for row, kind in zip(sums, theirs, strict=True)])
        print(
            f"{who}: {int(unseen.sum())} questions, by phrases {(said == wanted)[unseen].mean():.2f}", end=""
        )
        print(f", with what was learned {(found == wanted[unseen]).mean():.2f}")
    weights = fit(points, wanted).astype(np.float32)
    np.savez_compressed(HEAD, weights=weights, made_by=np.asarray("python -m benchmarks.learn_kinds"))
    print(f"{len(texts)} questions, {HEAD.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
