"""Answers and sessions as a person likes to read them in a terminal.

It lays out what ``coach.reports`` has worded; it words nothing itself.
"""

from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from coach.reports.document import AnswerSection, Document, Passage, Quote, Row, Segment

STYLES = {"situation": "blue", "task": "magenta", "action": "green", "result": "yellow"}
"""One colour a STAR part; the part's word stands before each stretch, so colour is never all there is."""

STRIP_COLUMNS = 60


def question_panel(number_line: str, text: str, hint: str) -> Panel:
    """A question as it is asked.

    Args:
        number_line: Such as "Question 1 of 3".
        text: The question.
        hint: How long to aim for; empty for none.

    Returns:
        What to print.
    """
    body = Group(Text(text, style="bold"), Text(hint, style="dim")) if hint else Text(text, style="bold")
    return Panel(body, title=Text(number_line), title_align="left", box=box.ROUNDED, padding=(1, 2))


def section(answer: AnswerSection, legend: str = "") -> RenderableType:
    """One answer with its feedback.

    Args:
        answer: As worded.
        legend: What underlined and italic words are here; shown where there are any.

    Returns:
        What to print.
    """
    parts: list[RenderableType] = [Text(f"{answer.number} · {answer.heading}", style="bold"), Text()]
    if answer.status:
        parts.append(Text(answer.status, style="italic"))
    if answer.strip:
        parts.append(_strip(answer.strip))
    facts = (answer.parts_line, answer.measures_line)
    parts += [Text(" · ".join(line), style="dim") for line in facts if line]
    if answer.passages:
        parts += [Text(), _transcript(answer.passages)]
    if answer.legend and legend:
        parts.append(Text(legend, style="dim"))
    if answer.rows:
        parts += [Text(), _rows(answer.rows)]
    return Padding(Group(*parts), (1, 0))


def overview(document: Document) -> RenderableType:
    """A session in short: title, summary, and the levels of every answer.

    Args:
        document: As worded.

    Returns:
        What to print.
    """
    summary = Text()
    for piece in document.summary:
        summary.append(piece.text, style="bold" if piece.strong else "")
    parts: list[RenderableType] = [
        Text(document.title, style="bold"),
        Text(document.subtitle, style="dim"),
        Text(),
        summary,
    ]
    if document.levels is not None:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column(document.levels.heading, overflow="fold", ratio=1)
        for name in document.levels.columns:
            table.add_column(name, justify="center", no_wrap=True)
        for row in document.levels.rows:
            table.add_row(f"{row.number} · {row.question}", *row.cells)
        parts += [Text(), table, Text(document.scale, style="dim")]
    return Group(*parts)


def files_table(heading: str, files: Sequence[tuple[str, Path]]) -> Table:
    """Where files are.

    Args:
        heading: Over the table.
        files: What each is, and its path.

    Returns:
        What to print.
    """
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_header=False, title=Text(heading), title_justify="left"
    )
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, path in files:
        table.add_row(name, str(path))
    return table


def print_document(console: Console, document: Document, legend: str = "") -> None:
    """Print a whole session: each answer, then the overview.

    Args:
        console: Where.
        document: As worded.
        legend: As for ``section``.
    """
    for answer in document.answers:
        console.print(section(answer, legend))
        console.rule(style="dim")
    console.print(overview(document))


def _strip(segments: Sequence[Segment]) -> Text:
    """The parts' shares as one line of blocks, each with its letter where it is wide enough."""
    line = Text()
    for segment in segments:
        columns = max(1, round(segment.share * STRIP_COLUMNS))
        look = STYLES.get(segment.part, "bright_black")
        block = segment.letter.center(columns) if segment.letter and columns >= 3 else " " * columns
        line.append(block, style=f"black on {look}")
    return line


def _transcript(passages: Sequence[Passage]) -> Text:
    text = Text()
    for passage in passages:
        look = STYLES.get(passage.part, "")
        if passage.asked:
            text.append(f"\n{passage.asked}\n" if text else f"{passage.asked}\n", style="dim italic")
        if passage.label:
            text.append(f" {passage.label} ", style=f"black on {look}")
            text.append(" ")
        for run in passage.runs:
            marks = [look, "underline" if run.filler else "", "italic dim" if run.unsure else ""]
            text.append(run.text, style=" ".join(mark for mark in marks if mark))
    return text


def _rows(rows: Sequence[Row]) -> Table:
    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False, show_lines=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(row.heading, _row_text(row))
    return table


def _row_text(row: Row) -> Text:
    text = Text()
    if row.quote_first:
        _append_quotes(text, row.quotes)
    if row.text:
        if text:
            text.append("\n")
        text.append(row.text)
    if not row.quote_first and row.quotes:
        if text:
            text.append("\n")
        _append_quotes(text, row.quotes)
    if row.note:
        text.append(f"\n{row.note}", style="dim")
    return text


def _append_quotes(text: Text, quotes: Sequence[Quote]) -> None:
    for index, quote in enumerate(quotes):
        if index:
            text.append("\n")
        text.append(f"“{quote.text}”", style="italic")
        if quote.at:
            text.append(f" {quote.at}", style="dim")
