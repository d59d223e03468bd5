"""Documents as they come from the world: two columns, tables, menus around; and files that are none."""

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from coach.errors import InputError
from coach.prepare.documents import MAX_BYTES, html_text, read_document


def pdf(source: str) -> bytes:
    import typst

    return typst.compile(source.encode())


COLUMNS = """#set page(columns: 2, width: 14cm, height: 10cm)
= Care assistant
What you will need
- Patience with people who are afraid
- A driving licence
#colbreak()
What we offer
- A pension
"""


def test_a_pdf_with_two_columns_is_read_one_column_after_the_other(tmp_path: Path) -> None:
    file = tmp_path / "advert.pdf"
    file.write_bytes(pdf(COLUMNS))
    text = read_document(file)
    places = [
        text.index(part) for part in ("Care assistant", "driving licence", "What we offer", "A pension")
    ]
    assert places == sorted(places)


def test_a_word_file_gives_its_paragraphs_lists_and_tables(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Shift leader")
    document.add_paragraph("Forklift licence", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Hours", "37 a week"
    document.add_paragraph("Apply by Friday.")
    document.save(str(tmp_path / "advert.docx"))
    assert read_document(tmp_path / "advert.docx").split("\n") == [
        "Shift leader",
        "- Forklift licence",
        "Hours 37 a week",
        "",
        "Apply by Friday.",
    ]


def test_a_page_is_read_without_what_stands_around_it(tmp_path: Path) -> None:
    file = tmp_path / "advert.html"
    file.write_text(
        "<html><head><title>Jobs</title><style>p {color: red}</style></head><body><nav>Home Jobs</nav>"
        "<h1>Baker</h1><p>You rise <b>ear</b>ly,\n and like it.</p><ul><li>Two years in a bakery</li>"
        "<li>A clean <i>driving</i> licence</li></ul><script>alert(1)</script><!-- hidden -->"
        "<footer>Cookies</footer></body></html>",
        encoding="utf-8",
    )
    assert [line for line in read_document(file).split("\n") if line] == [
        "Baker",
        "You rise early, and like it.",
        "- Two years in a bakery",
        "- A clean driving licence",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_of_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "advert.txt").write_bytes("Café – señor “boss”\r\nTwo years".encode(encoding))
    assert read_document(tmp_path / "advert.txt") == "Café – señor “boss”\nTwo years"


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("secret"))))
    writer.encrypt("key", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"\0" * 150_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", b"%PDF-1.7\nnothing", "error.prepare.damaged"),
        ("a.docx", b"PK\x03\x04 not a zip", "error.prepare.damaged"),
        ("a.exe", b"MZ", "error.prepare.unknown_kind"),
        ("a.txt", b"  \n", "error.prepare.no_words"),
        ("a.txt", b"a\x00b\x00\x81", "error.prepare.damaged"),
        ("a.txt", b"word " * 60_000, "error.prepare.too_long"),
        ("a.txt", b"x" * (MAX_BYTES + 1), "error.toml.too_large"),
    ],
)
def test_what_is_no_document_gives_one_clear_line(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / name)
    assert caught.value.message.id == problem


@pytest.mark.parametrize(
    ("make", "problem"), [(locked_pdf, "error.prepare.locked"), (bomb, "error.prepare.damaged")]
)
def test_locked_and_exploding_files_are_refused(tmp_path: Path, make, problem: str) -> None:  # noqa: ANN001
    file = tmp_path / ("a.pdf" if make is locked_pdf else "a.docx")
    file.write_bytes(make())
    with pytest.raises(InputError) as caught:
        read_document(file)
    assert caught.value.message.id == problem


def test_a_page_that_nests_without_end_is_read(tmp_path: Path) -> None:
    file = tmp_path / "deep.html"
    file.write_text("<div>" * 50_000 + "word" + "<script>" * 9, encoding="utf-8")
    assert read_document(file) == "word"


BROKEN = pdf("= Advert\nTwo years in a bakery")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, 4_000), byte=st.integers(0, 255), cut=st.integers(0, 4_000))
def test_a_broken_file_is_read_or_refused_and_never_more(
    tmp_path: Path, place: int, byte: int, cut: int
) -> None:
    raw = bytearray(BROKEN)
    raw[place % len(raw)] = byte
    file = tmp_path / "broken.pdf"
    file.write_bytes(raw[: len(raw) - cut % len(raw)])
    with contextlib.suppress(InputError):
        assert read_document(file)


def test_markup_in_a_page_stays_text() -> None:
    assert html_text("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>").strip() == "<script>alert(1)</script>"
