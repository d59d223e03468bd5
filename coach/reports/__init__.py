"""Reports: one document value, one renderer a format.

- ``document``: the value; finished sentences, nothing to look up.
- ``build``: from a session to the document.
- ``answers``, ``marking``, ``summary``: its parts.
- ``pdf``: the only importer of typst. ``markdown``: plain text.
- ``write``: files, whole or not at all.
- ``session_files``: a session's report in the format that was asked for.
"""

from coach.reports.build import build_document
from coach.reports.document import Document
from coach.reports.write import ReportFormat, render_report, write_bytes, write_report

__all__ = ["Document", "ReportFormat", "build_document", "render_report", "write_bytes", "write_report"]
