"""``make bench``: measures every figure and prints one table; also writes ``build/bench.json``.

``python -m benchmarks NAME ...`` measures only those.
"""

import importlib
import json
import platform
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure

SCRIPTS = (
    "start_up",
    "scoring",
    "transcription",
    "done_to_feedback",
    "done_to_follow_up",
    "live",
    "listening",
    "speech_accuracy",
    "speech_noise",
    "speech_pauses",
    "library",
    "window",
    "window_gaps",
    "window_memory",
    "reports",
    "export_json",
    "faults",
    "kills",
)
OUT = Path("build") / "bench.json"


def main() -> None:
    """Measure and print."""
    wanted = sys.argv[1:] or SCRIPTS
    console = Console()
    figures: list[Figure] = []
    for name in wanted:
        console.print(f"measuring {name} …", style="dim")
        figures += importlib.import_module(f"benchmarks.{name}").measure()
    table = Table(title=f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    for heading in ("figure", "median", "runs", "reference", "ratio", "aim"):
        table.add_column(heading)
    for figure in figures:
        reference = "" if figure.reference is None else f"{figure.reference:.3g} {figure.unit}"
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        table.add_row(
            figure.name,
            f"{figure.value:.3g} {figure.unit}",
            str(figure.runs),
            f"{reference} {figure.reference_name}".strip(),
            ratio,
            figure.aim,
        )
    console.print(table)
    OUT.parent.mkdir(exist_ok=True)
    rows = [{**asdict(figure), "ratio": figure.ratio} for figure in figures]
    OUT.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    console.print(f"written to {OUT}", style="dim")


if __name__ == "__main__":
    main()
