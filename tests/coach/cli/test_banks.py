"""`coach banks` for the person's own banks, and `coach plans`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.questions.bank import load_bank

Coach = Callable[..., Any]
LIST = "1. Why do you want to work in a bakery?\n2. Tell me about a time you got up early, and how it went\n"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "bakery.txt"
    path.write_text(LIST)
    return path


@pytest.mark.models
def test_a_list_is_imported_read_shown_and_exported(coach: Coach, questions: Path, tmp_path: Path) -> None:
    assert "Bakery (bakery): 2 questions kept" in coach("banks", "import", questions).err
    rows = {row["id"]: row for row in coach("banks", "list", "--json").json["banks"]}
    assert (rows["bakery"]["own"], rows["closing"]["own"]) == (True, False)
    shown = coach("banks", "show", "bakery", "--json").json["questions"]
    assert [question["kind"] for question in shown] == ["motivation", "behavioural"]
    assert coach("banks", "export", "bakery", "--out", tmp_path / "out.toml").code == 0
    assert len(load_bank(tmp_path / "out.toml", own=True).questions) == 2
    assert 'title = "Bakery"' in coach("banks", "export", "bakery").out


@pytest.mark.models
def test_a_wrong_file_is_told_line_by_line_and_the_others_are_taken(
    coach: Coach, questions: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("text,kind\nWhy,self\nWhen?,odd\n")
    run = coach("banks", "import", wrong, questions)
    assert run.code == 1
    lines = [line for line in run.out.splitlines() if line]
    assert [line.split(": ")[1] for line in lines] == ["#1", "#2"]
    assert "bakery" in run.err
    assert coach("banks", "check", "--own", wrong).out == run.out
    assert coach("banks", "check", "--own", questions).code == 0


@pytest.mark.models
def test_questions_are_added_and_removed_one_by_one(coach: Coach) -> None:
    assert coach("banks", "add", "bakery", "Why us?", "When can you start?").code == 0
    assert coach("banks", "add", "bakery", "Why us?").code == 0
    shown = coach("banks", "show", "bakery", "--json").json["questions"]
    assert [question["id"] for question in shown] == [
        "bakery-why-us",
        "bakery-when-can-you-start",
        "bakery-why-us-2",
    ]
    for question in shown:
        assert coach("banks", "remove", "bakery", "--question", question["id"]).code == 0
    assert coach("banks", "show", "bakery").code == 1, "the last question takes the bank along"


def test_what_comes_with_the_program_is_left_alone(coach: Coach) -> None:
    for command in (
        ("remove", "closing"),
        ("add", "closing", "Why?"),
        ("remove", "closing", "--question", "x"),
    ):
        run = coach("banks", *command)
        assert run.code == 1
        assert "comes with the program" in run.err
    assert coach("banks", "remove", "nothing").code == 1


def test_the_plans_are_listed_with_the_competencies(coach: Coach) -> None:
    document = coach("plans", "--json").json
    assert {plan["id"]: plan["questions"] for plan in document["plans"]}["first-interview"] == 8
    assert "teamwork" in {each["name"] for each in document["competencies"]}
    shown = coach("plans").out
    assert "screening-call" in shown
    assert "teamwork" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--plan", "weakest"], "no scored answer yet"),
        (["--plan", "prepared"], "what the job asks for"),
        (["--plan", "competency", "--competency", "luck"], "No question looks into"),
        (["--plan", "nothing"], "There is no plan called nothing"),
    ],
)
def test_a_plan_that_lacks_something_says_so_and_keeps_no_session(
    coach: Coach, arguments: list[str], told: str
) -> None:
    run = coach("practice", "--typed", *arguments)
    assert run.code == 1
    assert told in " ".join(run.err.split())
    assert coach("sessions", "list", "--json").json["sessions"] == []


def test_a_length_is_given_once(coach: Coach) -> None:
    assert coach("practice", "--questions", "3", "--minutes", "10").code == 2
