"""``coach followup``: applications, notes, dates and where it stops, as text and as JSON."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.cli.shell import Shell
from coach.library import Library
from coach.model.application import Application, Debrief, Outcome, RealQuestion
from coach.model.company import Person
from coach.model.preparation import Stage, Story

Coach = Callable[..., Any]

NOTE = """Dear Dana,

Thank you for the time this morning. Your story about the first hospital pilot stayed with me, most of all how
the nurses named the robot. It made me think of my own work: I moved ninety shops to new tills and no night
reached a customer, because we kept a way back for each. I would be glad to bring that care to your wards.

With kind regards
Ana
"""


@pytest.fixture
def application_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "home"
    monkeypatch.setenv("SECOND_ROUND_HOME", str(folder))
    (folder / "data").mkdir(parents=True)
    debrief = Debrief(
        id="d1",
        stage=Stage.FIRST,
        held_at=datetime.now().astimezone() - timedelta(hours=2),
        people=(Person("Dana Ruiz"),),
        questions=(RealQuestion(text="Why us?"),),
        said="the first hospital pilot, where the nurses named the robot",
    )
    whole = Application(id="a-globex", company_name="Globex", stage=Stage.FIRST, debriefs=(debrief,))
    with Library.open(folder / "data") as library:
        library.papers.save(Story(id="s", title="Tills", result="ninety shops moved, no night lost"))
        library.papers.save(whole)
        library.papers.save(replace(whole, id="b-initech", company_name="Initech", debriefs=()))
    return whole.id


def test_list_and_show(coach: Coach, application_id: str) -> None:
    listed = coach("followup", "list", "--json").json["applications"]
    assert {one["company"]: one["interviews_held"] for one in listed} == {"Globex": 1, "Initech": 0}
    shown = coach("followup", "show", application_id[:3], "--json").json
    assert shown["interviews"][0]["people"] == ["Dana Ruiz"]
    told = coach("followup", "show", application_id).out
    assert "Why us?" in told
    assert "Who interviewed: Dana Ruiz" in told
    assert "Globex" in coach("followup", "list").out


def test_a_good_note_passes_and_another_is_sent_back(
    coach: Coach, application_id: str, tmp_path: Path
) -> None:
    good, other = tmp_path / "good.txt", tmp_path / "other.txt"
    good.write_text(NOTE, encoding="utf-8")
    other.write_text(NOTE.replace("I would be glad", "What is the salary? I would be glad"), encoding="utf-8")
    passed = coach("followup", "note", application_id, good, "--to", "Dana Ruiz", "--json")
    assert passed.code == 0
    assert {one["check"]: one["verdict"] for one in passed.json["checks"]}["talk"] == "yes"
    back = coach("followup", "note", application_id, other, "--to", "Dana Ruiz", "--json")
    assert back.code == 1
    assert next(one["quote"] for one in back.json["checks"] if one["check"] == "pay") == "salary"
    assert "Nothing about pay" in coach("followup", "note", application_id, other, "--to", "Dana Ruiz").out


def test_dates_and_calendar(coach: Coach, application_id: str, tmp_path: Path) -> None:
    found = coach("followup", "dates", application_id, "--json").json["steps"]
    assert [one["state"] for one in found][:2] == ["done", "now"]
    assert "Thank Dana Ruiz" in coach("followup", "dates", application_id).out
    file = tmp_path / "dates.ics"
    written = coach("followup", "calendar", application_id, "--out", file, "--json").json
    assert file.read_text(encoding="utf-8").count("BEGIN:VEVENT") == written["entries"] == 4


def test_stops_says_that_one_interview_is_no_pattern(coach: Coach, application_id: str) -> None:
    assert application_id
    found = coach("followup", "stops", "--json").json
    assert found["stage"] is None
    assert "no pattern" in found["says"][0]
    assert "no pattern" in coach("followup", "stops").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "nothing"), "nothing"),
        (("calendar", "b-initech", "--out", "x.ics"), "write the debrief first"),
    ],
)
def test_what_cannot_be_met_is_said(
    coach: Coach, application_id: str, arguments: tuple[str, ...], says: str
) -> None:
    assert application_id
    run = coach("followup", *arguments)
    assert run.code == 1
    assert says in " ".join(run.err.split())


def test_four_that_ended_alike_are_a_place(coach: Coach, application_id: str, tmp_path: Path) -> None:
    with Library.open(tmp_path / "home" / "data") as library:
        one = library.papers.get(Application, application_id)
        for number in range(4):
            library.papers.save(replace(one, id=f"c{number}", outcome=Outcome.TURNED_DOWN))
    found = coach("followup", "stops", "--json").json
    assert found["stage"] == "first"
    assert any("too few practised sessions" in sentence for sentence in found["says"])


def test_from_an_application_to_a_note_without_the_window(
    coach: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECOND_ROUND_HOME", str(tmp_path / "home"))
    made = coach("followup", "new", "--company", "Globex", "--title", "Engineer", "--json").json
    assert coach("followup", "start", made["id"], "--to", "Dana Ruiz").code == 1  # nothing is noted yet
    noted = coach(
        "followup", "debrief", made["id"], "--people", "Dana Ruiz, Sam Okoro", "--stage", "second",
        "--question", "Why us? :: Thin", "--question", "What is hard?", "--said", "the hospital pilot",
        "--decide-by", "2026-12-03", "--json",
    ).json  # fmt: skip
    (debrief,) = noted["debriefs"]
    assert [each["name"] for each in debrief["people"]] == ["Dana Ruiz", "Sam Okoro"]
    assert [(each["text"], each["answered"]) for each in debrief["questions"]] == [
        ("Why us?", "Thin"),
        ("What is hard?", ""),
    ]
    assert (noted["stage"], debrief["promised_on"]) == ("second", "2026-12-03")
    text = coach("followup", "start", made["id"], "--to", "Dana Ruiz").out
    assert text.startswith("Dear Dana,")
    assert "the hospital pilot" in text
    assert coach("followup", "start", made["id"]).code == 2

    told = tmp_path / "feedback.txt"
    told.write_text("The hospital part was strong. We grow in Spain.\n", encoding="utf-8")
    rows = coach("followup", "feedback", made["id"], told, "--json").json["beside"]
    assert [row["relation"] for row in rows][-1] == "new"
    coach("followup", "outcome", made["id"], "turned_down", "--reason", "internal")
    assert "one thing that worked" in coach("followup", "start", made["id"], "--ask-feedback").out
    assert "out of your hands" in coach("followup", "stops").out


@pytest.mark.parametrize("company", ["", "  "])
def test_an_application_needs_an_employer(coach: Coach, company: str) -> None:
    assert coach("followup", "new", "--company", company).code == 2


def test_what_is_noted_while_a_recording_is_written_down_stays(
    coach: Coach, application_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow:
        text = "It went well."

        def transcribe(self, *_: object) -> "Slow":
            assert coach("followup", "debrief", application_id, "--felt", "Calm").code == 0
            return self

    monkeypatch.setattr(Shell, "services", lambda _: Slow())
    noted = coach("followup", "debrief", application_id, "--spoken", tmp_path / "told.wav", "--json").json
    assert [(each["id"], each["spoken"]) for each in noted["debriefs"]] == [
        ("d1", ""), ("d2", ""), ("d3", "It went well."),
    ]  # fmt: skip


def test_an_empty_file_takes_no_feedback_away(coach: Coach, application_id: str, tmp_path: Path) -> None:
    told, empty = tmp_path / "told.txt", tmp_path / "empty.txt"
    told.write_text("The hospital part was strong.\n", encoding="utf-8")
    empty.write_text(" \n", encoding="utf-8")
    coach("followup", "feedback", application_id, told)
    assert coach("followup", "feedback", application_id, empty).code == 2
    with Library.open(tmp_path / "home" / "data") as library:
        (kept,) = library.papers.get(Application, application_id).feedback
    assert "hospital" in kept.text
