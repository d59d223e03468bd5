"""Learns what candidates' questions are about and who would have the benefit.

Usage: python -m benchmarks.learn_asked [--dry]

Learns from the questions in ``benchmarks/learning`` (written for this, never measured on), from frames filled
there with what jobs give, and from the part of the corpus that is for tuning. Prints, for each writer of the
corpus, what a head finds that has not seen that writer, beside the phrases of F5 alone; then writes
``assets/models/asked.npz``, learned from all. To be run again when phrases, cues, encoder or texts change.
"""

import argparse
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.agreement import area_under_curve, macro_f1, precision, recall, share
from benchmarks.labelled import Row, read_rows, shipped_paths
from benchmarks.reader_cases import LEARNED_FROM, lessons
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.scoring import asked_head
from coach.scoring.asked_head import CUE_WEIGHT, REACH, TARGETS, bare, blended, cues, own_benefit
from coach.scoring.focus_asked import LEAST_OWN, LEAST_PRESUMED, find_presumption
from coach.scoring.patterns import plain

LEARNING = Path("benchmarks/learning")
HEAD = Path("assets/models/asked.npz")
RIDGE = 0.1
UNREAD = ("A", "B", "C")
FRAMES = 300

Numbers = NDArray[np.float64]


def written() -> list[Row]:
    """The questions that were written to learn from."""
    rows: list[Row] = []
    for name in ("self", "fine", "presumption"):
        for line in (LEARNING / f"asked_{name}.txt").read_text(encoding="utf-8").splitlines():
            *flags, class_, text = line.split("\t")
            own = name == "self" or flags == ["S"]
            rows.append(_row(text, class_, own=own, presumption=name == "presumption"))
    return rows


def _row(text: str, class_: str, *, own: bool, presumption: bool = False) -> Row:
    return {"text": text, "class": class_, "self_focused": own, "presumption": presumption}


def framed() -> list[Row]:
    """Frames filled by chance, the same ones every time."""
    data = tomllib.loads((LEARNING / "asked_frames.toml").read_text(encoding="utf-8"))
    chance = random.Random(1)  # noqa: S311 - a choice, not a secret
    rows: list[Row] = []
    for name in ("self_focused", "fine"):
        filled: set[str] = set()
        while len(filled) < FRAMES:
            gain, other = chance.choice(data["gains"]), chance.choice(data["others"])
            filled.add(chance.choice(data[name]).format(gain=gain, other=other))
        own = name == "self_focused"
        rows += [_row(text, "practical" if own else "work", own=own) for text in sorted(filled)]
    return rows


def points_of(rows: Sequence[Row], vectors: MiniLmVectors) -> tuple[Numbers, Numbers]:
    """Vectors and cues of questions."""
    low = [plain(row["text"]) for row in rows]
    found = vectors.encode([bare(text) for text in low]).astype(np.float64)
    return found, np.asarray([cues(text) for text in low], dtype=np.float64)


def wanted_of(rows: Sequence[Row]) -> Numbers:
    """Shape ``(rows, targets)``, -1 or 1."""
    flags = [
        [row["self_focused"], row["presumption"], *(row["class"] == name for name in TARGETS[2:])]
        for row in rows
    ]
    return 2.0 * np.asarray(flags, dtype=np.float64) - 1.0


def likeness(one: Numbers, other: Numbers) -> Numbers:
    """The kernel between two sets of points."""
    apart = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None, :] - 2 * one @ other.T
    found: Numbers = np.exp(-REACH * np.maximum(apart, 0.0))
    return found


def fit(points: Numbers, wanted: Numbers) -> Numbers:
    """Weighted kernel ridge regression, both answers of each target weighing the same."""
    among = likeness(points, points)
    columns = []
    for column in wanted.T:
        yes = max(1.0, float((column > 0).sum()))
        weigh = np.where(column > 0, len(column) / 2 / yes, len(column) / 2 / max(1.0, len(column) - yes))
        columns.append(np.linalg.solve(among + np.diag(RIDGE / weigh), column))
    return np.stack(columns, axis=1)


def blend_of(sums: Numbers, read: Numbers, wanted: Numbers) -> Numbers:
    """For each target, logistic weights of likeness and reading, both answers weighing the same."""
    rows = []
    for target in range(len(TARGETS)):
        z = np.c_[sums[:, target], read[:, target], np.ones(len(sums))]
        y = (wanted[:, target] > 0).astype(np.float64)
        weigh = np.where(y == 1, len(y) / 2 / max(1.0, y.sum()), len(y) / 2 / max(1.0, (1 - y).sum()))
        weights = np.asarray([1.0, 0.1, 0.0])
        for _ in range(60):
            p = 1 / (1 + np.exp(-z @ weights))
            bend = (z * (weigh * p * (1 - p))[:, None]).T @ z + np.diag([1.0, 1.0, 1e-6])
            step = np.linalg.solve(bend, z.T @ (weigh * (p - y)) + np.asarray([1.0, 1.0, 0.0]) * weights)
            weights -= step
        rows.append(weights)
    return np.stack(rows)


