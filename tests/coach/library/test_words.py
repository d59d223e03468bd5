"""Every sentence that the library may give is written, and none is left over."""

import re
from pathlib import Path

from coach.words import Words


def test_sentences_and_ids_agree(repo: Path) -> None:
    used: set[str] = set()
    for source in (repo / "coach" / "library").glob("*.py"):
        used |= set(re.findall(r'"(error\.library\.\w+)"', source.read_text(encoding="utf-8")))
    written = {name for name in Words.load().catalogue.sentences if name.startswith("error.library.")}
    assert used == written
