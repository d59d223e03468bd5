"""Learns to read whether a part of a question was answered, from the part of the corpus that is for tuning.

Usage: python -m benchmarks.learn_listening [--check]

Needs torch, which is no dependency of the project: put its CPU build beside the project's own packages for
this run alone. Writes ``assets/models/listening.npz``, which ``coach.scoring.part_reader`` counts through
with numpy. Cases are the labelled answers, the same without punctuation, the same with their results or acts
left out, and the same under other questions, where no part is answered. ``--check`` prints instead what four
folds by question and one fold a writer give on answers that were not learned from.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.agreement import area_under_curve, caught_at_five_percent, f1
from benchmarks.labelled import ANSWERS, Lab, RememberingParser, Row, read_rows
from coach.language.onnx_vectors import MiniLmVectors
from coach.model.question import PartKind, Question, QuestionKind
from coach.scoring.listening import part_features_of
from coach.scoring.reading import read_answer

READER = Path("assets/models/listening.npz")
AXES = 64
WIDTH = 48
SEEDS = 3
EPOCHS = 6
BATCH = 24
RATE = 1e-3
SWAPS = 3
UNLIKE = 0.5
"""Questions less alike than this have answers that do not fit both."""

SHARES = {"own": 1.0, "spoken": 0.6, "cut": 0.6, "swapped": 0.25}
"""What a case of each sort weighs beside a labelled answer as it is."""

THRESHOLDS = (0.5, 0.5)
LABELS = {"no": 0, "partly": 1, "yes": 2}

Numbers = NDArray[np.float32]


@dataclass
class Case:
    """An answer under a question: its word pieces, its features by part, and the label of each part."""

    row: Row
    sort: str
    question: Question
    tokens: Numbers
    features: list[dict[str, float]]
    labels: list[int]
    given: Numbers = field(default_factory=lambda: np.zeros((0, 0), np.float32))


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
        context = read_answer(lab.request(row, question, text), lab.parser, lab.vectors)
        found = part_features_of(context)
        if found is not None:
            cases.append(Case(row, sort, question, found[0], found[1], labels))

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


@dataclass
class Shared:
    """What all networks share: the features' names and scales, and the axes that word pieces are put on."""

    names: list[str]
    means: Numbers
    spreads: Numbers
    centre: Numbers
    axes: Numbers
    parts: dict[str, list[Numbers]]


def share(lab: Lab, cases: list[Case]) -> Shared:
    """Scale the features of all cases, and find the axes along which word pieces differ most."""
    names = sorted({name for case in cases for one in case.features for name in one})
    raw = [np.asarray([[one.get(name, 0.0) for name in names] for one in case.features]) for case in cases]
    every = np.concatenate(raw)
    means, spreads = every.mean(axis=0), np.maximum(every.std(axis=0), 0.05)
    for case, values in zip(cases, raw, strict=True):
        case.given = np.clip((values - means) / spreads, -4, 4).astype(np.float32)
    pieces = np.concatenate([case.tokens for case in cases if case.sort == "own"])[::2]
    centre = pieces.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov((pieces - centre).T))
    axes = vectors[:, ::-1][:, :AXES] / np.sqrt(values[::-1][:AXES])
    parts = {}
    for question in {case.question.text: case.question for case in cases}.values():
        asked, *own = lab.vectors.tokens([question.text, *(part.text for part in question.parts)])
        parts[question.text] = [(np.concatenate([one[1:-1], asked[:1]]) - centre) @ axes for one in own]
    for case in cases:
        case.tokens = ((case.tokens - centre) @ axes).astype(np.float32)
    return Shared(names, *(one.astype(np.float32) for one in (means, spreads, centre, axes)), parts)


def network(shared: Shared) -> Any:  # noqa: ANN401 - torch is there only while learning
    """The network in torch, as ``coach.scoring.part_reader`` counts it through."""
    import torch
    from torch import nn

    class Reader(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.q, self.k = nn.Linear(AXES, WIDTH, bias=False), nn.Linear(AXES, WIDTH, bias=False)
            self.k.weight.data = self.q.weight.data.clone()
            self.cmp = nn.Sequential(nn.Linear(4 * AXES, WIDTH), nn.ReLU(), nn.Dropout(0.3))
            self.rev = nn.Sequential(nn.Linear(2 * AXES, WIDTH), nn.ReLU(), nn.Dropout(0.3))
            self.fx = nn.Sequential(
                nn.Dropout(0.2), nn.Linear(len(shared.names), WIDTH), nn.ReLU(), nn.Dropout(0.3)
            )
            self.out, self.loose = nn.Linear(5 * WIDTH, 3), nn.Dropout(0.1)

        def forward(self, cases: Sequence[Case]) -> Any:  # noqa: ANN401 - a tensor
            rows = []
            for case in cases:
                said = self.loose(torch.from_numpy(case.tokens))
                for part in shared.parts[case.question.text]:
                    wanted = self.loose(torch.from_numpy(part.astype(np.float32)))
                    found = torch.softmax(self.q(wanted) @ self.k(said).T / 7.0, -1) @ said
                    compared = self.cmp(torch.cat([wanted, found, wanted * found, wanted - found], -1))
                    back = self.rev(torch.cat([said, wanted.mean(0, keepdim=True) * said], -1))
                    rows.append(
                        torch.cat(
                            [compared.mean(0), compared.max(0).values, back.mean(0), back.max(0).values]
                        )
                    )
            given = torch.from_numpy(np.concatenate([case.given for case in cases]))
            return self.out(torch.cat([torch.stack(rows), self.fx(given)], -1))

    return Reader()


def train(shared: Shared, cases: list[Case], seed: int) -> Any:  # noqa: ANN401 - a network
    """Learn one network."""
    import torch
    from torch.nn import functional

    torch.manual_seed(seed)
    choose = random.Random(seed)  # noqa: S311 - an order, not a secret
    net = network(shared)
    pace = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.05)
    own = [case for case in cases if case.sort != "swapped"]
    swapped = [case for case in cases if case.sort == "swapped"]
    most = min(len(swapped), int(0.7 * len(own)))
    steps, step = EPOCHS * (len(own) + most) // BATCH, 0
    net.train()
    for _ in range(EPOCHS):
        order = own + choose.sample(swapped, most)
        choose.shuffle(order)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            wanted = torch.tensor([label for case in batch for label in case.labels])
            shares = torch.tensor([SHARES[case.sort] for case in batch for _ in case.labels])
            lost = functional.cross_entropy(net(batch), wanted, reduction="none", label_smoothing=0.08)
            for group in pace.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
            pace.zero_grad()
            ((lost * shares).sum() / shares.sum()).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            pace.step()
            step += 1
    net.eval()
    return net


