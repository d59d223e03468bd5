"""Two attempts at one question side by side: what was gained, what was lost, both to be read and played."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.feedback.compare import Comparison, compare
from coach.feedback.quotes import may_quote
from coach.model.joined import joined_answer
from coach.model.message import Message
from coach.model.score import AnswerScore, StarPart
from coach.model.session import Answer
from coach.reports.answers import build_section, quote_of
from ui.context import Context
from ui.theme import Space
from ui.widgets.answer.answer_text import AnswerText
from ui.widgets.answer.player_bar import PlayerBar
from ui.widgets.answer.timeline import timeline
from ui.widgets.parts import card, label

COMPACT_WIDTH = 440
"""Of a column at the usual size of the text; below it the wave makes room for the words."""


class AttemptColumn(QWidget):
    """One of the two: when it was, its sound, its words.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.heading = label("", "strong", wrap=True)
        self.bar = PlayerBar(context)
        self.text = AnswerText(context)
        self.text.play_asked.connect(self.bar.play_from)
        self.bar.at.connect(self.text.mark)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        inside = card(self.heading, self.bar, self.text)
        layout = inside.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretchFactor(self.text, 1)
        column.addWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The strip gets a line of its own where there is little room."""
        super().resizeEvent(event)
        self.bar.set_compact(self.width() < self._context.theme.scaled(COMPACT_WIDTH))

    def show_answer(self, answer: Answer) -> None:
        """Show an attempt.

        Args:
            answer: With its scores.
        """
        context = self._context
        section = build_section(answer, 1, context.words)
        day = context.words.date(answer.recorded_at)
        heading = context.say(
            "ui.answer.attempt_of", day=day, time=context.words.time_of_day(answer.recorded_at)
        )
        self.heading.setText(heading)
        self.text.setAccessibleName(heading)
        self.bar.show_answer(answer, timeline(joined_answer(answer), section))
        heard = joined_answer(answer).transcript
        timed = heard is not None and (answer.score is None or answer.score.text == heard.text)
        self.text.show_text(section.passages, heard.words if heard is not None and timed else ())
        self.text.set_playable(self.bar.play.isEnabled())


class CompareView(QWidget):
    """An earlier attempt on the left, a later one on the right, and above them what changed.

    Signals:
        left(): Back to the one answer.

    Args:
        context: What it may use.
    """

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.back = QPushButton(context.say("ui.answer.compare_back"))
        self.back.clicked.connect(self._leave)
        self.moved = label("", "strong", wrap=True)
        self.gained = label("", "", wrap=True)
        self.lost = label("", "", wrap=True)
        self.before, self.after = AttemptColumn(context), AttemptColumn(context)
        # Only one of the two is heard at a time.
        self.before.bar.player.started.connect(self.after.bar.stop)
        self.after.bar.player.started.connect(self.before.bar.stop)
        head = QHBoxLayout()
        head.setSpacing(Space.L)
        head.addWidget(self.moved, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        both = QHBoxLayout()
        both.setSpacing(Space.L)
        both.addWidget(self.before, 1)
        both.addWidget(self.after, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self.gained)
        column.addWidget(self.lost)
        column.addLayout(both, 1)

    def show_attempts(self, one: Answer, other: Answer) -> None:
        """Show two attempts.

        Args:
            one: Any of the two.
            other: The other one; the earlier is shown on the left.
        """
        before, after = sorted((one, other), key=lambda answer: answer.recorded_at)
        self.before.show_answer(before)
        self.after.show_answer(after)
        for shown in (self.gained, self.lost):
            shown.hide()
        if before.score is None or after.score is None:
            self.moved.setText(self._context.say("ui.answer.compare_unscored"))
            return
        found = compare(before.score, after.score)
        self._show_levels(found)
        self._show_heard(self.gained, "gained", found.gained, after.score)
        self._show_heard(self.lost, "lost", found.lost, before.score)

    @property
    def bar(self) -> PlayerBar:
        """Plays the attempt that the keyboard is in; the later one when it is in neither."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.before.isAncestorOf(focused)
        return (self.before if inside else self.after).bar

    def stop(self) -> None:
        """Be silent."""
        self.before.bar.stop()
        self.after.bar.stop()

    def _show_levels(self, found: Comparison) -> None:
        say = self._context.say
        moved = [
            say(
                "ui.practice.compare.level",
                dimension=say(f"dimension.short.{one.dimension.value}"),
                before=one.before,
                after=one.after,
            )
            for one in found.levels
            if one.before != one.after
        ]
        self.moved.setText(" · ".join(moved) if moved else say("ui.answer.compare_same"))

    def _show_heard(self, line: QLabel, kind: str, what: tuple[Message, ...], score: AnswerScore) -> None:
        if what:
            said = tuple(self._with_quote(one, score) for one in what)
            text = self._context.say(f"ui.practice.compare.{kind}", what=said)
            line.setText(text)
            line.show()

    def _with_quote(self, what: Message, score: AnswerScore) -> str:
        """What was heard, with the first words that show it."""
        said = self._context.say.message(what)
        part = what.id.rsplit(".", 1)[-1]
        if part not in set(StarPart):
            return said
        shown = next((one.span for one in score.star.evidence if one.label == part), None)
        if shown is None or not may_quote(score, shown):
            return said
        quoted = quote_of(score, shown, self._context.words).text
        return f"{said} {self._context.say('ui.practice.feedback.quote', text=quoted)}"

    @Slot()
    def _leave(self) -> None:
        self.stop()
        self.left.emit()
