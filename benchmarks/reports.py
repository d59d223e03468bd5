"""Reports: a PDF of ten answers, against the Markdown of the same document."""

from functools import partial

from benchmarks.figure import Figure, median_s
from coach.reports import build_document
from coach.reports.html import to_html
from coach.reports.markdown import to_markdown
from coach.reports.pdf import to_pdf
from coach.testing.long_session import ANSWERS, ten_answers
from coach.words import Words

RUNS = 5


def measure() -> list[Figure]:
    """Time the renderers on one document; the first PDF, which loads the typesetter, is told apart."""
    document = build_document(ten_answers(), Words.load())
    first_s = median_s(partial(to_pdf, document), 1)
    markdown_s = median_s(partial(to_markdown, document), RUNS)
    rows = (
        ("PDF, the first of a run", first_s, 1, "1 s"),
        ("PDF", median_s(partial(to_pdf, document), RUNS), RUNS, "1 s"),
        ("HTML", median_s(partial(to_html, document), RUNS), RUNS, ""),
    )
    return [
        Figure(
            name=f"report of {ANSWERS} answers: {name}",
            value=value,
            unit="s",
            runs=runs,
            reference=markdown_s,
            reference_name="Markdown",
            aim=aim,
        )
        for name, value, runs, aim in rows
    ]
