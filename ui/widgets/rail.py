"""The rail: the pages on the left, and what is true of all of them at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.model.message import Message, message
from ui.i18n import Say
from ui.places import PageName
from ui.theme import Space, Theme
from ui.ticket import Work
from ui.widgets.quiet_row import QuietRow

WIDTH = 196
WIDEST = 280
"""With large text the rail grows, and leaves the page its room."""


class Rail(QFrame):
    """One button a page; Tab reaches the chosen one, the arrow keys the others.

    Signals:
        chosen(PageName): The person wants this page.
        stop_asked(int): The person wants the work of this number stopped.

    Args:
        say: The words.
        theme: For its width.
        parent: Its parent.
    """

    chosen = Signal(object)
    stop_asked = Signal(int)

    def __init__(self, say: Say, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._theme = theme
        self.setProperty("role", "rail")
        self._set_width()
        theme.changed.connect(self._set_width)
        self.setAccessibleName(say("ui.rail.pages"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.XL, Space.M, Space.XXL)
        layout.setSpacing(Space.XS)
        self._name = QLabel(say("ui.common.app"))
        self._name.setProperty("role", "name")
        self._name.setContentsMargins(Space.S, 0, 0, Space.L)
        layout.addWidget(self._name)
        self._group = QButtonGroup(self)
        self._buttons = {page: self._button(page) for page in PageName}
        for button in self._buttons.values():
            layout.addWidget(button)
        layout.addStretch(1)
        self.quiet = QuietRow(say)
        layout.addWidget(self.quiet)
        self._private = self._foot()
        self._private.setText(say("ui.rail.private"))
        self._model = self._foot()
        for foot in (self._private, self._model):
            layout.addWidget(foot)
        self.quiet.stop_asked.connect(self.stop_asked)
        self.quiet.focus_lost.connect(self._focus_chosen)
        self._group.buttonClicked.connect(self._on_clicked)

    def show_page(self, page: PageName) -> None:
        """Mark the page that is shown.

        Args:
            page: Which.
        """
        had_focus = any(each.hasFocus() for each in self._buttons.values())
        self._buttons[page].setChecked(True)
        # Qt hands Tab on only when a button is pressed, and pages change by shortcuts too.
        for name, button in self._buttons.items():
            reached = Qt.FocusPolicy.StrongFocus if name is page else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(reached)
        if had_focus:
            self._buttons[page].setFocus()  # Tab reaches the chosen button only, so the focus may not stay

    def focus_page(self, page: PageName) -> None:
        """Put the keyboard on a page's button.

        Args:
            page: Which.
        """
        self._buttons[page].setFocus()

    def set_model(self, name: Message) -> None:
        """Say which recogniser listens.

        Args:
            name: Such as "Whisper base · en".
        """
        self._model.setText(self._say.message(name))

    @Slot(object)
    def show_running(self, works: Sequence[Work]) -> None:
        """Say what is done in the background, in one quiet row.

        Args:
            works: Oldest first; none hides the row.
        """
        self.quiet.show_works(works)

    @property
    def running_text(self) -> str:
        """What the quiet row names; empty when it is hidden."""
        return self.quiet.text

    @Slot()
    def _focus_chosen(self) -> None:
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus()

    @Slot()
    def _set_width(self) -> None:
        self.setFixedWidth(min(self._theme.scaled(WIDTH), WIDEST))

    def _button(self, page: PageName) -> QPushButton:
        button = QPushButton(self._say.message(message(f"ui.rail.{page}")))
        button.setObjectName(f"rail_{page}")
        button.setProperty("kind", "rail")
        button.setCheckable(True)
        button.setAutoExclusive(True)  # told as one of several
        self._group.addButton(button)
        return button

    def _foot(self) -> QLabel:
        label = QLabel()
        label.setProperty("role", "small")
        label.setWordWrap(True)
        label.setContentsMargins(Space.S, 0, 0, 0)
        return label

    def _on_clicked(self, button: QPushButton) -> None:
        for page, each in self._buttons.items():
            if each is button:
                self.chosen.emit(page)
