"""The keys in the words of an answer, told under F1 by every page that shows one."""

from coach.model.message import message
from ui.pages.base import Key
from ui.widgets.keys_dialog import TO


def answer_keys() -> tuple[Key, ...]:
    """What the keys do in the words and in the sound of an answer.

    Returns:
        In the order in which they are told.
    """
    return (
        Key(f"Left{TO}Right", message("ui.answer.does.step")),
        Key("Return", message("ui.answer.does.play")),
        Key("F2", message("ui.answer.does.correct")),
        Key("Ctrl+Z", message("ui.answer.does.undo")),
    )
