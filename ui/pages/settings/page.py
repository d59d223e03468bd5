"""The settings page."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.audio.ports import Device
from coach.model.message import Message
from coach.settings import declared
from coach.speech.speed import AUTOMATIC
from coach.speech.store import InstalledModel
from ui.context import Context
from ui.i18n import Say
from ui.pages.base import Page
from ui.pages.settings.presenter import ListModels, SettingsPresenter
from ui.pages.settings.rows import Row, Rows
from ui.pages.settings.safekeeping import SafekeepingRow
from ui.pages.settings.speech import SpeechRow
from ui.places import PageName, Place
from ui.theme import Space
from ui.widgets.flow import FlowLayout

CARD_WIDTH = 880
SIDE_BY_SIDE = 620
"""Width at the usual size of text from which names stand beside their controls."""


class SettingsPage(Page):
    """One card a subject; every change is saved as it is made.

    Args:
        context: What it may use.
        list_models: Lists the models; None for the real store.
    """

    name: ClassVar[PageName] = PageName.SETTINGS

    def __init__(self, context: Context, list_models: ListModels | None = None) -> None:
        super().__init__(context)
        self._presenter = SettingsPresenter(context, self, list_models)
        self._rows = Rows(context.settings, context.say)
        self._build_controls()
        self._assemble()
        self._presenter.microphones_listed.connect(self._show_microphones)
        self._presenter.speakers_listed.connect(self._show_speakers)
        self._presenter.devices_failed.connect(partial(_say_wrong, self.context.say, self.microphone))
        self._presenter.models_listed.connect(self._show_models)
        self.speech.presenter.came.connect(self._presenter.refresh)
        self._presenter.speaking.connect(self._show_speaking)
        self._presenter.voice_failed.connect(partial(_say_wrong, self.context.say, self.speed))
        context.settings.changed.connect(self._on_setting)

    def on_shown(self, place: Place) -> None:  # noqa: ARG002 - there is nothing to open on this page
        """Look again which devices and models are there."""
        self._presenter.refresh()

    def on_hidden(self) -> None:
        """Let the voice stop."""
        self._presenter.stop()

    def on_closing(self) -> bool | None:
        """Let the voice stop."""
        self._presenter.stop()
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Names stand above their controls where there is little room for the size of the text."""
        super().resizeEvent(event)
        stacked = self.width() < self.context.theme.scaled(SIDE_BY_SIDE)
        for row in self.findChildren(Row):
            row.stack(stacked=stacked)

    def _build_controls(self) -> None:
        say, rows = self.context.say, self._rows
        self._hear = QPushButton(say("ui.settings.hear"))
        self._hear.clicked.connect(self._on_hear)
        self._choose = QPushButton(say("ui.settings.choose"))
        self._choose.clicked.connect(self._on_choose)
        self.check = QPushButton(say("ui.settings.speech.check"))
        self.check.clicked.connect(self._on_check)
        self._open = QPushButton(say("ui.settings.open_folder"))
        self._open.clicked.connect(self._presenter.open_data_folder)
        self.microphone = rows.device(declared.MICROPHONE)
        self.speaker = rows.device(declared.SPEAKER)
        self.voice = rows.flag(declared.VOICE_ENABLED)
        self.speed = rows.number(declared.VOICE_SPEED, step=0.05, beside=self._hear)
        self.mode = rows.choice(declared.PRACTICE_MODE)
        self.questions = rows.whole(declared.PRACTICE_QUESTIONS)
        self.think = rows.whole(declared.PRACTICE_THINK_S, step=5, zero=say("ui.settings.no_time"))
        self.length = rows.choice(declared.PRACTICE_LENGTH)
        self.follow_ups = rows.flag(declared.PRACTICE_FOLLOW_UPS)
        self.hidden = rows.flag(declared.PRACTICE_HIDDEN)
        self.captions = rows.flag(declared.PRACTICE_CAPTIONS)
        self.panel = rows.flag(declared.PRACTICE_PANEL)
        self.strictness = rows.choice(declared.FOCUS_STRICTNESS)
        self.model = rows.choice(declared.SPEECH_MODEL)
        self.speech = SpeechRow(self.context)
        self.model_folder = rows.folder(declared.SPEECH_MODEL_FOLDER, beside=self._choose)
        self.keep = rows.choice(declared.LIBRARY_KEEP)
        self.safe = SafekeepingRow(self.context)
        self.theme_choice = rows.choice(declared.THEME)
        self.text_scale = rows.whole(declared.TEXT_SCALE, step=10)

    def _assemble(self) -> None:
        say = self.context.say
        title = QLabel(say.message(self.title))
        title.setProperty("role", "title")
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        inner.setMaximumWidth(CARD_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.L)
        column.addWidget(self._card("sound", self.microphone, self.speaker, _alone(self.check)))
        column.addWidget(self._card("interviewer", self.voice, self.speed))
        flow = (self.mode, self.length, self.questions, self.think)
        switches = (self.follow_ups, self.hidden, self.captions, self.panel)
        column.addWidget(self._card("practice", *flow, *switches, self.strictness))
        column.addWidget(self._card("speech", self.model, self.speech, self.model_folder))
        column.addWidget(self._card("appearance", self.theme_choice, self.text_scale))
        column.addWidget(self._card("data", self._data(), self.keep, self.safe))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL + Space.XS, Space.PAGE - Space.S, 0)
        layout.setSpacing(Space.XL)
        layout.addWidget(title)
        layout.addWidget(scroll, 1)

    def _card(self, subject: str, *content: QWidget) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        heading = QLabel(self.context.say(f"ui.settings.card.{subject}"))
        heading.setProperty("role", "section")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        layout.setSpacing(Space.L)
        layout.addWidget(heading)
        for widget in content:
            layout.addWidget(widget)
        return card

    def _data(self) -> Row:
        path = QLineEdit(str(self.context.folders.data))
        path.setReadOnly(True)
        path.setObjectName("data_folder")
        say = self.context.say
        return Row(say("ui.settings.data"), say("ui.settings.data_help"), path, beside=self._open)

    @Slot()
    def _on_check(self) -> None:
        self.context.go(Place(page=PageName.PRACTICE, check=True))

    @Slot()
    def _on_hear(self) -> None:
        self.speed.show_wrong("")
        self._presenter.hear_or_stop()

    @Slot()
    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.context.say("ui.settings.choose_title"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, folder: str) -> None:
        control = self.model_folder.control
        if isinstance(control, QLineEdit):
            control.setText(folder)
        self._rows.take(self.model_folder, declared.SPEECH_MODEL_FOLDER, folder)

    @Slot(str)
    def _on_setting(self, key: str) -> None:
        if key == declared.SPEECH_MODEL_FOLDER.key:
            self._presenter.refresh()
        elif key == declared.SPEECH_MODEL.key:
            self._rows.show_choice(self.model, declared.SPEECH_MODEL)
            self.speech.show_speed()
        elif key == declared.TEXT_SCALE.key:
            self._rows.show_value(self.text_scale, declared.TEXT_SCALE)

    @Slot(object)
    def _show_microphones(self, devices: tuple[Device, ...]) -> None:
        self._rows.fill_devices(self.microphone, declared.MICROPHONE, devices)
        self.microphone.show_wrong("" if devices else self.context.say("ui.settings.no_microphone"))

    @Slot(object)
    def _show_speakers(self, devices: tuple[Device, ...]) -> None:
        self._rows.fill_devices(self.speaker, declared.SPEAKER, devices)
        self.speaker.show_wrong("" if devices else self.context.say("ui.settings.no_speaker"))

    @Slot(object)
    def _show_models(self, models: tuple[InstalledModel, ...]) -> None:
        self.speech.show_models(models)
        self.speech.show_speed()
        say, box = self.context.say, self.model.control
        chosen = self.context.settings.value(declared.SPEECH_MODEL)
        there = {model.name for model in models if model.installed}
        if not isinstance(box, QComboBox):
            raise TypeError(box)
        for index in range(box.count()):
            name = box.itemData(index)
            if _known(name):
                title = declared.SPEECH_MODEL.choice_title(name)
                missing = "ui.settings.not_there"
                box.setItemText(index, say.message(title) if name in there else say(missing, model=title))
        wrong = _known(chosen) and chosen not in there
        self.model.show_wrong(self.context.say("ui.settings.model_missing", model=chosen) if wrong else "")

    @Slot(bool)
    def _show_speaking(self, speaking: bool) -> None:  # noqa: FBT001 - a signal's value
        # The same button, since one that is switched off would lose the keyboard.
        self._hear.setText(self.context.say("ui.settings.stop" if speaking else "ui.settings.hear"))


def _say_wrong(say: Say, row: Row, trouble: Message) -> None:
    row.show_wrong(say.message(trouble))


def _alone(button: QPushButton) -> QWidget:
    line = QWidget()
    FlowLayout(Space.S, line).addWidget(button)
    return line


def _known(name: str) -> bool:
    return name in declared.SPEECH_MODEL.choices and name != AUTOMATIC
