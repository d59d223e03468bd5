"""Adverts as they come from the world, made here: what a person would read out of them is what is found."""

from pathlib import Path

import pytest
from docx import Document

from coach.model.preparation import Need
from coach.prepare.advert import read_advert
from coach.prepare.documents import html_text, read_document

MUSTS = [
    "Help residents to bed and through the night",
    "Patience with people who are afraid or confused, and the willingness to sit with them",
    "A full driving licence",
    "Willing to work three nights a week including alternate weekends",
]
WISHES = ["NVQ Level 2 in care", "A little Polish"]

ACROSS = """#set page(width: 21cm, height: 20cm)
= Night care assistant
#grid(columns: (1fr, 1fr), column-gutter: 1cm, row-gutter: 6pt,
[*What you will need*], [*What we offer*],
[- Patience with people who are afraid], [- A pension with 6% from us],
[- A full driving licence], [- Twenty-eight days of holiday],
[- Willing to work three nights a week], [- Experience of a lifetime],
[*Nice to have*], [*How to apply*],
[- NVQ Level 2 in care], [Ring Jo on 01743 555 019 for],
[- A little Polish], [a form by Friday.],
)
"""
DOWN = """#set page(width: 21cm, height: 20cm, columns: 2)
#set text(size: 10pt, hyphenate: true, lang: "en")
#set par(justify: true)
#place(top, scope: "parent", float: true)[= Night care assistant]
*About us* \\
Meadow Bank is a home for forty residents beside the river and has been family run since it opened in 1974.

*What you will do*
- Help residents to bed and through the night

*What you will need*
- Patience with people who are afraid or confused, and the willingness to sit with them
- A full driving licence
#colbreak()
- Willing to work three nights a week including alternate weekends

*Nice to have*
- NVQ Level 2 in care
- A little Polish

*What we offer*
- A pension with 6% from us, which we have paid since the very beginning of the home
- Twenty-eight days of holiday
"""
TABLE = """#set page(width: 21cm, height: 12cm)
= Electrician
#grid(columns: (4cm, 1fr), row-gutter: 6pt,
[Place], [Three sites in Hull],
[Hours], [Thirty-nine a week],
[You need], [A gold card],
[You start], [On the first of May],
[Pay], [Above the usual],
)
"""


def found(file: Path, need: Need) -> list[str]:
    return [each.text for each in read_advert(read_document(file)).requirements if each.need is need]


def pdf(folder: Path, source: str) -> Path:
    import typst

    file = folder / "advert.pdf"
    file.write_bytes(typst.compile(source.encode()))
    return file


def test_a_pdf_whose_columns_were_set_one_after_the_other(tmp_path: Path) -> None:
    file = pdf(tmp_path, DOWN)
    assert found(file, Need.MUST) == MUSTS
    assert found(file, Need.NICE) == WISHES


def test_a_pdf_whose_columns_were_written_line_by_line_across(tmp_path: Path) -> None:
    file = pdf(tmp_path, ACROSS)
    assert found(file, Need.MUST) == [
        "Patience with people who are afraid",
        "A full driving licence",
        "Willing to work three nights a week",
    ]
    assert found(file, Need.NICE) == WISHES


def test_a_table_of_a_pdf_is_read_across(tmp_path: Path) -> None:
    lines = read_document(pdf(tmp_path, TABLE)).split("\n")
    assert "Place Three sites in Hull" in lines
    assert "You need A gold card" in lines


