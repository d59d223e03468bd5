"""``coach prepare``: what a script can do with interviews being prepared."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

ADVERT = (
    "Baker\n\nYou will need\n- Patience with dough\n- A head for numbers\n\nNice to have\n- Some Polish\n"
)


def test_from_an_advert_to_what_is_missing(coach: Callable[..., Any], tmp_path: Path) -> None:
    advert = tmp_path / "job.txt"
    advert.write_text(ADVERT, encoding="utf-8")
    made = coach("prepare", "new", "--company", "Mill Lane", "--advert", advert, "--json").json
    assert [each["text"] for each in made["requirements"]] == [
        "Patience with dough",
        "A head for numbers",
        "Some Polish",
    ]
    assert [each["id"] for each in coach("prepare", "list", "--json").json["preparations"]] == [made["id"]]
    shown = coach("prepare", "show", made["id"], "--json").json
    assert "mission" in shown["look_up"]
    assert {each["id"] for each in shown["checks"]} >= {"pitch_30", "gaps"}
    again = coach("prepare", "advert", made["id"], advert, "--json").json
    assert again["requirements"] == made["requirements"]
    assert "Mill Lane" in coach("prepare", "show", made["id"]).out


def test_facts_come_from_a_company_file_once(coach: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "them.toml"
    file.write_text('name = "Mill Lane"\nfacts = [{ text = "Six shops", date = "May" }]\n', encoding="utf-8")
    made = coach("prepare", "new", "--json").json
    for _ in range(2):
        found = coach("prepare", "facts", made["id"], "--company", file, "--json").json
    assert [(fact["text"], fact["found_on"]) for fact in found["company"]["facts"]] == [("Six shops", "May")]


def test_a_card_is_printed_and_a_calendar_needs_a_date(coach: Callable[..., Any], tmp_path: Path) -> None:
    made = coach("prepare", "new", "--title", "Baker", "--json").json
    assert coach("prepare", "card", made["id"], "--out", tmp_path / "day.pdf").code == 0
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF-")
    told = coach("prepare", "calendar", made["id"], "--out", tmp_path / "day.ics")
    assert told.code == 1
    assert "date" in told.err
    assert not (tmp_path / "day.ics").exists()


def test_an_unknown_id_says_so(coach: Callable[..., Any]) -> None:
    assert coach("prepare", "show", "nowhere").code == 1
