"""Colours, sizes and spaces of the window, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.model.score import StarPart


class TextSize(Enum):
    """Sizes of text, in pixels at a scale of 100 %."""

    SMALL = 12.0
    LABEL = 13.0
    BODY = 14.0
    TRANSCRIPT = 15.5
    CARD = 17.0
    TITLE = 22.0
    QUESTION = 31.0


class Space(IntEnum):
    """Distances, in pixels: steps of 4."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 20
    XXL = 24
    PAGE = 36


class Radius(IntEnum):
    """Corners, in pixels."""

    CONTROL = 8
    PANEL = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one look, each as ``#RRGGBB``.

    Args:
        dark: Whether text is lighter than its ground.
        background: Ground of the window.
        panel: Ground of cards and controls.
        line: Borders and dividers, which are for the eye only.
        edge: Borders by which one knows where to type or choose.
        text: What is read first.
        muted: What is read second; still 4.5:1.
        accent: The one colour of its own: chosen things, primary buttons, levels.
        accent_soft: Ground under ``accent`` or ``text`` for what is chosen.
        on_accent: Text on ``accent``.
        warning: Trouble, the recording dot, and fillers.
        hover: Ground of a control under the pointer.
        level_track: The part of a bar that is not filled.
        situation: Ink of the STAR part; likewise ``task``, ``action``, ``result``.
        situation_soft: Ground of the part's passage; ``text`` and the ink both stand on it.
        task: See ``situation``.
        task_soft: See ``situation_soft``.
        action: See ``situation``.
        action_soft: See ``situation_soft``.
        result: See ``situation``.
        result_soft: See ``situation_soft``.
    """

    dark: bool
    background: str
    panel: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    warning: str
    hover: str
    level_track: str
    situation: str
    situation_soft: str
    task: str
    task_soft: str
    action: str
    action_soft: str
    result: str
    result_soft: str

    def part(self, part: StarPart) -> str:
        """Ink of a STAR part.

        Args:
            part: Which.

        Returns:
            Its colour.
        """
        return str(getattr(self, part.value))

    def part_soft(self, part: StarPart) -> str:
        """Ground of a STAR part's passage.

        Args:
            part: Which.

        Returns:
            Its colour.
        """
        return str(getattr(self, f"{part.value}_soft"))


LIGHT = Tokens(
    dark=False,
    background="#F6F5F1",
    panel="#FFFFFF",
    line="#E2E0D8",
    edge="#878A82",
    text="#1D2321",
    muted="#59625E",
    accent="#0B5F50",
    accent_soft="#DDEFEA",
    on_accent="#FFFFFF",
    warning="#A63A29",
    hover="#F1F0EB",
    level_track="#E2E0D8",
    situation="#2F5F9F",
    situation_soft="#E3ECF8",
    task="#6B4699",
    task_soft="#EEE6F6",
    action="#0A6B58",
    action_soft="#DDF1EC",
    result="#8A5A10",
    result_soft="#F8EBD3",
)

DARK = Tokens(
    dark=True,
    background="#161A19",
    panel="#1F2523",
    line="#323A37",
    edge="#727D79",
    text="#E9ECEA",
    muted="#A3AEAA",
    accent="#4CC2A8",
    accent_soft="#1E3A34",
    on_accent="#10201C",
    warning="#F08C78",
    hover="#29302E",
    level_track="#323A37",
    situation="#8FB6EC",
    situation_soft="#1F2F47",
    task="#C2A3EA",
    task_soft="#33264A",
    action="#66D3B8",
    action_soft="#17382F",
    result="#E8B765",
    result_soft="#40301A",
)

HIGH_CONTRAST = Tokens(
    dark=False,
    background="#FFFFFF",
    panel="#FFFFFF",
    line="#000000",
    edge="#000000",
    text="#000000",
    muted="#000000",
    accent="#003D33",
    accent_soft="#D5F0E8",
    on_accent="#FFFFFF",
    warning="#8A0F00",
    hover="#E6E6E6",
    level_track="#C4C4C4",
    situation="#0B3566",
    situation_soft="#E3ECF8",
    task="#43206E",
    task_soft="#EEE6F6",
    action="#003D33",
    action_soft="#DDF1EC",
    result="#573400",
    result_soft="#F8EBD3",
)
"""Where the system asks for more contrast: every pair of text and ground reaches 7:1."""

HIGH_CONTRAST_DARK = Tokens(
    dark=True,
    background="#000000",
    panel="#000000",
    line="#FFFFFF",
    edge="#FFFFFF",
    text="#FFFFFF",
    muted="#FFFFFF",
    accent="#6FF0D3",
    accent_soft="#00382D",
    on_accent="#000000",
    warning="#FFB3A3",
    hover="#262626",
    level_track="#4D4D4D",
    situation="#B5D2FF",
    situation_soft="#10233F",
    task="#DCC6FF",
    task_soft="#271A3C",
    action="#86F0D4",
    action_soft="#0A2B23",
    result="#FFD48A",
    result_soft="#33240E",
)

TEXT_ON_GROUND: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "muted", "accent", "warning") for ground in ("background", "panel")),
    *(("text", ground) for ground in ("accent_soft", "hover")),
    ("muted", "hover"),
    ("accent", "accent_soft"),
    ("muted", "accent_soft"),
    ("on_accent", "accent"),
    *((part, f"{part}_soft") for part in ("situation", "task", "action", "result")),
    *((part, "panel") for part in ("situation", "task", "action", "result")),
    *(("panel", part) for part in ("situation", "task", "action", "result")),
    *(("text", f"{part}_soft") for part in ("situation", "task", "action", "result")),
)
"""Which text may stand on which ground; a test keeps each pair at 4.5:1 or more."""

MARK_ON_GROUND: tuple[tuple[str, str], ...] = (
    *(
        (mark, ground)
        for mark in ("edge", "accent", "muted", "warning")
        for ground in ("background", "panel")
    ),
    *((mark, ground) for mark in ("accent", "warning") for ground in ("level_track", "hover", "accent_soft")),
    *(
        (part, ground)
        for part in ("situation", "task", "action", "result")
        for ground in ("panel", "level_track")
    ),
    *(("panel", part) for part in ("situation", "task", "action", "result", "accent")),
    *(("text", ground) for ground in ("background", "panel", "level_track", "accent_soft")),
    ("on_accent", "accent"),
)
"""What is drawn to be used or read as a picture, on its ground; a test keeps each pair at 3:1 or more.

The focus, edges of fields, ticks, levels, parts, waves, and the place that is played (WCAG 2.2, 1.4.11).
"""


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1.0 to 21.0.

    Args:
        one: As ``#RRGGBB``.
        other: As ``#RRGGBB``.

    Returns:
        The contrast ratio of WCAG 2.2 (relative luminance, sRGB).
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
