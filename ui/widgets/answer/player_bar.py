"""Plays one answer: whole, from a place, slower or faster; shows its parts and its wave."""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from coach.audio.files import read_sound, resample
from coach.audio.levels import overview
from coach.audio.speed import SPEEDS
from coach.errors import KnownError
from coach.library import Library
from coach.model.joined import joined_answer, with_words
from coach.model.session import Answer
from coach.model.sound import Sound
from coach.reports.document import Segment
from ui.a11y import name_choice
from ui.context import Context
from ui.tasks import Lane, Task
from ui.theme import Space
from ui.widgets.answer.sound_wave import BUCKETS, SoundWave
from ui.widgets.answer.strip import Strip
from ui.widgets.parts import label
from ui.widgets.sounding import SoundPlayer


class PlayerBar(QWidget):
    """Play and pause, the strip with the place, the speed, the wave.

    Signals:
        at(object): Seconds from the start of the sound while it plays; None when it is silent.

    Args:
        context: What it may use.
    """

    at = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._answer: Answer | None = None
        self._length_s = 0.0
        self._rests_at_s: float | None = None
        self._pausing = False
        self._compact = False
        self.player = SoundPlayer(context, self)
        self.player.started.connect(self._on_started)
        self.player.position.connect(self._on_position)
        self.player.stopped.connect(self._on_stopped)
        self.play = QPushButton(context.say("ui.practice.feedback.play"))
        self.play.clicked.connect(self.toggle)
        self.strip = Strip(context.theme)
        self.strip.setAccessibleName(context.say("ui.practice.feedback.strip"))
        self.strip.asked.connect(self._on_place)
        self.wave = SoundWave(context.theme)
        self.wave.setAccessibleName(context.say("ui.answer.wave"))
        self.wave.setToolTip(context.say("ui.answer.wave"))
        self.wave.asked.connect(self._on_place)
        self.speed = QComboBox()
        name_choice(self.speed, context.say("ui.answer.speed"))
        self.speed.setToolTip(context.say("ui.answer.speed"))
        for speed in SPEEDS:
            shown = context.words.number(speed, 2).rstrip("0").rstrip(".")
            self.speed.addItem(context.say("ui.answer.times", speed=shown), speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.speed.currentIndexChanged.connect(self._on_speed)
        self.time = label("", "small")
        self._assemble()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can be reached by Tab, in order."""
        return (self.play, self.strip, self.speed)

    def show_answer(self, answer: Answer, segments: tuple[Segment, ...]) -> None:
        """Show an answer.

        Args:
            answer: With its follow-ups, as it is played: one after the other.
            segments: Its parts along its sound.
        """
        same = self._answer is not None and self._answer.id == answer.id
        rests_at_s = self._rests_at_s if same else None
        self.player.stop()
        self._answer, self._rests_at_s = answer, rests_at_s
        self._length_s = joined_answer(answer).duration_s or 0.0
        playable = any(one.sound_file is not None for one in with_words(answer)) and self._length_s > 0.0
        self.play.setEnabled(playable)
        self.play.setToolTip("" if playable else self._context.say("ui.practice.feedback.no_sound"))
        self.speed.setEnabled(playable)
        for bar in (self.strip, self.wave):
            bar.set_length(self._length_s)
            bar.set_playable(playable)
        self.strip.show_segments(segments)
        self._show_place(rests_at_s)
        if not same:
            self.wave.show_peaks(np.zeros(0, np.float32))
            if playable:
                self._read_wave(answer)

    def play_from(self, at_s: float, until_s: float | None = None) -> None:
        """Play the answer.

        Args:
            at_s: From where, in seconds.
            until_s: Until where; None for the end.
        """
        if self._answer is not None and self.play.isEnabled():
            read = partial(read_answer, self._context.library, self._answer)
            self._rests_at_s = None
            speed = float(self.speed.currentData())
            self.player.play(read, from_s=at_s, until_s=until_s, speed=speed)

    @Slot()
    def toggle(self) -> None:
        """Play, from where it was paused; or pause."""
        if self.player.playing:
            self._pausing = True
            self.player.stop()
            self._pausing = False
        else:
            self.play_from(self._rests_at_s or 0.0)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a setter
        """Where there is little room the strip has a line of its own, and the wave none.

        Args:
            compact: Whether there is little.
        """
        if compact != self._compact:
            self._compact = compact
            self.wave.set_wanted(not compact)
            self._arrange()

    def stop(self) -> None:
        """Be silent, and begin at the start the next time."""
        self.player.stop()
        self._rests_at_s = None
        self._show_place(None)

    def _read_wave(self, answer: Answer) -> None:
        self._context.tasks.run(
            Task(
                op=partial(_peaks, self._context.library, answer),
                on_success=partial(self._show_wave, answer.id),
                on_failure=self._no_wave,
                owner=self,
                lane=Lane.SIDE,
            )
        )

    def _show_wave(self, answer_id: str, peaks: NDArray[np.float32]) -> None:
        if self._answer is not None and self._answer.id == answer_id:
            self.wave.show_peaks(peaks)

    def _no_wave(self, _error: KnownError) -> None:
        """Whoever presses play is told what is wrong with the file; a missing picture is no trouble."""

    @Slot(float)
    def _on_place(self, share: float) -> None:
        if self._length_s:
            self.play_from(share * self._length_s)

    @Slot(int)
    def _on_speed(self, _index: int) -> None:
        if self.player.playing:
            self.toggle()
            self.toggle()

    @Slot()
    def _on_started(self) -> None:
        self.play.setText(self._context.say("ui.answer.pause"))

    @Slot()
    def _on_stopped(self) -> None:
        self.play.setText(self._context.say("ui.practice.feedback.play"))
        if not self._pausing:
            self._rests_at_s = None
        self._show_place(self._rests_at_s)
        self.at.emit(None)

    @Slot(float)
    def _on_position(self, at_s: float) -> None:
        self._rests_at_s = at_s
        self._show_place(at_s)
        self.at.emit(at_s)

    def _show_place(self, at_s: float | None) -> None:
        length_s = self._length_s
        share = None if at_s is None or not length_s else min(1.0, at_s / length_s)
        self.strip.show_place(share)
        self.wave.show_place(share)
        clock = self._context.words.clock
        if not length_s:
            self.time.setText("")
        else:
            here = f"{clock(min(at_s, length_s))} / " if at_s is not None else ""
            self.time.setText(f"{here}{clock(length_s)}")

    def set_speed(self, speed: float) -> None:
        """Choose a speed.

        Args:
            speed: One of those that are offered.
        """
        self.speed.setCurrentIndex(SPEEDS.index(speed))

    def _assemble(self) -> None:
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(Space.XS)
        middle.addWidget(self.wave)
        middle.addWidget(self.strip)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(1, 1)
        self._arrange()

    def _arrange(self) -> None:
        grid = self._grid
        for widget in (self.play, self._middle, self.time, self.speed):
            grid.removeWidget(widget)
        grid.addWidget(self.play, 0, 0)
        if self._compact:
            grid.addWidget(self.time, 0, 1)
            grid.addWidget(self._middle, 1, 0, 1, 4)
        else:
            grid.addWidget(self._middle, 0, 1)
            grid.addWidget(self.time, 0, 2)
        grid.addWidget(self.speed, 0, 3)


def read_answer(library: Library, answer: Answer) -> Sound:
    """The sound of an answer and of those to its follow-ups, laid end to end.

    Args:
        library: Where it is.
        answer: With its follow-ups.

    Returns:
        One sound, in which the times of the joined transcript hold; a recording that was not kept is silence.

    Raises:
        SoundFileError: A recording can't be read.
    """
    given = [one for one in with_words(answer) if one.transcript is not None] or [answer]
    if len(given) == 1:
        return read_sound(library.sound_path(given[0]))
    sounds = [read_sound(library.sound_path(one)) if one.sound_file is not None else None for one in given]
    rate_hz = next(sound.rate_hz for sound in sounds if sound is not None)
    pieces: list[NDArray[np.float32]] = []
    for one, sound in zip(given, sounds, strict=True):
        length_s = one.transcript.duration_s if one.transcript is not None else 0.0
        frames = np.zeros(round(length_s * rate_hz), np.float32)
        if sound is not None:
            samples = resample(sound, rate_hz).samples[: len(frames)]
            frames[: len(samples)] = samples
        pieces.append(frames)
    return Sound(np.concatenate(pieces), rate_hz)


def _peaks(library: Library, answer: Answer) -> NDArray[np.float32]:
    return overview(read_answer(library, answer).samples, BUCKETS)
