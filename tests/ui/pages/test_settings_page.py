"""Every choice is on the page, holds at once, and says in place what is wrong with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coach import settings as kept
from coach.errors import NoSpeakerError, PortAudioMissingError
from coach.model.sound import Sound
from coach.settings import declared
from coach.speech.store import InstalledModel
from coach.speech.weights import ModelKind
from coach.testing.audio import FileInput, SilentOutput
from coach.units import Hertz
from ui.context import Context, SoundPorts
from ui.pages.settings import SettingsPage
from ui.places import PageName, Place

MakeContext = Callable[..., Context]


def model(name: str, *, installed: bool) -> InstalledModel:
    source = "package" if installed else "hub"
    return InstalledModel(
        name=name, kind=ModelKind.WHISPER, installed=installed, verified=None, bytes=1, source=source
    )


MODELS = (model("base", installed=True), model("tiny.en", installed=True), model("small", installed=False))


@pytest.fixture
def make_page(qtbot: QtBot) -> Callable[[Context], SettingsPage]:
    def build(context: Context) -> SettingsPage:
        page = SettingsPage(context, list_models=lambda: MODELS)
        qtbot.addWidget(page)
        page.on_shown(Place(page=PageName.SETTINGS))
        return page

    return build


@pytest.fixture
def page(context: Context, make_page: Callable[[Context], SettingsPage]) -> SettingsPage:
    return make_page(context)


def choose(row: Any, data: str) -> None:
    box = row.control
    assert isinstance(box, QComboBox)
    index = box.findData(data)
    assert index >= 0, data
    box.setCurrentIndex(index)
    box.activated.emit(index)


def texts(row: Any) -> list[str]:
    return [row.control.itemText(index) for index in range(row.control.count())]


def test_every_option_has_a_control(page: SettingsPage) -> None:
    for option in declared.OPTIONS:
        assert page.findChild(QWidget, f"setting_{option.key}") is not None, option.key


def test_a_choice_is_saved_as_it_is_made(page: SettingsPage, context: Context) -> None:
    choose(page.theme_choice, "dark")
    choose(page.mode, "coach")
    voice, questions, speed = page.voice.control, page.questions.control, page.speed.control
    assert isinstance(voice, QCheckBox)
    assert isinstance(questions, QSpinBox)
    assert isinstance(speed, QDoubleSpinBox)
    voice.click()
    questions.setValue(8)
    speed.setValue(1.15)
    assert dict(kept.load(context.folders.config).settings.chosen) == {
        "appearance.theme": "dark",
        "practice.mode": "coach",
        "practice.questions": 8,
        "voice.enabled": False,
        "voice.speed": 1.15,
    }


def test_what_was_chosen_before_is_shown(
    make_context: MakeContext, make_page: Callable[[Context], SettingsPage]
) -> None:
    context = make_context()
    context.settings.set(declared.PRACTICE_THINK_S, 30)
    context.settings.set(declared.THEME, "light")
    page = make_page(context)
    think, theme = page.think.control, page.theme_choice.control
    assert isinstance(think, QSpinBox)
    assert isinstance(theme, QComboBox)
    assert (think.text(), theme.currentText()) == ("30 s", "Light")


# Devices.


def test_devices_are_listed_after_the_systems_choice(page: SettingsPage) -> None:
    assert texts(page.speaker) == ["As the system chooses (silent)", "silent"]
    assert page.speaker.wrong == ""


def test_a_device_is_remembered_by_name_also_when_it_is_unplugged(
    make_context: MakeContext, make_page: Callable[[Context], SettingsPage]
) -> None:
    context = make_context()
    context.settings.set(declared.MICROPHONE, "Headset (USB)")
    page = make_page(context)
    box = page.microphone.control
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Headset (USB) (not connected)"
    choose(page.microphone, "")
    assert context.settings.value(declared.MICROPHONE) == ""


def test_no_loudspeaker_is_said_where_it_would_be_chosen(
    make_context: MakeContext, make_page: Callable[[Context], SettingsPage]
) -> None:
    page = make_page(make_context(sound=SoundPorts(FileInput([]), SilentOutput(present=False))))
    assert page.speaker.wrong.startswith("No loudspeaker was found")


class NoLibrary:
    """A machine without PortAudio."""

    def devices(self) -> tuple[()]:
        raise PortAudioMissingError("error.audio.portaudio_missing", package="libportaudio2")


def test_a_missing_sound_library_is_said_in_place(
    make_context: MakeContext, make_page: Callable[[Context], SettingsPage], watched: Any
) -> None:
    broken: Any = NoLibrary()
    page = make_page(make_context(sound=SoundPorts(broken, SilentOutput())))
    assert page.microphone.wrong != ""
    assert watched.notices == []


# The voice.


class Calm:
    name = "calm"

    def speak(self, text: str) -> Sound:
        self.text = text
        return Sound(np.zeros(240, dtype=np.float32), Hertz(24_000))


def test_the_voice_can_be_heard(
    make_context: MakeContext, make_page: Callable[[Context], SettingsPage]
) -> None:
    speaker, voice = SilentOutput(), Calm()
    page = make_page(make_context(sound=SoundPorts(FileInput([]), speaker), voice=lambda: voice))
    page._hear.click()
    assert len(speaker.played) == 1
    assert voice.text.endswith(".")
    assert page._hear.text() == "Hear it"


def test_a_missing_voice_is_said_in_place(page: SettingsPage) -> None:
    page._hear.click()
    assert page.speed.wrong.startswith("The interviewer's voice is not installed")


class Mute(SilentOutput):
    def play(self, sound: Sound, *, device: str | None = None) -> Any:  # noqa: ARG002 - the port's arguments
        raise NoSpeakerError("error.audio.no_speaker", device="x")


def test_a_missing_loudspeaker_is_said_beside_the_voice(
    make_context: MakeContext, make_page: Callable[[Context], SettingsPage], watched: Any
) -> None:
    page = make_page(make_context(sound=SoundPorts(FileInput([]), Mute()), voice=Calm))
    page._hear.click()
    assert page.speed.wrong != ""
    assert page._hear.text() == "Hear it"
    assert watched.notices == []


def test_leaving_the_page_stops_the_voice(
    make_context: MakeContext, make_page: Callable[[Context], SettingsPage], by_hand: Any
) -> None:
    speaker = SilentOutput()
    page = make_page(make_context(sound=SoundPorts(FileInput([]), speaker), voice=Calm, executor=by_hand))
    page._hear.click()
    assert page._hear.text() == "Stop"
    page.on_hidden()
    by_hand.work()
    assert speaker.played == []
    assert page._hear.text() == "Hear it"


def test_the_voice_can_be_stopped_by_the_same_button(
    make_context: MakeContext, make_page: Callable[[Context], SettingsPage], by_hand: Any
) -> None:
    speaker = SilentOutput()
    page = make_page(make_context(sound=SoundPorts(FileInput([]), speaker), voice=Calm, executor=by_hand))
    page._hear.click()
    page._hear.click()
    by_hand.work()
    assert (speaker.played, page._hear.text()) == ([], "Hear it")
    page._hear.click()
    by_hand.work()
    assert (len(speaker.played), page._hear.text()) == (1, "Hear it")


# Models.


def test_models_that_are_not_there_say_so(page: SettingsPage) -> None:
    shown = texts(page.model)
    assert shown[:2] == ["Automatic, for this computer", "Base: comes with the program"]
    assert shown[3].endswith("(not on this computer yet)")
    choose(page.model, "small")
    page.on_shown(Place(page=PageName.SETTINGS))
    assert "the button below fetches it" in page.model.wrong
    assert list(page.speech.get_buttons) == ["small"]
    choose(page.model, "base")
    page.on_shown(Place(page=PageName.SETTINGS))
    assert page.model.wrong == ""


def test_the_microphone_check_is_one_press_away(page: SettingsPage, watched: Any) -> None:
    page.check.click()
    assert watched.places == [Place(page=PageName.PRACTICE, check=True)]


def test_a_wrong_folder_is_said_in_place_and_not_taken(page: SettingsPage, context: Context) -> None:
    line = page.model_folder.control
    assert isinstance(line, QLineEdit)
    line.setText("models")
    line.editingFinished.emit()
    assert page.model_folder.wrong == "This must be the full path of a folder, or empty."
    assert line.property("state") == "wrong"
    assert context.settings.value(declared.SPEECH_MODEL_FOLDER) == ""
    line.setText(str(Path.home()))
    line.editingFinished.emit()
    assert page.model_folder.wrong == ""
    assert context.settings.value(declared.SPEECH_MODEL_FOLDER) == str(Path.home())


# The page as a whole.


def test_the_data_folder_is_shown_and_cannot_be_typed_over(page: SettingsPage, context: Context) -> None:
    line = page.findChild(QLineEdit, "data_folder")
    assert line.text() == str(context.folders.data)
    assert line.isReadOnly()


def test_the_wheel_scrolls_the_page_and_changes_no_value(
    page: SettingsPage, context: Context, qtbot: QtBot
) -> None:
    page.show()
    qtbot.waitExposed(page)
    questions = page.questions.control
    middle = QPointF(questions.rect().center())
    event = QWheelEvent(
        middle,
        questions.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(questions, event)
    assert context.settings.value(declared.PRACTICE_QUESTIONS) == 5


def test_each_label_belongs_to_its_control(page: SettingsPage) -> None:
    buddies = {
        label.buddy().objectName(): label.text() for label in page.findChildren(QLabel) if label.buddy()
    }
    assert buddies["setting_audio.microphone"] == "Microphone"
    assert len(buddies) == len(declared.OPTIONS) + 1


@pytest.mark.parametrize(("percent", "width"), [(100, 764), (200, 680)])
def test_nothing_is_cut_off_in_the_smallest_window(
    page: SettingsPage, context: Context, qtbot: QtBot, percent: int, width: int
) -> None:
    context.theme.set_text_scale(percent)
    page.resize(width, 640)
    page.show()
    qtbot.waitExposed(page)
    scroll = page.findChild(QScrollArea)
    assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()
