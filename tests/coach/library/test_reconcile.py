"""After a crash, rows and files find each other again, and nothing that was recorded is thrown away."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from coach.audio.wav import adopt_orphans
from coach.errors import SoundFileError
from coach.library import Library, Reconciled, Recovered
from coach.library.reconcile import SOUND_GONE
from coach.model.message import message
from coach.model.question import Question, QuestionKind
from coach.model.score import AnswerScore
from coach.model.session import AnswerStatus
from coach.model.transcript import Transcript

Clock = Callable[[], datetime]
Scoring = Callable[..., AnswerScore]
WriteWav = Callable[[Path, float], None]


@pytest.fixture
def after_crash(folder: Path, clock: Clock, library: Library) -> Callable[[], Library]:
    """A second start, once the first program is gone."""

    def start() -> Library:
        library.close()
        return Library.open(folder, now=clock)

    return start


def test_a_cut_off_recording_waits_for_transcription(
    library: Library,
    question: Question,
    recovered: Recovered,
    write_wav: WriteWav,
    after_crash: Callable[[], Library],
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    write_wav(library.sound_path(answer), 1.5)
    with after_crash() as again:
        assert again.reconcile(recovered) == Reconciled(requeued=(answer.id,))
        (waiting,) = again.pending()
        assert (waiting.answer.id, waiting.answer.duration_s) == (answer.id, 1.5)
        assert again.sessions()[0].duration_s == 1.5
        assert again.reconcile(recovered) == Reconciled()


def test_an_answer_that_brought_the_work_down_waits_again_with_its_tries(
    library: Library,
    question: Question,
    recovered: Recovered,
    write_wav: WriteWav,
    after_crash: Callable[[], Library],
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    typed = library.add_answer(session.id, question, position=1, typed="I rang them.")
    write_wav(library.sound_path(answer), 1.0)
    library.save_recording(answer.id, duration_s=1.0)
    library.set_status(answer.id, AnswerStatus.RUNNING)
    library.set_status(typed.id, AnswerStatus.RUNNING)
    with after_crash() as again:
        assert again.reconcile(recovered).requeued == (answer.id,)
        assert [(w.answer.id, w.answer.status, w.tries) for w in again.pending()] == [
            (answer.id, AnswerStatus.QUEUED, 1),
            (typed.id, AnswerStatus.QUEUED, 1),
        ]


def test_a_recording_that_is_gone_failed_and_comes_back_with_its_file(
    library: Library,
    question: Question,
    recovered: Recovered,
    write_wav: WriteWav,
    after_crash: Callable[[], Library],
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    with after_crash() as again:
        assert again.reconcile(recovered) == Reconciled(lost=(answer.id,))
        assert (again.answer(answer.id).status, again.answer(answer.id).failure) == (
            AnswerStatus.FAILED,
            SOUND_GONE,
        )
        write_wav(again.sound_path(answer), 1.0)
        assert again.reconcile(recovered) == Reconciled(requeued=(answer.id,))
        assert again.answer(answer.id).failure == ""


def test_an_answer_that_was_heard_needs_no_sound_any_more(
    *,
    library: Library,
    question: Question,
    transcript: Transcript,
    score: Scoring,
    recovered: Recovered,
    after_crash: Callable[[], Library],
) -> None:
    session = library.new_session(title="x")
    heard = library.add_answer(session.id, question, position=0)
    library.save_transcript(heard.id, transcript)
    library.set_status(heard.id, AnswerStatus.RUNNING)
    done = library.add_answer(session.id, question, position=1)
    library.save_score(done.id, score("text", question, {}))
    with after_crash() as again:
        assert again.reconcile(recovered) == Reconciled(unplayable=(done.id,))
        assert [w.answer.id for w in again.pending()] == [heard.id]
        assert again.answer(done.id).status is AnswerStatus.DONE


def test_sound_that_no_row_knows_gets_a_session_of_its_own(
    library: Library, folder: Path, recovered: Recovered, write_wav: WriteWav
) -> None:
    strays = [folder / "sounds" / "20250101-1200-abcd" / name for name in ("b.wav", "a.wav")]
    for age, stray in enumerate(strays):
        write_wav(stray, 1.0 + age)
        os.utime(stray, (1_700_000_000 + age, 1_700_000_000 + age))
    found = library.reconcile(recovered).found

    (summary,) = library.sessions()
    assert (summary.title, summary.answers, summary.duration_s) == (recovered.title, 2, 3.0)
    answers = library.session(summary.id).answers
    assert tuple(a.id for a in answers) == found
    assert [(a.duration_s, a.status, a.question.kind) for a in answers] == [
        (1.0, AnswerStatus.QUEUED, QuestionKind.OTHER),
        (2.0, AnswerStatus.QUEUED, QuestionKind.OTHER),
    ]
    assert answers[0].recorded_at.timestamp() == 1_700_000_000
    assert all(library.sound_path(a).is_file() for a in answers)
    assert not any(stray.exists() for stray in strays)
    assert library.reconcile(recovered) == Reconciled()


def test_links_and_other_files_are_not_taken_in(
    library: Library, folder: Path, tmp_path: Path, recovered: Recovered, write_wav: WriteWav
) -> None:
    outside = tmp_path / "outside"
    write_wav(outside / "private.wav", 1.0)
    (folder / "sounds" / "a").mkdir(parents=True)
    (folder / "sounds" / "linked").symlink_to(outside)
    (folder / "sounds" / "a" / "link.wav").symlink_to(outside / "private.wav")
    (folder / "sounds" / "a" / "notes.txt").write_text("mine")
    (folder / "sounds" / "loose.wav").write_text("mine")
    assert library.reconcile(recovered) == Reconciled()
    assert library.sessions() == ()


def test_unfinished_files_are_repaired_first(
    *, library: Library, folder: Path, question: Question, recovered: Recovered, write_wav: WriteWav,
    after_crash: Callable[[], Library],
) -> None:  # fmt: skip
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    part = library.sound_path(answer).with_suffix(".wav.part")
    write_wav(part, 1.0)
    seen = []

    def adopt(sounds: Path) -> None:
        seen.append(sounds)
        for file in sounds.glob("*.wav.part"):
            file.rename(file.with_suffix(""))

    with after_crash() as again:
        assert again.reconcile(recovered, adopt) == Reconciled(requeued=(answer.id,))
    assert seen == [folder / "sounds" / session.id]


def test_the_recorders_own_repair_fits(
    library: Library,
    question: Question,
    recovered: Recovered,
    write_wav: WriteWav,
    after_crash: Callable[[], Library],
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    part = library.sound_path(answer).with_suffix(".wav.part")
    write_wav(part, 1.0)
    whole = part.read_bytes()
    # The header says "empty", as when the program dies before the sizes are written.
    part.write_bytes(whole[:40] + bytes(4) + whole[44:])
    with after_crash() as again:
        assert again.reconcile(recovered, adopt_orphans) == Reconciled(requeued=(answer.id,))
        assert again.answer(answer.id).duration_s == 1.0


def test_what_can_not_be_repaired_is_told_and_waits(
    library: Library, question: Question, recovered: Recovered, write_wav: WriteWav,
    after_crash: Callable[[], Library],
) -> None:  # fmt: skip
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    part = library.sound_path(answer).with_suffix(".wav.part")
    write_wav(part, 1.0)

    def fails(sounds: Path) -> None:
        raise SoundFileError("error.sound_file.damaged", file=sounds.name)

    with after_crash() as again:
        told = message("error.sound_file.damaged", file=session.id)
        assert again.reconcile(recovered, fails) == Reconciled(problems=(told,))
        assert again.answer(answer.id).status is AnswerStatus.RECORDING
    assert part.exists()


def test_nothing_is_touched_while_another_copy_records(
    library: Library, folder: Path, clock: Clock, question: Question, recovered: Recovered
) -> None:
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)

    def adopt(sounds: Path) -> None:
        raise AssertionError(sounds)

    with Library.open(folder, now=clock) as other:
        assert other.reconcile(recovered, adopt) == Reconciled(skipped=True)
    assert library.reconcile(recovered, adopt) == Reconciled(skipped=True)
    assert library.answer(answer.id).status is AnswerStatus.RECORDING


def test_a_deletion_that_was_cut_off_before_its_commit_is_undone(
    *, library: Library, folder: Path, question: Question, recovered: Recovered, write_wav: WriteWav,
    after_crash: Callable[[], Library],
) -> None:  # fmt: skip
    session = library.new_session(title="x")
    answer = library.add_answer(session.id, question, position=0)
    write_wav(library.sound_path(answer), 1.0)
    library.save_recording(answer.id, duration_s=1.0)
    (folder / "sounds" / session.id).rename(folder / "sounds" / f".removed-{session.id}")
    with after_crash() as again:
        assert again.reconcile(recovered) == Reconciled()
        assert again.sound_path(answer).is_file()


def test_a_deletion_that_was_cut_off_after_its_commit_is_finished(
    library: Library, folder: Path, recovered: Recovered, write_wav: WriteWav
) -> None:
    left = folder / "sounds" / ".removed-20250101-1200-abcd"
    write_wav(left / "a.wav", 1.0)
    assert library.reconcile(recovered) == Reconciled()
    assert not left.exists()
