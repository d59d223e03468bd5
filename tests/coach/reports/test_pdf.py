"""PDF: read back, tagged, the same to the byte, and whole whatever was said."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import ReportError
from coach.model.session import Session
from coach.reports import Document, build_document
from coach.reports import pdf as pdf_module
from coach.reports.pdf import to_pdf
from coach.words import Words

MARKUP = '#set page(width: 1cm) $x^2$ * _b_ @foo <bar> [x] `c` \\ " #eval("1") // c /* */ = h ~ \' #{1+1}'


def read(pdf: bytes, tmp_path: Path) -> pypdf.PdfReader:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    return pypdf.PdfReader(path)


def squeezed(text: str) -> str:
    """Without white space and break marks: lines break where the page ends."""
    return re.sub(r"[\s\u200b\u00ad]", "", text)


def text_of(reader: pypdf.PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


def copied(page: pypdf.PageObject) -> str:
    """A page's text as a viewer copies it: the text of a glyph, unless ``ActualText`` says better.

    pypdf reads only the first; poppler and the usual viewers honour both.
    """
    contents = page.get_contents()
    assert contents is not None
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    maps = {name: _to_unicode(font.get_object()) for name, font in fonts.items()}
    said: list[str] = []
    stack: list[str | None] = []
    current: dict[int, str] = {}
    for operands, operator in contents.operations:
        if operator == b"BDC":
            values = operands[1] if isinstance(operands[1], dict) else {}
            actual = values.get("/ActualText")
            stack.append(None if actual is None else str(actual))
            said.append("" if actual is None else str(actual))
        elif operator == b"BMC":
            stack.append(None)
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"Tf":
            current = maps[operands[0]]
        elif operator in (b"Tj", b"TJ") and not any(one is not None for one in stack):
            pieces = operands[0] if operator == b"TJ" else operands
            said += [_decoded(piece, current) for piece in pieces if isinstance(piece, str | bytes)]
    return "".join(said)


def _decoded(piece: str | bytes, glyphs: dict[int, str]) -> str:
    data = piece if isinstance(piece, bytes) else piece.original_bytes  # type: ignore[attr-defined]
    codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
    return "".join(glyphs.get(code, "") for code in codes)


def _to_unicode(font: pypdf.generic.DictionaryObject) -> dict[int, str]:
    table = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"^<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*$", table, re.MULTILINE)
    }


@pytest.fixture(scope="module")
def document(session: Session, words: Words) -> Document:
    return build_document(session, words)


@pytest.fixture(scope="module")
def made(document: Document) -> bytes:
    return to_pdf(document)


def test_every_word_of_the_document_can_be_read_back(document: Document, made: bytes, tmp_path: Path) -> None:
    text = text_of(read(made, tmp_path))
    for section in document.answers:
        assert squeezed(section.heading) in text
        for row in section.rows:
            assert row.spare or squeezed(row.heading) in text
            for quote in row.quotes:
                # A row may be cut by the end of a page, so words are looked for, not the whole.
                assert all(squeezed(word) in text for word in quote.text.split())
    assert squeezed(document.subtitle) in text
    assert squeezed("".join(piece.text for piece in document.summary)) in text


def test_pages_and_their_numbers(made: bytes, tmp_path: Path) -> None:
    pages = read(made, tmp_path).pages
    assert 2 <= len(pages) <= 6, "eight short answers; ten of a minute and a half are in test_export"
    for number, page in enumerate(pages, start=1):
        assert f"Second Round · made on this computer · {number} of {len(pages)}" in page.extract_text()


def test_title_language_author_and_date(document: Document, made: bytes, tmp_path: Path) -> None:
    reader = read(made, tmp_path)
    about = reader.metadata
    assert about is not None
    assert about.title == document.title
    assert about.author == "Second Round"
    assert about.creation_date is not None
    assert about.creation_date.date() == document.created.date()
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("en")


def test_it_is_tagged_and_has_bookmarks(document: Document, made: bytes, tmp_path: Path) -> None:
    reader = read(made, tmp_path)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    outline = str(reader.outline)
    assert all(section.heading[:40] in outline for section in document.answers)


def test_a_session_that_began_between_two_seconds(document: Document, tmp_path: Path) -> None:
    begun = replace(document, created=document.created.replace(microsecond=123_456))
    assert len(read(to_pdf(begun), tmp_path).pages) > 0


def test_the_same_session_gives_the_same_bytes(document: Document, made: bytes) -> None:
    assert to_pdf(document) == made


def test_words_are_never_source(session_of: Callable[[str], Session], words: Words, tmp_path: Path) -> None:
    reader = read(to_pdf(build_document(session_of(MARKUP), words)), tmp_path)
    assert squeezed(MARKUP) in text_of(reader)
    assert len(reader.pages) == 1


@pytest.mark.parametrize(
    "text",
    [
        "مرحبا بالعالم هذا اختبار",
        "नमस्ते दुनिया यह परीक्षण है",
        "你好 世界 面试 练习",
        "Emoji 😀 👍🏽 👩\u200d💻 and a flag 🇨🇭",
        "ελληνικά Русский Tiếng Việt Łódź",
        "x" * 3000 + " end",
        "\u202egnp.exe \u200b \x00\x07 \ufdd0 \U0010ffff",
        "\ud800 half a pair",
    ],
    ids=["arabic", "hindi", "chinese", "emoji", "european", "one long word", "control", "surrogate"],
)
def test_any_script_makes_a_whole_pdf(
    text: str, session_of: Callable[[str], Session], words: Words, tmp_path: Path
) -> None:
    reader = read(to_pdf(build_document(session_of(text), words)), tmp_path)
    assert "Whatworked" in text_of(reader)


@pytest.mark.parametrize("text", ["你好 世界 面试 练习", "नमस्ते दुनिया", "emoji 👩\u200d💻 ok"])
def test_text_without_a_glyph_of_its_own_can_still_be_copied(
    text: str, session_of: Callable[[str], Session], words: Words, tmp_path: Path
) -> None:
    reader = read(to_pdf(build_document(session_of(text), words)), tmp_path)
    assert squeezed(text) in squeezed(copied(reader.pages[0]))


def test_text_that_our_fonts_have_is_in_the_text_layer(
    session_of: Callable[[str], Session], words: Words, tmp_path: Path
) -> None:
    text = "Łukasz said naïve things: 3 × 4 ≥ 10 €, “fine” … Ελλάδα, Москва, Việt"
    assert squeezed(text) in text_of(read(to_pdf(build_document(session_of(text), words)), tmp_path))


def test_no_word_runs_over_the_edge(
    session_of: Callable[[str], Session], words: Words, tmp_path: Path
) -> None:
    reader = read(to_pdf(build_document(session_of("y" * 2000), words)), tmp_path)
    lines = [line for page in reader.pages for line in page.extract_text().splitlines() if "yyyy" in line]
    assert len(reader.pages) >= 2
    assert max(len(line.strip()) for line in lines) < 100, "the page is 493 points wide, a y more than 5"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=200))
def test_anything_can_be_set(text: str, session_of: Callable[[str], Session], words: Words) -> None:
    assert to_pdf(build_document(session_of(" ".join(text.split()) or "a"), words)).startswith(b"%PDF")


def test_twenty_long_answers(session: Session, words: Words, tmp_path: Path) -> None:
    answer = session.answers[2]
    assert answer.score is not None
    longer = " ".join([answer.score.text] * 50)  # 5,200 words
    one = replace(answer, transcript=None, score=replace(answer.score, text=longer))
    many = replace(session, answers=tuple(replace(one, position=place) for place in range(20)))
    reader = read(to_pdf(build_document(many, words)), tmp_path)
    last = reader.pages[-1].extract_text()
    assert f"{len(reader.pages)} of {len(reader.pages)}" in last
    assert "20 · Tell me about a time" in str(reader.outline)


def test_an_empty_session(session: Session, words: Words, tmp_path: Path) -> None:
    reader = read(to_pdf(build_document(replace(session, answers=()), words)), tmp_path)
    assert len(reader.pages) == 1
    assert "No answers were kept in this session." in reader.pages[0].extract_text()


def test_a_failure_of_the_typesetter_is_a_report_error(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_module, "_as_json", lambda _: json.dumps({"title": "nothing else"}))
    with pytest.raises(ReportError) as raised:
        to_pdf(document)
    assert raised.value.message.id == "error.report.typesetter"
