"""The usual recogniser is the better one where it keeps up; what the person chose is never overridden."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import DiskFullError
from coach.model.transcript import Timing, Transcript
from coach.speech import speed
from coach.speech.speed import LIVE_SHARE, Measured, SpeedBook, measured_from, measured_sample, processor
from coach.words import Words

SLOW = Measured(model="base", share=1.3)
FAST = Measured(model="base", share=0.3)
HEARD = Transcript(text="", words=(), duration_s=20.0, speech_s=0.0, language="en", model="base")


@pytest.fixture
def book(tmp_path: Path) -> SpeedBook:
    return SpeedBook(tmp_path, "a slow old processor x2")


def test_until_it_was_measured_base_is_the_usual_one(book: SpeedBook) -> None:
    assert book.resolve("auto") == "base"
    assert book.why("auto") is None


def test_a_slow_computer_gets_the_small_model_and_is_told_why_and_of_the_way_back(book: SpeedBook) -> None:
    book.keep(SLOW)
    assert book.resolve("auto") == "tiny.en"
    why = book.why("auto")
    assert why is not None
    said = Words.load().text(why)
    assert "tiny.en" in said
    assert "78 s for a minute" in said
    assert "Settings" in said


@pytest.mark.parametrize("chosen", ["base", "small", "tiny.en", "/models/mine"])
def test_what_the_person_chose_stays(book: SpeedBook, chosen: str) -> None:
    book.keep(SLOW)
    assert book.resolve(chosen) == chosen
    assert book.why(chosen) is None


def test_a_fast_computer_keeps_base_and_hears_nothing_of_it(book: SpeedBook) -> None:
    book.keep(FAST)
    assert book.resolve("auto") == "base"
    assert book.why("auto") is None


def test_it_is_remembered_for_this_processor_and_these_weights_only(
    book: SpeedBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.keep(SLOW)
    book.keep(Measured(model="tiny.en", share=0.5))
    assert SpeedBook(tmp_path, "a slow old processor x2").measured("base") == SLOW
    assert SpeedBook(tmp_path, "a new processor x8").measured("base") is None
    monkeypatch.setattr(speed, "weights_digest", lambda _name: "other weights")
    assert book.measured("base") is None


def test_measuring_again_forgets_what_was_measured(book: SpeedBook) -> None:
    book.keep(SLOW)
    book.forget()
    book.forget()
    assert book.measured("base") is None
    assert book.resolve("auto") == "base"


def test_the_share_is_work_for_a_second_of_sound_without_loading() -> None:
    heard = replace(HEARD, timing=Timing(load_s=9.0, transcribe_s=5.0))
    assert measured_from(heard) == Measured(model="base", share=0.25)
    assert measured_from(HEARD) is None
    assert measured_from(replace(heard, duration_s=0.0)) is None


def test_the_limit_itself_is_fast_enough() -> None:
    assert Measured(model="base", share=LIVE_SHARE).fast_enough
    assert not Measured(model="base", share=LIVE_SHARE + 0.01).fast_enough


@given(st.binary(max_size=200) | st.sampled_from([b"[]", b"[" * 5000, b'{"processor": "p", "models": []}']))
def test_a_damaged_file_is_as_none(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    cache = tmp_path_factory.mktemp("cache")
    (cache / "models").mkdir()
    (cache / "models" / "speed.json").write_bytes(content)
    assert SpeedBook(cache, "p").resolve("auto") == "base"


@pytest.mark.parametrize("share", ["NaN", "-1.0", "true", '"fast"', "1e9"])
def test_a_share_that_cannot_be_is_not_believed(tmp_path: Path, share: str) -> None:
    book = SpeedBook(tmp_path, "p")
    book.keep(SLOW)
    file = tmp_path / "models" / "speed.json"
    file.write_text(file.read_text(encoding="utf-8").replace("1.3", share), encoding="utf-8")
    assert book.measured("base") is None


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "models").write_bytes(b"a file where the folder should be")
    with pytest.raises(DiskFullError, match="not_kept"):
        SpeedBook(tmp_path, "p").keep(SLOW)


def test_the_shipped_answer_and_the_processor_are_there() -> None:
    assert measured_sample().is_file()
    assert processor()
