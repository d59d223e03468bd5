"""A document as Markdown (CommonMark with tables), every word of the person escaped."""

import re

from coach.reports.document import AnswerSection, Document, LevelsRow, LevelsTable, Passage, Quote, Row, Run
from coach.reports.plain import plain

# Everything that CommonMark or GitHub's dialect could read as markup inside a line.
_INLINE = re.compile(r"([\\`*_\[\]<>#|~$@&])")

# What would begin a list, a quote, a heading or a rule at the start of a line.
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def to_markdown(document: Document) -> str:
    """Render a document.

    Args:
        document: What to render.

    Returns:
        Markdown that ends with a line feed.
    """
    blocks = [
        f"# {escape(document.title)}",
        escape(document.subtitle),
        "".join(
            f"**{escape(piece.text)}**" if piece.strong else escape_inside(piece.text)
            for piece in document.summary
        ).strip(),
    ]
    if document.note:
        blocks.append(f"*{escape_inside(document.note).strip()}*")
    if document.levels is not None:
        blocks += [_table(document.levels), escape(document.scale)]
    if document.rows:
        blocks.append("\n".join(_row(row) for row in document.rows))
    for section in document.answers:
        if section.group:
            blocks.append(f"# {escape_inside(section.group).strip()}")
        blocks += _section(section)
    blocks += ["---", escape(document.footer)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape(text: str) -> str:
    """Escape a text that stands at the start of a line.

    Args:
        text: Any; line feeds and tabs become spaces.

    Returns:
        Markdown that reads as the text.
    """
    inline = escape_inside(text).strip()
    return _LINE_START.sub(_hold, inline)


def escape_inside(text: str) -> str:
    """Escape a text that stands inside a line.

    Args:
        text: Any; control characters and line feeds become spaces.

    Returns:
        Markdown that reads as the text, with the space around it kept.
    """
    return _INLINE.sub(r"\\\1", plain(text))


def _hold(match: re.Match[str]) -> str:
    sign = match.group(2)
    return f"{match.group(1)}{sign[:-1]}\\{sign[-1]}"


def _table(levels: LevelsTable) -> str:
    head = " | ".join(escape_inside(name) for name in ("", levels.heading, *levels.columns))
    rule = " | ".join(["--:", ":--", *("--:" for _ in levels.columns)])
    rows = [
        " | ".join(
            [
                str(row.number),
                escape_inside(row.question),
                *(escape_inside(cell) for cell in _cells(row, levels)),
            ]
        )
        for row in levels.rows
    ]
    return "\n".join(f"| {line} |" for line in (head, rule, *rows))


def _cells(row: LevelsRow, levels: LevelsTable) -> tuple[str, ...]:
    return row.cells or (row.note, *("" for _ in levels.columns[1:]))


def _section(section: AnswerSection) -> list[str]:
    blocks = [f"## {section.number} · {escape_inside(section.heading).strip()}"]
    facts = " · ".join((*section.parts_line, *section.measures_line))
    blocks += [escape(section.status), escape(facts)]
    if section.sound:
        blocks.append(f"[{escape_inside(section.sound_label)}](<{_address(section.sound)}>)")
    blocks += [block for passage in section.passages for block in _passages(passage)]
    blocks.append(f"*{escape_inside(section.legend_plain)}*" if section.legend_plain else "")
    if section.rows:
        blocks.append("\n".join(_row(row) for row in section.rows))
    return blocks


def _address(address: str) -> str:
    """An address between angle brackets; ``as_uri`` left nothing in it that would end them."""
    return "".join(sign for sign in address if sign not in "<>\\\n")


def _passages(passage: Passage) -> list[str]:
    asked = [f"*{escape_inside(passage.asked).strip()}*"] if passage.asked else []
    return [*asked, _passage(passage)]


def _passage(passage: Passage) -> str:
    said = "".join(_run(run) for run in passage.runs).strip()
    if passage.label:
        return f"**{escape(passage.label)}:** {said}"
    return _LINE_START.sub(_hold, said)


def _run(run: Run) -> str:
    said = escape_inside(run.text)
    if run.filler and said.strip():
        return said.replace(said.strip(), f"*{said.strip()}*", 1)
    return f"{said}\\[?\\]" if run.unsure and said.strip() else said


def _row(row: Row) -> str:
    quotes = [_quote(quote) for quote in row.quotes]
    said = [escape_inside(row.text)] if row.text else []
    pieces = [*quotes, *said] if row.quote_first else [*said, *quotes]
    if row.note:
        pieces.append(escape_inside(row.note))
    return f"- **{escape_inside(row.heading)}:** {' '.join(pieces)}"


def _quote(quote: Quote) -> str:
    said = f"“{escape_inside(quote.text)}”"
    return f"{said} ({escape_inside(quote.at)})" if quote.at else said
