"""Makes the fonts under ``assets/fonts/scripts`` and the emoji font from the whole Noto fonts.

``python -m scripts.make_fonts FOLDER EMOJI.ttf`` reads ``FOLDER/NotoSans*-Regular.ttf`` and
``FOLDER/NotoSansCJK-Regular.ttc``; it needs fontTools, which the program does not.
"""

import importlib
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

OUT = Path("assets") / "fonts"
SCRIPTS = (
    *("Thai", "Lao", "Khmer", "Myanmar", "Bengali", "Tamil", "Telugu", "Gujarati", "Gurmukhi", "Kannada"),
    *("Malayalam", "Sinhala", "Oriya", "Georgian", "Armenian", "Ethiopic", "Thaana"),
)
SYMBOLS = {"Symbols": (0x2000, 0x2800), "Symbols2": (0x2000, 0x2C00), "Math": (0x2000, 0x2C00)}
SIMPLIFIED_FACE = 2
"""Of the collection: its shapes stand for all four, since a transcript does not say which it wants."""


def _two_bytes(encoding: str, last_high: int, first_low: int) -> set[int]:
    found: set[int] = set()
    for high in range(0xA1, last_high + 1):
        for low in range(first_low, 0xFF):
            try:
                sign = bytes((high, low)).decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(sign) == 1:
                found.add(ord(sign))
    return found


def cjk_signs() -> set[int]:
    """Chinese, Japanese and Korean signs in everyday use.

    Returns:
        Code points: GB 2312, the common part of Big5, JIS X 0208, and every Korean syllable.
    """
    signs = _two_bytes("gb2312", 0xF7, 0xA1) | _two_bytes("big5", 0xC6, 0x40)
    signs |= _two_bytes("euc_jp", 0xF4, 0xA1) | _two_bytes("euc_kr", 0xFD, 0xA1)
    wide = {sign for sign in signs if sign > 0x2E80}
    return wide | set(range(0x2E80, 0x3190)) | set(range(0xAC00, 0xD7A4)) | set(range(0xFF00, 0xFFF0))


def _subset(
    source: Path, out: Path, signs: Collection[int] | None, *, shapes: bool = True, face: int = -1
) -> None:
    tools: Any = importlib.import_module("fontTools.ttLib")
    subset: Any = importlib.import_module("fontTools.subset")
    font = tools.TTFont(str(source), fontNumber=face)
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = ["*"] if shapes else []
    # Nothing here is set from top to bottom.
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=font.getBestCmap().keys() if signs is None else signs)
    cutter.subset(font)
    font.save(str(out))


def main(folder: Path, emoji: Path, say: Callable[[str], object]) -> None:
    """Make them.

    Args:
        folder: With the whole Noto fonts.
        emoji: The whole Noto Emoji in one colour.
        say: Told each file that was made.
    """
    into = OUT / "scripts"
    into.mkdir(exist_ok=True)
    _subset(emoji, OUT / "NotoEmoji-Regular.ttf", None)
    for script in SCRIPTS:
        name = f"NotoSans{script}-Regular.ttf"
        _subset(folder / name, into / name, None)
    for script, (first, end) in SYMBOLS.items():
        name = f"NotoSans{script}-Regular.ttf"
        _subset(folder / name, into / name, range(first, end), shapes=False)
    cjk = into / "NotoSansCJK-Regular.otf"
    _subset(folder / "NotoSansCJK-Regular.ttc", cjk, cjk_signs(), shapes=False, face=SIMPLIFIED_FACE)
    for path in sorted(into.iterdir()):
        say(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.stdout.write)
