"""Going through what was kept: corrections beside what was heard, earlier scores, notes, stars, trends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from coach.errors import NotFoundError
from coach.library import Library
from coach.model.feedback import Feedback
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.session import AnswerStatus
from coach.model.transcript import Transcript, WordEdit
from coach.speech.correcting import corrected

Scoring = Callable[..., AnswerScore]


def _heard(library: Library, question: Question, transcript: Transcript) -> str:
    session = library.new_session(title="Tuesday")
    answer = library.add_answer(session.id, question, position=0)
    library.save_recording(answer.id, duration_s=2.5)
    library.save_transcript(answer.id, transcript)
    return answer.id


def test_a_correction_counts_and_what_was_heard_stays(
    library: Library, question: Question, transcript: Transcript
) -> None:
    answer_id = _heard(library, question, transcript)
    first = corrected(transcript, [WordEdit(3, 4, "right")])
    second = corrected(first, [WordEdit(4, 5, "lorry.")])

    library.review.save_correction(answer_id, first)
    library.review.save_correction(answer_id, second)

    found = library.answer(answer_id)
    assert (found.transcript, found.corrected) == (second, True)
    assert library.review.raw_transcript(answer_id) == transcript
    library.review.revert_correction(answer_id)
    found = library.answer(answer_id)
    assert (found.transcript, found.corrected) == (transcript, False)


def test_a_corrected_answer_waits_for_its_score_even_after_a_kill(
    library: Library, question: Question, transcript: Transcript, score: Scoring
) -> None:
    answer_id = _heard(library, question, transcript)
    library.save_score(answer_id, score(transcript.text, question, {Dimension.STAR: 3}))
    assert library.pending() == ()
    changed = corrected(transcript, [WordEdit(3, 4, "right")])

    scored = library.review.save_correction(answer_id, changed)

    (waiting,) = library.pending()
    assert (scored, waiting.answer.id, waiting.answer.transcript, waiting.tries) == (
        answer_id,
        answer_id,
        changed,
        0,
    )


def test_nothing_is_scored_again_when_there_was_no_correction(
    library: Library, question: Question, transcript: Transcript, score: Scoring
) -> None:
    answer_id = _heard(library, question, transcript)
    library.save_score(answer_id, score(transcript.text, question, {Dimension.STAR: 3}))
    assert library.review.revert_correction(answer_id) == answer_id
    assert library.answer(answer_id).status is AnswerStatus.DONE


def test_the_words_of_a_follow_up_are_scored_with_the_answer_that_it_completes(
    library: Library, question: Question, transcript: Transcript, score: Scoring
) -> None:
    first_id = _heard(library, question, transcript)
    session_id = library.sessions()[0].id
    library.save_score(first_id, score(transcript.text, question, {Dimension.STAR: 3}))
    completing = library.add_answer(session_id, question, position=0, follow_up_of=first_id)
    library.save_transcript(completing.id, transcript)

    assert library.review.save_correction(completing.id, replace(transcript, model="me")) == first_id
    assert library.answer(first_id).status is AnswerStatus.QUEUED
    library.save_score(first_id, score("again", question, {Dimension.STAR: 4}))
    assert [kept.of_correction for kept in library.review.scores_of(first_id)] == [True, False]


def test_what_was_never_heard_cannot_be_corrected(
    library: Library, question: Question, transcript: Transcript
) -> None:
    session = library.new_session(title="Tuesday")
    typed = library.add_answer(session.id, question, position=0, typed="I rang the driver.")
    assert library.review.raw_transcript(typed.id) is None
    with pytest.raises(NotFoundError, match="no_transcript"):
        library.review.save_correction(typed.id, transcript)
    with pytest.raises(NotFoundError, match="no_answer"):
        library.review.save_correction("nobody", transcript)


def test_every_score_is_kept_with_its_versions_and_its_date(
    library: Library, question: Question, score: Scoring, feedback: Feedback
) -> None:
    session = library.new_session(title="Tuesday")
    answer = library.add_answer(session.id, question, position=0, typed="I rang.")
    old = score("I rang.", question, {Dimension.STAR: 2}, version="1")
    new = score("I rang.", question, {Dimension.STAR: 4}, version="2")
    library.save_score(answer.id, old)
    library.save_score(answer.id, new, feedback)

    newest, oldest = library.review.scores_of(answer.id)

    assert (newest.score, newest.versions, newest.feedback) == (new, (("rubric", "2"),), feedback)
    assert (oldest.score, oldest.versions, oldest.feedback) == (old, (("rubric", "1"),), None)
    assert newest.at - oldest.at == timedelta(minutes=1)
    assert library.review.scored_otherwise((("rubric", "2"),)) == ()
    assert library.review.scored_otherwise((("rubric", "3"),)) == (answer.id,)
    with pytest.raises(NotFoundError):
        library.review.scores_of("nobody")


def test_notes_and_stars_stay_with_what_they_are_about(library: Library, question: Question) -> None:
    session = library.new_session(title="Tuesday")
    answer = library.add_answer(session.id, question, position=0, typed="I rang.")
    review = library.review
    review.note_session(session.id, "Ask Priya about this one")
    review.star_session(session.id, starred=True)
    review.note_answer(answer.id, "Use the depot story")
    review.star_answer(answer.id, starred=True)

    found = library.session(session.id)
    assert (found.note, found.starred) == ("Ask Priya about this one", True)
    assert (found.answers[0].note, found.answers[0].starred) == ("Use the depot story", True)
    assert library.sessions()[0].starred
    review.star_session(session.id, starred=False)
    review.note_answer(answer.id, "")
    assert not library.session(session.id).starred
    assert library.answer(answer.id).note == ""
    with pytest.raises(NotFoundError):
        review.note_session("nobody", "x")
    with pytest.raises(NotFoundError):
        review.star_answer("nobody", starred=True)


def test_trends_get_levels_and_delivery_in_order_and_leave_out_what_is_junk(
    library: Library, question: Question, score: Scoring
) -> None:
    kept, junk = library.new_session(title="Tuesday"), library.new_session(title="Cat on the keyboard")
    for session in (kept, junk):
        answer = library.add_answer(session.id, question, position=0, typed="I rang.")
        library.save_score(answer.id, score("I rang.", question, {Dimension.STAR: 2, Dimension.FOCUS: None}))
        library.add_answer(session.id, question, position=1, typed="not scored yet")
    assert [one.session_id for one in library.review.measured()] == [kept.id, junk.id]

    library.review.count_session(junk.id, in_trends=False)

    (one,) = library.review.measured()
    assert (one.session_id, one.question_id, one.question) == (kept.id, "failed", question.text)
    assert one.levels == ((Dimension.STAR, 2),)
    assert one.measures == (("pace_wpm", 120.0),)
    assert [summary.in_trends for summary in library.sessions()] == [False, True]


def test_a_period_is_told_by_the_clock_of_the_place(
    library: Library, question: Question, score: Scoring, clock: Callable[[], datetime]
) -> None:
    late_in_auckland = datetime(2026, 3, 2, 1, 0, tzinfo=timezone(timedelta(hours=13)))
    early_in_honolulu = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-10)))
    for at in (late_in_auckland, early_in_honolulu):
        clock.time = at  # type: ignore[attr-defined]
        session = library.new_session(title="Away")
        answer = library.add_answer(session.id, question, position=0, typed="I rang.")
        library.save_score(answer.id, score("I rang.", question, {Dimension.STAR: 2}))

    def days(since: date | None, until: date | None) -> list[int]:
        return [one.at.day for one in library.review.measured(since, until)]

    assert days(None, None) == [2, 1]
    assert days(date(2026, 3, 1), date(2026, 3, 1)) == [1]
    assert days(date(2026, 3, 2), date(2026, 3, 2)) == [2]
    assert days(date.min, date.max) == [2, 1]


def test_attempts_at_a_question_are_found_newest_first(library: Library, question: Question) -> None:
    session = library.new_session(title="Tuesday")
    first = library.add_answer(session.id, question, position=0, typed="I rang.")
    second = library.add_answer(
        session.id, replace(question, strong="x"), position=0, attempt=2, typed="I wrote."
    )
    library.add_answer(session.id, question, position=1, status=AnswerStatus.SKIPPED)
    assert library.review.answers_of("failed") == ((session.id, second.id), (session.id, first.id))
