"""Job adverts and pages about a company as text, from files that are hostile until read.

The one importer of pypdf and python-docx.
"""

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from coach.errors import InputError
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
_NO_TEXT = frozenset(
    ["script", "style", "noscript", "template", "svg", "nav", "footer", "form", "iframe", "head"]
)
# What the parsers meet broken files with, as trials with damaged ones show; the file is at fault each time.
_DAMAGE = (ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, RecursionError)


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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's
        if tag in _NO_TEXT and (not self._hidden or tag == self._hidden[0]):
            self._hidden.append(tag)
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag == self._hidden[0]:
            self._hidden.pop()
        elif tag in _BLOCKS or tag == "li":
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append("  ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


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
        return "\n\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, *_DAMAGE) as error:
        raise InputError("error.prepare.damaged") from error


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
            for row in block.rows:
                # Merged cells are given once each place that they cover.
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield "  ".join(cell for cell in cells if cell)
            yield ""
        else:
            style = (block.style.name or "").lower() if block.style is not None else ""
            yield f"- {block.text}" if "list" in style and block.text.strip() else block.text


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
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        plain = " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in line).split())
        if plain in {"-", "•", "*"}:
            continue
        if plain or (lines and lines[-1]):
            lines.append(plain)
    return "\n".join(lines).strip()
