"""Trains the reader: all-MiniLM-L6-v2 with a head for each task, on texts that were written for this.

Usage: python -m benchmarks.learn_reader [--epochs 4] [--out FILE]

Needs the packages of ``requirements-learn.in`` beside the project's own; nothing of them runs in the product.
Took 41 minutes on two cores that know bfloat16 and had other work. Writes ``assets/models/reader.onnx`` and
``reader_heads.npz``; the digest that it prints belongs into
``coach/language/onnx_reader.py``. Then ``learn_parts``, ``learn_levels``, ``learn_topic``,
``learn_listening``, ``learn_facts`` and ``learn_asked`` are to be run again, in this order, since they weigh
what the reader says.
"""

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from benchmarks.reader_cases import (
    LABELS,
    LEARNED_FROM,
    Answer,
    Asked,
    Cases,
    Note,
    Pieces,
    gather,
    without_marks,
)
from benchmarks.reader_network import (
    FIRST,
    LAST,
    WIDTH,
    Network,
    encode,
    encode_answer,
    export,
    ids_of,
    note_inputs,
    part_inputs,
    read_texts,
    run,
    topic_inputs,
)
from coach.language.onnx_reader import (
    ASKED_TOKENS,
    MODEL_FILE,
    NOTE_TOKENS,
    QUESTION_TOKENS,
    SAID_TOKENS,
)
from coach.language.spacy_parser import SpacyParser

OUT = Path("assets") / MODEL_FILE
RATE, HEAD_RATE = 1e-4, 1e-3
ANSWERS_A_STEP, SHORT_A_STEP = 32, 48
SCALE = 20.0
"""What a cosine is multiplied with where the likeliest is to win."""
SPARED = 6
"""Of so many notes one is not learned from, so that something is left to look at while changing this."""
SPOKEN = 0.3
"""Share of texts that are shown without marks and capitals."""
AMONG = 0.2
"""Share of the texts beside a note that are shown with another text beside them."""
UNLIKE = 0.5
"""Questions less alike than this have answers that do not fit both."""

Chance = random.Random
Alike = Callable[[str, str], bool]
"""Whether two questions may have the same answers."""


Shown = tuple[Answer, Pieces, float]
"""An answer, the clauses that are shown of it, and what its parts weigh."""


def answers_loss(network: Network, batch: Sequence[Shown], alike: Alike) -> Tensor:
    rows = [encode_answer(pieces) for _, pieces, _ in batch]
    states, whole = run(network, [row.ids for row in rows])
    states = network.drop(states)
    asked, parts = _asked_vectors(network, [case for case, _, _ in batch])
    clauses = [
        nn.functional.normalize(torch.stack([own[start:end].mean(0) for start, end in row.places]), dim=-1)
        for own, row in zip(states, rows, strict=True)
    ]
    loss = _parts_loss(network, batch, clauses, whole, (asked, parts))
    topic = network.topic(topic_inputs(asked, whole))
    known = [index for index, (case, _, _) in enumerate(batch) if case.off_topic is not None]
    if known:
        off = torch.tensor([float(bool(batch[index][0].off_topic)) for index in known])
        loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(topic[known, 0], off)
    loss = loss + _contrast_loss(network, batch, asked, whole, alike)
    told = network.told(torch.cat([WIDTH**0.5 * whole, states[:, 0]], dim=1))
    for found, name in ((topic[:, 1], "listening"), (told[:, 0], "star"), (told[:, 1], "story")):
        levels = {index: getattr(case, name) for index, (case, _, _) in enumerate(batch)}
        known = [index for index, level in levels.items() if level is not None]
        if known:
            level = torch.tensor([(levels[index] - 1) / 4 for index in known])
            loss = loss + 2.0 * ((torch.sigmoid(found[known]) - level) ** 2).mean()
    labels = torch.full(states.shape[:2], -100)
    for index, row in enumerate(rows):
        labels[index, : len(row.labels)] = torch.tensor(row.labels)
    if bool((labels >= 0).any()):
        tags = network.tags(states).reshape(-1, len(LABELS))
        loss = loss + nn.functional.cross_entropy(
            tags, labels.reshape(-1), ignore_index=-100, label_smoothing=0.03
        )
    return loss


