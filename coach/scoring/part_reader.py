"""Whether a part of a question was answered, as a small learned network reads it over the shipped encoder.

The pieces of the part look for their like among those of the answer (attention), what they find
is compared with them, and beside that stand the features of ``coach.scoring.part_features``. It is learned by
``python -m benchmarks.learn_listening``; here it is only counted through, in numpy.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from coach.resources import asset
from coach.scoring.listening_parts import Material
from coach.scoring.part_features import Features

Numbers = NDArray[np.float32]

READER_FILE = "models/listening.npz"

_SCALE = np.float32(1 / 7.0)
"""Near the root of the width of the attention, as it was learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How likely a part was answered.

    Args:
        no: That it was not.
        partly: That it was in part.
        yes: That it was in full.
    """

    no: float
    partly: float
    yes: float


@dataclass(frozen=True, slots=True, eq=False)
class _Weights:
    names: tuple[str, ...]
    shared: dict[str, Numbers]
    nets: tuple[dict[str, Numbers], ...]


@cache
def _weights() -> _Weights:
    with np.load(asset(READER_FILE), allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files if name != "names"}
        names = tuple(str(stored["names"]).split("\n"))
    seeds = sorted({name.split("/")[0] for name in arrays if "/" in name})
    return _Weights(
        names=names,
        shared={name: values for name, values in arrays.items() if "/" not in name},
        nets=tuple(
            {name.split("/")[1]: values for name, values in arrays.items() if name.startswith(f"{seed}/")}
            for seed in seeds
        ),
    )


def thresholds() -> tuple[float, float]:
    """From where on a part counts as not answered, and as answered in full.

    Returns:
        The least probability of "no"; and the least share of "yes" in what is not "no".
    """
    no, yes = _weights().shared["thresholds"]
    return float(no), float(yes)


def standard(features: list[Features]) -> Numbers:
    """Features as the network takes them.

    Args:
        features: One dictionary a part.

    Returns:
        Shape ``(parts, features)``, about -4 to 4.
    """
    known = _weights()
    raw = np.asarray([[one.get(name, 0.0) for name in known.names] for one in features], np.float32)
    scaled: Numbers = np.clip((raw - known.shared["means"]) / known.shared["spreads"], -4.0, 4.0)
    return scaled


def read_parts(answer: Material, features: list[Features]) -> tuple[Reading, ...]:
    """Read whether each part was answered.

    Args:
        answer: The answer.
        features: Of each part.

    Returns:
        One reading a part.
    """
    known = _weights()
    question = answer.question
    asked, *parts = answer.context.vectors.tokens([question.text, *(part.text for part in question.parts)])

    def narrow(states: Numbers) -> Numbers:
        return np.asarray((states - known.shared["centre"]) @ known.shared["axes"], np.float32)

    said = narrow(answer.windows.tokens)
    given = standard(features)
    readings: list[Reading] = []
    for index, part in enumerate(parts):
        wanted = narrow(np.concatenate([part[1:-1], asked[:1]]))
        chances = np.mean([_count_through(net, wanted, said, given[index]) for net in known.nets], axis=0)
        no, partly, yes = (round(float(chance), 4) for chance in chances)
        readings.append(Reading(no=no, partly=partly, yes=yes))
    return tuple(readings)


def _count_through(net: dict[str, Numbers], wanted: Numbers, said: Numbers, features: Numbers) -> Numbers:
    """One network: attention, comparison both ways, features, three chances."""
    asks, offers = wanted @ net["q.weight"].T, said @ net["k.weight"].T
    found: Numbers = _softmax(np.asarray(asks @ offers.T * _SCALE, np.float32)) @ said
    compared = _layer(net, "cmp.0", np.concatenate([wanted, found, wanted * found, wanted - found], axis=1))
    middle = np.broadcast_to(wanted.mean(axis=0), said.shape)
    back = _layer(net, "rev.0", np.concatenate([said, middle * said], axis=1))
    own = _layer(net, "fx.1", features[None, :])[0]
    gathered = np.concatenate(
        [compared.mean(axis=0), compared.max(axis=0), back.mean(axis=0), back.max(axis=0), own]
    )
    logits = net["out.weight"] @ gathered + net["out.bias"]
    chances: Numbers = _softmax(logits[None, :])[0]
    return chances


def _layer(net: dict[str, Numbers], name: str, values: Numbers) -> Numbers:
    kept: Numbers = np.maximum(values @ net[f"{name}.weight"].T + net[f"{name}.bias"], 0.0)
    return kept


def _softmax(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Numbers = raised / raised.sum(axis=1, keepdims=True)
    return shares
