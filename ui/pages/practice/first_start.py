"""The first minute: try the microphone, hear the interviewer, then choose; each step can be left out."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.audio.ports import Device, Level
from coach.model.message import Message
from coach.settings import declared
from ui.a11y import announce, label_for, tab_order
from ui.context import Context
from ui.pages.practice.check import MicrophoneCheck, Verdict, device_choices
from ui.theme import Space, set_state
from ui.widgets.key_button import KeyButton
from ui.widgets.meter import LevelMeter
from ui.widgets.parts import card, label, scrolled

WIDTH = 880


class FirstStartView(QWidget):
    """Microphone, voice, and on to the choice.

    Signals:
        left(): On to the choice.

    Args:
        context: What it may use.
        check: What records and plays.
    """

    left = Signal()

    def __init__(self, context: Context, check: MicrophoneCheck) -> None:
        super().__init__()
        self._context = context
        self._check = check
        self._build()
        self._assemble()
        check.devices_listed.connect(self._show_devices)
        check.devices_failed.connect(self._show_problem)
        check.opening.connect(self._show_opening)
        check.recording.connect(self._show_recording)
        check.level_changed.connect(self._show_level)
        check.judged.connect(self._show_verdict)
        check.heard.connect(self._show_heard)
        check.not_heard.connect(self._show_not_heard)
        check.failed.connect(self._show_problem)
        check.player.started.connect(self._on_started)
        check.player.stopped.connect(self._on_stopped)

    def welcome(self, *, first: bool) -> None:
        """Word the page for the first start, or for later.

        Args:
            first: Whether it is the first start.
        """
        say = self._context.say
        self._title.setText(say("ui.practice.check.title_first" if first else "ui.practice.check.title"))
        self._intro.setVisible(first)
        text = say("ui.practice.check.go_on" if first else "ui.practice.check.back")
        self.go_on.setText(text)
        self.go_on.setAccessibleName(text)
        self._say_result("", wrong=False)
        self._heard.setText("")

    @property
    def result_text(self) -> str:
        """What is said about the microphone."""
        return self._result.text()

    @property
    def heard_text(self) -> str:
        """What was understood."""
        return self._heard.text()

    def _build(self) -> None:
        say = self._context.say
        self._title = label("", "title")
        self._intro = label(say("ui.practice.check.intro"), "muted", wrap=True)
        self.devices = QComboBox()
        self.devices.setMinimumWidth(320)
        self.devices_label = label_for(self.devices, say("ui.practice.check.device"))
        self.devices.addItem(say("ui.practice.check.by_system"), "")
        self.devices.activated.connect(self._on_device)
        self.meter = LevelMeter(self._context.theme, say)
        self.listen = QPushButton(say("ui.practice.check.listen"))
        self.listen.clicked.connect(self._check.toggle)
        self._result = label("", "", wrap=True)
        self._heard = label("", "muted", wrap=True)
        self.hear = QPushButton(say("ui.practice.check.hear"))
        self.hear.clicked.connect(self._check.hear_voice)
        self.go_on = KeyButton(say("ui.practice.check.back"), "Enter", self._context.theme, primary=True)
        self.go_on.clicked.connect(self.left)

    def _assemble(self) -> None:
        say = self._context.say
        device = QHBoxLayout()
        device.setSpacing(Space.M)
        device.addWidget(self.devices_label)
        device.addWidget(self.devices, 1)
        listen = QHBoxLayout()
        listen.setSpacing(Space.L)
        listen.addWidget(self.listen)
        listen.addWidget(self.meter, 1)
        microphone = card(
            label(say("ui.practice.check.microphone_help"), "muted", wrap=True),
            heading=say("ui.practice.check.step_microphone"),
        )
        _add(microphone, device, listen, self._result, self._heard)
        voice = card(
            label(say("ui.practice.check.voice_help"), "muted", wrap=True),
            heading=say("ui.practice.check.step_voice"),
        )
        _add(voice, self.hear)
        content = QWidget()
        content.setMaximumWidth(WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, Space.PAGE)
        column.setSpacing(Space.XL)
        column.addWidget(self._intro)
        column.addWidget(microphone)
        column.addWidget(voice)
        column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL + Space.XS, Space.PAGE - Space.S, 0)
        layout.setSpacing(Space.L)
        layout.addWidget(self._title)
        layout.addWidget(scrolled(content), 1)
        tab_order(self.devices, self.listen, self.hear, self.go_on)

    @Slot(object)
    def _show_devices(self, devices: tuple[Device, ...]) -> None:
        say = self._context.say
        default = next((device.name for device in devices if device.is_default), "")
        by_system = say("ui.practice.check.by_system_named", name=default) if default else ""
        self.devices.clear()
        self.devices.addItem(by_system or say("ui.practice.check.by_system"), "")
        for name in device_choices(devices):
            self.devices.addItem(name, name)
        kept = self._context.settings.value(declared.MICROPHONE)
        if kept and self.devices.findData(kept) < 0:
            self.devices.addItem(say("ui.practice.check.device_gone", name=kept), kept)
        self.devices.setCurrentIndex(max(0, self.devices.findData(kept)))
        self.listen.setEnabled(bool(devices))
        if not devices:
            self._say_result(say("ui.practice.check.no_device"), wrong=True)

    @Slot()
    def _on_device(self) -> None:
        self._check.choose(str(self.devices.currentData()))
        self._say_result("", wrong=False)
        self._heard.setText("")

    @Slot()
    def _show_opening(self) -> None:
        self._heard.setText("")
        self._say_result(self._context.say("ui.practice.check.opening"), wrong=False)

    @Slot(bool)
    def _show_recording(self, recording: bool) -> None:  # noqa: FBT001 - a signal's value
        say = self._context.say
        self.listen.setText(say("ui.practice.check.stop" if recording else "ui.practice.check.listen"))
        if recording:
            self._heard.setText("")
            self._say_result(say("ui.practice.check.listening"), wrong=False)
        else:
            self.meter.clear()
            # What was under way is over, also when another page was opened meanwhile.
            if self.result_text in {say("ui.practice.check.opening"), say("ui.practice.check.listening")}:
                self._say_result("", wrong=False)

    @Slot(object)
    def _show_level(self, level: Level) -> None:
        self.meter.show_level(level)
        say = self._context.say
        if level.silent:
            self._say_result(say("ui.practice.check.verdict.silent"), wrong=True)
        elif level.peak > 0.0 and self.result_text == say("ui.practice.check.verdict.silent"):
            self._say_result(say("ui.practice.check.listening"), wrong=False)

    @Slot(object)
    def _show_verdict(self, verdict: Verdict) -> None:
        say = self._context.say
        self._say_result(say.message(verdict.text), wrong=not verdict.fine)
        # The model may still be loading; without a word one would think that this was all.
        self._heard.setText(say("ui.practice.check.writing") if verdict.fine else "")

    @Slot(str)
    def _show_heard(self, text: str) -> None:
        say = self._context.say
        self._heard.setText(
            say("ui.practice.check.heard", text=text) if text else say("ui.practice.check.heard_nothing")
        )

    @Slot()
    def _show_not_heard(self) -> None:
        self._heard.setText("")

    @Slot(object)
    def _show_problem(self, trouble: Message) -> None:
        self._say_result(self._context.say.message(trouble), wrong=True)

    @Slot()
    def _on_started(self) -> None:
        self.hear.setEnabled(False)

    @Slot()
    def _on_stopped(self) -> None:
        self.hear.setEnabled(True)

    def _say_result(self, text: str, *, wrong: bool) -> None:
        if text == self._result.text():
            return
        self._result.setText(text)
        set_state(self._result, "role", "wrong" if wrong else "")
        if text:
            announce(self._result, text)


def _add(panel: QFrame, *content: QWidget | QHBoxLayout) -> None:
    column = panel.layout()
    if not isinstance(column, QVBoxLayout):
        raise TypeError(column)
    for entry in content:
        if isinstance(entry, QHBoxLayout):
            column.addSpacing(Space.XS)
            column.addLayout(entry)
        elif isinstance(entry, QPushButton):
            column.addWidget(entry, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(entry)
