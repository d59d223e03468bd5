import re
import tomllib
from pathlib import Path

from coach.resources import asset_text


def test_every_error_of_this_room_has_its_sentence_and_every_sentence_its_error(repo: Path) -> None:
    catalogue = tomllib.loads(asset_text("words/en.toml"))["error"]
    sentences = {
        f"error.{table}.{name}" for table in ("audio", "sound_file", "disk") for name in catalogue[table]
    }
    code = "".join(path.read_text(encoding="utf-8") for path in (repo / "coach").rglob("*.py"))
    used = set(re.findall(r'"(error\.(?:audio|sound_file|disk)\.\w+)"', code))

    assert used == sentences
