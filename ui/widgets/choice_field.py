"""A choice whose text ends in dots where it is longer than the field, and is told whole by its tip."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

_SHORT_CHOICE = 7
"""Characters of a choice that are always seen."""


class ChoiceField(QComboBox):
    """One of some choices.

    Args:
        parent: Its parent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORT_CHOICE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802 - Qt's name
        """Shorten what does not fit."""
        super().initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )

    def event(self, event: QEvent) -> bool:
        """The tip says the whole text."""
        if event.type() is QEvent.Type.ToolTip:
            self.setToolTip(self.currentText())
        return super().event(event)