def _asked_vectors(network: Network, cases: Sequence[Answer]) -> tuple[Tensor, list[Tensor]]:
    """A vector for each question and for each part of it."""
    texts = [case.question for case in cases] + [part for case in cases for part in case.parts]
    known = list(dict.fromkeys(texts))
    _, vectors = run(network, [encode(text, QUESTION_TOKENS) for text in known])
    row = {text: vectors[index] for index, text in enumerate(known)}
    nothing = torch.zeros(0, WIDTH)
    parts = [torch.stack([row[one] for one in case.parts]) if case.parts else nothing for case in cases]
    return torch.stack([row[case.question] for case in cases]), parts


def _parts_loss(
    network: Network,
    batch: Sequence[Shown],
    told: Sequence[Tensor],
    whole: Tensor,
    vectors: tuple[Tensor, list[Tensor]],
) -> Tensor:
    """Whether each part is answered; no part of the question of the case before is, if that is another."""
    asked, parts = vectors
    inputs, wanted, weights = [], [], []
    for index, ((case, _, weight), clauses) in enumerate(zip(batch, told, strict=True)):
        if case.answered is None:
            continue
        for part, label in zip(parts[index], case.answered, strict=True):
            inputs.append(part_inputs(part, clauses, asked[index], whole[index]))
            wanted.append(label)
            weights.append(weight)
        other = index - 1
        if (
            not case.off_topic
            and batch[other][0].question != case.question
            and float(asked[index] @ asked[other]) < UNLIKE
        ):
            for part in parts[other]:
                inputs.append(part_inputs(part, clauses, asked[other], whole[index]))
                wanted.append(0)
                weights.append(0.3)
    if not inputs:
        return torch.zeros(())
    each = nn.functional.cross_entropy(
        network.parts(torch.stack(inputs)), torch.tensor(wanted), reduction="none", label_smoothing=0.05
    )
    return (each * torch.tensor(weights)).sum() / sum(weights)


def _contrast_loss(
    network: Network, batch: Sequence[Shown], asked: Tensor, whole: Tensor, alike: Alike
) -> Tensor:
    """An answer is nearer to its question than to the others of the batch, and the other way round."""
    fit = [
        index for index, (case, _, _) in enumerate(batch)
        if (case.off_topic is False and (case.listening or 5) >= 3) or (case.off_topic is None and case.star)
    ]  # fmt: skip
    if len(fit) < 4:
        return torch.zeros(())
    questions = [batch[index][0].question for index in fit]
    table = SCALE * whole[fit] @ asked[fit].T
    same = torch.tensor(
        [[row != column and alike(one, other) for column, other in enumerate(questions)]
         for row, one in enumerate(questions)]
    )  # fmt: skip
    table = table.masked_fill(same, -1e4)
    own = torch.arange(len(fit))
    # Under another question than its own, an answer is foreign to the head for that as well.
    order = torch.randperm(len(fit))
    moved = ~same[own, order] & (own != order)
    foreign = torch.zeros(())
    if bool(moved.any()):
        rows = torch.tensor(fit)
        found = network.topic(topic_inputs(asked[rows[order[moved]]], whole[rows[moved]]))
        foreign = nn.functional.binary_cross_entropy_with_logits(found[:, 0], torch.ones(len(found)))
    contrast = nn.functional.cross_entropy(table, own) + nn.functional.cross_entropy(table.T, own)
    return 0.5 * contrast + 0.5 * foreign


