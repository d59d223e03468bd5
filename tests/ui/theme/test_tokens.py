"""Every text can be read on its ground, in every look."""

import re

import pytest

from coach.model.score import StarPart
from coach.resources import asset_text
from ui.theme.tokens import (
    DARK,
    HIGH_CONTRAST,
    HIGH_CONTRAST_DARK,
    LIGHT,
    MARK_ON_GROUND,
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
@pytest.mark.parametrize(("mark", "ground"), MARK_ON_GROUND)
def test_every_mark_can_be_seen_on_its_ground(look: str, mark: str, ground: str) -> None:
    tokens, _ = LOOKS[look]
    assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= 3.0


def test_what_marks_a_control_in_the_style_sheet_is_among_them() -> None:
    """The focus, and the edges of what is typed into or ticked."""
    sheet = asset_text("styles/window.qss")
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    marked = {mark for mark, _ in MARK_ON_GROUND}
    seen = 0
    for where, what in rules:
        field = re.search(r"\bQ(?:LineEdit|TextEdit|ComboBox|SpinBox)\s*[,{]?|::indicator", where)
        if ":focus" in where or (field and "::" not in where.replace("::indicator", "")):
            for border in re.findall(r"border(?:-color)?:[^;]*\$(\w+)", what):
                seen += 1
                allowed = marked | ({"line"} if "AbstractItemView" in where else set())
                assert border in allowed, f"{where.strip()}: {border}"
    assert seen > 10


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
