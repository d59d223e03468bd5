"""The real reader."""

from pathlib import Path

import pytest

from coach.errors import WeightsMismatchError
from coach.language.onnx_reader import MiniLmReader, cut_windows

pytestmark = pytest.mark.models

FAILED = "Tell me about a time you failed. What did you learn?"
PARTS = ("a time you failed", "what you learned")
MISTAKE = (
    "I forgot to order the flour",
    "so we had no bread on Saturday",
    "since then I write a list every Thursday",
)
WAGES = "What are your salary expectations?"


@pytest.fixture(scope="module")
def reader() -> MiniLmReader:
    return MiniLmReader()


def test_an_answer_lies_nearer_to_its_question_than_to_another(reader: MiniLmReader) -> None:
    own, other = reader.nearness([FAILED, WAGES], MISTAKE)
    assert own > other
    assert (
        reader.read_answer(FAILED, PARTS, MISTAKE).off_topic
        < reader.read_answer(WAGES, (), MISTAKE).off_topic
    )


def test_every_part_and_every_clause_is_read(reader: MiniLmReader) -> None:
    found = reader.read_answer(FAILED, PARTS, (*MISTAKE, ""))
    assert len(found.parts) == 2
    assert len(found.pieces) == 4
    for row in (*found.parts, *found.pieces):
        assert sum(row) == pytest.approx(1.0, abs=0.001)
    assert found.pieces[-1] == (0.0, 0.0, 0.0, 0.0, 1.0)
    assert 1 <= found.story <= 5


def test_what_is_said_of_a_note_is_told_from_what_is_not(reader: MiniLmReader) -> None:
    note = "Every driver is home for the weekend."
    ((said, other),) = reader.says(
        [note], ["you park everyone up by Friday night", "you have the newest lorries on the coast"]
    )
    assert said > other


def test_what_a_job_gives_is_told_from_what_the_work_is(reader: MiniLmReader) -> None:
    own = reader.read_asked("how many days off would I get in a year")
    work = reader.read_asked("what is the hardest part of the first month for somebody new")
    assert own.self_focused > 0 > work.self_focused
    assert sum(work.classes) == pytest.approx(1.0, abs=0.001)


def test_a_text_reads_the_same_whatever_stands_beside_it_or_came_before() -> None:
    first = MiniLmReader(threads=1)
    crowd = MiniLmReader()
    crowd.says(["A note.", "Another note."], ["a text", "one more text that is rather longer"])
    crowd.read_answer(WAGES, PARTS, ("I like the sea " * 40,))
    assert crowd.read_answer(FAILED, PARTS, MISTAKE) == first.read_answer(FAILED, PARTS, MISTAKE)
    assert (crowd.says(["A note."], ["a text"]) == first.says(["A note."], ["a text"])).all()


def test_a_long_answer_is_read_in_windows_that_lose_nothing() -> None:
    pieces = [[index] * 50 for index in range(20)]
    windows = cut_windows(pieces, 320)
    assert [piece for window in windows for piece in window] == pieces
    assert all(sum(map(len, window)) <= 320 for window in windows)
    assert len(windows) == 4
    assert cut_windows([], 320) == [[]]


def test_refuses_weights_that_are_not_the_known_ones(tmp_path: Path) -> None:
    file = tmp_path / "reader.onnx"
    file.write_bytes(b"changed")
    with pytest.raises(WeightsMismatchError):
        MiniLmReader(file).load()
