"""What was asked before, as the choice of questions needs it."""

from collections.abc import Callable
from dataclasses import replace

from coach.library import Library
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.session import AnswerStatus

Scoring = Callable[..., AnswerScore]


def test_asked_questions_come_newest_first_with_their_levels(
    library: Library, question: Question, score: Scoring
) -> None:
    session = library.new_session(title="Tuesday")
    scored = library.add_answer(session.id, question, position=0, typed="I rang the driver.")
    levels = {Dimension.STAR: 2, Dimension.DELIVERY: 4, Dimension.FOCUS: None}
    library.save_score(scored.id, score("I rang the driver.", question, levels))
    skipped = library.add_answer(
        session.id, replace(question, id="pressure"), position=1, status=AnswerStatus.SKIPPED
    )

    newest, oldest = library.asked_before()

    assert (newest.question_id, newest.at, newest.levels) == ("pressure", skipped.recorded_at, ())
    assert (oldest.question_id, oldest.at) == ("failed", scored.recorded_at)
    assert dict(oldest.levels) == {Dimension.STAR: 2, Dimension.DELIVERY: 4}


def test_typed_questions_and_follow_ups_are_no_questions_of_a_bank(
    library: Library, question: Question
) -> None:
    session = library.new_session(title="Tuesday")
    first = library.add_answer(session.id, question, position=0, typed="I rang the driver.")
    library.add_answer(
        session.id,
        replace(question, text="What was the outcome?"),
        position=0,
        typed="He came back.",
        follow_up_of=first.id,
    )
    library.add_answer(session.id, replace(question, id=None), position=1, typed="Because.")

    assert [asked.at for asked in library.asked_before()] == [first.recorded_at]


def test_an_answer_scored_again_counts_once_with_its_newest_levels(
    library: Library, question: Question, score: Scoring
) -> None:
    session = library.new_session(title="Tuesday")
    answer = library.add_answer(session.id, question, position=0, typed="I rang.")
    for level in (1, 4):
        library.save_score(answer.id, score("I rang.", question, {Dimension.STAR: level}))

    (asked,) = library.asked_before()

    assert asked.levels == ((Dimension.STAR, 4),)
