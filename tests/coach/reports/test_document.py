"""From a session to a document: every state of an answer, and nothing that is computed by a renderer."""

from dataclasses import replace

import pytest

from coach.model.feedback import NextStep
from coach.model.message import message
from coach.model.score import Dimension, Evidence, StarPart
from coach.model.session import Answer, AnswerStatus, Session
from coach.reports import Document, build_document
from coach.reports.document import AnswerSection, Inline
from coach.reports.marking import answer_text
from coach.reports.summary import DELIVERY_HABITS, newest_attempts
from coach.testing.scored import said, spoken
from coach.words import Words


@pytest.fixture
def document(session: Session, words: Words) -> Document:
    return build_document(session, words)


def only(session: Session, answer: Answer, words: Words) -> AnswerSection:
    return build_document(replace(session, answers=(answer,)), words).answers[0]


def plain(summary: tuple[Inline, ...]) -> str:
    return "".join(piece.text for piece in summary)


def test_head(document: Document) -> None:
    assert document.title == "Globex Robotics, first interview"
    assert document.subtitle == "Practice report · Saturday 21 November 2026 · 21 minutes, 7 answers"
    assert document.footer == "Second Round · made on this computer"
    assert document.page_line == "{page} of {pages}"


def test_table_has_a_column_for_each_dimension_that_was_called_for(document: Document) -> None:
    assert document.levels is not None
    assert document.levels.columns == ("STAR", "Story", "Research", "Listening", "Focus", "Delivery")
    rows = {row.number: row for row in document.levels.rows}
    assert rows[3].cells == ("4", "5", "–", "4", "–", "4")
    assert rows[3].question == "Tell me about a time you disagreed with a colleague."
    assert (rows[6].cells, rows[6].note) == ((), "not scored")
    assert (rows[7].cells, rows[7].note) == ((), "skipped")


def test_table_tells_a_second_attempt_from_the_first(session: Session, words: Words) -> None:
    first = session.answers[2]
    both = replace(session, answers=(first, replace(first, attempt=2)))
    levels = build_document(both, words).levels
    assert levels is not None
    assert [row.question for row in levels.rows] == [
        "Tell me about a time you disagreed with a colleague.",
        "Tell me about a time you disagreed with a colleague. (attempt 2)",
    ]


def test_a_dimension_that_no_question_called_for_has_no_column(session: Session, words: Words) -> None:
    levels = build_document(replace(session, answers=session.answers[:1]), words).levels
    assert levels is not None
    assert levels.columns == ("Listening", "Delivery")


def test_summary_names_what_is_strong_and_the_one_thing_to_work_on(document: Document) -> None:
    assert plain(document.summary) == (
        "The stories are particular: one occasion each, told as it happened. "
        "What would help most now: answer directly what was asked, part by part."
    )
    assert [piece.text for piece in document.summary if piece.strong] == [
        "answer directly what was asked, part by part"
    ]


def wanting(answer: Answer, dimension: Dimension, text: str = "feedback.next.delivery") -> Answer:
    """The answer with another next step."""
    assert answer.feedback is not None
    step = NextStep(dimension=dimension, text=message(text, low=45, high=120))
    return replace(answer, feedback=replace(answer.feedback, next_step=step))


def test_summary_does_not_praise_what_it_names_as_the_thing_to_work_on(
    session: Session, words: Words
) -> None:
    story = session.answers[2]
    assert story.score is not None
    strong = replace(story, score=replace(story.score, listening=replace(story.score.listening, level=5)))
    unmended = wanting(strong, Dimension.LISTENING)
    summary = plain(build_document(replace(session, answers=(strong, strong, unmended)), words).summary)
    assert "What would help most now: answer directly what was asked" in summary
    assert "The answers keep to what was asked" not in summary


def test_summary_does_not_call_stories_whole_that_lack_a_part(session: Session, words: Words) -> None:
    story = wanting(session.answers[2], Dimension.LISTENING)
    assert story.score is not None
    whole = replace(story.score, star=replace(story.score.star, level=5, missing=()))
    lacking = replace(whole, star=replace(whole.star, level=4, missing=(StarPart.RESULT,)))
    answers = tuple(
        replace(story, score=score, position=number)
        for number, score in enumerate((whole, whole, whole, lacking, lacking))
    )
    summary = plain(build_document(replace(session, answers=answers), words).summary)
    assert words.text(message("report.summary.part.result")) in summary
    assert "have all their parts" not in summary


