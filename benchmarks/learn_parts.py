"""Learns which part of a story a clause is, and whether a part was told at all.

Usage: python -m benchmarks.learn_parts [--dry]

Learns from the stories of the corpus that are for tuning and from ``star_story.jsonl``, each as told, with
its parts shuffled and with each part left out, so that its place does not decide. Prints, for each writer,
what a model finds that has not seen that writer, beside the rules alone; then writes
``assets/models/parts.npz``, learned from all. To be run again when cues, clauses, rules or corpus change.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.agreement import f1, macro_f1
from benchmarks.labelled import RememberingParser, Row, read_rows, shipped_paths
from benchmarks.star_accuracy import context_of, segments_of
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.language.ports import Language
from coach.language.values import ClauseType
from coach.scoring.context import AnswerContext
from coach.scoring.part_cues import Cues, cues_of
from coach.scoring.part_head import (
    LABELS,
    features,
    placed_cues,
    possible,
    presence_features,
    reading_rows,
    word_rows,
    words_of,
)
from coach.scoring.part_rules import NEVER, PARTS, best_path, weigh
from coach.scoring.rubric import star_rubric
from coach.scoring.whole import read_whole

OTHERS = Path("tests/corpus/star_story.jsonl")
HEAD = Path("assets/models/parts.npz")
RIDGE = 5.0
STEPS = 150
CHANGED_WEIGHS = 0.35
NONE_WEIGHS = 0.5
LEAST_STORIES = 4
BIASES = (0.4, 0.0, 0.4, 0.2)
"""How much easier each part is held to be told than not: the best F1 on writers not learned from."""

Numbers = NDArray[np.float64]
Segments = list[tuple[str | None, str]]


@dataclass(eq=False)
class Case:
    """One story in one order.

    Args:
        writer: Who wrote it.
        story: Which.
        as_told: Whether nothing was moved or left out.
        told: The parts in it.
        labels: Of each clause; None between the parts.
        dropped: Labels of clauses that the rules pass over, which count as missed.
        ruled: What the rules alone say.
        rows: Features without words.
        words: Of each clause.
        never: Whether each clause can have no part.
        length: In words.
        context: The answer, read.
        cues: Of each clause.
    """

    writer: str
    story: str
    as_told: bool
    told: set[str]
    labels: list[str | None]
    dropped: list[str]
    ruled: list[str | None]
    rows: Numbers
    words: list[set[str]]
    never: list[bool]
    length: int
    context: AnswerContext
    cues: list[Cues]


def stories() -> Iterator[tuple[str, str, str, Segments, str | None]]:
    """Writer, id, question, segments, and the answer where there is talk between the segments."""
    answers, _ = read_rows(shipped_paths())
    for row in answers:
        if not row["held_out"] and row["labels"].get("star") is not None:
            told: Segments = [(part, text) for part, text in row["labels"].get("segments") or ()]
            yield row["writer"], row["id"], row["question"], told, row["answer"]
    for line in OTHERS.read_text(encoding="utf-8").splitlines():
        other: Row = json.loads(line)
        yield "S", other["id"], other["question"], segments_of(other), None


def variants(story: str, segments: Segments, full: str | None) -> Iterator[tuple[bool, str, Segments]]:
    """The story as told, shuffled, and without each of its parts."""
    yield True, full if full is not None else _joined(segments), segments
    if len(segments) < 2:
        return
    shuffled = random.Random(story).sample(segments, len(segments))  # noqa: S311 - an order, not a secret
    yield False, _joined(shuffled), shuffled
    for part in sorted({part for part, _ in segments if part}):
        rest = [segment for segment in segments if segment[0] != part]
        if rest:
            yield False, _joined(rest), rest


def _joined(segments: Segments) -> str:
    return " ".join(text for _, text in segments)


def cases() -> list[Case]:
    """Every story in every order, read."""
    language = Language(RememberingParser(), MiniLmVectors(), MiniLmReader())
    found: list[Case] = []
    for writer, story, question, segments, full in stories():
        for as_told, text, told in variants(story, segments, full):
            context = context_of(text, question, language)
            if placed_cues(_all_cues(context), star_rubric()):
                found.append(_case(writer, story, as_told, told, context))
    return found


def _all_cues(context: AnswerContext) -> list[Cues]:
    return [cues_of(clause, context.parse, star_rubric()) for clause in context.clauses]


def _case(writer: str, story: str, as_told: bool, told: Segments, context: AnswerContext) -> Case:  # noqa: FBT001
    rubric = star_rubric()
    every = _all_cues(context)
    placed = placed_cues(every, rubric)
    cues, readings = [every[index] for index in placed], read_whole(context).pieces
    spans: list[tuple[int, int, str | None]] = []
    at = 0
    for part, words in told:
        start = context.request.text.find(words, at)
        at = start + len(words)
        spans.append((start, at, part))
    ruled = best_path(weigh(cues, rubric), rubric)
    return Case(
        writer=writer,
        story=story,
        as_told=as_told,
        told={part for part, _ in told if part},
        labels=[_label(cue, spans) for cue in cues],
        dropped=[label for cue in every if cue not in cues and (label := _label(cue, spans))],
        ruled=[part.value if part else None for part in ruled],
        rows=np.hstack([features(cues, rubric), reading_rows([readings[index] for index in placed])]),
        words=[words_of(context.parse, cue) for cue in cues],
        never=[
            cue.clause.type in NEVER and not (cue.learned and cue.clause.type is ClauseType.HYPOTHETICAL)
            for cue in cues
        ],
        length=sum(cue.words for cue in cues),
        context=context,
        cues=cues,
    )


def _label(cue: Cues, spans: list[tuple[int, int, str | None]]) -> str | None:
    return next((part for start, end, part in spans if start <= cue.clause.start < end), None)


def vocabulary(found: Sequence[Case]) -> list[str]:
    """Words that stand in several stories by at least two writers."""
    seen: dict[str, set[tuple[str, str]]] = {}
    for case in found:
        for words in case.words if case.as_told else ():
            for word in words:
                seen.setdefault(word, set()).add((case.writer, case.story))
    return sorted(
        word
        for word, where in seen.items()
        if len(where) >= LEAST_STORIES and len({writer for writer, _ in where}) >= 2
    )


def rows_of(case: Case, words: dict[str, int]) -> Numbers:
    """Everything known of each clause of a story."""
    return np.hstack([case.rows, word_rows(case.context.parse, case.cues, words)])


def fit(found: Sequence[Case], words: dict[str, int]) -> Numbers:
    """Multinomial logistic regression with a ridge, by Nesterov's accelerated gradient."""
    x = np.vstack([rows_of(case, words) for case in found])
    z = np.hstack([x, np.ones((len(x), 1))]).astype(np.float32)
    y = np.asarray([LABELS.index(label or "none") for case in found for label in case.labels])
    weigh_ = np.asarray([1.0 if case.as_told else CHANGED_WEIGHS for case in found for _ in case.labels])
    counts = np.bincount(y, weights=weigh_, minlength=len(LABELS))
    rare = np.sqrt(counts.sum() / len(LABELS) / np.maximum(counts, 1.0))
    rare[-1] *= NONE_WEIGHS
    weigh_ = (weigh_ * rare[y]).astype(np.float32)
    wanted = np.eye(len(LABELS), dtype=np.float32)[y]
    bend = float(np.linalg.eigvalsh(((z * weigh_[:, None]).T @ z).astype(np.float64))[-1])
    pace = 1 / (0.5 * bend + RIDGE)
    weights = np.zeros((z.shape[1], len(LABELS)))
    before, speed = weights.copy(), 1.0
    for _ in range(STEPS):
        faster = (1 + (1 + 4 * speed**2) ** 0.5) / 2
        ahead = weights + (speed - 1) / faster * (weights - before)
        speed = faster
        sums = z @ ahead.astype(np.float32)
        grown = np.exp(sums - sums.max(axis=1, keepdims=True))
        off = weigh_[:, None] * (grown / grown.sum(axis=1, keepdims=True) - wanted)
        shrunk = ahead.copy()
        shrunk[-1] = 0.0
        before, weights = weights, ahead - pace * (z.T @ off + RIDGE * shrunk)
    return weights