def specification(folder: Path, *rows: tuple[str, ...], head: tuple[str, ...]) -> Path:
    document = Document()
    document.add_heading("Night care assistant")
    document.add_paragraph("Meadow Bank is a home for forty residents.")
    facts = document.add_table(rows=0, cols=2)
    for name, value in (("Salary", "£24,570 a year"), ("Experience", "See below")):
        cells = facts.add_row().cells
        cells[0].text, cells[1].text = name, value
    table = document.add_table(rows=0, cols=len(head))
    for row in (head, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("To apply, send the form by Friday.")
    file = folder / "advert.docx"
    document.save(str(file))
    return file


def test_a_word_file_with_a_column_for_musts_and_one_for_wishes(tmp_path: Path) -> None:
    file = specification(
        tmp_path,
        ("Qualifications", "A full driving licence\nFirst aid at work", "NVQ Level 2 in care"),
        ("Experience", "Two years with older people", "A little Polish\nNight shifts"),
        head=("Criteria", "Essential", "Desirable"),
    )
    assert found(file, Need.MUST) == [
        "A full driving licence",
        "First aid at work",
        "Two years with older people",
    ]
    assert found(file, Need.NICE) == ["NVQ Level 2 in care", "A little Polish", "Night shifts"]


@pytest.mark.parametrize(
    ("head", "must", "wish"),
    [
        (("Requirement", "Essential", "Desirable"), ("x", ""), ("", "x")),
        (("Requirement", "Essential / desirable", "How we look"), ("E", "Form"), ("D", "Interview")),
        (("Requirement", "Essential or desirable", "How"), ("Essential", "Form"), ("Desirable", "Form")),
    ],
)
def test_a_word_file_whose_rows_are_marked(
    tmp_path: Path, head: tuple[str, ...], must: tuple[str, ...], wish: tuple[str, ...]
) -> None:
    file = specification(
        tmp_path,
        ("A full driving licence", *must),
        ("A little Polish", *wish),
        ("Patience with people who are afraid", *must),
        head=head,
    )
    assert found(file, Need.MUST) == ["A full driving licence", "Patience with people who are afraid"]
    assert found(file, Need.NICE) == ["A little Polish"]


def test_a_word_file_whose_page_is_laid_out_in_a_table(tmp_path: Path) -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=2).cell(0, 1)
    cell.text = "What you will need"
    for text in ("A full driving licence", "Two years in a kitchen"):
        cell.add_paragraph(text, style="List Bullet")
    inner = cell.add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "What we offer\nMeals on every shift"
    file = tmp_path / "advert.docx"
    document.save(str(file))
    assert found(file, Need.MUST) == ["A full driving licence", "Two years in a kitchen"]


PAGE = """<!doctype html><html><head><title>Night care assistant | Jobs</title>
<script>window.dataLayer = ["You must have cookies"];</script>
<style>.x:before {content: "Essential: a licence"}</style></head>
<body><form id="aspnetForm" action="/"><header><nav><ul><li>You must log in</li></ul></nav></header>
<div class="cookie" style="display: none">You need to accept the essential cookies.</div>
<main><h1>Night care assistant</h1>
<p>Meadow Bank is a home for <b>forty</b> residents.</p>
<h2>What you&rsquo;ll do</h2>
<ul><li><p>Help residents to bed <span>and through the night</span></p></li></ul>
<h2>What you&#8217;ll need</h2>
<ul>
  <li><p><span>Patience with people who are afraid or con&shy;fused, and the willingness to
     sit with them</span></p></li>
  <li>Papers:
    <ul><li>A full driving licence</li></ul></li>
  <li><div>Willing to work three nights a week<br>including alternate weekends</div></li>
</ul>
<script type="text/javascript">document.write("<li>A PhD is required</li>")</script>
<h2>It would be great if you had</h2>
<ul><li>NVQ Level 2 in care</li><li>A little Polish</li></ul>
<table><tr><th>Hours</th><td>30</td></tr><tr><th>Pay</th><td>&pound;12.60 an hour</td></tr></table>
</main><button>You must apply now</button>
<footer>We need your consent <p>and your licence</p></footer></form></body></html>
"""


def test_a_page_with_scripts_nested_lists_and_what_stands_around(tmp_path: Path) -> None:
    file = tmp_path / "advert.html"
    file.write_text(PAGE, encoding="utf-8")
    assert found(file, Need.MUST) == MUSTS
    assert found(file, Need.NICE) == WISHES
    text = read_document(file)
    assert "Hours 30" in text
    assert not any(word in text for word in ("cookies", "PhD", "log in", "consent", "apply now"))


def test_a_page_sorts_its_table_as_a_word_file_does() -> None:
    page = (
        "<table><thead><tr><th></th><th>Essential</th><th>Desirable</th></tr></thead><tbody>"
        "<tr><td>Papers</td><td><ul><li>A full driving licence</li><li>First aid</li></ul></td>"
        "<td><p>NVQ Level 2 in care</p></td></tr></tbody></table><p>Ring Jo.</p>"
    )
    assert [line for line in html_text(page).split("\n") if line] == [
        "Essential",
        "- A full driving licence",
        "- First aid",
        "Desirable",
        "- NVQ Level 2 in care",
        "Ring Jo.",
    ]


def test_a_page_that_ends_inside_a_table_is_read_to_its_end() -> None:
    assert "Two years" in html_text("<table><tr><td>Two years")
