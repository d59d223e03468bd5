"""Trends, questions, competencies and what to practise next, from what the library measured."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.library import Library
from coach.model.history import Measured
from coach.model.progress import Told, Verdict
from coach.model.score import Dimension
from coach.progress import progress
from coach.testing.kept import keep_sessions, some_sessions

BEGAN = datetime(2026, 11, 1, tzinfo=UTC)


def answer(
    session: int, question: str, star: int, *, place: int = 0, fillers: float = 3.0, words: float = 150.0
) -> Measured:
    return Measured(
        answer_id=f"{session}-{place}",
        session_id=f"s{session:03}",
        at=BEGAN + timedelta(days=session, minutes=place),
        question_id=question,
        question=f"About {question}?",
        levels=((Dimension.STAR, star), (Dimension.LISTENING, 4), (Dimension.DELIVERY, 1)),
        measures=(("pace_wpm", 140.0), ("fillers", fillers), ("words", words), ("long_pauses", 0.0)),
    )


def test_nothing_practised() -> None:
    assert progress((), (), {}).sessions == 0


def test_a_session_is_the_middle_of_its_answers() -> None:
    made = progress([answer(0, "a", 2), answer(0, "b", 4, place=1), answer(0, "c", 5, place=2)], (), {})
    star, listening = made.dimensions
    assert (star.name, [point.value for point in star.points]) == ("star", [4.0])
    assert listening.verdict is Verdict.TOO_FEW
    assert [one.name for one in made.measures] == ["fillers_100", "pace_wpm", "long_pauses"]
    assert made.measures[0].points[0].value == 2.0


def test_fewer_fillers_are_below_what_is_usual() -> None:
    answers = [answer(day, "a", 3, fillers=6 + day % 3) for day in range(12)]
    answers += [answer(day, "a", 3, fillers=1) for day in (12, 13)]
    fillers = progress(answers, (), {}).measures[0]
    assert fillers.verdict is Verdict.BELOW
    assert progress(answers, (), {}, last_sessions=10).sessions == 10


def test_what_is_missing_most_and_what_to_practise_next() -> None:
    answers = [answer(day, "mistake", 3 if day else 4) for day in range(5)]
    answers += [answer(day, "why", 5, place=1) for day in range(6)]
    told = [Told(answer_id=f"{day}-0", missing=("result",) if day != 2 else ("task",)) for day in range(5)]
    made = progress(answers, told, {"mistake": ("integrity",), "why": ("drive",)})
    first, second = made.questions
    assert (first.id, first.times, first.best, first.last, first.missing) == ("why", 6, 4, 4, "")
    assert (second.best, second.last, second.times) == (4, 3, 5)
    assert (second.missing, second.missing_in, second.looked_at) == ("result", 3, 4)
    assert made.next == second
    assert [one.id for one in made.competencies] == ["integrity", "drive"]


def test_a_typed_question_is_known_by_its_words() -> None:
    made = progress([answer(0, "", 3)], (), {})
    assert made.questions[0].text == made.questions[0].id == "About ?"


@pytest.mark.parametrize("count", [1, 12])
def test_from_a_real_library(tmp_path: Path, count: int) -> None:
    keep_sessions(tmp_path, some_sessions(count), sounds=False)
    with Library.open(tmp_path) as library:
        made = progress(library.review.measured(), library.review.told(), {})
    assert made.sessions == count
    mistake = next(one for one in made.questions if "mistake" in one.text)
    assert mistake.missing == "result", "of two parts that are missing as often"
    assert {one.name for one in made.dimensions} <= set(Dimension) - {Dimension.DELIVERY}
