"""One question of an interview, while it is asked and answered."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coach.model.session import Mode
from coach.model.transcript import Caption
from coach.practice.values import Interview, State, Turn
from coach.scoring.delivery import target_length_s
from ui.a11y import announce, tab_order
from ui.context import Context
from ui.pages.practice.answer_edit import AnswerEdit
from ui.pages.practice.captions import Captions
from ui.pages.practice.interview_keys import InterviewKeys
from ui.pages.practice.presenter import Live
from ui.pages.practice.setup import Begun
from ui.pages.practice.stage import Stage
from ui.pages.practice.steps import ProgressSteps
from ui.theme import Space, set_state
from ui.widgets.parts import label
from ui.widgets.wave import LiveWave

WAITING = frozenset({State.TRANSCRIBING, State.SCORING})
BEFORE_ANSWER = frozenset({State.ASKING, State.THINKING})
SILENT_FROM_S = 4.0
"""Seconds of an answer before silence is spoken of."""


class InterviewView(QWidget):
    """The question, the wave, the time and the keys.

    Signals:
        typed(str): The typed answer is finished.

    Args:
        context: What it may use.
        keys: The buttons and what they do.
    """

    typed = Signal(str)

    def __init__(self, context: Context, keys: InterviewKeys) -> None:
        super().__init__()
        self._context = context
        self.keys = keys
        self._interview: Interview | None = None
        self._turn: Turn | None = None
        self._target_s: tuple[int, int] | None = None
        self._build()
        self._assemble()

    def begin(self, begun: Begun) -> None:
        """Another interview begins.

        Args:
            begun: Its session.
        """
        self._turn = None
        self._interview = None
        self._name.setText(begun.title)
        self.captions_on.setChecked(begun.setup.captions)
        self.edit.clear()

    def show_interview(self, interview: Interview) -> None:
        """Show where the interview is.

        Args:
            interview: Where.
        """
        before, self._interview = self._interview, interview
        if interview.turn != self._turn:
            self._show_question(interview)
        typed = interview.typed and interview.state not in WAITING
        if typed != self.edit.isVisibleTo(self):
            self._middle.setCurrentWidget(self.edit if typed else self._speaking)
            self.edit.setVisible(typed)
        if before is None or (before.state, before.turn, before.typed) != (
            interview.state,
            interview.turn,
            interview.typed,
        ):
            # What goes on behind, such as an earlier answer being scored, leaves the focus where it is.
            (self.edit if typed else self.stage).setFocus()
        self.keys.show_state(interview)
        state = interview.state
        self._dot.setVisible(state is State.RECORDING and not typed)
        self.wave.set_paused(state is not State.RECORDING)
        self.share.setVisible(state in WAITING)
        # What is typed needs none, and what waits has no words to come.
        self.captions_on.setVisible(not interview.typed and state not in WAITING)
        self.steps.set_steps(len(interview.questions), interview.turn.position, 0.0)
        if before is None or before.state is not state:
            self._say_state(interview)

    def show_live(self, live: Live) -> None:
        """Show what changes from one moment to the next.

        Args:
            live: Level, seconds and share.
        """
        interview = self._interview
        if interview is None:
            return
        words = self._context.words
        self._show_question_so_far(live, interview)
        match interview.state:
            case State.THINKING:
                self._set_text(self._time, words.clock(live.thinking_left_s + 0.5))
            case State.RECORDING if not interview.typed:
                if live.level is not None:
                    self.wave.push(live.level.peak)
                self._show_time(live.elapsed_s, len(interview.questions), interview.turn)
                silent = live.level is not None and live.level.silent
                # Whoever takes a breath first is not told of it: some microphones give nothing until then.
                self._show_aim(live.elapsed_s, silent=silent and live.elapsed_s >= SILENT_FROM_S)
                if self.captions_on.isChecked():
                    self.captions.show_caption(live.caption)
            case State.TRANSCRIBING:
                self.share.setRange(0, 100)
                self.share.setValue(round(100 * live.transcribed))
            case State.SCORING:
                self.share.setRange(0, 0)
            case _:
                pass

    @property
    def question_text(self) -> str:
        """The question as it is shown."""
        return self.stage.question

    @property
    def state_text(self) -> str:
        """What is said under the wave."""
        return f"{self._time.text()} {self._state.text()}".strip()

    def _show_question(self, interview: Interview) -> None:
        self._turn = interview.turn
        self._target_s = target_length_s(interview.question)
        say, question = self._context.say, interview.question
        number = say(
            "ui.practice.interview.number",
            number=interview.turn.position + 1,
            count=len(interview.questions),
        )
        if interview.turn.attempt > 1:
            number = say("ui.practice.interview.attempt", number=number, attempt=interview.turn.attempt)
        if interview.asker:
            number = say("cli.practice.asked_by", number=number, name=interview.asker)
        self.captions.show_caption(Caption())
        self._only_heard = False
        self._share = 0.0
        if interview.follow_up is not None:
            number = say("cli.practice.follow_up", number=number)
            self._target_s = None
            self.stage.show_question(number, say.message(interview.follow_up), "")
            self._clear()
            return
        parts = tuple(part.text for part in question.parts)
        line = (
            say("ui.practice.interview.parts", n=len(parts), parts=" · ".join(parts))
            if len(parts) > 1
            else ""
        )
        self.stage.show_question(number, question.text, line)
        self._clear()

    def _clear(self) -> None:
        self.wave.clear()
        self.edit.clear()
        self._on_text()
        self._set_text(self._time, "")

    def _show_question_so_far(self, live: Live, interview: Interview) -> None:
        """The text appears as it is spoken; in a listening drill it does not."""
        if interview.follow_up is None and live.only_heard != self._only_heard:
            self._only_heard = live.only_heard
            hidden = self._context.say("ui.practice.interview.hidden")
            shown = hidden if live.only_heard else interview.question.text
            self.stage.show_text(shown, hidden=live.only_heard)
        # Once shown, words stay, also while the question is spoken again.
        asking = interview.state is State.ASKING and not self._only_heard
        self._share = max(self._share, live.spoken if asking else 1.0)
        self.stage.reveal(self._share)
        if interview.state is State.ASKING:
            # The first question waits for the voice to be loaded; an empty sheet alone says nothing.
            name = "asking" if live.spoken > 0.0 else "coming"
            self._set_text(self._state, self._context.say(f"ui.practice.interview.state.{name}"))

    def _say_state(self, interview: Interview) -> None:
        say, state = self._context.say, interview.state
        if interview.deciding and interview.mode is Mode.INTERVIEW:
            state = State.TRANSCRIBING  # the interviewer listens to what was said, whatever is done behind
        name = (
            "deciding"
            if interview.deciding and interview.mode is Mode.INTERVIEW
            else f"{state}_typed"
            if interview.typed and state in {State.RECORDING}
            else "lost"
            if interview.lost and state is State.PAUSED
            else str(state)
        )
        text = ""
        if state is State.RECORDING and not interview.typed:
            self._show_time(0.0, len(interview.questions), interview.turn)
            self._show_aim(0.0, silent=False)
            return
        if state in {State.ASKING, State.THINKING, State.PAUSED, State.RECORDING} | WAITING:
            text = say(f"ui.practice.interview.state.{name}")
        if state is not State.PAUSED:
            self._set_text(self._time, "")
        self._state.setText(text)
        set_state(self._state, "role", "muted")
        if state in WAITING | {State.PAUSED}:
            announce(self, text)

    def _show_time(self, elapsed_s: float, count: int, turn: Turn) -> None:
        limit_s = self._interview.limit_s if self._interview is not None else None
        shown_s = elapsed_s if limit_s is None else max(0.0, limit_s - elapsed_s)
        self._set_text(self._time, self._context.words.clock(shown_s))
        longest = self._target_s[1] if self._target_s else 120
        self.steps.set_steps(count, turn.position, min(1.0, elapsed_s / longest))

    def _show_aim(self, elapsed_s: float, *, silent: bool) -> None:
        say, words = self._context.say, self._context.words
        if silent:
            self._set_text(self._state, say("ui.practice.interview.silent"))
        elif self._interview is not None and self._interview.limit_s is not None:
            limit = words.clock(self._interview.limit_s)
            self._set_text(self._state, say("ui.practice.interview.limit", limit=limit))
        elif self._target_s is None:
            self._set_text(self._state, say("ui.practice.interview.state.recording"))
        else:
            shortest, longest = (words.clock(seconds) for seconds in self._target_s)
            past = elapsed_s > self._target_s[1]
            key = "ui.practice.interview.past" if past else "ui.practice.interview.aim"
            self._set_text(self._state, say(key, shortest=shortest, longest=longest))
        set_state(self._state, "role", "wrong" if silent else "muted")

    def _set_text(self, where: QLabel, text: str) -> None:
        if where.text() != text:
            where.setText(text)
            where.setVisible(bool(text))

    def _build(self) -> None:
        say, theme = self._context.say, self._context.theme
        self._name = label("", "small")
        self.steps = ProgressSteps(theme, say)
        self.stage = Stage(say)
        self.wave = LiveWave(theme, say)
        self.edit = AnswerEdit()
        self.edit.setAccessibleName(say("ui.practice.interview.edit"))
        self.edit.setPlaceholderText(say("ui.practice.interview.edit_hint"))
        self.edit.done.connect(self._on_typed)
        self.edit.textChanged.connect(self._on_text)
        self._dot = label("●", "wrong")
        self._time = label("", "strong")
        self._time.hide()
        self._state = label("", "muted", wrap=True)
        self.captions = Captions()
        self.captions.hide()
        self.captions_on = QPushButton(say("ui.practice.interview.captions"))
        self.captions_on.setProperty("kind", "chip")
        self.captions_on.setCheckable(True)
        self.captions_on.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.captions_on.toggled.connect(self.captions.setVisible)
        self._only_heard = False
        self._share = 0.0
        self.share = QProgressBar()
        self.share.setTextVisible(False)
        self.share.setAccessibleName(say("ui.practice.interview.share"))
        self.share.setMaximumWidth(320)
        self.keys.done_typing.clicked.connect(self._on_typed)

    def _assemble(self) -> None:
        head = QHBoxLayout()
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(self._name)
        left.addWidget(self.steps)
        head.setSpacing(Space.L)
        head.addLayout(left, 1)
        head.addWidget(self.keys.end)
        self._speaking = QWidget()
        speaking = QVBoxLayout(self._speaking)
        speaking.setContentsMargins(0, 0, 0, 0)
        speaking.addStretch(1)
        speaking.addWidget(self.captions)
        speaking.addWidget(self.wave)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._speaking)
        self._middle.addWidget(self.edit)
        self.edit.setVisible(False)
        foot = QHBoxLayout()
        foot.setSpacing(Space.M)
        foot.addWidget(self._dot)
        foot.addWidget(self._time)
        foot.addWidget(self._state, 1)
        foot.addWidget(self.share, 1)
        foot.addWidget(self.captions_on)
        self.stage.add(self._middle, foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL, Space.PAGE, Space.XXL)
        layout.setSpacing(Space.L)
        layout.addLayout(head)
        layout.addWidget(self.stage, 1)
        layout.addWidget(self.keys)
        keys = self.keys
        tab_order(
            self.stage, self.edit, self.captions_on, keys.repeat, keys.start_over, keys.skip, keys.pause
        )
        tab_order(keys.pause, keys.done, keys.done_typing, keys.end_no, keys.end_yes, keys.end)

    @Slot()
    def _on_text(self) -> None:
        self.keys.done_typing.setEnabled(bool(self.edit.toPlainText().strip()))

    @Slot()
    def _on_typed(self) -> None:
        if self._interview is not None and self._interview.typed:
            self.typed.emit(self.edit.toPlainText())
