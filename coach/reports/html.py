"""A document as one HTML file that needs nothing else: no script, no outside address, every word escaped.

The policy in its head forbids a reader to load or to run anything, whatever stands in the text.
"""

from html import escape

from coach.reports.document import (
    AnswerSection,
    Document,
    LevelsRow,
    LevelsTable,
    Passage,
    Quote,
    Row,
    Run,
    Segment,
)
from coach.reports.plain import plain
from coach.resources import asset_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(document: Document) -> str:
    """Render a document.

    Args:
        document: What to render.

    Returns:
        HTML 5 in UTF-8 that ends with a line feed.
    """
    body = [
        f'<p class="small">{_text(document.subtitle)}</p>',
        f"<h1>{_text(document.title)}</h1>",
        _summary(document),
    ]
    if document.note:
        body.append(f'<p class="small">{_text(document.note)}</p>')
    if document.levels is not None:
        body += [_table(document.levels), f'<p class="small">{_text(document.scale)}</p>']
    if document.rows:
        body.append(_rows(document.rows))
    for section in document.answers:
        if section.group:
            body.append(f"<h2>{_text(section.group)}</h2>")
        body.append(_section(section))
    body.append(f"<footer>{_text(document.footer)}</footer>")
    lines = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="{_text(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="author" content="{_text(document.author)}">\n'
        f"<title>{_text(document.title)}</title>\n"
        f"<style>\n{asset_text('report/report.css')}</style>\n"
        f"</head>\n<body>\n<main>\n{lines}\n</main>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(plain(text), quote=True)


def _summary(document: Document) -> str:
    pieces = [
        f"<strong>{_text(piece.text)}</strong>" if piece.strong else _text(piece.text)
        for piece in document.summary
    ]
    return f'<p class="summary">{"".join(pieces)}</p>'


def _table(levels: LevelsTable) -> str:
    columns = "".join(f'<th scope="col">{_text(name)}</th>' for name in levels.columns)
    head = f'<tr><th></th><th scope="col" class="words">{_text(levels.heading)}</th>{columns}</tr>'
    rows = "\n".join(_table_row(row, levels) for row in levels.rows)
    table = f"<table>\n<thead>{head}</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    return f'<div class="scroll">\n{table}\n</div>'


def _table_row(row: LevelsRow, levels: LevelsTable) -> str:
    if row.cells:
        cells = "".join(
            f'<td class="{"level" if cell.isdigit() else "none"}">{_text(cell)}</td>' for cell in row.cells
        )
    else:
        cells = f'<td class="none" colspan="{len(levels.columns)}">{_text(row.note)}</td>'
    return (
        f'<tr><td class="none">{row.number}</td>'
        f'<th scope="row" class="words">{_text(row.question)}</th>{cells}</tr>'
    )


def _section(section: AnswerSection) -> str:
    parts = [f"<h3>{section.number} · {_text(section.heading)}</h3>"]
    if section.status:
        parts.append(f'<p class="small">{_text(section.status)}</p>')
    if section.strip:
        # The line of amounts below says the same in words.
        strip = "".join(map(_segment, section.strip))
        parts.append(f'<div class="strip" aria-hidden="true">{strip}</div>')
    facts = " · ".join((*section.parts_line, *section.measures_line))
    if facts:
        parts.append(f'<p class="small">{_text(facts)}</p>')
    if section.sound:
        parts.append(
            f'<p class="small"><a href="{_text(section.sound)}">{_text(section.sound_label)}</a></p>'
        )
    if section.passages:
        told = any(passage.part for passage in section.passages)
        said = "".join(_passage(passage, told=told) for passage in section.passages)
        parts.append(f'<p class="transcript" dir="auto">{said}</p>')
    if section.legend:
        parts.append(f'<p class="legend">{_text(section.legend)}</p>')
    if section.rows:
        parts.append(_rows(section.rows))
    inside = "\n".join(parts)
    return f"<section>\n{inside}\n</section>"


def _segment(segment: Segment) -> str:
    look = f' class="{_text(segment.part)}"' if segment.part else ""
    return f'<span{look} style="flex-grow:{segment.share:.4f}">{_text(segment.letter)}</span>'


def _passage(passage: Passage, *, told: bool) -> str:
    asked = f'<span class="asked">{_text(passage.asked)}</span>' if passage.asked else ""
    label = (
        f'<span class="part {_text(passage.part)}">{_text(passage.label)}</span> ' if passage.label else ""
    )
    said = "".join(map(_run, passage.runs))
    if told and not passage.part:
        said = f'<span class="loose">{said}</span>'
    return f"{asked}{label}{said}"


def _run(run: Run) -> str:
    look = "filler" if run.filler else "unsure" if run.unsure else ""
    return f'<span class="{look}">{_text(run.text)}</span>' if look else _text(run.text)


def _rows(rows: tuple[Row, ...]) -> str:
    entries = "\n".join(f"<dt>{_text(row.heading)}</dt><dd>{_row(row)}</dd>" for row in rows)
    return f"<dl>\n{entries}\n</dl>"


def _row(row: Row) -> str:
    quotes = [_quote(quote) for quote in row.quotes]
    said = [_text(row.text)] if row.text else []
    pieces = [*quotes, *said] if row.quote_first else [*said, *quotes]
    made = f'<p dir="auto">{" ".join(pieces)}</p>'
    return made + (f'<p class="quiet" dir="auto">{_text(row.note)}</p>' if row.note else "")


def _quote(quote: Quote) -> str:
    said = f"<q>{_text(quote.text)}</q>"
    return f'{said} <span class="at">{_text(quote.at)}</span>' if quote.at else said
