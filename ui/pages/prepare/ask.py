"""Questions to ask them, judged as they are typed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from coach.prepare.asking import AskVerdict, JudgedAsk, ask_check
from coach.prepare.kit import Verdict
from ui.context import Context
from ui.pages.prepare.section import Section
from ui.theme import set_state
from ui.widgets.parts import card, label
from ui.widgets.row_editor import Column, Row, RowEditor

_WRONG = frozenset({AskVerdict.EARLY, AskVerdict.PRESUMES, AskVerdict.NO_QUESTION})


class AskSection(Section):
    """The questions, each with what is thought of it.

    Signals:
        practise_asked(str): The plan to practise.

    Args:
        context: What it may use.
    """

    practise_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        self.questions = self.undoable(
            RowEditor(
                (Column(heading=say("ui.prepare.ask.question"), stretch=1),),
                say("ui.prepare.ask.add"),
                say("ui.prepare.ask.heading"),
                say,
            )
        )
        self.questions.changed.connect(self._on_rows)
        self.check = label("", "muted", wrap=True)
        self.practise = QPushButton(say("ui.prepare.ask.practise"))
        self.practise.clicked.connect(self._on_practise)
        panel = card(self.check, self.questions, heading=say("ui.prepare.ask.heading"))
        inside = panel.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addWidget(self.practise, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(panel)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the questions."""
        self.questions.show_rows([(text,) for text in self.preparation.to_ask])

    def show_asks(self, asks: tuple[JudgedAsk, ...]) -> None:
        """Show what is thought of them.

        Args:
            asks: One a question.
        """
        say = self.context.say
        for row, each in zip(self.questions.edited, asks, strict=False):
            about = say(f"cli.ask.class.{each.about}") if each.about is not None else ""
            remark = say.message(each.remark) if each.remark is not None else ""
            said = remark or (about[:1].upper() + about[1:])
            row.say_about(said if str(row.value[0]) == each.text else "", wrong=each.verdict in _WRONG)
        found = ask_check(tuple(each for each in asks if each.text.strip()))
        self.check.setText(say.message(found.found))
        set_state(self.check, "role", "muted" if found.verdict is not Verdict.NO else "wrong")

    @Slot(object)
    def _on_rows(self, rows: tuple[Row, ...]) -> None:
        self.change(to_ask=tuple(str(row[0]) for row in rows))

    @Slot()
    def _on_practise(self) -> None:
        self.practise_asked.emit("your-turn")
