"""Learns how to tell an answer to another question, from the part of the corpus that is for tuning.

Usage: python -m benchmarks.learn_topic

Writes ``assets/models/contrast.npz`` (the shipped questions and the first sentences of good answers to them,
as vectors) and ``assets/rubric/topic_weights.toml``. Genuine cases are answers labelled 3 or better in
listening; foreign ones are the same answers under other questions of the corpus. To be run again when the
banks, the encoder, the features or the corpus change. Prints what five-fold cross-validation gives.
"""

import json
import random
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.agreement import area_under_curve, caught_at_five_percent
from benchmarks.labelled import Lab, RememberingParser, Row, read_rows, shipped_paths
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.questions.bank import load_bank
from coach.resources import shipped_banks
from coach.scoring.listening import off_topic_features
from coach.scoring.reading import read_answer

CONTRAST = Path("assets/models/contrast.npz")
WEIGHTS = Path("assets/rubric/topic_weights.toml")
SWAPS = 8
SAME_QUESTION = 0.6
RIDGE = 100.0
FOLDS = 5

Numbers = NDArray[np.float64]
Model = tuple[Numbers, Numbers, Numbers]


def write_contrast(vectors: MiniLmVectors) -> None:
    """Encode the shipped questions and openings; float16 is exact enough for a cosine."""
    asked = [question for path in shipped_banks() for question in load_bank(path).questions]
    asked = [question for question in asked if question.sample_openings]
    texts = [(question.text, list(question.sample_openings)) for question in asked]
    openings = [opening for _, theirs in texts for opening in theirs]
    np.savez_compressed(
        CONTRAST,
        questions=vectors.encode([text for text, _ in texts]).astype(np.float16),
        openings=vectors.encode(openings).astype(np.float16),
        counts=np.asarray([len(theirs) for _, theirs in texts]),
        texts=np.frombuffer(json.dumps(texts).encode("utf-8"), dtype=np.uint8),
    )


def cases(lab: Lab, rows: list[Row]) -> tuple[list[dict[str, float]], list[bool], list[str]]:
    """Features of every genuine and every swapped case, whether it is foreign, and whose answer it is."""
    features: list[dict[str, float]] = []
    foreign: list[bool] = []
    whose: list[str] = []
    by_text = {row["question"]: row for row in rows}
    texts = sorted(by_text)
    vectors = lab.vectors.encode(texts)
    for row in rows:
        if row["labels"]["off_topic"] or row["labels"]["listening"] < 3:
            continue
        alike = vectors @ lab.vectors.encode([row["question"]])[0]
        far = [text for text, cosine in zip(texts, alike, strict=True) if cosine < SAME_QUESTION]
        chosen = random.Random(row["id"]).sample(far, min(SWAPS, len(far)))  # noqa: S311 - a choice
        for text in [row["question"], *chosen]:
            request = lab.request(row, question=lab.question(by_text[text]))
            found = off_topic_features(read_answer(request, lab.language))
            if found is not None:
                features.append(found)
                foreign.append(text != row["question"])
                whose.append(row["id"])
    return features, foreign, whose


def fit(x: Numbers, y: Numbers) -> Model:
    """Ridge logistic regression by Newton's method, both classes weighing the same."""
    means, spreads = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-3)
    z = np.c_[(x - means) / spreads, np.ones(len(x))]
    weigh = np.where(y == 1, len(y) / 2 / y.sum(), len(y) / 2 / (1 - y).sum())
    weights = np.zeros(z.shape[1])
    ridge = RIDGE * np.r_[np.ones(len(weights) - 1), 0.0]
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (weigh * (p - y)) + ridge * weights
        bend = (z * (weigh * p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return means, spreads, weights


def logits(model: Model, x: Numbers) -> Numbers:
    """How foreign each case is."""
    means, spreads, weights = model
    found: Numbers = np.c_[(x - means) / spreads, np.ones(len(x))] @ weights
    return found


def main() -> None:
    """Learn, print and write."""
    lab = Lab(RememberingParser(), MiniLmVectors(), MiniLmReader())
    write_contrast(lab.vectors)
    answers, _ = read_rows(shipped_paths())
    found, foreign, whose = cases(lab, [row for row in answers if not row["held_out"]])
    names = list(found[0])
    x = np.asarray([[each[name] for name in names] for each in found])
    y = np.asarray(foreign, dtype=np.float64)
    people = {who: index % FOLDS for index, who in enumerate(sorted(set(whose)))}
    fold = np.asarray([people[who] for who in whose])
    unseen = np.zeros(len(y))
    for each in range(FOLDS):
        unseen[fold == each] = logits(fit(x[fold != each], y[fold != each]), x[fold == each])
    pairs = [(bool(label), float(score)) for label, score in zip(y, unseen, strict=True)]
    genuine = np.sort(unseen[y == 0])
    print(f"{len(y)} cases of {len(people)} answers, cross-validated: AUC {area_under_curve(pairs):.3f},")
    print(f"caught at 5 % {caught_at_five_percent(pairs):.3f}; 95 in 100 genuine below", end=" ")
    print(f"{genuine[int(0.95 * len(genuine))]:.2f}")
    means, spreads, weights = fit(x, y)

    def row(values: Numbers) -> str:
        return "[" + ", ".join(f"{value:.4f}" for value in values) + "]"

    WEIGHTS.write_text(
        "# Learned, not written: how much each feature of coach/scoring/topic.py speaks for another one.\n"
        'made_by = "python -m benchmarks.learn_topic"\n'
        f"names = {json.dumps(names)}\nmeans = {row(means)}\nspreads = {row(spreads)}\n"
        f"weights = {row(weights[:-1])}\nbias = {weights[-1]:.4f}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
