"""Searching everything that was said: what is found, where in it, at which second, and in which order."""

import json
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import InputError
from coach.library import Library
from coach.library.phrasing import MAX_TERMS, expression
from coach.library.search import RANKED, cut_out
from coach.model.company import Company
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.search import HitIn, Wanted
from coach.model.transcript import Transcript, WordEdit
from coach.speech.correcting import corrected

Scoring = Callable[..., AnswerScore]
Keep = Callable[..., str]


@pytest.fixture
def typed(library: Library, question: Question) -> Keep:
    """Keeps a typed answer in a session of its own."""

    def keep(text: str, *, asked: Question = question, title: str = "Tuesday", company: str = "") -> str:
        session = library.new_session(title=title, company=Company(name=company) if company else None)
        return library.add_answer(session.id, asked, position=0, typed=text).id

    return keep


def _found(library: Library, text: str, **rest: object) -> list[str | None]:
    return [hit.answer_id for hit in library.search(Wanted(text=text, **rest)).hits]  # type: ignore[arg-type]


def test_a_spoken_word_is_found_with_its_place_and_its_second(
    library: Library, question: Question, transcript: Transcript
) -> None:
    session = library.new_session(title="Tuesday")
    answer = library.add_answer(session.id, question, position=0)
    library.save_transcript(answer.id, transcript)

    (hit,) = library.search(Wanted(text="WRONG van")).hits

    assert (hit.session_id, hit.answer_id, hit.first_id) == (session.id, answer.id, answer.id)
    assert (hit.title, hit.question, hit.at) == ("Tuesday", question.text, answer.recorded_at)
    assert (hit.where, transcript.text[hit.start : hit.end], hit.start_s) == (HitIn.SAID, "wrong", 1.0)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["wrong", "van"]


def test_words_may_lie_apart_and_a_phrase_may_not(library: Library, typed: Keep) -> None:
    together, apart = typed("I rang the driver at once"), typed("The driver said nobody rang")
    assert set(_found(library, "rang driver")) == {together, apart}
    assert _found(library, '"rang the driver"') == [together]
    assert _found(library, "rang swapped") == []


def test_a_star_or_an_unfinished_word_finds_beginnings(library: Library, typed: Keep) -> None:
    answer = typed("We renegotiated the contract")
    assert _found(library, "reneg*") == _found(library, '"the contr"*') == [answer]
    assert _found(library, "reneg") == []
    assert _found(library, "the reneg", as_typed=True) == [answer]
    assert _found(library, "reneg ", as_typed=True) == []


def test_letters_count_and_not_their_accents_or_their_case(library: Library, typed: Keep) -> None:
    answer = typed("Zoë led the café in KRAKÓW, 東京 too")
    for word in ("zoe", "CAFE", "kraków", "krakow", "東京"):
        assert _found(library, word) == [answer]


def test_questions_notes_and_titles_are_found_too(library: Library, typed: Keep, question: Question) -> None:
    answer = typed("Yes.", asked=replace(question, text="Why logistics?"), title="Globex first round")
    session_id = library.sessions()[0].id
    library.review.note_answer(answer, "mention the forklift")
    library.review.note_session(session_id, "ring Priya afterwards")

    def where(text: str) -> list[tuple[HitIn, str | None]]:
        return [(hit.where, hit.answer_id) for hit in library.search(Wanted(text=text)).hits]

    assert where("logistics") == [(HitIn.QUESTION, answer)]
    assert where("forklift") == [(HitIn.NOTE, answer)]
    assert where("globex") == [(HitIn.TITLE, None)]
    assert where("priya") == [(HitIn.NOTE, None)]


def test_what_changes_is_found_as_it_is_now(
    library: Library, typed: Keep, question: Question, transcript: Transcript
) -> None:
    typed_id = typed("x", title="Old title")
    session_id = library.sessions()[0].id
    library.rename(session_id, "New title")
    assert _found(library, "old") == []
    assert len(_found(library, "new")) == 1
    library.review.note_answer(typed_id, "zebra")
    library.review.note_answer(typed_id, "")
    assert _found(library, "zebra") == []
    spoken = library.add_answer(session_id, question, position=1)
    library.save_transcript(spoken.id, transcript)
    library.review.save_correction(spoken.id, corrected(transcript, [WordEdit(3, 4, "crimson")]))
    assert _found(library, "crimson van") == [spoken.id]
    assert _found(library, "wrong van") == []
    library.review.revert_correction(spoken.id)
    assert _found(library, "wrong van") == [spoken.id]
    library.remove_answer(spoken.id)
    assert _found(library, "wrong van") == []
    library.delete_session(session_id)
    assert _found(library, "new") == []


def test_more_of_a_word_in_fewer_words_comes_first(library: Library, typed: Keep) -> None:
    long = typed("ladder " + "something else entirely " * 40)
    short = typed("ladder, ladder")
    typed("nothing of it")
    assert _found(library, "ladder") == [short, long]


def test_where_very_many_match_the_newest_come_first(library: Library, question: Question) -> None:
    session = library.new_session(title="Tuesday")
    ids = [
        library.add_answer(session.id, question, position=n, typed=f"team {n}").id for n in range(RANKED + 5)
    ]
    found = library.search(Wanted(text="team", limit=3))
    assert [hit.answer_id for hit in found.hits] == ids[:-4:-1]
    assert found.more
    last = library.search(Wanted(text="team", limit=3, offset=RANKED + 3))
    assert ([hit.answer_id for hit in last.hits], last.more) == ([ids[1], ids[0]], False)


