"""The person's own banks: kept, changed, removed and put back, shared and read again."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import BankError, DiskFullError
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
from coach.questions.bank import load_bank, load_banks
from coach.questions.own import OwnBanks, with_question, without_question
from coach.questions.taken import completed, take_file
from coach.questions.written import COLUMNS, csv_text, entry_of, toml_text, write_bank
from coach.resources import shipped_banks

SHIPPED = load_banks(shipped_banks())[0]
WHY = Question(
    id="mine-why", text="Why us?", kind=QuestionKind.MOTIVATION, parts=(QuestionPart(PartKind.REASON, "why"),)
)
WHEN = replace(WHY, id="mine-when", text="When?")
MINE = Bank(id="mine", title="Mine", description="", language="en", questions=(WHY, WHEN), own=True)


@pytest.fixture
def own(tmp_path: Path) -> OwnBanks:
    return OwnBanks(tmp_path / "data", shipped_banks)


def own_ids(own: OwnBanks) -> list[str]:
    return [bank.id for bank in own.load()[0].banks if bank.own]


def test_a_bank_is_kept_for_the_person_alone_and_read_back(own: OwnBanks) -> None:
    own.save(MINE)
    assert own.load()[0].bank("mine") == MINE
    (path,) = own.paths()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(own.folder.stat().st_mode) == 0o700
    assert [each.name for each in own.folder.iterdir()] == ["mine.toml"]


def test_shipped_banks_that_were_read_already_are_not_read_again(tmp_path: Path) -> None:
    own = OwnBanks(tmp_path / "data", SHIPPED)
    own.save(MINE)
    clash = replace(MINE, id="clash", questions=(replace(WHY, id=SHIPPED.questions[0].id),))
    own.save(clash)
    banks, left_out = own.load()
    fresh, fresh_left_out = OwnBanks(tmp_path / "data", shipped_banks).load()
    assert (banks, left_out) == (fresh, fresh_left_out)
    assert banks.bank("mine") == MINE
    assert [check.file.stem for check in left_out] == ["clash"]


def test_a_changed_bank_takes_the_place_of_the_old_one_whatever_its_file_is_called(own: OwnBanks) -> None:
    own.save(MINE)
    own.paths()[0].rename(own.folder / "from-a-friend.toml")
    own.save(without_question(MINE, "mine-why"))
    assert [path.name for path in own.paths()] == ["from-a-friend.toml"]
    assert own.load()[0].bank("mine").questions == (WHEN,)


def test_a_removed_bank_can_be_put_back(own: OwnBanks) -> None:
    own.save(MINE)
    removed = own.remove("mine")
    assert own_ids(own) == []
    own.put_back(removed)
    assert own.load()[0].bank("mine") == MINE


def test_questions_are_added_changed_and_taken_out() -> None:
    why = replace(WHY, text="Why here?")
    assert with_question(MINE, why).questions == (why, WHEN)
    assert with_question(MINE, replace(WHY, id="new")).questions[-1].id == "new"
    assert without_question(MINE, "mine-when").questions == (WHY,)
    with pytest.raises(BankError, match="no_such_question"):
        without_question(MINE, "other")


@pytest.mark.parametrize(("bank_id", "told"), [("closing", "not_own"), ("nothing", "unknown")])
def test_only_ones_own_bank_can_be_removed(own: OwnBanks, tmp_path: Path, bank_id: str, told: str) -> None:
    for banks in (own, OwnBanks(tmp_path / "data", SHIPPED)):
        with pytest.raises(BankError, match=told):
            banks.remove(bank_id)


def test_a_wrong_file_costs_only_itself(own: OwnBanks) -> None:
    own.save(MINE)
    (own.folder / "bad.toml").write_text("schema = 1\n")
    (own.folder / "taken.toml").write_text(toml_text(replace(MINE, id="closing")))
    banks, left_out = own.load()
    assert own_ids(own) == ["mine"]
    assert [check.file.name for check in left_out] == ["bad.toml", "taken.toml"]
    assert len(banks.banks) == len(SHIPPED.banks) + 1


def test_texts_alone_are_enough_and_get_the_same_ids_each_time(own: OwnBanks) -> None:
    own.folder.mkdir(parents=True)
    bare = '[[question]]\ntext = "Why us?"\n' * 2
    (own.folder / "bare.toml").write_text(f'schema = 1\nid = "bare"\ntitle = "Bare"\n{bare}')
    first, second = own.load()[0].bank("bare").questions
    assert (first.id, second.id) == ("bare-why-us", "bare-why-us-2")
    assert first.parts == (QuestionPart(PartKind.FACT, "Why us"),)


def test_a_new_bank_has_an_id_of_its_own(own: OwnBanks) -> None:
    own.save(replace(MINE, id="bakery-counter"))
    assert (own.new("Bakery  counter").id, own.new("Bakery  counter").title) == (
        "bakery-counter-2",
        "Bakery counter",
    )
    assert own.new("Closing").id == "closing-2"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "banks").write_text("in the way")
    with pytest.raises(BankError, match="not_writable"):
        OwnBanks(tmp_path, shipped_banks).save(MINE)


def test_a_full_disk_leaves_the_old_bank(own: OwnBanks, monkeypatch: pytest.MonkeyPatch) -> None:
    own.save(MINE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.questions.own_file.os.fsync", full)
    with pytest.raises(DiskFullError):
        own.save(without_question(MINE, "mine-why"))
    monkeypatch.undo()
    assert own.load()[0].bank("mine") == MINE
    assert [path.name for path in own.folder.iterdir()] == ["mine.toml"]


# Shared.

line = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="|"),
    min_size=1,
    max_size=20,
)
parts = st.builds(QuestionPart, st.sampled_from(PartKind), line.filter(lambda text: text.strip() == text))
questions = st.builds(
    Question,
    id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True),
    text=line.map(lambda text: f"{text}?"),
    kind=st.sampled_from(QuestionKind),
    parts=st.lists(parts, min_size=1, max_size=3).map(tuple),
    competencies=st.lists(line, max_size=2).map(tuple),
    target_s=st.one_of(st.none(), st.just((30, 90))),
    sample_openings=st.lists(line.map(lambda text: f"{text}."), max_size=3).map(tuple),
    probes=st.just((Probe("result", "And then?"),)),
    strong=st.one_of(st.just(""), line.map(lambda text: f"{text}.")),
    traps=st.lists(line, max_size=2).map(tuple),
)


@given(st.lists(questions, min_size=1, max_size=4, unique_by=lambda question: question.id))
@settings(deadline=None, max_examples=40)
def test_a_shared_bank_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, asked: list[Question]
) -> None:
    bank = replace(MINE, questions=tuple(asked))
    folder = tmp_path_factory.mktemp("shared")
    for name in ("mine.toml", "mine.csv"):
        write_bank(bank, folder / name)
        taken, check = take_file(folder / name)
        assert check.problems == ()
        assert taken is not None
        assert taken.questions == bank.questions


def test_every_shipped_bank_survives_both_formats(tmp_path: Path) -> None:
    for bank in SHIPPED.banks:
        for name in (f"{bank.id}.toml", f"{bank.id}.csv"):
            write_bank(bank, tmp_path / name)
            taken, _ = take_file(tmp_path / name)
            assert taken is not None
            assert taken.questions == bank.questions
        assert load_bank(tmp_path / f"{bank.id}.toml") == bank


@pytest.mark.parametrize("text", ["=1+1?", "+x?", "-x?", "@sum?"])
def test_no_cell_is_taken_for_a_formula(text: str, tmp_path: Path) -> None:
    bank = replace(MINE, questions=(replace(WHY, text=text, traps=(text,)),))
    assert f",'{text}," in csv_text(bank)
    write_bank(bank, tmp_path / "any.csv")
    taken, _ = take_file(tmp_path / "any.csv")
    assert taken is not None
    assert taken.questions == bank.questions


def test_the_columns_are_the_keys_of_a_question() -> None:
    amount = Constraint(ConstraintKind.TIME, "a minute", 60.0)
    full = replace(SHIPPED.questions[0], constraints=(amount,))
    assert tuple(entry_of(full)) == COLUMNS


def test_a_friends_copy_of_ones_own_bank_lies_beside_it(own: OwnBanks, tmp_path: Path) -> None:
    own.save(MINE)
    write_bank(MINE, tmp_path / "copy.toml")
    taken, _ = take_file(tmp_path / "copy.toml")
    assert taken is not None

    def never(text: str) -> Question:
        raise AssertionError(text)

    own.save(completed(taken, own.load()[0], never))
    assert sorted(own_ids(own)) == ["mine", "mine-2"]
    assert own.load()[1] == ()
