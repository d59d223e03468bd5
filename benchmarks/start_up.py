"""Starting: ``import coach`` and ``coach --help`` against an empty Python."""

import subprocess
import sys

from benchmarks.figure import Figure, median_s

RUNS = 9


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def measure() -> list[Figure]:
    """Time three commands, turn by turn."""
    empty_s = median_s(lambda: _run("-c", "pass"), RUNS)
    import_s = median_s(lambda: _run("-c", "import coach"), RUNS)
    help_s = median_s(lambda: _run("-m", "coach", "--help"), RUNS)
    reference = {"reference": empty_s, "reference_name": "an empty Python", "runs": RUNS, "unit": "s"}
    return [
        Figure(name="import coach", value=import_s, aim="no heavy import", **reference),  # type: ignore[arg-type]
        Figure(name="coach --help", value=help_s, aim="under 1 s", **reference),  # type: ignore[arg-type]
    ]
