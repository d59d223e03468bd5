"""``make validate``: the scores against people's judgement, beside naive references.

``python -m benchmarks.validate [FILE ...]`` measures the project's corpus, or only the files named
(``jsonl`` with the same fields). The part kept aside from tuning is measured by itself and never quoted.
Writes ``build/validate.json`` and ``build/validate.md``.
"""

import argparse
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks import fairness, naive, properties
from benchmarks.adverts import tables as advert_tables
from benchmarks.agreement import (
    area_under_curve,
    caught_at_five_percent,
    f1,
    interval,
    kappa,
    macro_f1,
    precision,
    quadratic_kappa,
    recall,
    share,
    within_one,
)
from benchmarks.bench import Bench
from benchmarks.feedback import table as feedback_table
from benchmarks.labelled import Lab, RememberingParser, Row, company_of, read_rows, shipped_paths
from benchmarks.lesson_rows import kept_aside
from benchmarks.notes import tables as note_tables
from benchmarks.properties import EACH
from benchmarks.readers import measure as measure_readers
from benchmarks.readers import table_of, written
from benchmarks.validate_page import Changed, Figure, Miss, Section, page, table
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.model.score import Answered, AnswerScore, Heard
from coach.scoring.parts import label_parts
from coach.scoring.reading import read_answer

OUT = Path("build")
LEVELS = ("star", "story", "research", "listening", "focus")
SWAPS = 6
STEP = 25
"""After how many answers it is said how far it has come."""
SAME_QUESTION = 0.6
"""Questions this much alike have answers that fit both, so that nothing is swapped between them."""

NAMED = {
    "tuned": "part for tuning",
    "held_out": "part kept aside",
    "unread": "lessons kept aside, by a writer of whom nothing was learned",
}


