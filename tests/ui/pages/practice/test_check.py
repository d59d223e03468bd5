"""The microphone check: what is heard is given back, and what is wrong is said with what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt

from coach.audio.files import write_wav
from coach.audio.ports import Level
from coach.model.sound import Sound
from coach.practice.values import State
from coach.settings import declared
from coach.testing.audio import FileInput, SilentOutput
from coach.units import Hertz
from ui.context import SoundPorts
from ui.pages.practice.check import FILE, judge
from ui.pages.practice.first_time import is_first

Driver = Any  # the conftest's
MakeDriver = Callable[..., Driver]
RATE = Hertz(16_000)


def tone(amplitude: float) -> Sound:
    samples = amplitude * np.sin(np.arange(8000, dtype=np.float32) / 10)
    return Sound(samples.astype(np.float32), RATE)


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        (tone(0.4), "clear"),
        (tone(0.01), "quiet"),
        (tone(1.0), "clipped"),
    ],
)
def test_loudness_is_judged(sound: Sound, kind: str) -> None:
    assert judge(sound, silent=False).text.id == f"ui.practice.check.verdict.{kind}"


def test_exact_zeros_are_a_closed_microphone() -> None:
    verdict = judge(tone(0.0), silent=True)
    assert verdict.text.id == "ui.practice.check.verdict.silent"
    assert not verdict.fine


@pytest.fixture
def speaking(tmp_path: Path) -> list[Path]:
    path = tmp_path / "sentence.wav"
    write_wav(path, tone(0.4))
    return [path, path]


def test_the_first_start_shows_the_check_and_the_next_one_does_not(
    make_driver: MakeDriver, speaking: list[Path]
) -> None:
    sound = SoundPorts(FileInput(speaking), SilentOutput())
    driver = make_driver(first=True, sound=sound)
    assert driver.page.view is driver.page.first_start
    driver.press(Qt.Key.Key_Return)
    assert driver.page.view is driver.page.choose
    again = make_driver(first=True, sound=sound, folders=driver.context.folders)
    assert again.page.view is again.page.choose


def test_a_sentence_is_heard_back_and_read(make_driver: MakeDriver, speaking: list[Path]) -> None:
    speaker = SilentOutput()
    driver = make_driver(first=True, sound=SoundPorts(FileInput(speaking), speaker))
    view = driver.page.first_start
    view.listen.click()
    assert view.listen.text() == "Stop and play it back"
    view.listen.click()
    driver.qtbot.waitUntil(lambda: view.heard_text == "I understood: “microphone-check”")
    assert view.result_text == "That sounds clear."
    assert [len(sound.samples) for sound in speaker.played] == [8000]
    assert not (driver.context.folders.cache / FILE).exists()
    view.go_on.click()
    assert driver.page.choose.microphone_text == "file: sounds clear"


def test_a_microphone_that_takes_its_time_is_told_at_once(
    make_driver: MakeDriver, speaking: list[Path]
) -> None:
    driver = make_driver(first=True, sound=SoundPorts(FileInput(speaking), SilentOutput()))
    view, said = driver.page.first_start, []
    driver.page.check.opening.connect(lambda: said.append(view.result_text))
    view.listen.click()
    assert said == ["Opening the microphone…"]
    assert view.result_text == "Listening. Say a sentence, then stop."
    view.listen.click()


def test_silence_says_what_to_do(make_driver: MakeDriver, tmp_path: Path) -> None:
    path = tmp_path / "silence.wav"
    write_wav(path, tone(0.0))
    driver = make_driver(first=True, sound=SoundPorts(FileInput([path]), SilentOutput()))
    view = driver.page.first_start
    view.listen.click()
    view.listen.click()
    driver.qtbot.waitUntil(lambda: view.result_text.startswith("Only silence is coming."))
    assert view.heard_text == ""


@pytest.mark.parametrize("opened", [True, False])
def test_whoever_leaves_for_another_page_does_not_come_back_to_an_open_microphone(
    make_driver: MakeDriver, speaking: list[Path], by_hand: Any, *, opened: bool
) -> None:
    driver = make_driver(first=True, sound=SoundPorts(FileInput(speaking), SilentOutput()), executor=by_hand)
    by_hand.work()
    view = driver.page.first_start
    view.listen.click()
    assert view.result_text == "Opening the microphone…"
    if opened:
        by_hand.work()
        assert view.result_text == "Listening. Say a sentence, then stop."
    driver.page.on_hidden()
    for _ in range(2):  # it is opened, and let go of
        by_hand.work()
    assert view.result_text == ""
    assert view.listen.text() == "Listen to me"


def test_whoever_speaks_late_is_not_told_of_silence_any_more(make_driver: MakeDriver) -> None:
    driver = make_driver(first=True, sound=SoundPorts(FileInput([]), SilentOutput()))
    view, check = driver.page.first_start, driver.page.first_start._check
    check.recording.emit(True)
    check.level_changed.emit(Level(peak=0.0, rms=0.0, clipped=False, silent=True))
    assert view.result_text.startswith("Only silence is coming.")
    check.level_changed.emit(Level(peak=0.3, rms=0.1, clipped=False))
    assert view.result_text == driver.context.say("ui.practice.check.listening")


def test_no_device_says_what_to_do(make_driver: MakeDriver) -> None:
    driver = make_driver(first=True, sound=SoundPorts(FileInput([]), SilentOutput()))
    assert driver.page.first_start.result_text.startswith("There is no microphone.")
    assert not driver.page.first_start.listen.isEnabled()


def test_a_microphone_that_is_lost_is_told(make_driver: MakeDriver, speaking: list[Path]) -> None:
    sound = SoundPorts(FileInput(speaking, lost_after_s=0.1), SilentOutput())
    driver = make_driver(first=True, sound=sound)
    driver.page.first_start.listen.click()
    gone = driver.context.say("error.audio.microphone_ended", device="file")
    driver.qtbot.waitUntil(lambda: driver.page.first_start.result_text == gone)
    assert driver.page.first_start.listen.text() == "Listen to me"


def test_leaving_stops_listening_and_keeps_nothing(make_driver: MakeDriver, speaking: list[Path]) -> None:
    sound = SoundPorts(FileInput(speaking, real_time=True), SilentOutput())
    driver = make_driver(first=True, sound=sound)
    driver.page.first_start.listen.click()
    driver.press(Qt.Key.Key_Escape)
    assert driver.page.view is driver.page.choose
    assert list(driver.context.folders.cache.iterdir()) == []


def test_the_voice_is_heard(make_driver: MakeDriver) -> None:
    class Voice:
        name = "test"

        def speak(self, _text: str) -> Sound:
            return tone(0.2)

    speaker = SilentOutput()
    driver = make_driver(first=True, sound=SoundPorts(FileInput([]), speaker), voice=Voice)
    driver.page.first_start.hear.click()
    assert len(speaker.played) == 1


def test_no_voice_is_said(make_driver: MakeDriver) -> None:
    driver = make_driver(first=True)
    driver.page.first_start.hear.click()
    assert [notice.text.id for notice in driver.notices] == ["ui.practice.check.no_voice"]


def test_a_chosen_microphone_is_kept(make_driver: MakeDriver, speaking: list[Path]) -> None:
    driver = make_driver(first=True, sound=SoundPorts(FileInput(speaking), SilentOutput()))
    devices = driver.page.first_start.devices
    devices.setCurrentIndex(devices.findData("file"))
    devices.activated.emit(devices.currentIndex())
    assert driver.context.settings.value(declared.MICROPHONE) == "file"


@pytest.mark.parametrize("focused", [True, False])
def test_no_interview_begins_before_the_check_of_a_first_start(
    make_driver: Callable[..., Driver], by_hand: Any, *, focused: bool
) -> None:
    driver = make_driver(first=True, executor=by_hand)
    page = driver.page
    assert page.view is page.choose
    (page.choose.start_buttons[0] if focused else page).setFocus()
    driver.press(Qt.Key.Key_Return)
    assert not page.presenter.busy
    by_hand.work()
    assert page.view is page.first_start
    assert not page.presenter.busy


def test_an_interview_asked_for_very_early_begins_at_a_later_start(
    make_driver: Callable[..., Driver], by_hand: Any
) -> None:
    driver = make_driver(executor=by_hand)
    driver.page.choose.start_buttons[0].setFocus()
    driver.press(Qt.Key.Key_Return)
    by_hand.work()
    assert driver.page.presenter.busy
    by_hand.work()
    driver.wait_for(State.ASKING, 0)


def test_whether_it_is_the_first_start_is_asked_before_all_else(
    make_driver: Callable[..., Driver], by_hand: Any
) -> None:
    driver = make_driver(first=True, executor=by_hand)
    read: list[object] = []
    driver.page.shelf.changed.connect(lambda _found: read.append(driver.page.view))
    by_hand.work()
    assert read == [driver.page.first_start]


def test_where_nobody_can_look_it_is_no_first_start(tmp_path: Path) -> None:
    assert is_first(tmp_path)
    assert not is_first(tmp_path / ("x" * 300)), "a name that is too long for any file"
