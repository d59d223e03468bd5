"""Which interview of an application is shown."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox

from coach.model.application import Application, Debrief
from ui.context import Context


class InterviewPicker(QComboBox):
    """Its interviews, the newest first.

    Signals:
        picked(str): Id of the debrief that is to be opened.

    Args:
        context: What it may use.
    """

    picked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName(context.say("ui.follow_up.debriefs"))
        self.currentIndexChanged.connect(self._on_picked)

    def show_interviews(self, application: Application | None, shown: Debrief | None) -> None:
        """Show others.

        Args:
            application: The one that is open; None for none.
            shown: The interview that is open; None before the first.
        """
        say, words = self._context.say, self._context.words
        before = self.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.clear()
        for each in reversed(application.debriefs if application else ()):
            stage, day = say(f"prepare.stage.{each.stage}"), words.short_date(each.held_at)
            self.addItem(say("ui.follow_up.debrief_of", stage=stage, day=day), each.id)
        self.setCurrentIndex(self.findData(shown.id) if shown else -1)
        self.blockSignals(before)

    @Slot()
    def _on_picked(self) -> None:
        self.picked.emit(str(self.currentData()))
