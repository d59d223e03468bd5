"""What was said in an answer: read whole or clean, corrected word by word, compared with what was heard."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coach.feedback.compare import compare
from coach.model.joined import joined_answer
from coach.model.score import AnswerScore
from coach.model.session import Answer
from coach.model.transcript import Transcript
from coach.practice.rescoring import is_old
from coach.reports.document import AnswerSection, Passage, Run
from ui.a11y import announce
from ui.context import Context
from ui.theme import Space
from ui.widgets.answer.answer_text import AnswerText
from ui.widgets.answer.corrector import Corrector
from ui.widgets.answer.reading import Reading, clean_reading, whole_reading
from ui.widgets.answer.word_editor import WordEditor
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import label


class TranscriptView(QWidget):
    """The words of an answer and what can be done with them.

    Signals:
        play_asked(float): From which second it is to be heard.
        changed(Answer): It was corrected and scored anew.

    Args:
        context: What it may use.
    """

    play_asked = Signal(float)
    changed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._answer: Answer | None = None
        self._heard: Transcript | None = None
        self._passages: tuple[Passage, ...] = ()
        self._playable = False
        self._reading = Reading((), (), ())
        self.corrector = Corrector(context, self)
        self.text = AnswerText(context)
        self.editor = WordEditor(context, self.text.viewport())
        self.clean = self._button("clean", checkable=True)
        self.heard = self._button("heard", checkable=True)
        self.left_out = self._button("left_out", checkable=True)
        self.undo = self._button("undo")
        self.revert = self._button("revert")
        self.again = self._button("again")
        self.filtered = label("", "small", wrap=True)
        self.said = label("", "strong", wrap=True)
        self._undo_key = QShortcut(QKeySequence.StandardKey.Undo, self)
        self._undo_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._assemble()
        self._connect()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can be reached by Tab, in order."""
        return (self.text, self.clean, self.left_out, self.heard, self.undo, self.revert, self.again)

    def show_answer(self, answer: Answer, section: AnswerSection, *, playable: bool) -> None:
        """Show an answer.

        Args:
            answer: With its follow-ups, as far as they were heard.
            section: The same, worded.
            playable: Whether its sound is there.
        """
        if self._answer is None or self._answer.id != answer.id:
            self.said.hide()
            self.clean.setChecked(False)
            self.left_out.setChecked(False)
        self.heard.setChecked(False)
        self.corrector.look_at(answer)
        self._answer, self._passages, self._playable = answer, section.passages, playable
        heard, score = joined_answer(answer).transcript, answer.score
        # A word's times count only while its text is the one that is shown.
        self._heard = heard if heard is not None and (score is None or score.text == heard.text) else None
        self._show_filtered(heard)
        self._show_text()
        self._show_state()

    def _button(self, name: str, *, checkable: bool = False) -> QPushButton:
        made = QPushButton(
            self._context.say("ui.answer.left_out", n=0)
            if name == "left_out"
            else self._context.say(f"ui.answer.{name}")
        )
        made.setToolTip(self._context.say(f"ui.answer.{name}_tip"))
        made.setProperty("kind", "chip")
        made.setCheckable(checkable)
        return made

    @Slot()
    def _show_text(self) -> None:
        clean = self.clean.isChecked() and self._heard is not None
        if clean and self._heard is not None:
            self._reading = clean_reading(self._passages, self._heard)
        else:
            self._reading = whole_reading(self._passages, self._heard)
        self.text.show_text(self._reading.passages, self._reading.words)
        self.text.set_playable(self._playable)

    def _show_state(self) -> None:
        """Which buttons make sense now."""
        answer, busy = self._answer, self.corrector.busy
        heard = self._heard is not None and bool(self._heard.words)
        was_corrected = answer is not None and any(one.corrected for one in (answer, *answer.follow_ups))
        self.clean.setVisible(heard)
        self.heard.setVisible(was_corrected)
        self.revert.setVisible(was_corrected)
        self.undo.setVisible(self.corrector.can_undo)
        self.again.setVisible(answer is not None and is_old(answer.score))
        for button in (self.revert, self.undo, self.heard, self.again):
            button.setEnabled(not busy)
        self.text.set_correctable(heard and not busy and not self.heard.isChecked())

    def _show_filtered(self, heard: Transcript | None) -> None:
        found = heard.filtered if heard is not None else ()
        say, clock = self._context.say, self._context.words.clock
        self.left_out.setText(say("ui.answer.left_out", n=len(found)))
        self.left_out.setVisible(bool(found))
        lines = [
            say("ui.answer.left_out_line", at=clock(one.start_s), text=one.text, reason=one.reason)
            for one in found
        ]
        self.filtered.setText("\n".join(lines))
        self.filtered.setVisible(bool(found) and self.left_out.isChecked())

    @Slot(bool)
    def _toggle_filtered(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        self.filtered.setVisible(shown)

    @Slot(bool)
    def _toggle_heard(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        if shown and self._answer is not None:
            self.corrector.read_raw(self._answer)
        else:
            self._show_text()
        self._show_state()

    @Slot(object)
    def _show_raw(self, heard: Transcript) -> None:
        if self.heard.isChecked():
            passage = Passage(part="", label="", runs=(Run(text=heard.text),))
            self.text.show_text((passage,), heard.words)

    @Slot(int)
    def _edit(self, index: int) -> None:
        if 0 <= index < len(self._reading.words):
            word = self._reading.words[index]
            self.editor.edit(index, word.text, partial(self.text.place_of_word, index))

    @Slot(int, str)
    def _correct(self, index: int, text: str) -> None:
        if self._answer is not None and index < len(self._reading.indices):
            first = self._reading.indices[index]
            self.corrector.correct(self._answer, first, first + 1, text)

    @Slot()
    def _undo(self) -> None:
        if self._answer is not None:
            self.corrector.undo(self._answer)

    @Slot()
    def _revert(self) -> None:
        if self._answer is not None:
            self.corrector.revert(self._answer)

    @Slot()
    def _again(self) -> None:
        if self._answer is not None:
            self.corrector.score_again(self._answer)

    @Slot(bool)
    def _on_working(self, working: bool) -> None:  # noqa: FBT001 - a slot
        if working:
            self._tell(self._context.say("ui.answer.scoring"))
        self._show_state()

    @Slot(object)
    def _on_changed(self, after: Answer) -> None:
        before = self._answer.score if self._answer is not None else None
        said = what_changed(before, after.score, self._context)
        self.changed.emit(after)
        self._tell(said)

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self.said, text)

    def _connect(self) -> None:
        self.text.play_asked.connect(self.play_asked)
        self.text.edit_asked.connect(self._edit)
        self.editor.done.connect(self._correct)
        self.editor.left.connect(self.text.setFocus)
        self.clean.toggled.connect(self._show_text)
        self.left_out.toggled.connect(self._toggle_filtered)
        self.heard.toggled.connect(self._toggle_heard)
        self.undo.clicked.connect(self._undo)
        self._undo_key.activated.connect(self._undo)
        self.revert.clicked.connect(self._revert)
        self.again.clicked.connect(self._again)
        self.corrector.working.connect(self._on_working)
        self.corrector.changed.connect(self._on_changed)
        self.corrector.raw_read.connect(self._show_raw)

    def _assemble(self) -> None:
        bar = QWidget()
        flow = FlowLayout(Space.S, bar)
        for button in self.controls[1:]:
            flow.addWidget(button)
        self.said.hide()
        self.filtered.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.said)
        column.addWidget(self.text, 1)
        column.addWidget(self.filtered)
        column.addWidget(bar)


def what_changed(before: AnswerScore | None, after: AnswerScore | None, context: Context) -> str:
    """What a correction did to the scores.

    Args:
        before: As it was.
        after: As it is now.
        context: For the words.

    Returns:
        A line: which levels moved, and what is counted otherwise now.
    """
    say = context.say
    if before is None or after is None:
        return say("ui.answer.corrected")
    moved = [
        say(
            "ui.practice.compare.level",
            dimension=say(f"dimension.short.{one.dimension.value}"),
            before=one.before,
            after=one.after,
        )
        for one in compare(before, after).levels
        if one.before != one.after
    ]
    old = {one.name: one.value for one in before.delivery.measures}
    for one in after.delivery.measures:
        was = old.get(one.name)
        if (
            one.name in ("fillers", "words")
            and one.value is not None
            and was is not None
            and was != one.value
        ):
            moved.append(say(f"ui.answer.count_{one.name}", before=round(was), after=round(one.value)))
    return say("ui.answer.changed", what=" · ".join(moved)) if moved else say("ui.answer.unchanged")
