"""The words of an answer as they are understood, for those who want to read along."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from coach.model.transcript import Caption

LONGEST = 240
"""Characters: about three lines; what was said before has scrolled away."""


class Captions(QLabel):
    """A few lines; what is not finished yet stands in italics."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setProperty("role", "muted")
        self.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self._caption = Caption()

    @property
    def caption(self) -> Caption:
        """What is shown."""
        return self._caption

    def show_caption(self, caption: Caption) -> None:
        """Show what was understood so far.

        Args:
            caption: So far.
        """
        if caption == self._caption:
            return
        self._caption = caption
        open_text = caption.open_text[-LONGEST:]
        kept = caption.text[-(LONGEST - len(open_text)) :] if len(open_text) < LONGEST else ""
        if len(kept) < len(caption.text):
            kept = "… " + kept.partition(" ")[2]
        self.setText(f"{escape(kept)} <i>{escape(open_text)}</i>")
        self.setAccessibleName(f"{caption.text} {caption.open_text}".strip())
