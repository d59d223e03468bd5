"""The JSON of all sessions of a library of years, beside that of a tenth of it: time and memory.

Each export runs in a process of its own, so that the peak of its memory is its own.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.library import LARGE, SMALL, fill

CHILD = """
import resource, sys, time
from datetime import date
from pathlib import Path
from coach.library import Library
from coach.reports.session_files import write_period
from coach.words import Words
folder = Path(sys.argv[1])
words = Words.load()
with Library.open(folder) as library:
    library.session(library.sessions()[0].id)
    began = time.perf_counter()
    write_period(library, date(2000, 1, 1), date(2100, 1, 1), words, wanted="json", path=folder / "all.json")
    took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(took, after)
"""
_KIB = 1024


def _export(sessions: int) -> tuple[float, float]:
    """Seconds, and the peak memory of the process in MB."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        fill(folder, sessions)
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(folder)], check=True, capture_output=True, text=True
        )
    took, peak = (float(part) for part in done.stdout.split())
    return took, peak * _KIB / 1e6


def measure() -> list[Figure]:
    """Export both."""
    small, large = _export(SMALL), _export(LARGE)
    return [
        Figure(
            name=f"JSON of {LARGE:,} sessions: a session",
            value=1000 * large[0] / LARGE,
            unit="ms",
            runs=1,
            reference=1000 * small[0] / SMALL,
            reference_name=f"of {SMALL:,}",
            aim="linear: ratio near 1",
        ),
        Figure(
            name=f"JSON of {LARGE:,} sessions: peak memory of the process",
            value=large[1],
            unit="MB",
            runs=1,
            reference=small[1],
            reference_name=f"of {SMALL:,}",
            aim="100 MB at most",
        ),
    ]
