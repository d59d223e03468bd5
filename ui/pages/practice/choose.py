"""Choosing what to practise."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coach.audio.ports import Device
from coach.model.company import Company
from coach.model.message import Message
from coach.model.question import Question
from coach.practice.script import panel_of
from coach.questions.bank import Banks
from coach.questions.plan import Plan, find_plan, length_in_questions
from coach.settings import declared
from ui.a11y import tab_order
from ui.context import Context
from ui.pages.practice.bank_row import ChoiceRow
from ui.pages.practice.how import How
from ui.pages.practice.microphone_card import MicrophoneCard
from ui.pages.practice.next_interview import NextInterview
from ui.pages.practice.setup import Setup
from ui.theme import Space
from ui.widgets.folding import FoldingRow
from ui.widgets.key_button import KeyButton
from ui.widgets.parts import CONTENT_WIDTH, card, divider, label, scrolled

CARDS = ("first-interview", "quick", "prepared", "screening-call", "weakest")
"""Plans with a card of their own; three of them are shown, as fits what the person has."""

ROWS = ("screening-call", "behavioural", "competency", "pitch-30", "your-turn", "listening")
"""Plans in the list; one row leads to both pitches."""

FOR_COMPANY = ("prepared", "pitch-30", "pitch-60", "your-turn")
"""Plans that are practised for the employer that is being prepared for, when there is one."""

LONGEST_SHOWN = 60


class ChooseView(QWidget):
    """What, how, and with which microphone.

    Signals:
        chosen(Setup): This interview is to begin.
        plan_opened(str): The person would like to look at this plan before it begins.
        banks_opened(): The person would like to choose a question bank.
        check_asked(): The person would like to try the microphone.

    Args:
        context: What it may use.
    """

    chosen = Signal(object)
    plan_opened = Signal(str)
    banks_opened = Signal()
    check_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._company: Company | None = None
        self._real: tuple[Question, ...] = ()
        self._abouts: dict[str, QWidget] = {}
        self.start_buttons = [self._start_button(find_plan(plan)) for plan in CARDS]
        self.cards = {
            plan: self._plan_card(find_plan(plan), button)
            for plan, button in zip(CARDS, self.start_buttons, strict=True)
        }
        self.rows = {plan: self._plan_row(find_plan(plan)) for plan in ROWS}
        say = context.say
        self.banks_row = ChoiceRow(say("ui.practice.choose.bank"), "")
        self.banks_row.setObjectName("row_banks")
        self.banks_row.clicked.connect(self.banks_opened)
        self.next_interview = NextInterview(context)
        self.how = How(context)
        self.microphone = MicrophoneCard(context)
        self.microphone.check.clicked.connect(self.check_asked)
        self._assemble()
        self.show_weakest(())

    def setup_for(self, *, plan: str, **more: object) -> Setup:
        """An interview with the "how" as it is chosen now.

        Args:
            plan: Id of the plan.
            **more: As for ``Setup``.

        Returns:
            The interview.
        """
        settings = self._context.settings
        values: dict[str, object] = {
            "plan": plan,
            "manner": self.how.manner,
            "usual": settings.value(declared.PRACTICE_QUESTIONS),
            "length": length_in_questions(settings.value(declared.PRACTICE_LENGTH)),
            "captions": settings.value(declared.PRACTICE_CAPTIONS),
            "panel": settings.value(declared.PRACTICE_PANEL),
        }
        if plan in FOR_COMPANY:
            values |= {"company": self._company, "real": self._real}
        return Setup(**(values | more))  # type: ignore[arg-type]

    def refresh(self) -> None:
        """Show the choices as they are kept, which the Settings page may have changed."""
        self.how.refresh()
        self.next_interview.refresh()

    def show_banks(self, banks: Banks) -> None:
        """Say how many banks and questions there are.

        Args:
            banks: All that can be used.
        """
        own = sum(bank.own for bank in banks.banks)
        self.banks_row.say_about(
            self._context.say(
                "ui.practice.choose.bank_about_own" if own else "ui.practice.choose.bank_about",
                banks=len(banks.banks) - own,
                questions=sum(len(bank.questions) for bank in banks.banks if not bank.own),
                n=own,
            )
        )

    def show_weakest(self, questions: tuple[Question, ...]) -> None:
        """Offer the weakest questions when they are known.

        Args:
            questions: The worst first; empty while nothing is known.
        """
        about = self._abouts["weakest"]
        if questions:
            about.setText(" \u00b7 ".join(_short(question.text) for question in questions))  # type: ignore[attr-defined]
        self.cards["weakest"].setVisible(bool(questions))
        self.cards["screening-call"].setVisible(not questions)
        self.rows["screening-call"].setVisible(bool(questions))

    def show_prepared(self, company: Company | None, real: tuple[Question, ...] = ()) -> None:
        """Offer an interview that was prepared.

        Args:
            company: The employer as noted; None when none is prepared.
            real: Questions from the person's own real interviews.
        """
        self._company, self._real = company, real
        self.how.panel.setVisible(len(panel_of(company)) > 1)
        self.cards["prepared"].setVisible(company is not None)
        self.cards["quick"].setVisible(company is None)

    def show_microphone(self, devices: tuple[Device, ...], state: str) -> None:
        """Say which microphone will listen.

        Args:
            devices: Those that are there, the default first.
            state: What is known of it.
        """
        self.microphone.show_devices(devices, state)

    def show_no_microphone(self, trouble: Message) -> None:
        """Say why no microphone can be used.

        Args:
            trouble: Why.
        """
        self.microphone.show_trouble(trouble)

    @property
    def microphone_text(self) -> str:
        """What is said of the microphone."""
        return self.microphone.text

    def _start_button(self, plan: Plan) -> KeyButton:
        say = self._context.say
        first = plan.id == CARDS[0]
        button = KeyButton(
            say("ui.practice.choose.start"), "Enter" if first else "", self._context.theme, primary=first
        )
        button.setObjectName(f"start_{plan.id}")
        button.setAccessibleName(say("ui.practice.choose.start_plan", plan=plan.title))
        button.clicked.connect(partial(self._start, plan.id))
        return button

    def _start(self, plan: str) -> None:
        self.chosen.emit(self.setup_for(plan=plan))

    def _plan_card(self, plan: Plan, button: KeyButton) -> QFrame:
        say = self._context.say
        about = label(say.message(plan.about), "muted", wrap=True)
        self._abouts[plan.id] = about
        panel = card(label(say.message(plan.title), "card_title"), about, first=plan.id == CARDS[0])
        column = panel.layout()
        if isinstance(column, QVBoxLayout):
            column.addSpacing(Space.S)
            column.addStretch(1)  # so that the buttons of all cards stand in one line
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if plan.id not in {"first-interview", "quick"}:
            panel.hide()  # never shown here: it has no parent yet and would be a window of its own
        return panel

    def _plan_row(self, plan: Plan) -> ChoiceRow:
        say = self._context.say
        if plan.limit_s is not None:
            row = ChoiceRow(say("ui.practice.choose.pitch"), say("ui.practice.choose.pitch_about"))
        else:
            row = ChoiceRow(say.message(plan.title), say.message(plan.about))
        row.setObjectName(f"row_{plan.id}")
        row.clicked.connect(partial(self.plan_opened.emit, plan.id))
        return row

    def _assemble(self) -> None:
        say = self._context.say
        self.plans = FoldingRow(Space.L)
        for panel in self.cards.values():
            self.plans.add(panel)
        listed = card(heading=say("ui.practice.choose.or"))
        lines = listed.layout()
        if lines is not None:
            lines.setSpacing(Space.XS)
        rows = (*self.rows.values(), self.banks_row)
        for number, row in enumerate(rows):
            column = listed.layout()
            if column is not None:
                if number > 1:
                    column.addWidget(divider())
                column.addWidget(row)
        foot = FoldingRow(Space.L)
        foot.add(self.how, 5)
        foot.add(self.microphone, 3)
        content = QWidget()
        content.setMaximumWidth(CONTENT_WIDTH)
        page = QVBoxLayout(content)
        page.setContentsMargins(0, 0, Space.S, Space.L)
        page.setSpacing(Space.L)
        page.addWidget(self.plans)
        page.addWidget(listed)
        page.addWidget(foot)
        page.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL + Space.XS, Space.PAGE - Space.S, 0)
        layout.setSpacing(Space.L)
        layout.addWidget(label(say("ui.practice.choose.title"), "title"))
        layout.addWidget(self.next_interview)
        layout.addWidget(scrolled(content), 1)
        tab_order(
            self.next_interview.practise,
            *self.start_buttons,
            *rows,
            *self.how.controls,
            self.microphone.check,
        )


def _short(text: str) -> str:
    if len(text) <= LONGEST_SHOWN:
        return text
    return text[:LONGEST_SHOWN].rsplit(" ", 1)[0].rstrip(" ,.;:") + "\u2026"