@dataclass
class Cases:
    """Cases of every measure of one part of the corpus; each pair is label first, found second."""

    levels: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: {name: [] for name in LEVELS})
    naive_levels: dict[str, list[tuple[int, int]]] = field(
        default_factory=lambda: {name: [] for name in LEVELS}
    )
    abstained: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))
    offs: dict[str, list[int]] = field(default_factory=dict)
    present: list[tuple[bool, bool]] = field(default_factory=list)
    naive_present: list[tuple[bool, bool]] = field(default_factory=list)
    clauses: list[tuple[str, str]] = field(default_factory=list)
    naive_clauses: list[tuple[str, str]] = field(default_factory=list)
    by_part: dict[str, list[tuple[bool, bool]]] = field(
        default_factory=lambda: {part: [] for part in naive.PARTS}
    )
    topic: list[tuple[bool, float]] = field(default_factory=list)
    naive_topic: list[tuple[bool, float]] = field(default_factory=list)
    flagged: list[tuple[bool, bool]] = field(default_factory=list)
    parts: list[tuple[bool, bool]] = field(default_factory=list)
    naive_parts: list[tuple[bool, bool]] = field(default_factory=list)
    kinds: list[bool] = field(default_factory=list)
    part_counts: list[bool] = field(default_factory=list)
    facts: list[tuple[bool, bool]] = field(default_factory=list)
    naive_facts: list[tuple[bool, bool]] = field(default_factory=list)
    asked: list[tuple[bool, bool]] = field(default_factory=list)
    naive_asked: list[tuple[bool, bool]] = field(default_factory=list)
    decoys: list[bool] = field(default_factory=list)
    naive_decoys: list[bool] = field(default_factory=list)
    classes: list[tuple[str, str]] = field(default_factory=list)
    presumption: list[tuple[bool, bool]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    writers: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def measure(lab: Lab, answers: list[Row], asked: list[Row], everybody: list[Row], console: Console) -> Cases:
    """Score rows and gather every comparison.

    Args:
        lab: The scorer.
        answers: Labelled answers.
        asked: Labelled candidates' questions.
        everybody: Rows whose questions are swapped in.
        console: Where to say how far it has come.

    Returns:
        The cases.
    """
    cases = Cases()
    for count, row in enumerate(answers):
        if count % STEP == 0:
            console.print(f"{count} of {len(answers)} answers", style="dim")
        score = lab.score(row)
        _levels(cases, row, score)
        _question(cases, row, score)
        _facts(cases, row, score)
        _structure(cases, lab, row)
        _topic(cases, lab, row, score, everybody)
    for row in asked:
        _asked(cases, lab, row)
    return cases


def _levels(cases: Cases, row: Row, score: AnswerScore) -> None:
    simple = naive.levels(row["answer"], row["question"], company_of(row))
    for name in LEVELS:
        label = row["labels"].get(name)
        if label is None:
            continue
        found = getattr(score, name)
        if found.level is None:
            cases.abstained[name] += 1
            cases.misses.append(Miss(3, name, label, 0, row, found.reason.id))
            continue
        cases.levels[name].append((label, found.level))
        cases.naive_levels[name].append((label, simple[name]))
        cases.writers.setdefault(f"{name}, writer {row.get('writer', 'A')}", []).append((label, found.level))
        for group in (row["speech"], *(["unpunctuated"] if "unpunctuated" in row.get("tags", ()) else [])):
            cases.offs.setdefault(f"{name} {group}", []).append(found.level - label)
        if found.level != label:
            cases.misses.append(
                Miss(abs(found.level - label), name, label, found.level, row, found.reason.id)
            )


def _question(cases: Cases, row: Row, score: AnswerScore) -> None:
    """Parts answered; for typed questions only where the reader found as many parts as the labeller."""
    labels = row["labels"]
    wanted, texts = labels.get("parts_answered") or [], labels.get("question_parts") or []
    if wanted and not row.get("question_id"):
        cases.kinds.append(score.question.kind.value == row["kind"])
        cases.part_counts.append(len(score.question.parts) == len(wanted))
    if len(score.listening.parts) != len(wanted):
        return
    for label, found, text in zip(wanted, score.listening.parts, texts, strict=True):
        cases.parts.append((label != "no", found.answered is not Answered.NO))
        cases.naive_parts.append((label != "no", naive.answered(row["answer"], text)))


def _facts(cases: Cases, row: Row, score: AnswerScore) -> None:
    company = company_of(row)
    if company is None or not score.research.applies:
        return
    wanted = set(row["labels"].get("facts_heard") or ())
    for index, (note, simple) in enumerate(
        zip(score.research.facts, naive.facts(row["answer"], company), strict=True)
    ):
        cases.facts.append((index in wanted, note.heard is Heard.YES))
        cases.naive_facts.append((index in wanted, simple))


def _structure(cases: Cases, lab: Lab, row: Row) -> None:
    """STAR parts on the answer as told, with each part left out, and with its parts shuffled."""
    labels = row["labels"]
    segments = [(part, text) for part, text in labels.get("segments") or ()]
    if labels.get("star") is None or not segments:
        return
    told = {part for part, _ in segments}
    shuffled = random.Random(row["id"]).sample(segments, len(segments))  # noqa: S311 - an order, not a secret
    variants = [(row["answer"], told), (" ".join(text for _, text in shuffled), told)]
    for left_out in sorted(told):
        text = row["answer"]
        for part, words in segments:
            text = text.replace(words, " ", 1) if part == left_out else text
        if len(told) > 1:
            variants.append((text, told - {left_out}))
    for text, wanted in variants:
        star = lab.score(row, text=text).star
        if star.level is None:
            continue
        for part in naive.PARTS:
            cases.by_part[part].append((part in wanted, part not in star.missing))
            cases.present.append((part in wanted, part not in star.missing))
            cases.naive_present.append((part in wanted, part in naive.parts(text)))
    _clauses(cases, lab, row, segments)


def _clauses(cases: Cases, lab: Lab, row: Row, segments: list[tuple[str, str]]) -> None:
    spans: list[tuple[int, int, str]] = []
    at = 0
    for part, words in segments:
        start = row["answer"].find(words, at)
        at = start + len(words)
        spans.append((start, at, part))
    context = read_answer(lab.request(row), lab.language)
    for each in label_parts(context):
        gold = next((part for start, end, part in spans if start <= each.clause.start < end), None)
        if gold is not None:
            place = each.clause.start / max(1, len(row["answer"]))
            cases.clauses.append((gold, each.part.value if each.part else "none"))
            cases.naive_clauses.append((gold, naive.part_by_place(place)))


def _topic(cases: Cases, lab: Lab, row: Row, own: AnswerScore, everybody: list[Row]) -> None:
    """The same answer under its own question and under others that ask for something else."""
    labels = row["labels"]
    if labels["off_topic"]:
        cases.topic.append((True, own.listening.off_topic_score))
        cases.naive_topic.append((True, naive.strangeness(row["answer"], row["question"])))
        cases.flagged.append((True, own.listening.off_topic))
    if labels["off_topic"] or (labels["listening"] or 0) < 3 or own.listening.level is None:
        return
    cases.topic.append((False, own.listening.off_topic_score))
    cases.naive_topic.append((False, naive.strangeness(row["answer"], row["question"])))
    cases.flagged.append((False, own.listening.off_topic))
    others = sorted({other["question"]: other for other in everybody}.items())
    vectors = lab.vectors.encode([text for text, _ in others])
    alike = vectors @ lab.vectors.encode([row["question"]])[0]
    far = [other for (_, other), cosine in zip(others, alike, strict=True) if cosine < SAME_QUESTION]
    for other in random.Random(row["id"]).sample(far, min(SWAPS, len(far))):  # noqa: S311 - a choice
        found = lab.score(row, question=lab.question(other)).listening
        cases.topic.append((True, found.off_topic_score))
        cases.naive_topic.append((True, naive.strangeness(row["answer"], other["question"])))
        cases.flagged.append((True, found.off_topic))


def _asked(cases: Cases, lab: Lab, row: Row) -> None:
    found = lab.scorer.judge_questions(row["text"])
    own = any(one.self_focused for one in found.questions)
    simple = naive.self_focused(row["text"])
    cases.asked.append((row["self_focused"], own))
    cases.naive_asked.append((row["self_focused"], simple))
    cases.presumption.append((row["presumption"], bool(found.presumption)))
    if found.questions:
        cases.classes.append((row["class"], found.questions[0].ask_class.value))
    if row["decoy"]:
        cases.decoys.append(own)
        cases.naive_decoys.append(simple)
    if own != row["self_focused"]:
        cases.misses.append(Miss(2, "asked", int(row["self_focused"]), int(own), row, "self_focused"))


Measure = tuple[str, list[Any], Callable[[Sequence[Any]], float], list[Any] | None, str]


def figures(cases: Cases) -> list[Figure]:
    """Every figure with its interval, the naive reference and the aim."""
    story = [(label >= 4, level >= 4) for label, level in cases.levels["story"]]
    naive_story = [(label >= 4, level >= 4) for label, level in cases.naive_levels["story"]]
    absent = [(not wanted, not found) for wanted, found in cases.present]
    naive_absent = [(not wanted, not found) for wanted, found in cases.naive_present]
    named: list[Measure] = []
    for name in LEVELS:
        pairs, simple = cases.levels[name], cases.naive_levels[name]
        named += [
            (f"{name}: quadratic kappa", pairs, quadratic_kappa, simple, "0.9 of the readers'"),
            (f"{name}: within one level", pairs, within_one, simple, ""),
        ]
    named += [
        ("star parts heard, F1", cases.present, f1, cases.naive_present, "0.90"),
        ("star parts missing, F1", absent, f1, naive_absent, "0.90"),
        *((f"  {part} heard, F1", pairs, f1, None, "0.90") for part, pairs in cases.by_part.items()),
        ("star clause labels, macro F1", cases.clauses, macro_f1, cases.naive_clauses, "0.75 spoken"),
        ("story or not, kappa", story, kappa, naive_story, "the readers'"),
        ("off-topic, AUC", cases.topic, area_under_curve, cases.naive_topic, "0.95"),
        ("off-topic, caught at 5 % false alarms", cases.topic, caught_at_five_percent, cases.naive_topic,
         "0.75"),
        ("off-topic flag, recall", cases.flagged, recall, None, ""),
        ("off-topic flag, precision", cases.flagged, precision, None, ""),
        ("parts answered, F1", cases.parts, f1, cases.naive_parts, "0.80"),
        ("parts not answered, F1", [(not a, not b) for a, b in cases.parts], f1,
         [(not a, not b) for a, b in cases.naive_parts], "0.80"),
        ("typed questions: kind read as labelled", cases.kinds, share, None, ""),
        ("typed questions: as many parts as labelled", cases.part_counts, share, None, ""),
        ("company facts heard, precision", cases.facts, precision, cases.naive_facts, "0.95"),
        ("company facts heard, recall", cases.facts, recall, cases.naive_facts, "0.80"),
        ("self-focused questions, precision", cases.asked, precision, cases.naive_asked, ""),
        ("self-focused questions, recall", cases.asked, recall, cases.naive_asked, "0.95"),
        ("self-focused, false alarms on decoys", cases.decoys, share, cases.naive_decoys, "at most 0.03"),
        ("question class, macro F1", cases.classes, macro_f1, None, "0.85"),
        ("presumption, precision", cases.presumption, precision, None, "0.90"),
        ("presumption, recall", cases.presumption, recall, None, ""),
    ]  # fmt: skip
    return [
        Figure(name, of(pairs) if pairs else float("nan"), interval(pairs, of), len(pairs),
               of(simple) if simple else None, aim)
        for name, pairs, of, simple, aim in named
    ]  # fmt: skip


def section(title: str, cases: Cases, *, quote: bool) -> Section:
    """What is shown of one part of the corpus; misses are quoted only of the part for tuning."""
    worst = sorted(cases.misses, key=lambda miss: (-miss.off, miss.dimension, miss.row["id"]))
    return Section(
        title=title,
        figures=figures(cases),
        confusions={
            name: [[pairs.count((a, b)) for b in range(1, 6)] for a in range(1, 6)]
            for name, pairs in cases.levels.items()
        },
        abstained=cases.abstained,
        offs=cases.offs,
        writers={
            name: (quadratic_kappa(pairs), within_one(pairs), len(pairs))
            for name, pairs in sorted(cases.writers.items())
        },
        misses=worst if quote else [],
    )


def _changed(lab: Lab, answers: list[Row], asked: list[Row], each: int, console: Console) -> Changed:
    """What changes to answers do, on rows of the part for tuning alone, since rows that fail are named."""
    bench = Bench(
        lab,
        [row for row in answers if not row.get("held_out")],
        [row for row in asked if not row.get("held_out")],
    )
    held = properties.measure(bench, each, console=console)
    console.print(properties.table_of(held))
    moved = fairness.measure(bench, each, console)
    console.print(fairness.table_of(moved))
    return Changed(held, moved)


def main() -> None:
    """Measure, print and write."""
    given = argparse.ArgumentParser(description="The scores against people's judgement.")
    given.add_argument("files", nargs="*", type=Path, help="labelled files; none for the project's own")
    given.add_argument("--only", choices=tuple(NAMED), help="one part of the corpus")
    given.add_argument("--misses", type=int, default=10, help="how many misses are quoted")
    given.add_argument(
        "--each", type=int, default=EACH, help="rows a property and a way of speaking; 0 for none"
    )
    arguments = given.parse_args()
    answers, asked = read_rows(arguments.files or shipped_paths())
    lab = Lab(RememberingParser(), MiniLmVectors(), MiniLmReader())
    console = Console()
    sections: dict[str, Section] = {}
    lessons = ([], []) if arguments.files else kept_aside()
    for name, title in NAMED.items():
        kept = name != "tuned"
        rows, theirs = (
            lessons
            if name == "unread"
            else ([row for row in each if bool(row.get("held_out")) == kept] for each in (answers, asked))
        )
        if arguments.only not in (None, name) or not (rows or theirs):
            continue
        console.print(f"scoring {len(rows)} answers and {len(theirs)} questions: {title} …", style="dim")
        everybody = rows if name == "unread" else answers
        cases = measure(lab, rows, theirs, everybody, console)
        sections[name] = section(
            f"{title}: {len(rows)} answers, {len(theirs)} questions", cases, quote=not kept
        )
        console.print(table(sections[name]))
    readers = [] if arguments.files else measure_readers()
    if readers:
        console.print(table_of(readers))
    for more in [] if arguments.files else [*advert_tables()[0], *note_tables(), feedback_table()]:
        console.print(more)
    changed = Changed()
    if arguments.each and arguments.only in (None, "tuned"):
        changed = _changed(lab, answers, asked, arguments.each, console)
    OUT.mkdir(exist_ok=True)
    data: dict[str, Any] = {name: found.as_data(arguments.misses) for name, found in sections.items()}
    data["readers"] = [written(one) for one in readers]
    data["properties"] = [asdict(one) for one in changed.properties]
    data["fairness"] = [asdict(one) for one in changed.fairness]
    (OUT / "validate.json").write_text(
        json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (OUT / "validate.md").write_text(
        page(list(sections.values()), arguments.misses, readers, changed), encoding="utf-8"
    )
    console.print(f"written to {OUT}/validate.json and {OUT}/validate.md", style="dim")


if __name__ == "__main__":
    main()
