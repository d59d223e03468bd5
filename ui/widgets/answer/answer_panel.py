"""One answer with its feedback: what was said on the left, what was found on the right."""

import shiboken6
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from coach.model.joined import joined_answer
from coach.model.session import Answer
from coach.reports.answers import build_section
from coach.reports.document import AnswerSection
from ui.context import Context
from ui.theme import Space
from ui.widgets.answer.attempts import Attempts
from ui.widgets.answer.compare_view import CompareView
from ui.widgets.answer.findings import Findings
from ui.widgets.answer.player_bar import PlayerBar
from ui.widgets.answer.retry import RetryButton
from ui.widgets.answer.timeline import timeline
from ui.widgets.answer.transcript_view import TranscriptView
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import card, label, scrolled

FINDINGS_WIDTH = 340
"""Room for the name of a dimension, its bar and its level, at the usual size of the text."""

FINDINGS_SHARE = 0.45
"""At most so much of the width, as with large text in a small window: the words are what it is about."""

COMPACT_WIDTH = 800
"""Below it, at the usual size of the text, whatever is told beside the words makes room for them."""


class AnswerPanel(QWidget):
    """One answer; plays it, whole or from a word or a quote; its words can be corrected.

    Signals:
        changed(Answer): It was corrected and scored anew; it is shown already.

    Args:
        context: What it may use.
    """

    changed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._number = 1
        self.bar = PlayerBar(context)
        self.player, self.play, self.strip = self.bar.player, self.bar.play, self.bar.strip
        self.transcript = TranscriptView(context)
        self.text = self.transcript.text
        self.transcript.play_asked.connect(self.play_from)
        self.transcript.changed.connect(self._on_changed)
        self.bar.at.connect(self.text.mark)
        self.attempts = Attempts(context)
        self.attempts.chosen.connect(self.compare_with)
        self.comparison = CompareView(context)
        self.comparison.left.connect(self._back)
        self._answer: Answer | None = None
        self.findings = Findings(context)
        self.findings.play_asked.connect(self._play_quote)
        self._parts = label("", "small", wrap=True)
        self._legend = label("", "small", wrap=True)
        self.retry = RetryButton(context)
        self.retry.changed.connect(self._on_changed)
        self._compact = False
        self._came_from: QWidget | None = None
        self._measures = QWidget()
        self._measure_flow = FlowLayout(Space.S, self._measures)
        self._assemble()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can be reached by Tab, in order."""
        words = (*self.bar.controls, self.attempts, *self.transcript.controls)
        return (*words, *self.findings.controls, self.retry)

    @property
    def chips(self) -> tuple[str, ...]:
        """What is said of the delivery, such as words a minute."""
        items = (self._measure_flow.itemAt(index) for index in range(self._measure_flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(widget.text() for widget in widgets if isinstance(widget, QLabel))

    def show_answer(self, answer: Answer, section: AnswerSection) -> None:
        """Show an answer.

        Args:
            answer: With its transcript and scores, as far as it has them, and with its follow-ups.
            section: The same, worded.
        """
        self._number, self._answer = section.number, answer
        self._back()
        self.attempts.look(answer)
        self.bar.show_answer(answer, timeline(joined_answer(answer), section))
        self.transcript.show_answer(answer, section, playable=self.play.isEnabled())
        self._parts.setText(" · ".join(section.parts_line))
        self._parts.setVisible(bool(section.parts_line))
        self._legend.setText(section.legend)
        self._legend.setVisible(bool(section.legend))
        self._show_measures(section.measures_line)
        self.bar.strip.setAccessibleDescription(self._parts.text())
        self.findings.show_answer(answer, section)
        self.retry.look_at(answer)
        # Where nothing was said, as in a question that was skipped, there is no empty sheet either.
        self.transcript.setVisible(bool(section.passages))
        self._spoken.setVisible(bool(section.passages) or self.play.isEnabled())
        top = Qt.AlignmentFlag.AlignTop if not section.passages else Qt.AlignmentFlag(0)
        self._row.setAlignment(self._spoken, top)
        self._show_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Make room for the words where there is little."""
        super().resizeEvent(event)
        self._show_room()

    @Slot(float)
    def play_from(self, at_s: float, until_s: float | None = None) -> None:
        """Play the answer.

        Args:
            at_s: From where, in seconds.
            until_s: Until where; None for the end.
        """
        self.bar.play_from(at_s, until_s)

    @Slot()
    def toggle(self) -> None:
        """Play, from where it was paused; or pause."""
        self.bar.toggle()

    @property
    def comparing(self) -> bool:
        """Whether two attempts stand beside each other."""
        return self._views.currentWidget() is self.comparison

    def stop(self) -> None:
        """Be silent."""
        self.bar.stop()
        self.comparison.stop()

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means here.

        Args:
            event: The key; whatever has the focus did not want it.

        Returns:
            Whether it means anything.
        """
        comparing = self.comparing
        if comparing and event.key() == Qt.Key.Key_Escape:
            self.comparison.back.click()
            return True
        if event.key() == Qt.Key.Key_Space:
            bar = self.comparison.bar if comparing else self.bar
            if bar.play.isEnabled():
                bar.toggle()
                return True
        return False

    @Slot(object)
    def compare_with(self, other: Answer) -> None:
        """Show the answer beside another attempt at its question.

        Args:
            other: Earlier or later.
        """
        if self._answer is not None:
            self._came_from = QApplication.focusWidget()
            self.bar.stop()
            self.comparison.show_attempts(self._answer, other)
            self._views.setCurrentWidget(self.comparison)
            self.comparison.back.setFocus()

    @Slot()
    def _back(self) -> None:
        before, self._came_from = self._came_from, None
        self._views.setCurrentWidget(self._single)
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus()

    @Slot(object)
    def _on_changed(self, answer: Answer) -> None:
        self.show_answer(answer, build_section(answer, self._number, self._context.words))
        self.changed.emit(answer)

    @Slot(float, float)
    def _play_quote(self, from_s: float, until_s: float) -> None:
        self.play_from(from_s, until_s)

    def _show_measures(self, measures: tuple[str, ...]) -> None:
        while self._measure_flow.count():
            item = self._measure_flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for text in measures:
            self._measure_flow.addWidget(label(text, "chip"))
        self._measures.setVisible(bool(measures))

    @Slot()
    def _rescale(self) -> None:
        """The text has another size."""
        self._show_room()

    def _show_room(self) -> None:
        """What is told of the whole answer stands around its words, or beside them where there is no room."""
        room = self._context.theme.scaled(FINDINGS_WIDTH)
        self._area.setMinimumWidth(min(room, round(FINDINGS_SHARE * self.width())))
        compact = self.width() < self._context.theme.scaled(COMPACT_WIDTH)
        if compact == self._compact:
            return
        self._compact = compact
        self.bar.set_compact(compact)
        around = (self._parts, self._legend, self._measures)
        if compact:
            for widget in around:
                self._beside.insertWidget(self._beside.count() - 1, widget)
        else:
            self._line.insertWidget(0, self._parts, 1)
            for widget in around[1:]:
                self._column.addWidget(widget)

    def _assemble(self) -> None:
        told = QWidget()
        self._line = QHBoxLayout(told)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._parts, 1)
        self._line.addWidget(self.attempts, 0, Qt.AlignmentFlag.AlignRight)
        self._spoken = card(self.bar, told, self.transcript)
        column = self._spoken.layout()
        if not isinstance(column, QVBoxLayout):
            raise TypeError(column)
        self._column = column
        column.setSpacing(Space.M)
        column.setStretchFactor(self.transcript, 1)
        for widget in (self._legend, self._measures):
            column.addWidget(widget)
        found = QWidget()
        self._beside = QVBoxLayout(found)
        self._beside.setContentsMargins(0, 0, Space.S, 0)
        self._beside.setSpacing(Space.M)
        self._beside.addWidget(self.findings)
        self._beside.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignLeft)
        self._beside.addStretch(1)
        self._single = QWidget()
        self._row = layout = QHBoxLayout(self._single)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addWidget(self._spoken, 5)
        self._area = scrolled(found)
        layout.addWidget(self._area, 3)
        self._rescale()
        self._context.theme.changed.connect(self._rescale)
        self._views = QStackedWidget()
        self._views.addWidget(self._single)
        self._views.addWidget(self.comparison)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)
