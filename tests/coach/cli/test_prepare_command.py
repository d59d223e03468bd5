"""``coach prepare``: what a script can do with interviews being prepared."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.intake import load_company

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


def test_the_day_can_be_noted_and_goes_into_a_calendar(coach: Callable[..., Any], tmp_path: Path) -> None:
    made = coach("prepare", "new", "--title", "Baker", "--json").json
    options = ("--place", "3 Harbour Road", "--bring", "Passport", "--bring", "CV", "--stage", "second")
    coach("prepare", "day", made["id"], "--at", "2026-12-01T10:00", "--minutes", "45", *options)
    noted = coach("prepare", "day", made["id"], "--bring", "CV", "--entrance", "Gate 2", "--json").json["day"]
    assert noted["starts_at"].startswith("2026-12-01T10:00")
    assert (noted["stage"], noted["duration_min"], noted["place"]) == ("second", 45, "3 Harbour Road")
    assert (noted["entrance"], noted["bring"]) == ("Gate 2", ["Passport", "CV"])
    assert coach("prepare", "calendar", made["id"], "--out", tmp_path / "day.ics").code == 0
    assert b"3 Harbour Road" in (tmp_path / "day.ics").read_bytes()


def test_what_was_prepared_is_a_company_file(coach: Callable[..., Any], tmp_path: Path) -> None:
    advert, them = tmp_path / "job.txt", tmp_path / "them.toml"
    advert.write_text(ADVERT, encoding="utf-8")
    them.write_text(
        'name = "x"\nfacts = [{ text = "Six \\"shops\\"", kind = "product" }]\n', encoding="utf-8"
    )
    made = coach("prepare", "new", "--company", "Mill Lane", "--advert", advert, "--json").json
    coach("prepare", "facts", made["id"], "--company", them)
    coach("prepare", "company", made["id"], "--out", tmp_path / "out.toml")
    company = load_company(tmp_path / "out.toml")
    assert company.name == "Mill Lane"
    assert company.requirements == ("Patience with dough", "A head for numbers", "Some Polish")
    assert [(fact.text, fact.kind) for fact in company.facts] == [('Six "shops"', "product")]


def test_a_story_needs_a_title(coach: Callable[..., Any]) -> None:
    assert coach("prepare", "story", "--title", " ", "--action", "I moved nine beds").code == 2


@pytest.mark.models
def test_stories_and_questions_are_held_against_the_job(coach: Callable[..., Any], tmp_path: Path) -> None:
    advert = tmp_path / "job.txt"
    advert.write_text(ADVERT, encoding="utf-8")
    made = coach("prepare", "new", "--advert", advert, "--json").json
    whole = ("--action", "I was patient with the dough all night", "--result", "It rose")
    coach("prepare", "story", "--title", "Patience with dough", *whole)
    rows = coach("prepare", "evidence", made["id"], "--json").json["evidence"]
    assert (rows[0]["requirement"], rows[0]["cover"]) == ("Patience with dough", "covered")
    assert {row["cover"] for row in rows[1:]} <= {"none", "thin"}
    asked = ("What is hardest in the bakery at night?", "What does it pay?")
    judged = coach("prepare", "ask", made["id"], *asked, "--json").json
    assert [row["verdict"] for row in judged["questions"]] == ["pressing", "early"]
    assert judged["check"]["verdict"] == "begun"
    assert "What does it pay?" in coach("prepare", "ask", made["id"]).out