@pytest.mark.parametrize("habit", DELIVERY_HABITS)
def test_summary_asks_for_the_habit_that_the_answers_name(session: Session, words: Words, habit: str) -> None:
    answer = wanting(session.answers[2], Dimension.DELIVERY, f"delivery.next.{habit}")
    summary = plain(build_document(replace(session, answers=(answer,)), words).summary)
    assert words.text(message(f"report.summary.delivery.{habit}")) in summary


def test_summary_takes_another_attempt_for_the_one_before(session: Session, words: Words) -> None:
    story, why = session.answers[2], session.answers[3]
    first = wanting(story, Dimension.DELIVERY, "delivery.next.length_s")
    again = replace(first, attempt=2)
    research = wanting(why, Dimension.RESEARCH)
    assert newest_attempts((first, again, research)) == (again, research)
    assert newest_attempts((first, again, first)) == (again, first), "another session begins anew"
    waiting = replace(again, score=None, feedback=None)
    assert newest_attempts((first, waiting)) == (first,), "an attempt that waits says nothing yet"
    summary = plain(build_document(replace(session, answers=(first, again, research)), words).summary)
    assert "tie something particular about the company" in summary


def test_summary_counts_a_part_that_is_missing_again_and_again(session: Session, words: Words) -> None:
    mistake, good = session.answers[1], session.answers[2]
    summary = build_document(replace(session, answers=(mistake, mistake, good)), words).summary
    assert "say what came of it, in the last sentence. I heard it in 1 of 3 stories." in plain(summary)


def test_strip_and_lines_by_seconds(document: Document) -> None:
    section = document.answers[2]
    assert [segment.part for segment in section.strip] == ["situation", "task", "action", "result"]
    assert sum(segment.share for segment in section.strip) == pytest.approx(1.0)
    assert section.parts_line == ("Situation 8 s", "Task 4 s", "Action 21 s", "Result 8 s")
    assert section.measures_line == (
        "142 words a minute",
        "at least 2 fillers in 104 words",
        "longest pause 0.7 s",
    )


def test_a_part_that_was_not_heard_is_said_so(document: Document) -> None:
    assert "Result not heard" in document.answers[1].parts_line
    assert "Task not heard" in document.answers[1].parts_line


def test_without_times_parts_are_told_in_words(session: Session, words: Words) -> None:
    answer = session.answers[2]
    assert answer.score is not None
    untimed = tuple(
        Evidence(label=one.label, start=one.start, end=one.end) for one in answer.score.star.evidence
    )
    score = replace(answer.score, star=replace(answer.score.star, evidence=untimed))
    section = only(session, replace(answer, score=score, transcript=None), words)
    assert section.parts_line == ("Situation 23 words", "Task 11 words", "Action 51 words", "Result 19 words")
    assert section.strip


def test_transcripts_are_verbatim(session: Session, document: Document) -> None:
    for answer, section in zip(session.answers, document.answers, strict=True):
        said = "".join(run.text for passage in section.passages for run in passage.runs)
        assert said == answer_text(answer)


def test_fillers_and_unsure_words_are_marked(session: Session, words: Words) -> None:
    answer = session.answers[2]
    assert answer.score is not None
    heard = spoken(answer.score.text, unsure="rounding problem,")
    section = only(session, replace(answer, transcript=heard), words)
    runs = [run for passage in section.passages for run in passage.runs]
    assert [run.text for run in runs if run.filler] == ["um,", "Uh,"]
    assert [run.text.split() for run in runs if run.unsure] == [["rounding"], ["problem,"]]
    assert (
        section.legend == "Dotted line: a filler. Dashed line: hard to hear, so nothing was scored from it."
    )


