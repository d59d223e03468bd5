"""Rows and company files: what is understood, and that nothing handed in can do harm."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CompanyFileError, InputError
from coach.intake import load_company, read_row, row_id
from coach.model.company import Fact, Person
from coach.words import Words

ROW = {"id": "a1", "question": "Why us?", "answer": "I like the garden."}

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


def test_a_row_needs_an_answer_and_one_question() -> None:
    row = read_row(json.dumps(ROW))
    assert (row.id, row.question, row.answer) == ("a1", "Why us?", "I like the garden.")
    assert row.company_value() is None
    assert row.words_value() is None


def test_facts_people_and_the_company_may_be_plain_text() -> None:
    company = {"name": "Larkfield", "facts": ["A garden opened."], "people": ["Mina Osei"]}
    found = read_row(json.dumps({**ROW, "company": company})).company_value()
    assert found is not None
    assert found.facts == (Fact("A garden opened."),)
    assert found.people == (Person("Mina Osei"),)
    assert read_row(json.dumps({**ROW, "company": "Larkfield"})).company_value() is not None


def test_words_without_offsets_are_found_in_the_answer_in_order() -> None:
    words = [
        {"text": word, "start_s": i, "end_s": i + 0.5}
        for i, word in enumerate(["I", "like", "the", "garden."])
    ]
    found = read_row(json.dumps({**ROW, "words": words})).words_value()
    assert found is not None
    assert [(word.start, word.end) for word in found] == [(0, 1), (2, 6), (7, 10), (11, 18)]


@pytest.mark.parametrize(
    "wrong",
    [
        '"duration_s": Infinity',
        '"words": [{"text": "I", "start_s": NaN, "end_s": 1}]',
        '"pauses": [{"start_s": 0, "end_s": -Infinity}]',
    ],
)
def test_numbers_that_json_does_not_know_are_refused(wrong: str) -> None:
    line = json.dumps(ROW)[:-1] + f", {wrong}}}"
    with pytest.raises(InputError) as caught:
        read_row(line)
    assert wrong.split('"')[1] in Words.load().text(caught.value.message)


def test_a_wrong_id_is_named_as_the_field_that_it_is() -> None:
    with pytest.raises(InputError) as caught:
        read_row(json.dumps({**ROW, "id": [1]}))
    assert "The field id can't be used" in Words.load().text(caught.value.message)


def test_a_word_that_was_not_said_is_told() -> None:
    row = read_row(json.dumps({**ROW, "words": [{"text": "car", "start_s": 0, "end_s": 1}]}))
    with pytest.raises(InputError) as caught:
        row.words_value()
    assert "car" in Words.load().text(caught.value.message)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "null",
        "{",
        json.dumps({"id": "a"}),
        json.dumps({"id": "a", "answer": "x"}),
        json.dumps({**ROW, "question_id": "why-us"}),
        json.dumps({**ROW, "id": None}),
        json.dumps({**ROW, "duration_s": -1}),
        json.dumps({**ROW, "answer": "x" * 300_000}),
        "[" * 100_000,
    ],
)
def test_a_wrong_row_is_told_in_one_sentence(line: str) -> None:
    with pytest.raises(InputError) as caught:
        read_row(line)
    assert "\n" not in Words.load().text(caught.value.message)


@given(JSON_VALUES, st.text(max_size=50))
def test_whatever_is_handed_in_is_a_row_or_an_input_error(value: object, text: str) -> None:
    for line in (
        text,
        json.dumps(value),
        json.dumps({**ROW, "company": value}),
        json.dumps({**ROW, "words": value}),
    ):
        row_id(line)
        try:
            row = read_row(line)
            row.company_value()
            row.words_value()
        except InputError:
            continue


def test_a_company_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "company.toml"
    path.write_text(
        'name = "Larkfield"\nfacts = [{kind = "product", text = "A garden.", source = "website"}]\n'
        'requirements = ["Two nights a week"]\n'
        'people = [{name = "Mina Osei", said = "MEE-na", role = "manager", cares = "safety"}]\n'
        "interview = {date = 2026-11-26, room = 4}\n",
        encoding="utf-8",
    )
    company = load_company(path)
    assert company.facts == (Fact("A garden.", "product", "website"),)
    assert company.people == (Person("Mina Osei", "MEE-na", "manager", "safety"),)
    assert company.interview == (("date", "2026-11-26"), ("room", "4"))


@pytest.mark.parametrize(
    "content",
    [
        b"name = ",
        b"\xff\xfe",
        b"facts = 3",
        b"people = [{}]",
        b"a." * 50_000 + b"a = 1",
        b"n = " + b"9" * 9_999,
    ],
)
def test_a_wrong_company_file_is_told_with_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "company.toml"
    path.write_bytes(content)
    with pytest.raises(CompanyFileError) as caught:
        load_company(path)
    assert "company.toml" in Words.load().text(caught.value.message)


def test_a_company_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(CompanyFileError):
            load_company(path)


@pytest.mark.parametrize(("row", "field"), [({"question": "Why?", "answer": "So."}, "id"),
                                            ({"id": 1, "question": "Why?", "text": "So."}, "answer")])  # fmt: skip
def test_a_missing_field_is_named_with_all_that_a_row_needs(row: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as told:
        read_row(json.dumps(row))
    said = Words.load("en").text(told.value.message)
    assert said.startswith(f"The field {field} is missing")
    assert "id, answer, and question" in said
