"""How well STAR's parts and levels agree with labelled answers, beside labelling by position alone.

Usage: python -m benchmarks.star_accuracy LABELLED.jsonl ... [--graded GRADED.jsonl] [--json OUT] [--misses N]

A labelled row has ``segments`` with a part (``part`` or ``label``) and ``text``; with ``star`` and ``story``
its levels are compared as well. A graded row has ``question``, ``answer`` and a number ``score``.
Parts are judged on the answers as they are, with each part left out in turn, and with the segments shuffled
(seeded), since position alone does well on answers that come in order.
"""

import argparse
import json
import random
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.agreement import Counts, quadratic_kappa, rank_agreement
from benchmarks.naive import PARTS, part_by_place
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.language.ports import Language
from coach.language.spacy_parser import SpacyParser
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import ScoringRequest
from coach.scoring.context import AnswerContext
from coach.scoring.parts import label_parts
from coach.scoring.reading import read_answer
from coach.scoring.star import score_star
from coach.scoring.story import score_story


@dataclass(slots=True)
class Tally:
    """Counts of all parts in one setting."""

    present: dict[str, Counts] = field(default_factory=lambda: {part: Counts() for part in PARTS})
    absent: dict[str, Counts] = field(default_factory=lambda: {part: Counts() for part in PARTS})
    clauses: dict[str, Counts] = field(default_factory=lambda: {part: Counts() for part in PARTS})
    position: dict[str, Counts] = field(default_factory=lambda: {part: Counts() for part in PARTS})
    answers: int = 0


def segments_of(row: dict[str, Any]) -> list[tuple[str | None, str]]:
    """Part and text of each segment of a row, whatever its part is called."""
    found: list[tuple[str | None, str]] = []
    for segment in row["segments"]:
        name = (segment.get("part") or segment.get("label") or "").lower()
        found.append((name if name in PARTS else None, segment["text"].strip()))
    return found


def context_of(text: str, question: str, language: Language) -> AnswerContext:
    """Read an answer to a behavioural question."""
    part = QuestionPart(PartKind.INSTANCE, question)
    asked = Question(text=question, kind=QuestionKind.BEHAVIOURAL, parts=(part,))
    return read_answer(ScoringRequest(text=text, question=asked), language)


def count(tally: Tally, segments: list[tuple[str | None, str]], context: AnswerContext) -> None:
    """Compare one answer's parts with its labels."""
    tally.answers += 1
    spans: list[tuple[int, int, str | None]] = []
    at = 0
    for part, text in segments:
        spans.append((at, at + len(text), part))
        at += len(text) + 1
    wanted = {part for part, _ in segments}
    missing = set(score_star(context).missing)
    for part in PARTS:
        tally.present[part].add(wanted=part in wanted, found=part not in missing)
        tally.absent[part].add(wanted=part not in wanted, found=part in missing)
    for each in label_parts(context):
        gold = next((part for start, end, part in spans if start <= each.clause.start < end), None)
        if gold is None:
            continue
        place = each.clause.start / max(1, at)
        by_place = part_by_place(place)
        for part in PARTS:
            tally.clauses[part].add(wanted=gold == part, found=each.part == part)
            tally.position[part].add(wanted=gold == part, found=by_place == part)


def macro(counts: dict[str, Counts]) -> float:
    """Mean F1 over the parts."""
    return statistics.fmean(each.f1 for each in counts.values())


def measure_file(path: Path, language: Language, misses: int) -> dict[str, Any]:
    """Every figure on one file of labelled answers."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    tallies = {"as told": Tally(), "one part left out": Tally(), "shuffled": Tally()}
    levels: dict[str, list[tuple[int, int]]] = {"star": [], "story": []}
    worst: list[tuple[int, str]] = []
    for row in rows:
        told = segments_of(row)
        shuffled = random.Random(row["id"]).sample(told, len(told))  # noqa: S311 - an order, not a secret
        variants = [("as told", told), ("shuffled", shuffled)]
        for part in PARTS:
            rest = [segment for segment in told if segment[0] != part]
            if 0 < len(rest) < len(told):
                variants.append(("one part left out", rest))
        for name, segments in variants:
            text = " ".join(text for _, text in segments)
            context = context_of(text, row.get("question", ""), language)
            if any(part for part, _ in segments):
                count(tallies[name], segments, context)
            if name == "as told" and "star" in row:
                found = {"star": score_star(context).level or 0, "story": score_story(context).level or 0}
                for dimension, level in found.items():
                    levels[dimension].append((row[dimension], level))
                off = max(abs(row[dimension] - found[dimension]) for dimension in found)
                worst.append(
                    (off, f"{row['id']} wanted {row['star']}/{row['story']} found {found}: {text[:90]}")
                )
    result: dict[str, Any] = {"file": path.name, "rows": len(rows)}
    for name, tally in tallies.items():
        if not tally.answers:
            continue
        result[name] = {
            "answers": tally.answers,
            "present_f1": {part: round(tally.present[part].f1, 3) for part in PARTS},
            "absent_f1": {part: round(tally.absent[part].f1, 3) for part in PARTS},
            "clause_f1": {part: round(tally.clauses[part].f1, 3) for part in PARTS},
            "clause_macro_f1": round(macro(tally.clauses), 3),
            "position_only_macro_f1": round(macro(tally.position), 3),
        }
    for dimension, pairs in levels.items():
        if pairs:
            result[f"{dimension}_levels"] = {
                "answers": len(pairs),
                "quadratic_kappa": round(quadratic_kappa(pairs), 3),
                "exact": round(statistics.fmean(a == b for a, b in pairs), 3),
                "within_one": round(statistics.fmean(abs(a - b) <= 1 for a, b in pairs), 3),
            }
    result["misses"] = [text for off, text in sorted(worst, reverse=True)[:misses] if off]
    return result


def measure_graded(path: Path, language: Language) -> dict[str, Any]:
    """Rank agreement with numbers that others gave."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    star: list[tuple[float, float]] = []
    length: list[tuple[float, float]] = []
    for row in rows:
        if not isinstance(row.get("score"), int | float):
            continue
        context = context_of(row["answer"], row["question"], language)
        star.append((float(row["score"]), float(score_star(context).level or 0)))
        length.append((float(row["score"]), float(len(row["answer"].split()))))
    return {
        "file": path.name,
        "answers": len(star),
        "kendall_tau_star": round(rank_agreement(star), 3),
        "kendall_tau_length_alone": round(rank_agreement(length), 3),
    }


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("labelled", nargs="+", type=Path)
    arguments.add_argument("--graded", type=Path)
    arguments.add_argument("--json", type=Path)
    arguments.add_argument("--misses", type=int, default=10)
    given = arguments.parse_args()
    language = Language(SpacyParser(), MiniLmVectors(), MiniLmReader())
    results = [measure_file(path, language, given.misses) for path in given.labelled]
    if given.graded:
        results.append(measure_graded(given.graded, language))
    print(json.dumps(results, indent=2, ensure_ascii=False))
    if given.json:
        given.json.write_text(json.dumps(results, indent=2, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