def notes_loss(network: Network, batch: Sequence[Note], _alike: Alike) -> Tensor:
    """What is said is nearer to its note than all that is not, and the head tells which it is."""
    known = list(dict.fromkeys(case.note for case in batch))
    notes = read_texts(network, known, NOTE_TOKENS)
    texts = read_texts(network, [case.text for case in batch], SAID_TOKENS)
    row = torch.tensor([known.index(case.note) for case in batch])
    said = torch.tensor([float(case.said) for case in batch])
    binary = nn.functional.binary_cross_entropy_with_logits
    loss = binary(network.note(note_inputs(network, notes.at(row), texts))[:, 0], said)
    other = torch.randperm(len(row))
    moved = row != row[other]
    if bool(moved.any()):
        # Beside another's note a text says nothing of it, however well it says its own.
        inputs = note_inputs(network, notes.at(row[other[moved]]), texts.at(torch.nonzero(moved)[:, 0]))
        found = network.note(inputs)[:, 0]
        loss = loss + 0.3 * binary(found, torch.zeros_like(found))
    yes = said > 0
    if bool(yes.any()) and len(known) > 1:
        table = SCALE * texts.vectors[yes] @ notes.vectors.T
        loss = loss + 0.5 * nn.functional.cross_entropy(table, row[yes])
    # For each note all texts of the batch: those that say it against those that do not.
    table = SCALE * notes.vectors @ texts.vectors.T
    for index in range(len(known)):
        ours = yes & (row == index)
        if bool(ours.any()) and bool((~ours).any()):
            rest = torch.logsumexp(table[index][~ours], 0)
            loss = loss + nn.functional.softplus(rest - table[index][ours]).mean() * 0.5 / len(known)
    return loss


def asked_loss(network: Network, batch: Sequence[Asked], _alike: Alike) -> Tensor:
    states, whole = run(network, [[FIRST, *ids_of(case.text)[-ASKED_TOKENS:], LAST] for case in batch])
    found = network.asked(network.drop(torch.cat([WIDTH**0.5 * whole, states[:, 0]], dim=1)))
    own = torch.tensor([float(case.self_focused) for case in batch])
    presumed = torch.tensor([float(case.presumption) for case in batch])
    class_ = torch.tensor([case.class_ for case in batch])
    binary = nn.functional.binary_cross_entropy_with_logits
    return (
        binary(found[:, 0], own)
        + binary(found[:, 1], presumed)
        + 0.5 * nn.functional.cross_entropy(found[:, 2:], class_, label_smoothing=0.05)
    )


class Lessons:
    """What is shown in an epoch: the cases, and others made of them."""

    def __init__(self, cases: Cases, chance: Chance) -> None:
        self.cases = cases
        self.chance = chance
        self.alike = alike_questions(sorted({case.question for case in cases.answers}))
        self.empty = [
            case for case in cases.answers
            if case.answered and not any(case.answered) and case.off_topic is False and case.listening == 1
        ]  # fmt: skip

    def batches(self) -> list[tuple[str, list[Any]]]:
        """Everything once, in an order by chance, texts of about the same length together."""
        shown: list[Shown] = [made for case in self.cases.answers for made in self._shown(case)]
        found = [*_batches("answers", shown, ANSWERS_A_STEP, _length, self.chance)]
        spoken = [
            replace(case, text=without_marks(case.text)) if self.chance.random() < SPOKEN else case
            for case in [*self.cases.notes, *self.cases.asked]
        ]
        notes = [self._among(case) for case in spoken if isinstance(case, Note)]
        asked = [case for case in spoken if isinstance(case, Asked)]
        names = list(dict.fromkeys(case.note for case in notes))
        order = dict(zip(names, self.chance.sample(range(len(names)), len(names)), strict=True))
        # All that was written for a note stands in one batch, since that is what is hard to tell apart.
        notes.sort(key=lambda case: order[case.note])
        found += [
            ("notes", notes[at : at + 2 * SHORT_A_STEP]) for at in range(0, len(notes), 2 * SHORT_A_STEP)
        ]
        found += _batches("asked", asked, SHORT_A_STEP, lambda case: len(case.text), self.chance)
        self.chance.shuffle(found)
        return found

    def _among(self, case: Note) -> Note:
        """Now and then with something else said before or after it, as in a longer answer."""
        if self.chance.random() >= AMONG:
            return case
        beside = self.chance.choice(self.cases.notes)
        if beside.note == case.note:
            return case
        both = (case.text, beside.text) if self.chance.random() < 0.5 else (beside.text, case.text)
        return replace(case, text=" ".join(both))

    def _pieces(self, case: Answer) -> Pieces:
        return case.spoken if self.chance.random() < SPOKEN else case.written

    def _shown(self, case: Answer) -> list[Shown]:
        pieces = self._pieces(case)
        found: list[Shown] = [(case, pieces, 1.0)]
        bare = replace(case, answered=None, listening=None, star=None, story=None, off_topic=None)
        labelled = any(label is not None for _, label in case.written)
        if labelled and self.chance.random() < 0.5:
            told = sorted({label for _, label in pieces if label is not None and label < len(LABELS) - 1})
            if len(told) > 1:
                left_out = self.chance.choice(told)
                kept = tuple(piece for piece in pieces if piece[1] != left_out)
                # A tale without its result is 3 at most (F7, 4); what another loss costs nobody labelled.
                star = min(case.star or 3, 3) if LABELS[left_out] == "result" else None
                found.append((replace(bare, star=star), kept, 1.0))
        if labelled and self.chance.random() < 0.25:
            found.append((bare, tuple(self.chance.sample(pieces, len(pieces))), 1.0))
        if self.empty and (case.listening or 5) <= 3 and not labelled and self.chance.random() < 0.3:
            # Words without content, before or after, leave a weak answer as weak as it was.
            talk = self._pieces(self.chance.choice(self.empty))
            both = (*pieces, *talk) if self.chance.random() < 0.7 else (*talk, *pieces)
            found.append((case, both, 0.7))
        if self.empty and labelled and self.chance.random() < 0.25:
            talk = tuple(
                (words, len(LABELS) - 1) for words, _ in self._pieces(self.chance.choice(self.empty))
            )
            found.append((replace(bare, star=case.star, story=case.story), (*pieces, *talk), 1.0))
        return found


