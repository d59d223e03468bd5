"""Choosing what to practise."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.audio.ports import Device
from coach.model.message import Message
from coach.model.question import Bank
from coach.model.session import Mode
from coach.practice.from_plan import Manner
from coach.questions.plan import Plan, find_plan, length_in_questions
from coach.settings import declared
from ui.a11y import tab_order
from ui.context import Context
from ui.pages.practice.bank_row import BankRow
from ui.pages.practice.setup import Setup
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton
from ui.widgets.parts import CONTENT_WIDTH, card, divider, label, scrolled

THINK_S = 30
OFFERED = (find_plan("first-interview"), find_plan("quick"))
"""The plans that have a card of their own."""


class ChooseView(QWidget):
    """What, how, and with which microphone.

    Signals:
        chosen(Setup): This interview is to begin.
        bank_opened(str): The person would like to look into this bank.
        check_asked(): The person would like to try the microphone.

    Args:
        context: What it may use.
    """

    chosen = Signal(object)
    bank_opened = Signal(str)
    check_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.start_buttons = [self._start_button(plan, first=plan is OFFERED[0]) for plan in OFFERED]
        self.bank_rows = [self._bank_row(bank) for bank in context.banks.banks]
        self._build_how()
        self._build_microphone()
        content = QWidget()
        content.setMaximumWidth(CONTENT_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, Space.PAGE)
        column.setSpacing(Space.XL)
        plans = QHBoxLayout()
        plans.setSpacing(Space.L)
        for plan, button in zip(OFFERED, self.start_buttons, strict=True):
            plans.addWidget(self._plan_card(plan, button), 1)
        column.addLayout(plans)
        column.addLayout(self._foot())
        if self.bank_rows:
            column.addWidget(self._bank_card())
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL + Space.XS, Space.PAGE - Space.S, 0)
        layout.setSpacing(Space.XL)
        layout.addWidget(label(context.say("ui.practice.choose.title"), "title"))
        layout.addWidget(scrolled(content), 1)
        tab_order(
            *self.start_buttons,
            self.after_each,
            self.at_end,
            self.think,
            self.typed,
            self.check,
            *self.bank_rows,
        )

    def setup_for(self, *, plan: str, **more: object) -> Setup:
        """An interview with the "how" as it is chosen now.

        Args:
            plan: Id of the plan.
            **more: As for ``Setup``.

        Returns:
            The interview.
        """
        settings = self._context.settings
        own = settings.value(declared.PRACTICE_THINK_S) or THINK_S
        manner = Manner(
            mode=Mode.COACH if self.after_each.isChecked() else Mode.INTERVIEW,
            thinking_s=float(own if self.think.isChecked() else 0),
            typed=self.typed.isChecked(),
            follow_ups=settings.value(declared.PRACTICE_FOLLOW_UPS),
            hidden=settings.value(declared.PRACTICE_HIDDEN),
        )
        values: dict[str, object] = {
            "plan": plan,
            "manner": manner,
            "usual": settings.value(declared.PRACTICE_QUESTIONS),
            "length": length_in_questions(settings.value(declared.PRACTICE_LENGTH)),
            "captions": settings.value(declared.PRACTICE_CAPTIONS),
            "panel": settings.value(declared.PRACTICE_PANEL),
        }
        return Setup(**(values | more))  # type: ignore[arg-type]

    def show_microphone(self, devices: tuple[Device, ...], state: str) -> None:
        """Say which microphone will listen.

        Args:
            devices: Those that are there, the default first.
            state: What is known of it.
        """
        wanted = self._context.settings.value(declared.MICROPHONE)
        names = [device.name for device in devices]
        default = next((device.name for device in devices if device.is_default), names[0] if names else "")
        say = self._context.say
        if wanted and wanted not in names:
            self._microphone.setText(wanted)
            self._state.setText(say("ui.practice.microphone.gone"))
        elif not names:
            self._microphone.setText(say("ui.practice.microphone.none"))
            self._state.setText(say("ui.practice.microphone.none_help"))
        else:
            self._microphone.setText(wanted or default)
            self._state.setText(state)

    def show_no_microphone(self, trouble: Message) -> None:
        """Say why no microphone can be used.

        Args:
            trouble: Why.
        """
        self._microphone.setText(self._context.say("ui.practice.microphone.none"))
        self._state.setText(self._context.say.message(trouble))

    @property
    def microphone_text(self) -> str:
        """What is said of the microphone."""
        return f"{self._microphone.text()}: {self._state.text()}"

    def _start_button(self, plan: Plan, *, first: bool) -> KeyButton:
        say = self._context.say
        button = KeyButton(
            say("ui.practice.choose.start"), "Enter" if first else "", self._context.theme, primary=first
        )
        button.setObjectName(f"start_{plan.id}")
        button.setAccessibleName(say("ui.practice.choose.start_plan", plan=plan.title))
        button.clicked.connect(partial(self._start, plan))
        return button

    def _start(self, plan: Plan) -> None:
        self.chosen.emit(self.setup_for(plan=plan.id))

    def _plan_card(self, plan: Plan, button: KeyButton) -> QFrame:
        say = self._context.say
        panel = card(
            label(say.message(plan.title), "card_title"),
            label(say.message(plan.about), "muted", wrap=True),
            first=plan is OFFERED[0],
        )
        column = panel.layout()
        if isinstance(column, QVBoxLayout):
            column.addSpacing(Space.S)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addStretch(1)
        return panel

    def _bank_row(self, bank: Bank) -> BankRow:
        row = BankRow(bank, self._context.say)
        row.clicked.connect(partial(self.bank_opened.emit, bank.id))
        return row

    def _bank_card(self) -> QFrame:
        panel = card(heading=self._context.say("ui.practice.choose.banks"))
        column = panel.layout()
        for number, row in enumerate(self.bank_rows):
            if number and column is not None:
                column.addWidget(divider())
            if column is not None:
                column.addWidget(row)
        return panel

    def _build_how(self) -> None:
        say, settings = self._context.say, self._context.settings
        think_s = settings.value(declared.PRACTICE_THINK_S) or THINK_S
        self.after_each = self._chip(say("ui.practice.how.after_each"))
        self.at_end = self._chip(say("ui.practice.how.at_end"))
        self.think = self._chip(say("ui.practice.how.think", seconds=say.words.duration(think_s)))
        self.typed = self._chip(say("ui.practice.how.typed"))
        self._modes = QButtonGroup(self)
        self._modes.addButton(self.after_each)
        self._modes.addButton(self.at_end)
        self.refresh()
        self._modes.buttonClicked.connect(self._keep_mode)
        self.think.clicked.connect(self._keep_think)

    def refresh(self) -> None:
        """Show the choices as they are kept, which the Settings page may have changed."""
        settings = self._context.settings
        coach = settings.value(declared.PRACTICE_MODE) == Mode.COACH
        (self.after_each if coach else self.at_end).setChecked(True)
        self.think.setChecked(settings.value(declared.PRACTICE_THINK_S) > 0)

    def _chip(self, text: str) -> QPushButton:
        chip = QPushButton(text)
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        return chip

    def _keep_mode(self) -> None:
        mode = Mode.COACH if self.after_each.isChecked() else Mode.INTERVIEW
        self._context.settings.set(declared.PRACTICE_MODE, mode.value)

    def _keep_think(self) -> None:
        kept = self._context.settings.value(declared.PRACTICE_THINK_S)
        self._context.settings.set(
            declared.PRACTICE_THINK_S, (kept or THINK_S) if self.think.isChecked() else 0
        )

    def _build_microphone(self) -> None:
        say = self._context.say
        self._microphone = label("", "strong", wrap=True)
        self._state = label(say("ui.practice.microphone.looking"), "muted", wrap=True)
        self.check = QPushButton(say("ui.practice.microphone.check"))
        self.check.setProperty("kind", "link")
        self.check.clicked.connect(self.check_asked)

    def _foot(self) -> QHBoxLayout:
        say = self._context.say
        chips = QWidget()
        flow = FlowLayout(Space.S, chips)
        for chip in (self.after_each, self.at_end, self.think, self.typed):
            flow.addWidget(chip)
        line = QHBoxLayout()
        line.addWidget(self._microphone, 1)
        line.addWidget(self.check)
        held = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        held.setLayout(line)
        how = card(chips, heading=say("ui.practice.how.title"))
        microphone = card(held, self._state, heading=say("ui.practice.microphone.title"))
        for panel in (how, microphone):
            column = panel.layout()
            if isinstance(column, QVBoxLayout):
                column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.L)
        foot.addWidget(how, 5)
        foot.addWidget(microphone, 3)
        return foot
