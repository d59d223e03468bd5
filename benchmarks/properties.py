"""The rubric's properties F7, 1 to 18: changes to an answer that must, or must not, change its levels.

``python -m benchmarks.properties [--each N] [--only NUMBER ...] [--broken]`` measures rows of the part for
tuning; ``benchmarks.validate`` takes the figures onto its page, and the tests hold a sample of them.
"""

import argparse
import random
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rich.console import Console
from rich.table import Table

from benchmarks import changes
from benchmarks.bench import NAMES, Bench
from benchmarks.labelled import Lab, RememberingParser, Row, read_rows, shipped_paths
from coach.feedback import make_feedback
from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.model.score import AnswerScore, AskClass, Span
from coach.testing.scored import spoken

EACH = 40
FAR = 0.6
"""Questions less alike than this have answers that do not fit both."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A property that holds for each answer.

    Args:
        number: As F7 counts them.
        wanted: What must hold.
        fits: Which rows it speaks of.
        broken: What is wrong with one row; empty where it holds.
        least: Share of the rows that it must hold for.
    """

    number: int
    wanted: str
    fits: Callable[[Row], bool]
    broken: Callable[[Bench, Row], str]
    least: float = 1.0


@dataclass(frozen=True, slots=True)
class Average:
    """A property of the mean change of level, over all dimensions that have one before and after."""

    number: int
    wanted: str
    changed: Callable[[Bench, Row], str]
    most: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a property did; ``broken`` names rows, or is the mean change for averages."""

    number: int
    wanted: str
    held: int
    cases: int
    broken: tuple[str, ...] = ()
    mean: float | None = None
    holds: bool = True


# ---------------------------------------------------------------- which rows


def any_row(row: Row) -> bool:
    return bool(row["answer"].strip())


def told(row: Row) -> bool:
    return (row["labels"].get("star") or 0) >= 3


def strong(row: Row) -> bool:
    return (row["labels"].get("star") or 0) >= 4 and (row["labels"].get("story") or 0) >= 4


def ends_with_result(row: Row) -> bool:
    segments = row["labels"].get("segments") or ()
    return told(row) and any(part == "result" for part, _ in segments)


def on_topic(row: Row) -> bool:
    return not row["labels"]["off_topic"] and row["labels"]["listening"] >= 3


def with_facts(row: Row) -> bool:
    return (row["labels"].get("research") or 0) >= 3


def with_names(row: Row) -> bool:
    return changes.renamed(row["answer"]) != row["answer"] and not row.get("company")


# ---------------------------------------------------------------- what is wrong


def raised(bench: Bench, row: Row, text: str, names: Iterable[str] = NAMES) -> str:
    """Dimensions that rose."""
    before, after = bench.before(row), bench.after(row, text)
    return _named(
        (name, before[name], after[name])
        for name in names
        if (was := before[name]) is not None and (after[name] or 0) > was
    )


def differing(bench: Bench, row: Row, text: str, names: Iterable[str] = NAMES) -> str:
    """Dimensions that changed."""
    before, after = bench.before(row), bench.after(row, text)
    return _named((name, before[name], after[name]) for name in names if before[name] != after[name])


def above(bench: Bench, row: Row, text: str, limits: dict[str, int]) -> str:
    """Dimensions that stand higher than they may."""
    before, after = bench.before(row), bench.after(row, text)
    return _named(
        (name, before[name], after[name]) for name, most in limits.items() if (after[name] or 0) > most
    )


def _named(found: Iterable[tuple[str, int | None, int | None]]) -> str:
    return ", ".join(f"{name} {was} to {now}" for name, was, now in found)


def _repeats(bench: Bench, row: Row) -> str:
    sentences = changes.sentences(row["answer"])
    again = random.Random(row["id"]).choice(sentences)  # noqa: S311 - a choice, not a secret
    text = row["answer"]
    return raised(bench, row, f"{text} {text}") or raised(bench, row, f"{text} {again}")


def _generalities(bench: Bench, row: Row) -> str:
    parts = bench.plain(row).question.parts
    topic = f"People often talk about {parts[0].text.rstrip('.?!')}. " if parts else ""
    text = f"{row['answer']} {topic}{changes.GENERALITIES}"
    return raised(bench, row, text, ("star", "story", "listening"))


def _without_result(bench: Bench, row: Row) -> str:
    results = [words for part, words in row["labels"]["segments"] if part == "result"]
    was = bench.before(row)["star"]
    limit = 3 if was is None or was < 4 else min(3, was - 1)
    return above(bench, row, changes.without(row["answer"], results), {"star": limit})


def _another_question(bench: Bench, row: Row) -> str:
    """Off topic, or at least lower than for its own question."""
    others = sorted({other["question"]: other for other in bench.rows}.items())
    alike = bench.lab.vectors.encode([text for text, _ in others]) @ bench.lab.vectors.encode(
        [row["question"]]
    )[0]  # fmt: skip
    far = [other for (_, other), cosine in zip(others, alike, strict=True) if cosine < FAR]
    other = random.Random(row["id"]).choice(far)  # noqa: S311 - a choice, not a secret
    was = bench.before(row)["listening"]
    now = bench.lab.score(row, question=bench.lab.question(other)).listening.level
    return "" if was is None or was == 1 or (now or 0) < was else f"listening {was} to {now}"


def _praise(bench: Bench, row: Row) -> str:
    """Sentences that show a fact, a requirement or a person give way to praise of the employer by name."""
    found = bench.plain(row).research
    spans = [*found.evidence, *(note.span for note in (*found.facts, *found.requirements, *found.people))]
    spans = [span for span in [*spans, *found.unverified] if span is not None]
    name = row["company"]["name"]
    praise = f"{name} has a great reputation and I really admire {name}."
    text = row["answer"]
    kept, at = [], 0
    for sentence in changes.sentences(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        touched = any(span.start < at and start < span.end for span in spans)
        kept.append(praise if touched else sentence)
    return above(bench, row, " ".join(kept), {"research": 2})


def _other_english(bench: Bench, row: Row) -> str:
    parser = bench.lab.parser
    text = changes.second_language(changes.historic_present(row["answer"], parser), parser)
    before, after = bench.before(row), bench.after(row, text)
    far = _named(
        (name, was, after[name])
        for name, was in before.items()
        if was is not None and abs((after[name] or 0) - was) > 1
    )
    lost = (before["story"] or 0) >= 4 and (after["story"] or 0) < 3
    return far or (f"story {before['story']} to {after['story']}" if lost else "")


def _twice(bench: Bench, row: Row) -> str:
    """Scored again by models that have read nothing before."""
    again = bench.fresh.score(bench.lab.request(row))
    return "" if again == bench.plain(row) else "not the same"


def _quotes(bench: Bench, row: Row) -> str:
    """Every stretch lies in the text, holds words, and has times in order within the sound."""
    text = " ".join(row["answer"].split())
    heard = spoken(text)
    request = replace(bench.lab.request(row, text=text), words=heard.words, duration_s=heard.duration_s)
    score = bench.lab.scorer.score(request)
    bad = [span for span in _spans(score) if not _is_sound(span, text, heard.duration_s)]
    return ", ".join(f"{span.start} to {span.end}" for span in bad)


def _spans(score: AnswerScore) -> list[Span]:
    found = [one.span for name in (*NAMES, "delivery") for one in getattr(score, name).evidence]
    notes = (*score.research.facts, *score.research.requirements, *score.research.people)
    listening = (*score.listening.parts, *score.listening.constraints, *score.listening.listened_for)
    found += [one.span for one in (*notes, *listening) if one.span is not None]
    found += [*score.research.unverified, *score.research.praise, *score.focus.presumption]
    found += [one.span for one in score.focus.questions]
    worked = make_feedback(score).worked
    return [*found, worked.span] if worked is not None else found


def _is_sound(span: Span, text: str, duration_s: float) -> bool:
    if not 0 <= span.start < span.end <= len(text) or not text[span.start : span.end].strip():
        return False
    if span.start_s is None or span.end_s is None:
        return False
    return 0.0 <= span.start_s < span.end_s <= duration_s


def _decoy(bench: Bench, row: Row) -> str:
    found = bench.lab.scorer.judge_questions(row["text"])
    own = [one for one in found.questions if one.self_focused or one.early]
    return f"focus {found.level}" if own or (found.level or 0) < 4 else ""


def is_decoy(row: Row) -> bool:
    """A question about the work that a list of words would take for one about pay or perks."""
    return bool(row["decoy"]) and row["class"] not in (AskClass.PRACTICAL.value, AskClass.OTHER.value)


EXACT = (
    Exact(1, "shell sentences raise nothing", any_row,
          lambda b, r: raised(b, r, f"{r['answer']} {changes.SHELL}")),
    Exact(2, "repeating raises nothing", any_row, _repeats),
    Exact(3, "a hundred words of generalities raise neither STAR, story nor listening", any_row,
          _generalities),
    Exact(4, "without its result STAR is 3 at most, and lower than before", ends_with_result,
          _without_result),
    Exact(5, "what one would do is at most 2 in STAR and story", strong,
          lambda b, r: above(b, r, changes.conditional(r["answer"], b.lab.parser), {"star": 2, "story": 2})),
    Exact(6, "told as we alone, STAR is 3 at most", told,
          lambda b, r: above(b, r, changes.shared(r["answer"]), {"star": 3})),
    Exact(7, "with all actions negated, STAR is 2 at most", strong,
          lambda b, r: above(b, r, changes.negated(r["answer"], b.lab.parser), {"star": 2})),
    Exact(8, "under another question listening falls", on_topic, _another_question, 0.75),
    Exact(9, "the question said first leaves listening as it was", on_topic,
          lambda b, r: differing(b, r, f"{r['question']} {r['answer']}", ("listening",))),
    Exact(10, "with praise in place of facts, research is 2 at most", with_facts, _praise),
    Exact(11, "hedges change nothing", any_row, lambda b, r: differing(b, r, changes.hedged(r["answer"]))),
    Exact(12, "historic present and second-language grammar: one level at most, a story stays one", any_row,
          _other_english),
    Exact(15, "names of other origins and genders change nothing", with_names,
          lambda b, r: differing(b, r, changes.renamed(r["answer"]))),
    Exact(16, "the same input gives the same score", any_row, _twice),
    Exact(17, "every stretch shown is in the answer, with its time", any_row, _quotes),
    Exact(18, "work questions that sound like perks keep focus at 4 or 5", is_decoy, _decoy),
)  # fmt: skip


def _misheard(share: float) -> Callable[[Bench, Row], str]:
    def changed(bench: Bench, row: Row) -> str:
        return bench.misheard.mishear(row["answer"], share, (row["id"], share))

    return changed


def _bare(bench: Bench, row: Row) -> str:  # noqa: ARG001 - as all changes are called
    return changes.bare(row["answer"])


AVERAGES = (
    Average(13, "5 % of words misheard", _misheard(0.05), 0.2),
    Average(13, "10 % of words misheard", _misheard(0.10), 0.3),
    Average(13, "20 % of words misheard", _misheard(0.20), 0.5),
    Average(14, "no punctuation, no capitals", _bare, 0.2),
)


def rows_for(bench: Bench, one: Exact | Average, each: int) -> list[Row]:
    """The rows that a property is tried on."""
    if isinstance(one, Average):
        return bench.chosen(any_row, each, (one.number, "mean"))
    if one.broken is _decoy:
        decoys = [row for row in bench.asked if is_decoy(row)]
        return random.Random(one.number).sample(decoys, min(each, len(decoys)))  # noqa: S311
    return bench.chosen(one.fits, each, one.number)


def tried(bench: Bench, one: Exact, each: int) -> Outcome:
    """How a property of each answer did."""
    rows = rows_for(bench, one, each)
    wrong = [(row["id"], one.broken(bench, row)) for row in rows]
    broken = tuple(f"{row_id}: {what}" for row_id, what in wrong if what)
    held = len(rows) - len(broken)
    return Outcome(one.number, one.wanted, held, len(rows), broken, holds=held >= one.least * len(rows))


def averaged(bench: Bench, one: Average, each: int) -> Outcome:
    """How far levels move on average, and how many rows stay as they were."""
    rows = rows_for(bench, one, each)
    moves: list[int] = []
    same = 0
    for row in rows:
        before, after = bench.before(row), bench.after(row, one.changed(bench, row))
        own = [
            abs(was - now)
            for was, now in zip(before.values(), after.values(), strict=True)
            if was is not None and now is not None
        ]
        moves += own
        same += not any(own)
    mean = statistics.fmean(moves) if moves else 0.0
    wanted = f"{one.wanted}: mean change at most {one.most}"
    return Outcome(one.number, wanted, same, len(rows), mean=mean, holds=mean <= one.most)


def measure(
    bench: Bench, each: int, only: Sequence[int] = (), console: Console | None = None
) -> list[Outcome]:
    """Try every property.

    Args:
        bench: The scorer and the rows.
        each: How many rows a property is tried on.
        only: Numbers of properties; all when empty.
        console: Where to say how far it has come.

    Returns:
        One outcome a property, in F7's order.
    """
    found: list[Outcome] = []
    for one in sorted((*EXACT, *AVERAGES), key=lambda each_one: each_one.number):
        if only and one.number not in only:
            continue
        found.append(tried(bench, one, each) if isinstance(one, Exact) else averaged(bench, one, each))
        if console is not None:
            last = found[-1]
            console.print(f"property {last.number}: held {last.held} of {last.cases}", style="dim")
    return found


def table_of(found: Sequence[Outcome]) -> Table:
    """For the terminal."""
    shown = Table(title="Properties (F7)")
    for heading in ("", "property", "held", "mean change", "as wanted"):
        shown.add_column(heading)
    for one in found:
        mean = "" if one.mean is None else f"{one.mean:.2f}"
        shown.add_row(
            str(one.number), one.wanted, f"{one.held} of {one.cases}", mean, "yes" if one.holds else "no"
        )
    return shown


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description="The rubric's properties over the labelled corpus.")
    given.add_argument("--each", type=int, default=EACH, help="rows a property")
    given.add_argument("--only", type=int, nargs="*", default=(), help="numbers of properties")
    given.add_argument("--broken", action="store_true", help="list the rows for which one does not hold")
    arguments = given.parse_args()
    answers, asked = read_rows(shipped_paths())
    bench = Bench(
        Lab(RememberingParser(), MiniLmVectors(), MiniLmReader()),
        [row for row in answers if not row.get("held_out")],
        [row for row in asked if not row.get("held_out")],
    )
    console = Console()
    found = measure(bench, arguments.each, arguments.only, console)
    console.print(table_of(found))
    if arguments.broken:
        for one in found:
            for line in one.broken:
                console.print(f"{one.number}  {line}", highlight=False)


if __name__ == "__main__":
    main()