def chances_of(case: Case, words: dict[str, int], weights: Numbers) -> Numbers:
    """How likely each clause is each part."""
    sums = rows_of(case, words) @ weights[:-1] + weights[-1]
    grown = np.exp(sums - sums.max(axis=1, keepdims=True))
    rows = grown / grown.sum(axis=1, keepdims=True)
    return np.asarray([possible(cue, tuple(row)) for cue, row in zip(case.cues, rows, strict=True)])


def presence_rows(case: Case, chances: Numbers) -> list[list[float]]:
    """Features of each part's presence."""
    may = chances[~np.asarray(case.never)]
    return [presence_features(may, column, case.length) for column in range(len(PARTS))]


def fit_presence(x: Numbers, y: Numbers) -> Numbers:
    """Ridge logistic regression by Newton's method on plain features; the bias is the last weight."""
    means, spreads = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-3)
    z = np.c_[(x - means) / spreads, np.ones(len(x))]
    weigh_ = np.sqrt(np.where(y == 1, len(y) / 2 / y.sum(), len(y) / 2 / (1 - y).sum()))
    weights, ridge = np.zeros(z.shape[1]), np.r_[np.ones(z.shape[1] - 1), 0.0]
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ weights))
        bend = (z * (weigh_ * p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-9)
        weights -= np.linalg.solve(bend, z.T @ (weigh_ * (p - y)) + ridge * weights)
    plain = weights[:-1] / spreads
    return np.r_[plain, weights[-1] - float(plain @ means)]


def report(name: str, found: Sequence[Case], chances: Sequence[Numbers], heard: Sequence[set[str]]) -> None:
    """Clause labels as told and shuffled, and parts heard in every order, beside the rules."""
    learned: list[tuple[str, str]] = []
    ruled: list[tuple[str, str]] = []
    parts: list[tuple[bool, bool]] = []
    by_rules: list[tuple[bool, bool]] = []
    for case, rows, said in zip(found, chances, heard, strict=True):
        if not case.told:
            continue
        best = [LABELS[int(at)] for at in rows[:, :-1].argmax(axis=1)]
        if case.as_told:
            learned += [(want, got) for want, got in zip(case.labels, best, strict=True) if want]
            learned += [(label, "none") for label in case.dropped]
            ruled += [(label, "none") for label in case.dropped]
            ruled += [
                (want, got or "none") for want, got in zip(case.labels, case.ruled, strict=True) if want
            ]
        parts += [(part.value in case.told, part.value in said) for part in PARTS]
        by_rules += [(part.value in case.told, part.value in case.ruled) for part in PARTS]
    missing = [(not want, not got) for want, got in parts]
    without = [(not want, not got) for want, got in by_rules]
    print(f"{name}: {len({case.story for case in found})} stories, clauses as told, macro F1", end=" ")
    print(f"{macro_f1(learned):.3f} (rules {macro_f1(ruled):.3f}); parts heard F1 {f1(parts):.3f}", end=" ")
    print(f"({f1(by_rules):.3f}), missing {f1(missing):.3f} ({f1(without):.3f})")


def main() -> None:
    """Learn, print and write."""
    given = argparse.ArgumentParser(description="Learns the parts of stories.")
    given.add_argument("--dry", action="store_true", help="write nothing")
    dry = given.parse_args().dry
    found = cases()
    words = {word: index for index, word in enumerate(vocabulary(found))}
    unseen: dict[int, Numbers] = {}
    for writer in sorted({case.writer for case in found}):
        weights = fit([case for case in found if case.writer != writer], words)
        for case in found:
            if case.writer == writer:
                unseen[id(case)] = chances_of(case, words, weights)
    rows = np.asarray([presence_rows(case, unseen[id(case)]) for case in found])
    told = np.asarray([[part.value in case.told for part in PARTS] for case in found], dtype=np.float64)
    writers = np.asarray([case.writer for case in found])
    for writer in sorted(set(writers)):
        ours = writers == writer
        heard: list[set[str]] = [set() for _ in range(int(ours.sum()))]
        for column, part in enumerate(PARTS):
            learned = fit_presence(rows[~ours, column], told[~ours, column])
            sums = rows[ours, column] @ learned[:-1] + learned[-1] + BIASES[column]
            for said, total in zip(heard, sums, strict=True):
                if total > 0:
                    said.add(part.value)
        theirs = [case for case in found if case.writer == writer]
        report(writer, theirs, [unseen[id(case)] for case in theirs], heard)
    presence = np.asarray([fit_presence(rows[:, at], told[:, at]) for at in range(len(PARTS))])
    presence[:, -1] += np.asarray(BIASES)
    if not dry:
        np.savez_compressed(
            HEAD,
            words=np.frombuffer(json.dumps(list(words)).encode("utf-8"), dtype=np.uint8),
            weights=fit(found, words).astype(np.float32),
            presence=presence.astype(np.float32),
            made_by=np.asarray("python -m benchmarks.learn_parts"),
        )
        print(f"{len(words)} words, {HEAD.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