def _length(shown: Shown) -> int:
    return sum(len(words) for words, _ in shown[1])


def _batches(
    name: str, rows: Sequence[Any], size: int, length: Callable[[Any], int], chance: Chance
) -> list[tuple[str, list[Any]]]:
    mixed = chance.sample(rows, len(rows))
    found: list[tuple[str, list[Any]]] = []
    for start in range(0, len(mixed), 20 * size):
        chunk = sorted(mixed[start : start + 20 * size], key=length)
        found += [(name, chunk[at : at + size]) for at in range(0, len(chunk), size)]
    return found


@torch.no_grad()
def alike_questions(texts: Sequence[str]) -> Alike:
    """Which questions may have the same answers, as the base sees them."""
    network = Network().eval()
    _, rows = run(network, [encode(text, QUESTION_TOKENS) for text in texts])
    place = {text: index for index, text in enumerate(texts)}
    table = rows @ rows.T

    def alike(one: str, other: str) -> bool:
        return one == other or float(table[place[one], place[other]]) >= UNLIKE

    return alike


LOSSES: dict[str, Callable[[Network, Any, Alike], Tensor]] = {
    "answers": answers_loss,
    "notes": notes_loss,
    "asked": asked_loss,
}


def train(cases: Cases, epochs: int, seed: int = 0) -> Network:
    """Train from the base on."""
    torch.manual_seed(seed)
    lessons = Lessons(cases, random.Random(seed))  # noqa: S311 - a choice, not a secret
    network = Network().train()
    body = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    heads = [weight for name, weight in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    steps, step, start_s = len(lessons.batches()) * epochs, 0, time.monotonic()
    for epoch in range(epochs):
        losses: dict[str, list[float]] = {name: [] for name in LOSSES}
        for name, batch in lessons.batches():
            pace = min(1.0, 10 * (step + 1) / steps) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * pace
            loss = LOSSES[name](network, batch, lessons.alike)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            losses[name].append(float(loss.detach()))
            step += 1
        means = ", ".join(f"{name} {sum(found) / max(1, len(found)):.3f}" for name, found in losses.items())
        print(f"epoch {epoch + 1} of {epochs}: {means}, {time.monotonic() - start_s:.0f} s", flush=True)
    return network.eval()


def main() -> None:
    """Train, write and print."""
    given = argparse.ArgumentParser(description="Trains the reader.")
    given.add_argument("--epochs", type=int, default=4)
    given.add_argument("--out", type=Path, default=OUT)
    options = given.parse_args()
    cases = gather(SpacyParser(), LEARNED_FROM)
    spared = set(sorted({case.note for case in cases.notes})[::SPARED])
    cases = replace(cases, notes=tuple(case for case in cases.notes if case.note not in spared))
    print(f"{len(cases.answers)} answers, {len(cases.notes)} notes, {len(cases.asked)} questions", flush=True)
    network = train(cases, options.epochs)
    print(f"digest {export(network, options.out)}, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
