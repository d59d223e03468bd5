"""Reports of an answer and of a period, and what JSON promises."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from jsonschema import Draft202012Validator

from coach.errors import NotFoundError, ReportError
from coach.feedback import make_feedback
from coach.model.session import AnswerStatus, Session, SessionSummary
from coach.reports import build_document
from coach.reports.build import build_answer_document, build_period_document
from coach.reports.choices import Choices
from coach.reports.json_report import answer_to_json, to_json
from coach.reports.markdown import to_markdown
from coach.reports.pdf import to_pdf
from coach.reports.session_files import FORMATS, MOST_IN_A_PDF, write_answer, write_period, write_session
from coach.scoring.requests import answer_request
from coach.testing.long_session import ten_answers
from coach.testing.scored import assemble, evidence, scored, spoken
from coach.testing.sessions import sample_session
from coach.words import Words

FIRST = date(2026, 11, 1)


class Shelf:
    """A library of equal sessions, a day apart; says how many it had to hold at once."""

    def __init__(self, count: int) -> None:
        self.told = sample_session()
        self.days = [FIRST + timedelta(days=number) for number in range(count)]
        self.read: list[str] = []

    def sessions(self) -> tuple[SessionSummary, ...]:
        return tuple(
            SessionSummary(
                id=day.isoformat(), title="One", started_at=self._at(day), plan="", answers=8, duration_s=60.0
            )
            for day in reversed(self.days)
        )

    def session(self, session_id: str) -> Session:
        self.read.append(session_id)
        return replace(self.told, id=session_id, started_at=self._at(date.fromisoformat(session_id)))

    def _at(self, day: date) -> Any:
        return self.told.started_at.replace(year=day.year, month=day.month, day=day.day)


@pytest.fixture(scope="module")
def conforms(request: pytest.FixtureRequest) -> Draft202012Validator:
    path = Path(request.config.rootpath) / "docs" / "exports.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.fixture
def followed() -> Session:
    """A story whose outcome came with a follow-up; a second follow-up was skipped."""
    sample = sample_session()
    story = sample.answers[1]
    assert story.transcript is not None
    question = replace(story.question, text="What came of it?")
    outcome = replace(
        story, id="more", question=question, transcript=spoken("In the end, um, the line ran."), score=None,
        follow_up_of=story.id, feedback=None,
    )  # fmt: skip
    skipped = replace(
        outcome, id="none", question=replace(question, text="Who waited?"), status=AnswerStatus.SKIPPED,
        transcript=None,
    )  # fmt: skip
    whole = replace(story, follow_ups=(outcome, skipped))
    request = answer_request(whole)
    joint = spoken(request.text)
    score = replace(
        assemble(
            story.question,
            joint,
            star=scored(4, "All.", evidence=(evidence(joint, "result", "In the end, um, the line ran."),)),
        ),
        pieces=request.pieces,
    )
    return replace(sample, answers=(replace(whole, score=score, feedback=make_feedback(score)),))


def test_the_answer_to_a_follow_up_stands_in_its_answer(followed: Session, words: Words) -> None:
    (section,) = build_document(followed, words).answers
    (after,) = [passage for passage in section.passages if passage.asked]
    assert after.asked == "What came of it?"
    assert "".join(run.text for run in after.runs) == "In the end, um, the line ran."
    assert after.part == "result"
    assert any(run.filler for run in after.runs), "its fillers are marked as those of the first answer"
    assert "*What came of it?*" in to_markdown(build_document(followed, words))


def test_a_follow_up_that_was_skipped_is_told(followed: Session, words: Words) -> None:
    (section,) = build_document(followed, words).answers
    assert ("Follow-up", "Who waited?") in [(row.heading, row.text) for row in section.rows]


def test_json_is_as_it_is_documented(
    followed: Session, session: Session, words: Words, conforms: Draft202012Validator
) -> None:
    for told in (session, followed, replace(session, answers=())):
        for choices in (
            Choices(),
            Choices(transcript=False),
            Choices(names=False),
            Choices(sounds=Path("/x")),
        ):
            problems = list(conforms.iter_errors(json.loads(to_json(told, words, choices))))
            assert not problems, problems[0]


def test_json_without_the_transcript_has_no_words(session: Session, words: Words) -> None:
    told = to_json(session, words, Choices(transcript=False))
    assert "our payment provider went down two days before Black Friday" not in told
    assert json.loads(told)["answers"][2]["score"]["scores"]["star"]["evidence"][0]["end"] > 0


def test_one_answer_alone(followed: Session, session: Session, words: Words, tmp_path: Path) -> None:
    document = build_answer_document(session, session.answers[2].id, words)
    assert [section.heading for section in document.answers] == [session.answers[2].question.text]
    assert build_answer_document(followed, "more", words) == build_answer_document(
        followed, followed.answers[0].id, words
    )
    (answer,) = json.loads(answer_to_json(session, "sample-2", words))["answers"]
    assert answer["id"] == "sample-2"
    for wanted in FORMATS:
        path = tmp_path / f"a.{wanted}"
        write_answer(session, "sample-2", words, wanted=wanted, path=path)
        assert path.stat().st_size > 100
    with pytest.raises(NotFoundError):
        build_answer_document(session, "nobody", words)


@pytest.mark.parametrize("wanted", FORMATS)
def test_a_period_in_every_format(wanted: str, words: Words, tmp_path: Path) -> None:
    shelf, path, told = Shelf(5), tmp_path / f"p.{wanted}", []
    count = write_period(
        shelf, FIRST, FIRST + timedelta(days=2), words, wanted=wanted, path=path,
        on_progress=lambda done, of: told.append((done, of)),
    )  # fmt: skip
    assert count == 3
    assert shelf.read == ["2026-11-01", "2026-11-02", "2026-11-03"], "in the order of time, and no others"
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert path.stat().st_size > 1000


def test_a_period_as_json_is_a_document_with_a_session_a_line(
    words: Words, tmp_path: Path, conforms: Draft202012Validator
) -> None:
    path = tmp_path / "p.json"
    write_period(Shelf(3), FIRST, FIRST + timedelta(days=9), words, wanted="json", path=path)
    text = path.read_text(encoding="utf-8")
    document = json.loads(text)
    assert not list(conforms.iter_errors(document))
    assert (document["since"], len(document["sessions"])) == ("2026-11-01", 3)
    assert len(text.splitlines()) == 5


def test_the_table_of_a_period_has_the_middle_level_of_each_session(words: Words) -> None:
    told = [Shelf(2).session(day.isoformat()) for day in Shelf(2).days]
    document = build_period_document(told, FIRST, FIRST + timedelta(days=1), words)
    assert document.levels is not None
    listening = document.levels.columns.index("Listening")
    # Listening was 4, 3, 4, 5 and 2: the middle one.
    assert [row.cells[listening] for row in document.levels.rows] == ["4", "4"]
    assert [section.group != "" for section in document.answers] == ([True] + 7 * [False]) * 2
    assert [section.number for section in document.answers] == list(range(1, 17))


def test_a_period_without_sessions_or_with_too_many_for_a_pdf(words: Words, tmp_path: Path) -> None:
    path = tmp_path / "p.pdf"
    with pytest.raises(NotFoundError) as none:
        write_period(
            Shelf(1), FIRST - timedelta(days=9), FIRST - timedelta(days=8), words, wanted="pdf", path=path
        )
    assert "2026-10-23" in words.text(none.value.message)
    far = FIRST + timedelta(days=900)
    with pytest.raises(ReportError) as many:
        write_period(Shelf(MOST_IN_A_PDF + 1), FIRST, far, words, wanted="pdf", path=path)
    assert "301" in words.text(many.value.message)
    assert not path.exists()


def test_a_report_that_is_stopped_leaves_nothing(words: Words, tmp_path: Path) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_period(
            Shelf(5), FIRST, FIRST + timedelta(days=9), words, wanted="json", path=tmp_path / "p.json",
            on_progress=stop,
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_ten_answers_take_four_to_six_pages(words: Words, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    write_session(ten_answers(), words, "pdf", path)
    assert 4 <= len(pypdf.PdfReader(path).pages) <= 6


def test_a_summary_for_a_mentor_is_one_page(words: Words, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    write_session(ten_answers(), words, "pdf", path, Choices(one_page=True))
    (page,) = pypdf.PdfReader(path).pages
    assert "What worked" in page.extract_text()
    assert "Work on" in page.extract_text()


def test_what_was_left_out_is_said(session: Session, words: Words) -> None:
    without = build_document(session, words, Choices(names=False, transcript=False))
    assert "names" in without.note
    assert all(section.passages == () for section in without.answers)
    assert to_pdf(without).startswith(b"%PDF")
