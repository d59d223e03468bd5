"""The person's choices are checked, kept, and never lost."""

import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from coach.errors import DiskFullError, SettingsError
from coach.model.message import message
from coach.settings import OPTIONS, OptionKind, Settings, load, option, save
from coach.settings.declared import (
    MICROPHONE,
    PRACTICE_QUESTIONS,
    SPEECH_MODEL,
    THEME,
    VOICE_ENABLED,
    VOICE_SPEED,
    AnyOption,
)
from coach.settings.store import Value
from coach.words import Words


def _write(folder: Path, text: str) -> None:
    (folder / "settings.toml").write_text(text, encoding="utf-8")


def test_without_a_file_everything_is_usual(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert loaded.notes == ()
    assert loaded.settings == Settings()
    assert [loaded.settings.value(o) for o in (MICROPHONE, VOICE_SPEED, PRACTICE_QUESTIONS)] == ["", 1.0, 5]  # type: ignore[type-var]
    assert list(tmp_path.iterdir()) == []


def test_a_choice_is_kept_for_the_person_alone(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    settings = Settings().with_value("voice.speed", "1.2").with_value("audio.microphone", "Micro à main")
    save(settings, folder)
    assert load(folder).settings == settings
    assert load(folder).settings.value(VOICE_SPEED) == 1.2
    assert stat.S_IMODE((folder / "settings.toml").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["settings.toml"]


def test_only_what_differs_from_the_usual_is_written(tmp_path: Path) -> None:
    settings = Settings().with_value("practice.questions", "7").with_value("appearance.theme", "dark")
    save(settings.with_option(THEME, "system"), tmp_path)
    assert tomllib.loads((tmp_path / "settings.toml").read_text()) == {"practice": {"questions": 7}}


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("voice.enabled", "off", False),
        ("voice.enabled", " Yes ", True),
        ("voice.speed", "1", 1.0),
        ("voice.speed", "0.7", 0.7),
        ("voice.speed", "1.3", 1.3),
        ("practice.questions", "20", 20),
        ("practice.think_s", "0", 0),
        ("appearance.text_scale", "200", 200),
        ("focus.strictness", "off", "off"),
        ("speech.model", "tiny.en", "tiny.en"),
        ("speech.model", "/models/mine", "/models/mine"),
        ("speech.model", "~/models/mine", "~/models/mine"),
        ("speech.model", "C:\\models\\mine", "C:\\models\\mine"),
        ("speech.model_folder", "", ""),
        ("audio.speaker", "Écouteurs\u00a0USB", "Écouteurs\u00a0USB"),
    ],
)
def test_a_value_is_read_as_it_is_typed(key: str, text: str, value: Value) -> None:
    read = Settings().with_value(key, text).by_key(key)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("voice.enabled", "perhaps"),
        ("voice.speed", "0.69"),
        ("voice.speed", "1.31"),
        ("voice.speed", "nan"),
        ("voice.speed", "inf"),
        ("voice.speed", "fast"),
        ("practice.questions", "0"),
        ("practice.questions", "21"),
        ("practice.questions", "2.5"),
        ("practice.think_s", "61"),
        ("appearance.text_scale", "79"),
        ("appearance.theme", "pink"),
        ("appearance.theme", ""),
        ("speech.model", "models/mine"),
        ("speech.model", "huge"),
        ("speech.model_folder", "here"),
        ("audio.microphone", "two\nlines"),
        ("audio.microphone", "half \ud83d"),
        ("audio.microphone", "x" * 501),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(key: str, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings().with_value(key, text)
    values = dict(caught.value.message.values)
    assert values["key"] == key
    assert values["allowed"] == option(key).allowed()
    sentence = Words.load().text(caught.value.message)
    assert key in sentence
    sentence.encode("utf-8")


def test_the_sentence_about_a_wrong_value_says_it_all() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings().with_value("voice.speed", "3")
    assert Words.load().text(caught.value.message) == (
        "The setting voice.speed can't be “3”; it must be a number from 0.7 to 1.3 times."
    )


@pytest.mark.parametrize("key", ["voice", "voice.sped", "", "voice.speed.more", "settings"])
def test_an_unknown_key_is_refused(key: str) -> None:
    with pytest.raises(SettingsError, match="unknown_key"):
        Settings().with_value(key, "1")
    with pytest.raises(SettingsError, match="unknown_key"):
        Settings().by_key(key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[voice]\nspeed = 9.0", "voice.speed"),
        ("[voice]\nspeed = true", "voice.speed"),
        ("[voice]\nspeed = nan", "voice.speed"),
        ("[voice]\nenabled = 1", "voice.enabled"),
        ("[practice]\nquestions = 2.0", "practice.questions"),
        ("[practice]\nquestions = '2'", "practice.questions"),
        ("[appearance]\ntheme = ['dark']", "appearance.theme"),
        ("voice = 1", "voice"),
    ],
)
def test_a_wrong_value_in_the_file_is_named_and_the_file_left_alone(
    tmp_path: Path, text: str, key: str
) -> None:
    _write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
    assert dict(caught.value.message.values)["key"] == key
    assert (tmp_path / "settings.toml").read_text() == text


def test_a_whole_number_will_do_where_a_fraction_is_allowed(tmp_path: Path) -> None:
    _write(tmp_path, "[voice]\nspeed = 1")
    assert load(tmp_path).settings == Settings()


def test_what_a_newer_version_wrote_is_kept_and_told(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "schema = 3\n[voice]\nspeed = 1.1\nname = 'Ada'\n[robot.arm]\nreach = [1, 2]\nsince = 2030-01-01\n",
    )
    loaded = load(tmp_path)
    (note,) = loaded.notes
    assert dict(note.values)["keys"] == ("schema", "voice.name", "robot.arm.reach", "robot.arm.since")
    save(loaded.settings.with_option(VOICE_ENABLED, value=False), tmp_path)
    written = tomllib.loads((tmp_path / "settings.toml").read_text())
    assert written["schema"] == 3
    assert written["voice"] == {"speed": 1.1, "name": "Ada", "enabled": False}
    assert written["robot"]["arm"]["reach"] == [1, 2]
    assert load(tmp_path).notes == loaded.notes


@pytest.mark.parametrize(
    "damage",
    [
        b"[voice\nspeed = 1.2",
        b"\xff\xfe[voice]",
        b"\x00" * 200,
        b"a = " + b"[" * 5000,
        b"a=1\na=2",
        b"a = 1\n\x01",
    ],
)
def test_a_damaged_file_is_kept_aside_and_said(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(damage)
    loaded = load(tmp_path)
    kept = tmp_path / "settings.toml.bad"
    assert loaded.settings == Settings()
    assert loaded.notes == (
        message("error.settings.damaged", file=str(tmp_path / "settings.toml"), kept=str(kept)),
    )
    assert kept.read_bytes() == damage
    assert load(tmp_path).notes == ()


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(Settings().with_option(THEME, "dark"), tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError, match="disk_full"):
        save(Settings().with_option(THEME, "light"), tmp_path)
    assert load(tmp_path).settings.value(THEME) == "dark"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    with pytest.raises(SettingsError, match="unreadable"):
        load(tmp_path / "config")
    with pytest.raises(SettingsError, match="not_writable"):
        save(Settings(), tmp_path / "config")


def test_defaults_are_allowed_and_keys_are_unique() -> None:
    assert len({each.key for each in OPTIONS}) == len(OPTIONS)
    for each in OPTIONS:
        assert each.check(each.default) == each.default


def test_every_option_can_be_said() -> None:
    words = Words.load()
    for each in OPTIONS:
        for told in (each.title, each.help, each.allowed(), *map(each.choice_title, each.choices)):
            assert words.text(told)


def _values(of: AnyOption) -> st.SearchStrategy[Value]:
    plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
    by_kind: dict[OptionKind, st.SearchStrategy[Value]] = {
        OptionKind.TEXT: plain,
        OptionKind.FLAG: st.booleans(),
        OptionKind.WHOLE: st.integers(int(of.minimum or 0), int(of.maximum or 0)),
        OptionKind.NUMBER: st.floats(of.minimum, of.maximum),
        OptionKind.CHOICE: st.sampled_from(of.choices or ("",)),
        OptionKind.CHOICE_OR_FOLDER: st.sampled_from(of.choices or ("",))
        | plain.map(lambda text: "/" + text),
        OptionKind.FOLDER: st.just("") | plain.map(lambda text: "~/" + text),
    }
    return by_kind[of.kind]


@budget(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({}, optional={each.key: _values(each) for each in OPTIONS}))
def test_whatever_is_chosen_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, chosen: dict[str, Value]
) -> None:
    folder = tmp_path_factory.mktemp("config")
    settings = Settings()
    for key, value in chosen.items():
        settings = settings.with_option(option(key), value)  # type: ignore[arg-type]
    save(settings, folder)
    loaded = load(folder)
    assert loaded.settings == settings
    assert loaded.notes == ()
    assert {key: loaded.settings.by_key(key) for key in chosen} == chosen


def test_the_speech_model_has_a_type() -> None:
    model: str = Settings().value(SPEECH_MODEL)
    assert model == "auto"
