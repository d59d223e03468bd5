"""Job adverts and pages about a company as text, from files that are hostile until read.

The one importer of pypdf and python-docx.
"""

import io
import logging
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from coach.errors import InputError
from coach.prepare.columns import Piece, unmixed
from coach.prepare.tables import Cell, table_lines
from coach.untrusted import read_bytes

MAX_BYTES = 20_000_000
MAX_CHARS = 200_000
MAX_PAGES = 100
_MAX_UNPACKED = 100_000_000
_TEXT = frozenset({".txt", ".md", ".markdown", ".text", ""})
_HTML = frozenset({".html", ".htm", ".xhtml"})
SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".xhtml", ".txt", ".md", ".markdown", ".text")
"""What can be read, for a file dialogue."""

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "ul",
        "ol",
        "table",
        "dd",
        "dt",
        "header",
        "main",
        "blockquote",
        "pre",
        "hr",
    ]
)
_CELLS = frozenset({"td", "th"})
# Not "form": older job pages are one form as a whole.
_NO_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "iframe",
        "head",
        "button",
        "select",
        "textarea",
        "dialog",
    ]
)
_BOXES = frozenset({"div", "section", "span", "ul", "aside"})
"""What a page hides by an attribute; each has an end, so that nothing else is lost with it."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_LIGATURES = dict(
    zip(map(ord, "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb06"), ("ff", "fi", "fl", "ffi", "ffl", "st"), strict=True)
)
_LONE_BULLETS = frozenset("-*o\u2022\u25cf\u25aa\u25a0\u25e6\u00b7\u2013")
# What the parsers meet broken files with, as trials with damaged ones show; the file is at fault each time.
_DAMAGE = (
    *(ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, RecursionError),
    *(ArithmeticError, AssertionError, NotImplementedError),
)


def read_document(path: Path) -> str:
    """Read the words of a document.

    Args:
        path: A text, Markdown, HTML, PDF or Word file.

    Returns:
        Its words, a line a paragraph, list items with a leading "- "; blank lines between blocks.

    Raises:
        InputError: It is none of these, too large, damaged, locked with a password, or holds no words.
    """
    suffix = path.suffix.lower()
    raw = read_bytes(path, max_bytes=MAX_BYTES)
    if raw.startswith(b"%PDF-"):
        text = _pdf(raw)
    elif suffix == ".docx" or raw.startswith(b"PK\x03\x04"):
        text = _docx(raw)
    elif suffix in _HTML:
        text = html_text(_decoded(raw))
    elif suffix in _TEXT:
        text = _decoded(raw)
    else:
        raise InputError("error.prepare.unknown_kind", file=path.name)
    tidy = _tidy(text)
    if not tidy:
        raise InputError("error.prepare.no_words", file=path.name)
    if len(tidy) > MAX_CHARS:
        raise InputError("error.prepare.too_long", limit=MAX_CHARS)
    return tidy


def html_text(source: str) -> str:
    """The words of an HTML page, without its menus, scripts and styles.

    Args:
        source: The page.

    Returns:
        Its words, a line a block.
    """
    reader = _PageText()
    reader.feed(source)
    reader.close()
    return "".join(reader.parts)


class _PageText(HTMLParser):
    """Collects words while the page goes by, so that no depth of nesting costs anything."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden: list[str] = []
        self._tables = 0
        self._rows: list[list[Cell]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            if tag == self._hidden[0]:
                self._hidden.append(tag)
        elif tag in _NO_TEXT or (tag in _BOXES and _is_hidden(dict(attrs))):
            self._hidden.append(tag)
        elif tag == "table":
            self._tables += 1
        elif tag == "tr" and self._tables == 1:
            self._end_cell()
            self._rows.append([])
        elif tag in _CELLS and self._tables == 1:
            self._end_cell()
            self._cell = []
        elif tag == "li":
            self._sink.append("\n- ")
        elif tag in _BLOCKS and not self._item_begins():
            self._sink.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[0]:
                self._hidden.pop()
        elif tag == "table" and self._tables:
            self._tables -= 1
            if not self._tables:
                self._end_table()
        elif tag in _CELLS and self._tables == 1:
            self._end_cell()
        elif tag in _BLOCKS or tag == "li":
            self._sink.append("\n")
        elif tag in _CELLS:
            self._sink.append("  ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._sink.append(re.sub(r"\s+", " ", data.replace("\u00ad", "")))

    def close(self) -> None:
        """Hand on a table that was never ended."""
        super().close()
        self._end_table()

    @property
    def _sink(self) -> list[str]:
        return self.parts if self._cell is None else self._cell

    def _item_begins(self) -> bool:
        """Whether nothing was said in this item of a list yet: its first paragraph is the item itself."""
        said = next((part for part in reversed(self._sink) if part.strip(" ")), "")
        return said == "\n- "

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        if not self._rows:
            self._rows.append([])
        self._rows[-1].append(_lines_of("".join(self._cell)))
        self._cell = None

    def _end_table(self) -> None:
        self._end_cell()
        rows, self._rows, self._tables = self._rows, [], 0
        if rows:
            self.parts.append("\n" + "\n".join(table_lines(rows)) + "\n")


def _is_hidden(attrs: dict[str, str | None]) -> bool:
    style = (attrs.get("style") or "").replace(" ", "").lower()
    return "hidden" in attrs or attrs.get("aria-hidden") == "true" or "display:none" in style


def _lines_of(text: str) -> Cell:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return tuple(line for line in lines if line and line not in _LONE_BULLETS)


def _pdf(raw: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 - only when a PDF is read
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    # What it says about damage is for nobody's log, and may quote the document.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("error.prepare.locked")
        if len(reader.pages) > MAX_PAGES:
            raise InputError("error.prepare.too_many_pages", limit=MAX_PAGES)
        return "\n\n".join(_page(page) for page in reader.pages)
    except (PyPdfError, *_DAMAGE) as error:
        raise InputError("error.prepare.damaged") from error


def _page(page: Any) -> str:  # noqa: ANN401 - pypdf's page
    """A page's words, one column after the other also where they were written line by line across."""
    pieces: list[Piece] = []

    def note(text: str, at: Sequence[float], line: Sequence[float], *_font: object) -> None:
        x = line[4] * at[0] + line[5] * at[2] + at[4]
        y = line[4] * at[1] + line[5] * at[3] + at[5]
        if math.isfinite(x) and math.isfinite(y):
            pieces.append(Piece(x, y, text))

    plain = page.extract_text(visitor_text=note)
    columns = unmixed(pieces)
    return _mended(plain if columns is None else columns)


def _mended(text: str) -> str:
    """Words that were cut at a line's end are whole again, and list marks stand before their items."""
    whole = re.sub(r"\u00ad[ \t]*\n[ \t]*(?=[a-z])", "", text).replace("\u00ad", "-")
    # Word's list marks come from symbol fonts, as characters that belong to nobody.
    whole = re.sub(r"^([ \t]*)[\ue000-\uf8ff](?=\s)", "\\1\u2022", whole, flags=re.MULTILINE)
    alone = "".join(map(re.escape, _LONE_BULLETS))
    return re.sub(rf"^([ \t]*[{alone}])[ \t]*\n+[ \t]*(?=\S)", r"\1 ", whole, flags=re.MULTILINE)


def _docx(raw: bytes) -> str:
    from docx import Document  # noqa: PLC0415 - only when a Word file is read
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MAX_UNPACKED:
                raise InputError("error.prepare.damaged")
        document = Document(io.BytesIO(raw))
        return "\n".join(_docx_lines(document))
    except (zipfile.BadZipFile, OpcError, *_DAMAGE) as error:
        raise InputError("error.prepare.damaged") from error


def _docx_lines(document: Any) -> Iterator[str]:  # noqa: ANN401 - the library's classes have no types of use here
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from table_lines([_docx_cells(row) for row in block.rows])
            yield ""
        else:
            for number, line in enumerate(block.text.split("\n")):
                yield f"- {line}" if number == 0 and line.strip() and _is_item(block) else line


def _docx_cells(row: Any) -> list[Cell]:  # noqa: ANN401 - as above
    # Merged cells are given once each place that they cover, and are empty in all but the first.
    seen: list[Any] = []
    cells: list[Cell] = []
    for cell in row.cells:
        cells.append(() if cell._tc in seen else _lines_of("\n".join(_docx_lines(cell))))  # noqa: SLF001 - no other name
        seen.append(cell._tc)  # noqa: SLF001 - as above
    return cells


def _is_item(paragraph: Any) -> bool:  # noqa: ANN401 - as above
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    properties = paragraph.paragraph_format.element.pPr
    return "list" in style or (properties is not None and properties.numPr is not None)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise InputError("error.prepare.damaged") from error
    if b"\x00" in raw:
        raise InputError("error.prepare.damaged")
    return raw.decode("cp1252", errors="replace")  # what old Windows programs write


def _tidy(text: str) -> str:
    lines: list[str] = []
    text = text.translate(_INVISIBLE).translate(_LIGATURES)
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        plain = " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in line).split())
        if plain in {"-", "•", "*"}:
            continue
        if plain or (lines and lines[-1]):
            lines.append(plain)
    return "\n".join(lines).strip()
