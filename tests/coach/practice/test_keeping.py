"""Kept recordings are compressed when there is time, and no crash on the way loses one."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.audio.files import read_sound, write_wav
from coach.errors import SoundFileError
from coach.library import Library, Reconciled, Recovered
from coach.library import compressed as rows
from coach.library.library import Library as LibraryClass
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import Answer, AnswerStatus
from coach.model.sound import Sound
from coach.practice import keeping
from coach.practice.keeping import Compressed, compress_recordings
from coach.units import Hertz

RECOVERED = Recovered(title="Found again", question="A question that is not known any more.")
QUESTION = Question(
    text="Tell me about a mistake.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time"),),
)
SOUND = Sound((0.4 * np.sin(np.arange(32_000) / 9)).astype(np.float32), Hertz(16_000))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def kept(library: Library, status: AnswerStatus = AnswerStatus.FAILED) -> Answer:
    """An answer with two seconds of sound, with which nothing is to be done any more."""
    session = library.new_session(title="Test")
    answer = library.add_answer(session.id, QUESTION, position=0)
    write_wav(library.sound_path(answer), SOUND)
    library.save_recording(answer.id, duration_s=2.0)
    library.set_status(answer.id, status)
    return answer


def same_sound(library: Library, answer: Answer) -> bool:
    heard = read_sound(library.sound_path(answer))
    return heard.rate_hz == 16_000 and np.array_equal(heard.samples, np.rint(SOUND.samples * 32_768) / 32_768)


def test_a_recording_becomes_smaller_and_is_found_by_old_and_new_rows(library: Library) -> None:
    answer = kept(library)
    before = library.sound_path(answer).stat().st_size

    assert compress_recordings(library) == Compressed(done=frozenset({answer.id}))
    now = library.answer(answer.id)
    assert now.sound_file == (answer.sound_file or "").replace(".wav", ".flac")
    assert library.sound_path(now) == library.sound_path(answer)
    assert library.sound_path(now).stat().st_size < 0.7 * before
    assert same_sound(library, now)
    assert not library.sound_path(now).with_suffix(".wav").exists()
    assert compress_recordings(library) == Compressed()


@pytest.mark.parametrize("status", [AnswerStatus.QUEUED, AnswerStatus.RUNNING, AnswerStatus.RECORDING])
def test_what_is_still_needed_as_it_is_stays_so(library: Library, status: AnswerStatus) -> None:
    answer = kept(library, status)

    assert compress_recordings(library) == Compressed()
    assert library.sound_path(answer).suffix == ".wav"


def test_so_many_at_a_time_and_without_those_that_failed(library: Library) -> None:
    broken, first, second = kept(library), kept(library), kept(library)
    library.sound_path(broken).write_bytes(b"RIFF, not really")

    once = compress_recordings(library, most=1)
    assert once == Compressed(done=frozenset({first.id}), failed=frozenset({broken.id}))
    assert compress_recordings(library, without=once.failed) == Compressed(done=frozenset({second.id}))
    assert library.sound_path(broken).read_bytes() == b"RIFF, not really"


def started_again(library: Library) -> Library:
    """The library as the next start of the program sees it."""
    library.close()
    return Library.open(library.folder)


class Crash(BaseException):
    pass


def crash(*_args: object, **_more: object) -> None:
    raise Crash


@pytest.mark.parametrize("step", ["before the row", "after the row", "while the row is written"])
def test_a_crash_at_any_step_keeps_the_sound_and_the_next_start_goes_on(
    library: Library, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    answer = kept(library)
    if step == "before the row":
        monkeypatch.setattr(LibraryClass, "use_compressed", crash)
    elif step == "while the row is written":
        monkeypatch.setattr("coach.library.library.point_to", crash)
    else:
        monkeypatch.setattr(Path, "unlink", crash)
    with pytest.raises(Crash):
        compress_recordings(library)
    monkeypatch.undo()

    assert same_sound(library, library.answer(answer.id))
    with started_again(library) as again:
        assert again.reconcile(RECOVERED) == Reconciled()
        assert same_sound(again, again.answer(answer.id))
        assert compress_recordings(again).done == {answer.id}
        assert same_sound(again, again.answer(answer.id))
        assert len(list(again.sound_path(answer).parent.iterdir())) == 1


def test_a_row_that_is_older_than_its_file_is_put_right(library: Library) -> None:
    """As when a backup of the database is put back."""
    answer = kept(library)
    compress_recordings(library)
    newer = library.answer(answer.id).sound_file or ""
    with library._database.write() as connection:
        rows.point_to(connection, answer.id, newer, ".wav")

    assert same_sound(library, library.answer(answer.id))
    with started_again(library) as again:
        assert again.reconcile(RECOVERED) == Reconciled()
        assert again.answer(answer.id).sound_file == newer


def test_an_answer_that_is_deleted_meanwhile_leaves_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = kept(library)
    folder, real = library.sound_path(answer).parent, keeping.compress

    def delete_meanwhile(path: Path) -> Path | None:
        made = real(path)
        library.remove_answer(answer.id)
        if made is not None:
            made.touch()
        return made

    monkeypatch.setattr(keeping, "compress", delete_meanwhile)
    assert compress_recordings(library) == Compressed()
    assert list(folder.iterdir()) == []


def test_a_stray_pair_is_found_once(library: Library) -> None:
    folder = library.folder / "sounds" / "20260101-000000-aaaa"
    folder.mkdir(parents=True)
    write_wav(folder / "one.wav", SOUND)
    keeping.compress(folder / "one.wav")
    write_wav(folder / "two.wav", SOUND)
    keeping.compress(folder / "two.wav")
    (folder / "two.wav").unlink()

    found = library.reconcile(RECOVERED).found
    answers = [library.answer(answer_id) for answer_id in found]
    assert sorted(Path(answer.sound_file or "").suffix for answer in answers) == [".flac", ".wav"]
    assert all(answer.duration_s == 2.0 and same_sound(library, answer) for answer in answers)
    assert library.reconcile(RECOVERED) == Reconciled()


def test_what_a_full_disk_cut_off_waits_at_the_next_start(library: Library) -> None:
    """Its row says that it failed, since nothing could be saved of it; the file has been adopted since."""
    session = library.new_session(title="Test")
    answer = library.add_answer(session.id, QUESTION, position=0)
    library.set_status(answer.id, AnswerStatus.FAILED, failure="error.disk.full")
    write_wav(library.sound_path(answer), SOUND)

    with started_again(library) as again:
        assert again.reconcile(RECOVERED).requeued == (answer.id,)
        assert again.answer(answer.id).duration_s == 2.0


def test_a_file_that_can_not_be_read_as_wav_is_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "stereo.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(bytes(64))
    with pytest.raises(SoundFileError):
        keeping.compress(tmp_path / "stereo.wav")
