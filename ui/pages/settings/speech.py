"""The recogniser's speed on this computer, larger models on request, and a folder of the person's own."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from coach.model.message import Message
from coach.settings import declared
from coach.speech.own import shown_name
from coach.speech.speed import AUTOMATIC, LIVE_SHARE
from coach.speech.store import InstalledModel
from coach.speech.weights import PREFERRED_WHISPER, ModelKind
from ui.a11y import announce, tab_order
from ui.context import Context
from ui.pages.settings.speech_presenter import MakeStore, SpeechPresenter
from ui.theme import Space
from ui.widgets.flow import FlowLayout


class SpeechRow(QWidget):
    """What stands below the choice of the model.

    Args:
        context: What it may use.
        make_store: Makes the model store; None for the real one.
    """

    def __init__(self, context: Context, make_store: MakeStore | None = None) -> None:
        super().__init__()
        self._context = context
        self._say = context.say
        self._speech = context.speech
        self.presenter = SpeechPresenter(context, self, make_store)
        self.get_buttons: dict[str, QPushButton] = {}
        self.speed = _line("small")
        self.told = _line("")
        self.told.hide()
        self.again = QPushButton(context.say("ui.settings.speech.again"))
        self.own = QPushButton(context.say("ui.settings.speech.own"))
        self.stop = QPushButton(context.say("ui.settings.speech.stop"))
        self.stop.hide()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(context.say("ui.settings.speech.share"))
        self.bar.hide()
        self._buttons = FlowLayout(Space.S)
        for button in (self.again, self.own, self.stop):
            self._buttons.addWidget(button)
        about = _line("small")
        about.setText(context.say("ui.settings.speech.help"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(self.speed)
        layout.addLayout(self._buttons)
        for widget in (self.bar, self.told, about):
            layout.addWidget(widget)
        self._connect()
        self.show_speed()

    def show_models(self, models: Sequence[InstalledModel]) -> None:
        """Offer what is not on this computer yet.

        Args:
            models: All that are known.
        """
        wanted = {model.name: model for model in models if _can_be_fetched(model)}
        for name, button in tuple(self.get_buttons.items()):
            if name not in wanted:
                self._buttons.removeWidget(button)
                button.deleteLater()
                del self.get_buttons[name]
        for name, model in wanted.items():
            if name not in self.get_buttons:
                size = self._context.words.number(model.bytes / 10**6)
                button = QPushButton(self._say("ui.settings.speech.get", name=name, megabytes=size))
                button.clicked.connect(partial(self._get, model))
                self._buttons.addWidget(button)
                self.get_buttons[name] = button
        tab_order(self.own, *self.get_buttons.values())

    def show_speed(self) -> None:
        """Say how fast the recogniser is here."""
        speech = self._speech
        self.speed.setVisible(speech is not None)
        self.again.setVisible(speech is not None)
        if speech is None:
            return
        name, part = shown_name(speech.model), "ui.settings.speech."
        better = speech.measured_better
        measured = speech.measured
        limit = f"{60.0 * LIVE_SHARE:.0f}"
        chosen = self._context.settings.value(declared.SPEECH_MODEL)
        if speech.measuring:
            text = self._say(part + "measuring", name=name)
        elif chosen == AUTOMATIC and name != PREFERRED_WHISPER[0] and better is not None:
            text = self._say(part + "picked", name=name, seconds=f"{60.0 * better.share:.0f}", limit=limit)
        elif measured is None:
            text = self._say(part + "unmeasured", name=name)
        else:
            seconds = f"{60.0 * measured.share:.0f}"
            which = "fast" if measured.fast_enough else "slow"
            text = self._say(part + which, name=name, seconds=seconds, limit=limit)
        self.speed.setText(text)
        self.again.setEnabled(not speech.measuring)

    def _connect(self) -> None:
        self.own.clicked.connect(self._ask_folder)
        self.stop.clicked.connect(self.presenter.stop)
        self.presenter.working.connect(self._show_working)
        self.presenter.progress.connect(self._show_progress)
        self.presenter.told.connect(self._show_told)
        if self._speech is not None:
            self.again.clicked.connect(self._speech.measure_again)
            self._speech.changed.connect(self.show_speed)
            self._speech.measured_changed.connect(self.show_speed)

    def _get(self, model: InstalledModel, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        self.presenter.get(model)

    def _ask_folder(self) -> None:
        ask_folder(self, self._say("ui.settings.speech.own_title"), self.presenter.look_at)

    def _show_working(self, busy: bool) -> None:  # noqa: FBT001 - a signal's value
        self.bar.setValue(0)
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        for button in (self.own, *self.get_buttons.values()):
            button.setEnabled(not busy)
        if busy:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_progress(self, share: float) -> None:
        self.bar.setValue(round(100 * share))

    def _show_told(self, told: Message) -> None:
        text = self._say.message(told)
        self.told.setText(text)
        self.told.setVisible(bool(text))
        if not self.stop.isVisible():
            announce(self.told, text)


def ask_folder(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
    """Ask for a folder with the system's dialog; never blocks.

    Args:
        parent: What it belongs to.
        title: What is asked.
        chosen: Called with the folder, unless the person cancels.
    """
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda folder: chosen(Path(folder)))
    dialog.open()


def _can_be_fetched(model: InstalledModel) -> bool:
    return model.kind is ModelKind.WHISPER and not model.installed and model.source == "hub"


def _line(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
