"""5,000 broken and hostile files: databases, backups, banks, JSON, company files, settings, sound."""

from pathlib import Path

import pytest
from hostile_files import good_files, troubles

from coach.resources import shipped_banks

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"


@pytest.mark.timeout(7200)
def test_five_thousand_broken_files_are_answered_with_a_clear_error(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    flac = sorted(SAMPLES.rglob("*.flac"))[0]
    goods = good_files(made, shipped_banks()[0], flac)
    found = list(troubles(tmp_path, goods, count=5_000, seed=2))
    assert found == [], "\n".join(found)
