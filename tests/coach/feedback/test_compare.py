"""Two attempts beside each other."""

from dataclasses import replace

from coach.feedback.compare import compare
from coach.model.message import Message
from coach.model.score import Answered, AnswerScore, Dimension, PartAnswer, StarPart
from coach.testing.sessions import disagreement_score
from coach.words import Words

WORDS = Words.load()


def worded(entries: tuple[Message, ...]) -> list[str]:
    return [WORDS.text(one) for one in entries]


def without_result(score: AnswerScore) -> AnswerScore:
    star = replace(
        score.star,
        level=3,
        evidence=tuple(one for one in score.star.evidence if one.label != StarPart.RESULT),
        missing=("result",),
    )
    return replace(score, star=star)


def test_an_outcome_that_was_added_is_gained() -> None:
    after = disagreement_score()
    found = compare(without_result(after), after)
    assert "the result" in worded(found.gained)
    assert found.lost == ()
    (star,) = [one for one in found.levels if one.dimension is Dimension.STAR]
    assert (star.before, star.after) == (3, after.star.level)


def test_what_is_missing_now_is_lost() -> None:
    before = disagreement_score()
    found = compare(before, without_result(before))
    assert worded(found.lost) == ["the result"]
    assert found.gained == ()


def test_an_answer_beside_itself_gains_and_loses_nothing() -> None:
    score = disagreement_score()
    found = compare(score, score)
    assert (found.gained, found.lost) == ((), ())
    assert all(one.before == one.after for one in found.levels)


def test_a_dimension_without_a_level_in_both_is_left_out() -> None:
    score = disagreement_score()
    unscored = replace(score, delivery=replace(score.delivery, level=None))
    assert Dimension.DELIVERY not in {one.dimension for one in compare(unscored, score).levels}


def test_a_part_of_the_question_that_was_answered_is_named_in_its_words() -> None:
    score = disagreement_score()
    parts = score.question.parts
    listening = score.listening
    open_part = replace(
        listening,
        parts=tuple(PartAnswer(part=one.part, answered=Answered.NO) for one in listening.parts),
    )
    gained = worded(compare(replace(score, listening=open_part), score).gained)
    assert any(part.text in " ".join(gained) for part in parts)
