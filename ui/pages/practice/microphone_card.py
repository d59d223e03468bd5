"""Which microphone will listen."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.audio.ports import Device
from coach.model.message import Message
from coach.settings import declared
from ui.context import Context
from ui.widgets.parts import card, label


class MicrophoneCard(QWidget):
    """The microphone's name, what is known of it, and the way to try it.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say = context.say
        self._name = label("", "strong", wrap=True)
        self._state = label(say("ui.practice.microphone.looking"), "muted", wrap=True)
        self.check = QPushButton(say("ui.practice.microphone.check"))
        self.check.setProperty("kind", "link")
        line = QHBoxLayout()
        line.addWidget(self._name, 1)
        line.addWidget(self.check)
        held = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        held.setLayout(line)
        panel = card(held, self._state, heading=say("ui.practice.microphone.title"))
        column = panel.layout()
        if isinstance(column, QVBoxLayout):
            column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)

    def show_devices(self, devices: tuple[Device, ...], state: str) -> None:
        """Say which microphone will listen.

        Args:
            devices: Those that are there, the default first.
            state: What is known of it.
        """
        wanted = self._context.settings.value(declared.MICROPHONE)
        names = [device.name for device in devices]
        default = next((device.name for device in devices if device.is_default), names[0] if names else "")
        say = self._context.say
        if wanted and wanted not in names:
            self._name.setText(wanted)
            self._state.setText(say("ui.practice.microphone.gone"))
        elif not names:
            self._name.setText(say("ui.practice.microphone.none"))
            self._state.setText(say("ui.practice.microphone.none_help"))
        else:
            self._name.setText(wanted or default)
            self._state.setText(state)

    def show_trouble(self, trouble: Message) -> None:
        """Say why no microphone can be used.

        Args:
            trouble: Why.
        """
        self._name.setText(self._context.say("ui.practice.microphone.none"))
        self._state.setText(self._context.say.message(trouble))

    @property
    def text(self) -> str:
        """What is said of the microphone."""
        return f"{self._name.text()}: {self._state.text()}"