def report(who: str, rows: Sequence[Row], found: Numbers) -> None:
    """What was found of one writer's questions."""
    wanted = [bool(row["self_focused"]) for row in rows]
    said = [bool(score > LEAST_OWN) for score in found[:, 0]]
    own, ruled = _pairs(wanted, said), _pairs(wanted, [own_benefit(plain(row["text"]))[0] for row in rows])
    taken = [bool(row["presumption"]) for row in rows]
    granted = _pairs(taken, [bool(score > LEAST_PRESUMED) for score in found[:, 1]])
    phrased = _pairs(taken, [bool(find_presumption(row["text"])) for row in rows])
    best = [TARGETS[2 + int(at)] for at in np.argmax(found[:, 2:], axis=1)]
    classes = [(row["class"], name) for row, name in zip(rows, best, strict=True)]
    curve = area_under_curve([(want, float(one)) for want, one in zip(wanted, found[:, 0], strict=True)])
    decoys = share([taken for row, taken in zip(rows, said, strict=True) if row["decoy"]])
    print(f"{who}: {len(rows)} questions, self-focused AUC {curve:.3f}, decoys taken {decoys:.3f}")
    for name, learned, phrases in (("self-focused", own, ruled), ("presumption", granted, phrased)):
        print(f"  {name}: learned precision {precision(learned):.2f} recall {recall(learned):.2f},", end=" ")
        print(f"phrases {precision(phrases):.2f} {recall(phrases):.2f}")
    for least in (0.5, 1.0, 1.5, 2.0):
        told = _pairs(wanted, [bool(score > least) for score in found[:, 0]])
        over = _pairs(taken, [bool(score > least) for score in found[:, 1]])
        lured = share(
            [bool(score > least) for row, score in zip(rows, found[:, 0], strict=True) if row["decoy"]]
        )
        print(f"  above {least}: {precision(told):.2f} / {recall(told):.2f}, decoys {lured:.3f};", end=" ")
        print(f"presumption {precision(over):.2f} / {recall(over):.2f}")
    print(f"  class: macro F1 {macro_f1(classes):.2f}, same {share([a == b for a, b in classes]):.2f}")


def _pairs(wanted: list[bool], found: list[bool]) -> list[tuple[bool, bool]]:
    return list(zip(wanted, found, strict=True))


def main() -> None:
    """Learn, print and write."""
    given = argparse.ArgumentParser(description="Learns about candidates' questions.")
    given.add_argument("--dry", action="store_true", help="write nothing")
    dry = given.parse_args().dry
    vectors, reader = MiniLmVectors(), MiniLmReader()
    _, asked = read_rows(shipped_paths())
    corpus = [row for row in asked if not row["held_out"]]
    corpus += [
        {**row, "writer": row["id"][0].upper()} for row in lessons("asked", LEARNED_FROM, held_out=False)
    ]
    own = written() + framed()
    rows = [*own, *corpus]
    encoded, found = points_of(rows, vectors)
    points, wanted = np.hstack([encoded, found * CUE_WEIGHT]), wanted_of(rows)
    writers = np.asarray(["" for _ in own] + [row["writer"] for row in corpus])
    sums = np.zeros_like(wanted)
    for who in UNREAD:
        unseen = writers == who
        sums[unseen] = likeness(points[unseen], points[~unseen]) @ fit(points[~unseen], wanted[~unseen])
    # The reader has learned from the lessons, so that the two are weighed on those whom neither has seen.
    unread = np.isin(writers, UNREAD)
    read = np.zeros_like(wanted)
    for index in np.flatnonzero(unread):
        read[index] = asked_head.read_rows(reader.read_asked(plain(rows[index]["text"])))
    for who in UNREAD:
        theirs, others = writers == who, unread & (writers != who)
        blend = blend_of(sums[others], read[others], wanted[others])
        mine = [row for row, writer in zip(rows, writers, strict=True) if writer == who]
        report(who, mine, blended(sums[theirs], read[theirs], blend))
    blend = blend_of(sums[unread], read[unread], wanted[unread])
    print(np.round(blend, 2).tolist())
    scale = float(np.abs(encoded).max()) / 127.0
    rounded = np.round(encoded / scale).astype(np.int8)
    points[:, : encoded.shape[1]] = rounded * scale
    weights = fit(points, wanted)
    if not dry:
        np.savez_compressed(
            HEAD, vectors=rounded, scale=np.float32(scale), cues=found.astype(np.uint8),
            weights=weights.astype(np.float32), blend=blend.astype(np.float32),
            made_by=np.asarray("python -m benchmarks.learn_asked"),
        )  # fmt: skip
        print(f"{len(rows)} questions, {HEAD.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