def test_marks_of_a_transcript_that_was_corrected_since_are_left_out(session: Session, words: Words) -> None:
    answer = session.answers[2]
    assert answer.score is not None
    corrected = replace(answer.score, text=answer.score.text.replace("eleven", "twelve"))
    section = only(session, replace(answer, score=corrected), words)
    assert not any(run.filler for passage in section.passages for run in passage.runs)


def test_rows_say_what_worked_then_what_next_then_the_levels(document: Document) -> None:
    rows = document.answers[1].rows
    assert [row.heading for row in rows] == [
        "What worked",
        "Next time",
        "Likely follow-up",
        "STAR structure 3",
        "Story 4",
        "Listening 3",
        "Delivery 4",
        "Not called for here",
    ]
    assert rows[0].quotes[0].text == "I drove to the supplier that afternoon"
    assert rows[-1].text == "Company research and Focus on them"
    assert rows[3].note == "For a 4: Say in one sentence what was different afterwards."
    assert rows[5].note == "", "the next step says it already"


@pytest.mark.parametrize(
    ("position", "status"),
    [
        (5, "This recording could not be turned into text. The sound is kept; try again from the session."),
        (6, "This question was skipped."),
        (0, ""),
    ],
)
def test_states(document: Document, position: int, status: str) -> None:
    assert document.answers[position].status == status


def test_a_failure_whose_sentence_needs_no_values_is_said_itself(session: Session, words: Words) -> None:
    known = replace(session.answers[5], failure="error.report.typesetter_missing")
    assert only(session, known, words).status.startswith("The typesetter that makes PDFs")
    for other in ("error.report.disk_full", "error.unheard.of"):
        assert only(session, replace(known, failure=other), words).status.startswith("This recording")


@pytest.mark.parametrize("status", [AnswerStatus.RECORDING, AnswerStatus.QUEUED, AnswerStatus.RUNNING])
def test_an_answer_that_is_still_worked_on(session: Session, words: Words, status: AnswerStatus) -> None:
    waiting = replace(session.answers[5], status=status)
    assert "still being worked on" in only(session, waiting, words).status


def test_a_typed_answer_has_no_sound_and_is_told_in_words(session: Session, words: Words) -> None:
    typed = replace(session.answers[1], transcript=None, duration_s=None)
    section = only(session, typed, words)
    assert section.passages
    assert section.status == ""


def test_silence_and_an_answer_without_scores(session: Session, words: Words) -> None:
    silent = replace(session.answers[0], transcript=None, score=None, feedback=None)
    assert only(session, silent, words).status == "I didn't hear any words in this answer."
    unscored = replace(session.answers[0], score=None, feedback=None)
    section = only(session, unscored, words)
    assert section.status == "This answer has no scores yet."
    assert section.passages
    assert not section.rows


def test_not_scored_is_told_with_its_reason(session: Session, words: Words) -> None:
    answer = session.answers[1]
    assert answer.score is not None
    none = replace(answer.score.star, level=None, confidence=None, next_level=None)
    section = only(session, replace(answer, score=replace(answer.score, star=none)), words)
    assert "STAR structure, not scored" in [row.heading for row in section.rows]
    assert not section.strip
    worded = replace(none, reason=said("not scored: too little was heard"))
    section = only(session, replace(answer, score=replace(answer.score, star=worded)), words)
    assert section.rows[3].heading == "STAR structure"
    assert section.rows[3].text == "Not scored: too little was heard"
    assert not any(passage.part for passage in section.passages)


def test_a_second_attempt_is_told(session: Session, words: Words) -> None:
    again = replace(session.answers[0], attempt=2)
    assert only(session, again, words).heading == "Tell me about yourself. (attempt 2)"


def test_an_empty_session(session: Session, words: Words) -> None:
    document = build_document(replace(session, answers=(), ended_at=None, title="  "), words)
    assert document.levels is None
    assert document.title == "Practice"
    assert plain(document.summary) == "No answers were kept in this session."
    assert document.subtitle == "Practice report · Saturday 21 November 2026 · 0 answers"


def test_nothing_scored(session: Session, words: Words) -> None:
    document = build_document(replace(session, answers=session.answers[5:7]), words)
    assert plain(document.summary).startswith("There was not enough in these answers to score.")
    assert document.levels is None
