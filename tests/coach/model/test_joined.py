"""An answer and its follow-ups as one: every offset and every second leads back to its own recording."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.joined import join, joined_answer
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import Answer, AnswerStatus
from coach.model.transcript import Filler, FillerSource, Pause
from coach.testing.analysis import transcript_of

ASKED = Question(
    text="Tell me about a mistake.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a mistake"),),
)


def spoken(answer_id: str, text: str, **more: object) -> Answer:
    heard = transcript_of(text)
    values: dict[str, object] = {
        "id": answer_id,
        "position": 0,
        "attempt": 1,
        "question": ASKED,
        "status": AnswerStatus.DONE,
        "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
        "transcript": replace(heard, duration_s=heard.duration_s + 1.0),
    }
    return Answer(**(values | more))  # type: ignore[arg-type]


def typed(answer_id: str, text: str) -> Answer:
    return replace(spoken(answer_id, ""), transcript=None, typed=text)


def test_the_joint_text_is_all_that_was_said() -> None:
    whole = join([spoken("a", "I loaded the wrong van."), spoken("b", "Nobody lost a parcel.")])
    assert whole.text == "I loaded the wrong van. Nobody lost a parcel."
    assert [whole.text[one.start : one.end] for one in whole.pieces] == [
        "I loaded the wrong van.",
        "Nobody lost a parcel.",
    ]
    assert [(one.start_s, one.end_s) for one in whole.pieces] == [(0.0, 3.0), (3.0, 5.6)]
    assert whole.duration_s == 5.6


@given(st.lists(st.sampled_from(["", "one", "two words", "now three words"]), min_size=1, max_size=4))
def test_every_word_lies_in_its_own_piece(texts: list[str]) -> None:
    answers = [spoken(str(number), text) for number, text in enumerate(texts)]
    whole = join(answers)
    assert all(whole.text[word.start : word.end] == word.text for word in whole.words)
    for answer, piece in zip(answers, whole.pieces, strict=True):
        own = [one for one in whole.words if piece.start <= one.start and one.end <= piece.end]
        heard = answer.transcript
        assert heard is not None
        if heard.words:
            assert [one.text for one in own] == [one.text for one in heard.words]
        for mine, word in zip(own, heard.words, strict=False):
            assert piece.start_s is not None
            assert abs(mine.start_s - piece.start_s - word.start_s) < 1e-9


def test_pauses_and_fillers_move_with_their_recording() -> None:
    first, second = spoken("a", "one two"), spoken("b", "three four")
    heard = second.transcript
    assert heard is not None
    second = replace(
        second,
        transcript=replace(
            heard,
            pauses=(Pause(0.1, 0.4),),
            fillers=(Filler(text="um", start_s=0.1, end_s=0.3, source=FillerSource.SOUND),),
        ),
    )
    whole = join([first, second])
    assert [(one.start_s, one.end_s) for one in whole.pauses] == [pytest.approx((1.9, 2.2))]
    assert whole.fillers[0].start_s == pytest.approx(1.9)


def test_an_answer_without_follow_ups_is_shown_as_it_is() -> None:
    answer = spoken("a", "one two")
    assert joined_answer(answer) is answer


def test_what_was_skipped_or_is_not_transcribed_yet_is_no_part_of_it() -> None:
    skipped = replace(typed("b", ""), typed=None, status=AnswerStatus.SKIPPED)
    waiting = replace(typed("c", ""), typed=None, status=AnswerStatus.QUEUED)
    answer = spoken("a", "one two", follow_ups=(skipped, waiting))
    assert joined_answer(answer) is answer


def test_a_shown_answer_holds_its_follow_ups() -> None:
    shown = joined_answer(spoken("a", "one two", follow_ups=(spoken("b", "three"),)))
    assert shown.transcript is not None
    assert (shown.transcript.text, shown.duration_s) == ("one two three", 3.2)
    assert shown.transcript.speech_end_s == 2.2
    written = joined_answer(replace(typed("a", "One."), follow_ups=(typed("b", "Two."),)))
    assert written.typed == "One. Two."
