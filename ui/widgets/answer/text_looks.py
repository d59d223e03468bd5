"""How the words of an answer look: their part, their fillers, and what was hard to hear."""

from PySide6.QtGui import QColor, QTextCharFormat

from coach.model.score import StarPart
from coach.reports.document import Passage, Run
from ui.theme import TextSize, Theme


def asked_format(theme: Theme) -> QTextCharFormat:
    """A follow-up question between the words of the answer; it is no part of them.

    Args:
        theme: Colours and fonts.

    Returns:
        Its look.
    """
    shape = QTextCharFormat()
    shape.setFont(theme.font(TextSize.LABEL))
    shape.setFontItalic(True)
    shape.setForeground(theme.colour("muted"))
    return shape


def label_format(theme: Theme, passage: Passage) -> QTextCharFormat:
    """The name of a part before its words.

    Args:
        theme: Colours and fonts.
        passage: Of that part.

    Returns:
        Its look.
    """
    shape = QTextCharFormat()
    shape.setFont(theme.font(TextSize.SMALL, strong=True))
    tokens, part = theme.tokens, StarPart(passage.part)
    shape.setForeground(QColor(tokens.part(part)))
    shape.setBackground(QColor(tokens.part_soft(part)))
    return shape


def run_format(theme: Theme, part: str, run: Run) -> QTextCharFormat:
    """Words with one look.

    Args:
        theme: Colours and fonts.
        part: The STAR part that they belong to; empty for none.
        run: The words.

    Returns:
        Their look.
    """
    shape = QTextCharFormat()
    shape.setFont(theme.font(TextSize.TRANSCRIPT))
    shape.setForeground(theme.colour("text"))
    if part:
        shape.setBackground(QColor(theme.tokens.part_soft(StarPart(part))))
    if run.filler:
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        shape.setUnderlineColor(theme.colour("warning"))
    elif run.unsure:
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        shape.setUnderlineColor(theme.colour("muted"))
    return shape
