"""One plan before it begins: what it is, and the one thing that it needs to be told."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.model.message import message
from coach.questions.bank import Banks
from coach.questions.choice import competencies
from coach.questions.plan import Need, Plan, find_plan, minutes_for
from coach.settings import declared
from ui.a11y import label_for, tab_order
from ui.competencies import competency_name
from ui.context import Context
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton
from ui.widgets.parts import CONTENT_WIDTH, capped, card, label, number_box

PITCHES = ("pitch-30", "pitch-60")


class ReadyView(QWidget):
    """A plan with its choices: a competency, the length of a pitch, or how many questions.

    Signals:
        chosen(str, object): Begin this plan, with these values for ``Setup``.
        left(): Back to the choice.

    Args:
        context: What it may use.
    """

    chosen = Signal(str, object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._plan = find_plan("behavioural")
        say = context.say
        self.back = QPushButton(say("ui.practice.bank.back"))
        self.back.setProperty("kind", "quiet")
        self.back.clicked.connect(self.left)
        self._title = label("", "title", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._which = label("", "section")
        self._choices = QWidget()
        self._flow = FlowLayout(Space.S, self._choices)
        self._group = QButtonGroup(self)
        self.count = number_box(1, 20)
        self.count_label = label_for(self.count, say("ui.practice.bank.count"))
        self._minutes = label("", "muted")
        self._number = QWidget()
        self.count.valueChanged.connect(self._on_count)
        self.start = KeyButton(say("ui.practice.choose.start"), "Enter", context.theme, primary=True)
        self.start.clicked.connect(self.begin)
        self.calm = label(say("ui.practice.ready.calm"), "muted", wrap=True)
        self._assemble()

    def show_plan(self, plan_id: str, banks: Banks) -> None:
        """Show another plan.

        Args:
            plan_id: Which.
            banks: Where its questions would come from.
        """
        plan = find_plan(plan_id)
        say, settings = self._context.say, self._context.settings
        self._plan = plan
        pitch = plan_id in PITCHES
        self._title.setText(say("ui.practice.choose.pitch") if pitch else say.message(plan.title))
        self._about.setText(say.message(plan.about))
        if pitch:
            lengths = [(each, say.words.duration(find_plan(each).limit_s or 0)) for each in PITCHES]
            self._offer(lengths, say("ui.practice.ready.length"), plan_id)
        elif Need.COMPETENCY in plan.needs:
            names = [
                (name, say("ui.practice.ready.of", name=competency_name(name, say.words), n=n))
                for name, n in competencies(banks)
            ]
            self._offer(names, say("ui.practice.ready.competency"), names[0][0] if names else "")
        else:
            self._offer([], "", "")
        self._number.setVisible(plan.questions is None)
        self.count.setValue(settings.value(declared.PRACTICE_QUESTIONS))
        self._on_count()

    @property
    def choice(self) -> str:
        """What is chosen: a competency, or the id of a pitch; empty where there is nothing to choose."""
        chip = self._group.checkedButton()
        return str(chip.property("choice")) if chip is not None else ""

    def choose(self, choice: str) -> None:
        """Choose a competency or a pitch.

        Args:
            choice: Which.
        """
        for chip in self._group.buttons():
            if chip.property("choice") == choice:
                chip.click()

    @Slot()
    def begin(self) -> None:
        """Begin with what is chosen."""
        plan: Plan = self._plan
        if plan.questions is None:
            # The number is remembered as the usual one for drills.
            self._context.settings.set(declared.PRACTICE_QUESTIONS, self.count.value())
        more: dict[str, object] = {"questions": self.count.value() if plan.questions is None else None}
        if Need.COMPETENCY in plan.needs:
            more["competency"] = self.choice
        self.chosen.emit(self.choice if plan.id in PITCHES else plan.id, more)

    def _offer(self, choices: list[tuple[str, str]], heading: str, chosen: str) -> None:
        for chip in self._group.buttons():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._which.setText(heading)
        self._which.setVisible(bool(choices))
        self._choices.setVisible(bool(choices))
        order: list[QWidget] = [self.back]
        for value, text in choices:
            chip = QPushButton(text)
            chip.setProperty("kind", "chip")
            chip.setProperty("choice", value)
            chip.setCheckable(True)
            chip.setAutoExclusive(True)  # told as one of several
            chip.setChecked(value == chosen)
            chip.clicked.connect(partial(self._on_choice, value))
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            order.append(chip)
        tab_order(*order, self.count, self.start)

    def _on_choice(self, value: str) -> None:
        if value in PITCHES:
            self._about.setText(self._context.say.message(find_plan(value).about))

    @Slot()
    def _on_count(self) -> None:
        about = message("ui.practice.ready.minutes", n=minutes_for(self.count.value()))
        self._minutes.setText(self._context.say.message(about))

    def _assemble(self) -> None:
        line = QHBoxLayout(self._number)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.M)
        line.addWidget(self.count_label)
        line.addWidget(self.count)
        line.addWidget(self._minutes)
        line.addStretch(1)
        panel = card(self._about, self._which, self._choices, self._number)
        column = panel.layout()
        if isinstance(column, QVBoxLayout):
            column.setSpacing(Space.M)
            column.addSpacing(Space.S)
            column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(Space.M)
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        content.addLayout(top)
        content.addWidget(self._title)
        content.addWidget(panel)
        content.addWidget(self.calm)
        content.addStretch(1)
        capped(self, content, CONTENT_WIDTH)
