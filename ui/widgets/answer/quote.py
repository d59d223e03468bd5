"""Words of the answer as evidence; where their seconds are known, a press plays them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from coach.reports.document import Quote
from ui.i18n import Say
from ui.theme import Space
from ui.widgets.parts import label

BEFORE_S = 0.2
"""A quote is played from a moment before it, so that its first sound is whole."""
AFTER_S = 0.3


class QuoteButton(QPushButton):
    """A quote in its quotation marks.

    Signals:
        play_asked(float, float): From and until which second.

    Args:
        quote: The words.
        say: The words around them.
        role: The look of the text.
    """

    play_asked = Signal(float, float)

    def __init__(self, quote: Quote, say: Say, role: str = "strong") -> None:
        super().__init__()
        self._quote = quote
        self.setProperty("kind", "link")
        text = say("ui.practice.feedback.quote", text=quote.text)
        self.setAccessibleName(text)
        self._line = QHBoxLayout(self)
        # Room for the line that shows the focus.
        self._line.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.XS)
        self._line.setSpacing(Space.S)
        words = label(text, role, wrap=True)
        self._line.addWidget(words, 1)
        if quote.at:
            self._line.addWidget(label(quote.at, "small"), 0, Qt.AlignmentFlag.AlignTop)
        for child in self.findChildren(type(words)):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        playable = quote.start_s is not None and quote.end_s is not None
        self.setEnabled(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if playable else Qt.FocusPolicy.NoFocus)
        if playable:
            self.setAccessibleDescription(say("ui.practice.feedback.play_quote", at=quote.at))
            self.setToolTip(say("ui.practice.feedback.play_quote", at=quote.at))
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What the words need."""
        return self._line.totalSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Likewise."""
        return self._line.totalMinimumSize()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Narrower quotes need more lines."""
        return self._line.totalHeightForWidth(width)

    def _on_clicked(self) -> None:
        if self._quote.start_s is not None and self._quote.end_s is not None:
            self.play_asked.emit(max(0.0, self._quote.start_s - BEFORE_S), self._quote.end_s + AFTER_S)
