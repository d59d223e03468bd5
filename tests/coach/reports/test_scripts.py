"""Any script and emoji are set with the shipped fonts: no box, no warning, words can be found."""

import re
from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest

from coach.model.session import Session
from coach.reports import build_document
from coach.reports.pdf import to_pdf
from coach.resources import asset
from coach.words import Words

BOX = "SecondRoundBox"

TEXTS = {
    "arabic": "مرحبا بالعالم هذا اختبار",
    "persian and urdu": "سلام گچپژ ہیلو ٹ ڈ",
    "hebrew": "שלום עולם",
    "hindi": "नमस्ते दुनिया यह परीक्षण है",
    "bengali": "ওহে বিশ্ব",
    "punjabi": "ਸਤ ਸ੍ਰੀ ਅਕਾਲ",
    "gujarati": "હેલો વર્લ્ડ",
    "oriya": "ନମସ୍କାର",
    "tamil": "வணக்கம் உலகம்",
    "telugu": "హలో ప్రపంచం",
    "kannada": "ಹಲೋ ವರ್ಲ್ಡ್",
    "malayalam": "ഹലോ വേൾഡ്",
    "sinhala": "හෙලෝ වර්ල්ඩ්",
    "thai": "สวัสดีชาวโลก การสัมภาษณ์งาน",
    "lao": "ສະບາຍດີ",
    "khmer": "សួស្តីពិភពលោក",
    "burmese": "မင်္ဂလာပါ",
    "georgian": "გამარჯობა",
    "armenian": "Բարեւ",
    "amharic": "ሰላም ልዑል",
    "maldivian": "ދިވެހި",
    "simplified": "你好世界，面试练习：我负责整个项目。",
    "traditional": "您好世界，面試練習：我負責整個專案。",
    "japanese": "日本語のテスト、面接の練習です。カタカナ",
    "korean": "안녕하세요 면접 연습 뷁",
    "european": "ελληνικά Русский Tiếng Việt Łódź",
    "emoji": "😀 👍🏽 👩\u200d💻 🇨🇭 🌡 🌯 ❤️ 🦿",
    "symbols": "→ ✓ ★ ☎ ∑ ∞ ≠ ⌘ ① ♫ ⅔ €",
}


def fonts_of(pdf: bytes) -> set[str]:
    found: set[str] = set()
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    return found


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_sign_is_missing(text: str, session_of: Callable[[str], Session], words: Words) -> None:
    """A warning of the typesetter would be a warning in the log, which fails any test."""
    assert not any(BOX in name for name in fonts_of(to_pdf(build_document(session_of(text), words))))


@pytest.mark.parametrize(
    "text", [TEXTS[name] for name in ("simplified", "japanese", "korean", "european", "hebrew", "armenian")]
)
def test_words_of_other_scripts_are_in_the_text_layer(
    text: str, session_of: Callable[[str], Session], words: Words
) -> None:
    pdf = to_pdf(build_document(session_of(text), words))
    read = re.sub(r"\s", "", "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages))
    assert all(letter in read for letter in re.sub(r"\s", "", text))


def test_what_no_font_has_shows_as_a_box(session_of: Callable[[str], Session], words: Words) -> None:
    """Which also shows that the tests above can fail."""
    cuneiform = "\U00012000\U00012001"
    assert any(BOX in name for name in fonts_of(to_pdf(build_document(session_of(cuneiform), words))))


def test_the_fonts_are_of_a_sensible_size() -> None:
    assert sum(path.stat().st_size for path in asset("fonts").rglob("*.*tf")) < 9_000_000