def predict(nets: Sequence[Any], cases: Sequence[Case]) -> list[Numbers]:
    """The chances of no, partly and yes for each part of each case."""
    import torch

    with torch.no_grad():
        return [np.mean([torch.softmax(net([case]), -1).numpy() for net in nets], axis=0) for case in cases]


def check(shared: Shared, cases: list[Case], fold_of: Callable[[Case], int], title: str) -> None:
    """Print what networks give on cases of the fold that they did not learn from."""
    seen = [case for case in cases if case.sort in ("own", "swapped")]
    chances: dict[int, Numbers] = {}
    for fold in sorted({fold_of(case) for case in seen}):
        nets = [
            train(shared, [case for case in cases if fold_of(case) != fold], seed) for seed in range(SEEDS)
        ]
        unseen = [case for case in seen if fold_of(case) == fold]
        chances |= {id(case): one for case, one in zip(unseen, predict(nets, unseen), strict=True)}
    own = [case for case in seen if case.sort == "own"]
    pairs = [
        (label != 0, float(one[0]))
        for case in own
        for label, one in zip(case.labels, chances[id(case)], strict=True)
    ]
    print(f"{title}: {len(own)} answers, AUC of a part not answered", end=" ")
    print(f"{area_under_curve([(not label, score) for label, score in pairs]):.3f}")
    for no in (0.4, 0.45, 0.5, 0.55, 0.6):
        heard = f1([(label, score <= no) for label, score in pairs])
        missed = f1([(not label, score > no) for label, score in pairs])
        print(f"  not answered from {no:.2f}: answered F1 {heard:.3f}, not answered F1 {missed:.3f}")
    topic = [
        (case.sort == "swapped", float(chances[id(case)][:, 0].mean()))
        for case in seen
        if case.sort == "swapped"
        or (case.row["labels"]["listening"] >= 3 and not case.row["labels"]["off_topic"])
    ]
    print(f"  by parts alone, another question: AUC {area_under_curve(topic):.3f},", end=" ")
    print(f"caught at 5 % {caught_at_five_percent(topic):.3f}")


def write(shared: Shared, nets: Sequence[Any]) -> None:
    """Store the networks with what they share."""
    weights = {
        f"net{index}/{name}": values.numpy().astype(np.float16)
        for index, net in enumerate(nets)
        for name, values in net.state_dict().items()
    }
    np.savez_compressed(
        READER,
        names=np.asarray("\n".join(shared.names)),
        means=shared.means,
        spreads=shared.spreads,
        centre=shared.centre,
        axes=shared.axes,
        thresholds=np.asarray(THRESHOLDS, np.float32),
        **weights,
    )


def main() -> None:
    """Learn and write, or check."""
    given = argparse.ArgumentParser(description="Learn to read whether a part of a question was answered.")
    given.add_argument("--check", action="store_true", help="print what unseen answers give, write nothing")
    arguments = given.parse_args()
    lab = Lab(RememberingParser(), MiniLmVectors())
    rows: list[Row] = []
    for path in sorted(ANSWERS.glob("*.jsonl")):
        writer = path.name[0] if path.name[1] == "_" else "a"
        rows += [{**row, "writer": writer} for row in read_rows([path])[0] if not row["held_out"]]
    cases = gather(lab, rows)
    shared = share(lab, cases)
    print(f"{len(rows)} answers, cases: {dict(Counter(case.sort for case in cases))}")
    if arguments.check:
        check(shared, cases, lambda case: sum(map(ord, case.question.text)) % 4, "by question")
        check(shared, cases, lambda case: "abc".index(case.row["writer"]), "by writer")
        return
    write(shared, [train(shared, cases, seed) for seed in range(SEEDS)])


if __name__ == "__main__":
    main()
