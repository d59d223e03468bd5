"""How the contents of a dialog stand."""

from PySide6.QtWidgets import QDialog, QVBoxLayout

from ui.theme import Space


def dialog_layout(dialog: QDialog) -> QVBoxLayout:
    """One column with room around it.

    Args:
        dialog: Whose.

    Returns:
        The layout, to be filled.
    """
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
    layout.setSpacing(Space.M)
    return layout
