"""One interview in the terminal: pumps the runner, shows where it is, and takes what is typed."""

import time
from collections.abc import Callable, Mapping

from rich.console import Console
from rich.live import Live
from rich.text import Text

from coach.cli.keys import TypedLines
from coach.cli.output import Output
from coach.cli.show import question_panel, section
from coach.model.message import Message, message
from coach.model.question import Question
from coach.model.session import Mode
from coach.practice.runner import Runner
from coach.practice.values import (
    Begin,
    Done,
    End,
    Event,
    Interview,
    Next,
    Pause,
    Repeat,
    Resume,
    Skip,
    StartOver,
    State,
    TryAgain,
    Turn,
)
from coach.reports.answers import build_section

TICK_S = 0.03
METER_COLUMNS = 12

ANSWERING_KEYS: Mapping[str, Event] = {
    "": Done(),
    "r": Repeat(),
    "o": StartOver(),
    "s": Skip(),
    "p": Pause(),
    "q": End(),
}
PAUSED_KEYS: Mapping[str, Event] = {**ANSWERING_KEYS, "": Resume(), "p": Resume(), "d": Done()}
REVIEW_KEYS: Mapping[str, Event] = {"": Next(), "t": TryAgain(), "q": End()}


class TerminalInterview:
    """Shows one interview and hands on what is typed.

    Args:
        runner: The interview.
        output: Where it is shown.
        lines: What is typed; None when recordings are the answers, and nothing is waited for.
        target_s: Shortest and longest sensible answer in seconds; None where it does not matter.
    """

    def __init__(
        self,
        runner: Runner,
        output: Output,
        lines: TypedLines | None,
        target_s: Callable[[Question], tuple[int, int] | None],
    ) -> None:
        self._runner = runner
        self._output = output
        self._words = output.words
        self._lines = lines
        self._target_s = target_s
        self._shown: tuple[State, Turn, bool] | None = None
        self._typed: list[str] = []
        self._trouble: Message | None = None

    def run(self) -> None:
        """Hold the interview to its end.

        Raises:
            KnownError: The interview can't go on; what was recorded is kept.
            KeyboardInterrupt: The person broke it off; what was recorded is kept.
        """
        self._runner.post(Begin())
        console = self._output.err
        with Live(console=console, refresh_per_second=10, transient=True, auto_refresh=False) as live:
            while not self._runner.settled:
                self._runner.pump()
                self._show_change(console)
                self._take_line()
                if console.is_terminal:
                    live.update(self._status_line(), refresh=True)
                time.sleep(TICK_S)

    # What is shown.

    def _show_change(self, console: Console) -> None:
        interview = self._runner.interview
        now = (interview.state, interview.turn, interview.typed)
        if interview.trouble is not None and interview.trouble != self._trouble:
            self._output.say(interview.trouble, style="red")
        self._trouble = interview.trouble
        if now == self._shown:
            return
        before, self._shown = self._shown, now
        match interview.state:
            case State.ASKING if before is None or before[1] != interview.turn:
                self._show_question(console, interview)
            case State.RECORDING if self._lines is not None:
                self._output.say(message("cli.practice.type" if interview.typed else "cli.practice.speak"))
            case State.PAUSED:
                self._output.say(message("cli.practice.lost" if interview.lost else "cli.practice.paused"))
            case State.TRANSCRIBING if not interview.typed and (
                interview.mode is Mode.COACH or interview.is_last
            ):
                self._output.say(message("cli.practice.writing_down"), style="dim")
            case State.REVIEWED:
                self._show_review(console, interview)
            case _:
                pass

    def _show_question(self, console: Console, interview: Interview) -> None:
        number = message(
            "cli.practice.question", number=interview.turn.position + 1, count=len(interview.questions)
        )
        if interview.asker:
            number = message("cli.practice.asked_by", number=number, name=interview.asker)
        if interview.follow_up is not None:
            following = message("cli.practice.follow_up", number=number)
            console.print(
                question_panel(self._words.text(following), self._words.text(interview.follow_up), "")
            )
            return
        lead = self._runner.lead
        if lead:
            console.print(Text(lead, style="italic"))
        hidden = self._runner.only_heard and self._lines is not None
        text = self._words.text(message("cli.practice.hidden")) if hidden else interview.question.text
        console.print(question_panel(self._words.text(number), text, self._aim(interview)))

    def _aim(self, interview: Interview) -> str:
        if interview.limit_s is not None:
            limit = self._words.clock(interview.limit_s)
            return self._words.text(message("cli.practice.limit", limit=limit))
        target_s = self._target_s(interview.question)
        if target_s is None:
            return ""
        shortest, longest = (self._words.clock(seconds) for seconds in target_s)
        return self._words.text(message("cli.practice.aim", shortest=shortest, longest=longest))

    def _show_review(self, console: Console, interview: Interview) -> None:
        result = self._runner.result(interview.turn)
        if result is not None:
            console.print(
                section(
                    build_section(result, interview.turn.position + 1, self._words),
                    self._words.text(message("cli.legend")),
                )
            )
        if self._lines is None:
            self._runner.post(Next())
        else:
            self._output.say(message("cli.practice.last" if interview.is_last else "cli.practice.next"))

    def _status_line(self) -> Text:
        interview = self._runner.interview
        if interview.state is State.THINKING:
            return self._text(
                message("cli.practice.thinking", seconds=self._words.clock(self._runner.thinking_left_s()))
            )
        if interview.state in {State.RECORDING, State.PAUSED} and not interview.typed:
            level = self._runner.level()
            filled = round(METER_COLUMNS * min(1.0, level.peak * 1.5)) if level else 0
            meter = "▮" * filled + "▯" * (METER_COLUMNS - filled)
            elapsed_s = self._runner.elapsed_s()
            left_s = None if interview.limit_s is None else max(0.0, interview.limit_s - elapsed_s)
            elapsed = self._words.clock(elapsed_s if left_s is None else left_s)
            return self._text(message("cli.practice.recording", elapsed=elapsed, meter=meter))
        if interview.state is State.TRANSCRIBING:
            share = self._words.percent(self._runner.transcribed_share(interview.turn))
            return self._text(message("cli.practice.transcribing", share=share))
        if interview.state is State.SCORING:
            return self._text(message("cli.practice.scoring"))
        return Text()

    def _text(self, content: Message) -> Text:
        return Text(self._words.text(content))

    # What is typed.

    def _take_line(self) -> None:
        interview = self._runner.interview
        if self._lines is None:
            # A recording is over as soon as it is listened to.
            if interview.state is State.RECORDING:
                self._runner.post(Done())
            return
        line = self._lines.next()
        if line is None:
            if self._lines.over and interview.state is not State.ENDED and not interview.ending:
                self._runner.post(End())
            return
        if interview.typed and interview.state in {State.ASKING, State.THINKING, State.RECORDING}:
            self._take_typed(line)
            return
        keys = {State.REVIEWED: REVIEW_KEYS, State.PAUSED: PAUSED_KEYS}.get(interview.state, ANSWERING_KEYS)
        event = keys.get(line.strip().lower())
        if event is not None:
            self._runner.post(event)
        else:
            self._output.say(message("cli.practice.unknown_key", key=line.strip()))

    def _take_typed(self, line: str) -> None:
        """A typed answer ends with an empty line; a single letter alone is a key."""
        if not self._typed and line.strip().lower() in {"s", "q"}:
            self._runner.post(Skip() if line.strip().lower() == "s" else End())
            return
        if line.strip():
            self._typed.append(line.strip())
            return
        if self._typed:
            text, self._typed = " ".join(self._typed), []
            self._runner.post(Done(text))
