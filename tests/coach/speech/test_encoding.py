"""What need not be encoded is not."""

import numpy as np
from numpy.typing import NDArray

from coach.speech.encoding import KEPT_PADDING, Encoding, content


def window(used: int) -> NDArray[np.float32]:
    features = np.zeros((80, 3_000), np.float32)
    features[:, :used] = 0.5
    return features


def test_a_short_sound_keeps_some_padding_and_a_long_one_is_whole() -> None:
    assert content(window(401)).shape == (80, 402 + KEPT_PADDING)
    assert content(window(2_900)).shape == (80, 3_000)
    assert content(window(0)).shape == (80, KEPT_PADDING)


def test_the_same_sound_is_encoded_once_and_another_one_anew() -> None:
    seen: list[tuple[int, ...]] = []

    def encode(features: NDArray[np.float32]) -> str:
        seen.append(features.shape)
        return f"output {len(seen)}"

    encoding = Encoding(encode)
    assert [encoding(window(400)), encoding(window(400)), encoding(window(500))] == [
        "output 1",
        "output 1",
        "output 2",
    ]
    encoding.to_content = True
    assert encoding(window(500)) == "output 3"
    assert seen == [(80, 3_000), (80, 3_000), (80, 500 + KEPT_PADDING)]
