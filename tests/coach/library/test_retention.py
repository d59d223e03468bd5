"""How much of a session is kept: what goes really goes, when nothing of the session waits any more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.errors import NotFoundError
from coach.library import Library, Recovered
from coach.model.feedback import Feedback
from coach.model.message import message
from coach.model.question import Question
from coach.model.score import (
    AnswerScore,
    AskClass,
    AskedQuestion,
    Cared,
    Dimension,
    FocusScore,
    Heard,
    HeardNote,
    Span,
)
from coach.model.search import Wanted
from coach.model.session import AnswerStatus, Keep
from coach.model.transcript import Transcript
from coach.reports import build_document
from coach.wire import session_json
from coach.words import Words

Scoring = Callable[..., AnswerScore]
WriteWav = Callable[[Path, float], None]
Hold = Callable[..., str]

RARE = "zyzzyva"


@pytest.fixture
def hold(
    *,
    library: Library,
    question: Question,
    transcript: Transcript,
    score: Scoring,
    feedback: Feedback,
    write_wav: WriteWav,
) -> Hold:
    """Holds a session with a spoken and a typed answer, in all of whose texts is a rare word."""

    def held(keep: Keep | None = None) -> str:
        session = library.new_session(title="Tuesday", keep=keep)
        text = f"I fed the {RARE} every day"
        whole = score(text, question, {Dimension.STAR: 3, Dimension.FOCUS: 2})
        quoted = message("star.reason.some", quote=f"fed the {RARE}")
        told = replace(
            whole,
            star=replace(whole.star, reason=quoted, next_level=quoted),
            research=replace(
                whole.research, facts=(HeardNote(index=0, heard=Heard.YES, span=Span(start=0, end=3)),)
            ),
            focus=_asked(whole.focus, quoted),
            cared=Cared(person="Sam", cares=RARE, span=Span(start=0, end=3)),
        )
        spoken = library.add_answer(session.id, question, position=0)
        path = library.sound_path(spoken)
        write_wav(path, 0.01)
        path.write_bytes(path.read_bytes() + RARE.encode())
        library.save_recording(spoken.id, duration_s=0.01)
        library.save_transcript(spoken.id, replace(transcript, text=text, words=()))
        typed = library.add_answer(session.id, question, position=1, typed=text)
        for answer in (spoken, typed):
            library.save_score(answer.id, told, feedback)
            library.save_score(answer.id, told, feedback)
        library.end_session(session.id)
        return session.id

    return held


def _asked(focus: FocusScore, quoted: object) -> FocusScore:
    asked = AskedQuestion(
        span=Span(start=0, end=3),
        ask_class=next(iter(AskClass)),
        self_focused=True,
        early=True,
        instead=quoted,  # type: ignore[arg-type]
    )
    return replace(focus, questions=(asked,))


def _holding(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file() and RARE.encode() in path.read_bytes()}


def test_everything_is_kept_unless_another_wish_is_told(library: Library, hold: Hold) -> None:
    session_id = hold()
    assert library.session(session_id).keep is Keep.SOUND
    assert library.retention.shorten(session_id)
    assert library.sound_path(library.session(session_id).answers[0]).exists()
    library.retention.usual = Keep.TEXT
    assert library.session(hold()).keep is Keep.TEXT
    with pytest.raises(NotFoundError):
        library.retention.shorten("nobody")


def test_with_the_text_alone_the_recordings_go(folder: Path, library: Library, hold: Hold) -> None:
    session_id = hold(Keep.TEXT)
    before = library.session(session_id)
    assert library.retention.shorten(session_id)
    after = library.session(session_id)
    assert not list((folder / "sounds").rglob("*.wav"))
    assert [one.sound_file for one in after.answers] == [None, None]
    assert [one.score for one in after.answers] == [one.score for one in before.answers]
    assert [one.transcript for one in after.answers] == [one.transcript for one in before.answers]
    assert after.kept is Keep.TEXT
    assert after.answers[0].duration_s == before.answers[0].duration_s


def test_with_the_scores_alone_no_word_of_it_is_left(folder: Path, library: Library, hold: Hold) -> None:
    session_id = hold()
    levels = library.sessions()[0].profile
    assert _holding(folder)
    assert library.retention.keep(session_id, Keep.SCORES) is Keep.SCORES
    assert library.retention.shorten(session_id)
    assert _holding(folder) == set()
    session = library.session(session_id)
    assert library.sessions()[0].profile == levels
    assert session.kept is Keep.SCORES
    for answer in session.answers:
        assert (answer.status, answer.transcript, answer.typed) == (AnswerStatus.DONE, None, None)
        assert answer.score is not None
        assert (answer.score.star.level, answer.score.star.missing) == (3, ("result",))
        assert answer.score.delivery.measures
        assert answer.score.research.facts == (HeardNote(index=0, heard=Heard.YES),)
        assert {kept.feedback for kept in library.review.scores_of(answer.id)} == {None}
    assert library.search(Wanted(text=RARE)).hits == ()
    assert [one.levels for one in library.review.measured()] == [
        ((Dimension.FOCUS, 2), (Dimension.STAR, 3))
    ] * 2
    assert library.review.scored_otherwise((("rubric", "9"),)) == ()


def test_a_session_of_which_only_levels_are_left_can_be_shown(library: Library, hold: Hold) -> None:
    session_id = hold(Keep.SCORES)
    library.retention.shorten(session_id)
    session = library.session(session_id)
    words = Words.load()
    document = build_document(session, words)
    assert document.levels is not None
    assert {section.status for section in document.answers} == {words.text(message("library.scores_only"))}
    assert RARE not in str(document)
    assert session_json(session, words)["id"] == session_id


def test_nothing_is_removed_while_an_answer_waits(library: Library, hold: Hold, question: Question) -> None:
    session_id = hold(Keep.TEXT)
    late = library.add_answer(session_id, question, position=2, typed="not scored yet")
    assert not library.retention.shorten(session_id)
    assert library.session(session_id).kept is Keep.SOUND
    library.set_status(late.id, AnswerStatus.FAILED)
    assert library.retention.shorten(session_id)


def test_what_is_due_ended_a_while_ago(library: Library, hold: Hold) -> None:
    kept, first, second = hold(), hold(Keep.TEXT), hold(Keep.SCORES)
    ended = library.session(first).ended_at
    assert ended is not None
    assert library.retention.due(ended + timedelta(days=1)) == (first, second)
    assert library.retention.due(ended + timedelta(seconds=1)) == (first,)
    assert library.retention.due(ended) == ()
    library.retention.shorten(first)
    assert library.retention.due(ended + timedelta(days=1)) == (second,)
    assert kept not in library.retention.due(ended + timedelta(days=1))


def test_what_is_gone_does_not_come_back(library: Library, hold: Hold) -> None:
    session_id = hold(Keep.TEXT)
    library.retention.shorten(session_id)
    assert library.retention.keep(session_id, Keep.SOUND) is Keep.TEXT
    assert library.retention.keep(session_id, Keep.SCORES) is Keep.SCORES
    assert library.retention.keep(session_id, Keep.TEXT) is Keep.TEXT


@pytest.mark.parametrize("at", ["coach.library.sounds.remove", "coach.library.changes.note_erasure"])
def test_a_kill_half_way_leaves_all_or_nothing(
    *,
    folder: Path,
    library: Library,
    hold: Hold,
    recovered: Recovered,
    monkeypatch: pytest.MonkeyPatch,
    at: str,
) -> None:
    class PowerCutError(Exception):
        pass

    def fails(*_: object) -> None:
        raise PowerCutError

    session_id = hold(Keep.SCORES)
    with monkeypatch.context() as cut:
        cut.setattr(at, fails)
        with pytest.raises(PowerCutError):
            library.retention.shorten(session_id)
    library.close()
    with Library.open(folder) as again:
        assert again.reconcile(recovered).found == ()
        session = again.session(session_id)
        sound_there = bool(list((folder / "sounds").rglob("*.wav")))
    assert sound_there is (session.kept is Keep.SOUND)
    if session.kept is not Keep.SOUND:
        assert _holding(folder) == set()
