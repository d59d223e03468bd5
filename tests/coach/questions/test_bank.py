"""Bank files: what is read, what is told about a bad one, and what a hostile one can't do."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import BankError
from coach.model.question import ConstraintKind, PartKind, QuestionKind
from coach.questions import bank as bank_module
from coach.questions.bank import check_bank, load_bank, load_banks
from coach.words import Words

Data = dict[str, Any]
Write = Callable[..., Path]
Problems = Callable[..., list[tuple[str | None, str | None, str]]]


def test_a_good_file_becomes_a_bank(
    write: Write, bank: Callable[..., Data], question: Callable[..., Data]
) -> None:
    asked = question(
        text="Give me two examples of a time you were late.",
        constraints=[{"kind": "count", "text": "two examples", "amount": 2}],
    )
    loaded = load_bank(write(bank(asked)))
    assert (loaded.id, loaded.title, loaded.language) == ("buses", "Buses", "en")
    (only,) = loaded.questions
    assert only.id == "late-bus"
    assert only.kind is QuestionKind.BEHAVIOURAL
    assert [part.kind for part in only.parts] == [PartKind.INSTANCE, PartKind.METHOD]
    assert only.target_s == (60, 120)
    assert [(probe.missing, probe.text) for probe in only.probes] == [
        ("result", "And then?"),
        ("part_2", "What did you do yourself?"),
    ]
    assert only.constraints[0].kind is ConstraintKind.COUNT
    assert only.constraints[0].amount == 2.0


@given(
    st.text(
        st.characters(exclude_categories=["C", "Z"], exclude_characters="\ufeff"), min_size=1, max_size=80
    )
)
@settings(deadline=None)
def test_any_printable_text_survives_as_it_is(write_text: Callable[[str], Path], text: str) -> None:
    (question,) = load_bank(write_text(text)).questions
    assert question.traps == (text,)
    assert question.parts[0].text == text
    assert question.text == f"{text}?"
    assert question.sample_openings[0] == f"{text}."


@pytest.fixture(scope="module")
def write_text(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    path = tmp_path_factory.mktemp("banks") / "bank.toml"

    def write(text: str) -> Path:
        question = {
            "id": "any",
            "text": f"{text}?",
            "kind": "self",
            "competencies": [text],
            "target_s": [10, 20],
            "parts": [{"kind": "fact", "text": text}],
            "sample_openings": [f"{text}.", "B."],
            "probes": {"part_1": f"{text}?"},
            "strong": f"{text}.",
            "traps": [text],
        }
        head = {"schema": 1, "id": "any", "title": text, "description": text, "language": "en"}
        path.write_bytes(tomli_w.dumps(head | {"question": [question]}).encode())
        return path

    return write


INSTANCE = {"kind": "instance", "text": "a"}


@pytest.mark.parametrize(
    ("change", "key", "problem"),
    [
        ({"id": "Late Bus"}, "id", "bad_id"),
        ({"id": "late--bus"}, "id", "bad_id"),
        ({"text": "Tell me about buses"}, "text", "no_question_mark"),
        ({"text": "  "}, "text", "empty"),
        ({"text": "a" * 700 + "?"}, "text", "too_long"),
        ({"text": 7}, "text", "wrong_type"),
        ({"text": "Why\x07?"}, "text", "control_character"),
        ({"text": "Why \u202eesrever?"}, "text", "control_character"),
        ({"kind": "chat"}, "kind", "unknown_kind"),
        ({"kind": ["behavioural"]}, "kind", "unknown_kind"),
        ({"competencies": []}, "competencies", "nothing_listed"),
        ({"target_s": [120, 60]}, "target_s", "bad_target"),
        ({"target_s": [60]}, "target_s", "bad_target"),
        ({"target_s": [60, 6000]}, "target_s", "bad_target"),
        ({"target_s": [60, "120"]}, "target_s[2]", "wrong_type"),
        ({"target_s": [60, True]}, "target_s[2]", "wrong_type"),
        ({"parts": []}, "parts", "nothing_listed"),
        ({"parts": [INSTANCE, {"kind": "x", "text": "b"}]}, "parts[2].kind", "unknown_kind"),
        ({"parts": [{"kind": "instance"}, {"kind": "fact", "text": "b"}]}, "parts[1].text", "missing"),
        ({"sample_openings": ["Only one."]}, "sample_openings", "openings_count"),
        ({"sample_openings": ["A.", "B.", "C.", "D."]}, "sample_openings", "openings_count"),
        ({"sample_openings": ["A.", "no end"]}, "sample_openings[2]", "no_end_mark"),
        ({"probes": {}}, "probes", "nothing_listed"),
        ({"probes": {"part_3": "And?"}}, "probes", "unknown_probe"),
        ({"probes": {"ending": "And?"}}, "probes", "unknown_probe"),
        ({"probes": {"result": "I see."}}, "probes.result", "probe_no_question"),
        ({"strong": ""}, "strong", "empty"),
        ({"traps": []}, "traps", "nothing_listed"),
        ({"constraints": [{"kind": "count", "text": "a time"}]}, "constraints[1].amount", "no_amount"),
        (
            {"constraints": [{"kind": "time", "text": "a time", "amount": float("inf")}]},
            "constraints[1].amount",
            "bad_amount",
        ),
        ({"constraints": [{"kind": "brief", "text": "in short"}]}, "constraints", "constraint_not_asked"),
        ({"colour": "red"}, "colour", "unknown_key"),
    ],
)
def test_each_problem_is_told_with_question_and_key(
    problems: Problems, change: Data, key: str, problem: str
) -> None:
    name = "#1" if change.get("id") == "" else change.get("id", "late-bus")
    assert problems(**change) == [(name, key, problem)]


def test_the_check_does_not_stop_at_the_first_problem(
    write: Write, bank: Callable[..., Data], question: Callable[..., Data], told: Any
) -> None:
    nameless = question(kind="chat", traps=[])
    del nameless["id"], nameless["strong"]
    check = check_bank(
        write(bank(question(text="No mark"), nameless, question(id="third"), language="English"))
    )
    assert check.questions == 3
    assert sorted(told(check), key=str) == sorted(
        [
            (None, "language", "bad_language"),
            ("late-bus", "text", "no_question_mark"),
            ("#2", "id", "missing"),
            ("#2", "kind", "unknown_kind"),
            ("#2", "traps", "nothing_listed"),
            ("#2", "strong", "missing"),
        ],
        key=str,
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"schema": 2}, ("schema", "unknown_schema")),
        ({"schema": True}, ("schema", "unknown_schema")),
        ({"id": "../etc"}, ("id", "bad_id")),
        ({"author": "me"}, ("author", "unknown_key")),
        ({"question": []}, ("question", "no_questions")),
        ({"question": "none"}, ("question", "wrong_type")),
        ({"title": "\n"}, ("title", "empty")),
    ],
)
def test_problems_of_the_head_have_no_question(
    write: Write, bank: Callable[..., Data], told: Any, change: Data, problem: tuple[str, str]
) -> None:
    assert told(check_bank(write(bank(**change)))) == [(None, *problem)]


def test_an_entry_that_is_no_table_is_told(write: Write, bank: Callable[..., Data], told: Any) -> None:
    assert told(check_bank(write(bank(question=["why?", 3])))) == [
        ("#1", None, "wrong_type"),
        ("#2", None, "wrong_type"),
    ]


def test_an_id_used_twice_in_a_file_is_told(
    write: Write, bank: Callable[..., Data], question: Callable[..., Data], told: Any
) -> None:
    assert told(check_bank(write(bank(question(), question())))) == [("late-bus", "id", "id_repeated")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"title = '\xff\xfe'", "not_utf8"),
        ("schema = ", "not_toml"),
        (b"\x00" * 10, "not_toml"),
        ("#" * (bank_module.MAX_BYTES + 1), "too_large"),
        (".".join(["a"] * 100_000) + " = 1", "too_deep"),
        ("a = " + "[" * 100_000, "too_wild"),
        ("a = " + "{a = " * 5_000, "too_wild"),
        ("a = " + "9" * 10_000, "too_wild"),
    ],
    ids=["latin", "cut", "binary", "huge", "dotted", "brackets", "braces", "digits"],
)
def test_a_hostile_file_is_one_problem(write: Write, told: Any, content: str | bytes, problem: str) -> None:
    check = check_bank(write(content))
    assert check.questions == 0
    assert told(check) == [(None, None, problem)]


def test_too_many_questions_are_told(write: Write, told: Any) -> None:
    many = "\n".join(["[[question]]"] * 501)
    head = 'schema = 1\nid = "many"\ntitle = "a"\ndescription = "b"\nlanguage = "en"\n'
    assert (None, "question", "too_many_questions") in told(check_bank(write(head + many)))


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path, told: Any) -> None:
    assert told(check_bank(tmp_path / "none.toml")) == [(None, None, "no_file")]
    assert told(check_bank(tmp_path)) == [(None, None, "no_file")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a Unix thing")
def test_a_pipe_does_not_hang_the_reader(tmp_path: Path, told: Any) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert told(check_bank(tmp_path / "pipe.toml")) == [(None, None, "no_file")]


def test_a_byte_order_mark_is_welcome(write: Write, bank: Callable[..., Data]) -> None:
    path = write(bank())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_bank(path).id == "buses"


def test_loading_a_bad_file_tells_the_first_problem_and_how_many(
    write: Write, bank: Callable[..., Data], question: Callable[..., Data]
) -> None:
    with pytest.raises(BankError) as told:
        load_bank(write(bank(question(traps=[], strong="no end"))))
    sentence = Words.load().text(told.value.message)
    assert sentence.startswith("bank.toml can't be used; the first of 2 problems (late-bus, strong): ")


def test_a_bad_file_costs_only_itself(
    write: Write, bank: Callable[..., Data], question: Callable[..., Data]
) -> None:
    good = write(bank(), "a.toml")
    bad = write("nonsense", "b.toml")
    other = write(bank(question(id="other"), id="others"), "c.toml")
    banks, left_out = load_banks([good, bad, other])
    assert [one.id for one in banks.banks] == ["buses", "others"]
    assert [check.file for check in left_out] == [bad]


def test_ids_are_unique_over_all_banks(
    write: Write, bank: Callable[..., Data], question: Callable[..., Data], told: Any
) -> None:
    first = write(bank(), "a.toml")
    same_question = write(bank(id="second"), "b.toml")
    same_bank = write(bank(question(id="fresh")), "c.toml")
    banks, left_out = load_banks([first, same_question, same_bank])
    assert [one.id for one in banks.banks] == ["buses"]
    assert [told(check) for check in left_out] == [
        [("late-bus", "id", "id_taken")],
        [(None, "id", "bank_id_taken")],
    ]


def test_questions_and_banks_are_found_by_id(
    write: Write, bank: Callable[..., Data], question: Callable[..., Data]
) -> None:
    banks, _ = load_banks(
        [write(bank(), "a.toml"), write(bank(question(id="other", text="Why buses?"), id="others"), "b.toml")]
    )
    assert banks.question("other").text == "Why buses?"
    assert banks.bank("others").questions == (banks.question("other"),)
    with pytest.raises(BankError, match=r"error\.question\.unknown"):
        banks.question("nobody")
    with pytest.raises(BankError, match=r"error\.bank\.unknown"):
        banks.bank("nobody")


ANYTHING = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
KEYS = st.sampled_from(
    ["schema", "id", "title", "language", "question", "text", "kind", "parts", "probes", "target_s"]
)


@given(
    st.dictionaries(KEYS, ANYTHING),
    st.lists(st.dictionaries(KEYS | st.text(max_size=5), ANYTHING), min_size=1, max_size=3),
)
@settings(deadline=None)
def test_whatever_a_file_holds_each_problem_can_be_said_in_one_line(
    scratch: Path, head: Data, questions: list[Data]
) -> None:
    scratch.write_bytes(tomli_w.dumps(head | {"question": questions}).encode())
    check = check_bank(scratch)
    assert check.problems, "no random file is a bank"
    words = Words.load()
    for problem in check.problems:
        line = f"{problem.question} {problem.key} {words.text(problem.text)}"
        assert line.isprintable()
        assert len(line) < 600


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_no_bytes_make_the_reader_fail(scratch: Path, content: bytes) -> None:
    scratch.write_bytes(content)
    assert check_bank(scratch).problems


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "bank.toml"
