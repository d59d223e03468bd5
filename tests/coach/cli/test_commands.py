"""Commands as scripts use them: JSON as the interfaces say, one clear line for what is wrong, exit status."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.cli.app import spread_lists
from coach.errors import PortAudioMissingError
from coach.library import Library
from coach.questions.samples import samples
from coach.testing.sessions import sample_session

Coach = Callable[..., Any]
Conforms = Callable[[Any, str], None]

MISTAKE = "Tell me about a time you failed. What did you learn?"
ANSWER = (
    "Last spring at the depot I loaded the wrong van before the early round. "
    "I was responsible for the Leeds parcels. I rang the driver, I met him halfway and I swapped the parcels "
    "that night. In the end all forty parcels arrived before noon. I learned to read the label twice."
)


COMMANDS = """
demo practice transcribe bring score ask export rescore doctor
plans banks+check banks+import banks+export banks+add banks+remove
sessions+list sessions+show models+verify models+get models+use data+where
"""


@pytest.mark.parametrize("command", COMMANDS.split())
def test_every_command_explains_itself_with_an_example(coach: Coach, command: str) -> None:
    run = coach(*command.split("+"), "--help")
    assert run.code == 0
    assert "Example: coach" in " ".join(run.out.split())


def test_without_arguments_or_with_wrong_ones_it_says_how(coach: Coach) -> None:
    assert coach("score").code == 2
    assert coach("score", "a.txt", "--question", "Why?", "--question-id", "why-us").code == 2
    assert coach("practice", "--mode", "loud").code == 2
    assert coach("practice", "--typed", "--answers", "a.wav").code == 2
    assert coach("export", "x", "--format", "docx").code == 2
    assert coach("dance").code == 2


@pytest.mark.models
def test_each_question_has_one_recording_and_none_is_left_over(coach: Coach) -> None:
    file = samples()[0].file
    run = coach("practice", "--question", "disagreement", "--answers", file, file)
    assert run.code == 2
    assert "questions: 1, --answers: 2; give one for each" in " ".join(run.err.split())


# Scoring.


@pytest.mark.models
def test_a_score_line_is_as_the_interfaces_say(coach: Coach, conforms: Conforms, tmp_path: Path) -> None:
    answer = tmp_path / "answer.txt"
    answer.write_text(ANSWER, encoding="utf-8")
    run = coach("score", "--question", MISTAKE, "--json", answer)
    assert run.code == 0, run.err
    conforms(run.json, "score_line")
    line = run.json
    assert line["text"] == ANSWER
    assert line["question"]["kind"] == "behavioural"
    assert line["scores"]["star"]["level"] >= 3
    assert line["scores"]["delivery"]["reason"] == "Not scored: no timing was given."
    worked = line["worked"]
    assert ANSWER[worked["start"] : worked["end"]].strip()


@pytest.mark.models
def test_a_person_reads_the_answer_with_its_parts(coach: Coach, tmp_path: Path) -> None:
    answer = tmp_path / "answer.txt"
    answer.write_text(ANSWER, encoding="utf-8")
    run = coach("score", "--question", MISTAKE, answer)
    assert run.code == 0
    for word in ("Situation", "Action", "Result", "What worked", "Listening"):
        assert word in run.out


@pytest.mark.models
def test_a_batch_gives_a_line_for_every_row_and_goes_on_after_a_bad_one(
    coach: Coach, conforms: Conforms, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.jsonl"
    good = {"id": "a1", "question": MISTAKE, "answer": ANSWER, "company": None, "words": None}
    timed = {
        "id": 7,
        "question_id": "why-us",
        "answer": "I rang.",
        "company": {"name": "Globex", "facts": ["They make robots."]},
        "words": [
            {"text": "I", "start_s": 0.0, "end_s": 0.2, "probability": 0.9},
            {"text": "rang.", "start_s": 0.2, "end_s": 0.6, "probability": 0.9},
        ],
        "pauses": [],
        "duration_s": 1.0,
    }
    lines = [json.dumps(good), "no json", json.dumps({"id": "a3", "answer": "x"}), "", json.dumps(timed)]
    rows.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run = coach("score", "--batch", rows, "--json")
    assert run.code == 1
    first, second, third, fourth = run.lines
    conforms(first, "score_line")
    conforms(fourth, "score_line")
    conforms(second, "error_line")
    conforms(third, "error_line")
    assert [first["id"], second["id"], third["id"], fourth["id"]] == ["a1", None, "a3", 7]
    assert len(fourth["scores"]["research"]["facts"]) == 1
    assert "rows.jsonl" in run.err


@pytest.mark.models
def test_halves_of_characters_in_a_batch_cost_only_their_rows(
    coach: Coach, conforms: Conforms, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.jsonl"
    broken_id = '{"id": "\\ud800", "question": "Why us?"}'
    good = json.dumps({"id": "a2", "question": MISTAKE, "answer": "I was late 🙂."})
    rows.write_text(f"{broken_id}\n{good}\n", encoding="utf-8")
    run = coach("score", "--batch", rows, "--json")
    assert run.code == 1
    first, second = run.lines
    conforms(first, "error_line")
    assert first["id"] == "\ud800"
    assert second["id"] == "a2"


@pytest.mark.models
def test_a_batch_from_standard_input_that_is_not_utf8_costs_only_its_row(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = json.dumps({"id": "a2", "question": MISTAKE, "answer": "I was late."}).encode()
    stream = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n" + good + b"\n"), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    run = coach("score", "--batch", "-", "--json")
    assert [line["id"] for line in run.lines] == [None, "a2"]
    assert run.code == 1


@pytest.mark.models
def test_half_a_character_to_ask_about_is_named_with_its_line(coach: Coach, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "What is next?"}\n{"text": "x \\ud800"}\n', encoding="utf-8")
    assert "2" in one_line(coach("ask", "--batch", rows, "--json"))


@pytest.mark.models
def test_the_same_row_twice_gives_the_same_line(coach: Coach, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    row = json.dumps({"id": "a", "question": MISTAKE, "answer": ANSWER})
    rows.write_text(f"{row}\n{row}\n", encoding="utf-8")
    first, second = coach("score", "--batch", rows, "--json").lines
    assert first == second


@pytest.mark.models
def test_no_question_is_called_good_that_has_a_better_one_beside_it(coach: Coach) -> None:
    told = " ".join(coach("ask", "What do you do here?").out.split())
    assert "There is a better way" in told
    assert "Good to ask" not in told
    assert "Good to ask" in " ".join(coach("ask", "What is the team's hardest problem?").out.split())


@pytest.mark.models
def test_questions_of_a_candidate_are_judged(coach: Coach, conforms: Conforms) -> None:
    run = coach("ask", "What is the team's hardest problem?", "How many holidays do I get?", "--json")
    assert run.code == 0, run.err
    conforms(run.json, "ask")
    good, selfish = run.json["results"]
    assert [q["self_focused"] for q in good["questions"]] == [False]
    assert [q["early"] for q in selfish["questions"]] == [True]
    assert selfish["questions"][0]["instead"]


# Transcribing.


@pytest.mark.models
def test_a_transcript_is_as_the_interfaces_say(coach: Coach, conforms: Conforms) -> None:
    sample = min(samples(), key=lambda sample: sample.file.stat().st_size)
    run = coach("transcribe", "--json", sample.file)
    assert run.code == 0, run.err
    conforms(run.json, "transcribe")
    (transcript,) = run.json["results"]
    for word in transcript["words"]:
        assert transcript["text"][word["start"] : word["end"]] == word["text"]


@pytest.mark.models
def test_a_recording_is_brought_in_and_scored_beside_one_that_is_none(coach: Coach, tmp_path: Path) -> None:
    sample = min(samples(), key=lambda sample: sample.file.stat().st_size)
    (tmp_path / "notes.mp3").write_text("buy milk")
    run = coach(
        *("bring", "--json", "--question-id", sample.question_id, "--title", "Old ones"),
        *(sample.file, tmp_path / "notes.mp3"),
    )

    assert run.code == 1
    (answer,), (refused,) = run.json["answers"], run.json["refused"]
    assert (answer["file"], answer["status"]) == (str(sample.file), "done")
    assert answer["score"]["question"]["id"] == sample.question_id
    assert refused["file"].endswith("notes.mp3")
    assert refused["error"].splitlines() == [refused["error"]]
    shown = coach("sessions", "show", run.json["session_id"], "--json").json
    assert shown["title"] == "Old ones"
    assert shown["answers"][0]["sound_file"].endswith(".flac")
    assert Path(coach("data", "where", "--json").json["data"], shown["answers"][0]["sound_file"]).exists()


# Sessions.


@pytest.fixture
def session_id(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> str:
    """A library with one session that was really saved."""
    home = tmp_path_factory.mktemp("with-session")
    monkeypatch.setenv("SECOND_ROUND_HOME", str(home))
    told = sample_session()
    with Library.open(home / "data") as library:
        session = library.new_session(title=told.title, plan=told.plan, mode=told.mode, company=told.company)
        for given in told.answers:
            kept = library.add_answer(
                session.id, given.question, position=given.position, typed=given.typed or ""
            )
            if given.transcript is not None:
                library.save_transcript(kept.id, given.transcript)
            if given.score is not None:
                library.save_score(kept.id, given.score, given.feedback)
        library.end_session(session.id)
    return session.id


def test_sessions_are_listed_and_shown(coach: Coach, conforms: Conforms, session_id: str) -> None:
    run = coach("sessions", "list", "--json")
    conforms(run.json, "sessions_list")
    assert [session["id"] for session in run.json["sessions"]] == [session_id]
    shown = coach("sessions", "show", session_id[:8], "--json")
    conforms(shown.json, "session")
    assert len(shown.json["answers"]) == len(sample_session().answers)
    assert "Globex Robotics" in coach("sessions", "list").out
    assert "What worked" in coach("sessions", "show", session_id).out


def test_a_session_is_renamed_and_deleted(coach: Coach, session_id: str) -> None:
    assert coach("sessions", "rename", session_id, "Second try").code == 0
    assert "Second try" in coach("sessions", "list").out
    assert coach("sessions", "delete", session_id, "--yes").code == 0
    assert coach("sessions", "list", "--json").json["sessions"] == []


@pytest.mark.parametrize("wanted", ["pdf", "md", "json"])
def test_a_session_is_exported(coach: Coach, session_id: str, tmp_path: Path, wanted: str) -> None:
    out = tmp_path / f"report.{wanted}"
    run = coach("export", session_id, "--format", wanted, "--out", out)
    assert run.code == 0, run.err
    head = {"pdf": b"%PDF-", "md": b"# ", "json": b"{"}[wanted]
    assert out.read_bytes().startswith(head)
    assert out.stat().st_mode & 0o077 == 0


# Banks, models, doctor, data.


def test_shipped_banks_are_in_order(coach: Coach, conforms: Conforms, repo: Path) -> None:
    run = coach("banks", "check", *sorted((repo / "question_banks").glob("*.toml")), "--json")
    assert run.code == 0
    conforms(run.json, "banks_check")
    assert "first-interview" in coach("banks", "list").out
    assert "about yourself" in coach("banks", "show", "first-interview").out


def test_a_broken_bank_gives_a_line_a_problem(coach: Coach, conforms: Conforms, tmp_path: Path) -> None:
    broken = tmp_path / "mine.toml"
    broken.write_text('schema = 1\nid = "mine"\n', encoding="utf-8")
    run = coach("banks", "check", broken, "--json")
    assert run.code == 1
    conforms(run.json, "banks_check")
    assert run.json["files"][0]["problems"]
    assert str(broken) in coach("banks", "check", broken).out


@pytest.mark.models
def test_models_are_listed(coach: Coach, conforms: Conforms) -> None:
    run = coach("models", "list", "--json")
    conforms(run.json, "models")
    installed = {model["name"] for model in run.json["models"] if model["installed"]}
    assert {"base", "tiny.en", "reader"} <= installed


@pytest.mark.models
def test_doctor_names_a_fix_for_whatever_is_not_in_order(coach: Coach, conforms: Conforms) -> None:
    run = coach("doctor", "--json")
    conforms(run.json, "doctor")
    names = [check["name"] for check in run.json["checks"]]
    assert names == ["microphone", "playback", "voice", "weights", "speed", "disk", "database"]
    assert run.code == (0 if all(check["ok"] for check in run.json["checks"]) else 1)


def test_data_says_where_everything_lies(coach: Coach, conforms: Conforms) -> None:
    run = coach("data", "where", "--json")
    conforms(run.json, "where")
    assert Path(run.json["data"]).is_dir()


# When something is wrong: one clear line, and what to do.


def one_line(run: Any) -> str:
    assert run.code == 1
    assert run.out == ""
    assert "Traceback" not in run.err
    assert "bug" not in run.err.lower()
    text = " ".join(run.err.split())
    assert text
    return text


@pytest.mark.models
def test_an_unreadable_sound_is_told(coach: Coach, tmp_path: Path) -> None:
    noise = tmp_path / "noise.wav"
    noise.write_bytes(b"this is no sound" * 100)
    assert "noise.wav" in one_line(coach("transcribe", noise))


def test_a_missing_answer_is_told(coach: Coach, tmp_path: Path) -> None:
    line = one_line(coach("score", "--question-id", "why-us", tmp_path / "none.txt"))
    assert "none.txt" in line


def test_an_unknown_question_is_told(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I rang.", encoding="utf-8")
    assert "no-such" in one_line(coach("score", "--question-id", "no-such", tmp_path / "a.txt"))


def test_an_unknown_session_is_told(coach: Coach) -> None:
    assert "2031" in one_line(coach("sessions", "show", "2031"))


def test_a_broken_company_file_is_told(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("name = ", encoding="utf-8")
    (tmp_path / "a.txt").write_text("I rang.", encoding="utf-8")
    run = coach("score", "--question-id", "why-us", "--company", tmp_path / "c.toml", tmp_path / "a.txt")
    assert "c.toml" in one_line(run)


def test_a_corrupt_library_is_told_and_left_as_it_is(
    coach: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECOND_ROUND_HOME", str(tmp_path / "home"))
    database = tmp_path / "home" / "data" / "library.sqlite3"
    database.parent.mkdir(parents=True)
    database.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    before = database.read_bytes()
    one_line(coach("sessions", "list"))
    assert database.read_bytes() == before


def test_a_wrong_setting_is_told_and_keeps_nobody_from_working(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECOND_ROUND_HOME", str(tmp_path))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("[voice]\nspeed = 99\n", encoding="utf-8")
    run = coach("models", "list", "--json")
    assert run.code == 0
    assert run.json["models"]
    told = " ".join(run.err.split())
    assert "voice.speed" in told
    assert "settings.toml" in run.err.replace("\n", "")
    assert "the usual settings are used" in told


def test_folders_that_cannot_be_made_are_told(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("SECOND_ROUND_HOME", str(tmp_path / "file"))
    assert "can't be written to" in one_line(coach("sessions", "list"))


def test_a_bug_whose_report_cannot_be_kept_is_told_without_a_traceback(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(_self: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setenv("SECOND_ROUND_HOME", str(tmp_path))
    monkeypatch.setattr("coach.cli.shell.Shell.banks", broken)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "bugs").write_text("no folder", encoding="utf-8")
    run = coach("banks", "list")
    assert run.code == 1
    assert "Traceback" not in run.err
    assert "secret words" not in run.err
    assert "can't be written to" in " ".join(run.err.split())


@pytest.mark.models
def test_missing_weights_are_told(coach: Coach) -> None:
    sample = samples()[0].file
    line = one_line(coach("transcribe", "--model", "medium", sample))
    assert "medium" in line


def test_a_bug_is_told_in_one_line_and_its_report_is_kept_for_the_person(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr("coach.cli.shell.Shell.banks", broken)
    run = coach("banks", "list")
    assert run.code == 1
    assert "Traceback" not in run.err
    assert "secret words" not in run.err
    where = Path(run.err[run.err.index("/") :].split(".txt")[0].replace("\n", "") + ".txt")
    assert "ZeroDivisionError" in where.read_text(encoding="utf-8")
    assert where.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("given", "spread"),
    [
        (["practice", "--answers", "a", "b"], ["practice", "--answers", "a", "--answers", "b"]),
        (
            ["practice", "--question", "x", "y", "--json"],
            ["practice", "--question", "x", "--question", "y", "--json"],
        ),
        (["practice", "--bank", "b", "--answers", "a"], ["practice", "--bank", "b", "--answers", "a"]),
        (["score", "--question", "x", "y"], ["score", "--question", "x", "y"]),
        ([], []),
    ],
)
def test_options_with_several_values_are_spread(given: list[str], spread: list[str]) -> None:
    assert spread_lists(given) == spread


def test_missing_portaudio_is_told_with_the_package_to_install(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise PortAudioMissingError("error.audio.portaudio_missing", package="libportaudio2")

    monkeypatch.setattr("coach.audio.sounddevice_io._load", gone)
    checks = {check["name"]: check for check in coach("doctor", "--json").json["checks"]}
    assert not checks["microphone"]["ok"]
    assert "libportaudio2" in checks["microphone"]["fix"]
    assert "libportaudio2" in checks["playback"]["fix"]


@pytest.mark.models
def test_a_weights_file_with_a_wrong_digest_is_named_and_not_loaded(coach: Coach, tmp_path: Path) -> None:
    mine = tmp_path / "models" / "base"
    mine.mkdir(parents=True)
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (mine / name).write_bytes(b"not the weights")
    config = Path(coach("data", "where", "--json").json["config"])
    (config / "settings.toml").write_text(
        f'[speech]\nmodel_folder = "{tmp_path / "models"}"\n', encoding="utf-8"
    )
    line = one_line(coach("transcribe", "--model", "base", samples()[0].file))
    assert "not the one" in line
