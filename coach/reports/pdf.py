"""A document as PDF, set by typst; the only importer of typst.

Words reach typst as JSON in ``sys.inputs``, never as source, so that nothing that was said can be markup
or code. No package is fetched: the template imports none, and the fonts are those in ``assets/fonts``.
"""

import dataclasses
import json
import logging
from datetime import UTC
from typing import Any

from coach.errors import ReportError
from coach.reports.document import Document
from coach.reports.plain import plain
from coach.resources import asset

_log = logging.getLogger(__name__)


def to_pdf(document: Document) -> bytes:
    """Render a document.

    Args:
        document: What to render.

    Returns:
        A tagged PDF with bookmarks; the same document gives the same bytes.

    Raises:
        ReportError: The typesetter is missing or failed.
    """
    try:
        import typst
    except ImportError as error:
        raise ReportError("error.report.typesetter_missing") from error
    folder = str(asset("report"))
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(asset("report/report.typ")),
            root=folder,
            font_paths=[str(asset("fonts"))],
            ignore_system_fonts=True,
            sys_inputs={"document": _as_json(document)},
            # The template imports no package; pointed at a folder without any, typst looks nowhere else.
            package_path=folder,
            package_cache_path=folder,
            timestamp=document.created.astimezone(UTC).replace(microsecond=0),  # typst takes whole seconds
            format="pdf",
        )
    except typst.TypstError as error:
        raise ReportError("error.report.typesetter", reason=str(error).splitlines()[0]) from error
    for warning in warnings:
        _log.warning("typst: %s", str(warning).splitlines()[0])
    if not isinstance(pdf, bytes):
        raise ReportError("error.report.typesetter", reason="no PDF")
    return pdf


def _as_json(document: Document) -> str:
    values = dataclasses.asdict(document)
    created = document.created
    values["created"] = {"year": created.year, "month": created.month, "day": created.day}
    return json.dumps(_clean(values))


def _clean(value: Any) -> Any:  # noqa: ANN401 - JSON, whose type is recursive
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _clean(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(entry) for entry in value]
    return value
