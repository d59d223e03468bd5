"""Questions from outside: pasted lists, CSV and TOML from anybody, and what they lack."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model.question import (
    Bank,
    Constraint,
    ConstraintKind,
    PartKind,
    Probe,
    Question,
    QuestionKind,
    QuestionPart,
)
from coach.questions.bank import BankCheck, Banks, check_bank, load_banks
from coach.questions.naming import free, slug
from coach.questions.taken import bare_question, completed, pasted, take_file
from coach.resources import shipped_banks

Write = Callable[..., Path]
Told = Callable[[BankCheck], list[tuple[str | None, str | None, str]]]


def read(text: str) -> Question:
    """Takes every question for a motive."""
    part = QuestionPart(PartKind.REASON, text.lower().rstrip("?."))
    return Question(text=text, kind=QuestionKind.MOTIVATION, parts=(part,))


# A pasted list.


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("1. Why us?", "Why us?"),
        ("12) Why us?", "Why us?"),
        ("(3) Why us?", "Why us?"),
        ("Q4: Why us?", "Why us?"),
        ("Question 5. Why us?", "Why us?"),
        ("a) Why us?", "Why us?"),
        ("- Why us?", "Why us?"),
        ("\u2022 Why us?", "Why us?"),
        ("  why us", "why us?"),
        ("Why\tus\u200b ?", "Why us ?"),
        ("Tell me about a mistake", "Tell me about a mistake."),
        ("Tell me about yourself!", "Tell me about yourself."),
        ("3 years in one job: why?", "3 years in one job: why?"),
        ("90 days from now, where are you?", "90 days from now, where are you?"),
    ],
)
def test_a_line_is_a_question_without_its_numbering(line: str, question: str) -> None:
    assert pasted(line).questions == (question,)


def test_each_question_is_taken_once_and_empty_lines_are_none() -> None:
    assert pasted("Why us?\n\n1. why US?\r\n  \nWhen?").questions == ("Why us?", "When?")


def test_a_line_that_is_too_long_is_told_and_the_others_are_taken() -> None:
    found = pasted("Why us?\n" + "x" * 601 + "\nWhen?")
    assert found.questions == ("Why us?", "When?")
    assert [problem.id for problem in found.problems] == ["error.bank.line_too_long"]


@given(st.text())
@settings(deadline=None)
def test_whatever_is_pasted_each_question_can_be_kept(text: str) -> None:
    for question in pasted(text).questions:
        assert question.endswith(("?", "."))
        assert question == " ".join(question.split())


# CSV.


def test_a_table_becomes_questions(write: Write) -> None:
    path = write(
        "text,kind,competencies,target_s,parts,constraints,sample_openings,probes,strong,traps\n"
        '"Give me two examples of calm, please?",behavioural,calm | care,45-90,'
        "instance: two examples of calm | method: how you kept it,count 2: two examples,"
        "One. | Two.,result: What was the outcome? | part_1: A second one?,Two days.,One day only.\n",
        "night_shift.csv",
    )
    bank, check = take_file(path)
    assert check.problems == ()
    assert bank is not None
    assert (bank.id, bank.title, bank.own) == ("night-shift", "Night shift", True)
    assert bank.questions == (
        Question(
            id="",
            text="Give me two examples of calm, please?",
            kind=QuestionKind.BEHAVIOURAL,
            competencies=("calm", "care"),
            target_s=(45, 90),
            parts=(
                QuestionPart(PartKind.INSTANCE, "two examples of calm"),
                QuestionPart(PartKind.METHOD, "how you kept it"),
            ),
            constraints=(Constraint(ConstraintKind.COUNT, "two examples", 2.0),),
            sample_openings=("One.", "Two."),
            probes=(Probe("result", "What was the outcome?"), Probe("part_1", "A second one?")),
            strong="Two days.",
            traps=("One day only.",),
        ),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_columns_may_be_parted_as_any_spreadsheet_does(write: Write, delimiter: str) -> None:
    rows = (("Kind", "Text"), ("motivation", "Why us?"), ("", ""), ("", "When?"))
    content = "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)
    bank, _ = take_file(write(content, "any.csv"))
    assert bank is not None
    assert [(q.text, q.kind) for q in bank.questions] == [
        ("Why us?", QuestionKind.MOTIVATION),
        ("When?", QuestionKind.OTHER),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", (None, None, "csv_columns")),
        ("question\nWhy?\n", (None, None, "csv_columns")),
        ("text,text\nWhy?,Why?\n", (None, None, "csv_columns")),
        ("text,colour\nWhy?,red\n", (None, None, "csv_columns")),
        ('text,kind\n"Why?,self\n', (None, None, "not_csv")),
        ("text\n", (None, "question", "no_questions")),
        ("text\nWhy\n", ("#1", "text", "no_question_mark")),
        ("text,kind\nWhen?,self\nWhy?,odd\n", ("#2", "kind", "unknown_kind")),
        ("text,parts\nWhy?,the reason\n", ("#1", "parts[1].kind", "unknown_kind")),
        ("text,target_s\nWhy?,90\n", ("#1", "target_s", "bad_target")),
        ("text,id\nWhy?,x\nWhen?,x\n", ("x", "id", "id_repeated")),
        (b"text\nWhy \xff?\n", (None, None, "not_utf8")),
        (b"text\n" + b"x" * 600_000, (None, None, "too_large")),
    ],
)
def test_a_wrong_table_says_where(write: Write, told: Told, content: Any, problem: tuple[Any, ...]) -> None:
    bank, check = take_file(write(content, "any.csv"))
    assert bank is None
    assert told(check)[0] == problem


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=40)
def test_no_bytes_break_the_reading_of_a_table(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(b"text,parts,probes,target_s,constraints\n" + content)
    bank, check = take_file(path)
    assert (bank is None) == bool(check.problems)


def test_a_list_file_is_a_bank(write: Write) -> None:
    bank, _ = take_file(write("1. Why us?\n2. Tell me about a mistake\n", "list.txt"))
    assert bank is not None
    assert [question.text for question in bank.questions] == ["Why us?", "Tell me about a mistake."]


def test_a_toml_file_needs_only_the_texts(write: Write) -> None:
    path = write({"schema": 1, "id": "mine", "title": "Mine", "question": [{"text": "Why us?"}]})
    bank, _ = take_file(path)
    assert bank is not None
    assert bank.questions == (Question(id="", text="Why us?", kind=QuestionKind.OTHER, parts=()),)
    assert {problem.key for problem in check_bank(path).problems} >= {"kind", "parts", "probes", "strong"}


# What a bank lacks.

SHIPPED = load_banks(shipped_banks())[0]


def a_bank(*questions: Question, bank_id: str = "mine") -> Bank:
    return Bank(id=bank_id, title="Mine", description="", language="en", questions=questions, own=True)


def test_a_question_without_parts_is_read_and_gets_an_id() -> None:
    (question,) = completed(a_bank(bare_question("Why us?")), Banks(), read).questions
    assert (question.id, question.kind) == ("mine-why-us", QuestionKind.MOTIVATION)
    assert question.parts == (QuestionPart(PartKind.REASON, "why us"),)


def test_what_somebody_wrote_stays() -> None:
    written = Question(
        id="why", text="Why us?", kind=QuestionKind.COMPANY, parts=(QuestionPart(PartKind.FACT, "us"),)
    )
    assert completed(a_bank(written), Banks(), read).questions == (written,)
    kind_only = bare_question("Why us?")
    found = completed(a_bank(Question(text="Why us?", kind=QuestionKind.SELF, parts=())), Banks(), read)
    assert found.questions[0].kind is QuestionKind.SELF
    assert kind_only.kind is QuestionKind.OTHER


def test_ids_that_come_with_the_program_are_left_to_it() -> None:
    copy = SHIPPED.bank("closing")
    kept = completed(copy, SHIPPED, read)
    assert (kept.id, kept.own) == ("closing-2", True)
    assert not {question.id for question in kept.questions} & {question.id for question in SHIPPED.questions}
    assert [question.text for question in kept.questions] == [question.text for question in copy.questions]


@given(st.text(), st.lists(st.text(max_size=5), max_size=5))
@settings(deadline=None)
def test_an_id_is_always_sound_and_free(text: str, others: list[str]) -> None:
    wanted = slug(text)
    found = free(wanted, {wanted, *map(slug, others)})
    assert found not in {wanted, *map(slug, others)}
    assert len(found) <= 60
    assert found.strip("-") == found
    assert found.replace("-", "").isascii()
