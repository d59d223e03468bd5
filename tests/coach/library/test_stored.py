"""Files that older versions of the program wrote open in this one, with everything in them.

``stored/`` holds what those versions themselves wrote, as SQL: the sample session, without sound.
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from coach.library import Library, check
from coach.library.schema import MIGRATIONS
from coach.model.search import Wanted
from coach.model.session import Answer, AnswerStatus
from coach.testing.sessions import sample_session

Clock = Callable[[], datetime]
STORED = Path(__file__).parent / "stored"


@pytest.fixture(params=sorted(STORED.glob("*.sql")), ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, folder: Path) -> int:
    """A library as an old version left it; gives that version."""
    folder.mkdir(mode=0o700)
    text = request.param.read_text(encoding="utf-8")
    with closing(sqlite3.connect(folder / "library.sqlite3")) as connection:
        connection.executescript(text)
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_every_version_before_the_index_is_stored() -> None:
    """From the fourth on a file has a full-text index, which cannot be written as SQL."""
    versions = {int(re.sub(r"\D", "", path.stem)) for path in STORED.glob("*.sql")}
    assert versions == {1, 2, 3}


def test_an_old_file_is_whole_after_its_migration(folder: Path, clock: Clock, old: int) -> None:
    with Library.open(folder, now=clock) as library:
        (summary,) = library.sessions()
        session = library.session(summary.id)
        # Ids are the library's own, there is no sound, and follow-ups are younger than the first version.
        assert [_bare(one) for one in session.answers] == [_bare(one) for one in sample_session().answers]
        assert session.title == sample_session().title
        assert session.company == sample_session().company
        assert summary.profile
        scored = [one for one in session.answers if one.score is not None and one.score.delivery.measures]
        assert {one.answer_id for one in library.review.measured() if one.measures} >= {
            one.id for one in scored
        }
        spoken = next(one for one in session.answers if one.transcript is not None)
        word = max(spoken.transcript.text.split(), key=len).strip(".,?!")  # type: ignore[union-attr]
        assert spoken.id in {hit.answer_id for hit in library.search(Wanted(text=word)).hits}
    check(folder)
    (backup,) = (folder / "backups").iterdir()
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == old < len(MIGRATIONS)
        assert connection.execute("SELECT count(*) FROM answers").fetchone()[0] == len(session.answers)


def _bare(answer: Answer) -> Answer:
    assert answer.status in AnswerStatus
    return replace(answer, id="", sound_file=None, follow_ups=())
