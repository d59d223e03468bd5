"""Learns how measures of a told story come to a level for structure and for story.

Usage: python -m benchmarks.learn_levels [--dry]

Learns from the answers of the corpus that are for tuning and from ``star_story.jsonl``. Prints, for each
writer, the agreement of a model that has not seen that writer with the labels; then writes
``assets/rubric/level_weights.toml``, learned from all. To be run after ``learn_parts``.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.agreement import quadratic_kappa, within_one
from benchmarks.labelled import RememberingParser, Row, read_rows, shipped_paths
from benchmarks.learn_parts import OTHERS
from benchmarks.star_accuracy import context_of, segments_of
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.language.ports import Language
from coach.scoring.happenings import happenings
from coach.scoring.level_head import BESIDE, level_measures
from coach.scoring.parts import label_parts
from coach.scoring.whole import read_whole

WEIGHTS = Path("assets/rubric/level_weights.toml")
DIMENSIONS = ("star", "story")
RIDGE = 60.0
STRETCH = 1.2
MIDDLE = 3.2

Numbers = NDArray[np.float64]


def rows() -> Iterator[tuple[str, str, str, dict[str, int | None]]]:
    """Writer, question, answer and levels."""
    answers, _ = read_rows(shipped_paths())
    for row in answers:
        labels = row["labels"]
        if not row["held_out"] and labels.get("star") is not None:
            levels = {name: labels.get(name) for name in DIMENSIONS}
            yield row["writer"], row["question"], row["answer"], levels
    for line in OTHERS.read_text(encoding="utf-8").splitlines():
        other: Row = json.loads(line)
        text = " ".join(text for _, text in segments_of(other))
        yield "S", other["question"], text, {name: other[name] for name in DIMENSIONS}


def fit(x: Numbers, y: Numbers, names: list[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Ridge regression: means, spreads, and weights with the bias last; talk beside the story never helps."""
    means, spreads = x.mean(axis=0), np.maximum(x.std(axis=0), 0.05)
    z = np.c_[(x - means) / spreads, np.ones(len(x))]
    ridge = RIDGE * np.r_[np.ones(x.shape[1]), 0.0]
    beside = np.asarray([name.startswith(BESIDE) for name in names] + [False])
    while True:
        weights = np.linalg.solve(z.T @ z + np.diag(ridge), z.T @ y)
        helping = beside & (weights > 1e-6)
        if not helping.any():
            return means, spreads, weights
        ridge = np.where(helping, 1e9, ridge)


def levels_of(model: tuple[Numbers, Numbers, Numbers], x: Numbers) -> Numbers:
    """As the product's ``weighed_level``."""
    means, spreads, weights = model
    totals = np.c_[(x - means) / spreads, np.ones(len(x))] @ weights
    found: Numbers = np.clip(np.floor(MIDDLE + STRETCH * (totals - MIDDLE) + 0.5), 1, 5)
    return found


def main() -> None:
    """Learn, print and write."""
    given = argparse.ArgumentParser(description="Learns levels.")
    given.add_argument("--dry", action="store_true", help="write nothing")
    dry = given.parse_args().dry
    language = Language(RememberingParser(), MiniLmVectors(), MiniLmReader())
    found: list[tuple[str, dict[str, float], dict[str, int | None]]] = []
    for writer, question, text, levels in rows():
        context = context_of(text, question, language)
        found.append(
            (writer, level_measures(label_parts(context), happenings(context), read_whole(context)), levels)
        )
    names = list(found[0][1])
    out = ["# Learned, not written: what each measure of coach/scoring/level_head.py adds to a level."]
    out += ['made_by = "python -m benchmarks.learn_levels"', f"names = {json.dumps(names)}"]
    for dimension in DIMENSIONS:
        judged = [(writer, measures, levels[dimension]) for writer, measures, levels in found]
        kept = [(writer, measures, level) for writer, measures, level in judged if level is not None]
        x = np.asarray([[measures[name] for name in names] for _, measures, _ in kept])
        y = np.asarray([level for _, _, level in kept], dtype=np.float64)
        writers = np.asarray([writer for writer, _, _ in kept])
        for writer in sorted(set(writers)):
            ours = writers == writer
            unseen = levels_of(fit(x[~ours], y[~ours], names), x[ours])
            pairs = [(int(a), int(b)) for a, b in zip(y[ours], unseen, strict=True)]
            off = sum(b - a for a, b in pairs) / len(pairs)
            print(f"{dimension} {writer}: {len(pairs)} answers, kappa {quadratic_kappa(pairs):.3f},", end=" ")
            print(f"within one {within_one(pairs):.2f}, too high by {off:.2f}")
        means, spreads, weights = fit(x, y, names)
        out += ["", f"[{dimension}]", f"means = {_row(means)}", f"spreads = {_row(spreads)}"]
        out += [f"weights = {_row(weights[:-1])}", f"bias = {weights[-1]:.4f}"]
        out += [f"middle = {MIDDLE}", f"stretch = {STRETCH}"]
    if not dry:
        WEIGHTS.write_text("\n".join(out) + "\n", encoding="utf-8")


def _row(values: Numbers) -> str:
    return "[" + ", ".join(f"{value:.4f}" for value in values) + "]"


if __name__ == "__main__":
    main()