def test_filters(library: Library, typed: Keep, question: Question, score: Scoring) -> None:
    other = replace(question, id="pressure", text="When were you under pressure?")
    first = typed("I rang the driver", company="Globex Robotics")
    second = typed("I rang the bell", asked=other, company="100% Steel")
    for answer, levels in ((first, {Dimension.STAR: 2, Dimension.FOCUS: 5}), (second, {Dimension.STAR: 4})):
        library.save_score(answer, score("I rang", question, levels))
    library.review.star_answer(second, starred=True)
    assert set(_found(library, "rang")) == {first, second}
    assert _found(library, "rang", question_ids=("failed", "unheard-of")) == [first]
    assert _found(library, "rang", question_ids=()) == []
    assert _found(library, "rang", dimension=Dimension.STAR, lowest=3) == [second]
    assert _found(library, "rang", dimension=Dimension.FOCUS) == [first]
    assert _found(library, "rang", highest=3) == [first]
    assert _found(library, "rang", company="globex") == [first]
    assert _found(library, "rang", company="%") == [second]
    assert _found(library, "rang", starred=True) == [second]
    assert _found(library, "", dimension=Dimension.STAR) == [second, first]


def test_days_are_those_of_the_place(library: Library, typed: Keep, clock: Callable[[], datetime]) -> None:
    clock.time = datetime(2026, 3, 1, 23, 30, tzinfo=UTC).astimezone()  # type: ignore[attr-defined]
    clock.time = datetime.fromisoformat("2026-03-02T00:30:00+13:00")  # type: ignore[attr-defined]
    answer = typed("kiwi")
    assert _found(library, "kiwi", since=date(2026, 3, 2), until=date(2026, 3, 2)) == [answer]
    assert _found(library, "kiwi", until=date(2026, 3, 1)) == []
    assert _found(library, "kiwi", since=date.min, until=date.max) == [answer]


def test_an_answer_to_a_follow_up_names_the_answer_that_it_completes(
    library: Library, typed: Keep, question: Question
) -> None:
    first = typed("I rang")
    session_id = library.sessions()[0].id
    completing = library.add_answer(
        session_id, question, position=0, typed="He came back", follow_up_of=first
    )
    (hit,) = library.search(Wanted(text="came back")).hits
    assert (hit.answer_id, hit.first_id) == (completing.id, first)


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""',
        "AND",
        "NOT x",
        "a OR b",
        "said:x",
        "x^2",
        "(",
        "*",
        "-x",
        "{said} : x",
        "NEAR(a b)",
        "'; --",
        "\0",
    ],
)
def test_nothing_that_is_typed_breaks_the_search(library: Library, typed: Keep, text: str) -> None:
    typed("and not near a or b said x")
    library.search(Wanted(text=text))
    library.search(Wanted(text=text, as_typed=True))


@given(st.text(), st.booleans())
def test_every_text_is_an_expression_that_sqlite_takes(text: str, as_typed: bool) -> None:
    if len(text.split()) > MAX_TERMS:
        return
    try:
        wanted = expression(text, as_typed=as_typed)
    except InputError:
        assert any(unicodedata.category(sign) == "Cs" for sign in text)
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE t USING fts5 (a, tokenize = 'unicode61 remove_diacritics 2')"
        )
        connection.execute("INSERT INTO t VALUES (?)", (text.replace("\0", " "),))
        if wanted is not None:
            hits = connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (wanted,)).fetchone()[0]
            assert hits == 1, "a text finds itself"


def test_a_book_is_no_search(library: Library) -> None:
    with pytest.raises(InputError, match="too_long"):
        library.search(Wanted(text="word " * (MAX_TERMS + 1)))


@given(st.text(min_size=1), st.data())
def test_a_snippet_holds_its_places(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 30)))
    snippet, marks = cut_out(text, [(start, end)])
    assert "\n" not in snippet
    for a, b in marks:
        shown = "".join(sign if sign.isprintable() else " " for sign in text[start:end])
        assert snippet[a:b] == shown


def test_the_words_of_an_erased_session_are_gone_from_the_index(
    library: Library, folder: Path, typed: Keep
) -> None:
    typed("something ordinary " * 50)
    typed("the zyzzyva again", title="zyzzyva")
    assert b"zyzzyva" in b"".join(path.read_bytes() for path in folder.iterdir())
    library.delete_session(library.sessions()[0].id)
    assert not [path.name for path in folder.rglob("*") if path.is_file() and b"zyzzyva" in path.read_bytes()]
    assert len(_found(library, "ordinary")) == 1


def test_a_deletion_that_was_cut_off_is_finished_at_the_next_start(
    folder: Path, typed: Keep, library: Library, monkeypatch: pytest.MonkeyPatch, recovered: object
) -> None:
    class PowerCutError(Exception):
        pass

    def fails(_: object) -> None:
        raise PowerCutError

    typed("the zyzzyva again")
    with monkeypatch.context() as cut:
        cut.setattr("coach.library.database.Database.erase_traces", fails)
        with pytest.raises(PowerCutError):
            library.delete_session(library.sessions()[0].id)
    library.reconcile(recovered)  # type: ignore[arg-type]
    library.close()
    assert b"zyzzyva" not in (folder / "library.sqlite3").read_bytes()


def test_the_index_agrees_with_the_rows(library: Library, folder: Path, typed: Keep) -> None:
    for number in range(20):
        typed(f"word{number} again")
    for summary in library.sessions()[::3]:
        library.delete_session(summary.id)
    with closing(sqlite3.connect(folder / "library.sqlite3")) as connection:
        # Fails when the index and the table differ: https://www.sqlite.org/fts5.html#the_integrity_check_command
        connection.execute("INSERT INTO found (found, rank) VALUES ('integrity-check', 1)")
        kept = connection.execute("SELECT json_group_array(said) FROM searched").fetchone()[0]
    assert sum(text != "" for text in json.loads(kept)) == 13
