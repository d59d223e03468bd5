"""Every text can be read on its ground, in every look."""

import re

import pytest

from coach.model.score import StarPart
from ui.theme.tokens import (
    DARK,
    HIGH_CONTRAST,
    HIGH_CONTRAST_DARK,
    LIGHT,
    TEXT_ON_GROUND,
    Space,
    TextSize,
    Tokens,
    contrast,
)

LOOKS = {
    "light": (LIGHT, 4.5),
    "dark": (DARK, 4.5),
    "high contrast": (HIGH_CONTRAST, 7.0),
    "high contrast, dark": (HIGH_CONTRAST_DARK, 7.0),
}


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1.0


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_every_text_can_be_read_on_its_ground(look: str, ink: str, ground: str) -> None:
    tokens, wanted = LOOKS[look]
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= wanted


@pytest.mark.parametrize("look", LOOKS)
def test_every_colour_is_six_hexadecimal_digits(look: str) -> None:
    tokens, _ = LOOKS[look]
    for name in Tokens.__slots__:
        if name != "dark":
            assert re.fullmatch(r"#[0-9A-F]{6}", getattr(tokens, name)), name


def test_each_star_part_has_an_ink_and_a_ground_of_its_own() -> None:
    assert len({LIGHT.part(part) for part in StarPart}) == 4
    assert len({LIGHT.part_soft(part) for part in StarPart}) == 4
    assert (LIGHT.part(StarPart.TASK), LIGHT.part_soft(StarPart.TASK)) == ("#6B4699", "#EEE6F6")


def test_sizes_are_the_ones_of_the_design() -> None:
    assert [size.value for size in TextSize] == [12, 13, 14, 15.5, 17, 22, 31]
    assert all(space % 4 == 0 for space in Space)
