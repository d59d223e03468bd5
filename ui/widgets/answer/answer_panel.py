"""One answer with its feedback: what was said on the left, what was found on the right."""

from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.audio.files import read_sound, resample
from coach.library import Library
from coach.model.joined import joined_answer, with_words
from coach.model.session import Answer
from coach.model.sound import Sound
from coach.reports.document import AnswerSection
from ui.context import Context
from ui.theme import Space
from ui.widgets.answer.answer_text import AnswerText
from ui.widgets.answer.findings import Findings
from ui.widgets.answer.strip import Strip
from ui.widgets.answer.timeline import timeline
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import card, label, scrolled
from ui.widgets.sounding import SoundPlayer

FINDINGS_WIDTH = 340
"""Room for the name of a dimension, its bar and its level, at the usual size of the text."""


class AnswerPanel(QWidget):
    """One answer; plays it, whole or from a word or a quote.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._answer: Answer | None = None
        self.player = SoundPlayer(context, self)
        self.player.started.connect(self._on_started)
        self.player.position.connect(self._on_position)
        self.player.stopped.connect(self._on_stopped)
        self.play = QPushButton(context.say("ui.practice.feedback.play"))
        self.play.clicked.connect(self.toggle)
        self.strip = Strip(context.theme)
        self.strip.setAccessibleName(context.say("ui.practice.feedback.strip"))
        self.strip.asked.connect(self._on_strip)
        self._time = label("", "small")
        self.text = AnswerText(context)
        self.text.play_asked.connect(self.play_from)
        self.findings = Findings(context)
        self.findings.play_asked.connect(self._play_quote)
        self._parts = label("", "small", wrap=True)
        self._legend = label("", "small", wrap=True)
        self._measures = QWidget()
        self._measure_flow = FlowLayout(Space.S, self._measures)
        self._assemble()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can be reached by Tab, in order."""
        return (self.play, self.strip, self.text, *self.findings.controls)

    @property
    def chips(self) -> tuple[str, ...]:
        """What is said of the delivery, such as words a minute."""
        items = (self._measure_flow.itemAt(index) for index in range(self._measure_flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(widget.text() for widget in widgets if isinstance(widget, QPushButton))

    def show_answer(self, answer: Answer, section: AnswerSection) -> None:
        """Show an answer.

        Args:
            answer: With its transcript and scores, as far as it has them.
            section: The same, worded.
        """
        self.player.stop()
        answer = joined_answer(answer)
        self._answer = answer
        playable = answer.sound_file is not None and bool(answer.duration_s)
        self.play.setEnabled(playable)
        self.play.setToolTip("" if playable else self._context.say("ui.practice.feedback.no_sound"))
        self.strip.show_segments(timeline(answer, section))
        self.strip.set_playable(playable)
        self._show_time(None)
        transcript, score = answer.transcript, answer.score
        # A word's times count only while its text is the one that is shown.
        timed = transcript is not None and (score is None or score.text == transcript.text) and playable
        self.text.show_text(section.passages, transcript.words if transcript is not None and timed else ())
        self._parts.setText(" · ".join(section.parts_line))
        self._parts.setVisible(bool(section.parts_line))
        self._legend.setText(section.legend)
        self._legend.setVisible(bool(section.legend))
        self._show_measures(section.measures_line)
        self.findings.show_answer(answer, section)

    def play_from(self, at_s: float, until_s: float | None = None) -> None:
        """Play the answer.

        Args:
            at_s: From where, in seconds.
            until_s: Until where; None for the end.
        """
        if self._answer is not None and self.play.isEnabled():
            read = partial(_read, self._context.library, self._answer)
            self.player.play(read, from_s=at_s, until_s=until_s)

    @Slot()
    def toggle(self) -> None:
        """Play from the start, or be silent."""
        if self.player.playing:
            self.player.stop()
        else:
            self.play_from(0.0)

    def stop(self) -> None:
        """Be silent."""
        self.player.stop()

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means here.

        Args:
            event: The key; whatever has the focus did not want it.

        Returns:
            Whether it means anything.
        """
        if event.key() == Qt.Key.Key_Space and self.play.isEnabled():
            self.toggle()
            return True
        return False

    @Slot(float)
    def _on_strip(self, share: float) -> None:
        if self._answer is not None and self._answer.duration_s:
            self.play_from(share * self._answer.duration_s)

    @Slot(float, float)
    def _play_quote(self, from_s: float, until_s: float) -> None:
        self.play_from(from_s, until_s)

    @Slot()
    def _on_started(self) -> None:
        self._name_play("ui.practice.feedback.stop")

    @Slot()
    def _on_stopped(self) -> None:
        self._name_play("ui.practice.feedback.play")
        self._show_time(None)
        self.strip.show_place(None)
        self.text.mark(None)

    @Slot(float)
    def _on_position(self, at_s: float) -> None:
        self._show_time(at_s)
        self.text.mark(at_s)
        if self._answer is not None and self._answer.duration_s:
            self.strip.show_place(min(1.0, at_s / self._answer.duration_s))

    def _name_play(self, name: str) -> None:
        self.play.setText(self._context.say(name))

    def _show_time(self, at_s: float | None) -> None:
        length_s = self._answer.duration_s if self._answer is not None else None
        clock = self._context.words.clock
        if not length_s:
            self._time.setText("")
        else:
            here = f"{clock(min(at_s, length_s))} / " if at_s is not None else ""
            self._time.setText(f"{here}{clock(length_s)}")

    def _show_measures(self, measures: tuple[str, ...]) -> None:
        while self._measure_flow.count():
            item = self._measure_flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for text in measures:
            chip = QPushButton(text)
            chip.setProperty("kind", "chip")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._measure_flow.addWidget(chip)
        self._measures.setVisible(bool(measures))

    def _assemble(self) -> None:
        bar = QWidget()
        line = QHBoxLayout(bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.M)
        line.addWidget(self.play)
        line.addWidget(self.strip, 1)
        line.addWidget(self._time)
        spoken = card(bar, self._parts, self.text, self._legend, self._measures)
        column = spoken.layout()
        if isinstance(column, QVBoxLayout):
            column.setSpacing(Space.M)
            column.setStretchFactor(self.text, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addWidget(spoken, 5)
        found = scrolled(self.findings)
        found.setMinimumWidth(self._context.theme.scaled(FINDINGS_WIDTH))
        layout.addWidget(found, 3)


def _read(library: Library, answer: Answer) -> Sound:
    """The recordings of an answer and its follow-ups, end to end, as its seconds count."""
    recorded = [one for one in with_words(answer) if one.sound_file is not None]
    first, *others = (read_sound(library.sound_path(one)) for one in recorded or [answer])
    same_rate = [first, *(resample(one, first.rate_hz) for one in others)]
    return Sound(np.concatenate([one.samples for one in same_rate]), first.rate_hz)
