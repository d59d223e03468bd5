"""Old scores are found and made anew, one answer at a time; what was there before stays."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coach.analysis import InlineAnalysis
from coach.analysis.jobs import Scored
from coach.errors import SoundFileError
from coach.feedback import make_feedback
from coach.library import Library
from coach.model.score import ScoringRequest
from coach.practice.rescoring import is_old, old_answers, score_again
from coach.scoring.rubric import RUBRIC_VERSION
from coach.testing.analysis import ScriptedServices
from coach.testing.kept import keep_sessions
from coach.testing.scored import assemble, scored, spoken
from coach.testing.sessions import sample_session


class Newer(ScriptedServices):
    """Gives every answer a 1 by the rules of now; one that holds "Hull" can't be scored."""

    def score(self, request: ScoringRequest) -> Scored:
        if "Hull" in request.text:
            raise SoundFileError("error.sound_file.unreadable", file="x")
        made = assemble(request.question, spoken(request.text), listening=scored(1, "New."))
        made = replace(made, id=request.id, versions=(("rubric", RUBRIC_VERSION), ("parser", "1")))
        return Scored(made, make_feedback(made))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The sample, whose six scores were made by rubric 1."""
    keep_sessions(tmp_path, (sample_session(),), sounds=False)
    with Library.open(tmp_path) as opened:
        yield opened


def test_scores_of_another_rubric_are_old(library: Library) -> None:
    old = old_answers(library)
    assert len(old) == 6
    assert all(is_old(library.answer(one).score) for one in old)
    assert not is_old(None)


def test_they_are_scored_anew_and_those_before_are_kept(library: Library) -> None:
    told: list[tuple[int, int]] = []
    old = old_answers(library)
    made = score_again(
        library, InlineAnalysis(Newer()), old, on_progress=lambda done, of: told.append((done, of))
    )
    assert len(made.done) == 5
    assert len(made.failed) == 1, "and it keeps the score that it had"
    assert made.moved == 5
    assert told == [(count, 6) for count in range(7)]
    assert old_answers(library) == made.failed
    first = library.answer(made.done[0])
    assert first.score is not None
    assert first.score.listening.level == 1
    assert [dict(one.versions)["rubric"] for one in library.review.scores_of(first.id)] == [
        RUBRIC_VERSION,
        "1",
    ]
    assert library.answer(made.failed[0]).score is not None


def test_it_stops_between_two_answers(library: Library) -> None:
    old = old_answers(library)
    seen: list[int] = []

    def enough() -> bool:
        seen.append(1)
        return len(seen) > 2

    made = score_again(library, InlineAnalysis(Newer()), old, should_stop=enough)
    assert len(made.done) + len(made.failed) == 2
    assert len(old_answers(library)) == 6 - len(made.done)
